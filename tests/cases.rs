//! Every folder of `tests/cases/` is a test: `command` (a line each, run through the real binary in a copy of the folder, with
//! an empty environment), inputs beside it, and `expected/{exit,stdout,stderr,files}`. `UPDATE=1` rewrites what is expected.
//! A workbook is expected as its text dump, `.xlsx.txt`. Where only some files matter, `compare` names them, a prefix a line.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[path = "support/xlsx.rs"]
#[expect(dead_code, reason = "only the dump is used here")]
mod xlsx;
#[path = "support/xml.rs"]
mod xml;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use libtest_mimic::{Arguments, Failed, Trial};
use similar::TextDiff;

/// No command of a case takes longer, unless it hangs.
const LIMIT: Duration = Duration::from_mins(2);

fn main() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders: Vec<PathBuf> = match fs::read_dir(&cases) {
        Ok(entries) => entries.map(|entry| entry.unwrap().path()).filter(|path| path.join("command").is_file()).collect(),
        Err(_) => Vec::new(),
    };
    folders.sort();
    let trial = |folder: PathBuf| Trial::test(folder.file_name().unwrap().to_string_lossy().into_owned(), move || case(&folder));
    libtest_mimic::run(&Arguments::from_args(), folders.into_iter().map(trial).collect()).exit();
}

/// What a case did, as the files of `expected/`.
type Outcome = BTreeMap<String, String>;

fn case(folder: &Path) -> Result<(), Failed> {
    let found = run(folder)?;
    let expected = folder.join("expected");
    if std::env::var_os("UPDATE").is_some() {
        if expected.exists() {
            fs::remove_dir_all(&expected)?;
        }
        for (name, text) in &found {
            let path = expected.join(name);
            fs::create_dir_all(path.parent().unwrap())?;
            fs::write(path, text)?;
        }
        return Ok(());
    }
    let wanted: Outcome =
        files_below(&expected).into_iter().map(|name| (name.clone(), text(&fs::read(expected.join(&name)).unwrap()))).collect();
    let names: std::collections::BTreeSet<&String> = wanted.keys().chain(found.keys()).collect();
    let mut difference = String::new();
    for name in names {
        let (wanted, found) = (wanted.get(name), found.get(name));
        if wanted != found {
            let (before, after) = (wanted.map_or("", String::as_str), found.map_or("", String::as_str));
            let state = if wanted.is_none() {
                " (not expected)"
            } else if found.is_none() {
                " (missing)"
            } else {
                ""
            };
            let diff = TextDiff::from_lines(before, after);
            write!(difference, "\n{name}{state}\n{}", diff.unified_diff().context_radius(3))?;
        }
    }
    if difference.is_empty() {
        Ok(())
    } else {
        Err(format!("{difference}\nUPDATE=1 cargo test --test cases rewrites what is expected").into())
    }
}

/// Runs the commands in a copy of the folder.
fn run(folder: &Path) -> Result<Outcome, Failed> {
    let room = tempfile::tempdir()?;
    let room = room.path();
    for name in files_below(folder) {
        if !(name == "command" || name == "compare" || name.starts_with("expected/")) {
            let target = room.join(&name);
            fs::create_dir_all(target.parent().unwrap())?;
            fs::copy(folder.join(&name), target)?;
        }
    }
    let before: BTreeMap<String, Vec<u8>> = contents(room);
    let (mut exit, mut stdout, mut stderr) = (String::new(), String::new(), String::new());
    for line in fs::read_to_string(folder.join("command"))?.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let (code, out, err) = command(line, room)?;
        writeln!(exit, "{code}")?;
        stdout += &out;
        stderr += &err;
    }
    let mut outcome = Outcome::from([("exit".to_owned(), exit)]);
    for (name, text) in [("stdout", stdout), ("stderr", stderr)] {
        if !text.is_empty() {
            outcome.insert(name.to_owned(), text);
        }
    }
    let wanted = fs::read_to_string(folder.join("compare")).unwrap_or_default();
    let wanted: Vec<&str> = wanted.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    for (name, bytes) in contents(room) {
        let new = before.get(&name) != Some(&bytes);
        if new && (wanted.is_empty() || wanted.iter().any(|prefix| name.starts_with(prefix))) {
            let (name, text) = if name.ends_with(".xlsx") { (format!("{name}.txt"), xlsx::dump(&bytes)) } else { (name, text(&bytes)) };
            outcome.insert(format!("files/{name}"), text);
        }
    }
    for name in before.keys().filter(|name| !room.join(name).exists()) {
        outcome.insert(format!("files/{name} (deleted)"), String::new());
    }
    Ok(outcome)
}

/// One line: `mulu …` with quotes as in a shell, and `< file` for standard input.
fn command(line: &str, room: &Path) -> Result<(i32, String, String), Failed> {
    let mut words = words(line);
    if words.first().map(String::as_str) != Some("mulu") {
        return Err(format!("a command begins with mulu: {line}").into());
    }
    let mut stdin = Stdio::null();
    if let Some(at) = words.iter().position(|word| word == "<") {
        stdin = fs::File::open(room.join(&words[at + 1]))?.into();
        words.truncate(at);
    }
    // Files, not pipes: a program that fills a pipe nobody reads would wait for ever.
    let (out, err) = (tempfile::NamedTempFile::new()?, tempfile::NamedTempFile::new()?);
    let mut child = Command::new(env!("CARGO_BIN_EXE_mulu"))
        .args(&words[1..])
        .current_dir(room)
        .env_clear()
        .stdin(stdin)
        .stdout(out.reopen()?)
        .stderr(err.reopen()?)
        .spawn()?;
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if begun.elapsed() > LIMIT {
            child.kill()?;
            return Err(format!("hangs: {line}").into());
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let read = |file: &Path| fs::read(file).map(|bytes| text(&bytes));
    Ok((status.code().unwrap_or(-1), read(out.path())?, read(err.path())?))
}

/// Words of a line; quotes keep blanks together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in line.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, ' ') => words.extend(word.take()),
            (Some(_) | None, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    files_below(folder).into_iter().map(|name| (name.clone(), fs::read(folder.join(name)).unwrap())).collect()
}

/// Every file below a folder, with `/`, sorted.
fn files_below(folder: &Path) -> Vec<String> {
    let files =
        walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    files.map(|entry| entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/")).collect()
}

/// Text as it is; bytes that are no text by their first few and their length.
fn text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => format!("{} bytes, no UTF-8: {:02x?} …\n", bytes.len(), &bytes[..bytes.len().min(64)]),
    }
}
