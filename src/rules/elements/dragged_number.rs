//! A number that grows by one from row to row while the rest of the cell stays: a cell dragged down in Excel or WPS.
//! Two rows are judged only where the right number is known. Rows that are numbered in earnest (第1批、第2批) are left alone.

use crate::diagnostic::{Diagnostics, Edit, Safety};
use crate::model::{Field, Item};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::wording::around;
use crate::rules::{ItemContext, ListContext};
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("dragged-number", Family::Elements, Severity::Warning, Allow::May, include_str!("dragged_number.md"));

/// The columns in which a number belongs to every row alike.
const FIELDS: [Field; 4] = [Field::TimeLimit, Field::Basis, Field::Content, Field::Subject];

/// Rows from which on a series is a series whatever it counts.
const ROWS: usize = 3;

/// Longer numbers are codes.
const DIGITS: usize = 8;

/// Characters shown on either side of the number.
const AROUND_CHARS: usize = 10;

/// Two texts that differ only in a number, the second one greater.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Step<'a> {
    before: &'a str,
    behind: &'a str,
    from: u32,
}

pub(super) fn check(context: &ListContext<'_>, diagnostics: &mut Diagnostics) {
    let items = &context.list.items;
    for field in FIELDS {
        let mut steps = items.windows(2).map(|pair| step(&pair[0], &pair[1], field)).enumerate().peekable();
        while let Some((first, step)) = steps.next() {
            let Some(step) = step else { continue };
            // How many rows below the first go on counting.
            let mut count = 1;
            while steps.next_if(|(_, next)| *next == step.after(count)).is_some() {
                count += 1;
            }
            let last = first + count;
            if last - first + 1 >= ROWS || is_known(step, field, &items[first]) {
                for (item, count) in items[first + 1..=last].iter().zip(1..) {
                    report(&context.item(item), &items[first], field, step, count, diagnostics);
                }
            }
        }
    }
}

impl Step<'_> {
    /// The step so many rows below it, where the rows go on counting.
    fn after(self, rows: usize) -> Option<Self> {
        Some(Self { from: self.from.checked_add(u32::try_from(rows).ok()?)?, ..self })
    }
}

/// Nearly always the two texts are the same, or differ in their first words.
fn step<'a>(item: &'a Item, next: &'a Item, field: Field) -> Option<Step<'a>> {
    let (one, other) = (item.text(field), next.text(field));
    if one == other || item.place_of(field) == next.place_of(field) {
        return None;
    }
    let same = same_start(one.as_bytes(), other.as_bytes());
    let before = without_digits(&one.as_bytes()[..same]);
    let (rest, other_rest) = (&one.as_bytes()[before..], &other.as_bytes()[before..]);
    let same = same_end(rest, other_rest);
    let digits = rest[rest.len() - same..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let behind = same - digits;
    let number = |text: &'a str| number(text.get(before..text.len() - behind)?);
    let (from, to) = (number(one)?, number(other)?);
    let step = Step { before: &one[..before], behind: &one[one.len() - behind..], from };
    (from.checked_add(1) == Some(to) && counts_nothing(step, field) && !is_of_names(item, next, from)).then_some(step)
}

/// How many bytes two texts begin with alike.
fn same_start(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}

/// How many bytes they end with alike: mostly all but the first words, so some are compared at a time.
fn same_end(one: &[u8], other: &[u8]) -> usize {
    const SOME: usize = 16;
    let some = one.rchunks_exact(SOME).zip(other.rchunks_exact(SOME)).take_while(|(one, other)| one == other).count() * SOME;
    let rest = one[..one.len() - some].iter().rev().zip(other[..other.len() - some].iter().rev());
    some + rest.take_while(|(one, other)| one == other).count()
}

/// How many bytes stand before the digits that a text ends with.
fn without_digits(bytes: &[u8]) -> usize {
    bytes.len() - bytes.iter().rev().take_while(|byte| byte.is_ascii_digit()).count()
}

fn number(text: &str) -> Option<u32> {
    (!text.is_empty() && text.len() <= DIGITS && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// Words behind a number that counts things in earnest: articles, batches, years, places.
const COUNTED: &[&str] = &[
    "年", "月", "季", "批", "期", "次", "轮", "届", "条", "款", "项", "章", "节", "级", "类", "号楼", "号令", "标", "楼", "区", "片", "组",
    "村", "社区", "园", "站", "所", "室", "中队", "大队", "支队", "分局", "小学", "中学", "幼", "师", "团", "路", "线", "岁", "周岁",
];

/// Whether the number can only stand for the same in every row.
fn counts_nothing(step: Step<'_>, field: Field) -> bool {
    let behind = step.behind.trim_start();
    let before = step.before.trim_end();
    // 1.、1） are running numbers, wherever a part of the text begins.
    let is_running =
        behind.starts_with(['.', '．', '、', '）', ')']) && (before.is_empty() || before.ends_with(['（', '(', '；', ';', '。']));
    if is_running || COUNTED.iter().any(|word| behind.starts_with(word)) {
        return false;
    }
    if field == Field::TimeLimit {
        // 每年1月31日前, 每月20日 are days of the calendar.
        return !before.ends_with('月') && ["个", "工作日", "日", "天", "小时"].iter().any(|unit| behind.starts_with(unit));
    }
    field == Field::Basis || !before.ends_with('第')
}

/// Whether the names count along: 第1批项目 and 第2批项目.
fn is_of_names(item: &Item, next: &Item, from: u32) -> bool {
    let names = |item: &Item, number: u32| {
        [&item.group.text, &item.name.text, &item.subname.text].into_iter().any(|name| holds_number(name, number))
    };
    names(item, from) && names(next, from + 1)
}

fn holds_number(text: &str, number: u32) -> bool {
    // 08 is another number than 8 there: it is a code.
    let is_number = |digits: &[u8]| digits.first().is_some_and(|first| *first != b'0' || digits.len() == 1);
    let value = |digits: &[u8]| std::str::from_utf8(digits).ok()?.parse::<u32>().ok();
    let mut runs = text.as_bytes().split(|byte| !byte.is_ascii_digit()).filter(|digits| is_number(digits));
    runs.any(|digits| value(digits) == Some(number))
}

/// Whether the upper of two rows is known to be right: the number of a decree or notice, the year of a number that is the same
/// otherwise, the 20 working days in which an application is answered. 21 working days of one's own accord are said by late-time-limit.
fn is_known(step: Step<'_>, field: Field, item: &Item) -> bool {
    if field == Field::TimeLimit {
        let method = &item.method.value;
        return step.from == 20 && step.behind.contains("工作日") && method.on_request.is_some() && method.active.is_none();
    }
    let is_number = |number: u32, before: &[&str]| {
        step.from == number && step.behind.starts_with('号') && before.iter().any(|word| step.before.ends_with(word))
    };
    let is_year = (1990..2100).contains(&step.from)
        && step.before.ends_with(['〔', '［', '[', '﹝'])
        && step.behind.starts_with(['〕', '］', ']', '﹞']);
    field == Field::Basis && (is_year || is_number(711, &["国务院令第", "国令第"]) || is_number(54, &["国办发〔2019〕", "国办发[2019]"]))
}

fn report(context: &ItemContext<'_>, first: &Item, field: Field, step: Step<'_>, count: u32, diagnostics: &mut Diagnostics) {
    let (from, here) = (step.from, step.from + count);
    let (start, digits) = (step.before.len(), here.to_string().len());
    let item = context.item;
    let heading = context.heading(field);
    let message = say!(
        "“{heading}”里的数字从上面的“{from}”起逐行加1，到这里成了“{here}”，像是把单元格往下拖动填充出来的",
        "the number grows by one from row to row, from “{from}” above to “{here}” here, as when a cell is dragged down"
    );
    let shown = around(first.text(field), start, first.text(field).len() - step.behind.len(), AROUND_CHARS);
    let help = say!(
        "请与最上面一行核对；如果应当相同，改为“{shown}”",
        "compare with the first of these rows; if it should be the same, make it “{shown}”"
    );
    let place = first.place_of(field).clone();
    // The text may have a number of another length than the row counted from: 9, 10.
    let range = start..start + digits;
    debug_assert!(item.text(field).get(range.clone()) == Some(here.to_string().as_str()));
    let edit = Edit { range, text: from.to_string() };
    let fault = context.fault(&RULE, field, message).with_help(help).with_edits(Safety::Unsafe, vec![edit]);
    diagnostics.push(fault.with_related(say!("从这一行开始：“{from}”", "it begins here: “{from}”"), place));
}
