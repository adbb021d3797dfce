//! Editions of large cities side by side: what changed comes out whole, and in seconds.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use mulu::Settings;
use mulu::model::changes::{ChangeKind, What};
use serde_json::{Value, json};

/// Domains, items of each, towns.
const SIZE: (usize, usize, usize) = (26, 400, 200);

/// Far more than the program takes where nothing is optimised, far less than anything that compares all with all.
const LIMIT: Duration = Duration::from_mins(2);

/// A catalog of a large city. `edition` is 0 or 1: in the second, every item whose number ends in 7 has another limit, of each domain the
/// first is gone and one is new, and every tenth town leaves out an item of each domain.
fn catalog(edition: usize) -> String {
    let domain =
        |domain: usize| json!({ "key": format!("d{domain}"), "name": format!("领域{domain}"), "title": format!("领域{domain}目录") });
    let town =
        |town: usize| json!({ "name": format!("镇{town}"), "government": format!("镇{town}人民政府"), "kind": "镇", "state": "已报送" });
    let items: Vec<Value> =
        (0..SIZE.0).flat_map(|domain| (edition..SIZE.1 + edition).map(move |item| one(edition, domain, item))).collect();
    let catalog = json!({
        "schema": "mulu.catalog/1",
        "city": { "name": "某市" },
        "edition": { "id": (2020 + edition).to_string(), "as_of": format!("{}-12-10", 2020 + edition) },
        "domains": (0..SIZE.0).map(domain).collect::<Vec<_>>(),
        "departments": [],
        "towns": (0..SIZE.2).map(town).collect::<Vec<_>>(),
        "items": items,
    });
    catalog.to_string()
}

fn one(edition: usize, domain: usize, item: usize) -> Value {
    let limit = if edition == 1 && item % 10 == 7 { 10 } else { 20 };
    let says = |town: &usize| (edition == 1 && item == 5 && town.is_multiple_of(10)) || item % 50 == 3;
    let said = |town: usize| {
        let said = json!({ "state": "omitted", "reason": "本镇没有", "at": { "file": "a.yaml" } });
        (format!("镇{town}"), said)
    };
    let towns: serde_json::Map<String, Value> = (0..SIZE.2).filter(says).map(said).collect();
    json!({
        "id": format!("d{domain}-{item}"), "domain": format!("d{domain}"), "group": format!("一级事项{}", item / 20),
        "name": format!("公开事项{item}的办理结果"), "content": [{ "text": "办理条件" }, { "text": format!("办理结果{item}") }],
        "basis": [{ "text": "《中华人民共和国政府信息公开条例》（国务院令第711号）", "title": "中华人民共和国政府信息公开条例", "number": "国务院令第711号" }],
        "time_limit": { "text": format!("自信息形成或者变更之日起{limit}个工作日内"), "segments": [{ "kind": "within" }] },
        "subject": ["市教育局", "乡镇人民政府"], "method": ["主动公开"], "channels": [{ "name": "政府网站" }],
        "audience": { "everyone": "√" }, "tiers": ["city", "town"], "lists": ["responsibility"], "towns": towns,
    })
}

fn written(folder: &Path, name: &str, edition: usize) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, catalog(edition)).unwrap();
    path
}

#[test]
fn editions_of_a_large_city_are_compared_in_seconds() {
    let room = tempfile::tempdir().unwrap();
    let (old, new) = (written(room.path(), "old.json", 0), written(room.path(), "new.json", 1));
    let begun = Instant::now();
    let difference = mulu::diff::diff(&old, &new, &Settings::on(jiff::civil::date(2021, 12, 10))).unwrap();
    let took = begun.elapsed();
    let count = |kind: ChangeKind, in_town: bool| {
        let meant = difference.changes.list.iter().filter(|change| change.what == What::Item && change.kind == kind);
        meant.filter(|change| change.town.is_some() == in_town).count()
    };
    let (domains, items, towns) = SIZE;
    assert_eq!(count(ChangeKind::Changed, false), domains * items / 10);
    assert_eq!((count(ChangeKind::Added, false), count(ChangeKind::Removed, false)), (domains, domains));
    assert_eq!(count(ChangeKind::Removed, true), domains * towns / 10);
    assert_eq!((difference.changes.reworded, count(ChangeKind::Added, true), count(ChangeKind::Changed, true)), (0, 0, 0));
    assert!(took < LIMIT, "took {took:?}");
}

/// The page of a comparison of two projects of a case.
fn page(case: &str, old: &str, new: &str) -> (mulu::diff::Difference, String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(case);
    let settings = Settings::on(jiff::civil::date(2021, 12, 10));
    let difference = mulu::diff::diff(&folder.join(old), &folder.join(new), &settings).unwrap();
    let form = mulu::diff::form_of(Path::new("变更.html")).unwrap();
    let page = mulu::diff::make(&difference, form, None).unwrap();
    (difference, String::from_utf8(page).unwrap())
}

#[test]
fn the_page_holds_every_change_a_row_a_field() {
    let (difference, page) = page("diff-every-kind-of-change", "2020", "2021");
    let rows = |change: &mulu::model::changes::EditionChange| (change.fields.len() + usize::from(change.was.is_some())).max(1);
    assert_eq!(page.matches("<th scope=\"row\">").count(), difference.changes.list.iter().map(rows).sum::<usize>());
    for change in &difference.changes.list {
        assert!(page.contains(&format!("<th scope=\"row\">{}", change.name)), "{}", change.name);
        for text in change.reason.iter().chain(change.fields.iter().flat_map(|field| [&field.from, &field.to])) {
            assert!(page.contains(text), "{text}");
        }
    }
    assert!(!page.contains("href=\"http") && !page.contains("src=") && !page.contains("@import"));
}

#[test]
fn nothing_a_user_typed_runs_in_the_page() {
    let (_, page) = page("diff-hostile-texts", "甲", "乙");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(!page.contains("<script") && !page.contains("<b>") && !page.contains(['\u{1b}', '\u{202e}']));
}
