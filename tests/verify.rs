//! `mulu verify` through the real binary: an output folder that somebody touched is told, file by file, and nothing else is.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Exit code and standard output of a command in a folder.
fn mulu(room: &Path, words: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_mulu")).args(words).current_dir(room).env_clear().output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// A small city, built into `out`.
fn built() -> (tempfile::TempDir, PathBuf) {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/build-a-small-project/项目");
    let room = tempfile::tempdir().unwrap();
    let (exit, out, err) = mulu(room.path(), &["build", project.to_str().unwrap(), "-o", "out", "--quiet"]);
    assert_eq!(exit, 0, "{out}{err}");
    let folder = room.path().join("out");
    (room, folder)
}

/// Files and faults, as data say them.
fn faults(room: &Path) -> (i32, Vec<(String, String)>) {
    let (exit, out, _) = mulu(room, &["verify", "--format", "json"]);
    let document: Value = serde_json::from_str(&out).unwrap();
    let outputs = document["outputs"].as_array().unwrap().clone();
    assert_eq!(document["whole"].as_bool().unwrap(), outputs.is_empty());
    (exit, outputs.iter().map(|fault| (fault["file"].as_str().unwrap().to_owned(), fault["fault"].as_str().unwrap().to_owned())).collect())
}

#[test]
fn a_folder_as_it_was_built_is_whole() {
    let (room, out) = built();
    let (exit, said, err) = mulu(room.path(), &["verify", "out"]);
    assert!(exit == 0 && said.starts_with("核对无误：") && err.is_empty(), "{said}{err}");
    let copy = room.path().join("别处 的");
    fs::rename(out, &copy).unwrap();
    let (exit, said, _) = mulu(&copy, &["verify", ".", "--lang", "en"]);
    assert!(exit == 0 && said.starts_with("as it was built: "), "{said}");
}

#[test]
fn one_byte_of_any_file_is_noticed_and_named() {
    let (room, out) = built();
    let manifest: Value = serde_json::from_slice(&fs::read(out.join("manifest.json")).unwrap()).unwrap();
    let files = manifest["outputs"].as_array().unwrap();
    assert!(files.len() > 15, "a build writes workbooks, pages and data");
    for file in files.iter().map(|output| output["file"].as_str().unwrap()) {
        let path = out.join(file);
        let whole = fs::read(&path).unwrap();
        let mut touched = whole.clone();
        let middle = touched.len() / 2;
        touched[middle] ^= 1;
        fs::write(&path, &touched).unwrap();
        assert_eq!(faults(room.path()), (1, vec![(file.to_owned(), "changed".to_owned())]));
        if !file.starts_with("site/") {
            let (exit, said, _) = mulu(room.path(), &["verify"]);
            assert!(exit == 1 && said.contains(&format!("  {file}：内容被改过\n")), "{said}");
        }
        fs::write(&path, &whole).unwrap();
    }
    assert_eq!(faults(room.path()), (0, Vec::new()));
}

#[test]
fn one_byte_of_the_manifest_is_noticed() {
    let (room, out) = built();
    let path = out.join("manifest.json");
    let whole = fs::read(&path).unwrap();
    for at in (0..whole.len()).step_by(whole.len() / 60) {
        let mut touched = whole.clone();
        touched[at] = if touched[at] == b'z' { b'y' } else { b'z' };
        fs::write(&path, &touched).unwrap();
        let (exit, out, err) = mulu(room.path(), &["verify"]);
        // Where the name of the format itself was hit, it is no manifest of ours.
        assert!(exit == 1 && out.contains("manifest.json") || exit == 2 && err.contains("manifest.json"), "byte {at}: {out}{err}");
    }
    fs::write(&path, b"\xff\xfe").unwrap();
    assert_eq!(faults(room.path()), (1, vec![("manifest.json".to_owned(), "damaged".to_owned())]));
}

#[test]
fn what_is_missing_and_what_is_a_strangers_are_told_apart() {
    let (room, out) = built();
    fs::remove_file(out.join("site/index.html")).unwrap();
    fs::remove_file(out.join("city.xlsx")).unwrap();
    fs::create_dir(out.join("city.xlsx")).unwrap();
    fs::write(out.join("批注.txt"), "留着").unwrap();
    let (exit, said, _) = mulu(room.path(), &["verify", "out"]);
    assert_eq!(exit, 1);
    for part in ["  city.xlsx：缺少这个文件\n", "  site/index.html：缺少这个文件\n", "另有 1 个文件不是 mulu 生成的，没有核对：批注.txt\n"]
    {
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn a_manifest_leads_to_no_file_outside() {
    let (room, out) = built();
    fs::write(room.path().join("外面"), "x").unwrap();
    let path = out.join("manifest.json");
    let text = fs::read_to_string(&path).unwrap();
    for outside in ["../外面", "/etc/passwd", "./city.xlsx", ""] {
        fs::write(&path, text.replace("\"city.xlsx\"", &format!("{outside:?}"))).unwrap();
        let (exit, faults) = faults(room.path());
        assert_eq!(exit, 1);
        for fault in [(outside, "not-below"), ("manifest.json", "seal")] {
            assert!(faults.contains(&(fault.0.to_owned(), fault.1.to_owned())), "{outside}: {faults:?}");
        }
    }
    fs::write(&path, text.replace("\"city.xlsx\"", "\"\\u001b[2Jcity.xlsx\"")).unwrap();
    let (_, said, _) = mulu(room.path(), &["verify"]);
    assert!(!said.contains('\u{1b}'), "{said}");
}

#[test]
fn lists_that_were_changed_since_are_named() {
    let room = tempfile::tempdir().unwrap();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/build-a-small-project/项目");
    for entry in walkdir::WalkDir::new(&example) {
        let entry = entry.unwrap();
        let target = room.path().join("项目").join(entry.path().strip_prefix(&example).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
    assert_eq!(mulu(room.path(), &["build", "项目", "-o", "out", "--quiet"]).0, 0);
    let (exit, said, _) = mulu(room.path(), &["verify", "out", "--project", "项目/mulu.yaml"]);
    assert!(exit == 0 && said.contains("来源文件也都是当时的文件"), "{said}");
    let settings = room.path().join("项目/mulu.yaml");
    let text = fs::read_to_string(&settings).unwrap();
    fs::write(&settings, text + "# 后来加的\n").unwrap();
    let (exit, said, _) = mulu(room.path(), &["verify", "out", "--project", "项目"]);
    assert!(exit == 1 && said.contains("  mulu.yaml：内容被改过\n"), "{said}");
}

#[test]
fn a_folder_that_is_no_output_is_refused() {
    let room = tempfile::tempdir().unwrap();
    let (exit, _, err) = mulu(room.path(), &["verify"]);
    assert!(exit == 2 && err.contains("不存在"), "{err}");
    for text in ["", "{\"name\": \"pwa\"}", "{\"schema\": \"pwa\", \"outputs\": []}"] {
        if !text.is_empty() {
            fs::write(room.path().join("manifest.json"), text).unwrap();
        }
        let (exit, _, err) = mulu(room.path(), &["verify", "."]);
        assert!(exit == 2 && err.contains("mulu verify out"), "{text}: {err}");
    }
}
