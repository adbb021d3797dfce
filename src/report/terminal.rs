//! The report people read: the verdict, every finding under its file and sheet with the place shown as Excel shows it,
//! and what was read. One finding at a time goes through miette; its English words are left out and ours stand instead.

use std::fmt;

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan};

use super::alike::{self, Told};
use super::excerpt::Excerpt;
use super::private::Private;
use super::verdict::severity_word;
use super::{Color, Report, Style, summary, text};
use crate::diagnostic::{Diagnostic, Related};
use crate::place::{At, Place};
use crate::rule::Severity;
use crate::words::say;

/// Prints everything that was found, nothing left out but what `allow` silences, which is counted.
#[must_use]
pub fn print(report: &Report, style: Style) -> String {
    let mut out = bold(report.verdict().in_lang(style.lang), style) + "\n";
    let private = Private::of(report);
    let open = report.told();
    for group in open.chunk_by(|one, next| one.place.origin == next.place.origin) {
        out += &format!("\n{}\n", bold(&text::line(&group[0].place.whole().to_string()), style));
        for told in alike::gather(group) {
            out += "\n";
            out += &match told {
                Told::One(diagnostic) => one(report, &private, diagnostic, style),
                Told::Alike(all) => many(&private, &all, style),
            };
        }
    }
    out + "\n" + &summary::print(report, style)
}

fn one(report: &Report, private: &Private<'_>, diagnostic: &Diagnostic, style: Style) -> String {
    let excerpt = Excerpt::of(report, private, diagnostic, style);
    let mut message = text::lines(diagnostic.message.in_lang(style.lang));
    // Where no line can be shown, the cell is still named.
    if excerpt.is_none()
        && let Some(cell) = diagnostic.place.cell_name()
    {
        message = format!("{cell} {message}");
    }
    let mut out = head(diagnostic, message, excerpt, style);
    for related in &diagnostic.related {
        out += &also(report, private, related, &diagnostic.place, style);
    }
    out + &remedy(diagnostic, private.replacement(diagnostic), style)
}

/// Many places of one fault, all of them named.
fn many(private: &Private<'_>, all: &[&Diagnostic], style: Style) -> String {
    let message = text::lines(all[0].message.in_lang(style.lang));
    let places = text::folded(alike::places(all).in_lang(style.lang), style.width.saturating_sub(4)).replace('\n', "\n    ");
    let replacement = private.replacement(all[0]);
    // Where the cells differ, what one becomes is nothing to type into the others.
    let replacement = replacement.filter(|text| all.iter().all(|one| private.replacement(one).as_ref() == Some(text)));
    head(all[0], message, None, style) + &format!("  {places}\n") + &remedy(all[0], replacement, style)
}

/// Severity, rule and message, over the line they are about.
fn head(diagnostic: &Diagnostic, message: String, excerpt: Option<Excerpt>, style: Style) -> String {
    let mut theme = match style.color {
        Color::On => GraphicalTheme::unicode(),
        Color::Off => GraphicalTheme::none(),
    };
    let rule = diagnostic.rule;
    let head = format!("{}[{} {}]", severity_word(diagnostic.severity).in_lang(style.lang), rule.name, rule.id());
    theme.characters.error.clone_from(&head);
    theme.characters.warning.clone_from(&head);
    theme.characters.advice = head;
    let handler = GraphicalReportHandler::new_themed(theme).with_wrap_lines(false).with_context_lines(0).without_primary_span_start();
    let mut out = String::new();
    let shown = Shown { message, severity: diagnostic.severity, excerpt };
    handler.render_report(&mut out, &shown).expect("a String takes every text");
    out
}

/// What to type instead.
fn remedy(diagnostic: &Diagnostic, replacement: Option<String>, style: Style) -> String {
    let mut out = String::new();
    if let Some(replacement) = replacement
        && !diagnostic.help.as_ref().is_some_and(|help| help.in_lang(style.lang).contains(&replacement))
    {
        let replacement = text::line(&replacement);
        out += &format!("  {}\n", say!("可以改为：{replacement}", "replace by: {replacement}").in_lang(style.lang));
    }
    if let Some(help) = &diagnostic.help {
        let help = text::lines(help.in_lang(style.lang)).replace('\n', "\n        ");
        out += &format!("  {}\n", say!("怎样改：{help}", "help: {help}").in_lang(style.lang));
    }
    out
}

/// Another place of the same finding, with its line where the file is a text.
fn also(report: &Report, private: &Private<'_>, related: &Related, main: &Place, style: Style) -> String {
    let place = match (related.place.origin == main.origin, related.place.cell_name()) {
        // The sheet stands over the finding already.
        (true, Some(cell)) => cell,
        (true, None) | (false, _) => text::line(&related.place.to_string()),
    };
    let label = text::line(related.label.in_lang(style.lang));
    let mut out = format!("  {}\n", say!("另见 {place}：{label}", "see also {place}: {label}").in_lang(style.lang));
    if let At::Text(span) = &related.place.at
        && private.at(&related.place).is_none()
        && let Some(excerpt) = Excerpt::of_text(report, &related.place, span, style)
    {
        out += &format!("       {}\n", excerpt.plain(style));
    }
    out
}

pub(super) fn bold(text: &str, style: Style) -> String {
    match style.color {
        Color::On => format!("\u{1b}[1m{text}\u{1b}[0m"),
        Color::Off => text.to_owned(),
    }
}

/// A finding as miette wants it.
#[derive(Debug)]
struct Shown {
    message: String,
    severity: Severity,
    excerpt: Option<Excerpt>,
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl miette::Diagnostic for Shown {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Advice => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        self.excerpt.as_ref().map(|excerpt| excerpt as &dyn miette::SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let excerpt = self.excerpt.as_ref()?;
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(None, excerpt.marked()))))
    }
}
