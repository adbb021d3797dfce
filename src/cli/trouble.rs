//! Why nothing was checked or written: exit code 2, in plain words.

use std::path::Path;

use super::reporting::Reporting;
use super::{Answer, Told, UNUSABLE};
use crate::diff::NotCompared;
use crate::emit::{changes, list_forms};
use crate::model::nearest;
use crate::words::{Words, say};
use crate::{Trouble, report};

/// Says it.
pub(super) fn tell(trouble: &Trouble, reporting: Option<&Reporting>, told: &Told) -> Answer {
    let words = match trouble {
        Trouble::Missing(path) => missing(&path.display().to_string(), told),
        Trouble::NothingToCheck(path) => {
            let path = path.display();
            say!(
                "“{path}”里没有可以检查的清单。请把 .xlsx、.ods、.csv 或 .yaml 清单放进项目的 lists 文件夹，或者直接写文件名，如：mulu 清单.xlsx",
                "nothing to check in “{path}”: put .xlsx, .ods, .csv or .yaml lists into the project's lists folder, or name a file: mulu list.xlsx"
            )
        }
        Trouble::UnusableProject(report) => {
            let why = say!("mulu.yaml 不能使用，没有继续检查", "mulu.yaml cannot be used, nothing else was checked");
            let told_findings = match reporting {
                Some(reporting) => reporting.show(report, told),
                None => Answer { out: crate::report::terminal::print(report, told.style), ..Answer::default() },
            };
            return Answer { err: format!("{}{}\n", told_findings.err, why.in_lang(told.lang())), exit: UNUSABLE, ..told_findings };
        }
        Trouble::Write(error) => error.words(),
        Trouble::UnknownForm(output) => not_written(output),
        Trouble::NotHeld { output, lists } => {
            let output = output.display();
            say!(
                "写成“{output}”后不能原样读回这 {lists} 个清单，没有写文件。请改为 .xlsx 或 .ods，每个清单一张工作表",
                "“{output}” would not be read back as the same {lists} lists, nothing was written: ask for .xlsx or .ods, a sheet a list"
            )
        }
        Trouble::UnusableBaseline { path, why } => {
            let (path, Words { zh, en }) = (path.display(), why);
            say!("基线“{path}”不能使用：{zh}", "the baseline “{path}” cannot be used: {en}")
        }
        Trouble::NoPrevious => say!(
            "--on-invalid last-valid 要沿用上一版的内容，请用 --previous 写明上一版的 out 文件夹",
            "--on-invalid last-valid keeps what stood in the previous edition: name its output folder with --previous"
        ),
        Trouble::LosesPrevious(path) => {
            let path = path.display();
            say!(
                "这样写会把上一版“{path}”里的数据换掉，下一次就没有可以沿用的了。请在 --only 里加上 data，或者用 -o 写到别的文件夹",
                "the data of the previous edition “{path}” would be gone, and the next build would have nothing to keep: add data to --only, or write elsewhere with -o"
            )
        }
        Trouble::UnusablePrevious { path, why } => {
            // Its words may be of the file.
            let (path, zh, en) = (path.display(), report::line(&why.zh), report::line(&why.en));
            say!("上一版的“{path}”不能使用：{zh}", "“{path}” of the previous edition cannot be used: {en}")
        }
        Trouble::NoManifest(folder) => {
            let folder = folder.display();
            say!(
                "“{folder}”里没有 mulu 写的文件清单（manifest.json），不知道该核对什么。请写 mulu build 生成的文件夹，例如：mulu verify out",
                "“{folder}” holds no manifest.json of mulu, so there is nothing to hold it against: name a folder mulu build wrote, such as: mulu verify out"
            )
        }
        Trouble::NotCompared(why) => not_compared(why),
        Trouble::UnknownTown { town, known } => {
            let all = known.join("、");
            say!("mulu.yaml 里没有“{town}”这个乡镇，已登记的有：{all}", "mulu.yaml lists no town “{town}”; it lists {all}")
        }
        Trouble::UnknownDomain { domain, near } => {
            let Words { zh, en } = near.clone().unwrap_or_else(|| say!("全部领域见 mulu reference", "mulu reference lists them"));
            say!("没有名为“{domain}”的领域，{zh}", "there is no domain “{domain}”: {en}")
        }
        Trouble::NothingToFillIn(why) => why.clone(),
    };
    Answer::unusable(words.in_lang(told.lang()).to_owned())
}

/// Why two editions were not compared.
fn not_compared(why: &NotCompared) -> Words {
    match why {
        NotCompared::Unusable { path, why } => {
            let (path, zh, en) = (path.display(), report::line(&why.zh), report::line(&why.en));
            say!("“{path}”不能比对：{zh}", "“{path}” cannot be compared: {en}")
        }
        NotCompared::NoEdition(path) => {
            let path = path.display();
            say!(
                "“{path}”里既没有 mulu.yaml，也没有 data/catalog.json。请写项目文件夹、mulu build 生成的 out 文件夹或者 catalog.json",
                "“{path}” holds neither mulu.yaml nor data/catalog.json: name a project, the output folder of mulu build or a catalog.json"
            )
        }
        NotCompared::UnknownForm(output) => {
            let (output, ends) = (output.display(), changes::ALL.iter().map(|form| format!(".{}", form.name)).collect::<Vec<_>>());
            let (zh, en) = (ends.join("、"), ends.join(", "));
            say!(
                "不知道要把变更写成什么格式：“{output}”，文件名请以 {zh} 结尾",
                "cannot tell the form of “{output}”: let its name end in {en}"
            )
        }
    }
}

/// A path that is not there; perhaps it was meant as a command.
fn missing(path: &str, told: &Told) -> Words {
    let Words { zh, en } = say!("“{path}”不存在，请检查文件名和文件夹", "“{path}” does not exist: check the name and the folder");
    let program = super::help::command(told.lang());
    let commands: Vec<&str> = program.get_subcommands().map(clap::Command::get_name).collect();
    let near = nearest::nearest(path, commands, 1);
    match near.first() {
        Some(command) if told.bare.as_deref() == Some(path) => {
            say!("{zh}；是不是想写 mulu {command}？", "{en}; did you mean mulu {command}?")
        }
        Some(_) | None => Words { zh, en },
    }
}

/// Why a file of this name is not written, and what is.
fn not_written(output: &Path) -> Words {
    let extension = output.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
    let forms: Vec<String> = list_forms::ALL.iter().map(|form| format!(".{}", form.extensions[0])).collect();
    let (last, first) = forms.split_last().expect("there are forms to write");
    let (first_zh, first_en) = (first.join("、"), first.join(", "));
    if matches!(extension.as_str(), "xls" | "et" | "xlsb" | "xlsm") {
        return say!(
            "不写 .{extension} 文件，请改为 .xlsx：WPS 和 Excel 都能打开，需要旧格式时再从那里另存",
            ".{extension} files are not written: ask for .xlsx, which every program opens and can save in an older form"
        );
    }
    let output = output.display();
    say!(
        "不知道要把“{output}”写成什么格式，文件名请以 {first_zh} 或 {last} 结尾",
        "cannot tell the form of “{output}”: let its name end in {first_en} or {last}"
    )
}
