//! What can be settled only when all items of a list are known: names, texts not understood.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics, ItemName};
use crate::knowledge;
use crate::model::name::{self, item_key};
use crate::model::{Field, Given, Heading, Item, List, Slot, document};
use crate::parse::columns::{Plan, Role};
use crate::parse::{Context, source, time_limit};
use crate::rule::stage::parsing;
use crate::words::{Words, say};

/// Settles the items of a catalog list. `headings` are the words over its columns, where it has any.
pub(super) fn finish(list: &mut List, headings: &BTreeMap<Field, String>, context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let domain = list.domain.as_ref().map(|domain| domain.value.clone());
    let names: Vec<String> = domain.iter().flat_map(|key| domain_words(key, context)).collect();
    settle_names(&mut list.items, &names);
    report_not_understood(&list.items, domain.as_deref().unwrap_or_default(), headings, diagnostics);
}

/// Ticked columns without a tick in any row: drawn as pictures or in a font of symbols, they are lost together. Said once for the
/// table; the checks do not say it again for each row.
pub(super) fn lost_ticks(items: &mut [Item], plan: &Plan, diagnostics: &mut Diagnostics) {
    if items.len() < 2 {
        return;
    }
    let mut lost: Vec<(Field, &Heading)> = Vec::new();
    for field in [Field::Audience, Field::Method, Field::Tiers] {
        let first = plan.roles.iter().zip(&plan.headings).find(|(role, _)| matches!(role, Role::Part(held, _) if *held == field));
        let Some((_, heading)) = first else { continue };
        if items.iter().all(|item| item.given(field) == Given::Blank) {
            lost.push((field, heading));
            for item in &mut *items {
                match field {
                    Field::Audience => item.audience.given = Given::Reported,
                    Field::Method => item.method.given = Given::Reported,
                    _ => item.tiers.given = Given::Reported,
                }
            }
        }
    }
    let Some((field, heading)) = lost.first() else { return };
    let count = items.len();
    let words = |heading: &Heading| heading.text.split('/').next().unwrap_or_default().to_owned();
    let names = lost.iter().map(|(_, heading)| format!("“{}”", words(heading))).collect::<Vec<_>>().join("、");
    let problem = say!("{names}在全部{count}行里一个勾也没有", "{names}: no tick in any of the {count} rows");
    let help = say!(
        "勾如果是图片或者特殊字体的符号，就读不出来：请在单元格里直接输入“√”",
        "ticks drawn as pictures or in a font of symbols cannot be read: type √ into the cells"
    );
    let found = Diagnostic::new(&parsing::TICKS_LOST, heading.place.clone(), problem).with_help(help);
    let found = lost.iter().skip(1).fold(found, |found, (_, heading)| {
        let name = words(heading);
        found.with_related(say!("“{name}”在这里", "“{name}”"), heading.place.clone())
    });
    diagnostics.push(found.with_field(field.key(), words(heading), ""));
}

fn domain_words(key: &str, context: &Context<'_>) -> Vec<String> {
    let known = context.knowledge.domain_by_key(key);
    let aliases = known.into_iter().flat_map(|domain| [&domain.name, &domain.title].into_iter().chain(&domain.aliases));
    aliases.cloned().chain(std::iter::once(source::domain_name(key, context))).map(|word| name::key(&word)).collect()
}

/// The deepest of 一级 and 二级 is the name; a first level that only repeats the domain is dropped.
fn settle_names(items: &mut [Item], domain: &[String]) {
    let mut names_domain = NamesDomain { domain, above: (String::new(), false) };
    let kept: Vec<bool> = items.iter().map(|item| keeps_group(item, &mut names_domain)).collect();
    let is_nameless = |item: &Item| !item.name.is_given() && item.group.is_given();
    let mut groups: BTreeMap<String, usize> = BTreeMap::new();
    if items.iter().any(is_nameless) {
        for (item, _) in items.iter().zip(&kept).filter(|(_, kept)| **kept) {
            *groups.entry(item.group.value.clone()).or_default() += 1;
        }
    }
    for (item, kept) in items.iter_mut().zip(kept) {
        if is_nameless(item) && (!kept || groups.get(&item.group.value) == Some(&1)) {
            item.name = clear(&mut item.group);
        } else if !kept {
            clear(&mut item.group);
        }
    }
}

/// Whether 一级事项 stays one: not when it only repeats the domain, and not when it is the name above a 三级事项.
fn keeps_group(item: &Item, names_domain: &mut NamesDomain<'_>) -> bool {
    if !item.group.is_given() {
        return false;
    }
    if !item.name.is_given() {
        return !item.subname.is_given();
    }
    !names_domain.is(&item.group.value)
}

/// Which first levels only repeat the domain.
struct NamesDomain<'a> {
    /// Its names, as compared.
    domain: &'a [String],
    /// The first level asked about last, and the answer: rows of one stand together.
    above: (String, bool),
}

impl NamesDomain<'_> {
    fn is(&mut self, group: &str) -> bool {
        if self.above.0 != group {
            let key = name::key(group);
            let bare = key.strip_suffix("领域").unwrap_or(&key);
            self.above = (group.to_owned(), self.domain.iter().any(|word| word == bare || *word == key));
        }
        self.above.1
    }
}

fn clear(group: &mut Slot<String>) -> Slot<String> {
    let blank = Slot::blank(group.place.clone(), Given::Blank);
    std::mem::replace(group, blank)
}

/// Texts that fit no known form, or break off. 公开时限, 渠道 and names have rules of their own for the rest.
fn report_not_understood(items: &[Item], domain: &str, headings: &BTreeMap<Field, String>, diagnostics: &mut Diagnostics) {
    // A cell merged over several items is said once.
    let mut said = BTreeSet::new();
    for item in items {
        // A mark such as — or 无 says nothing: that is a missing basis. Method, audience and tiers are judged by the checks.
        let words = item.basis.is_given() && item.basis.text.chars().any(char::is_alphanumeric) && !item.basis.value.is_empty();
        let lost = words && item.basis.value.iter().all(|citation| citation.number.is_none() && !citation.text.contains(['《', '〈', '<']));
        // A name that only lacks its 《》 is the check's to say.
        let is_named = || {
            item.basis
                .value
                .iter()
                .any(|citation| document::is_named(&citation.title) || knowledge::laws().known(&citation.title).is_some())
        };
        if lost && !is_named() && said.insert(item.basis.place.clone()) {
            diagnostics.push(no_document(item, domain, headings));
        }
        let limit = &item.time_limit;
        if let Some(missing) = time_limit::missing_end(&limit.text).filter(|_| !limit.value.segments.is_empty())
            && said.insert(limit.place.clone())
        {
            diagnostics.push(broken_off(item, missing, domain, headings));
        } else if let Some(part) = time_limit::not_understood(&limit.value)
            && said.insert(limit.place.clone())
        {
            diagnostics.push(part_of_limit(item, part, domain, headings));
        }
    }
}

fn no_document(item: &Item, domain: &str, headings: &BTreeMap<Field, String>) -> Diagnostic {
    let (heading, text) = (heading(Field::Basis, headings), &item.basis.text);
    let problem = say!("看不出“{heading}”里的“{text}”是哪个法律法规或者文件", "“{text}” under “{heading}” names no law or document");
    let help = say!(
        "请写法律法规或文件的全称，加书名号，例如《中华人民共和国政府信息公开条例》（国务院令第711号）",
        "write the full title in 《》: 《中华人民共和国政府信息公开条例》（国务院令第711号）"
    );
    not_understood(item, Field::Basis, problem, help, domain, headings)
}

fn broken_off(item: &Item, missing: &str, domain: &str, headings: &BTreeMap<Field, String>) -> Diagnostic {
    let (heading, text) = (heading(Field::TimeLimit, headings), item.time_limit.text.trim_end());
    let problem = say!("“{heading}”没有写完：“{text}”", "“{heading}” breaks off: “{text}”");
    let help = say!("请补全为“{text}{missing}”", "make it “{text}{missing}”");
    not_understood(item, Field::TimeLimit, problem, help, domain, headings)
}

fn part_of_limit(item: &Item, part: &str, domain: &str, headings: &BTreeMap<Field, String>) -> Diagnostic {
    let heading = heading(Field::TimeLimit, headings);
    let part = part.trim_matches(['，', '（', '）']);
    let problem = say!("“{heading}”里的“{part}”没有看懂", "“{part}” under “{heading}” was not understood");
    let help = say!(
        "是另一个时限的，写成“什么信息：从何时起、多少个工作日内”，如“处罚决定：作出决定之日起7个工作日内”；只是说明的，请写进括号",
        "if it is a further limit, say of what information, from when and within how many working days; put a mere remark in brackets"
    );
    not_understood(item, Field::TimeLimit, problem, help, domain, headings)
}

fn heading(field: Field, headings: &BTreeMap<Field, String>) -> &str {
    headings.get(&field).map_or(field.info().heading, String::as_str)
}

fn not_understood(item: &Item, field: Field, problem: Words, help: Words, domain: &str, headings: &BTreeMap<Field, String>) -> Diagnostic {
    let name = ItemName { domain: domain.to_owned(), key: item_key(item), name: item.display_name() };
    Diagnostic::new(&parsing::NOT_UNDERSTOOD, item.place_of(field).clone(), problem)
        .with_help(help)
        .with_field(field.key(), heading(field, headings), item.text(field))
        .with_item(name)
}
