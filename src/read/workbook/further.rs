//! What a workbook package holds beside its cells: comments on them, texts in shapes, what the file says of itself, cells before
//! changes it keeps. Every part is inflated within the limits; no list is made of what stands there.

use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use super::tag::attributes;
use super::{Cells, relationships, text, xlsx};
use crate::place::{At, Origin, Place};
use crate::read::guard::{LIMITS, Refusal};
use crate::read::package::{Package, Part};
use crate::read::{Further, FurtherKind};

/// Parts that say what the file is, with the elements that people fill in and what they are called.
const PROPERTIES: [(&str, &[(&str, &str)]); 3] = [
    (
        "docProps/core.xml",
        &[
            ("title", "标题"),
            ("subject", "主题"),
            ("creator", "作者"),
            ("keywords", "关键词"),
            ("description", "备注"),
            ("lastModifiedBy", "最后保存者"),
            ("category", "类别"),
            ("contentStatus", "状态"),
        ],
    ),
    ("docProps/app.xml", &[("Manager", "经理"), ("Company", "单位"), ("HyperlinkBase", "超链接基础")]),
    ("docProps/custom.xml", &[]),
];

/// Adds what stands beside the cells; `sheets` are the sheets' parts.
pub(super) fn of_package(
    package: &mut Package<'_>,
    sheets: &[(String, Arc<Origin>)],
    shown: &str,
    cells: &mut Cells,
    further: &mut Vec<Further>,
) -> Result<(), Refusal> {
    for (path, known) in PROPERTIES {
        let Some(part) = package.part(path, LIMITS.small_part_bytes)? else { continue };
        properties(part, known, shown, cells, further)?;
    }
    for (path, origin) in sheets {
        let Some(leads) = relationships::of(package, path)? else { continue };
        for (kind, target) in leads.values().filter_map(|other| other.part(path)) {
            let (unit, is_comment) = match kind {
                "comments" => ("comment", true),
                "threadedComment" => ("threadedComment", true),
                "drawing" => ("txBody", false),
                _ => continue,
            };
            // Those of .xlsb hold records; their reader takes them.
            if target.ends_with(".bin") {
                continue;
            }
            let Some(part) = package.part(&target, LIMITS.small_part_bytes)? else { continue };
            units(part, unit, is_comment, origin, cells, further)?;
        }
    }
    let logs: Vec<String> = package.names().filter(|name| name.contains("/revisions/revisionlog")).map(str::to_owned).collect();
    for log in logs {
        let Some(part) = package.part(&log, LIMITS.small_part_bytes)? else { continue };
        changes(part, shown, cells, further)?;
    }
    Ok(())
}

/// The properties of a part. Those that users made up are named by an attribute of the element around them.
fn properties(
    mut part: Part<'_, '_>,
    known: &[(&str, &str)],
    shown: &str,
    cells: &mut Cells,
    further: &mut Vec<Further>,
) -> Result<(), Refusal> {
    let mut name: Option<String> = None;
    let mut text = String::new();
    loop {
        match part.next()? {
            Event::Start(tag) => {
                let local = tag.local_name();
                let known = known.iter().find(|(element, _)| *element == local.as_ref()).map(|(_, name)| (*name).to_owned());
                let own = if local.as_ref() == "property" { named(&tag, "name")? } else { None };
                if known.is_some() || own.is_some() {
                    name = known.or(own);
                    text.clear();
                }
            }
            Event::End(tag) => {
                let is_known = known.iter().any(|(element, _)| *element == tag.local_name().as_ref());
                if (is_known || tag.local_name().as_ref() == "property")
                    && let Some(name) = name.take()
                {
                    add(Place::file(shown), FurtherKind::Property(name), &text, cells, further)?;
                }
            }
            Event::Eof => return Ok(()),
            event if name.is_some() => append(&event, &mut text),
            _ => {}
        }
    }
}

/// The texts within every element of a name: comments, each with its cell, or the bodies of shapes.
fn units(
    mut part: Part<'_, '_>,
    unit: &str,
    is_comment: bool,
    origin: &Arc<Origin>,
    cells: &mut Cells,
    further: &mut Vec<Further>,
) -> Result<(), Refusal> {
    let mut place: Option<Place> = None;
    let mut within = false;
    let mut text = String::new();
    loop {
        match part.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == unit => {
                let cell = if is_comment { named(&tag, "ref")?.and_then(|address| xlsx::measure::range(&address)) } else { None };
                let at = cell.map_or(At::Whole, |cell| At::Cell { row: cell.top, column: cell.left });
                place = Some(Place { origin: Arc::clone(origin), at });
                text.clear();
            }
            Event::End(tag) if tag.local_name().as_ref() == unit => {
                let kind = if is_comment { FurtherKind::Comment } else { FurtherKind::Shape };
                if let Some(place) = place.take() {
                    add(place, kind, &text, cells, further)?;
                }
            }
            Event::Start(tag) => within = matches!(tag.local_name().as_ref(), "t" | "text"),
            Event::End(tag) => {
                within = false;
                if tag.local_name().as_ref() == "p" {
                    text.push('\n');
                }
            }
            Event::Eof => return Ok(()),
            event if within && place.is_some() => append(&event, &mut text),
            _ => {}
        }
    }
}

/// Texts of cells as they were before and after changes.
fn changes(mut part: Part<'_, '_>, shown: &str, cells: &mut Cells, further: &mut Vec<Further>) -> Result<(), Refusal> {
    let mut within = false;
    let mut text = String::new();
    loop {
        match part.next()? {
            Event::Start(tag) => within |= matches!(tag.local_name().as_ref(), "is" | "v"),
            Event::End(tag) if matches!(tag.local_name().as_ref(), "is" | "v") => {
                within = false;
                add(Place::file(shown), FurtherKind::Change, &text, cells, further)?;
                text.clear();
            }
            Event::Eof => return Ok(()),
            event if within => append(&event, &mut text),
            _ => {}
        }
    }
}

/// The value of an attribute.
fn named(tag: &BytesStart<'_>, wanted: &str) -> Result<Option<String>, Refusal> {
    let mut found = None;
    attributes(tag, |key, value| {
        if key == wanted {
            found = Some(value.to_owned());
        }
    })?;
    Ok(found)
}

/// Adds the letters of an event; tags have none.
pub(super) fn append(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(letters) => text.push_str(letters),
        Event::CData(letters) => text.push_str(letters),
        Event::GeneralRef(name) => text.push_str(&quick_xml::escape::unescape(&format!("&{};", &**name)).unwrap_or_default()),
        _ => {}
    }
}

/// Adds a text that says something.
pub(super) fn add(place: Place, kind: FurtherKind, letters: &str, cells: &mut Cells, further: &mut Vec<Further>) -> Result<(), Refusal> {
    let text = text::clean(letters);
    if text.is_empty() {
        return Ok(());
    }
    cells.charge(text.len() + 64)?;
    further.push(Further { place, kind, text });
    Ok(())
}
