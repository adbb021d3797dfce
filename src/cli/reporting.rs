//! Options of every command that checks something, and how its findings are told.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::builder::{PathBufValueParser, PossibleValuesParser, TypedValueParser as _};
use jiff::civil::Date;

use super::targets::{self, Kind, Target};
use super::{Answer, Chatter, Told, UNUSABLE};
use crate::check::baseline::Baseline;
use crate::knowledge::{self, Profile};
use crate::report::{self, Color, Format, Report, Style};
use crate::rule::Severity;
use crate::words::{plural, say};
use crate::write;
use crate::{Checked, Settings};

/// The options.
#[derive(Debug, clap::Args)]
pub(super) struct Reporting {
    #[arg(long, value_name = "形式", default_value = "terminal", hide_default_value = true, hide_possible_values = true)]
    #[arg(value_parser = PossibleValuesParser::new(report::ALL.iter().map(|format| format.name)), help = formats())]
    pub(super) format: String,
    #[arg(long, value_name = "文件", value_parser = PathBufValueParser::new().try_map(with_known_end))]
    #[arg(
        help = "同时把报告存为文件，形式看文件名：.txt .json .sarif .xml .html；可以写几次 || also writes the report to a file, in the form its name tells: .txt .json .sarif .xml .html; may be repeated"
    )]
    pub(super) report: Vec<PathBuf>,
    #[arg(long, value_name = "warnings", value_parser = PossibleValuesParser::new(["warnings"]), hide_possible_values = true)]
    #[arg(help = "warnings：有警告也算不通过 || warnings: warnings make the run fail, too")]
    deny: Option<String>,
    #[arg(long, value_name = "规则组", hide_possible_values = true, help = profiles())]
    #[arg(value_parser = PossibleValuesParser::new(knowledge::load().profiles.iter().map(|profile| profile.name.as_str())))]
    profile: Option<String>,
    #[arg(long, value_name = "文件")]
    #[arg(help = "基线文件：里面已有的问题不再列出，也不算不通过 || a baseline: findings it knows are not listed and do not fail the run")]
    baseline: Option<PathBuf>,
    #[arg(long, value_name = "文件")]
    #[arg(help = "把这次的问题写成基线文件 || writes the findings of this run as a baseline")]
    write_baseline: Option<PathBuf>,
    #[arg(long, value_name = "日期", value_parser = date)]
    #[arg(help = "以哪一天为准，如 2020-12-11 || the day everything is judged at, such as 2020-12-11")]
    as_of: Option<Date>,
    #[arg(short, long, value_name = "N", value_parser = threads)]
    #[arg(help = "同时用几个处理器，默认全部 || how many threads; all when left out")]
    pub(super) jobs: Option<NonZeroUsize>,
}

fn threads(text: &str) -> Result<NonZeroUsize, String> {
    text.parse().map_err(|_| "请写一个不小于1的整数 || write a whole number from 1".to_owned())
}

fn formats() -> String {
    let names: Vec<&str> = report::ALL.iter().map(|format| format.name).collect();
    format!("报告的形式：{}（默认 {}） || form of the report: {} (default {})", names.join("、"), names[0], names.join(", "), names[0])
}

/// The path of a report whose name asks for a form that is written, or for none.
fn with_known_end(path: PathBuf) -> Result<PathBuf, String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let mut ends: Vec<&str> = Vec::new();
    for end in report::ALL.iter().flat_map(|format| format.extensions) {
        if !ends.contains(end) {
            ends.push(end);
        }
    }
    if path.extension().is_none() || ends.iter().any(|end| name.ends_with(end)) {
        return Ok(path);
    }
    Err(format!("文件名请以 {} 结尾 || let the name end in one of {}", ends.join("、"), ends.join(", ")))
}

fn profiles() -> String {
    let profiles = &knowledge::load().profiles;
    let usual = Profile::USUAL;
    let zh: Vec<String> = profiles.iter().map(|profile| format!("{}（{}）", profile.name, profile.title.0)).collect();
    let en: Vec<&str> = profiles.iter().map(|profile| profile.name.as_str()).collect();
    format!(
        "规则组，定各条规则的轻重：{}；默认 {usual} || profile that weighs the rules: {} (default {usual})",
        zh.join("、"),
        en.join(", ")
    )
}

/// A date as people type it.
pub(super) fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "请按 2020-12-11 的样子写日期 || write the date like 2020-12-11".to_owned())
}

impl Reporting {
    /// What the pipeline is told.
    pub(super) fn settings(&self, told: &Told) -> Settings {
        let failing = if self.deny.is_some() { Severity::Warning } else { Severity::Error };
        let (profile, baseline) = (self.profile.clone(), self.baseline.clone());
        Settings { as_of: self.as_of, today: told.today, failing, read: told.read, profile, baseline }
    }

    /// Uses as many threads as asked for. Results never depend on their number.
    pub(super) fn use_threads(&self) {
        let threads = self.jobs.map_or(0, NonZeroUsize::get);
        // Fails where the threads stand already, as in a test that runs two commands: then their number stays.
        drop(rayon::ThreadPoolBuilder::new().num_threads(threads).build_global());
    }

    /// Whether programs read what goes to standard output.
    pub(super) fn for_programs(&self) -> bool {
        self.format != report::ALL[0].name
    }

    /// Why the files asked for may not be written: said before anything is done. `given` are the paths to be checked, `out` is the
    /// folder the run makes.
    pub(super) fn refuse_targets(&self, given: &[PathBuf], out: Option<&Path>, told: &Told) -> Option<Answer> {
        let report = self.report.iter().map(|path| Target { path, kind: Kind::Report });
        let baseline = self.write_baseline.iter().map(|path| Target { path, kind: Kind::Baseline });
        let targets: Vec<Target<'_>> = report.chain(baseline).collect();
        targets::refuse(&targets, given, out).map(|words| Answer::unusable(words.in_lang(told.lang()).to_owned()))
    }

    /// The findings as [`Self::show`] shows them, and written as a baseline where asked for.
    pub(super) fn tell(&self, checked: &Checked, told: &Told) -> Answer {
        let report = &checked.report;
        let mut answer = self.show(report, told);
        let Some(path) = &self.write_baseline else { return answer };
        let mut baseline = Baseline::of(&report.diagnostics, &report.as_of);
        baseline.keep(&checked.not_judged);
        let known = baseline.len();
        match write::file(path, baseline.text().as_bytes()) {
            Ok(()) if told.chatter == Chatter::Unwanted => {}
            Ok(()) => {
                let path = path.display();
                answer.err +=
                    say!("基线“{path}”记下了 {known} 处问题", "the baseline “{path}” knows {known} finding{s}", s = plural(known))
                        .in_lang(told.lang());
                // Those that must be put right whatever is known.
                match Baseline::refused(&report.diagnostics) {
                    0 => {}
                    left => {
                        answer.err += say!("，另有 {left} 处不能记入，必须改正", "; {left} more cannot be known and must be put right")
                            .in_lang(told.lang());
                    }
                }
                answer.err += "\n";
            }
            Err(error) => {
                answer.err += &format!("{}\n", error.words().in_lang(told.lang()));
                answer.exit = UNUSABLE;
            }
        }
        answer
    }

    /// The findings on standard output, and in the files asked for.
    pub(super) fn show(&self, report: &Report, told: &Told) -> Answer {
        let out = (format(&self.format).print)(report, told.style);
        let answer = Answer { out, exit: u8::from(!report.accepted()), ..Answer::default() };
        self.report.iter().fold(answer, |answer, path| self.save(report, path, told.style, answer))
    }

    fn save(&self, report: &Report, path: &Path, style: Style, answer: Answer) -> Answer {
        let form = Format::of_file(&path.to_string_lossy(), format(&self.format));
        let text = (form.print)(report, Style { color: Color::Off, ..style });
        match write::file(path, text.as_bytes()) {
            Ok(()) => answer,
            Err(error) => {
                let err = format!("{}{}\n", answer.err, error.words().in_lang(style.lang));
                Answer { err, exit: UNUSABLE, ..answer }
            }
        }
    }
}

fn format(name: &str) -> &'static Format {
    report::ALL.iter().find(|format| format.name == name).expect("clap takes no other name")
}
