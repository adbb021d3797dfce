//! The sheet 覆盖情况: by domain, which powers and services of the native lists have an item, and what counties list besides.

use std::borrow::Cow;

use crate::emit::Publication;
use crate::model::coverage::{Coverage, DomainCoverage};

use super::paper::Paper;
use super::table::{Cell, Column, Heading, Holds, Table};
use super::wording;

/// Headings, widths, and whether a column holds running text.
const COLUMNS: [(&str, f64, Holds); 10] = [
    ("领域", 22.0, Holds::Short),
    ("事项", 8.0, Holds::Short),
    ("清单中的权力和服务", 12.0, Holds::Short),
    ("有公开事项的", 10.0, Holds::Short),
    ("没有公开事项的权力和服务", 50.0, Holds::Long),
    ("没有来源的事项", 40.0, Holds::Long),
    ("各地目录里都有的", 12.0, Holds::Short),
    ("已列的", 8.0, Holds::Short),
    ("没有列的", 50.0, Holds::Long),
    ("部门不采用的和理由", 40.0, Holds::Long),
];

/// Names a cell shows at most.
const SHOWN: usize = 100;

/// Letters of a name it shows at most: all together fit into the 32,767 a cell can hold.
const LETTERS: usize = 200;

/// How the sheet is read.
const READING: [&str; 2] = [
    "一、权责清单、公共服务事项清单的权力和服务，先按编码、再按名称与事项对照；名称写得很不一样的对不上，需要人工核对。",
    "二、“各地目录里都有的”是两个以上县（市、区）公布的目录里见过的事项，供对照；国家标准指引的总数没有核实，列齐了也不等于与指引一致。",
];

/// The sheet.
pub(super) fn table(publication: Publication<'_>) -> Table<'_> {
    let columns = COLUMNS.map(|(leaf, width, holds)| Column { parent: None, leaf: leaf.into(), width, holds });
    Table {
        title: wording::sheet_title(publication, "覆盖情况").into(),
        above: READING.map(Cow::Borrowed).into(),
        columns: columns.into(),
        heading: Heading::Always,
        rows: publication.coverage.domains.iter().map(row).collect(),
        below: absent_classes(publication.coverage).into_iter().map(Cow::Owned).collect(),
        paper: Paper::Landscape,
    }
}

/// The classes of the regulation that no item is of, under the table.
fn absent_classes(coverage: &Coverage) -> Option<String> {
    let absent: Vec<String> = coverage.absent_classes().map(|class| format!("{}（{}）", class.name, class.article)).collect();
    (!absent.is_empty()).then(|| {
        format!(
            "《政府信息公开条例》第二十条、第二十一条要求公开的信息里，标准目录和补充目录都没有见到的有{}类：{}。按词语查找，应当由人核对；不属于26个领域的，列入政府信息主动公开补充目录。",
            absent.len(),
            absent.join("、")
        )
    })
}

fn row(domain: &DomainCoverage) -> Vec<Cell<'_>> {
    let name = if domain.name.is_empty() { "（清单没有写明领域）" } else { &domain.name };
    vec![
        Cell::text(name),
        Cell::Count(domain.items),
        Cell::Count(domain.powers.len()),
        Cell::Count(domain.covered()),
        Cell::Text(lines(domain.uncovered().map(|power| power.name.as_str()))),
        Cell::Text(lines(domain.unsourced.iter().map(|item| item.name.as_str()))),
        Cell::Count(domain.reference.len()),
        Cell::Count(domain.present()),
        Cell::Text(lines(domain.lacking().map(|item| item.name.as_str()))),
        Cell::Text(lines(declined(domain))),
    ]
}

/// What a department does not take, of its powers and of what counties list, each with the reason.
fn declined(domain: &DomainCoverage) -> impl Iterator<Item = String> {
    let powers = domain.declined_powers().map(|(power, reason)| format!("{}：{reason}", power.name));
    powers.chain(domain.declined().map(|(item, reason)| format!("{}：{reason}", item.name)))
}

/// Names, one a line; of more than a cell can show it says how many and where they all stand.
fn lines<T: AsRef<str>>(names: impl Iterator<Item = T>) -> Cow<'static, str> {
    let short = |name: T| match name.as_ref().char_indices().nth(LETTERS) {
        Some((cut, _)) => format!("{}…", &name.as_ref()[..cut]),
        None => name.as_ref().to_owned(),
    };
    let mut names: Vec<String> = names.map(short).collect();
    let all = names.len();
    if all > SHOWN {
        names.truncate(SHOWN);
        names.push(format!("……共{all}项，全部见 report.json 的 coverage"));
    }
    names.join("\n").into()
}

#[cfg(test)]
mod tests {
    use super::{SHOWN, lines};

    #[test]
    fn what_does_not_fit_is_counted() {
        let names: Vec<String> = (0..SHOWN + 5).map(|number| format!("第{number}项")).collect();
        let first = |count: usize| lines(names[..count].iter().map(String::as_str));
        assert_eq!(first(2), "第0项\n第1项");
        let long = "长".repeat(1_000);
        assert!(lines((0..SHOWN).map(|_| long.as_str())).chars().count() < 32_767);
        let many = first(SHOWN + 5);
        assert_eq!(many.lines().count(), SHOWN + 1);
        assert!(many.ends_with(&format!("……共{}项，全部见 report.json 的 coverage", SHOWN + 5)));
    }
}
