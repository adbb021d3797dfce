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

/// What English puts behind a word for several: `{count} cell{s}` with `s = plural(count)`.
pub(crate) fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}
