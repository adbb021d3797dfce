//! Options of `check` that give the submitter's own files back, and what is said of it.

use std::path::{Component, Path, PathBuf};

use clap::builder::PossibleValuesParser;

use super::{Answer, Chatter, Told, UNUSABLE, trouble};
use crate::hand_back::StandardInput;
use crate::hand_back::fixing::{Fixing, Repaired};
use crate::place::At;
use crate::words::{Lang, Words, say};
use crate::{Checked, HandedBack};

/// The options.
#[derive(Debug, clap::Args)]
pub(super) struct Returning {
    #[arg(long, value_name = "文件夹")]
    #[arg(
        help = "把有问题的工作簿标注好，放进这个文件夹，原文件不动 || writes the workbooks with findings, marked, into this folder; the originals stay"
    )]
    annotate: Option<PathBuf>,
    #[arg(long, value_name = "show", num_args = 0..=1, require_equals = true, default_missing_value = "apply", hide_possible_values = true)]
    #[arg(value_parser = PossibleValuesParser::new(["apply", "show"]))]
    #[arg(
        help = "直接在原文件上改正只涉及写法的问题；--fix=show 只列出要改什么，不改 || corrects what only concerns the writing, in the files themselves; --fix=show lists it and changes nothing"
    )]
    fix: Option<String>,
}

impl Returning {
    /// Whether safe fixes were asked for.
    pub(super) fn fixing(&self) -> Option<Fixing> {
        self.fix.as_deref().map(|word| if word == "show" { Fixing::Show } else { Fixing::Apply })
    }

    /// Does what was asked for after a check, and adds what came of it to the answer.
    pub(super) fn give_back(&self, repaired: &Repaired, paths: &[PathBuf], told: &Told, mut answer: Answer) -> Answer {
        let Some(folder) = &self.annotate else { return answer };
        let is_fixed = self.fixing() == Some(Fixing::Apply) && !repaired.fixed.is_empty();
        let originals = if is_fixed { Originals::Fixed } else { Originals::Untouched };
        match crate::annotate(&repaired.checked, paths, folder, told.lang(), told.read) {
            Ok(back) => {
                if told.chatter == Chatter::Wanted {
                    answer.err += &account(&back, folder, originals, told.lang());
                }
                answer
            }
            Err(error) => {
                let said = trouble::tell(&error, None, told);
                Answer { err: answer.err + &said.err, exit: UNUSABLE, ..answer }
            }
        }
    }

    /// The last line of a report for people: how to see the findings in the workbook itself.
    pub(super) fn hint(&self, checked: &Checked, paths: &[PathBuf], told: &Told) -> Option<String> {
        let is_marked = |file: &str, at: &At| matches!(at, At::Cell { .. }) && file != "-";
        let mut open = checked.report.open().map(|found| &found.place);
        if self.annotate.is_some() || told.chatter == Chatter::Unwanted || !open.any(|place| is_marked(&place.origin.file, &place.at)) {
            return None;
        }
        // Beside the folder that was checked, and not where marked files are that are checked again.
        let within =
            |path: &PathBuf| matches!(path.components().next(), None | Some(Component::CurDir | Component::ParentDir)) && path.is_dir();
        let above = if checked.project.is_none() && paths.iter().any(within) { "../" } else { "" };
        let name = |number: usize, word: &str| if number == 1 { word.to_owned() } else { format!("{word}{number}") };
        let is_free = |number: &usize| {
            let holds =
                |word: &str| paths.iter().any(|path| path.components().any(|part| part.as_os_str() == name(*number, word).as_str()));
            !holds("标注") && !holds("marked")
        };
        let number = (1..).find(is_free).unwrap_or(1);
        let folders = (name(number, "标注"), name(number, "marked"));
        let paths: String = paths.iter().map(|path| quoted(&path.to_string_lossy()) + " ").collect();
        let words = say!(
            "要在原表上看到这些问题：mulu check {paths}--annotate {above}{zh}",
            "to see these in the workbook itself: mulu check {paths}--annotate {above}{en}",
            zh = folders.0,
            en = folders.1
        );
        Some(words.in_lang(told.lang()).to_owned())
    }
}

/// A path as it is typed.
fn quoted(path: &str) -> String {
    let is_plain = !path.contains(|letter: char| letter.is_whitespace() || "\"'&|;<>()$`*?!#".contains(letter));
    if is_plain { path.to_owned() } else { format!("\"{path}\"") }
}

/// What this run did to the files handed in.
#[derive(Clone, Copy)]
enum Originals {
    Untouched,
    Fixed,
}

fn account(back: &HandedBack, folder: &Path, originals: Originals, lang: Lang) -> String {
    let (count, folder) = (back.marked.len(), folder.display());
    let mut lines: Vec<Words> = Vec::new();
    let s = if count == 1 { "" } else { "s" };
    match (count, originals) {
        (0, _) => {}
        (_, Originals::Untouched) => lines.push(say!(
            "已把 {count} 个标注好的文件放进“{folder}”，原文件没有改动：",
            "wrote {count} marked file{s} to “{folder}”; the originals were not changed:"
        )),
        (_, Originals::Fixed) => lines.push(say!(
            "已把 {count} 个标注好的文件放进“{folder}”，标的是改正之后还有的问题：",
            "wrote {count} marked file{s} to “{folder}”, with what remains after the fixes:"
        )),
    }
    for marked in &back.marked {
        let path = marked.path.display();
        lines.push(match &marked.copy {
            None => say!("  {path}", "  {path}"),
            Some(Words { zh, en }) => {
                say!("  {path}（{zh}，另存为 .xlsx 副本后标注）", "  {path} (a copy as .xlsx: {en})")
            }
        });
    }
    if back.standard_input == StandardInput::WithFindings {
        lines.push(say!("标准输入里没有工作簿可以标注，问题见检查报告", "standard input holds no workbook to mark: see the report"));
    }
    match back.texts.as_slice() {
        [] => {}
        [one] => lines.push(say!(
            "“{one}”是文本文件，没有单元格可以标注，问题见检查报告",
            "“{one}” is a text and has no cells to mark: see the report"
        )),
        [first, ..] => {
            let texts = back.texts.len();
            lines.push(say!(
                "“{first}”等 {texts} 个文本文件没有单元格可以标注，问题见检查报告",
                "{texts} text files (“{first}” …) have no cells to mark: see the report"
            ));
        }
    }
    for file in &back.unread {
        lines.push(say!("“{file}”读不出来，没有标注", "“{file}” could not be read and was not marked"));
    }
    if lines.is_empty() {
        lines.push(say!("没有发现问题，没有需要标注的文件", "nothing was found, there is nothing to mark"));
    }
    lines.iter().map(|line| format!("{}\n", line.in_lang(lang))).collect()
}
