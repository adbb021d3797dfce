//! `mulu check`: every problem of a project or of single files in one run. Writes nothing but the report and the marked
//! files asked for.

use std::path::PathBuf;

use super::reporting::Reporting;
use super::returning::Returning;
use super::{Answer, Told, trouble};
use crate::report;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "路径")]
    #[arg(
        help = "项目文件夹、mulu.yaml 或清单文件；- 表示从标准输入读 YAML；不写则检查当前文件夹 || a project folder, mulu.yaml or list files; - reads YAML from standard input; the current folder when left out"
    )]
    paths: Vec<PathBuf>,
    #[arg(long, help = "先列出哪些单元格被当作表头、各作为哪一列 || first lists which cells were taken as headings, and for what")]
    show_headings: bool,
    #[command(flatten)]
    returning: Returning,
    #[command(flatten)]
    reporting: Reporting,
}

pub(super) fn run(arguments: &Arguments, told: &Told) -> Answer {
    let here = [PathBuf::from(".")];
    let paths: &[PathBuf] = if arguments.paths.is_empty() { &here } else { &arguments.paths };
    let reporting = &arguments.reporting;
    let settings = reporting.settings(told);
    reporting.use_threads();
    match crate::check(paths, &settings) {
        Ok(checked) => {
            let mut answer = reporting.tell(&checked.report, told);
            if arguments.show_headings {
                let headings = report::headings::print(&checked.lists, &checked.report, told.style);
                // What programs read stays whole.
                if reporting.for_programs() {
                    answer.err = headings + &answer.err;
                } else {
                    answer.out = format!("{headings}\n{}", answer.out);
                }
            }
            if let Some(hint) = arguments.returning.hint(&checked, &arguments.paths, told).filter(|_| !reporting.for_programs()) {
                answer.out = format!("{}\n{hint}\n", answer.out);
            }
            answer = arguments.returning.give_back(&checked, paths, told, answer);
            // The process ends here: giving back every cell one by one takes longer than judging them.
            std::mem::forget(checked);
            answer
        }
        Err(trouble) => trouble::tell(&trouble, Some(reporting), told),
    }
}
