//! `mulu check`: every problem of a project or of single files in one run. Writes nothing but the report, the
//! marked files and the fixes asked for.

use std::path::PathBuf;

use super::reporting::Reporting;
use super::returning::Returning;
use super::{Answer, Told, UNUSABLE, fixes, trouble};
use crate::hand_back::fixing::{Fixing, Repaired};
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
    if let Some(refused) = reporting.refuse_targets(paths, None, told) {
        return refused;
    }
    let settings = reporting.settings(told);
    reporting.use_threads();
    let fixing = arguments.returning.fixing();
    let repaired = match fixing {
        None => crate::check(paths, &settings).map(Repaired::only),
        Some(fixing) => crate::fix(paths, &settings, fixing),
    };
    match repaired {
        Ok(repaired) => {
            let answer = tell(&repaired, arguments, paths, fixing, told);
            // The process ends here: giving back every cell one by one takes longer than judging them.
            std::mem::forget(repaired);
            answer
        }
        Err(trouble) => trouble::tell(&trouble, Some(reporting), told),
    }
}

fn tell(repaired: &Repaired, arguments: &Arguments, paths: &[PathBuf], fixing: Option<Fixing>, told: &Told) -> Answer {
    let (checked, reporting) = (&repaired.checked, &arguments.reporting);
    let mut answer = reporting.tell(checked, told);
    let mut above = String::new();
    if arguments.show_headings {
        above = report::headings::print(&checked.lists, &checked.report, told.style) + "\n";
    }
    if let Some(fixing) = fixing {
        above += &fixes::tell(repaired, fixing, told.style);
        if fixing == Fixing::Show && !reporting.for_programs() {
            answer.out = above;
            return arguments.returning.give_back(repaired, paths, told, answer);
        }
        above.push('\n');
    }
    // What programs read stays whole.
    if reporting.for_programs() {
        answer.err = above.trim_end_matches('\n').to_owned() + if above.is_empty() { "" } else { "\n" } + &answer.err;
    } else {
        answer.out = above + &answer.out;
    }
    if let Some(refused) = &repaired.refused {
        answer.err += &format!("{}\n", refused.error.words().in_lang(told.lang()));
        answer.exit = UNUSABLE;
    }
    if let Some(hint) = arguments.returning.hint(checked, &arguments.paths, told).filter(|_| !reporting.for_programs()) {
        answer.out = format!("{}\n{hint}\n", answer.out);
    }
    arguments.returning.give_back(repaired, paths, told, answer)
}
