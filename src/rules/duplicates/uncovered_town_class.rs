//! A class that 《政府信息公开条例》第二十一条 asks of towns and that a town's catalog, with the supplement, has no item of: one finding a town; one
//! for all where no town has it. A 街道 need not have the rural ones. Judged only beside a 政府信息主动公开补充目录: the 26 domains
//! do not hold them all.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::knowledge::{ClassOf, Classes};
use crate::model::{Tier, TownSection};
use crate::project::Project;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::CatalogContext;
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("uncovered-town-class", Family::Duplicates, Severity::Warning, Allow::May, include_str!("uncovered_town_class.md"));

/// What article 21 asks is for these; a 街道 has the part that is not rural.
const TOWNS: [&str; 2] = ["镇", "乡"];
const STREET: &str = "街道";

pub(super) fn check(context: &CatalogContext<'_>, diagnostics: &mut Diagnostics) {
    let Some(project) = context.circumstances.project else { return };
    let classes = &context.circumstances.knowledge.classes;
    let lacking = lacking(context, classes);
    let everywhere: Vec<usize> = (0..classes.all.len())
        .filter(|class| {
            let mut asked = lacking.iter().filter(|(town, _)| is_asked(classes, *class, &context.catalog.towns[**town])).peekable();
            asked.peek().is_some() && asked.all(|(_, lacking)| lacking.contains(class))
        })
        .collect();
    if !everywhere.is_empty() {
        let (count, names) = (everywhere.len(), names(classes, &everywhere));
        let message = say!(
            "各镇的目录都没有《政府信息公开条例》第二十一条要求乡镇公开的{count}类信息：{names}",
            "no town has {count} of the classes that article 21 of the 政府信息公开条例 asks of towns: {names}"
        );
        diagnostics.push(Diagnostic::new(&RULE, project.place.clone(), message).with_help(say!(
            "请在补充目录中补上镇级事项，或者在标准目录的相应事项上勾选镇级",
            "add town-level items to the supplement, or tick the town level of the items in the standard catalog"
        )));
    }
    for (town, lacking) in lacking {
        let own: Vec<usize> = lacking.into_iter().filter(|class| !everywhere.contains(class)).collect();
        if !own.is_empty() {
            diagnostics.push(of_one_town(project, &context.catalog.towns[town], (own.len(), names(classes, &own))));
        }
    }
}

/// For each town that has a catalog: the classes asked of it that it has no item of.
fn lacking(context: &CatalogContext<'_>, classes: &Classes) -> BTreeMap<usize, Vec<usize>> {
    let catalog = context.catalog;
    // What the supplement has at town level, every town has.
    let mut shared = vec![false; classes.all.len()];
    for item in context.supplement.iter().flat_map(|list| &list.items).filter(|item| item.tiers.value.contains(Tier::Town)) {
        classes.mark_item(item, &mut shared);
    }
    let mut found: Vec<Vec<bool>> = vec![shared; catalog.towns.len()];
    let mut has_items = vec![false; catalog.towns.len()];
    for section in &catalog.domains {
        for entry in section.entries.iter().filter(|entry| entry.at_town_level()) {
            let mut says = vec![false; classes.all.len()];
            classes.mark(&section.name, &mut says);
            classes.mark_item(&entry.item, &mut says);
            for town in 0..catalog.towns.len() {
                let applies = section.not_applicable.is_none() && !catalog.towns[town].not_applicable.contains_key(&section.key);
                if applies && entry.in_town(town).is_some() {
                    has_items[town] = true;
                    found[town].iter_mut().zip(&says).for_each(|(found, says)| *found |= says);
                }
            }
        }
    }
    let towns = catalog.towns.iter().enumerate().filter(|(town, _)| has_items[*town]);
    let classes_of = |town: usize, section: &TownSection| {
        (0..classes.all.len()).filter(|&class| is_asked(classes, class, section) && !found[town][class]).collect()
    };
    towns.map(|(town, section)| (town, classes_of(town, section))).collect()
}

fn is_asked(classes: &Classes, class: usize, town: &TownSection) -> bool {
    let class = &classes.all[class];
    let kind = town.kind.as_str();
    class.of == ClassOf::Town && (TOWNS.contains(&kind) || (kind == STREET && !class.rural))
}

fn names(classes: &Classes, which: &[usize]) -> String {
    which.iter().map(|&class| classes.all[class].name.as_str()).collect::<Vec<_>>().join("、")
}

fn of_one_town(project: &Project, town: &TownSection, (count, names): (usize, String)) -> Diagnostic {
    let name = &town.name;
    let place = project.towns.iter().find(|registered| registered.name.value == *name).map_or(&project.place, |known| &known.name.place);
    let message = say!(
        "{name}的目录没有《政府信息公开条例》第二十一条要求乡镇公开的{count}类信息：{names}",
        "{name} has no item of {count} of the classes that article 21 of the 政府信息公开条例 asks of towns: {names}"
    );
    let help = say!(
        "请该镇新增相应的事项；本镇没有这类业务的，在 mulu.yaml 的 allow 中写明理由",
        "let the town add items; if it has no such business, say why under allow in mulu.yaml"
    );
    Diagnostic::new(&RULE, place.clone(), message).with_help(help).with_town(name.clone())
}
