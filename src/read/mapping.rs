//! Walks a mapping of a YAML tree: known keys, expected shapes; every fault is a finding and the rest is still read.
//! Which rules the faults break, the caller says.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::place::{Located, Place};
use crate::read::{Node, Value};
use crate::rule::Rule;
use crate::words::{Words, say};

/// The rules a mapping can break.
#[derive(Debug)]
pub struct Rules {
    /// A key that means nothing.
    pub unknown: &'static Rule,
    /// A value of the wrong form.
    pub wrong: &'static Rule,
    /// A key that must be there.
    pub missing: &'static Rule,
    /// “Did you mean” for a word and the known ones; handed in, because likeness is no business of reading.
    pub near: fn(&str, &[&str]) -> Option<Words>,
}

/// A mapping whose keys were checked. A key is asked for by its first name.
#[derive(Clone, Copy, Debug)]
pub struct Mapping<'a> {
    /// Where it stands.
    pub place: &'a Place,
    entries: &'a [(Located<String>, Node)],
    keys: &'static [&'static str],
    rules: &'static Rules,
}

impl<'a> Mapping<'a> {
    /// A mapping with these keys; an entry of `keys` may hold several names of one key, parted by `|`.
    /// `example` says what to write instead where there is no mapping at all.
    pub fn of(
        node: &'a Node,
        keys: &'static [&'static str],
        rules: &'static Rules,
        example: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            let problem = say!("这里应当写成若干行“名称: 内容”", "a mapping of “key: value” lines is expected here");
            let written = shown(node);
            let help = if written.contains('：') {
                say!("冒号请用半角的“:”，后面空一格，例如：{example}", "use a half-width colon with a blank behind it: {example}")
            } else {
                say!("例如：{example}", "for example: {example}")
            };
            diagnostics.push(Diagnostic::new(rules.wrong, node.place.clone(), problem).with_help(help).with_value(written));
            return None;
        };
        let mapping = Self { place: &node.place, entries, keys, rules };
        mapping.check_keys(diagnostics);
        Some(mapping)
    }

    /// The value of a key; none when it is absent or empty.
    #[must_use]
    pub fn node(&self, key: &str) -> Option<&'a Node> {
        let (_, node) = self.entry(key)?;
        (!is_empty(node)).then_some(node)
    }

    /// A key as it was written, with its place.
    #[must_use]
    pub fn key(&self, key: &str) -> Option<&'a Located<String>> {
        self.entry(key).map(|(key, _)| key)
    }

    /// A text; none when absent or blank, reported when it is something else.
    pub fn text(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<Located<String>> {
        text(self.node(key)?, key, self.rules, diagnostics)
    }

    /// A text that must be there.
    pub fn required_text(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<Located<String>> {
        if self.node(key).is_none() {
            self.report_missing(key, diagnostics);
            return None;
        }
        self.text(key, diagnostics)
    }

    /// Says that a key must be there.
    pub fn report_missing(&self, key: &str, diagnostics: &mut Diagnostics) {
        let place = self.key(key).map_or(self.place, |key| &key.place);
        diagnostics.push(
            Diagnostic::new(self.rules.missing, place.clone(), say!("缺少“{key}”", "“{key}” is missing"))
                .with_help(say!("请加一行“{key}: …”", "add a line “{key}: …”")),
        );
    }

    /// A list of texts; one text counts as a list of one.
    pub fn texts(&self, key: &str, diagnostics: &mut Diagnostics) -> Vec<Located<String>> {
        self.list(key).iter().filter_map(|node| text(node, key, self.rules, diagnostics)).collect()
    }

    /// The entries of a list; anything else counts as a list of one.
    #[must_use]
    pub fn list(&self, key: &str) -> &'a [Node] {
        match self.node(key) {
            None => &[],
            Some(Node { value: Value::List(entries), .. }) => entries,
            Some(node) => std::slice::from_ref(node),
        }
    }

    /// The pairs of a mapping of one's own keys (`extra`, `tier_words`).
    pub fn pairs(&self, key: &str, diagnostics: &mut Diagnostics) -> &'a [(Located<String>, Node)] {
        match self.node(key) {
            None => &[],
            Some(Node { value: Value::Map(entries), .. }) => entries,
            Some(node) => {
                wrong(node, self.rules, say!("“{key}”下面应当写成若干行“名称: 内容”", "“{key}” takes lines of “name: value”"), diagnostics);
                &[]
            }
        }
    }

    /// The rules its faults break.
    #[must_use]
    pub fn rules(&self) -> &'static Rules {
        self.rules
    }

    fn entry(&self, key: &str) -> Option<&'a (Located<String>, Node)> {
        let names = self.keys.iter().find(|names| names.split('|').next() == Some(key)).copied().unwrap_or_else(|| unreachable!("{key}"));
        self.entries.iter().find(|(written, _)| names.split('|').any(|name| name == written.value.trim()))
    }

    fn check_keys(&self, diagnostics: &mut Diagnostics) {
        let mut seen: Vec<(&str, &Located<String>)> = Vec::new();
        for (written, _) in self.entries {
            let word = written.value.trim();
            let Some(key) = self.keys.iter().find(|names| names.split('|').any(|name| name == word)) else {
                let known: Vec<&str> = self.keys.iter().flat_map(|names| names.split('|')).collect();
                unknown_key(written, &known, self.rules, diagnostics);
                continue;
            };
            match seen.iter().find(|(known, _)| known == key) {
                None => seen.push((key, written)),
                Some((_, first)) => twice(written, first, self.rules, diagnostics),
            }
        }
    }
}

/// The text of a scalar; none when it is blank, reported when it is no scalar.
pub fn text(node: &Node, key: &str, rules: &'static Rules, diagnostics: &mut Diagnostics) -> Option<Located<String>> {
    match &node.value {
        Value::Null => None,
        Value::Text(text) if text.trim().is_empty() => None,
        Value::Text(text) => Some(Located::new(text.trim().to_owned(), node.place.clone())),
        Value::List(_) | Value::Map(_) => {
            wrong(node, rules, say!("“{key}”应当是一段文字", "“{key}” must be a text"), diagnostics);
            None
        }
    }
}

/// Reports a value of the wrong form.
pub fn wrong(node: &Node, rules: &'static Rules, message: Words, diagnostics: &mut Diagnostics) {
    diagnostics.push(Diagnostic::new(rules.wrong, node.place.clone(), message).with_value(shown(node)));
}

/// Reports a key that means nothing, with the nearest known ones, or all when none is near.
pub fn unknown_key(written: &Located<String>, known: &[&str], rules: &'static Rules, diagnostics: &mut Diagnostics) {
    let word = &written.value;
    let help = (rules.near)(word, known).unwrap_or_else(|| {
        let all = known.iter().copied().filter(|key| key.is_ascii()).collect::<Vec<_>>().join(", ");
        say!("这里可以写：{all}", "known here: {all}")
    });
    let message = say!("不认识“{word}”这一项", "“{word}” is not known here");
    diagnostics.push(Diagnostic::new(rules.unknown, written.place.clone(), message).with_help(help).with_value(word.clone()));
}

/// Reports two keys that mean the same.
pub fn twice(second: &Located<String>, first: &Located<String>, rules: &'static Rules, diagnostics: &mut Diagnostics) {
    let (again, already) = (&second.value, &first.value);
    diagnostics.push(
        Diagnostic::new(
            rules.wrong,
            second.place.clone(),
            say!("“{again}”和“{already}”是同一项，写了两次", "“{again}” and “{already}” are the same key, given twice"),
        )
        .with_help(say!("请只保留一处", "keep one of them"))
        .with_related(say!("这里已经写过", "given here already"), first.place.clone()),
    );
}

/// Whether nothing stands there.
#[must_use]
pub fn is_empty(node: &Node) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Text(text) => text.trim().is_empty(),
        Value::List(entries) => entries.is_empty(),
        Value::Map(entries) => entries.is_empty(),
    }
}

/// What a message shows of a value that has the wrong form.
fn shown(node: &Node) -> String {
    match &node.value {
        Value::Null => String::new(),
        Value::Text(text) => text.clone(),
        Value::List(_) => "[…]".to_owned(),
        Value::Map(_) => "{…}".to_owned(),
    }
}
