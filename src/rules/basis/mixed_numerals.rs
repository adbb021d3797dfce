//! Decrees counted in Chinese and in Arabic figures in one list: 主席令第十六号, 主席令第7号.

use crate::diagnostic::Diagnostics;
use crate::model::name::is_han_digit;
use crate::model::{Citation, Item};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ListContext;
use crate::rules::cited::citations;
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("mixed-numerals", Family::Basis, Severity::Warning, Allow::May, include_str!("mixed_numerals.md"));

/// Where one way of counting is used.
#[derive(Default)]
struct Used<'a> {
    count: usize,
    first: Option<(&'a Item, &'a Citation)>,
}

pub(super) fn check(context: &ListContext<'_>, diagnostics: &mut Diagnostics) {
    let (mut chinese, mut arabic) = (Used::default(), Used::default());
    for (item, citation) in citations(context.list) {
        let Some(number) = citation.number.as_deref().filter(|number| number.contains('令')) else { continue };
        let used = match counted(number) {
            Some(c) if is_han_digit(c) => &mut chinese,
            Some(c) if c.is_numeric() => &mut arabic,
            Some(_) | None => continue,
        };
        used.count += 1;
        used.first.get_or_insert((item, citation));
    }
    let (Some((item, citation)), Some((other_item, other))) = (chinese.first, arabic.first) else { return };
    let (number, other_number) = (citation.number.as_deref().unwrap_or_default(), other.number.as_deref().unwrap_or_default());
    let message = say!(
        "同一份清单里，令号有的用汉字（“{number}”，{count}处），有的用阿拉伯数字（“{other_number}”，{others}处）",
        "decrees of one list are counted in Chinese (“{number}”, {count}) and in Arabic figures (“{other_number}”, {others})",
        count = chinese.count,
        others = arabic.count
    );
    let help = say!("选一种写法，建议都用阿拉伯数字", "choose one way; Arabic figures are the better one");
    let related = say!("“{other_number}”", "“{other_number}”");
    let fault = context.item(item).fault_of(&RULE, citation, message).with_help(help);
    diagnostics.push(fault.with_related(related, other_item.basis.piece_of(other).place.clone()));
}

/// The last digit of what is counted: it stands before 号, or at the end where 号 is lost. Figures elsewhere belong to the name
/// of who issued it (八部委2013年第20号令) or are the year.
fn counted(number: &str) -> Option<char> {
    number.rsplit_once('号').map_or(number, |(before, _)| before).trim_end().chars().next_back()
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn only_the_figure_before_its_counter_counts() {
        for (number, last) in [
            ("主席令第十六号", '六'),
            ("主席令 第 33 号", '3'),
            ("国家发展改革委等八部委2013年第20号令", '0'),
            ("国务院563号令", '3'),
            ("国务院令第711", '1'),
        ] {
            assert_eq!(counted(number), Some(last), "{number}");
        }
    }
}
