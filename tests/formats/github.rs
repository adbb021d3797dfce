//! What GitHub's runner makes of the lines of a step: commands, their properties, and text in which commands are stopped.

use mulu::report::Report;
use mulu::rule::Severity;
use mulu::words::Lang;

/// Stops where GitHub would show something else than was meant, or more than it shows.
pub(crate) fn judge(text: &str, report: &Report, lang: Lang) {
    let lines: Vec<&str> = text.lines().collect();
    let group = lines.iter().position(|line| line.starts_with("::group::")).unwrap();
    let mut shown = [0; 3];
    let mut order = Vec::new();
    for line in &lines[..group] {
        let (command, properties, message) = command(line);
        let kind = ["error", "warning", "notice"].iter().position(|known| *known == command).unwrap();
        shown[kind] += 1;
        order.push(kind);
        assert!(!message.is_empty() && properties.iter().all(|(_, value)| !value.is_empty()));
        let names: Vec<&str> = properties.iter().map(|(name, _)| name.as_str()).collect();
        assert!(names.iter().all(|name| ["file", "line", "endLine", "col", "endColumn", "title"].contains(name)), "{names:?}");
        assert!(properties.iter().filter(|(name, _)| name.contains("ine")).all(|(_, line)| line.parse::<u32>().unwrap() >= 1));
    }
    assert!(order.is_sorted() && shown.iter().all(|count| *count <= 10), "{shown:?}");
    let counts = [Severity::Error, Severity::Warning, Severity::Advice].map(|severity| report.count(severity));
    let all: usize = counts.iter().sum();
    let annotated: usize = shown.iter().sum();
    if counts.iter().any(|count| *count > 10) {
        assert_eq!(shown[0], counts[0].min(10));
        let left = (all + 1 - annotated).to_string();
        assert!(lines[group - 1].starts_with("::notice title=") && lines[group - 1].contains(&left), "{}", lines[group - 1]);
    } else {
        assert_eq!(shown, counts);
    }
    // Between the word and the word no line is a command; behind it nothing is left open.
    let word = lines[group + 1].strip_prefix("::stop-commands::").unwrap();
    let end = lines.iter().position(|line| *line == format!("::{word}::")).unwrap();
    assert_eq!(lines[end + 1..], ["::endgroup::"]);
    let told = lines[group + 2..end].join("\n");
    assert!(!told.contains("##["));
    assert!(told.contains(report.verdict().in_lang(lang)));
    for found in &report.diagnostics {
        assert!(told.contains(found.rule.id()), "{}", found.rule.name);
    }
}

/// `::error file=a,line=1::message`, with what was escaped.
fn command(line: &str) -> (String, Vec<(String, String)>, String) {
    let (head, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
    let (name, properties) = head.split_once(' ').unwrap();
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap();
        (name.to_owned(), unescaped(&value.replace("%3A", ":").replace("%2C", ",")))
    };
    (name.to_owned(), properties.split(',').map(pair).collect(), unescaped(message))
}

fn unescaped(text: &str) -> String {
    text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
}
