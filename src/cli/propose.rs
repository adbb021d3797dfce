//! `mulu propose`: rows for powers and services that no item is about, in workbooks to be filled in. Puts nothing into a catalog.

use std::path::PathBuf;

use super::{Answer, Chatter, Told, trouble};
use crate::words::{plural, say};

/// Where the workbooks are put when nothing is said.
const FOLDER: &str = "提议";

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "项目", help = "项目文件夹，不写则是当前文件夹 || the project's folder; the current one when left out")]
    project: Option<PathBuf>,
    #[arg(short, long, value_name = "文件夹")]
    #[arg(help = "写到哪个文件夹，默认是项目里的“提议” || where to write; the project's 提议 when left out")]
    output: Option<PathBuf>,
}

pub(super) fn run(arguments: Arguments, told: &Told) -> Answer {
    let root = super::build::root(arguments.project);
    let out = arguments.output.unwrap_or_else(|| root.join(FOLDER));
    let settings = crate::Settings { read: told.read, ..crate::Settings::on(told.today) };
    let made = match crate::proposals(&root, &out, &settings) {
        Ok(made) => made,
        Err(trouble) => return trouble::tell(&trouble, None, told),
    };
    let (powers, items, lang) = (made.powers, made.items, told.lang());
    let mut answer = Answer::default();
    if made.files.is_empty() {
        let words = say!(
            "没有要提议的：清单里的权力和服务都有公开事项，或者还没有交来权责清单、公共服务事项清单的原始清单",
            "nothing to propose: every power and service has an item, or no native list has been handed in"
        );
        answer.out = format!("{}\n", words.in_lang(lang));
    } else {
        let (count, folder) = (made.files.len(), out.display());
        let words = say!(
            "给 {powers} 项权力和服务提议了 {items} 个事项，放进“{folder}”的 {count} 个填报表：",
            "proposed {items} item{i} for {powers} powers and services, in {count} workbook{s} in “{folder}”:",
            i = plural(items),
            s = plural(count)
        );
        answer.out = format!("{}\n", words.in_lang(lang));
        for file in &made.files {
            answer.out += &format!("  {}\n", file.file_name().unwrap_or_default().to_string_lossy());
        }
        if told.chatter == Chatter::Wanted {
            let next = say!(
                "每一行都标着“待审”，改为“采用”才会列入目录：请各部门核对、补全，再放进 lists 文件夹",
                "every row says 待审 and stands in no catalog until it says 采用: let the departments complete them, then put them into lists"
            );
            answer.out += &format!("{}\n", next.in_lang(lang));
        }
    }
    if made.homeless > 0 {
        let words = say!(
            "另有 {homeless} 项在没有写明领域的清单里，不知道该放进哪个领域，没有提议",
            "{homeless} more stand in lists that name no domain: nothing is proposed for them",
            homeless = made.homeless
        );
        answer.err = format!("{}\n", words.in_lang(lang));
    }
    answer
}
