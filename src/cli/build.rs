//! `mulu build`: checks, merges, writes the catalogs, and gives an account of it. With errors nothing is written.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;

use super::reporting::Reporting;
use super::{Answer, Chatter, Told, trouble};
use crate::emit::{self, State};
use crate::report;
use crate::words::say;
use crate::{BuildChoice, Built, Handling, OnInvalid};

mod account;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "项目", help = "项目文件夹，不写则是当前文件夹 || the project's folder; the current one when left out")]
    project: Option<PathBuf>,
    #[arg(short, long, value_name = "文件夹")]
    #[arg(help = "写到哪个文件夹，默认是项目里的 out || where to write; the project's out when left out")]
    output: Option<PathBuf>,
    #[arg(long = "town", value_name = "乡镇")]
    #[arg(help = "只生成这个乡镇的目录，可以写多次 || the catalog of this town only; may be repeated")]
    towns: Vec<String>,
    #[arg(long, value_name = "部分", value_delimiter = ',', hide_possible_values = true, help = parts())]
    #[arg(value_parser = PossibleValuesParser::new(emit::ALL.iter().map(|group| group.name)))]
    only: Vec<String>,
    #[arg(long, help = "生成草稿到 out-草稿，有错误也生成，每页标明草稿 || writes marked drafts to out-草稿, also with errors")]
    draft: bool,
    #[arg(long, value_name = "办法", default_value = "fail", hide_default_value = true, hide_possible_values = true)]
    #[arg(conflicts_with = "draft", value_parser = PossibleValuesParser::new(OnInvalid::ALL.map(|(name, _)| name)))]
    #[arg(
        help = "有错误时怎么办：fail 不生成（默认），skip-items 不采用有错误的事项，last-valid 有错误的单位沿用上一版的内容 || what to do with errors: fail writes nothing (default), skip-items leaves out the items that have them, last-valid keeps what a unit with errors had in the edition before"
    )]
    on_invalid: String,
    #[arg(long, value_name = "文件夹")]
    #[arg(
        help = "上一版的 out 文件夹：列出与它相比的变更，报送情况写明每份文件自何日起未变；last-valid 沿用它的内容 || the output folder of the edition before: what changed since is listed, the register says since when each file is unchanged, and last-valid keeps what stood in it"
    )]
    previous: Option<PathBuf>,
    #[command(flatten)]
    reporting: Reporting,
}

fn parts() -> String {
    let names: Vec<&str> = emit::ALL.iter().map(|group| group.name).collect();
    format!("只生成其中几部分：{}，用逗号分开 || only these parts: {}, separated by commas", names.join("、"), names.join(", "))
}

pub(super) fn run(arguments: Arguments, told: &Told) -> Answer {
    let root = root(arguments.project);
    let state = if arguments.draft { State::Draft } else { State::Final };
    let out = arguments.output.unwrap_or_else(|| root.join(default_folder(state)));
    let on_invalid = OnInvalid::named(&arguments.on_invalid).expect("clap takes no other word");
    let handling = Handling { on_invalid, previous: arguments.previous };
    let choice = BuildChoice { towns: arguments.towns, only: arguments.only, state, handling, jobs: arguments.reporting.jobs };
    let reporting = arguments.reporting;
    if let Some(refused) = reporting.refuse_targets(&[root.join("mulu.yaml")], Some(&out), told) {
        return refused;
    }
    let settings = reporting.settings(told);
    reporting.use_threads();
    match crate::build(&root, &out, &choice, &settings) {
        Ok(built) => tell(&built, &reporting, told),
        Err(trouble) => trouble::tell(&trouble, Some(&reporting), told),
    }
}

/// Where nothing stands in the way, the verdict and the account are enough for people: every finding stands in report.json.
fn tell(built: &Built, reporting: &Reporting, told: &Told) -> Answer {
    let mut answer = reporting.tell(&built.checked, told);
    let (report, lang) = (&built.checked.report, told.lang());
    let account = if told.chatter == Chatter::Wanted { account::account(built, lang) } else { String::new() };
    if reporting.for_programs() {
        // What programs read must hold nothing else.
        answer.err += &account;
    } else if built.written.is_none() || !report.accepted() {
        answer.out += &account;
    } else if told.chatter == Chatter::Unwanted {
        answer.out = format!("{}\n", report.verdict().in_lang(lang));
    } else {
        answer.out = format!("{}\n{account}", report::brief(report, told.style));
        if report.open().next().is_some() {
            let path = built.out.join("report.json");
            let path = path.display();
            let words =
                say!("逐条的问题在“{path}”里；要在屏幕上看，请用 mulu check", "every finding stands in “{path}”; mulu check prints them");
            answer.out += &format!("{}\n", words.in_lang(lang));
        }
    }
    answer
}

fn default_folder(state: State) -> &'static str {
    match state {
        State::Final => "out",
        State::Draft => "out-草稿",
    }
}

/// A project is named by its folder or its `mulu.yaml`.
pub(super) fn root(project: Option<PathBuf>) -> PathBuf {
    let path = project.unwrap_or_else(|| PathBuf::from("."));
    match path.parent() {
        Some(folder) if path.file_name().is_some_and(|name| name == "mulu.yaml") => match folder.as_os_str().is_empty() {
            true => PathBuf::from("."),
            false => folder.to_path_buf(),
        },
        Some(_) | None => path,
    }
}
