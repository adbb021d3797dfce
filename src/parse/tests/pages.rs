//! The pages of the rules of `mulu.yaml`, lists and towns: every wrong example breaks its rule, every right one breaks no rule of these.

use super::{CHANGSHU, documents_of, knowledge, project_of, read_yaml};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::parse::Folder;
use crate::project;
use crate::rule::{Rule, stage};

/// One example of a page.
struct Example {
    is_wrong: bool,
    /// Where it stands.
    file: String,
    yaml: String,
}

fn examples(rule: &Rule) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut lines = rule.card().body.lines();
    while let Some(line) = lines.next() {
        let Some(says) = line.strip_prefix("```yaml ") else { continue };
        // Whole projects are run by tests/rules.rs.
        if says.ends_with(" project") {
            continue;
        }
        let (word, file) = says.split_once(' ').unwrap_or((says, "lists/清单.yaml"));
        let yaml = lines.by_ref().take_while(|line| *line != "```").flat_map(|line| [line, "\n"]).collect();
        examples.push(Example { is_wrong: word == "wrong", file: file.to_owned(), yaml });
    }
    examples
}

fn assert_as_said(rule: &Rule, example: &Example, found: &[Diagnostic]) {
    let names: Vec<&str> = found.iter().map(|found| found.rule.name).collect();
    let as_said = if example.is_wrong { names.contains(&rule.name) } else { names.is_empty() };
    assert!(as_said, "{}: {names:?}\n{}", rule.name, example.yaml);
}

#[test]
fn examples_of_settings_do_what_their_page_says() {
    for rule in stage::project::ALL {
        for example in examples(rule) {
            let mut diagnostics = Diagnostics::default();
            let documents = documents_of(&example.yaml, "mulu.yaml", &mut diagnostics);
            project::parse(&documents[0], &knowledge(), &mut diagnostics);
            assert_as_said(rule, &example, &diagnostics.sorted());
        }
    }
}

#[test]
fn examples_of_lists_and_towns_do_what_their_page_says() {
    let project = project_of(CHANGSHU);
    let mut seen = 0;
    for rule in stage::parsing::ALL {
        for example in examples(rule) {
            let folder = if example.file.starts_with("towns") { Folder::Towns } else { Folder::Lists };
            let (_, found) = read_yaml(&example.yaml, &example.file, Some(&project), folder);
            assert_as_said(rule, &example, &found);
            seen += 1;
        }
    }
    assert!(seen > 25, "only {seen} examples");
}
