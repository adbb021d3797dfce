//! The forms of a report for programs and for the page, each judged by the rules its readers go by: on the faulty example, and on
//! a report in which every text was written to do harm.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[path = "formats/github.rs"]
mod github;
#[path = "formats/hostile.rs"]
mod hostile;
#[path = "site/page.rs"]
mod page;
#[path = "formats/sarif.rs"]
mod sarif;
#[path = "support/xml.rs"]
#[expect(dead_code, reason = "only trees and texts are used here")]
mod xml;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use mulu::report::{self, Color, Report, Style};
use mulu::rule::Severity;
use mulu::words::Lang;

fn faulty(failing: Severity) -> Report {
    let today = "2020-12-11".parse().unwrap();
    let settings = mulu::Settings { as_of: None, today, failing, read: mulu::read::Choice::default(), profile: None, baseline: None };
    mulu::check(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/faulty")], &settings).unwrap().report
}

fn print(report: &Report, form: &str, lang: Lang) -> String {
    let form = report::ALL.iter().find(|known| known.name == form).unwrap();
    (form.print)(report, Style { lang, color: Color::Off, width: 100 })
}

/// The reports every form is judged on.
static REPORTS: LazyLock<[Report; 4]> =
    LazyLock::new(|| [faulty(Severity::Error), faulty(Severity::Warning), hostile::report(), hostile::clean()]);

#[test]
fn the_program_answers_in_every_form_and_says_that_something_is_wrong() {
    let run = |form: &str, jobs: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mulu"));
        command.current_dir(env!("CARGO_MANIFEST_DIR")).env_clear();
        command.args(["check", "examples/faulty", "--format", form, "-j", jobs]).output().unwrap()
    };
    for form in report::ALL {
        let (one, four) = (run(form.name, "1"), run(form.name, "4"));
        assert_eq!((one.status.code(), one.stderr.len()), (Some(1), 0), "{}", form.name);
        assert!(one.stdout == four.stdout, "{} depends on the number of threads", form.name);
        assert!(!one.stdout.is_empty() && one.stdout.ends_with(b"\n"), "{}", form.name);
    }
    let sarif: serde_json::Value = serde_json::from_slice(&run("sarif", "2").stdout).unwrap();
    let first = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert!(first.as_str().unwrap().starts_with("examples/faulty/"), "CI finds the file from where the program was started: {first}");
}

#[test]
fn sarif_is_what_code_scanning_takes() {
    for report in &*REPORTS {
        for lang in [Lang::Zh, Lang::En] {
            sarif::judge(&print(report, "sarif", lang), report);
        }
    }
}

#[test]
fn github_shows_what_matters_and_loses_nothing() {
    for report in &*REPORTS {
        for lang in [Lang::Zh, Lang::En] {
            github::judge(&print(report, "github", lang), report, lang);
        }
    }
}

#[test]
fn junit_counts_every_item_once() {
    for report in &*REPORTS {
        for lang in [Lang::Zh, Lang::En] {
            let text = print(report, "junit", lang);
            let suites = xml::parse(&text);
            assert_eq!(suites.name, "testsuites");
            let number = |element: &xml::Element, key: &str| element.get(key).unwrap().parse::<usize>().unwrap();
            let (mut tests, mut failures, mut skipped, mut cases) = (0, 0, 0, BTreeSet::new());
            for suite in &suites.children {
                let own: Vec<_> = suite.children.iter().filter(|child| child.name == "testcase").collect();
                let having = |name: &str| own.iter().filter(|case| case.child(name).is_some()).count();
                assert_eq!(number(suite, "tests"), own.len());
                assert_eq!(number(suite, "failures"), having("failure"));
                assert_eq!(number(suite, "skipped"), having("skipped"));
                assert_eq!(number(suite, "errors"), 0);
                (tests, failures, skipped) = (tests + own.len(), failures + having("failure"), skipped + having("skipped"));
                for case in own {
                    let name = (case.get("classname").unwrap().to_owned(), case.get("name").unwrap().to_owned());
                    assert!(!name.0.is_empty() && !name.1.trim().is_empty() && cases.insert(name.clone()), "{name:?} stands twice");
                    assert!(case.child("failure").is_none() || case.child("skipped").is_none(), "{name:?}");
                    assert!(case.children.len() <= 2);
                }
            }
            let counted = [number(&suites, "tests"), number(&suites, "failures"), number(&suites, "skipped")];
            assert_eq!(counted, [tests, failures, skipped]);
            assert_eq!(failures == 0, report.accepted());
            let items: usize = report.lists.iter().chain(&report.additions).map(|list| list.items.len()).sum();
            assert!(tests >= items, "every item has its case, and every sheet: {tests} for {items}");
            let told = suites.whole_text();
            for found in &report.diagnostics {
                let message = hostile::shown(found.message.in_lang(lang));
                assert!(told.contains(&message), "{message}");
            }
        }
    }
}

#[test]
fn a_denied_warning_is_a_failure() {
    let failures = |report| xml::parse(&print(report, "junit", Lang::Zh)).get("failures").unwrap().parse::<usize>().unwrap();
    assert!(failures(&REPORTS[1]) > failures(&REPORTS[0]));
}

#[test]
fn the_page_is_whole_and_harmless() {
    for report in &*REPORTS {
        for lang in [Lang::Zh, Lang::En] {
            let html = print(report, "html", lang);
            let tags = page::tags(&html);
            let active = ["script", "iframe", "img", "link", "form", "object", "base"];
            assert!(!tags.iter().any(|tag| active.contains(&tag.name.as_str())));
            for (name, value) in tags.iter().flat_map(|tag| &tag.attributes) {
                assert!(name != "style" && name != "src" && !name.starts_with("on"), "{name}");
                assert!(name != "href" || value.starts_with('#'), "nothing leads out of the page: {value}");
            }
            let anchors = page::anchors(&tags);
            for target in page::values(&tags, "href").map(|href| &href[1..]).chain(page::values(&tags, "aria-labelledby")) {
                assert!(anchors.contains(target), "{target}");
            }
            assert_eq!(tags.iter().filter(|tag| tag.name == "h1").count(), 1);
            assert!(!html.contains('\u{1b}') && !html.contains('\u{202e}') && !html.contains("http"));
            let text = page::text(&html);
            assert!(text.contains(report.verdict().in_lang(lang)));
            for found in &report.diagnostics {
                assert!(text.contains(&hostile::shown(found.message.in_lang(lang))), "{}", found.message.zh);
                assert!(found.help.is_none() || text.contains(&hostile::shown(found.help.as_ref().unwrap().in_lang(lang))));
                assert!(found.suppressed.as_ref().is_none_or(|by| text.contains(&by.reason)));
            }
            for (_, why) in &report.not_run {
                assert!(text.contains(why.in_lang(lang)));
            }
        }
    }
}

#[test]
fn the_page_shows_the_row_of_a_finding() {
    let html = print(&REPORTS[0], "html", Lang::Zh);
    let text = page::text(&html);
    // 义务教育 G7 公开主体空白: its neighbours in the row are there to be seen, the blank cell is marked in words.
    let block = text.split("<article>").find(|block| block.contains("<b class=\"at\">G7</b>")).unwrap();
    assert!(
        block.contains("第7行") && block.contains("<span class=\"fault\">错误 G7</span><span class=\"blank\">（空）</span>"),
        "{block}"
    );
    assert!(block.contains("20个工作日"), "{block}");
}

#[test]
fn nothing_is_shown_around_personal_data() {
    let report = &REPORTS[2];
    for form in report::ALL {
        for lang in [Lang::Zh, Lang::En] {
            let printed = print(report, form.name, lang);
            assert!(!printed.contains(hostile::SECRET), "{} tells it: {}", form.name, hostile::around(&printed, hostile::SECRET));
            assert!(
                form.name == "github" || form.name == "concise" || form.name == "junit" || printed.contains(hostile::MASKED),
                "{}",
                form.name
            );
        }
    }
}
