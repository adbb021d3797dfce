//! 公开主体: one body an entry.

/// The bodies a cell names.
#[must_use]
pub fn parse(_text: &str) -> Vec<String> {
    Vec::new()
}
