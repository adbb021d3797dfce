//! Safe fixes are as good as their word: where one was applied its rule finds nothing more, nothing else can be fixed, and no title
//! within 《》 has changed. Tried on every example of every page and on the example projects.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use std::fs;
use std::path::{Path, PathBuf};

use mulu::hand_back::fixing::{Fixing, Repaired};
use mulu::rules::{self, Check};
use mulu::{Settings, fix};

#[path = "support/page_example.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod page_example;

fn repaired(path: &Path, settings: &Settings, fixing: Fixing) -> Repaired {
    fix(&[path.to_owned()], settings, fixing).unwrap_or_else(|trouble| panic!("{}: {trouble:?}", path.display()))
}

/// The texts in 《》 of the files that are text, file by file.
fn titles(path: &Path) -> Vec<String> {
    let mut files: Vec<PathBuf> =
        walkdir::WalkDir::new(path).into_iter().map(|entry| entry.unwrap().into_path()).filter(|path| path.is_file()).collect();
    files.sort();
    let texts = files.iter().filter_map(|path| fs::read_to_string(path).ok());
    texts
        .flat_map(|text| text.split('《').skip(1).filter_map(|title| Some(title.split_once('》')?.0.to_owned())).collect::<Vec<_>>())
        .collect()
}

/// What is wrong with the fixes of a folder or file; applies them.
fn faults(path: &Path, settings: &Settings) -> Vec<String> {
    let before = titles(path);
    let done = repaired(path, settings, Fixing::Apply);
    let mut faults: Vec<String> =
        done.left.iter().map(|(found, why)| format!("left: {} {}: {}", found.rule.name, found.place, why.zh)).collect();
    for fixed in &done.fixed {
        let again = done.checked.report.open().find(|found| found.rule == fixed.rule && found.place == fixed.place);
        faults.extend(again.map(|found| format!("found again: {} {}: {}", found.rule.name, found.place, found.message.zh)));
    }
    if !repaired(path, settings, Fixing::Show).fixed.is_empty() {
        faults.push("more can be fixed".to_owned());
    }
    // Where 》 was lost it is added, so that there may be titles that were none.
    let after = titles(path);
    let mut rest = after.iter();
    faults.extend(before.iter().filter(|title| !rest.any(|after| after == *title)).map(|title| format!("changed or gone: 《{title}》")));
    faults
}

#[test]
fn fixes_of_every_page_example_hold() {
    let room = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    let mut fixed = 0;
    for entry in rules::ALL.iter().filter(|entry| !matches!(entry.check, Check::Stage)) {
        for (number, example) in page_example::examples(entry.rule).into_iter().enumerate() {
            let folder = room.path().join(format!("{}-{number}", entry.rule.name));
            let (path, as_of) = example.write(&folder);
            let settings = Settings::on(as_of.parse().unwrap());
            // Some examples are settings nothing can be checked by.
            let Ok(shown) = fix(std::slice::from_ref(&path), &settings, Fixing::Show) else { continue };
            if shown.fixed.is_empty() {
                continue;
            }
            fixed += 1;
            wrong.extend(faults(&path, &settings).iter().map(|fault| format!("{}, example {}: {fault}", entry.rule.name, number + 1)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(fixed > 20, "{fixed} examples could be fixed");
}

#[test]
fn fixes_of_the_example_projects_hold() {
    let room = tempfile::tempdir().unwrap();
    for name in ["changshu", "faulty"] {
        let folder = room.path().join(name);
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
        for entry in walkdir::WalkDir::new(&from).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file()) {
            let to = folder.join(entry.path().strip_prefix(&from).unwrap());
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(entry.path(), to).unwrap();
        }
        assert_eq!(faults(&folder, &Settings::on("2020-12-11".parse().unwrap())), Vec::<String>::new(), "{name}");
    }
}
