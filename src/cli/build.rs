//! `mulu build`: checks, merges, writes the catalogs, and gives an account of it. With errors nothing is written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;

use super::reporting::Reporting;
use super::{Answer, Chatter, Told, trouble};
use crate::emit::{self, State};
use crate::report;
use crate::words::{Lang, plural, say};
use crate::{BuildChoice, Built, Handling};

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
    #[arg(long, value_name = "文件夹")]
    #[arg(
        help = "上一版的 out 文件夹：报送情况写明每份文件自何日起未变 || the output folder of the edition before: the register says since when each file is unchanged"
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
    let handling = Handling { previous: arguments.previous };
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
    let account = if told.chatter == Chatter::Wanted { account(built, lang) } else { String::new() };
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
fn root(project: Option<PathBuf>) -> PathBuf {
    let path = project.unwrap_or_else(|| PathBuf::from("."));
    match path.parent() {
        Some(folder) if path.file_name().is_some_and(|name| name == "mulu.yaml") => match folder.as_os_str().is_empty() {
            true => PathBuf::from("."),
            false => folder.to_path_buf(),
        },
        Some(_) | None => path,
    }
}

fn account(built: &Built, lang: Lang) -> String {
    let numbers = &built.numbers;
    let (inputs, items, merged, settled) = (numbers.inputs, numbers.items, numbers.merged, numbers.settled);
    let (reported, missing) = (numbers.reported, numbers.not_reported.len());
    let towns = reported + missing;
    let names = match lang {
        Lang::Zh => numbers.not_reported.join("、"),
        Lang::En => numbers.not_reported.join(", "),
    };
    let mut lines = vec![
        say!("输入：{inputs} 个文件", "inputs: {inputs} file{s}", s = plural(inputs)),
        say!("事项：{items} 条，其中 {merged} 条由几个清单合并", "items: {items}, {merged} of them merged from several lists"),
        say!("裁定的不一致：{settled} 处", "conflicts settled: {settled}"),
        match names.as_str() {
            "" => say!("乡镇：{towns} 个，全部已报送", "towns: {towns}, all of them reported"),
            _ => say!(
                "乡镇：{towns} 个，已报送 {reported} 个，未报送 {missing} 个（{names}）",
                "towns: {towns}, {reported} reported, {missing} did not ({names})"
            ),
        },
    ];
    let out = built.out.display();
    lines.push(match &built.written {
        Some(written) => {
            let (count, what) = (written.len(), written_parts(written.iter().map(|file| file.path.as_str()), lang));
            say!("写入“{out}”：{count} 个文件，{what}", "wrote to “{out}”: {count} file{s}, {what}", s = plural(count))
        }
        None => say!(
            "有错误，没有生成，“{out}”保持原样；要先看草稿，请加 --draft",
            "not written because of errors, “{out}” is as it was; --draft writes a draft"
        ),
    });
    lines.iter().map(|line| format!("{}\n", line.in_lang(lang))).collect()
}

/// `city.xlsx、towns/（15）`: files by name, folders with how many are in them.
fn written_parts<'a>(paths: impl Iterator<Item = &'a str>, lang: Lang) -> String {
    let mut parts: BTreeMap<String, usize> = BTreeMap::new();
    for path in paths {
        let mut components = Path::new(path).components();
        let first = components.next().map(|part| part.as_os_str().to_string_lossy().into_owned()).unwrap_or_default();
        let folder = components.next().is_some();
        *parts.entry(if folder { format!("{first}/") } else { first }).or_default() += usize::from(folder);
    }
    let shown = parts.into_iter().map(|(name, count)| match (count, lang) {
        (0, Lang::Zh | Lang::En) => name,
        (count, Lang::Zh) => format!("{name}（{count}）"),
        (count, Lang::En) => format!("{name} ({count})"),
    });
    shown.collect::<Vec<_>>().join(if lang == Lang::Zh { "、" } else { ", " })
}
