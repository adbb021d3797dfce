//! The report as workflow commands, which GitHub shows at the lines they name. It shows ten of a kind for a step: the first stand
//! there, one more says how many are left, and everything follows as plain text. Nothing in that text is taken for a command.

use sha2::{Digest as _, Sha256};

use super::verdict::severity_word;
use super::{Report, Style, concise, summary, text};
use crate::diagnostic::Diagnostic;
use crate::place::At;
use crate::rule::Severity;
use crate::words::{Lang, say};

/// So many of one kind GitHub shows for a step.
const SHOWN: usize = 10;
/// Columns of one message; the text below has it whole.
const MESSAGE_COLUMNS: usize = 4000;

/// Prints it.
#[must_use]
pub fn print(report: &Report, style: Style) -> String {
    let errors = of(report, Severity::Error);
    let warnings = of(report, Severity::Warning);
    let advice = of(report, Severity::Advice);
    let all = errors.len() + warnings.len() + advice.len();
    let room = if [&errors, &warnings, &advice].iter().all(|found| found.len() <= SHOWN) { SHOWN } else { SHOWN - 1 };
    let shown: Vec<&Diagnostic> =
        errors.into_iter().take(SHOWN).chain(warnings.into_iter().take(SHOWN)).chain(advice.into_iter().take(room)).collect();
    let mut out: String = shown.iter().map(|found| annotation(report, found, style.lang)).collect();
    let left = all - shown.len();
    if left > 0 {
        let title = say!("还有 {left} 处没有标注", "{left} more findings");
        let words = say!(
            "GitHub 每个步骤每类最多显示 {SHOWN} 条标注。全部 {all} 处列在这一步的日志里；也可以用 --report 报告.html 存成网页",
            "GitHub shows at most {SHOWN} annotations of a kind for a step. All {all} are listed in the log of this step; --report report.html saves them as a page"
        );
        out += &format!("::notice title={}::{}\n", property(title.in_lang(style.lang)), data(words.in_lang(style.lang)));
    }
    out + &everything(report, style, all)
}

fn of(report: &Report, severity: Severity) -> Vec<&Diagnostic> {
    report.open().filter(|diagnostic| diagnostic.severity == severity).collect()
}

fn annotation(report: &Report, found: &Diagnostic, lang: Lang) -> String {
    let command = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    let mut properties = vec![format!("file={}", property(&path(report, &found.place.origin.file)))];
    match &found.place.at {
        At::Whole => {}
        At::Cell { row, .. } => properties.push(format!("line={row}")),
        At::Text(span) => {
            let (line, end_line) = (span.line.max(1), span.end_line.max(1));
            properties.push(format!("line={line},endLine={end_line}"));
            // GitHub takes columns only within one line.
            if line == end_line {
                properties.push(format!("col={},endColumn={}", span.column.max(1), span.end_column.max(1)));
            }
        }
    }
    let card = found.rule.card();
    let title = summary::title(found.rule, lang);
    properties.push(format!("title={}", property(&format!("{title} [{} {}]", found.rule.name, card.id))));
    // A line of a workbook says little: the cell stands in the message.
    let cell = found.place.cell_name().map(|cell| format!("{} {cell} ", found.place.sheet().unwrap_or_default()));
    let mut message = cell.unwrap_or_default().trim_start().to_owned() + found.message.in_lang(lang);
    if let Some(help) = &found.help {
        message += say!("\n怎样改：{help}", "\nhelp: {help}", help = help.in_lang(lang)).in_lang(lang);
    }
    format!("::{command} {}::{}\n", properties.join(","), data(&text::beginning(&text::lines(&message), MESSAGE_COLUMNS)))
}

/// A file as GitHub finds it: from where the program was started.
fn path(report: &Report, file: &str) -> String {
    if report.folder.is_empty() { file.to_owned() } else { format!("{}/{file}", report.folder) }
}

/// All findings a line each, and what was read, folded. Commands stop meanwhile: the word that starts them again is made of the
/// text itself, so nobody can have written it there.
fn everything(report: &Report, style: Style, all: usize) -> String {
    let text = concise::print(report, style) + &suppressed(report, style.lang) + &summary::print(report, style);
    let word = Sha256::digest(&text).iter().fold(String::from("mulu-"), |hex, byte| hex + &format!("{byte:02x}"));
    let verdict = report.verdict();
    let title = say!("全部 {all} 处：{verdict}", "all {all} findings: {verdict}", verdict = verdict.in_lang(style.lang));
    // Older runners look for this form of a command anywhere in a line.
    let text = text.replace("##[", "## [");
    format!("::group::{}\n::stop-commands::{word}\n{text}::{word}::\n::endgroup::\n", data(title.in_lang(style.lang)))
}

/// Those that are silenced, with the reasons.
fn suppressed(report: &Report, lang: Lang) -> String {
    let line = |found: &Diagnostic| {
        let by = found.suppressed.as_ref()?;
        let (place, severity) = (text::line(&found.place.to_string()), severity_word(found.severity));
        let (message, why) = (text::line(found.message.in_lang(lang)), summary::silenced(by));
        let why = text::line(why.in_lang(lang));
        let why = say!("（{why}）", " ({why})");
        Some(format!("{place}: {}[{} {}] {message}{}\n", severity.in_lang(lang), found.rule.name, found.rule.id(), why.in_lang(lang)))
    };
    report.diagnostics.iter().filter_map(line).collect()
}

/// The text behind a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(&text::line(text)).replace(':', "%3A").replace(',', "%2C")
}
