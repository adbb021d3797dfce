//! A town's workbook: each row claims, changes, leaves out or adds an item, as an entry of the town's YAML file does.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::fill_in::{self, Claim, Kind};
use crate::model::town::Printed as PrintedWith;
use crate::model::{Claim as Claimed, Extra, Field, List, TownAddition, TownChange, TownFile, TownOmission};
use crate::parse::template::FillIn;
use crate::parse::template::answers::{self, Answered, Printed};
use crate::parse::template::settle::{self, Rows, SpokenOf, set_items, unanswered};
use crate::parse::{Context, Parsed};
use crate::place::{Located, Place};
use crate::rule::stage::{merging, parsing};
use crate::words::{Words, say};

/// What the rows of one town say, as they are gone through.
struct Said<'a> {
    file: TownFile,
    /// Rows without an answer.
    open: Vec<(Place, String)>,
    /// Rows of the table that say something, by sheet.
    counts: Vec<(String, usize)>,
    spoken_of: &'a mut SpokenOf,
}

/// The town's file.
pub(super) fn settle(
    rows: Rows,
    filled: &FillIn,
    parsed: &mut Parsed,
    context: &Context<'_>,
    spoken_of: &mut SpokenOf,
    diagnostics: &mut Diagnostics,
) {
    let named = rows.iter().find_map(|(list, _)| list.town.clone());
    let registered = context.project.and_then(|project| project.town(&filled.unit.value)).map(|town| town.name.clone());
    let town = named.or(registered).unwrap_or_else(|| filled.unit.clone());
    let named_rows = filled.all_printed().filter_map(|(_, item)| Some((answers::number(item)?.to_owned(), item.display_name())));
    let printed = PrintedWith { digest: filled.digest.clone(), domains: filled.domains.clone(), names: named_rows.collect() };
    let file = TownFile {
        place: filled.unit.place.whole(),
        town,
        claim: Claimed::Items(Vec::new()),
        omit: Vec::new(),
        change: Vec::new(),
        add: Vec::new(),
        domains_not_applicable: Vec::new(),
        remarks: Vec::new(),
        printed: Some(printed),
    };
    let mut said = Said { file, open: Vec::new(), counts: Vec::new(), spoken_of };
    for (list, rows) in rows {
        let before = said.count();
        let last = rows.iter().rposition(|row| row.printed.is_some());
        let mut above: Option<Located<String>> = None;
        for (at, row) in rows.into_iter().enumerate() {
            let mut of_row = Diagnostics::default();
            let item = settle::item_name(&row, &list);
            match &row.printed {
                Some(printed) => {
                    let number = Located::new(printed.number.clone(), row.item.name.place.clone());
                    said.of_the_city(&row, printed, &number, &mut of_row);
                    above = Some(number);
                }
                // Below the last printed row an item stands at the end of its group.
                None => said.of_its_own(row, &list, above.as_ref().filter(|_| last.is_some_and(|last| at < last)), &mut of_row),
            }
            of_row.iter_mut().for_each(|found| found.item = Some(item.clone()));
            diagnostics.append(of_row);
        }
        let name = list.place.sheet().unwrap_or_default().to_owned();
        let count = said.count() - before;
        said.counts.push((name, count));
    }
    unanswered(&said.open, Kind::Town, diagnostics);
    set_items(parsed, filled, &said.counts);
    parsed.towns.push(said.file);
}

impl Said<'_> {
    /// How many items it speaks of.
    fn count(&self) -> usize {
        let claimed = match &self.file.claim {
            Claimed::Items(items) => items.len(),
            Claimed::All => 0,
        };
        claimed + self.file.omit.len() + self.file.change.len() + self.file.add.iter().map(|added| added.list.items.len()).sum::<usize>()
    }

    /// A row the city's item was printed in.
    fn of_the_city(&mut self, row: &Answered, printed: &Printed, number: &Located<String>, diagnostics: &mut Diagnostics) {
        let name = row.item.display_name();
        let answer = match &row.answer {
            None => None,
            Some(answer) => match Claim::named(&answer.value) {
                Some(claim) => Some((claim, answer)),
                None => return diagnostics.push(no_answer(answer)),
            },
        };
        if !matches!(answer, Some((Claim::NotApplicable, _))) {
            match printed.cleared.as_slice() {
                few if few.len() < WHOLE_ROW => few.iter().for_each(|field| diagnostics.push(cleared(row, printed, *field))),
                _ => return diagnostics.push(cleared_row(row, printed)),
            }
        }
        match answer {
            None | Some((Claim::Claimed, _)) if !printed.changed.is_empty() => diagnostics.push(changed_in_silence(row, printed)),
            None => match &row.reason {
                Some(reason) => diagnostics.push(reason_alone(&name, reason)),
                None => self.open.push((row.answer_place.clone(), name)),
            },
            Some((Claim::Claimed, _)) => {
                if let Claimed::Items(items) = &mut self.file.claim {
                    items.push(number.clone());
                }
                self.file.remarks.extend(row.reason.clone().map(|reason| (number.clone(), reason)));
            }
            Some((Claim::Changed, answer)) if printed.changed.is_empty() => diagnostics.push(unchanged(&name, answer)),
            Some((Claim::Changed, answer)) => {
                printed.changed.iter().for_each(|field| self.spoken_of.cell(row.item.place_of(*field)));
                self.file.change.push(TownChange {
                    place: answer.place.clone(),
                    item: number.clone(),
                    fields: printed.changed.clone(),
                    to: row.item.clone(),
                    was: printed.item.clone(),
                    was_fields: printed.changed.clone(),
                    reason: row.reason.clone(),
                });
            }
            Some((Claim::NotApplicable, answer)) => match &row.reason {
                Some(reason) => self.file.omit.push(TownOmission { item: number.clone(), reason: reason.clone() }),
                None => {
                    let problem = say!("“{name}”选了“不适用”，没有写明理由", "“{name}” is answered 不适用 without a reason");
                    let help = say!("请在“说明”里写明为什么不适用", "say why under 说明");
                    diagnostics.push(Diagnostic::new(&parsing::WRONG_ANSWER, answer.place.clone(), problem).with_help(help));
                }
            },
            Some((Claim::Added, answer)) if printed.changed.contains(&Field::Name) => diagnostics.push(copied(&name, printed, answer)),
            Some((Claim::Added, answer)) => {
                let problem = say!("“{name}”是市级已有的事项，不是新增的", "“{name}” is the city's item, not one of the town's own");
                let help = say!(
                    "照市级执行的选“认领”，改了内容的选“调整”；本镇自己的事项请另起一行",
                    "choose 认领 or 调整; put an item of the town's own into a row of its own"
                );
                diagnostics.push(Diagnostic::new(&parsing::WRONG_ANSWER, answer.place.clone(), problem).with_help(help));
            }
        }
    }

    /// A row that was not printed.
    fn of_its_own(&mut self, row: Answered, list: &List, above: Option<&Located<String>>, diagnostics: &mut Diagnostics) {
        let claim = row.answer.as_ref().map(|answer| Claim::named(&answer.value));
        if claim != Some(Some(Claim::Added)) {
            let name = row.item.display_name();
            let problem =
                say!("“{name}”不在市级印好的事项里，没有读入", "“{name}” is none of the items the city printed; it was not taken");
            let help = say!(
                "是本镇自己的事项，请在“认领情况”里选“新增”；改了名称的，请恢复原来的名称",
                "if it is the town's own, choose 新增; if its name was changed, put the name back"
            );
            diagnostics.push(Diagnostic::new(&parsing::WRONG_ANSWER, row.answer_place, problem).with_help(help));
            return;
        }
        self.spoken_of.row(&row.item);
        let mut item = row.item;
        let heading = fill_in::REASON_HEADING.to_owned();
        item.extra.extend(row.reason.map(|text| Extra { heading, text }));
        let same_place = self.file.add.last_mut().filter(|last| last.list.domain == list.domain && last.after.as_ref() == above);
        match same_place {
            Some(last) => last.list.items.push(item),
            None => self.file.add.push(TownAddition { list: List { items: vec![item], ..list.clone() }, after: above.cloned() }),
        }
    }
}

/// From so many blank cells on a row was cleared as a whole.
const WHOLE_ROW: usize = 4;

fn cleared_row(row: &Answered, printed: &Printed) -> Diagnostic {
    let name = printed.item.display_name();
    let problem = say!("“{name}”这一行被清空了", "the row of “{name}” was cleared");
    let help = say!(
        "本镇没有这个事项的，请恢复这一行，选“不适用”并写明理由",
        "put the row back; if the item does not apply, answer 不适用 and say why"
    );
    Diagnostic::new(&parsing::WRONG_ANSWER, row.answer_place.clone(), problem).with_help(help)
}

fn reason_alone(name: &str, reason: &Located<String>) -> Diagnostic {
    let problem = say!("“{name}”写了说明，没有选“认领情况”", "“{name}” has a reason and no answer");
    let help = say!("请选“认领”“调整”或者“不适用”", "choose 认领, 调整 or 不适用");
    Diagnostic::new(&parsing::WRONG_ANSWER, reason.place.clone(), problem).with_help(help)
}

/// A row copied for an item of the town's own, with the number of the row it was copied from.
fn copied(name: &str, printed: &Printed, answer: &Located<String>) -> Diagnostic {
    let was = printed.item.display_name();
    let problem = say!(
        "“{name}”选了“新增”，这一行的“模板编号”却是“{was}”的",
        "“{name}” is answered 新增, but the number of its row is that of “{was}”"
    );
    let help = say!(
        "复制行来新增的，请把“模板编号”清空；是在印好的行上改的，请恢复“{was}”，新增的另起一行",
        "clear the number if the row was copied; if a printed row was overwritten, put “{was}” back and use a row of its own"
    );
    Diagnostic::new(&parsing::WRONG_ANSWER, answer.place.clone(), problem).with_help(help)
}

fn no_answer(answer: &Located<String>) -> Diagnostic {
    let said = &answer.value;
    let problem = say!("“认领情况”里的“{said}”认不出来", "“{said}” is no answer");
    let help = say!("请选“认领”“调整”“不适用”或者“新增”", "choose 认领, 调整, 不适用 or 新增");
    Diagnostic::new(&parsing::WRONG_ANSWER, answer.place.clone(), problem).with_help(help).with_value(said.clone())
}

/// 认领 or no answer in a row that was changed: which of the two is meant, only the town knows.
fn changed_in_silence(row: &Answered, printed: &Printed) -> Diagnostic {
    let (name, first) = (row.item.display_name(), printed.changed[0]);
    let fields = printed.changed.iter().map(|field| format!("“{}”", field.short())).collect::<Vec<_>>().join("、");
    let fields_en = printed.changed.iter().map(|field| field.info().name_en).collect::<Vec<_>>().join(", ");
    let Words { zh, en } = match &row.answer {
        Some(_) => say!("选的是“认领”", "is answered 认领"),
        None => say!("没有选“认领情况”", "has no answer"),
    };
    let problem =
        say!("“{name}”改了{fields}，{zh}；改动没有采用", "“{name}”: {fields_en} changed, but the row {en}; the change was not taken");
    let help = say!("要调整的，请改为“调整”；不调整的，请恢复原来的内容", "choose 调整 if the change is meant, else put the value back");
    let found = Diagnostic::new(&parsing::WRONG_ANSWER, row.answer_place.clone(), problem).with_help(help);
    found.with_related(say!("改动在这里", "changed here"), row.item.place_of(first).clone())
}

fn unchanged(name: &str, answer: &Located<String>) -> Diagnostic {
    let problem = say!("“{name}”选了“调整”，但没有改动", "“{name}” is answered 调整, but nothing is changed");
    let help = say!("照市级执行的，请改为“认领”", "choose 认领 if it stands as it is");
    Diagnostic::new(&merging::NEEDLESS_CHANGE, answer.place.clone(), problem).with_help(help)
}

fn cleared(row: &Answered, printed: &Printed, field: Field) -> Diagnostic {
    let (name, heading, was) = (row.item.display_name(), field.short(), printed.item.text(field));
    let problem = say!("“{name}”的“{heading}”被清空了", "“{name}”: {en} was cleared", en = field.info().name_en);
    let help = say!("请填回“{was}”，或者填上本镇的内容并选“调整”", "put back “{was}”, or type the town's own and choose 调整");
    let found = Diagnostic::new(&parsing::WRONG_ANSWER, row.item.place_of(field).clone(), problem).with_help(help);
    found.with_field(field.key(), field.info().heading, "")
}
