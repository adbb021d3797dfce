//! What columns mean beside each other: two upper tiers, one level of names, two columns of one meaning. Looks at no row.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::fields::Part;
use crate::model::{Field, Tier};
use crate::parse::columns::{Role, said};
use crate::parse::vocabulary;
use crate::place::Located;
use crate::read::table::Table;
use crate::rule::stage::reading;
use crate::words::say;

/// With two upper columns the lower is the city's and the upper one the prefecture's.
pub(super) fn tiers(roles: &mut [Role], paths: &[Vec<String>]) {
    let city = Role::Part(Field::Tiers, Part::Tier(Tier::City));
    let upper: Vec<usize> = roles.iter().enumerate().filter(|(_, role)| **role == city).map(|(index, _)| index).collect();
    let [first, second] = upper[..] else { return };
    let rank = |index: usize| paths[index].last().map_or(0, |leaf: &String| u8::from(leaf.contains(['县', '区', '旗'])));
    let higher = match rank(first).cmp(&rank(second)) {
        std::cmp::Ordering::Less => first,
        std::cmp::Ordering::Greater => second,
        std::cmp::Ordering::Equal => return,
    };
    roles[higher] = Role::Part(Field::Tiers, Part::Tier(Tier::Prefecture));
}

/// A table with 一级事项 alone names its items there; 公开事项类别 groups them where nothing else does.
pub(super) fn names(roles: &mut [Role], paths: &[Vec<String>]) {
    let has = |roles: &[Role], field| roles.contains(&Role::Whole(field));
    if !has(roles, Field::Group)
        && let Some(index) = paths.iter().position(|path| path.last().is_some_and(|leaf| vocabulary::is_weak_group(leaf)))
    {
        roles[index] = Role::Whole(Field::Group);
    }
    if !has(roles, Field::Name)
        && let Some(index) = roles.iter().position(|role| *role == Role::Whole(Field::Group))
    {
        roles[index] = Role::Whole(Field::Name);
    }
}

/// Of two columns with one meaning the first is kept. A loose word (责任部门 beside 公开主体) gives way without a word.
pub(super) fn twice(roles: &mut [Role], paths: &[Vec<String>], table: &Table, diagnostics: &mut Diagnostics) {
    for later in 0..roles.len() {
        let role = roles[later];
        if matches!(role, Role::Extra | Role::Serial | Role::Numbered(_)) {
            continue;
        }
        let Some(first) = roles[..later].iter().position(|held| *held == role) else { continue };
        let printed = |index: usize| paths[index].last().is_some_and(|leaf| vocabulary::is_printed(leaf));
        let attribute = |index: usize| paths[index].last().is_some_and(|leaf| leaf == "公开属性");
        if table.columns[later].leaf.place == table.columns[first].leaf.place {
            // One heading merged over two columns is one column: a cell in two halves is read as one.
            if !matches!(role, Role::Whole(Field::Content | Field::Basis | Field::Subject | Field::Channels)) {
                roles[later] = Role::Extra;
            }
        } else if attribute(later) || attribute(first) {
            // 公开方式 says how (全文发布) where 公开属性 says 主动公开.
            roles[if attribute(later) { first } else { later }] = Role::Extra;
        } else if printed(later) != printed(first) {
            roles[if printed(later) { first } else { later }] = Role::Extra;
        } else {
            roles[later] = Role::Extra;
            diagnostics.push(same_meaning(&table.columns[later].leaf, &table.columns[first].leaf, role));
        }
    }
}

fn same_meaning(later: &Located<String>, first: &Located<String>, role: Role) -> Diagnostic {
    let (again, already) = (said(&later.value), said(&first.value));
    let problem = say!(
        "“{again}”与“{already}”含义相同，只读取前一列，这一列按其他列保留",
        "“{again}” means the same as “{already}”: the first is read, this one is kept as an extra column"
    );
    let found = Diagnostic::new(&reading::DUPLICATE_COLUMN, later.place.clone(), problem)
        .with_help(say!("请删去多余的一列，或者改正它的表头", "remove one of them, or correct its heading"))
        .with_related(say!("前一列在这里", "the first one"), first.place.clone());
    match role {
        Role::Whole(field) | Role::Part(field, _) => found.with_field(field.key(), again, later.value.clone()),
        Role::Numbered(_) | Role::Channel(_) | Role::Native(_) | Role::Domain | Role::Serial | Role::Extra => found,
    }
}
