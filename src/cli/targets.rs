//! Whether a report and a baseline may be written where they were asked for: never over a file of the user's, never both into one
//! file. Looked at before anything is done. Writes nothing.

use std::path::{Path, PathBuf};

use crate::read::{self, Standing};
use crate::words::{Words, say};
use crate::{check, report, write};

/// A file that a run is asked to write.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target<'a> {
    pub(super) path: &'a Path,
    pub(super) kind: Kind,
}

/// What it is to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Report,
    Baseline,
}

/// Why these files may not be written, beside the files of a run and the folder it makes.
pub(super) fn refuse(targets: &[Target<'_>], inputs: &[PathBuf], out: Option<&Path>) -> Option<Words> {
    // Into a pipe or a device anything may go.
    let standing = targets.iter().map(|target| (*target, read::standing(target.path)));
    let files: Vec<(Target<'_>, Standing)> = standing.filter(|(_, standing)| *standing != Standing::NoFile).collect();
    if let [(one, _), (other, _)] = files.as_slice()
        && write::same(one.path, other.path)
    {
        let path = one.path.display();
        return Some(say!(
            "报告和基线不能都写到“{path}”，请写成两个文件",
            "the report and the baseline cannot both be written to “{path}”: name two files"
        ));
    }
    files.iter().find_map(|(target, standing)| refuse_one(*target, standing, inputs, out))
}

fn refuse_one(target: Target<'_>, standing: &Standing, inputs: &[PathBuf], out: Option<&Path>) -> Option<Words> {
    let path = target.path.display();
    let what = target.kind.word();
    if inputs.iter().any(|input| input.as_os_str() != "-" && write::same(input, target.path)) {
        return Some(say!(
            "“{path}”是这次要读的文件，{zh}不能写在它上面，它没有改动。请换一个文件名",
            "“{path}” is a file this run reads: the {en} is not written over it, and it was not changed; name another file",
            zh = what.zh,
            en = what.en
        ));
    }
    if let Some(out) = out.filter(|out| write::lies_in(target.path, out)) {
        let out = out.display();
        return Some(say!(
            "“{path}”在生成目录的文件夹“{out}”里，{zh}不能写在那里。请写到别处",
            "“{path}” lies in the folder “{out}” that the catalogs are written to: name a file elsewhere for the {en}",
            zh = what.zh,
            en = what.en
        ));
    }
    (!target.kind.is_own(standing)).then(|| {
        say!(
            "“{path}”已经存在，不是 mulu 写的{zh}，没有覆盖它。请换一个文件名，或者先把它移走",
            "“{path}” exists and is no {en} that mulu wrote, so it was not overwritten: name another file, or move it away first",
            zh = what.zh,
            en = what.en
        )
    })
}

impl Kind {
    fn word(self) -> Words {
        match self {
            Self::Report => say!("报告", "report"),
            Self::Baseline => say!("基线", "baseline"),
        }
    }

    /// Whether what stands there is an earlier one, or nothing.
    fn is_own(self, standing: &Standing) -> bool {
        match (standing, self) {
            (Standing::Nothing | Standing::NoFile, Self::Report | Self::Baseline) => true,
            (Standing::Other, Self::Report | Self::Baseline) => false,
            (Standing::Text(text), _) if text.trim().is_empty() => true,
            (Standing::Text(text), Self::Report) => report::is_report(text),
            (Standing::Text(text), Self::Baseline) => check::baseline::is_baseline(text),
        }
    }
}
