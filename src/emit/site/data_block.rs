//! JSON-LD on the home page: the catalog as a schema.org Dataset, for search engines and catalogs of data. A block of data, which no
//! browser runs; nothing is said that `mulu.yaml` does not say.

use serde_json::{Map, Value, json};

use super::downloads::Download;
use super::frame::Frame;

/// The text of the block. `<` cannot stand in it, so that nothing typed ends the block.
pub(super) fn block(frame: &Frame<'_>, downloads: &[Download]) -> String {
    let project = frame.publication.project;
    let mut dataset = Map::new();
    let mut say = |key: &str, value: Value| dataset.insert(key.to_owned(), value);
    say("@context", json!("https://schema.org"));
    say("@type", json!("Dataset"));
    say("name", json!(project.edition.title));
    say("description", json!(description(frame)));
    say("inLanguage", json!("zh-CN"));
    say("version", json!(project.edition.id));
    say("keywords", json!(["基层政务公开", "标准目录", project.city.name]));
    say("spatialCoverage", json!({"@type": "Place", "name": project.city.name}));
    if let Some(government) = &project.city.government {
        say("publisher", json!({"@type": "GovernmentOrganization", "name": government}));
    }
    let distribution = downloads.iter().filter_map(|download| {
        let media_type = download.media_type?;
        Some(json!({"@type": "DataDownload", "name": download.name, "encodingFormat": media_type, "contentUrl": download.address}))
    });
    say("distribution", distribution.collect());
    harmless(&Value::Object(dataset).to_string())
}

fn description(frame: &Frame<'_>) -> String {
    let publication = frame.publication;
    let as_of = publication.project.edition.as_of.as_ref().map(|date| format!("，截至{}", date.value)).unwrap_or_default();
    let remark = frame.remark.map(|remark| format!("（{remark}）")).unwrap_or_default();
    let catalog = publication.catalog;
    format!("{}{remark}{as_of}：{} 个领域，{} 项公开事项。", frame.title, catalog.domains.len(), catalog.item_count())
}

/// JSON without the characters that mean something to a page, and without marks that reverse the writing direction.
fn harmless(json: &str) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<'
            | '>'
            | '&'
            | '\u{7f}'..='\u{9f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{fdd0}'..='\u{fdef}'
            | '\u{fffe}'
            | '\u{ffff}' => write!(text, "\\u{:04x}", u32::from(c)).expect("memory can be written to"),
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_typed_ends_the_block() {
        let typed = "</script><!--<script>&\u{2028}\u{202e}";
        let json = serde_json::json!({"name": typed}).to_string();
        let text = super::harmless(&json);
        assert!(!text.contains(['<', '>', '&', '\u{2028}', '\u{202e}']), "{text}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap()["name"], typed);
    }
}
