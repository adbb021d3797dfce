//! Native lists: the bare powers of a 权责清单 or services of a 公共服务事项清单, from a table or from YAML.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostics;
use crate::model::{Extra, Form, List, Power};
use crate::parse::columns::{self, Plan, Role};
use crate::parse::list::ByDomain;
use crate::parse::source::Hints;
use crate::parse::vocabulary::NativeColumn;
use crate::parse::{Context, Parsed, add, joined, list, row, sections, tree};
use crate::place::Located;
use crate::read::Node;
use crate::read::mapping::{self, Mapping};
use crate::read::table::{Filled, Row, Table};

/// Keys of a power in YAML; the headings of tables are known too.
const KEYS: &[&str] = &[
    "code|事项编码|职权编码|编码",
    "name|事项名称|职权名称|名称",
    "subname|子项名称|子项",
    "type|权力类型|职权类型|事项类型",
    "basis|设定依据|实施依据|依据",
    "body|行使主体|实施主体|主体",
    "tier|行使层级|实施层级|层级",
    "extra",
];

/// The native lists of a table: one a domain where a column names it, else one.
pub(super) fn of_table(mut table: Table, path: &str, context: &Context<'_>, parsed: &mut Parsed, diagnostics: &mut Diagnostics) {
    let plan = columns::of_native(&table, context.knowledge);
    let mut hints = Hints::new(path, context);
    let rows = std::mem::take(&mut table.rows);
    let domains = list::domain_column(&rows, &plan, context, &mut hints, diagnostics);
    let kinds = sections::of_native(std::mem::take(&mut table.sections), rows.len());
    let by_row: BTreeSet<String> = domains.iter().flatten().map(|domain| domain.value.clone()).collect();
    let above = hints.labelled(table.above);
    let around = list::around(above, table.below, &plan.headings, context);
    hints.around(&around, diagnostics);
    hints.file(path, Some(&table.place), diagnostics);
    let identity = hints.settle(&table.place, Form::Native, &by_row, diagnostics);
    let mut notes = around.notes.clone();
    for (domain, powers) in list::by_domain(powers(rows, domains, kinds, &plan), &identity) {
        let mut list = list::empty(&table.place, domain, Form::Native, &identity, &around, &plan);
        list.notes = std::mem::take(&mut notes);
        list.powers = powers;
        add(list, parsed, diagnostics);
    }
}

/// The powers of the rows; the steps of one power over several rows (办理环节) are one.
fn powers(rows: Vec<Row>, domains: Vec<Option<Located<String>>>, kinds: Vec<Option<Located<String>>>, plan: &Plan) -> Vec<ByDomain<Power>> {
    let mut powers: Vec<ByDomain<Power>> = Vec::new();
    // The extra columns of each power, a row each.
    let mut extras: Vec<Vec<Vec<Extra>>> = Vec::new();
    let mut section: Option<Located<String>> = None;
    for ((row, domain), kind) in rows.into_iter().zip(domains).zip(kinds) {
        if let Some(title) = section_title(&row, plan) {
            section = Some(title);
            continue;
        }
        let continued = continues(&row, plan);
        let Some((mut power, extra)) = power(row, plan) else { continue };
        let above = powers.last().map(|(_, power)| power).filter(|_| continued);
        if above.is_some_and(|above| above.name.place == power.name.place && above.subname == power.subname) {
            extras.last_mut().expect("every power has its extra columns").push(extra);
            continue;
        }
        if plan.column(Role::Native(NativeColumn::Type)).is_none() {
            power.power_type = section.clone().or(kind);
        }
        powers.push((domain, power));
        extras.push(vec![extra]);
    }
    for ((_, power), rows) in powers.iter_mut().zip(extras) {
        power.extra = joined::extra(&rows);
    }
    powers
}

fn continues(row: &Row, plan: &Plan) -> bool {
    plan.column(Role::Native(NativeColumn::Name)).is_some_and(|column| row.cells[column].filled == Filled::Merged)
}

/// A line over several powers, such as `行政许可（五项）`: one text across the row.
fn section_title(row: &Row, plan: &Plan) -> Option<Located<String>> {
    let mut given = row.cells.iter().zip(&plan.roles).filter(|(cell, _)| !cell.text.is_empty());
    let (first, role) = given.next()?;
    let alone = match given.next() {
        None => *role != Role::Native(NativeColumn::Name),
        Some((second, _)) => second.place == first.place && given.all(|(cell, _)| cell.place == first.place),
    };
    // A number left alone in its row heads nothing.
    let words = sections::kind_word(&first.text);
    let telling = alone && words.chars().any(char::is_alphabetic);
    telling.then(|| Located::new(words.to_owned(), first.place.clone()))
}

fn power(row: Row, plan: &Plan) -> Option<(Power, Vec<Extra>)> {
    let mut cells: Vec<(NativeColumn, Located<String>)> = Vec::new();
    let mut extra = Vec::new();
    for ((cell, role), heading) in row.cells.into_iter().zip(&plan.roles).zip(&plan.headings) {
        let text = Located::new(cell.text, cell.place);
        match role {
            _ if text.value.is_empty() => {}
            Role::Native(NativeColumn::Subname) if row::is_none(&text.value) => {}
            Role::Native(column) => cells.push((*column, text)),
            Role::Extra => extra.push(Extra { heading: heading.text.clone(), text }),
            Role::Whole(_) | Role::Part(..) | Role::Numbered(_) | Role::Channel(_) | Role::Domain | Role::Serial => {}
        }
    }
    let mut take = |wanted| cells.iter().position(|(column, _)| *column == wanted).map(|index| cells.swap_remove(index).1);
    let (name, subname) = (take(NativeColumn::Name), take(NativeColumn::Subname));
    // Where only the 子项 is named, it is what the power is called.
    let (name, subname) = if name.is_some() { (name, subname) } else { (subname, None) };
    let power = Power {
        place: row.place,
        code: take(NativeColumn::Code),
        name: name?,
        subname,
        power_type: take(NativeColumn::Type),
        basis: take(NativeColumn::Basis),
        body: take(NativeColumn::Body),
        tier: take(NativeColumn::Tier),
        extra: Vec::new(),
    };
    Some((power, extra))
}

/// The powers of a YAML list of `form: native`.
pub(super) fn of_document(list: &mut List, items: &[Node], diagnostics: &mut Diagnostics) {
    for node in items {
        let example = "{code: 0001, name: 食品经营许可, type: 行政许可}";
        let Some(entry) = Mapping::of(node, KEYS, &tree::RULES, example, diagnostics) else { continue };
        let mut text = |key| entry.text(key, diagnostics);
        let (code, subname, power_type) = (text("code"), text("subname"), text("type"));
        let (basis, body, tier) = (text("basis"), text("body"), text("tier"));
        let extra = extra(&entry, diagnostics);
        if let Some(name) = entry.required_text("name", diagnostics) {
            list.powers.push(Power { place: node.place.clone(), code, name, subname, power_type, basis, body, tier, extra });
        }
    }
}

/// `extra: {heading: text}`.
pub(super) fn extra(entry: &Mapping<'_>, diagnostics: &mut Diagnostics) -> Vec<Extra> {
    let mut extra = Vec::new();
    for (key, node) in entry.pairs("extra", diagnostics) {
        if let Some(text) = mapping::text(node, &key.value, entry.rules(), diagnostics) {
            extra.push(Extra { heading: key.value.clone(), text });
        }
    }
    extra
}
