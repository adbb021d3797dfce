//! Rows of a native table to powers: which rows are one power, which head others, what stands in each. No row is lost.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::item::TICK;
use crate::model::{Extra, Power};
use crate::parse::columns::{Plan, Role};
use crate::parse::ditto::Above;
use crate::parse::glyph;
use crate::parse::list::ByDomain;
use crate::parse::native::columns;
use crate::parse::native::lines::{self, Heads};
use crate::parse::vocabulary::{self, NativeColumn};
use crate::parse::{Context, joined, row, tick};
use crate::place::{Located, Place};
use crate::read::table::{Filled, Row, heading_key};
use crate::rule::stage::parsing;
use crate::words::say;

/// The rows of a table and what heads them.
pub(super) struct Body {
    pub(super) rows: Vec<Row>,
    /// The domain of each row, where a column says it.
    pub(super) domains: Vec<Option<Located<String>>>,
    /// Lines between the rows, each with the number of rows before it.
    pub(super) lines: Vec<(usize, Located<String>)>,
}

/// What stands in one row.
struct Entry {
    place: Place,
    cells: Vec<(NativeColumn, Located<String>)>,
    extra: Vec<Extra>,
    /// 序号, where the row has its own.
    number: Option<String>,
    /// Whether the name is one cell with the row above.
    name_merged: bool,
    /// Whether it says that there is no name: 无.
    is_nameless: bool,
    /// Whether a cell of its own says anything.
    says_something: bool,
}

/// One power, its rows still apart.
struct Run {
    domain: Option<Located<String>>,
    kind: Option<Located<String>>,
    body: Option<Located<String>>,
    group: Option<Located<String>>,
    rows: Vec<Entry>,
}

/// The powers of a table's rows. Lines that no power takes up become notes.
pub(super) fn powers(
    body: Body,
    mut heads: Heads<'_>,
    plan: &Plan,
    context: &Context<'_>,
    diagnostics: &mut Diagnostics,
) -> (Vec<ByDomain<Power>>, Vec<Located<String>>) {
    let mut runs: Vec<Run> = Vec::new();
    let mut above = Above::of(body.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text.as_str()));
    // The runs before this one stand under another heading: nothing continues them.
    let mut under = 0;
    let mut between = lines::joined(body.lines).into_iter().peekable();
    let named = plan.roles.iter().any(|role| matches!(role, Role::Native(NativeColumn::Name | NativeColumn::Subname)));
    let steps = plan.headings.iter().any(|heading| vocabulary::is_step(&heading_key(&heading.text)));
    for (index, (row, domain)) in body.rows.into_iter().zip(body.domains).enumerate() {
        while let Some((_, line)) = between.next_if(|(before, _)| *before <= index) {
            heads.line(line);
            under = runs.len();
        }
        if let Some(line) = heading(&row, plan, context) {
            heads.line(line);
            under = runs.len();
            continue;
        }
        let mut entry = entry(row, plan, &mut above);
        // A number at most, 无 where a kind has no powers, or the rest of merged cells.
        if !entry.says_something {
            continue;
        }
        if entry.is_sum() {
            heads.notes.push(entry.into_note());
            continue;
        }
        settle_names(&mut entry, runs[under..].last());
        match runs[under..].last_mut() {
            Some(run) if continues(&entry, run, steps) => run.rows.push(entry),
            Some(_) | None if entry.text(NativeColumn::Name).is_none() => heads.notes.push(unnamed(entry, named, diagnostics)),
            Some(_) | None => runs.push(run(entry, domain, &mut heads)),
        }
    }
    between.for_each(|(_, line)| heads.line(line));
    let taken: Vec<&str> = plan.headings.iter().map(|heading| heading.text.as_str()).collect();
    let powers = runs.into_iter().map(|run| power(run, &taken)).collect();
    above.report(&BTreeMap::new(), &[], diagnostics);
    (powers, heads.into_notes())
}

/// A row that heads the rows below it: one text before the names, or one that can be nothing else.
fn heading(row: &Row, plan: &Plan, context: &Context<'_>) -> Option<Located<String>> {
    let name = plan.column(Role::Native(NativeColumn::Name))?;
    let given = || row.cells.iter().enumerate().filter(|(_, cell)| cell.filled == Filled::Own);
    if row.cells.iter().any(|cell| cell.filled == Filled::Merged) {
        return None;
    }
    let (first, cell) = given().find(|(index, _)| plan.roles[*index] != Role::Serial).or_else(|| given().next())?;
    let number = given().find(|(index, _)| *index != first);
    // A number may stand before it; the same words may fill every cell.
    let alone = given().all(|(index, other)| index == first || plan.roles[index] == Role::Serial || other.text == cell.text);
    let telling = cell.text.chars().any(|c| c.is_alphabetic() && c != '√');
    let numbered = number.is_none_or(|(_, other)| other.text == cell.text || columns::is_count(&other.text));
    if !alone || !telling || !numbered {
        return None;
    }
    let heads = match number {
        Some(_) => lines::is_outright(&cell.text) || lines::is_counted_body(&cell.text, context),
        None if plan.roles[first] == Role::Native(NativeColumn::Code) => !is_code(&cell.text),
        None => first < name || lines::is_outright(&cell.text) || lines::is_counted_body(&cell.text, context),
    };
    heads.then(|| Located::new(cell.text.clone(), cell.place.clone()))
}

/// Whether a text is one word of letters, digits and dashes.
fn is_code(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'))
}

fn entry(row: Row, plan: &Plan, above: &mut Above) -> Entry {
    let mut entry = Entry {
        place: row.place,
        cells: Vec::new(),
        extra: Vec::new(),
        number: None,
        name_merged: false,
        is_nameless: false,
        says_something: false,
    };
    let mut parts: BTreeMap<NativeColumn, Vec<(String, Located<String>)>> = BTreeMap::new();
    let mut links = Vec::new();
    for (index, address) in row.links {
        let (cell, heading) = (&row.cells[index], &plan.headings[index].text);
        if cell.text != address {
            links.push(Extra { heading: format!("{heading}/链接"), text: Located::new(address, cell.place.clone()) });
        }
    }
    let parted = |column| plan.roles.iter().filter(|role| **role == Role::Native(column)).count() > 1;
    for ((cell, role), heading) in row.cells.into_iter().zip(&plan.roles).zip(&plan.headings) {
        if cell.text.is_empty() {
            continue;
        }
        let merged = cell.filled == Filled::Merged;
        let mut text = Located::new(cell.text, cell.place);
        // What a power is called and its code are its own, whatever stands above.
        let is_own = match role {
            Role::Native(column) => matches!(column, NativeColumn::Code | NativeColumn::Name | NativeColumn::Subname),
            Role::Serial => columns::is_count(&text.value),
            Role::Whole(_) | Role::Part(..) | Role::Numbered(_) | Role::Channel(_) | Role::Domain | Role::Extra => false,
        };
        if !is_own {
            text = above.cell(&heading.text, text);
        }
        let is_counted = (*role == Role::Serial && is_own) || *role == Role::Domain;
        let is_said = !merged && !row::is_none(&text.value);
        entry.says_something |= is_said && !is_counted;
        match role {
            Role::Native(NativeColumn::Name) if row::is_none(&text.value) => entry.is_nameless = true,
            Role::Native(NativeColumn::Subname) if row::is_none(&text.value) => {}
            Role::Native(column) if parted(*column) => parts.entry(*column).or_default().push((heading.text.clone(), text)),
            Role::Native(column) => {
                entry.name_merged |= merged && *column == NativeColumn::Name;
                entry.cells.push((*column, text));
            }
            Role::Extra => entry.extra.push(Extra { heading: heading.text.clone(), text }),
            Role::Serial if !columns::is_count(&text.value) => entry.extra.push(Extra { heading: heading.text.clone(), text }),
            Role::Serial => entry.number = (!merged).then_some(text.value),
            Role::Whole(_) | Role::Part(..) | Role::Numbered(_) | Role::Channel(_) | Role::Domain => {}
        }
    }
    entry.extra.append(&mut links);
    entry.cells.extend(parts.into_iter().filter_map(|(column, cells)| Some((column, put_together(column, cells)?))));
    entry
}

/// What stands in the sub-columns of a heading, behind the words of each: `市级、县级` where they are ticked.
fn put_together(column: NativeColumn, cells: Vec<(String, Located<String>)>) -> Option<Located<String>> {
    let mut place = None;
    let mut said = Vec::new();
    for (heading, cell) in cells {
        let name = heading.rsplit('/').next().unwrap_or_default().to_owned();
        let Some(cell) = tick::column(Some(cell), |words| words == name) else { continue };
        place.get_or_insert(cell.place);
        said.push(if cell.value == TICK { name } else { format!("{name}：{}", cell.value) });
    }
    let between = if column == NativeColumn::Basis { "\n" } else { "、" };
    Some(Located::new(said.join(between), place?))
}

impl Entry {
    /// Whether the row only adds up: `合计｜12项`.
    fn is_sum(&self) -> bool {
        let first =
            self.cells.iter().map(|(_, text)| text).chain(self.extra.iter().map(|extra| &extra.text)).min_by_key(|text| &text.place.at);
        let says_sum = |text: &Located<String>| {
            let bare = glyph::tight(&text.value);
            ["合计", "总计", "共计", "小计"]
                .iter()
                .any(|word| bare.strip_prefix(word).is_some_and(|rest| !rest.contains(char::is_alphabetic) || rest.ends_with('项')))
        };
        self.cells.len() + self.extra.len() <= 3 && first.is_some_and(says_sum)
    }

    /// All the row says, on one line.
    fn into_note(self) -> Located<String> {
        let texts = self.cells.into_iter().map(|(_, text)| text).chain(self.extra.into_iter().map(|extra| extra.text));
        let mut texts: Vec<Located<String>> = texts.collect();
        texts.sort_by(|one, next| one.place.at.cmp(&next.place.at));
        let line: Vec<&str> = texts.iter().map(|text| glyph::trim(&text.value)).collect();
        Located::new(line.join("；"), self.place)
    }

    fn text(&self, wanted: NativeColumn) -> Option<&Located<String>> {
        self.cells.iter().find(|(column, _)| *column == wanted).map(|(_, text)| text)
    }

    fn set(&mut self, wanted: NativeColumn, text: Located<String>) {
        self.cells.retain(|(column, _)| *column != wanted);
        self.cells.push((wanted, text));
    }
}

/// A 子项 without a 主项 is one of the 主项 above it; where none is, it is what the power is called.
fn settle_names(entry: &mut Entry, above: Option<&Run>) {
    if entry.text(NativeColumn::Name).is_some() {
        return;
    }
    let above = above.filter(|_| !entry.is_nameless);
    let Some(subname) = entry.text(NativeColumn::Subname).cloned() else { return };
    if let Some(name) = above.and_then(|run| run.rows[0].text(NativeColumn::Name)) {
        entry.set(NativeColumn::Name, name.clone());
    } else {
        entry.cells.retain(|(column, _)| *column != NativeColumn::Subname);
        entry.set(NativeColumn::Name, subname);
    }
}

/// Whether a row belongs to the power of the rows above it: a step of it (办理环节), or more of what stands there.
fn continues(entry: &Entry, run: &Run, steps: bool) -> bool {
    let first = &run.rows[0];
    let same = |column| entry.text(column).map(|text| &text.value) == first.text(column).map(|text| &text.value);
    let last_number = run.rows.iter().rev().find_map(|row| row.number.as_ref());
    let renumbered = entry.number.as_ref().is_some_and(|number| Some(number) != last_number);
    let recoded = entry.text(NativeColumn::Code).is_some() && !same(NativeColumn::Code);
    let Some(name) = entry.text(NativeColumn::Name) else { return !renumbered && !recoded && !entry.is_nameless };
    let one_cell = |column| entry.text(column).map(|text| &text.place) == first.text(column).map(|text| &text.place);
    if entry.name_merged && one_cell(NativeColumn::Name) {
        return one_cell(NativeColumn::Subname) && !recoded;
    }
    // Where merged cells were taken apart, the name stands in every row of its steps.
    let repeated = first.text(NativeColumn::Name).is_some_and(|above| above.value == name.value);
    steps && repeated && same(NativeColumn::Subname) && same(NativeColumn::Code) && !renumbered
}

fn run(entry: Entry, domain: Option<Located<String>>, heads: &mut Heads<'_>) -> Run {
    let kind = if entry.text(NativeColumn::Type).is_none() { heads.kind() } else { None };
    let body = if entry.text(NativeColumn::Body).is_none() { heads.body() } else { None };
    Run { domain: domain.or_else(|| heads.domain()), kind, body, group: heads.group(), rows: vec![entry] }
}

/// The rows of a power as one: what differs by row is numbered.
fn power(run: Run, taken: &[&str]) -> ByDomain<Power> {
    let Run { domain, kind, body, group, rows } = run;
    let take = |column: NativeColumn| {
        let first = rows.iter().find_map(|row| row.text(column))?;
        let texts: Vec<Option<&str>> = rows.iter().map(|row| row.text(column).map(|text| text.value.as_str())).collect();
        Some(Located::new(joined::number(&texts), first.place.clone()))
    };
    let name = rows[0].text(NativeColumn::Name).expect("a run begins with a name").clone();
    let subname = rows[0].text(NativeColumn::Subname).cloned();
    let (code, basis, tier) = (take(NativeColumn::Code), take(NativeColumn::Basis), take(NativeColumn::Tier));
    let (power_type, body) = (take(NativeColumn::Type).or(kind), take(NativeColumn::Body).or(body));
    let place = rows[0].place.clone();
    let mut extra = joined::extra(&rows.into_iter().map(|row| row.extra).collect::<Vec<_>>());
    // A column the first row leaves blank stands where it does in the table.
    extra.sort_by_key(|extra| taken.iter().position(|heading| *heading == extra.heading.trim_end_matches("/链接")));
    extra.extend(group.map(|group| lines::group_column(group, taken)));
    let power = Power { place, code, name, subname, power_type, basis, body, tier, extra };
    (domain, power)
}

/// A row that names nothing and continues nothing: said, unless the whole table lacks names, and kept as a note.
fn unnamed(entry: Entry, named: bool, diagnostics: &mut Diagnostics) -> Located<String> {
    let note = entry.into_note();
    if named {
        let text = &note.value;
        let problem = say!("这一行没有事项名称，没有当作事项：{text}", "this row names no power and was not taken for one: {text}");
        let help = say!("请填写事项名称；不是事项的，请移到表格下面", "name the power, or move the row below the table");
        diagnostics.push(Diagnostic::new(&parsing::UNNAMED_POWER, note.place.clone(), problem).with_help(help));
    }
    note
}
