//! Every folder of `tests/corpus/` is a workbook as offices hand them in: `sheet.txt` describes it (`support/description.rs`), `expected.txt`
//! holds what must be read from it, every field of every item with its place, and every finding. Each item is a named test; so is
//! the way there and back through `mulu convert`, and every `book.*`: the same workbook saved by another program.
//! `UPDATE=1` rewrites `expected.txt`: review the difference. `WRITE=folder` writes the workbooks there and tests nothing.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[path = "support/bare.rs"]
mod bare;
#[path = "support/description.rs"]
mod description;
#[path = "support/said.rs"]
mod said;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, OnceLock};

use bare::bare;
use description::Description;
use libtest_mimic::{Arguments, Failed, Trial};
use mulu::model::List;
use mulu::{Checked, Settings};
use similar::TextDiff;

fn main() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut folders: Vec<PathBuf> = fs::read_dir(corpus).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    if let Some(target) = std::env::var_os("WRITE") {
        return folders.iter().for_each(|folder| write(folder, Path::new(&target)));
    }
    libtest_mimic::run(&Arguments::from_args(), folders.into_iter().flat_map(trials).collect()).exit();
}

/// The workbook of a folder, for other programs to save in their own way.
fn write(folder: &Path, target: &Path) {
    let name = folder.file_name().unwrap().to_string_lossy().into_owned();
    let description = Description::read(&fs::read_to_string(folder.join("sheet.txt")).unwrap(), &name);
    fs::create_dir_all(target.join(&name)).unwrap();
    fs::write(target.join(&name).join(&description.file), description.workbook()).unwrap();
}

/// A folder, and what was read from its workbook once somebody asked.
struct Book {
    folder: PathBuf,
    description: Description,
    read: OnceLock<Read>,
}

struct Read {
    lists: Vec<List>,
    /// What was read, as `expected.txt` has it.
    said: String,
}

fn trials(folder: PathBuf) -> Vec<Trial> {
    let name = folder.file_name().unwrap().to_string_lossy().into_owned();
    let text = fs::read_to_string(folder.join("sheet.txt")).unwrap_or_else(|_| panic!("{name} has no sheet.txt"));
    let expected = fs::read_to_string(folder.join("expected.txt")).unwrap_or_default();
    let book = Arc::new(Book { description: Description::read(&text, &name), folder, read: OnceLock::new() });
    let mut trials = vec![trial(&book, name.clone(), {
        let expected = expected.clone();
        move |book| whole(book, &expected)
    })];
    for (index, item) in items(&expected).enumerate() {
        let title = item.lines().next().unwrap_or_default().splitn(3, ' ').nth(2).unwrap_or_default().to_owned();
        let wanted = item.to_owned();
        trials.push(trial(&book, format!("{name}/{:03} {title}", index + 1), move |book| {
            let found = book.read().said.clone();
            if std::env::var_os("UPDATE").is_some() {
                return Ok(());
            }
            same(&wanted, items(&found).nth(index).unwrap_or_default())
        }));
    }
    trials.push(trial(&book, format!("{name}/there and back"), there_and_back));
    for other in fs::read_dir(&book.folder).unwrap().map(|entry| entry.unwrap().path()) {
        if other.file_stem().is_some_and(|stem| stem == "book") {
            let extension = other.extension().unwrap().to_string_lossy().into_owned();
            trials.push(trial(&book, format!("{name}/as .{extension}"), move |book| {
                let file = Path::new(&book.description.file).with_extension(&extension);
                same(&book.read().said, &read(&fs::read(&other)?, &file.to_string_lossy()).said)
            }));
        }
    }
    trials
}

fn trial(book: &Arc<Book>, name: String, run: impl FnOnce(&Book) -> Result<(), Failed> + Send + 'static) -> Trial {
    let book = Arc::clone(book);
    Trial::test(name, move || run(&book))
}

impl Book {
    fn read(&self) -> &Read {
        self.read.get_or_init(|| read(&self.description.workbook(), &self.description.file))
    }
}

/// Everything but the items, which are tests of their own, and how many there are.
fn whole(book: &Book, expected: &str) -> Result<(), Failed> {
    let found = &book.read().said;
    if std::env::var_os("UPDATE").is_some() {
        fs::write(book.folder.join("expected.txt"), found)?;
        return Ok(());
    }
    let without = |text: &str| {
        text.split("\n\n")
            .map(|block| if is_item(block) { block.lines().next().unwrap() } else { block }.to_owned() + "\n\n")
            .collect::<String>()
    };
    same(&without(expected), &without(found))
}

fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n").filter(|block| is_item(block))
}

fn is_item(block: &str) -> bool {
    block.starts_with("事项 ")
}

fn same(wanted: &str, found: &str) -> Result<(), Failed> {
    if wanted == found {
        return Ok(());
    }
    let diff = TextDiff::from_lines(wanted, found);
    Err(format!("\n{}\nUPDATE=1 cargo test --test corpus rewrites what is expected", diff.unified_diff().context_radius(3)).into())
}

/// Checks a file as `mulu check FILE` does.
fn read(bytes: &[u8], file: &str) -> Read {
    let room = tempfile::tempdir().unwrap();
    let path = room.path().join(file);
    fs::write(&path, bytes).unwrap();
    let Checked { lists, report, .. } = mulu::check(&[path], &settings()).unwrap();
    let mut blocks = blocks(&lists);
    blocks.push(format!("发现\n{}", said::findings(report.diagnostics.iter())));
    let said = blocks.join("\n").replace(&format!("{}/", room.path().display()), "");
    Read { lists: lists.to_vec(), said }
}

fn blocks(lists: &[List]) -> Vec<String> {
    let mut blocks = Vec::new();
    for list in lists {
        blocks.push(said::list(list));
        blocks.extend(list.items.iter().map(said::item));
        blocks.extend(list.powers.iter().map(said::power));
    }
    blocks
}

/// What differs in words stands out where no cell is named.
fn without_places(said: &str) -> String {
    let is_place = |word: &str| {
        let word = word.trim_end_matches([']', ':']);
        let bare = word.trim_start_matches(|c: char| c.is_ascii_uppercase() || c == ':');
        word != bare && !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit())
            || word.split_once(':').is_some_and(|(a, b)| a.parse::<u32>().is_ok() && b.parse::<u32>().is_ok())
    };
    said.lines().map(|line| line.split(' ').filter(|word| !is_place(word)).collect::<Vec<_>>().join(" ") + "\n").collect()
}

fn settings() -> Settings {
    Settings::on("2026-01-01".parse().unwrap())
}

/// `mulu convert` to YAML, to a workbook and to YAML again says the same each time.
fn there_and_back(book: &Book) -> Result<(), Failed> {
    let room = tempfile::tempdir()?;
    let file = book.description.file.as_str();
    fs::write(room.path().join(file), book.description.workbook())?;
    let wanted = bare(&book.read().lists);
    let mut from = file.to_owned();
    for to in ["1.yaml", "2.xlsx", "3.yaml"] {
        let ran =
            Command::new(env!("CARGO_BIN_EXE_mulu")).args(["convert", &from, "-o", to]).current_dir(room.path()).env_clear().output()?;
        if wanted.is_empty() {
            return if ran.status.success() { Err("a workbook without a list was converted".into()) } else { Ok(()) };
        }
        let bytes = fs::read(room.path().join(to)).map_err(|_| format!("{from} → {to}: {}", String::from_utf8_lossy(&ran.stderr)))?;
        let found = bare(&read(&bytes, to).lists);
        if found != wanted {
            let print = |lists: &[List]| without_places(&blocks(lists).join("\n"));
            return same(&print(&wanted), &print(&found)).and(Err(format!("{from} → {to} says something else").into()));
        }
        to.clone_into(&mut from);
    }
    Ok(())
}
