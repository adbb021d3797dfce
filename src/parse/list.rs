//! One table to lists: a catalog list a domain, or a native list. What the table is, its headings say.

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::fields;
use crate::model::list::WAY_BACK;
use crate::model::{Field, Form, Heading, List, Tier};
use crate::parse::cells::Terms;
use crate::parse::columns::{self, Plan, Role};
use crate::parse::ditto::Above;
use crate::parse::legend::Legend;
use crate::parse::source::{self, Hints, Identity};
use crate::parse::typed::{self, Typed};
use crate::parse::{Context, Folder, Parsed, add, finish, native, row, sections, template, title};
use crate::place::{Located, Place};
use crate::read::table::{Row, Table};
use crate::rule::stage::{parsing, reading};
use crate::words::say;

/// A row's domain, where a column names it, and the row.
pub(super) type ByDomain<T> = (Option<Located<String>>, T);

/// The lists of a table, added to what was parsed.
pub(super) fn of_table(table: Table, path: &str, context: &Context<'_>, parsed: &mut Parsed, diagnostics: &mut Diagnostics) {
    match columns::form(&table) {
        Some(Form::Catalog) => catalog(table, path, context, parsed, diagnostics),
        Some(Form::Native) => native::of_table(table, path, context, parsed, diagnostics),
        None => diagnostics.push(no_heading(&table)),
    }
}

fn no_heading(table: &Table) -> Diagnostic {
    let seen = table.columns.iter().map(|column| column.leaf.value.as_str()).take(8).collect::<Vec<_>>().join("、");
    let problem = say!("表头不全，认不出这是什么清单：{seen}", "the heading does not tell what list this is: {seen}");
    Diagnostic::new(&reading::NO_HEADING, table.place.clone(), problem).with_help(say!(
        "公开目录要有“公开内容”“公开依据”“公开时限”“公开渠道和载体”等列；权责清单要有“职权编码”“设定依据”“行使主体”等列",
        "a catalog list has columns such as 公开内容, 公开依据, 公开时限, 公开渠道和载体; a 权责清单 such as 职权编码, 设定依据, 行使主体"
    ))
}

/// The lines around a table, sorted out.
pub(super) struct Around {
    pub(super) title: Option<Located<String>>,
    pub(super) legend: Option<Located<String>>,
    pub(super) notes: Vec<Located<String>>,
    /// How many of the notes stand above the table.
    pub(super) above: usize,
}

/// Which line above a table is its title; every other is kept as a note. What lines and headings say of marks is the legend.
pub(super) fn around(above: Vec<Located<String>>, below: Vec<Located<String>>, headings: &[Heading], context: &Context<'_>) -> Around {
    let above: Vec<_> = above.into_iter().filter(|line| line.value != WAY_BACK).collect();
    let title = title::among(&above, context);
    let mut around = Around { title: None, legend: None, notes: Vec::new(), above: 0 };
    for (index, line) in above.into_iter().enumerate() {
        if title == Some(index) {
            around.title = Some(line);
        } else if is_legend(&line.value) {
            around.add_legend(line);
        } else {
            around.notes.push(line);
        }
    }
    around.above = around.notes.len();
    for heading in headings.iter().filter(|heading| is_legend(&heading.text)) {
        around.add_legend(Located::new(heading.text.clone(), heading.place.clone()));
    }
    for line in below {
        if is_legend(&line.value) {
            around.add_legend(line);
        } else {
            around.notes.push(line);
        }
    }
    around
}

impl Around {
    /// A table may explain ■ over its channels and ● over its contents: one text holds both.
    fn add_legend(&mut self, line: Located<String>) {
        match &mut self.legend {
            None => self.legend = Some(line),
            Some(legend) if legend.value.contains(&line.value) => {}
            Some(legend) => {
                let before = legend.value.trim_end_matches(['。', '；', ';']).len();
                legend.value.truncate(before);
                legend.value += &format!("；{}", line.value);
            }
        }
    }
}

/// Whether a line says what marks mean.
pub(super) fn is_legend(line: &str) -> bool {
    Legend::read(line).is_some()
}

/// What marks mean under a legend.
pub(super) fn legend(line: Option<&Located<String>>) -> Legend {
    line.and_then(|line| Legend::read(&line.value)).unwrap_or_default()
}

fn catalog(mut table: Table, path: &str, context: &Context<'_>, parsed: &mut Parsed, diagnostics: &mut Diagnostics) {
    let plan = columns::of_catalog(&table, context.knowledge, diagnostics);
    let mut hints = Hints::new(path, context);
    if let Some(filled) = &parsed.filled {
        filled.hint(&mut hints);
        template::without_example(&mut table, &plan, diagnostics);
    }
    let rows = std::mem::take(&mut table.rows);
    let mut domains = domain_column(&rows, &plan, context, &mut hints, diagnostics);
    let sections = sections::of_catalog(std::mem::take(&mut table.sections), rows.len(), &plan, context);
    for (domain, section) in domains.iter_mut().zip(sections.domains) {
        *domain = domain.take().or(section);
    }
    let by_row: BTreeSet<String> = domains.iter().flatten().map(|domain| domain.value.clone()).collect();
    let below = sections.notes.into_iter().chain(table.below).collect();
    let above = hints.labelled(table.above);
    let around = around(above, below, &plan.headings, context);
    hints.around(&around, diagnostics);
    hints.file(path, Some(&table.place), diagnostics);
    let identity = hints.settle(&table.place, Form::Catalog, &by_row, diagnostics);
    let default_tier = default_tier(&plan, &table.place, context, diagnostics);
    let headings = heading_words(&plan);
    let mut above = Above::of(rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text.as_str()));
    let legend = legend(around.legend.as_ref());
    let terms = Terms { plan: &plan, legend: &legend, knowledge: context.knowledge };
    let rows = rows.into_iter().zip(domains).zip(sections.groups).map(|((row, domain), group)| row::Under { row, domain, group });
    let (domains, mut typed) = items(rows.collect(), default_tier, &terms, context, &mut above, diagnostics);
    typed.lost_marks.report(&headings, diagnostics);
    parsed.damage.append(typed.damage);
    // Of rows to be filled in a field may well be blank in all.
    if parsed.filled.is_none() {
        finish::lost_ticks(&mut typed.items, &plan, diagnostics);
    }
    let mut lists = Vec::new();
    for (domain, items) in by_domain(domains, typed.items, &identity) {
        let mut list = empty(&table.place, domain, Form::Catalog, &identity, &around, &plan);
        list.notes = if lists.is_empty() { around.notes.clone() } else { Vec::new() };
        list.items = items;
        finish::finish(&mut list, &headings, context, diagnostics);
        lists.push(list);
    }
    above.report(&headings, &lists, diagnostics);
    for list in lists {
        add(list, parsed, diagnostics);
    }
}

/// The items of a table's rows, each with its domain. Long tables are understood part by part and side by side; where 同上 stands,
/// what is above matters, and they are not.
fn items(
    mut rows: Vec<row::Under>,
    default_tier: Option<Tier>,
    terms: &Terms<'_>,
    context: &Context<'_>,
    above: &mut Above,
    diagnostics: &mut Diagnostics,
) -> (Vec<Option<Located<String>>>, Typed) {
    let understood = |rows, above: &mut Above, diagnostics: &mut Diagnostics| {
        let (domains, drafts): (Vec<_>, Vec<_>) = row::drafts(rows, terms, above, diagnostics).into_iter().unzip();
        (domains, typed::all(drafts, terms.legend, default_tier, context))
    };
    if rows.len() < LONG || above.is_wanted() {
        return understood(rows, above, diagnostics);
    }
    let count = rows.len();
    let mut parts = Vec::new();
    while let Some(start) = rows.len().checked_sub(PART).and_then(|least| row::last_start(&rows[..=least], terms.plan)) {
        parts.push(rows.split_off(start));
    }
    parts.push(rows);
    let of_part = |rows| {
        let mut found = Diagnostics::default();
        (understood(rows, &mut Above::default(), &mut found), found)
    };
    let mut whole = (Vec::with_capacity(count), Typed::with_capacity(count));
    while !parts.is_empty() {
        let some = parts.split_off(parts.len().saturating_sub(AT_ONCE));
        let some: Vec<_> = some.into_par_iter().rev().map(of_part).collect();
        for ((mut domains, typed), found) in some {
            whole.0.append(&mut domains);
            whole.1.append(typed);
            diagnostics.append(found);
        }
    }
    whole
}

/// Rows from which on a table is understood part by part: shorter ones are done sooner than handed out.
const LONG: usize = 2_000;

/// Rows of a part, at least.
const PART: usize = 250;

/// Parts handed out together: items are large, and those of the whole table should not stand in memory twice.
const AT_ONCE: usize = 8;

pub(super) fn empty(place: &Place, domain: Option<Located<String>>, form: Form, identity: &Identity, around: &Around, plan: &Plan) -> List {
    List {
        place: place.clone(),
        form,
        kind: identity.kind,
        domain,
        department: identity.department.clone(),
        town: identity.town.clone(),
        title: around.title.clone(),
        legend: around.legend.clone(),
        notes: Vec::new(),
        headings: plan.headings.clone(),
        items: Vec::new(),
        powers: Vec::new(),
    }
}

fn heading_words(plan: &Plan) -> BTreeMap<Field, String> {
    let held = fields::ALL.iter().filter_map(|info| plan.heading(info.field));
    held.filter_map(|heading| Some((heading.field?, heading.text.split('/').next()?.to_owned()))).collect()
}

/// The tier of a table that has no column for it; said once.
fn default_tier(plan: &Plan, table: &Place, context: &Context<'_>, diagnostics: &mut Diagnostics) -> Option<Tier> {
    (!plan.has(Field::Tiers)).then(|| no_tiers(table, context, diagnostics))
}

/// Says that a list has no tiers, and which is taken: the folder's.
pub(super) fn no_tiers(list: &Place, context: &Context<'_>, diagnostics: &mut Diagnostics) -> Tier {
    let (tier, word, word_en) = match context.folder {
        Folder::Lists | Folder::Supplement | Folder::Loose => (Tier::City, "市级（县级、区级）", "the city's"),
        Folder::Towns => (Tier::Town, "镇级（乡级）", "the towns'"),
    };
    let problem = say!("没有“公开层级”，全部事项按{word}处理", "there is no 公开层级: all items are taken for {word_en}");
    let help = say!("如有其他层级公开的事项，请加上“公开层级”", "add 公开层级 if other levels disclose too");
    // There is no cell to show: the table itself is named.
    let mut found = Diagnostic::new(&parsing::NO_TIER_COLUMN, list.whole(), problem).with_help(help);
    found.field = Some(Field::Tiers.key());
    diagnostics.push(found);
    tier
}

/// The domain of each row, where a column says it. A word that names none is said once.
pub(super) fn domain_column(
    rows: &[Row],
    plan: &Plan,
    context: &Context<'_>,
    hints: &mut Hints<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<Located<String>>> {
    let Some(column) = plan.column(Role::Domain) else { return vec![None; rows.len()] };
    let mut known: BTreeMap<&str, Option<Located<String>>> = BTreeMap::new();
    let mut domains = Vec::with_capacity(rows.len());
    for row in rows {
        let cell = &row.cells[column];
        let domain = match cell.text.as_str() {
            "" => None,
            word => known
                .entry(word)
                .or_insert_with(|| {
                    let found = source::domain_of(&Located::new(word.to_owned(), cell.place.clone()), context, diagnostics);
                    hints.domain_failed |= found.is_none();
                    found
                })
                .clone()
                .map(|domain| Located::new(domain.value, cell.place.clone())),
        };
        domains.push(domain);
    }
    domains
}

/// A list a domain, in the order they first appear.
pub(super) fn by_domain<T>(domains: Vec<Option<Located<String>>>, rows: Vec<T>, identity: &Identity) -> Vec<ByDomain<Vec<T>>> {
    let own = |domain: Option<Located<String>>| domain.or_else(|| identity.domain.clone());
    // Nearly every table is of one domain: its rows stay where they are.
    let first = own(domains.first().cloned().flatten());
    if domains.iter().all(|domain| domain.as_ref().or(identity.domain.as_ref()) == first.as_ref()) {
        return vec![(first, rows)];
    }
    let mut lists: Vec<ByDomain<Vec<T>>> = Vec::new();
    for (domain, row) in domains.into_iter().zip(rows) {
        let domain = own(domain);
        match lists.iter_mut().find(|(known, _)| *known == domain) {
            Some((_, rows)) => rows.push(row),
            None => lists.push((domain, vec![row])),
        }
    }
    lists
}
