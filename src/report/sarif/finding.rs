//! One finding: message with its remedy, places, fingerprint, the `allow` that silences it, and a fix where it is exact.

use serde_json::{Map, Value, json};

use super::{level, location, rules};
use crate::diagnostic::{Diagnostic, Safety};
use crate::model::name;
use crate::place::{At, Place};
use crate::report::private::Private;
use crate::report::{Report, text};
use crate::rule::Rule;
use crate::words::{Lang, say};

/// What every finding of a run is written with.
#[derive(Clone, Copy)]
pub(super) struct Writing<'a> {
    pub(super) report: &'a Report,
    pub(super) private: &'a Private<'a>,
    pub(super) rules: &'a [&'static Rule],
    pub(super) lang: Lang,
}

/// A result.
pub(super) fn result(found: &Diagnostic, writing: Writing<'_>) -> Value {
    let Writing { report, rules, lang, .. } = writing;
    let mut result = Map::new();
    result.insert("ruleId".into(), Value::from(found.rule.name));
    result.insert("ruleIndex".into(), Value::from(rules::index(rules, found.rule)));
    result.insert("level".into(), Value::from(level(found.severity)));
    result.insert("message".into(), json!({ "text": message(found, lang) }));
    result.insert("locations".into(), Value::from(vec![Value::Object(main_location(found, writing))]));
    if !found.related.is_empty() {
        let related = found.related.iter().enumerate().map(|(id, related)| {
            let mut location = location::location(report, &related.place);
            location.insert("id".into(), Value::from(id));
            location.insert("message".into(), json!({ "text": plain(related.label.in_lang(lang)) }));
            Value::Object(location)
        });
        result.insert("relatedLocations".into(), related.collect());
    }
    result.insert("partialFingerprints".into(), json!({ "muluFingerprint/v1": found.fingerprint() }));
    // Either every result of a run says whether it is suppressed, or none does.
    if report.suppressed() > 0 {
        result.insert("suppressions".into(), suppressions(found, writing));
    }
    if let Some(fix) = fix(found, writing) {
        result.insert("fixes".into(), Value::from(vec![fix]));
    }
    let properties = properties(found);
    if !properties.is_empty() {
        result.insert("properties".into(), Value::Object(properties));
    }
    Value::Object(result)
}

/// What is wrong, and what to type.
fn message(found: &Diagnostic, lang: Lang) -> String {
    let message = plain(found.message.in_lang(lang));
    match &found.help {
        None => message,
        Some(help) => message + "\n" + &plain(say!("怎样改：{help}", "help: {help}", help = help.in_lang(lang)).in_lang(lang)),
    }
}

/// A text as a message: what a user typed is never a placeholder or a link.
pub(super) fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    let shown = text::lines(words);
    let mut rest = shown.as_str();
    while let Some(at) = rest.find(['{', ']']) {
        let (before, found) = rest.split_at(at);
        plain += before;
        let number = found[1..].find(|c: char| !c.is_ascii_digit()).unwrap_or(found.len() - 1);
        if found.starts_with('{') && number > 0 && found[1 + number..].starts_with('}') {
            plain += &format!("{{{{{}}}}}", &found[1..=number]);
            rest = &found[number + 2..];
        } else {
            plain += if found.starts_with("](") { "\\]" } else { &found[..1] };
            rest = &found[1..];
        }
    }
    plain + rest
}

/// The place, with what stands in the cell.
fn main_location(found: &Diagnostic, writing: Writing<'_>) -> Map<String, Value> {
    let mut location = location::location(writing.report, &found.place);
    let is_cell = matches!(found.place.at, At::Cell { .. });
    if let Some(value) = writing.private.value(found).filter(|value| is_cell && !value.is_empty()) {
        location["physicalLocation"]["region"]["snippet"] = json!({ "text": value });
    }
    location
}

fn suppressions(found: &Diagnostic, writing: Writing<'_>) -> Value {
    let one = found.suppressed.as_ref().map(|by| {
        json!({
            "kind": "external",
            "status": "accepted",
            "justification": by.reason,
            "location": location::location(writing.report, &by.by),
            "properties": { "means": by.means.word() },
        })
    });
    one.into_iter().collect()
}

/// A fix of a text file, where the value stands there letter for letter and its replacement can.
fn fix(found: &Diagnostic, writing: Writing<'_>) -> Option<Value> {
    let (fix, replacement) = (found.fix.as_ref()?, writing.private.replacement(found)?);
    let At::Text(span) = &found.place.at else { return None };
    if !stands_alone(&replacement) {
        return None;
    }
    let written = writing.report.texts.get(&found.place.origin.file)?;
    let written = written.get(usize::try_from(span.start).ok()?..usize::try_from(span.end).ok()?)?;
    if Some(written) != found.value.as_deref() {
        return None;
    }
    let place = Place { origin: found.place.origin.clone(), at: found.place.at.clone() };
    let location = location::location(writing.report, &place).remove("physicalLocation")?;
    let words = match fix.safety {
        Safety::Safe => say!("改为“{replacement}”", "replace by “{replacement}”", replacement = &replacement),
        Safety::Unsafe => {
            say!("核对后改为“{replacement}”", "replace by “{replacement}” after looking at it", replacement = &replacement)
        }
    };
    Some(json!({
        "description": { "text": plain(words.in_lang(writing.lang)) },
        "artifactChanges": [{
            "artifactLocation": location["artifactLocation"],
            "replacements": [{ "deletedRegion": location["region"], "insertedContent": { "text": replacement } }],
        }],
    }))
}

/// Whether a text may stand in YAML without quotes, wherever an unquoted text stood.
fn stands_alone(text: &str) -> bool {
    let mut characters = text.chars();
    let starts = characters.next().is_some_and(|c| c.is_alphanumeric() || "《（【“".contains(c));
    starts && characters.all(|c| c.is_alphanumeric() || "《》〔〕（）【】〈〉、，。；：“”‘’·—".contains(c))
}

fn properties(found: &Diagnostic) -> Map<String, Value> {
    let mut properties = Map::new();
    if let Some(item) = &found.item {
        properties.insert("item".into(), Value::from(name::path(&item.domain, &item.key)));
        properties.insert("itemName".into(), Value::from(item.name.clone()));
    }
    let others = [("field", found.field), ("heading", found.heading.as_deref()), ("town", found.town.as_deref())];
    properties.extend(others.into_iter().filter_map(|(key, value)| Some((key.to_owned(), Value::from(value?)))));
    properties
}

#[cfg(test)]
mod tests {
    use super::{plain, stands_alone};

    #[test]
    fn braces_and_brackets_of_a_user_mean_nothing() {
        for (typed, written) in [
            ("没有“{0}”", "没有“{{0}}”"),
            ("{a: [1]}", "{a: [1]}"),
            ("[点我](http://x)", "[点我\\](http://x)"),
            ("{12", "{12"),
            ("{}", "{}"),
        ] {
            assert_eq!(plain(typed), written);
        }
    }

    #[test]
    fn only_plain_words_are_put_into_a_file() {
        assert!(stands_alone("自信息形成之日起20个工作日内") && stands_alone("《条例》（国务院令第711号）"));
        assert!(!stands_alone("甲: 乙") && !stands_alone("甲 #乙") && !stands_alone("- 甲") && !stands_alone("甲\n乙"));
        assert!(!stands_alone("") && !stands_alone("、甲"));
    }
}
