//! What changed from one edition to the next, for people at a terminal: a block a domain, a line a field. Sorts nothing.

use super::{Style, line};
use crate::model::changes::record::Counts;
use crate::model::changes::{ChangeKind, Changes, EditionChange, EditionName, FieldChange, LikelyRename, Likeness, What};
use crate::words::{Lang, Words, plural, say};

/// Prints it.
#[must_use]
pub fn print(changes: &Changes, style: Style) -> String {
    let lang = style.lang;
    let mut out = format!("{} → {}\n", edition(&changes.from), edition(&changes.to));
    out += &format!("{}\n", head(changes).in_lang(lang));
    for section in changes.sections() {
        let heading = match section.domain {
            Some(name) => Words { zh: line(name), en: line(name) },
            None => say!("镇街、部门和领域", "towns, departments and domains"),
        };
        out += &format!("\n{}\n", heading.in_lang(lang));
        let mut town: Option<&str> = None;
        for change in section.changes {
            let own = change.town.as_deref().filter(|_| change.what == What::Item);
            if own.is_some() && own != town {
                out += &format!("  {}\n", line(own.unwrap_or_default()));
            }
            town = own;
            out += &one(change, if own.is_some() { "    " } else { "  " }, lang);
        }
    }
    out + &likely(changes, lang)
}

/// `2021年版（2021，2021-12-10）`.
fn edition(name: &EditionName) -> String {
    let title = if name.title.is_empty() { &name.id } else { &name.title };
    let day = name.as_of.as_ref().map_or(String::new(), |day| format!("，{day}"));
    line(&format!("{title}（{}{day}）", name.id))
}

fn head(changes: &Changes) -> Words {
    let Counts { added, changed, removed, renamed } = Counts::of(changes.list.iter());
    let (all, reworded) = (changes.list.len(), changes.reworded);
    let Words { zh, en } = match reworded {
        0 => Words { zh: String::new(), en: String::new() },
        _ => say!("；另有 {reworded} 个事项只是写法不同", "; {reworded} item{s} only worded otherwise", s = plural(reworded)),
    };
    if all == 0 {
        return say!("没有变更{zh}", "nothing changed{en}");
    }
    say!(
        "变更 {all} 处：新增 {added}、修改 {changed}、删除 {removed}、更名 {renamed}{zh}",
        "{all} change{s}: {added} added, {changed} changed, {removed} removed, {renamed} renamed{en}",
        s = plural(all)
    )
}

fn one(change: &EditionChange, indent: &str, lang: Lang) -> String {
    let mut out = format!("{indent}{}", kind(change.kind, lang));
    let name = line(&change.name);
    let what = match change.what {
        What::Item => String::new(),
        What::Town | What::Department | What::Domain => match lang {
            Lang::Zh => format!(" {}", change.what.word()),
            Lang::En => format!(" {}", change.what.key()),
        },
    };
    let town = change.town.as_deref().filter(|_| change.what != What::Item).map_or(String::new(), |town| format!("（{}）", line(town)));
    out += &format!("{what} {name}{town}");
    if let Some(was) = &change.was {
        let words = say!("（原为“{was}”）", " (was “{was}”)", was = line(was));
        out += words.in_lang(lang);
    }
    out.push('\n');
    for field in &change.fields {
        out += &format!("{indent}  {}\n", of_field(field, lang));
    }
    if change.reason.is_some() || !change.is_explained() {
        out += &format!("{indent}  {}\n", reason(change.reason.as_deref()).in_lang(lang));
    }
    out
}

fn kind(kind: ChangeKind, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => kind.word(),
        Lang::En => kind.key(),
    }
}

fn of_field(field: &FieldChange, lang: Lang) -> String {
    let heading = match (lang, field.field) {
        (Lang::En, Some(known)) => known.info().name_en.to_owned(),
        (Lang::Zh | Lang::En, _) => line(&field.heading),
    };
    let nothing = say!("（空）", "(nothing)");
    let shown = |text: &str| if text.is_empty() { nothing.in_lang(lang).to_owned() } else { line(text) };
    let why = field.reason.as_deref().map_or(String::new(), |why| match lang {
        Lang::Zh => format!("（{}）", reason(Some(why)).zh),
        Lang::En => format!(" ({})", reason(Some(why)).en),
    });
    let colon = if lang == Lang::Zh { "：" } else { ": " };
    format!("{heading}{colon}{} → {}{why}", shown(&field.from), shown(&field.to))
}

fn reason(reason: Option<&str>) -> Words {
    match reason {
        Some(reason) => say!("理由：{reason}", "reason: {reason}", reason = line(reason)),
        None => say!("理由：（没有写明）", "reason: (none given)"),
    }
}

/// What is probably one item under two names, with what to write.
fn likely(changes: &Changes, lang: Lang) -> String {
    if changes.likely_renames.is_empty() {
        return String::new();
    }
    let head = say!(
        "疑似更名：是同一事项的，请写进新版 mulu.yaml 的 renamed",
        "Probably renamed: where it is one item, say so under renamed in the newer mulu.yaml"
    );
    let mut out = format!("\n{}\n", head.in_lang(lang));
    for LikelyRename { from, to, because, .. } in &changes.likely_renames {
        let because = match because {
            Likeness::Code => say!("编码相同", "the same code"),
            Likeness::Name => say!("名称相近，依据相同", "nearly the same name on the same basis"),
        };
        let (from, to, since) = (line(from), line(to), line(&changes.to.id));
        out += &format!("  - {{from: {from}, to: {to}, since: \"{since}\"}}  # {}\n", because.in_lang(lang));
    }
    out
}
