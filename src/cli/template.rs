//! `mulu template`: workbooks to be filled in, one a department or one a town.

use std::path::PathBuf;

use super::{Answer, Chatter, Told, trouble};
use crate::TemplateChoice;
use crate::rule::Severity;
use crate::words::{Lang, plural, say};

/// Where the workbooks are put when nothing is said: beside the project's lists, never among them.
const FOLDER: &str = "模板";

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "项目", help = "项目文件夹，不写则是当前文件夹 || the project's folder; the current one when left out")]
    project: Option<PathBuf>,
    #[arg(long = "domain", value_name = "领域")]
    #[arg(help = "只要这个领域，可以写多次 || this domain only; may be repeated")]
    domains: Vec<String>,
    #[arg(long = "town", value_name = "乡镇")]
    #[arg(
        help = "这个乡镇的填报表，可以写多次，“全部”指所有乡镇；不写则是各部门的 || the workbook of this town, 全部 for every one; those of the departments when left out"
    )]
    towns: Vec<String>,
    #[arg(short, long, value_name = "文件夹")]
    #[arg(help = "写到哪个文件夹，默认是项目里的“模板” || where to write; the project's 模板 when left out")]
    output: Option<PathBuf>,
}

pub(super) fn run(arguments: Arguments, told: &Told) -> Answer {
    let root = super::build::root(arguments.project);
    let out = arguments.output.unwrap_or_else(|| root.join(FOLDER));
    let choice = TemplateChoice { domains: arguments.domains, towns: arguments.towns };
    let settings = crate::Settings { read: told.read, ..crate::Settings::on(told.today) };
    let made = match crate::templates(&root, &choice, &out, &settings) {
        Ok(made) => made,
        Err(trouble) => return trouble::tell(&trouble, None, told),
    };
    let lang = told.lang();
    let mut answer = Answer::default();
    let (count, folder) = (made.files.len(), out.display());
    let head = say!("已把 {count} 个填报表放进“{folder}”：", "put {count} workbook{s} to be filled in into “{folder}”:", s = plural(count));
    answer.out = format!("{}\n", head.in_lang(lang));
    for file in &made.files {
        answer.out += &format!("  {}\n", file.file_name().unwrap_or_default().to_string_lossy());
    }
    if told.chatter == Chatter::Unwanted {
        return answer;
    }
    if !made.without.is_empty() {
        let names = made.without.join(if lang == Lang::Zh { "、" } else { ", " });
        let words = say!("没有要填的：{names}", "nothing to fill in: {names}");
        answer.out += &format!("{}\n", words.in_lang(lang));
    }
    if let Some(errors) = made.report.as_ref().map(|report| report.count(Severity::Error)).filter(|errors| *errors > 0) {
        let words = say!(
            "提醒：项目还有 {errors} 处错误，填报表按现在的清单生成；改正后市级事项有变的，请重新生成",
            "note: the project has {errors} error{s}; the workbooks follow the lists as they are, make them anew when the city's items change",
            s = plural(errors)
        );
        answer.err += &format!("{}\n", words.in_lang(lang));
    }
    let next = if choice.towns.is_empty() {
        say!("填好后放进 lists 文件夹，再运行 mulu check", "when they are filled in, put them into lists and run mulu check")
    } else {
        say!("填好后放进 towns 文件夹，再运行 mulu check", "when they are filled in, put them into towns and run mulu check")
    };
    answer.out += &format!("{}\n", next.in_lang(lang));
    answer
}
