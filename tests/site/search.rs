//! `search.js`: every item is in it, compared as the script compares, and nothing in it is more than text.

use mulu::emit::State;
use mulu::model::{Catalog, Slot, name};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::{build, sample, text};

/// What the file hands to the script.
fn data(catalog: &Catalog) -> Value {
    let file = text(&build(catalog, State::Final), "site/search.js");
    let json = file.strip_prefix("mulu.search(").and_then(|rest| rest.strip_suffix(");\n")).expect("one call");
    assert!(!json.contains(['<', '\u{2028}', '\u{2029}', '\u{202e}']));
    serde_json::from_str(json).unwrap()
}

/// As `fold` in `script/search.js` does.
fn fold(data: &Value, text: &str) -> String {
    let (from, to) = (data["traditional"].as_str().unwrap(), data["simplified"].as_str().unwrap());
    let plain = text.nfkc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace());
    plain.map(|c| from.chars().zip(to.chars()).find(|(traditional, _)| *traditional == c).map_or(c, |(_, simple)| simple)).collect()
}

fn word_at<'d>(data: &'d Value, item: &Value, place: usize) -> &'d str {
    let number = usize::try_from(item[place].as_u64().unwrap()).unwrap();
    data["texts"][number].as_str().unwrap()
}

#[test]
fn every_item_can_be_found() {
    let catalog = sample::catalog();
    let data = data(&catalog);
    let entries: Vec<_> =
        catalog.domains.iter().enumerate().flat_map(|(at, domain)| domain.entries.iter().map(move |entry| (at, entry))).collect();
    let items = data["items"].as_array().unwrap();
    assert_eq!(items.len(), entries.len());
    for ((domain, entry), found) in entries.into_iter().zip(items) {
        assert_eq!(found[0], entry.id);
        assert_eq!(found[1], domain);
        let item = &entry.item;
        let texts = [
            item.group.value.clone(),
            item.display_name(),
            item.content.text.clone(),
            item.basis.text.clone(),
            item.time_limit.text.clone(),
        ];
        for (place, text) in texts.iter().enumerate() {
            assert_eq!(word_at(&data, found, place + 2), text, "{}", entry.id);
        }
        let bodies: Vec<&str> = found[7]
            .as_array()
            .unwrap()
            .iter()
            .map(|body| data["bodies"][usize::try_from(body.as_u64().unwrap()).unwrap()][0].as_str().unwrap())
            .collect();
        assert_eq!(bodies, item.subject.value.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

#[test]
fn towns_have_their_own_words() {
    let data = data(&sample::catalog());
    let items = &data["items"];
    // It changes nothing that results show, so they know only that it changes something.
    assert_eq!(items[0][12]["changed"]["0"], serde_json::json!([null, null]));
    assert_eq!(items[1][12], serde_json::json!({"omitted": [0]}));
    assert_eq!(items[2].as_array().unwrap().len(), 12);
    assert_eq!(items[5][12], serde_json::json!({"added": 0}));
    assert_eq!(data["towns"][0], serde_json::json!(["海虞镇", "海虞镇人民政府", [1]]));
    assert_eq!(data["domains"][3][2], false);
    assert_eq!(data["bodies"], serde_json::json!([["市教育局", 0], ["乡镇人民政府", 1], [sample::HOSTILE, 0]]));
}

#[test]
fn what_users_type_stays_text() {
    let mut catalog = sample::catalog();
    let typed = "</script><!--\u{2028}\"'\\ \u{202e}\0`${1}";
    let mut item = (*catalog.domains[0].entries[0].item).clone();
    item.content = Slot::given(typed, Vec::new(), sample::cell(4, 4));
    catalog.domains[0].entries[0].item = item.into();
    let data = data(&catalog);
    // What no page may hold is dropped here, too.
    assert_eq!(word_at(&data, &data["items"][0], 4), "</script><!--\u{2028}\"'\\ `${1}");
}

#[test]
fn the_script_compares_as_names_are_compared() {
    let mut catalog = sample::catalog();
    let mut item = (*catalog.domains[0].entries[0].item).clone();
    item.content = Slot::given("义务教育、社會救助：農村低保，卫生服务后勤，ＷｉＦｉ 覆盖", Vec::new(), sample::cell(4, 4));
    catalog.domains[0].entries[0].item = item.into();
    let data = data(&catalog);
    let words = |text: &str| fold(&data, text).chars().filter(|c| name::is_word(*c)).collect::<String>();
    for text in data["texts"].as_array().unwrap().iter().map(|text| text.as_str().unwrap()) {
        assert_eq!(words(text), name::fold(text), "{text}");
    }
    for typed in ["社会救助", "社會救助", "義務教育", "农村", "農村 低保", "WiFi", "ｗｉｆｉ", "衛生服務", "後勤", "覆蓋"]
    {
        assert_eq!(words(typed), name::fold(typed), "{typed}");
        assert!(words(word_at(&data, &data["items"][0], 4)).contains(&words(typed)) || typed.contains(' '), "{typed}");
    }
    // Nothing could be found with a character that becomes one that does not occur.
    assert!(!data["traditional"].as_str().unwrap().contains('龍'));
}
