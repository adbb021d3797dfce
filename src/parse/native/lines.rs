//! Lines over and between the rows of a native list: a kind of power, a department, another heading of the rows below.
//! No line is lost: what no row takes up is handed back as a note.

use crate::model::{Extra, name};
use crate::parse::vocabulary::{self, NativeColumn};
use crate::parse::{Context, title};
use crate::place::{At, Located, Place};
use crate::read::table::heading_key;

/// What a line says of the rows below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// `（一）行政许可（五项）`, `职权类别：行政许可`.
    Kind,
    /// `部门名称：市教育局（12项）`, `一、市教育局`.
    Body,
    /// Any other heading: `一、民政`.
    Group,
}

/// A line, understood.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) says: Says,
    /// The kind or department alone; the whole line for any other heading.
    pub(super) word: Located<String>,
    /// The line as written, where `word` leaves out more than a running number.
    said: Option<String>,
    /// How it is numbered, which tells its level.
    numbering: Numbering,
}

/// How a heading is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numbering {
    None,
    /// `一、`.
    Chinese,
    /// `（一）`.
    Bracketed,
    /// `1.`, `1.1`.
    Digits(usize),
}

/// Endings of the names of bodies.
const BODIES: [&str; 22] = [
    "局",
    "委",
    "委员会",
    "办",
    "办公室",
    "厅",
    "政府",
    "办事处",
    "中心",
    "法院",
    "检察院",
    "大队",
    "支队",
    "总队",
    "残联",
    "妇联",
    "管理处",
    "管理所",
    "服务站",
    "街道",
    "镇",
    "乡",
];
/// A longer line is no name of a body.
const LONGEST_BODY: usize = 30;

/// What a line says.
pub(super) fn read(line: Located<String>, context: &Context<'_>) -> Line {
    let numbering = numbering(&line.value);
    let bare = name::without_number(&line.value);
    let found = labelled(bare).or_else(|| {
        let (word, counted) = without_count(bare);
        if let Some(kind) = kind(word) {
            let cut = counted || kind != word;
            return Some((Says::Kind, kind, cut));
        }
        is_body(word, context).then(|| (Says::Body, word.to_owned(), counted))
    });
    let Some((says, word, cut)) = found else { return Line { says: Says::Group, said: None, numbering, word: line } };
    let word = Located::new(word, line.place);
    Line { says, said: cut.then_some(line.value), word, numbering }
}

/// Lines as they are meant: label and value in two cells, `部门名称：｜市教育局`, are one; two labels in a cell are two.
pub(super) fn joined(lines: Vec<(usize, Located<String>)>) -> Vec<(usize, Located<String>)> {
    let mut joined: Vec<(usize, Located<String>)> = Vec::with_capacity(lines.len());
    for (before, line) in lines.into_iter().flat_map(|(before, line)| parted(line).into_iter().map(move |line| (before, line))) {
        match joined.last_mut() {
            Some((_, label)) if label.value.ends_with(['：', ':']) && same_row(&label.place, &line.place) => {
                label.value.push_str(&line.value);
            }
            Some(_) | None => joined.push((before, line)),
        }
    }
    joined
}

/// `职权类别：行政许可　单位：市教育局` as two lines.
fn parted(line: Located<String>) -> Vec<Located<String>> {
    let parts: Vec<&str> = line.value.split_whitespace().collect();
    if parts.len() < 2 || !parts.iter().all(|part| labelled(part).is_some()) {
        return vec![line];
    }
    parts.into_iter().map(|part| Located::new(part.to_owned(), line.place.clone())).collect()
}

/// Whether a line names a kind or a body outright, so that it is a heading wherever it stands.
pub(super) fn is_outright(text: &str) -> bool {
    let bare = name::without_number(text);
    let (word, _) = without_count(bare);
    labelled(bare).is_some() || kind(word).is_some()
}

/// Whether a line is the name of a body with the number of its powers.
pub(super) fn is_counted_body(text: &str, context: &Context<'_>) -> bool {
    let (word, counted) = without_count(name::without_number(text));
    counted && is_body(word, context)
}

fn same_row(one: &Place, other: &Place) -> bool {
    match (&one.at, &other.at) {
        (At::Cell { row, .. }, At::Cell { row: next, .. }) => row == next,
        _ => false,
    }
}

/// `职权类别：行政许可`, `部门名称：市教育局（12项）`.
fn labelled(line: &str) -> Option<(Says, String, bool)> {
    let (label, word) = line.split_once(['：', ':'])?;
    let says = match vocabulary::native(&heading_key(label))?.0 {
        NativeColumn::Type => Says::Kind,
        NativeColumn::Body => Says::Body,
        NativeColumn::Code | NativeColumn::Name | NativeColumn::Subname | NativeColumn::Basis | NativeColumn::Tier => return None,
    };
    let (word, _) = without_count(word.trim());
    (!word.is_empty() && !word.contains(['：', ':'])).then(|| (says, word.to_owned(), true))
}

/// The kind a word says, blanks and brackets aside.
fn kind(word: &str) -> Option<String> {
    vocabulary::kind(&heading_key(word)).map(str::to_owned)
}

/// A heading without the count in brackets behind it, and whether there was one: `行政许可（共5项）`.
fn without_count(line: &str) -> (&str, bool) {
    let line = line.trim();
    let counted = line.strip_suffix(['）', ')']).and_then(|rest| rest.rsplit_once(['（', '(']));
    match counted {
        Some((word, count)) if is_count(count) && !word.trim().is_empty() => (word.trim(), true),
        Some(_) | None => (line, false),
    }
}

/// `5项`, `共十二项`, `5`.
fn is_count(text: &str) -> bool {
    let bare = text.trim().trim_start_matches(['共', '计', '：', ':']);
    let bare = bare.trim_end_matches(['项', '个', '条', '类']);
    !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit() || name::is_han_digit(c) || c.is_whitespace())
}

fn is_body(word: &str, context: &Context<'_>) -> bool {
    if context.project.is_some_and(|project| project.department(word).is_some()) {
        return true;
    }
    let length = word.chars().count();
    (2..=LONGEST_BODY).contains(&length)
        && !word.contains(['，', '。', '；', '、', '：', ':'])
        && BODIES.iter().any(|end| word.ends_with(end))
}

fn numbering(line: &str) -> Numbering {
    let line = line.trim();
    let number = &line[..line.len() - name::without_number(line).len()];
    if number.starts_with(['（', '(']) {
        Numbering::Bracketed
    } else if number.starts_with(|c: char| c.is_ascii_digit()) {
        Numbering::Digits(number.split(['.', '．', '、']).filter(|part| !part.trim().is_empty()).count())
    } else if number.is_empty() {
        Numbering::None
    } else {
        Numbering::Chinese
    }
}

/// The lines in force while the rows are read.
pub(super) struct Heads<'a> {
    context: &'a Context<'a>,
    /// What was seen first stands over what came later: a new department ends the kind that stood below the last one.
    order: Vec<Says>,
    kind: Option<Head>,
    body: Option<Head>,
    groups: Vec<Head>,
    /// Lines no row took up, and those of which a row takes a part.
    pub(super) notes: Vec<Located<String>>,
}

/// A line in force.
struct Head {
    line: Line,
    /// Whether a row below it took its word up.
    used: bool,
}

impl<'a> Heads<'a> {
    pub(super) fn new(context: &'a Context<'a>) -> Self {
        Self { context, order: Vec::new(), kind: None, body: None, groups: Vec::new(), notes: Vec::new() }
    }

    /// A kind that stands over the table, and is kept there.
    pub(super) fn above(&mut self, line: Line) {
        self.order.push(Says::Kind);
        self.kind = Some(Head { line, used: true });
    }

    /// A line between the rows.
    pub(super) fn line(&mut self, line: Located<String>) {
        let line = read(line, self.context);
        if let Some(said) = &line.said {
            self.notes.push(Located::new(said.clone(), line.word.place.clone()));
        }
        let level = self.order.iter().position(|says| *says == line.says).unwrap_or_else(|| {
            self.order.push(line.says);
            self.order.len() - 1
        });
        for below in self.order.split_off(level + 1) {
            self.end(below);
            self.order.push(below);
        }
        match line.says {
            Says::Kind | Says::Body => self.end(line.says),
            Says::Group => {
                let same = self.groups.iter().position(|head| head.line.numbering == line.numbering);
                let ended = self.groups.split_off(same.unwrap_or(self.groups.len()));
                ended.into_iter().for_each(|head| self.unused(head));
            }
        }
        let head = Head { used: false, line };
        match head.line.says {
            Says::Kind => self.kind = Some(head),
            Says::Body => self.body = Some(head),
            Says::Group => self.groups.push(head),
        }
    }

    /// The kind over a row.
    pub(super) fn kind(&mut self) -> Option<Located<String>> {
        self.kind.as_mut().map(Head::take)
    }

    /// The department over a row.
    pub(super) fn body(&mut self) -> Option<Located<String>> {
        self.body.as_mut().map(Head::take)
    }

    /// The other headings over a row, from the outside in.
    pub(super) fn group(&mut self) -> Option<Located<String>> {
        let mut words = self.groups.iter_mut().map(Head::take);
        let mut group = words.next()?;
        for word in words {
            group.value = format!("{}/{}", group.value, word.value);
            group.place = word.place;
        }
        Some(group)
    }

    /// The domain the headings over a row name.
    pub(super) fn domain(&self) -> Option<Located<String>> {
        let word = &self.groups.last()?.line.word;
        let bare = name::without_number(&word.value);
        let bare = without_count(bare).0;
        let (key, _) = title::domain_word(bare.strip_suffix("领域").unwrap_or(bare), self.context)?;
        Some(Located::new(key, word.place.clone()))
    }

    /// The notes, once every row was read.
    pub(super) fn into_notes(mut self) -> Vec<Located<String>> {
        for says in [Says::Kind, Says::Body, Says::Group] {
            self.end(says);
        }
        self.notes
    }

    fn end(&mut self, says: Says) {
        let ended: Vec<Head> = match says {
            Says::Kind => self.kind.take().into_iter().collect(),
            Says::Body => self.body.take().into_iter().collect(),
            Says::Group => std::mem::take(&mut self.groups),
        };
        ended.into_iter().for_each(|head| self.unused(head));
    }

    fn unused(&mut self, head: Head) {
        // Its whole wording is a note already where the word is a part of it.
        if !head.used && head.line.said.is_none() {
            self.notes.push(head.line.word);
        }
    }
}

impl Head {
    fn take(&mut self) -> Located<String> {
        self.used = true;
        self.line.word.clone()
    }
}

/// A heading of rows as an extra column, under a heading that no column has.
pub(super) fn group_column(group: Located<String>, taken: &[&str]) -> Extra {
    let mut heading = "分类".to_owned();
    let mut count = 2;
    while taken.contains(&heading.as_str()) {
        heading = format!("分类（{count}）");
        count += 1;
    }
    Extra { heading, text: group }
}
