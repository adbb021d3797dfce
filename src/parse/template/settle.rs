//! What a fill-in workbook comes to: lists of a department, or the file of a town. Rows nobody answered say nothing, and nothing is said
//! of them but how many they are.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, ItemName};
use crate::model::fill_in::{Choice, Kind};
use crate::model::{Item, List, name};
use crate::parse::template::answers::{self, Answered};
use crate::parse::template::{FillIn, department, is_filled_in, is_numbered, is_own_sheet, town};
use crate::parse::{Context, Folder, Parsed};
use crate::place::{Origin, Place};
use crate::rule::Family;
use crate::rule::stage::parsing;
use crate::words::{Words, plural, say, some_of};

/// Names of rows in a message; the rest are counted.
const SHOWN: usize = 5;

/// The lists and rows of one workbook.
pub(super) type Rows = Vec<(List, Vec<Answered>)>;

/// Settles what a file holds, when it is a fill-in workbook; any other is left as it is.
pub fn settle(parsed: &mut Parsed, context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let Some(filled) = parsed.filled.take() else { return without_hidden_sheets(parsed, diagnostics) };
    let (lists, others): (Vec<List>, Vec<List>) =
        std::mem::take(&mut parsed.lists).into_iter().partition(|list| is_filled_in(list, filled.kind));
    let (broken, others): (Vec<List>, Vec<List>) = others.into_iter().partition(is_numbered);
    parsed.lists = others;
    let rows: Rows = lists.into_iter().map(|list| answered(list, &filled, context)).collect();
    let file = filled.unit.place.origin.file.clone();
    let is_bare = filled.is_bare().then(|| bare(Place::file(&file)));
    let nothing_of_it = is_bare
        .or_else(|| foreign(&filled, &file, context, diagnostics))
        .or_else(|| misplaced(&filled, &file, context))
        .or_else(|| (broken.is_empty() && is_untouched(&filled, &rows)).then(|| untouched(&filled, &file)));
    if let Some(why) = nothing_of_it {
        diagnostics.retain(|found| found.place.origin.file != file || found.rule.family == Family::Privacy);
        diagnostics.push(why);
        set_items(parsed, &filled, &[]);
        return;
    }
    let mut spoken_of = SpokenOf::of(&rows, diagnostics);
    let mut found = Diagnostics::default();
    deleted(&filled, &rows, &broken, &file, &mut found);
    for list in broken {
        let rows: BTreeSet<u32> = list.items.iter().map(|item| item.place.start()).collect();
        diagnostics.retain(|found| !is_of_rows(found, &list, &rows));
        found.push(without_answers(&list, filled.kind));
    }
    match filled.kind {
        Kind::Department => department::settle(rows, parsed, &mut spoken_of, &mut found),
        Kind::Town => town::settle(rows, &filled, parsed, context, &mut spoken_of, &mut found),
    }
    diagnostics.retain(|found| spoken_of.keeps(found));
    diagnostics.append(found);
}

/// Rows with answers, and no hidden sheet that says what was printed: pasted into another workbook, or saved as a form that has no
/// sheets. What 认领 and 不适用 stand for cannot be told from them; as a plain list they would say the opposite.
fn without_hidden_sheets(parsed: &mut Parsed, diagnostics: &mut Diagnostics) {
    let (lists, others): (Vec<List>, Vec<List>) = std::mem::take(&mut parsed.lists).into_iter().partition(is_numbered);
    parsed.lists = others;
    for list in lists {
        let rows: BTreeSet<u32> = list.items.iter().map(|item| item.place.start()).collect();
        diagnostics.retain(|found| !is_of_rows(found, &list, &rows));
        diagnostics.push(bare(list.place.whole()));
        for sheet in
            parsed.sheets.iter_mut().filter(|sheet| Some(sheet.name.as_str()) == list.place.sheet() || list.place.sheet().is_none())
        {
            sheet.items = 0;
        }
    }
}

/// Whether a finding is of rows of a list; what is private is told all the same.
fn is_of_rows(found: &Diagnostic, list: &List, rows: &BTreeSet<u32>) -> bool {
    found.place.origin == list.place.origin && rows.contains(&found.place.start()) && found.rule.family != Family::Privacy
}

/// A sheet whose column of answers is gone: without it every row would say the opposite of what was meant.
fn without_answers(list: &List, kind: Kind) -> Diagnostic {
    let heading = kind.heading();
    let problem =
        say!("这张工作表没有“{heading}”这一列了，没有读入", "this sheet has no column {heading} any more; nothing of it was taken");
    let help = say!("请把表头改回“{heading}”；整列删掉了的，用 mulu template 重新生成，把内容贴进去", "put the heading back to {heading}");
    Diagnostic::new(&parsing::FOREIGN_TEMPLATE, list.place.whole(), problem).with_help(help)
}

/// A department's workbook among the towns' files.
fn misplaced(filled: &FillIn, file: &str, context: &Context<'_>) -> Option<Diagnostic> {
    (filled.kind == Kind::Department && context.folder == Folder::Towns).then(|| {
        let unit = &filled.unit.value;
        let problem =
            say!("这是“{unit}”的填报表，不是乡镇的，没有读入", "this is the workbook of {unit}, of no town; nothing of it was taken");
        let help = say!("请把它放进 lists 文件夹", "put it into the folder lists");
        Diagnostic::new(&parsing::FOREIGN_TEMPLATE, Place::file(file), problem).with_help(help)
    })
}

/// A workbook that lost what was printed in it.
fn bare(place: Place) -> Diagnostic {
    let problem = say!(
        "这是填报表，但是隐藏的“原值”“模板信息”工作表没有了，看不出改了哪些，没有读入",
        "this is a fill-in workbook without its hidden sheets: what was changed cannot be told, and nothing of it was taken"
    );
    let help = say!(
        "请交填好的填报表本身（.xlsx、.ods），不要另存为 .csv，也不要把表格贴到别的文件里；隐藏工作表删掉了的，用 mulu template 重新生成，把内容贴进去",
        "hand in the workbook itself, not a .csv or a copy of its table; if its hidden sheets were deleted, make it anew with mulu template and \
         paste the contents"
    );
    Diagnostic::new(&parsing::FOREIGN_TEMPLATE, place, problem).with_help(help)
}

fn answered(mut list: List, filled: &FillIn, context: &Context<'_>) -> (List, Vec<Answered>) {
    let items = std::mem::take(&mut list.items);
    let rows = items.into_iter().map(|item| answers::of_row(item, &list, filled, context)).collect();
    (list, rows)
}

/// The rows a finding may speak of: those that say something. In a row that repeats what was printed only changed cells do.
pub(super) struct SpokenOf {
    /// Every row of a list, by sheet.
    rows: BTreeSet<(Arc<Origin>, u32)>,
    /// Rows that are wholly the unit's own.
    whole: BTreeSet<(Arc<Origin>, u32)>,
    cells: BTreeSet<Place>,
    /// What is private and stands where people see it, too.
    seen: BTreeSet<(&'static str, Option<String>)>,
}

impl SpokenOf {
    fn of(rows: &Rows, diagnostics: &Diagnostics) -> Self {
        let private = diagnostics.iter().filter(|found| found.rule.family == Family::Privacy && !is_own_sheet(&found.place));
        let seen = private.map(|found| (found.rule.name, found.value.clone())).collect();
        let at = |place: &Place| (Arc::clone(&place.origin), place.start());
        let rows = rows.iter().flat_map(|(_, rows)| rows).map(|row| at(&row.item.place)).collect();
        Self { rows, whole: BTreeSet::new(), cells: BTreeSet::new(), seen }
    }

    /// A row of the unit's own.
    pub(super) fn row(&mut self, item: &Item) {
        self.whole.insert((Arc::clone(&item.place.origin), item.place.start()));
    }

    /// A cell that was changed.
    pub(super) fn cell(&mut self, place: &Place) {
        self.cells.insert(place.clone());
    }

    fn keeps(&self, found: &Diagnostic) -> bool {
        let at = (Arc::clone(&found.place.origin), found.place.start());
        if found.rule.family == Family::Privacy {
            return !is_own_sheet(&found.place) || !self.seen.contains(&(found.rule.name, found.value.clone()));
        }
        !is_own_sheet(&found.place) && (!self.rows.contains(&at) || self.whole.contains(&at) || self.cells.contains(&found.place))
    }
}

fn is_untouched(filled: &FillIn, rows: &Rows) -> bool {
    let is_blank = |row: &Answered| {
        let as_printed = row.printed.as_ref().is_some_and(|printed| printed.changed.is_empty() && printed.cleared.is_empty());
        let is_open = row.answer.as_ref().is_none_or(|answer| answer.value == Choice::Open.word());
        as_printed && is_open && row.reason.is_none()
    };
    let all = || rows.iter().flat_map(|(_, rows)| rows);
    all().all(is_blank) && all().count() >= filled.all_printed().count()
}

fn untouched(filled: &FillIn, file: &str) -> Diagnostic {
    let unit = &filled.unit.value;
    let problem = say!("这份填报表还没有填写（{unit}）", "this workbook has not been filled in yet ({unit})");
    let help = match filled.kind {
        Kind::Department => say!(
            "请逐行选“采用”或“不采用”，把要公开的事项填完整，再报送",
            "answer each row with 采用 or 不采用, complete the items to be disclosed, and hand it in again"
        ),
        Kind::Town => say!(
            "请逐行选“认领”“调整”“不适用”，再报送；没有填写以前按未报送处理",
            "answer each row with 认领, 调整 or 不适用 and hand it in again; until then the town counts as not reported"
        ),
    };
    Diagnostic::new(&parsing::UNTOUCHED_TEMPLATE, Place::file(file), problem).with_help(help)
}

/// What is said of a workbook of another city, of which nothing is taken; one of another edition is read, and said to be.
fn foreign(filled: &FillIn, file: &str, context: &Context<'_>, diagnostics: &mut Diagnostics) -> Option<Diagnostic> {
    let project = context.project?;
    if filled.city.value != project.city.name {
        let (theirs, ours) = (&filled.city.value, &project.city.name);
        let problem = say!(
            "这是“{theirs}”的填报表，不是“{ours}”的，没有读入",
            "this workbook was made for {theirs}, not for {ours}; nothing of it was taken"
        );
        let help = say!(
            "请用 mulu template 生成本地的填报表，把内容贴进去；城市改了名称的，也请重新生成",
            "make a workbook for this city with mulu template and paste the contents"
        );
        return Some(Diagnostic::new(&parsing::FOREIGN_TEMPLATE, Place::file(file), problem).with_help(help));
    }
    if filled.edition.value != project.edition.id {
        let (theirs, ours) = (&filled.edition.value, &project.edition.id);
        let problem = say!("填报表是“{theirs}”版的，现在编制的是“{ours}”版", "the workbook is of edition {theirs}, this is edition {ours}");
        let help = say!(
            "内容仍已读入。请用 mulu template 生成新版的填报表，核对后再报送",
            "it was read all the same: make a new one with mulu template and compare"
        );
        diagnostics.push(Diagnostic::new(&parsing::OLD_TEMPLATE, Place::file(file), problem).with_help(help));
    }
    None
}

/// Printed rows that stand in no sheet any more.
fn deleted(filled: &FillIn, rows: &Rows, broken: &[List], file: &str, diagnostics: &mut Diagnostics) {
    let printed = rows.iter().flat_map(|(list, rows)| {
        let domain = list.domain_key();
        rows.iter().filter_map(move |row| Some((domain, row.printed.as_ref()?.number.as_str())))
    });
    let there: BTreeSet<(&str, &str)> = printed.collect();
    let is_broken = |domain: &str| broken.iter().any(|list| list.domain_key() == domain);
    let is_gone = |(domain, item): &(&str, &Item)| {
        !is_broken(domain) && answers::number(item).is_some_and(|number| !there.contains(&(*domain, number)))
    };
    let gone: Vec<String> = filled.all_printed().filter(is_gone).map(|(_, item)| item.display_name()).collect();
    if gone.is_empty() {
        return;
    }
    let (count, Words { zh, en }) = (gone.len(), some_of(&gone, SHOWN));
    let problem = say!(
        "填报表里印好的{count}行不见了：{zh}",
        "{count} printed row{s} of the workbook {are} gone: {en}",
        s = plural(count),
        are = if count == 1 { "is" } else { "are" }
    );
    let help = match filled.kind {
        Kind::Department => say!(
            "不列入目录的，请保留这一行，选“不采用”并写明理由；误删的，请补上",
            "keep a row that is not to be taken, answer 不采用 and say why; put back what was deleted by mistake"
        ),
        Kind::Town => say!(
            "这些事项照市级的执行。本镇没有的，请保留这一行，选“不适用”并写明理由",
            "the town has these items as the city says; if one does not apply, keep its row, answer 不适用 and say why"
        ),
    };
    diagnostics.push(Diagnostic::new(&parsing::DELETED_ROWS, Place::file(file), problem).with_help(help));
}

/// The item a row is about: the printed one, whatever was typed over it.
pub(super) fn item_name(row: &Answered, list: &List) -> ItemName {
    let item = row.printed.as_ref().map_or(&row.item, |printed| &printed.item);
    ItemName { domain: list.domain_key().to_owned(), key: name::item_key(item), name: item.display_name() }
}

/// Rows without an answer: one finding a file, at the first.
pub(super) fn unanswered(open: &[(Place, String)], kind: Kind, diagnostics: &mut Diagnostics) {
    let Some((first, _)) = open.first() else { return };
    let (count, heading) = (open.len(), kind.heading());
    let (s, Words { zh, en }) = (plural(count), some_of(open.iter().map(|(_, name)| name), SHOWN));
    let (problem, help) = match kind {
        Kind::Department => (
            say!("有{count}行没有选“采用”还是“不采用”，没有列入：{zh}", "{count} row{s} without 采用 or 不采用, not taken: {en}"),
            say!("请在“{heading}”一列逐行选一个；不采用的写明理由", "answer each of them under {heading}; say why one is not taken"),
        ),
        Kind::Town => (
            say!("有{count}个事项没有确认，照市级的执行：{zh}", "{count} item{s} not confirmed, taken as the city says: {en}"),
            say!("请在“{heading}”一列逐行选“认领”“调整”或“不适用”", "answer each of them under {heading}: 认领, 调整 or 不适用"),
        ),
    };
    let found = Diagnostic::new(&parsing::UNANSWERED_ROWS, first.clone(), problem).with_help(help);
    let related = open.iter().skip(1).take(SHOWN - 1);
    let found = related.fold(found, |found, (place, name)| found.with_related(say!("“{name}”", "“{name}”"), place.clone()));
    diagnostics.push(Diagnostic { heading: Some(heading.to_owned()), ..found });
}

/// What the summary counts in each sheet: what was taken of it.
pub(super) fn set_items(parsed: &mut Parsed, filled: &FillIn, taken: &[(String, usize)]) {
    for sheet in parsed.sheets.iter_mut().filter(|sheet| sheet.form == "catalog") {
        sheet.items = taken.iter().filter(|(name, _)| *name == sheet.name).map(|(_, count)| count).sum();
        if filled.kind == Kind::Town {
            sheet.form = "town";
        }
    }
}
