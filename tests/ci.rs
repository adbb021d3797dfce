//! The files for CI and the commands in the guides: YAML that parses, and `mulu …` lines that the program takes as they stand.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::fs;
use std::path::{Path, PathBuf};

use mulu::cli::help;
use mulu::report;
use mulu::words::Lang;
use serde_yaml::Value;

/// Forms of reports that the files may ask for.
const FORMS: [&str; 7] = ["terminal", "concise", "json", "sarif", "github", "junit", "html"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of `examples/ci`, and the hooks at the root.
fn recipes() -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(root().join("examples/ci")).sort_by_file_name().into_iter().map(|entry| entry.unwrap().into_path());
    let yaml = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "yml" || extension == "yaml");
    files.filter(yaml).chain([root().join(".pre-commit-hooks.yaml")]).collect()
}

/// Every text of a tree.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Sequence(values) => values.iter().for_each(|value| texts(value, found)),
        Value::Mapping(pairs) => pairs.values().for_each(|value| texts(value, found)),
        Value::Tagged(tagged) => texts(&tagged.value, found),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The commands of a script that call the program: the words from `mulu` to where the shell takes over.
fn commands(script: &str) -> Vec<Vec<String>> {
    let mut commands = Vec::new();
    for line in script.lines().filter(|line| !line.trim_start().starts_with('#')) {
        let words: Vec<&str> = line.split_whitespace().collect();
        // What stands before it is a command that hands over, or nothing; `cargo install … mulu` is another program's.
        let Some(at) = words.iter().position(|word| *word == "mulu") else { continue };
        let hands_over = words[..at].is_empty() || matches!(words[0], "xargs" | "$");
        if hands_over && words.len() > at + 1 {
            let ends = |word: &&&str| !matches!(**word, "|" | "||" | "&&" | ";" | ">" | "<");
            commands.push(words[at..].iter().take_while(ends).map(|word| (*word).to_owned()).collect());
        }
    }
    commands
}

/// Whether the program takes a command; forms of reports are judged by their names.
fn assert_taken(command: &[String], stands_in: &str) {
    let known = |form: &str| report::ALL.iter().any(|format| format.name == form);
    let mut words: Vec<String> = command.to_vec();
    for at in 1..words.len() {
        if words[at - 1] == "--format" {
            assert!(FORMS.contains(&words[at].as_str()), "{stands_in}: there is no form {}", words[at]);
            if !known(&words[at]) {
                words[at] = "json".to_owned();
            }
        }
    }
    let subcommand = words.get(1).is_some_and(|word| help::command(Lang::En).get_subcommands().any(|known| known.get_name() == word));
    if !subcommand {
        words.insert(1, "check".to_owned());
    }
    if let Err(error) = help::command(Lang::En).try_get_matches_from(&words) {
        let shows_help = matches!(error.kind(), clap::error::ErrorKind::DisplayHelp | clap::error::ErrorKind::DisplayVersion);
        assert!(shows_help, "{stands_in}: {}\n{error}", command.join(" "));
    }
}

#[test]
fn the_files_are_yaml_and_their_commands_are_taken() {
    let mut count = 0;
    for path in recipes() {
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        let text = fs::read_to_string(&path).unwrap();
        let tree: Value = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut scripts = Vec::new();
        texts(&tree, &mut scripts);
        let commands: Vec<Vec<String>> = scripts.iter().flat_map(|script| commands(script)).collect();
        commands.iter().for_each(|command| assert_taken(command, &name));
        count += commands.len();
        // Both languages explain it, and nobody's address is in it.
        assert!(text.lines().filter(|line| line.trim_start().starts_with('#')).any(|line| line.chars().any(|c| c > '\u{4e00}')), "{name}");
        assert!(!text.contains("://") && !text.contains(".com") && !text.contains(".io"), "{name} names an address");
    }
    assert!(count >= 11, "{count} commands");
}

#[test]
fn hooks_name_what_they_are_used_by() {
    let hooks: Vec<Value> = serde_yaml::from_str(&fs::read_to_string(root().join(".pre-commit-hooks.yaml")).unwrap()).unwrap();
    let known: Vec<&str> = hooks.iter().map(|hook| hook["id"].as_str().unwrap()).collect();
    let config: Value = serde_yaml::from_str(&fs::read_to_string(root().join("examples/ci/pre-commit-config.yaml")).unwrap()).unwrap();
    for hook in config["repos"][0]["hooks"].as_sequence().unwrap() {
        assert!(known.contains(&hook["id"].as_str().unwrap()), "{hook:?}");
        let entry = hooks.iter().find(|known| known["id"] == hook["id"]).unwrap()["entry"].as_str().unwrap();
        let arguments = hook["args"].as_sequence().unwrap().iter().map(|argument| argument.as_str().unwrap().to_owned());
        assert_taken(&entry.split(' ').map(str::to_owned).chain(arguments).collect::<Vec<_>>(), "pre-commit");
    }
    for hook in &hooks {
        let pattern = regex::Regex::new(hook["files"].as_str().unwrap()).unwrap();
        for file in ["lists/市教育局.xlsx", "towns/海虞镇.yaml", "supplement/补充目录.csv"] {
            assert!(pattern.is_match(file) && !pattern.is_match("README.md"), "{hook:?}: {file}");
        }
        let is_whole = hook["pass_filenames"] == false;
        assert_eq!(["mulu.yaml", "基线.json"].map(|file| pattern.is_match(file)), [is_whole; 2], "{hook:?}");
    }
}

#[test]
fn every_folder_of_lists_and_the_baseline_are_looked_at() {
    let mut count = 0;
    for path in recipes() {
        let text = fs::read_to_string(&path).unwrap();
        for line in text.lines().filter(|line| line.contains("git diff ") || line.trim_start().starts_with("paths: [mulu.yaml")) {
            let wanted: &[&str] = if line.contains("git diff") { &[] } else { &["基线.json"] };
            for word in ["lists", "towns", "supplement"].iter().chain(wanted) {
                assert!(line.contains(word), "{}: {line} lacks {word}", path.display());
            }
            count += 1;
        }
    }
    assert_eq!(count, 3);
}

#[test]
fn the_commands_of_the_guides_are_taken() {
    let mut count = 0;
    for guide in ["README.md", "README.zh-CN.md", "examples/ci/README.md"] {
        let text = fs::read_to_string(root().join(guide)).unwrap();
        let (mut in_block, mut script) = (false, String::new());
        for line in text.lines() {
            if line.starts_with("```") {
                in_block = !in_block;
            } else if (in_block && !line.starts_with("$ mulu")) || line.starts_with("    mulu ") {
                script += line.split('#').next().unwrap_or_default();
                script.push('\n');
            }
        }
        for command in commands(&script) {
            assert_taken(&command, guide);
            count += 1;
        }
    }
    assert!(count >= 8, "{count} commands");
}
