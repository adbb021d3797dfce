//! The first line of every report for people, and the counts it is made of.

use std::collections::BTreeSet;

use super::Report;
use crate::diagnostic::{Diagnostic, Means};
use crate::place::At;
use crate::rule::Severity;
use crate::words::{Words, plural, say};

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Advice];

impl Report {
    /// Findings that count: those no `allow` and no baseline silences.
    pub fn open(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.suppressed.is_none())
    }

    /// The same in the order people are told them: what advises on a file as a whole stands behind what is wrong in it.
    pub(super) fn told(&self) -> Vec<&Diagnostic> {
        let advises = |found: &&Diagnostic| found.severity == Severity::Advice && found.place.at == At::Whole;
        let (on_the_whole, mut told): (Vec<&Diagnostic>, Vec<&Diagnostic>) = self.open().partition(advises);
        told.extend(on_the_whole);
        told
    }

    /// How many findings an `allow` or a baseline silences.
    #[must_use]
    pub fn suppressed(&self) -> usize {
        self.diagnostics.len() - self.open().count()
    }

    /// How many findings one means silences.
    pub(super) fn suppressed_by(&self, means: Means) -> usize {
        self.diagnostics.iter().filter(|found| found.suppressed.as_ref().is_some_and(|suppressed| suppressed.means == means)).count()
    }

    /// How many items the findings at or above the failing level concern.
    #[must_use]
    pub fn items_wrong(&self) -> usize {
        let failing = self.open().filter(|diagnostic| diagnostic.severity <= self.failing);
        let items: BTreeSet<(&str, &str)> =
            failing.filter_map(|diagnostic| diagnostic.item.as_ref()).map(|item| (item.domain.as_str(), item.key.as_str())).collect();
        items.len()
    }

    /// `可以接收` or `需要修改（3 处错误，涉及 2 条事项）`, and what else was found.
    #[must_use]
    pub fn verdict(&self) -> Words {
        let (failing, others): (Vec<Severity>, Vec<Severity>) = SEVERITIES.into_iter().partition(|severity| *severity <= self.failing);
        let also = self.counted(&others);
        let also = match also.zh.as_str() {
            "" => Words { zh: String::new(), en: String::new() },
            _ => Words { zh: format!("，另有 {}", also.zh), en: format!("; also {}", also.en) },
        };
        let (also_zh, also_en) = (also.zh, also.en);
        if self.accepted() {
            return Words { zh: format!("可以接收{also_zh}"), en: format!("accepted{also_en}") };
        }
        let wrong = self.counted(&failing);
        let items = match self.items_wrong() {
            0 => Words { zh: String::new(), en: String::new() },
            1 => say!("，涉及 1 条事项", " in 1 item"),
            items => say!("，涉及 {items} 条事项", " in {items} items"),
        };
        Words {
            zh: format!("需要修改（{}{}）{also_zh}", wrong.zh, items.zh),
            en: format!("changes needed ({}{}){also_en}", wrong.en, items.en),
        }
    }

    /// `3 处错误、1 处警告`: those of these severities that were found at all.
    fn counted(&self, severities: &[Severity]) -> Words {
        let found: Vec<Words> = severities
            .iter()
            .map(|severity| (*severity, self.count(*severity)))
            .filter(|(_, count)| *count > 0)
            .map(|(severity, count)| counted(severity, count))
            .collect();
        let join = |lang: fn(&Words) -> &str, by: &str| found.iter().map(lang).collect::<Vec<_>>().join(by);
        Words { zh: join(|words| &words.zh, "、"), en: join(|words| &words.en, ", ") }
    }
}

fn counted(severity: Severity, count: usize) -> Words {
    let s = plural(count);
    match severity {
        Severity::Error => say!("{count} 处错误", "{count} error{s}"),
        Severity::Warning => say!("{count} 处警告", "{count} warning{s}"),
        Severity::Advice => say!("{count} 条建议", "{count} piece{s} of advice"),
    }
}

/// The word for a severity in one language.
pub(super) fn severity_word(severity: Severity) -> Words {
    Words { zh: severity.word_zh().to_owned(), en: severity.word().to_owned() }
}
