//! What an OpenDocument workbook says of itself: its title, its author, properties that users made up. Reads no sheet.

use quick_xml::events::Event;

use crate::place::Place;
use crate::read::guard::{LIMITS, Refusal};
use crate::read::package::Part;
use crate::read::workbook::further;
use crate::read::workbook::tag::attributes;
use crate::read::workbook::text::clean;
use crate::read::{Further, FurtherKind};

/// Elements that people fill in, and what they are called.
const KNOWN: [(&str, &str); 7] = [
    ("title", "标题"),
    ("subject", "主题"),
    ("description", "备注"),
    ("keyword", "关键词"),
    ("initial-creator", "作者"),
    ("creator", "最后保存者"),
    ("user-defined", ""),
];

/// Adds the properties of a part; where the sheets stand in the same part, it stops before them.
pub(super) fn read(part: &mut Part<'_, '_>, shown: &str, found: &mut Vec<Further>) -> Result<(), Refusal> {
    let mut name: Option<String> = None;
    let mut text = String::new();
    loop {
        match part.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == "body" => return Ok(()),
            Event::Start(tag) => {
                let local = tag.local_name();
                name = KNOWN.iter().find(|(element, _)| *element == local.as_ref()).map(|(_, name)| (*name).to_owned());
                text.clear();
                if local.as_ref() == "user-defined" {
                    attributes(&tag, |key, value| {
                        if key == "meta:name" {
                            name = Some(value.to_owned());
                        }
                    })?;
                }
            }
            Event::End(tag) if tag.local_name().as_ref() == "meta" => return Ok(()),
            Event::End(_) => {
                let letters = clean(&text);
                if let Some(name) = name.take().filter(|_| !letters.is_empty())
                    && found.len() < LIMITS.parts
                {
                    found.push(Further { place: Place::file(shown), kind: FurtherKind::Property(name), text: letters });
                }
            }
            Event::Eof => return Ok(()),
            event if name.is_some() => further::append(&event, &mut text),
            _ => {}
        }
    }
}
