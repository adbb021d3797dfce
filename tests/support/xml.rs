//! XML as a tree, for looking into workbooks. For tests only: it trusts what it reads.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element.
#[derive(Clone, Debug, Default)]
pub(crate) struct Element {
    /// Name without prefix.
    pub(crate) name: String,
    /// Attributes as written, with prefixes.
    pub(crate) attributes: Vec<(String, String)>,
    /// Elements in it.
    pub(crate) children: Vec<Element>,
    /// Its own text.
    pub(crate) text: String,
}

impl Element {
    /// An attribute.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// The first child of a name.
    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The children of the first child of a name: `rows of sheetData`.
    pub(crate) fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a Element> {
        self.child(name).into_iter().flat_map(|child| &child.children)
    }

    /// All text below it.
    pub(crate) fn whole_text(&self) -> String {
        self.text.clone() + &self.children.iter().map(Element::whole_text).collect::<String>()
    }
}

/// The root element of a part.
pub(crate) fn parse(text: &str) -> Element {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(start) => open.push(element(&start)),
            Event::Empty(start) => {
                let child = element(&start);
                open.last_mut().unwrap().children.push(child);
            }
            Event::End(_) => {
                let child = open.pop().unwrap();
                open.last_mut().unwrap().children.push(child);
            }
            Event::Text(words) => open.last_mut().unwrap().text.push_str(&words.xml10_content()),
            Event::GeneralRef(name) => {
                let c = name.resolve_char_ref().expect("a character").unwrap_or_else(|| match &*name {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    "apos" => '\'',
                    other => panic!("unknown entity {other}"),
                });
                open.last_mut().unwrap().text.push(c);
            }
            Event::Eof => break,
            Event::Decl(_) | Event::Comment(_) | Event::CData(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    open.pop().unwrap().children.pop().expect("a root element")
}

fn element(start: &BytesStart<'_>) -> Element {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.expect("an attribute once");
        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).expect("known entities");
        (attribute.key.0.to_owned(), value.into_owned())
    });
    let name = start.local_name();
    Element { name: name.as_ref().to_owned(), attributes: attributes.collect(), ..Element::default() }
}
