//! What the office has settled in `mulu.yaml`: `allow`, `resolve`, `renamed`, `permit`, `town_may_change`.
//! Whether the items and rules they name exist, others find out.

use super::settings::{RULES, date};
use super::{Allow, Permit, Renamed, Resolution, Resolve};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Field, fields, nearest};
use crate::place::Located;
use crate::read::mapping::Mapping;
use crate::rule::stage::project;
use crate::words::say;

/// Fields a town may change without a reason where `mulu.yaml` names none; a time limit only to a stricter one (merge judges).
pub(crate) const TOWN_MAY_CHANGE: [Field; 5] = [Field::Subject, Field::Channels, Field::Link, Field::Extra, Field::TimeLimit];

/// `allow`.
pub(super) fn allow(root: &Mapping<'_>, diagnostics: &mut Diagnostics) -> Vec<Allow> {
    let keys: &[&str] = &["rule", "item", "file", "towns|town", "reason", "until"];
    let mut list = Vec::new();
    for node in root.list("allow") {
        let Some(entry) = Mapping::of(node, keys, &RULES, "{rule: TL-01, item: 招生政策, reason: …}", diagnostics) else { continue };
        let rule = entry.required_text("rule", diagnostics);
        let reason = entry.required_text("reason", diagnostics);
        let item = entry.text("item", diagnostics);
        let file = entry.text("file", diagnostics);
        let towns = entry.texts("towns", diagnostics);
        let until = entry.text("until", diagnostics).map(|text| date(&text, diagnostics));
        // An `allow` whose last day cannot be read would work for ever.
        if let (Some(rule), Some(reason), None | Some(Some(_))) = (rule, reason, &until) {
            let until = until.flatten().map(|date| date.value);
            list.push(Allow { place: entry.place.clone(), rule, item, file, towns, reason: reason.value, until });
        }
    }
    list
}

/// `resolve`.
pub(super) fn resolve(root: &Mapping<'_>, diagnostics: &mut Diagnostics) -> Vec<Resolve> {
    let keys: &[&str] = &["item", "field", "take", "same_as", "reason"];
    let mut list = Vec::new();
    for node in root.list("resolve") {
        let Some(entry) = Mapping::of(node, keys, &RULES, "{item: 招生政策, field: time_limit, take: 市教育局, reason: …}", diagnostics)
        else {
            continue;
        };
        let item = entry.required_text("item", diagnostics);
        let reason = entry.required_text("reason", diagnostics);
        let what = match entry.text("same_as", diagnostics) {
            Some(other) => {
                only_one_of(&entry, diagnostics);
                Some(Resolution::SameAs(other))
            }
            None => {
                let field = entry.required_text("field", diagnostics).and_then(|word| field(word, diagnostics));
                let take = entry.required_text("take", diagnostics);
                field.zip(take).map(|(field, take)| Resolution::Take { field, take })
            }
        };
        if let (Some(item), Some(reason), Some(what)) = (item, reason, what) {
            list.push(Resolve { place: entry.place.clone(), item, what, reason: reason.value });
        }
    }
    list
}

fn only_one_of(entry: &Mapping<'_>, diagnostics: &mut Diagnostics) {
    for key in ["field", "take"] {
        if let Some(written) = entry.key(key) {
            let problem = say!("写了 same_as，就不能再写“{key}”", "“{key}” does not go with same_as");
            diagnostics.push(
                Diagnostic::new(&project::WRONG_SETTING, written.place.clone(), problem)
                    .with_help(say!("请分成两条来写", "write two entries")),
            );
        }
    }
}

/// `renamed`.
pub(super) fn renamed(root: &Mapping<'_>, diagnostics: &mut Diagnostics) -> Vec<Renamed> {
    let mut list = Vec::new();
    for node in root.list("renamed") {
        let example = "{from: 义务教育/招生管理/招生办法, to: 招生政策, since: \"2021\"}";
        let Some(entry) = Mapping::of(node, &["from", "to", "since", "reason"], &RULES, example, diagnostics) else { continue };
        let from = entry.required_text("from", diagnostics);
        let to = entry.required_text("to", diagnostics);
        let since = entry.text("since", diagnostics).map(|text| text.value);
        let reason = entry.text("reason", diagnostics).map(|text| text.value);
        if let (Some(from), Some(to)) = (from, to) {
            list.push(Renamed { place: entry.place.clone(), from, to, since, reason });
        }
    }
    list
}

/// `permit`.
pub(super) fn permit(root: &Mapping<'_>, diagnostics: &mut Diagnostics) -> Vec<Permit> {
    let keys: &[&str] = &["town", "item", "field", "reason"];
    let mut list = Vec::new();
    for node in root.list("permit") {
        let Some(entry) = Mapping::of(node, keys, &RULES, "{town: 海虞镇, item: 招生政策, field: content, reason: …}", diagnostics)
        else {
            continue;
        };
        let town = entry.required_text("town", diagnostics);
        let item = entry.required_text("item", diagnostics);
        let field = entry.required_text("field", diagnostics).and_then(|word| field(word, diagnostics));
        let reason = entry.required_text("reason", diagnostics);
        if let (Some(town), Some(item), Some(field), Some(reason)) = (town, item, field, reason) {
            list.push(Permit { place: entry.place.clone(), town, item, field, reason: reason.value });
        }
    }
    list
}

/// `town_may_change`, as keys of fields; an empty list means none.
pub(super) fn town_may_change(root: &Mapping<'_>, diagnostics: &mut Diagnostics) -> Vec<String> {
    if root.key("town_may_change").is_none() {
        return TOWN_MAY_CHANGE.iter().map(|field| field.key().to_owned()).collect();
    }
    root.texts("town_may_change", diagnostics).into_iter().filter_map(|word| field(word, diagnostics)).map(|field| field.value).collect()
}

/// A field by its key or a heading, as its key.
pub(super) fn field(word: Located<String>, diagnostics: &mut Diagnostics) -> Option<Located<String>> {
    if let Some(field) = Field::named(&word.value) {
        return Some(Located::new(field.key().to_owned(), word.place));
    }
    let written = &word.value;
    let known = fields::ALL.iter().flat_map(|info| std::iter::once(info.key).chain(info.words()));
    let help = nearest::did_you_mean(written, known, 3).unwrap_or_else(|| {
        let all = fields::ALL.iter().map(|info| info.key).collect::<Vec<_>>().join(", ");
        say!("可以写：{all}", "possible: {all}")
    });
    let problem = say!("没有名为“{written}”的字段", "there is no field called “{written}”");
    diagnostics.push(Diagnostic::new(&project::WRONG_SETTING, word.place.clone(), problem).with_help(help).with_value(written.clone()));
    None
}
