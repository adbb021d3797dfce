//! The output folder from outside: whole after every kill, every fault and every stranger's file.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use mulu::write::{self, Fault, File, MANIFEST, WriteError, Written};

const FILES: usize = 40;
const HELPER: &str = "MULU_TEST_WRITES_INTO";

fn text_file<'a>(path: impl Into<String>, text: &str) -> File<'a> {
    let text = text.to_owned();
    File { path: path.into(), make: Box::new(move |_| Ok(text.clone().into_bytes())) }
}

fn manifest(written: &[Written]) -> Vec<u8> {
    let outputs: Vec<String> = written.iter().map(|file| format!(r#"{{"file":"{}","sha256":"{}"}}"#, file.path, file.sha256)).collect();
    format!(r#"{{"outputs":[{}]}}"#, outputs.join(",")).into_bytes()
}

fn edition(text: &str) -> Vec<File<'static>> {
    (0..FILES).map(|n| text_file(format!("towns/{n}.xlsx"), &text.repeat(2000))).collect()
}

fn build(out: &Path, files: Vec<File<'_>>) -> Result<Vec<Written>, WriteError> {
    write::folder(out, files, manifest, NonZeroUsize::new(2))
}

/// Every file below a folder with its text.
fn tree(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut tree = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                tree.insert(path.strip_prefix(folder).unwrap().to_path_buf(), fs::read_to_string(&path).unwrap());
            }
        }
    }
    tree
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Not a test of its own: the process that the next test kills.
#[test]
fn helper_that_is_killed() {
    let Ok(told) = std::env::var(HELPER) else { return };
    let (out, text) = told.split_once('|').unwrap();
    build(Path::new(out), edition(text)).unwrap();
}

fn helper(out: &Path, text: &str) -> std::process::Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "helper_that_is_killed"])
        .env(HELPER, format!("{}|{text}", out.display()))
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn a_kill_at_any_moment_leaves_the_old_folder_or_the_new_one() {
    let room = tempfile::tempdir().unwrap();
    let out = room.path().join("out");
    build(&out, edition("第0版")).unwrap();
    fs::write(out.join("批示.txt"), "别动").unwrap();
    let begun = Instant::now();
    assert!(helper(&out, "第0版").wait().unwrap().success());
    let whole_run = begun.elapsed();

    // A small generator with a fixed seed: the moments are random, and the same every time.
    let mut seed: u64 = 20_201_211;
    let mut before = tree(&out);
    let (mut old, mut new) = (0, 0);
    for point in 1..=50 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let share = u32::try_from((seed >> 33) % 1200).unwrap();
        let mut child = helper(&out, &format!("第{point}版"));
        std::thread::sleep(Duration::from_micros(u64::try_from(whole_run.as_micros()).unwrap()) * share / 1000);
        child.kill().unwrap();
        child.wait().unwrap();

        let after = tree(&out);
        assert_eq!(after.len(), FILES + 2, "kill {point}");
        assert_eq!(after[Path::new("批示.txt")], "别动");
        if after == before {
            old += 1;
        } else {
            new += 1;
            let text = format!("第{point}版").repeat(2000);
            let ours = after.iter().filter(|(path, _)| path.starts_with("towns"));
            assert!(ours.clone().count() == FILES && ours.into_iter().all(|(_, found)| *found == text), "kill {point}: a mixture");
        }
        before = after;
    }
    assert!(old > 0 && new > 0, "the kills fell on one side only: {old} before, {new} after the exchange");

    build(&out, edition("末版")).unwrap();
    assert_eq!(names(room.path()), ["out"], "nothing of the killed runs is left");
}

#[test]
fn strangers_files_are_carried_over_and_ours_are_replaced() {
    let room = tempfile::tempdir().unwrap();
    let out = room.path().join("out");
    build(&out, vec![text_file("city.xlsx", "旧"), text_file("site/old.html", "旧")]).unwrap();
    fs::create_dir_all(out.join("site/图片/空")).unwrap();
    fs::write(out.join("site/图片/章.png"), "章").unwrap();
    let written = build(&out, vec![text_file("city.xlsx", "新"), text_file("data/catalog.json", "{}")]).unwrap();
    assert_eq!(written.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(), ["city.xlsx", "data/catalog.json", MANIFEST]);
    assert_eq!(written[1].bytes, 2);
    assert_eq!(written[1].sha256, "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    let tree = tree(&out);
    let paths: Vec<String> = tree.keys().map(|path| path.display().to_string()).collect();
    assert_eq!(paths, ["city.xlsx", "data/catalog.json", MANIFEST, "site/图片/章.png"]);
    assert_eq!(tree[Path::new("city.xlsx")], "新");
    assert!(out.join("site/图片/空").is_dir());
}

/// Builds once, tries again with a fault, and expects the first build untouched and nothing left beside it.
fn expect_unchanged(prepare: impl FnOnce(&Path), files: Vec<File<'_>>) -> WriteError {
    let room = tempfile::tempdir().unwrap();
    let out = room.path().join("out");
    build(&out, vec![text_file("city.xlsx", "旧")]).unwrap();
    prepare(&out);
    let before = tree(&out);
    let error = build(&out, files).unwrap_err();
    assert_eq!(tree(&out), before);
    assert_eq!(names(room.path()), ["out"]);
    error
}

#[test]
fn a_full_disk_changes_nothing() {
    let full = File { path: "towns.xlsx".into(), make: Box::new(|_| Err(io::ErrorKind::StorageFull.into())) };
    let error = expect_unchanged(|_| {}, vec![text_file("city.xlsx", "新"), full]);
    assert!(error.words().zh.contains("磁盘空间不足") && error.words().zh.contains("towns.xlsx"), "{error:?}");
}

#[test]
fn a_panic_while_a_file_is_made_changes_nothing() {
    let room = tempfile::tempdir().unwrap();
    let out = room.path().join("out");
    build(&out, vec![text_file("city.xlsx", "旧")]).unwrap();
    let bad = File { path: "city.xlsx".into(), make: Box::new(|_| panic!("a fault of ours")) };
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| build(&out, vec![bad]))).is_err());
    assert_eq!(fs::read_to_string(out.join("city.xlsx")).unwrap(), "旧");
    assert_eq!(names(room.path()), ["out"]);
}

#[test]
fn what_stands_in_the_way_is_named_and_nothing_is_overwritten() {
    let put = |name: &'static str| move |out: &Path| fs::write(out.join(name), "别人的").unwrap();
    let error = expect_unchanged(put("towns.xlsx"), vec![text_file("towns.xlsx", "新")]);
    assert!(matches!(error.fault, Fault::InTheWay) && error.path.ends_with("towns.xlsx"), "{error:?}");
    let error = expect_unchanged(put("site"), vec![text_file("site/index.html", "新")]);
    assert!(matches!(error.fault, Fault::InTheWay) && error.path.ends_with("site"), "{error:?}");
    let error = expect_unchanged(put("~$city.xlsx"), vec![text_file("city.xlsx", "新")]);
    assert!(error.words().zh.contains("正在被打开"), "{error:?}");
    let folder = |out: &Path| fs::create_dir(out.join("towns.xlsx")).unwrap();
    assert!(matches!(expect_unchanged(folder, vec![text_file("towns.xlsx", "新")]).fault, Fault::InTheWay));
    assert!(matches!(expect_unchanged(|_| {}, vec![text_file("../别处", "新")]).fault, Fault::BadName));
    assert!(matches!(expect_unchanged(|_| {}, vec![text_file("A.html", ""), text_file("a.html", "")]).fault, Fault::BadName));
}

#[test]
fn a_web_apps_manifest_is_not_ours() {
    let room = tempfile::tempdir().unwrap();
    fs::write(room.path().join(MANIFEST), r#"{"name":"门户","icons":[]}"#).unwrap();
    let error = build(room.path(), vec![text_file("city.xlsx", "新")]).unwrap_err();
    assert!(matches!(error.fault, Fault::InTheWay), "{error:?}");
}

#[test]
fn places_that_cannot_be_written_are_named() {
    let room = tempfile::tempdir().unwrap();
    let file = room.path().join("是文件");
    fs::write(&file, "").unwrap();
    assert!(matches!(build(&file, Vec::new()).unwrap_err().fault, Fault::IsFile));
    assert!(build(&file.join("out"), Vec::new()).unwrap_err().words().zh.contains("是文件"));
    assert!(matches!(write::file(room.path(), b"").unwrap_err().fault, Fault::IsFolder));
    if Path::new("/proc/self").exists() {
        assert!(build(Path::new("/proc/out"), Vec::new()).unwrap_err().words().zh.contains("/proc/out"));
        assert!(write::file(Path::new("/proc/报告.json"), b"").unwrap_err().words().zh.contains("报告.json"));
    }
}

#[test]
fn a_real_disk_that_is_full_changes_nothing() {
    let room = tempfile::tempdir().unwrap();
    let disk = room.path().join("disk");
    fs::create_dir(&disk).unwrap();
    // Only root may mount; elsewhere the closure above stands for the disk.
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=256k", "tmpfs"]).arg(&disk).stderr(Stdio::null()).status();
    if !mounted.is_ok_and(|status| status.success()) {
        return;
    }
    let out = disk.join("out");
    let first = build(&out, vec![text_file("city.xlsx", "旧")]);
    let second = build(&out, vec![text_file("city.xlsx", &"新".repeat(200_000))]);
    let (left, beside) = (fs::read_to_string(out.join("city.xlsx")), names(&disk));
    assert!(Command::new("umount").arg(&disk).status().unwrap().success());
    first.unwrap();
    let words = second.unwrap_err().words().zh;
    assert!(words.contains("磁盘空间不足"), "{words}");
    assert_eq!(left.unwrap(), "旧");
    assert_eq!(beside, ["out"]);
}

#[test]
fn two_runs_do_not_write_one_folder() {
    let room = tempfile::tempdir().unwrap();
    let out = room.path().join("out");
    let inner = out.clone();
    let second = move |_: &Path| match build(&inner, Vec::new()) {
        Err(WriteError { fault: Fault::Busy, .. }) => Ok(b"busy".to_vec()),
        _ => Ok(b"both".to_vec()),
    };
    build(&out, vec![File { path: "city.xlsx".into(), make: Box::new(second) }]).unwrap();
    assert_eq!(fs::read_to_string(out.join("city.xlsx")).unwrap(), "busy");
}

#[test]
fn temporary_files_are_gone_and_a_single_file_is_replaced_whole() {
    let room = tempfile::tempdir().unwrap();
    let out = room.path().join("out");
    let make = |folder: &Path| fs::write(folder.join("part"), "x").map(|()| Vec::new());
    build(&out, vec![File { path: "city.xlsx".into(), make: Box::new(make) }]).unwrap();
    assert_eq!(names(&out), ["city.xlsx", MANIFEST]);

    let report = room.path().join("深/报告.json");
    write::file(&report, b"1").unwrap();
    write::file(&report, b"22").unwrap();
    assert_eq!(fs::read(&report).unwrap(), b"22");
    assert_eq!(names(report.parent().unwrap()), ["报告.json"]);
}

#[test]
fn an_output_folder_apart_from_project_and_inputs() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    let inputs = [root.join("lists"), root.join("towns")];
    write::apart(&root.join("out"), root, &inputs).unwrap();
    write::apart(&root.join("lists-out"), root, &inputs).unwrap();
    let fault = |out: &Path| write::apart(out, root, &inputs).unwrap_err().fault;
    assert!(matches!(fault(root), Fault::HoldsProject));
    assert!(matches!(fault(root.parent().unwrap()), Fault::HoldsProject));
    assert!(matches!(fault(&root.join("lists/out")), Fault::AmongInputs));
}
