//! The submitter's own file back: its faulty cells marked, or its safe fixes applied, every other part untouched. Bytes in,
//! bytes out: reads and writes no files, decides nothing about what is wrong.

use crate::diagnostic::Diagnostic;
use crate::read::Grid;
use crate::words::{Lang, Words, say};

mod book;
mod edits;
mod finding;
mod fix;
mod letters;
mod mark;
mod plain;
mod xml;

pub use fix::{Fixed, fix};

use book::{Book, Refused};
use finding::Finding;

/// What is said over the findings in a marked workbook.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The verdict on this file.
    pub verdict: &'a Words,
    /// Language of notes and of the sheet of findings.
    pub lang: Lang,
}

/// A marked workbook.
#[derive(Debug)]
pub struct Marked {
    /// The file, always an .xlsx (or .xlsm) package.
    pub bytes: Vec<u8>,
    /// Why it is a copy and not the submitted file itself; none when it is that file.
    pub copy: Option<Words>,
}

/// Marks a workbook: `bytes` as handed in, `grids` reads them. The file itself where it is an .xlsx, else a copy of what its
/// cells say; none when they say nothing. The bytes must have passed the reader's limits.
#[must_use]
pub fn mark(bytes: &[u8], grids: impl FnOnce() -> Vec<Grid>, findings: &[&Diagnostic], about: About<'_>) -> Option<Marked> {
    let mut findings: Vec<Finding> = findings.iter().map(|found| Finding::of(found, about.lang)).collect();
    findings.sort_by_key(Finding::rank);
    let why = match Book::open(bytes) {
        Ok(book) => match mark::mark(book, &findings, about, None) {
            Ok(bytes) => return Some(Marked { bytes, copy: None }),
            Err(refused) => refused.words(),
        },
        Err(refused) => refused.words(),
    };
    let grids = grids();
    if grids.is_empty() {
        return None;
    }
    let copied = plain::copy(&grids);
    let findings: Vec<Finding> = findings.into_iter().map(|found| found.moved(&copied.sheets)).collect();
    let book = Book::open(&copied.bytes).expect("a workbook of ours is sound");
    let bytes = mark::mark(book, &findings, about, Some(&why)).expect("a workbook of ours can be marked");
    Some(Marked { bytes, copy: Some(why) })
}

impl Refused {
    /// Why a copy is marked instead.
    fn words(self) -> Words {
        match self {
            Self::OtherForm => say!("原文件不是 .xlsx 格式", "the file handed in is no .xlsx"),
            Self::Signed => {
                say!("原文件带有数字签名，改动会使签名失效", "the file handed in bears a digital signature, which any change would break")
            }
            Self::Odd => say!("原文件的内部结构比较特殊，不宜直接标注", "the inside of the file handed in is unusual"),
        }
    }
}
