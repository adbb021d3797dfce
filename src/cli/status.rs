//! `mulu status`: the milestones of a project against what was handed in. Writes nothing.

use std::path::PathBuf;

use clap::ValueEnum;
use jiff::civil::Date;

use super::{Answer, Chatter, Told, build, reporting, trouble};
use crate::diagnostic::Diagnostic;
use crate::place::Place;
use crate::report::status::{self, DayFrom};
use crate::report::{Report, concise};
use crate::rule::{Family, Severity};
use crate::words::say;
use crate::{Checked, Settings};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "项目", help = "项目文件夹，不写则为当前文件夹 || the project's folder; the current one when left out")]
    project: Option<PathBuf>,
    #[arg(long, value_name = "日期", value_parser = reporting::date)]
    #[arg(help = "看哪一天的情况，如 2020-11-14；默认今天 || the day to look at, such as 2020-11-14; today when left out")]
    as_of: Option<Date>,
    #[arg(long, value_name = "terminal|json", default_value = "terminal", hide_default_value = true, hide_possible_values = true)]
    #[arg(help = "输出格式：terminal（默认）或 json || format: terminal (default) or json")]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Terminal,
    Json,
}

pub(super) fn run(arguments: Arguments, told: &Told) -> Answer {
    let root = build::root(arguments.project);
    let settings = Settings { read: told.read, ..Settings::on(told.today) };
    let day = arguments.as_of.unwrap_or(told.today);
    let (progress, checked) = match crate::status(&root, day, &settings) {
        Ok(status) => status,
        Err(trouble) => return for_programs(trouble::tell(&trouble, None, told), arguments.format),
    };
    let settings = of_settings(&checked);
    let out = match arguments.format {
        Format::Terminal => {
            let from = if arguments.as_of.is_some() { DayFrom::Named } else { DayFrom::Clock };
            let hint = status::hint(&progress).filter(|_| told.chatter == Chatter::Wanted);
            let hint = hint.map_or(String::new(), |hint| format!("{}\n", hint.in_lang(told.lang())));
            status::print(&progress, from, told.style) + &hint
        }
        Format::Json => status::json::print(&progress, settings.count(Severity::Error)),
    };
    let exit = u8::from(progress.is_missed() || !settings.accepted());
    Answer { out, err: mistakes(&settings, told), exit }
}

/// What programs read is a status or nothing.
fn for_programs(answer: Answer, format: Format) -> Answer {
    match format {
        Format::Terminal => answer,
        Format::Json => Answer { out: String::new(), err: answer.out + &answer.err, ..answer },
    }
}

/// What is wrong with the settings that progress is judged by: a milestone whose date cannot be read must not pass for one that has
/// none, nor a department whose domain is unknown for one that owes nothing; a day of receipt for a file that is not there judges nobody.
fn of_settings(checked: &Checked) -> Report {
    let is_unread = |found: &Diagnostic| {
        found.severity == Severity::Error && matches!(found.rule.family, Family::Reading | Family::Project | Family::Parsing)
    };
    let files = checked.project.iter().flat_map(|project| &project.files);
    let files: Vec<&Place> = files.map(|setting| &setting.path.place).collect();
    let mut report = checked.report.on_file("mulu.yaml");
    report.diagnostics.retain(|found| is_unread(found) || files.contains(&&found.place));
    report
}

fn mistakes(report: &Report, told: &Told) -> String {
    if report.diagnostics.is_empty() {
        return String::new();
    }
    let head =
        say!("mulu.yaml 里有写错的地方，会影响下面的结果，请先改正：", "mulu.yaml has mistakes that bear on this, put them right first:");
    format!("{}\n{}", head.in_lang(told.lang()), concise::findings(report, told.style))
}
