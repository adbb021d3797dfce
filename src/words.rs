//! One sentence in both languages, so that neither can be forgotten. Chooses no language: `report` does.

/// What a person reads: Chinese first, English on demand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Plain, polite Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

/// The language a report is printed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Chinese, what staff read.
    #[default]
    Zh,
    /// English (`--lang en`).
    En,
}

impl Words {
    /// The sentence in one language.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// Makes [`Words`] from two format strings that take their values by name from the scope:
/// `say!("“{value}”不是数字", "“{value}” is not a number")`.
macro_rules! say {
    ($zh:literal, $en:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        $(let $name = $value;)*
        $crate::words::Words { zh: format!($zh), en: format!($en) }
    }};
}
pub(crate) use say;

/// The first of some names, `most` at most, and whether there are others: `“甲”、“乙”等`.
pub(crate) fn some_of<T: AsRef<str>>(names: impl IntoIterator<Item = T>, most: usize) -> Words {
    let mut names = names.into_iter();
    let shown: Vec<String> = names.by_ref().take(most).map(|name| format!("“{}”", name.as_ref())).collect();
    let (more_zh, more_en) = if names.next().is_some() { ("等", " and others") } else { ("", "") };
    Words { zh: format!("{}{more_zh}", shown.join("、")), en: format!("{}{more_en}", shown.join(", ")) }
}

/// What English puts behind a word for several: `{count} cell{s}` with `s = plural(count)`.
pub(crate) fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}
