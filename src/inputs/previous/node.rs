//! Walks the tree of a file the program wrote. What is not as it writes it counts as absent.

use crate::place::Located;
use crate::read::{Node, Value};

/// The value of a key; none when it is absent.
pub(crate) fn get<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    pairs(node).iter().find(|(known, _)| known.value == key).map(|(_, value)| value)
}

/// The mapping under a key.
pub(crate) fn of<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    get(node, key).filter(|node| matches!(node.value, Value::Map(_)))
}

/// The pairs of a mapping.
pub(crate) fn pairs(node: &Node) -> &[(Located<String>, Node)] {
    match &node.value {
        Value::Map(pairs) => pairs,
        Value::Null | Value::Text(_) | Value::List(_) => &[],
    }
}

/// The text of a key; empty when it is absent.
pub(crate) fn text<'a>(node: &'a Node, key: &str) -> &'a str {
    get(node, key).map_or("", Node::text)
}

/// The entries of the list under a key.
pub(crate) fn entries<'a>(node: &'a Node, key: &str) -> &'a [Node] {
    match get(node, key).map(|node| &node.value) {
        Some(Value::List(entries)) => entries,
        Some(Value::Null | Value::Text(_) | Value::Map(_)) | None => &[],
    }
}

impl Node {
    /// Its text; empty when it is none.
    pub(crate) fn text(&self) -> &str {
        match &self.value {
            Value::Text(text) => text,
            Value::Null | Value::List(_) | Value::Map(_) => "",
        }
    }
}
