//! 序号 that repeats, skips or goes back within one table: a row was lost, or stands twice. Catalogs count anew, so it is advice; tables whose
//! numbers mean something else (codes, 一级事项, several domains) are left alone.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Field, Item, List};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ListContext;
use crate::words::{Words, say};

pub(super) static RULE: Rule =
    Rule::new("serial-numbers", Family::Elements, Severity::Advice, Allow::May, include_str!("serial_numbers.md"));

/// Fewer numbers than these show no order.
const FEWEST: usize = 4;

/// How a number follows the one before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Follows {
    /// One more, a new beginning with 1, or the same number for another item of one 一级事项.
    Rightly,
    /// The same number again.
    Again,
    /// Some numbers are left out.
    Beyond,
    /// A smaller number that is not 1.
    Back,
}

pub(super) fn check(context: &ListContext<'_>, diagnostics: &mut Diagnostics) {
    let list = context.list;
    if has_domain_column(list) {
        return;
    }
    let numbered: Vec<&Item> = list.items.iter().filter(|item| item.serial.first.is_some()).collect();
    if numbered.len() < FEWEST {
        return;
    }
    let pairs = || numbered.windows(2).map(|pair| (pair[0], pair[1], follows(pair[0], pair[1])));
    let wrong = pairs().filter(|(.., follows)| *follows != Follows::Rightly).count();
    // Where most numbers do not follow the one before, they are codes.
    if wrong * 4 > numbered.len() {
        return;
    }
    for (before, item, follows) in pairs() {
        let Some((message, help)) = words(follows, before, item) else { continue };
        let Some(number) = &item.serial.first else { continue };
        let fault = context.item(item).fault_at(&RULE, Field::Name, &number.place, message).with_help(help);
        let heading = list.headings.iter().find(|heading| heading.taken_for.as_deref() == Some("序号"));
        let heading = heading.map_or("序号", |heading| &heading.text).to_owned();
        diagnostics.push(Diagnostic { field: None, heading: Some(heading), value: Some(number.value.to_string()), ..fault });
    }
}

/// A table that says each row's domain is several lists, whose rows may stand between one another.
fn has_domain_column(list: &List) -> bool {
    list.headings.iter().any(|heading| heading.taken_for.as_deref() == Some("领域"))
}

fn follows(before: &Item, item: &Item) -> Follows {
    let Some(number) = item.serial.first.as_ref().map(|number| number.value) else { return Follows::Rightly };
    let last = before.serial.last;
    let one_group = !item.group.value.is_empty() && item.group.value == before.group.value;
    // Numbers may count the rows of an item that has several.
    let next = last + 1..=last + before.serial.rows.max(1);
    if next.contains(&number) || number == 1 || (number == last && one_group) {
        Follows::Rightly
    } else if number == last {
        Follows::Again
    } else if number > last {
        Follows::Beyond
    } else {
        Follows::Back
    }
}

fn words(follows: Follows, before: &Item, item: &Item) -> Option<(Words, Words)> {
    let (last, number) = (before.serial.last, item.serial.first.as_ref()?.value);
    let message = match follows {
        Follows::Rightly => return None,
        Follows::Again => say!("序号“{number}”与上一条重复", "the number {number} stands twice"),
        Follows::Beyond => say!("序号从“{last}”跳到“{number}”", "the numbers jump from {last} to {number}"),
        Follows::Back => say!("序号从“{last}”退回到“{number}”", "the numbers go back from {last} to {number}"),
    };
    let help = match follows {
        Follows::Rightly => return None,
        Follows::Beyond => say!(
            "请核对中间有没有漏掉的事项；没有漏的，可不处理：印发的目录会重新编号",
            "look whether items were lost between them; if not, leave it: catalogs count anew"
        ),
        Follows::Again | Follows::Back => say!(
            "请核对有没有粘贴错行；内容没有错的，可不处理：印发的目录会重新编号",
            "look whether rows were pasted in the wrong place; if not, leave it: catalogs count anew"
        ),
    };
    Some((message, help))
}
