//! The report for pipes and small windows: the verdict, then a line a finding.

use super::verdict::severity_word;
use super::{Report, Style, text};
use crate::words::say;

/// Prints it.
#[must_use]
pub fn print(report: &Report, style: Style) -> String {
    format!("{}\n{}", report.verdict().in_lang(style.lang), findings(report, style))
}

/// The findings alone, a line each.
#[must_use]
pub fn findings(report: &Report, style: Style) -> String {
    let lang = style.lang;
    let mut out = String::new();
    for diagnostic in report.told() {
        let rule = diagnostic.rule;
        let place = text::line(&diagnostic.place.to_string());
        let severity = severity_word(diagnostic.severity);
        let message = text::line(diagnostic.message.in_lang(lang));
        out += &format!("{place}: {}[{} {}] {message}", severity.in_lang(lang), rule.name, rule.id());
        for related in &diagnostic.related {
            let (place, label) = (text::line(&related.place.to_string()), text::line(related.label.in_lang(lang)));
            out += say!("；另见 {place}：{label}", "; see also {place}: {label}").in_lang(lang);
        }
        if let Some(help) = &diagnostic.help {
            let help = text::line(help.in_lang(lang));
            out += say!("（怎样改：{help}）", " (help: {help})").in_lang(lang);
        }
        out += "\n";
    }
    out
}
