//! What each of several numbered time limits is for: the content of its number.

use crate::model::Item;
use crate::parse::time_limit;

/// `1.…；2.…` under 公开时限 beside as many under 公开内容: each limit is for the content of its number.
pub(super) fn give(item: &mut Item) {
    let limits = numbered(&item.time_limit.text);
    if limits.len() < 2 {
        return;
    }
    let contents = numbered(&item.content.text);
    if limits.len() != contents.len() {
        return;
    }
    let (mut segments, mut remarks) = (Vec::new(), Vec::new());
    for (limit, content) in limits.iter().zip(&contents) {
        let understood = time_limit::parse(limit);
        if understood.segments.is_empty() {
            return;
        }
        remarks.extend(understood.remarks);
        segments.extend(understood.segments.into_iter().map(|mut segment| {
            segment.scope.get_or_insert_with(|| (*content).to_owned());
            segment
        }));
    }
    item.time_limit.value.segments = segments;
    item.time_limit.value.remarks = remarks;
}

/// The parts of `1.…；2.…；3.…`; empty for any other text.
fn numbered(text: &str) -> Vec<&str> {
    let Some(mut rest) = text.trim().strip_prefix("1.") else { return Vec::new() };
    let mut parts = Vec::new();
    for next in 2.. {
        match rest.split_once(&format!("；{next}.")) {
            Some((part, behind)) => {
                parts.push(part.trim());
                rest = behind;
            }
            None => break,
        }
    }
    parts.push(rest.trim());
    parts
}
