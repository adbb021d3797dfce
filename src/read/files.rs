//! The list files of a project, in a fixed order. Opens none of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::place::Place;
use crate::rule::stage::reading::{FILE_IN_USE, UNREADABLE_FILE};
use crate::words::say;

/// Extensions a submitted list may have, the refused kinds among them: those are named, not passed over.
const LIST_LIKE: [&str; 29] = [
    "xlsx", "xlsm", "xls", "et", "xlsb", "ods", "fods", "csv", "tsv", "yaml", "yml", "doc", "docx", "wps", "rtf", "odt", "pdf", "ofd",
    "uos", "zip", "rar", "7z", "html", "htm", "mht", "mhtml", "xml", "numbers", "pages",
];

/// Folders deeper than this are nobody's.
const DEEPEST: usize = 32;

/// A path as reports show it.
pub(crate) fn shown_path(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// The file that a path leads to, by whatever way; the path itself where nothing is.
pub(crate) fn identity(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// All folders of a path from the root, and its name.
pub(crate) fn whole_path(path: &Path) -> Vec<String> {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut parts = Vec::new();
    for part in whole.components() {
        match part {
            Component::Normal(name) => parts.push(name.to_string_lossy().into_owned()),
            Component::ParentDir => drop(parts.pop()),
            Component::Prefix(_) | Component::RootDir | Component::CurDir => {}
        }
    }
    parts
}

/// Files below `root` whose path (from `root`, with `/`) matches a pattern, each with that path, sorted by its bytes.
/// Leftovers of programs are passed over; a workbook that is open is mentioned.
pub fn walk(root: &Path, patterns: &[String], diagnostics: &mut Diagnostics) -> Vec<(PathBuf, String)> {
    let patterns: Vec<Vec<String>> = patterns.iter().map(|pattern| parts_of(pattern)).collect();
    let mut found = Vec::new();
    let mut open = BTreeSet::new();
    // Linked folders are followed as people expect; walkdir reports a loop instead of following it.
    let entries = WalkDir::new(root)
        .follow_links(true)
        .max_depth(DEEPEST)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_leftover(&entry.file_name().to_string_lossy()));
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                report_unreadable(root, &error, diagnostics);
                continue;
            }
        };
        let Some(shown) = shown(root, entry.path()) else { continue };
        if !entry.file_type().is_file() || !patterns.iter().any(|pattern| matches(pattern, &shown)) {
            continue;
        }
        let name = shown.rsplit('/').next().unwrap_or(&shown);
        if !is_list_like(name) {
            continue;
        }
        if name.starts_with("~$") {
            open.insert(shown);
        } else {
            found.push((entry.into_path(), shown));
        }
    }
    report_open(&open, diagnostics);
    found.sort_by(|a, b| a.1.cmp(&b.1));
    found
}

/// The nearest file of a name in the folder of every one of these paths or above it, when it is one file for all; as it is found
/// from the first of them.
#[must_use]
pub fn above_all(paths: &[PathBuf], name: &str) -> Option<PathBuf> {
    let mut found = paths.iter().map(|path| above(path, name));
    let first = found.next()??;
    let real = fs::canonicalize(&first).ok()?;
    let is_same = |other: Option<PathBuf>| other.and_then(|other| fs::canonicalize(other).ok()).is_some_and(|other| other == real);
    found.all(is_same).then_some(first)
}

/// The nearest one for a path. What a path begins with leads no higher than where the program was started; from there it goes on.
fn above(path: &Path, name: &str) -> Option<PathBuf> {
    if path.as_os_str() == "-" {
        return None;
    }
    let mut folder = if path.is_dir() { path.to_path_buf() } else { path.parent()?.to_path_buf() };
    loop {
        let candidate = folder.join(name);
        if candidate.is_file() {
            return Some(candidate);
        }
        let is_root = fs::canonicalize(if folder.as_os_str().is_empty() { Path::new(".") } else { &folder }).ok()?.parent().is_none();
        folder = match folder.components().next_back() {
            _ if is_root => return None,
            None | Some(Component::CurDir) => PathBuf::from(".."),
            Some(Component::ParentDir) => folder.join(".."),
            Some(Component::Normal(_)) => folder.parent()?.to_path_buf(),
            Some(Component::RootDir | Component::Prefix(_)) => return None,
        };
    }
}

/// Whether a path matches a glob: `*` and `?` within a part, `**` over any number of parts.
#[must_use]
pub fn matches_glob(pattern: &str, path: &str) -> bool {
    matches(&parts_of(pattern), path)
}

fn parts_of(pattern: &str) -> Vec<String> {
    pattern.split('/').filter(|part| !part.is_empty() && *part != ".").map(str::to_owned).collect()
}

fn matches(pattern: &[String], path: &str) -> bool {
    let parts: Vec<Vec<char>> = path.split('/').map(|part| part.chars().collect()).collect();
    // reached[n]: the pattern so far matches the first n parts.
    let mut reached = vec![false; parts.len() + 1];
    reached[0] = true;
    for piece in pattern {
        let mut next = vec![false; parts.len() + 1];
        let piece: Vec<char> = piece.chars().collect();
        if piece == ['*', '*'] {
            let mut any = false;
            for (at, reached) in reached.iter().enumerate() {
                any |= *reached;
                next[at] = any;
            }
        } else {
            for at in 0..parts.len() {
                next[at + 1] = reached[at] && part_matches(&piece, &parts[at]);
            }
        }
        reached = next;
    }
    reached[parts.len()]
}

/// One part: `*` is any run of characters, `?` any one.
fn part_matches(pattern: &[char], part: &[char]) -> bool {
    let (mut at, mut from) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while from < part.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, from));
                at += 1;
            }
            Some(letter) if *letter == '?' || *letter == part[from] => {
                at += 1;
                from += 1;
            }
            _ => {
                // The last star takes one more character.
                let Some((star_at, taken)) = star else { return false };
                star = Some((star_at, taken + 1));
                at = star_at + 1;
                from = taken + 1;
            }
        }
    }
    pattern[at..].iter().all(|letter| *letter == '*')
}

/// The path from the root, with `/`; none for the root itself.
fn shown(root: &Path, path: &Path) -> Option<String> {
    let parts: Vec<_> = path.strip_prefix(root).ok()?.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// Whether a file's name is one a submitted list may have.
pub(super) fn is_list_like(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_ascii_lowercase());
    LIST_LIKE.contains(&extension.as_str())
}

/// What systems and programs leave behind.
pub(super) fn is_leftover(name: &str) -> bool {
    name.starts_with('.') || name == "__MACOSX" || name.eq_ignore_ascii_case("thumbs.db") || name.eq_ignore_ascii_case("desktop.ini")
}

fn report_open(open: &BTreeSet<String>, diagnostics: &mut Diagnostics) {
    let Some(first) = open.first() else { return };
    let names: Vec<&str> = open.iter().map(|path| path.rsplit('/').next().unwrap_or(path).trim_start_matches("~$")).collect();
    let names = names.join("、");
    let message = say!(
        "有文件正在被打开：{names}；读到的是最后一次保存的内容",
        "files are open in another program: {names}; what was saved last is read"
    );
    let help = say!("请先保存并关闭文件，再运行一次", "save and close them, then run again");
    diagnostics.push(Diagnostic::new(&FILE_IN_USE, Place::file(first.as_str()), message).with_help(help));
}

fn report_unreadable(root: &Path, error: &walkdir::Error, diagnostics: &mut Diagnostics) {
    let path = error.path().and_then(|path| shown(root, path));
    // A link that leads back to a folder above it holds nothing new; a missing root is the caller's to report.
    if error.loop_ancestor().is_some() {
        return;
    }
    let Some(path) = path else { return };
    let message = say!("“{path}”无法打开，其中的文件没有读取", "“{path}” cannot be opened; nothing in it was read");
    let help = say!("请检查读取权限，或删除失效的快捷方式", "check its permissions, or delete a broken link");
    diagnostics.push(Diagnostic::new(&UNREADABLE_FILE, Place::file(path), message).with_help(help));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_match_parts() {
        for (pattern, path, expected) in [
            ("lists/**", "lists/a.xlsx", true),
            ("lists/**", "lists/市教育局/b/c.yaml", true),
            ("lists/**", "towns/a.xlsx", false),
            ("lists/**/*.xlsx", "lists/a.xlsx", true),
            ("lists/**/*.xlsx", "lists/x/y/a.xlsx", true),
            ("lists/*.xlsx", "lists/x/a.xlsx", false),
            ("./lists/*", "lists/a.xlsx", true),
            ("towns/?镇.*", "towns/甲镇.xlsx", true),
            ("**", "a.yaml", true),
            ("*a*b*", "xxaxxbxx", true),
            ("*a*b", "xxaxxbx", false),
        ] {
            assert_eq!(matches_glob(pattern, path), expected, "{pattern} {path}");
        }
        assert!(!matches_glob(&"*a".repeat(500), &"a".repeat(5_000).replace("aa", "ab")));
    }

    #[test]
    fn leftovers_are_passed_over_and_the_order_is_that_of_the_paths() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("lists/乙局");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::create_dir_all(root.path().join("lists/__MACOSX")).unwrap();
        for name in ["b.xlsx", "a.yaml", "~$b.xlsx", ".~lock.b.xlsx#", "Thumbs.db", ".DS_Store", "README.md", "c.pdf", "..hidden.yaml"] {
            std::fs::write(folder.join(name), "x").unwrap();
        }
        std::fs::write(root.path().join("lists/__MACOSX/b.xlsx"), "x").unwrap();
        std::fs::write(root.path().join("lists/Z.YML"), "x").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(root.path(), folder.join("loop")).unwrap();
        let mut diagnostics = Diagnostics::default();
        let found = walk(root.path(), &["lists/**".to_owned()], &mut diagnostics);
        let shown: Vec<&str> = found.iter().map(|(_, shown)| shown.as_str()).collect();
        assert_eq!(shown, ["lists/Z.YML", "lists/乙局/a.yaml", "lists/乙局/b.xlsx", "lists/乙局/c.pdf"]);
        let rules: Vec<&str> = diagnostics.iter().map(|found| found.rule.name).collect();
        assert_eq!(rules, ["file-in-use"]);
    }
}
