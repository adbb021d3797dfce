//! Native lists: the bare powers of a 权责清单 or services of a 公共服务事项清单, from a table or from YAML.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Extra, Form, List, ListKind, Power, power};
use crate::parse::columns::{Plan, Role};
use crate::parse::list::ByDomain;
use crate::parse::source::Hints;
use crate::parse::vocabulary::{self, NativeColumn};
use crate::parse::{Context, Parsed, add, list, tree};
use crate::place::Located;
use crate::read::Node;
use crate::read::mapping::{self, Mapping};
use crate::read::table::{Table, heading_key};
use crate::rule::stage::reading;
use crate::words::say;

mod columns;
mod lines;
mod rows;

use lines::Heads;

/// The native lists of a table: one a domain where rows name it, else one.
pub(super) fn of_table(mut table: Table, path: &str, context: &Context<'_>, parsed: &mut Parsed, diagnostics: &mut Diagnostics) {
    let plan = columns::of_native(&table, context.knowledge);
    let mut hints = Hints::new(path, context);
    let rows = std::mem::take(&mut table.rows);
    let domains = list::domain_column(&rows, &plan, context, &mut hints, diagnostics);
    let lines = hints.labelled(std::mem::take(&mut table.above));
    let mut heads = Heads::new(context);
    let mut departments: Vec<Located<String>> = Vec::new();
    for (_, line) in lines::joined(lines.iter().cloned().map(|line| (0, line)).collect()) {
        let read = lines::read(line, context);
        match read.says {
            lines::Says::Kind => heads.above(read),
            lines::Says::Body if names_a_department(&read.word.value, context) => departments.push(read.word),
            lines::Says::Body | lines::Says::Group => {}
        }
    }
    if !plan.roles.iter().any(|role| matches!(role, Role::Native(NativeColumn::Name | NativeColumn::Subname))) {
        diagnostics.push(no_names(&table));
    }
    let body = rows::Body { rows, domains, lines: std::mem::take(&mut table.sections) };
    let (powers, between) = rows::powers(body, heads, &plan, context, diagnostics);
    let by_row: BTreeSet<String> = powers.iter().filter_map(|(domain, _)| domain.as_ref()).map(|domain| domain.value.clone()).collect();
    let around = list::around(lines, between.into_iter().chain(table.below).collect(), &plan.headings, context);
    hints.around(&around, diagnostics);
    departments.iter().for_each(|department| hints.department_word(department));
    hints.file(path, Some(&table.place), diagnostics);
    let mut identity = hints.settle(&table.place, Form::Native, &by_row, diagnostics);
    identity.kind = identity.kind.or_else(|| kind(&powers, &plan));
    let mut notes = around.notes.clone();
    let (domains, powers): (Vec<_>, Vec<_>) = powers.into_iter().unzip();
    for (domain, powers) in list::by_domain(domains, powers, &identity) {
        let mut list = list::empty(&table.place, domain, Form::Native, &identity, &around, &plan);
        list.notes = std::mem::take(&mut notes);
        list.powers = powers;
        add(list, parsed, diagnostics);
    }
}

/// A government or a town above a table says where it is from, not which department's it is.
fn names_a_department(body: &str, context: &Context<'_>) -> bool {
    let known = context.project.is_some_and(|project| project.department(body).is_some());
    known || !["政府", "街道", "镇", "乡", "办事处"].iter().any(|end| body.ends_with(end))
}

/// What the powers themselves say the list is: services where all are 公共服务, else powers; nothing where both stand in it.
fn kind(powers: &[ByDomain<Power>], plan: &Plan) -> Option<ListKind> {
    let types: Vec<&str> = powers.iter().filter_map(|(_, power)| power.power_type.as_ref()).map(|kind| kind.value.as_str()).collect();
    let services = types.iter().filter(|kind| kind.contains("公共服务")).count();
    let known = types.iter().filter(|kind| vocabulary::kind(&heading_key(kind)).is_some()).count();
    if !types.is_empty() {
        return if services == types.len() {
            Some(ListKind::PublicService)
        } else {
            (services == 0 && known > 0).then_some(ListKind::Responsibility)
        };
    }
    let says = |words: &[&str]| plan.headings.iter().any(|heading| words.iter().any(|word| heading.text.contains(word)));
    match (says(&["权力", "职权", "权责", "追责"]), says(&["服务事项", "公共服务"])) {
        (true, false) => Some(ListKind::Responsibility),
        (false, true) => Some(ListKind::PublicService),
        (true, true) | (false, false) => None,
    }
}

fn no_names(table: &Table) -> Diagnostic {
    let problem = say!("表头里没有“事项名称”这一列", "the heading has no column “事项名称”");
    let help = say!("请加上“事项名称”一列", "add a column “事项名称”");
    Diagnostic::new(&reading::MISSING_COLUMN, table.place.clone(), problem).with_help(help).with_field("name", "事项名称", "")
}

/// The powers of a YAML list of `form: native`.
pub(super) fn of_document(list: &mut List, items: &[Node], diagnostics: &mut Diagnostics) {
    for node in items {
        let example = "{code: 0001, name: 食品经营许可, type: 行政许可}";
        let Some(entry) = Mapping::of(node, power::KEYS, &tree::RULES, example, diagnostics) else { continue };
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
