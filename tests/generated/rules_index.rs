//! docs/rules.md: every rule by family, with what it weighs in each profile and where its page stands.

use std::collections::BTreeMap;
use std::path::Path;

use mulu::check;
use mulu::knowledge;
use mulu::model::Field;
use mulu::rule::{Allow, Family, Rule};

use super::{root, same};

/// Where a rule's page stands, by name, seen from docs/.
pub(crate) fn pages() -> BTreeMap<String, String> {
    let folders = ["src/rules", "src/rule/stage/pages"].map(|folder| root().join(folder));
    let files = folders.iter().flat_map(walkdir::WalkDir::new).filter_map(Result::ok).map(walkdir::DirEntry::into_path);
    files
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().replace('_', "-");
            (name, format!("../{}", path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/")))
        })
        .collect()
}

/// A text within a cell of a table.
pub(crate) fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

#[test]
fn the_index_of_rules_is_that_of_the_program() {
    let profiles = &knowledge::load().profiles;
    let rules: Vec<&Rule> = mulu::all_rules().collect();
    let pages = pages();
    let mut text = format!(
        "<!-- tests/generated.rs 生成，请勿手改 / generated, do not edit: UPDATE=1 cargo test --test generated -->\n\
         # 规则索引 / Index of rules\n\n\
         共 {} 条规则。`mulu explain 编号` 显示一条的全文；审核要点由哪条规则检查见 [checks.md](checks.md)。\n\
         {} rules; `mulu explain ID` prints one's page. Which rule does which of a reviewer's checks: [checks.md](checks.md).\n\n\
         ## 规则组 / Profiles\n\n| 规则组 | 用途 | for |\n| --- | --- | --- |\n",
        rules.len(),
        rules.len()
    );
    for profile in profiles {
        text += &format!("| {}（`{}`） | {} | {} |\n", profile.title.0, profile.name, cell(&profile.purpose.0), cell(&profile.purpose.1));
    }
    for family in Family::ALL {
        let mut members: Vec<&&Rule> = rules.iter().filter(|rule| rule.family == family).collect();
        members.sort_by_key(|rule| rule.id());
        if members.is_empty() {
            continue;
        }
        let (zh, en) = family.title();
        let names: Vec<&str> = profiles.iter().map(|profile| profile.title.0.as_str()).collect();
        text += &format!("\n## {zh} / {en}\n\n| 编号 | 名称 | 标题 / title | {} | 要素 | 依据和适用 |\n", names.join(" | "));
        text += &format!("| --- | --- | --- |{} --- | --- |\n", " --- |".repeat(names.len()));
        for rule in members {
            text += &row(rule, &pages[rule.name]);
        }
    }
    text += "\n\\* 不能用 `allow` 允许，任何规则组也不会降低 / no `allow` may silence it, and no profile lowers it.\n";
    same(Path::new(&root().join("docs/rules.md")), &text);
}

fn row(rule: &Rule, page: &str) -> String {
    let card = rule.card();
    let weights: Vec<String> = knowledge::load().profiles.iter().map(|profile| weight(rule, profile)).collect();
    let fields: Vec<&str> = card.fields.iter().map(|key| Field::named(key).unwrap().info().heading).collect();
    let applies = card.applies.as_ref().map(|applies| format!("。适用：{applies}")).unwrap_or_default();
    let (id, name, zh, en) = (&card.id, rule.name, cell(&card.title_zh), cell(&card.title_en));
    let (weights, fields, authority) = (weights.join(" | "), fields.join("、"), cell(&format!("{}{applies}", card.authority)));
    let never = if rule.allow == Allow::Never { " \\*" } else { "" };
    format!("| {id} | [{name}]({page}){never} | {zh} / {en} | {weights} | {fields} | {authority} |\n")
}

/// `错误`; in bold where the profile says otherwise than the rule.
fn weight(rule: &Rule, profile: &knowledge::Profile) -> String {
    let severity = check::severity(rule, profile);
    let word = severity.map_or("不检查", mulu::rule::Severity::word_zh);
    if severity == Some(rule.severity) { word.to_owned() } else { format!("**{word}**") }
}
