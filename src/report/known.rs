//! Whether a text is a report of an earlier run: such a file may be written anew, a user's own never.

/// How a report of each form begins, and words that stand further on in it.
static MARKS: &[(&str, &[&str])] = &[
    ("可以接收\n", &[]),
    ("可以接收，另有 ", &[]),
    ("需要修改（", &["处"]),
    ("accepted\n", &[]),
    ("accepted; also ", &[]),
    ("changes needed (", &[]),
    ("{\n  \"schema\": \"mulu.report/", &[]),
    ("{\n  \"$schema\": \"https://docs.oasis-open.org/sarif/", &["\"name\": \"mulu\""]),
    ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"mulu\" ", &[]),
    ("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n", &["<title>检查报告：", "<p class=\"kind\">检查报告</p>"]),
    ("<!DOCTYPE html>\n<html lang=\"en\">\n", &["<title>Report: ", "<p class=\"kind\">Report</p>"]),
    // What GitHub is told stands in a log, and in a file only where somebody asked for one.
    ("::", &["::group::", "\n::stop-commands::mulu-"]),
];

/// Whether it is one, of any form and in either language.
#[must_use]
pub fn is_report(text: &str) -> bool {
    // Where a repository turns line ends about, a report is still one.
    let text = text.replace("\r\n", "\n");
    let fits = |(beginning, further): &(&str, &[&str])| text.starts_with(beginning) && further.iter().all(|words| text.contains(words));
    MARKS.iter().any(fits)
}
