//! `milestones` in `mulu.yaml`: the rows of a 工作任务进度安排. What came of them, others find out.

use super::place_names;
use super::settings::{RULES, date, not_one_of};
use crate::diagnostic::Diagnostics;
use crate::model::milestone::{Awaits, Milestone};
use crate::place::Located;
use crate::read::mapping::Mapping;

/// `milestones`. One whose date or `awaits` cannot be read stays without it: that was reported, and it is not lost.
pub(super) fn milestones(root: &Mapping<'_>, diagnostics: &mut Diagnostics) -> Vec<Milestone> {
    let keys: &[&str] = &["name", "who", "awaits", "due", "note"];
    let mut milestones: Vec<Milestone> = Vec::new();
    for node in root.list("milestones") {
        let example = "{name: 编制补充目录, who: 各部门, awaits: supplement, due: 2021-06-30}";
        let Some(entry) = Mapping::of(node, keys, &RULES, example, diagnostics) else { continue };
        let name = entry.required_text("name", diagnostics);
        if entry.node("who").is_none() {
            entry.report_missing("who", diagnostics);
        }
        let who = entry.texts("who", diagnostics).into_iter().map(|text| text.value).collect();
        let awaits = entry.text("awaits", diagnostics).and_then(|word| awaits(&word, diagnostics));
        let due = entry.text("due", diagnostics).and_then(|text| date(&text, diagnostics)).map(|date| date.value);
        let note = entry.text("note", diagnostics).map(|text| text.value);
        let Some(name) = name else { continue };
        match milestones.iter().find(|known| known.name == name) {
            Some(known) => diagnostics.push(place_names::said_twice(&name, &known.name.place)),
            None => milestones.push(Milestone { name, who, awaits, due, note }),
        }
    }
    milestones
}

fn awaits(word: &Located<String>, diagnostics: &mut Diagnostics) -> Option<Awaits> {
    let known = Awaits::ALL.into_iter().find(|awaits| awaits.key() == word.value);
    if known.is_none() {
        diagnostics.push(not_one_of(word, &Awaits::ALL.map(Awaits::key), &[]));
    }
    known
}
