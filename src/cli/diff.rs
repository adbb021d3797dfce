//! `mulu diff`: what changed from one edition to the next, as text, or as a file in the form its name tells.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;

use super::{Answer, Chatter, Told, trouble};
use crate::diff::{self, Difference};
use crate::emit::changes::{self, Kind};
use crate::model::changes::record::Counts;
use crate::report::line;
use crate::words::{Lang, say};
use crate::{Settings, report};

/// The form for people at a terminal.
const TERMINAL: &str = "terminal";

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(
        value_name = "上一版",
        help = "上一版：项目、out 文件夹或 catalog.json || the edition before: a project, an output folder or a catalog.json"
    )]
    old: PathBuf,
    #[arg(
        value_name = "这一版",
        help = "这一版：项目、out 文件夹或 catalog.json || this edition: a project, an output folder or a catalog.json"
    )]
    new: PathBuf,
    #[arg(short, long, value_name = "文件", help = files())]
    output: Option<PathBuf>,
    #[arg(long, help = "有变更时退出码为 1 || exit code 1 when something changed")]
    exit_code: bool,
    #[arg(long, value_name = "格式", default_value = TERMINAL, hide_default_value = true, hide_possible_values = true, help = formats())]
    #[arg(conflicts_with = "output", value_parser = PossibleValuesParser::new(std::iter::once(TERMINAL).chain(texts())))]
    format: String,
}

/// Forms that can be printed.
fn texts() -> impl Iterator<Item = &'static str> {
    changes::ALL.iter().filter(|form| form.kind == Kind::Text).map(|form| form.name)
}

fn files() -> String {
    let ends: Vec<String> = changes::ALL.iter().map(|form| format!(".{}", form.name)).collect();
    format!("写到文件，格式由文件名的结尾决定：{} || writes a file, in the form its name tells: {}", ends.join("、"), ends.join(", "))
}

fn formats() -> String {
    let all: Vec<&str> = std::iter::once(TERMINAL).chain(texts()).collect();
    format!("输出格式：{}（默认 terminal） || form of what is printed: {} (default terminal)", all.join("、"), all.join(", "))
}

pub(super) fn run(arguments: &Arguments, told: &Told) -> Answer {
    let settings = Settings { read: told.read, ..Settings::on(told.today) };
    match answer(arguments, &settings, told) {
        Ok(answer) => answer,
        // What programs read is the changes or nothing.
        Err(trouble) => {
            let answer = trouble::tell(&trouble, None, told);
            Answer { out: String::new(), err: answer.out + &answer.err, ..answer }
        }
    }
}

fn answer(arguments: &Arguments, settings: &Settings, told: &Told) -> Result<Answer, crate::Trouble> {
    // A name that asks for no form is told before anything is compiled.
    let form = arguments.output.as_deref().map(diff::form_of).transpose()?;
    let difference = diff::diff(&arguments.old, &arguments.new, settings)?;
    let out = match (&arguments.output, form) {
        (Some(output), Some(form)) => {
            diff::make(&difference, form, Some(output))?;
            written(&difference, &output.display().to_string(), told)
        }
        _ => match changes::ALL.iter().find(|form| form.name == arguments.format) {
            Some(form) => String::from_utf8(diff::make(&difference, form, None)?).expect("forms that are printed are text"),
            None => report::changes::print(&difference.changes, told.style),
        },
    };
    let is_changed = !difference.changes.list.is_empty();
    Ok(Answer { out, err: beside(&difference, told.lang()), exit: u8::from(arguments.exit_code && is_changed) })
}

/// One line about the file.
fn written(difference: &Difference, output: &str, told: &Told) -> String {
    if told.chatter == Chatter::Unwanted {
        return String::new();
    }
    let Counts { added, changed, removed, renamed } = Counts::of(difference.changes.list.iter());
    let words = say!(
        "已写入“{output}”：新增 {added}、修改 {changed}、删除 {removed}、更名 {renamed}",
        "wrote “{output}”: {added} added, {changed} changed, {removed} removed, {renamed} renamed"
    );
    format!("{}\n", words.in_lang(told.lang()))
}

/// What is to be known beside the changes.
fn beside(difference: &Difference, lang: Lang) -> String {
    let mut err: String = difference.notes.iter().map(|note| format!("{}\n", note.in_lang(lang))).collect();
    for found in &difference.findings {
        let (place, message) = (line(&found.place.to_string()), line(found.message.in_lang(lang)));
        let help = found.help.as_ref().map_or(String::new(), |help| match lang {
            Lang::Zh => format!("（{}）", line(help.in_lang(lang))),
            Lang::En => format!(" ({})", line(help.in_lang(lang))),
        });
        let colon = if lang == Lang::Zh { "：" } else { ": " };
        err += &format!("{place}{colon}{message}{help}\n");
    }
    err
}
