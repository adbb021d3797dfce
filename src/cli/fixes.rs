//! How safe fixes are told: file by file and cell by cell, the old text and the new with the stretch that changes. Changes
//! nothing.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Edit};
use crate::hand_back::fixing::{Fixing, Repaired, Unwritten};
use crate::report::{Color, Style};
use crate::words::{Words, say};

/// Letters shown on either side of a stretch.
const AROUND_CHARS: usize = 14;

/// The list.
pub(super) fn tell(repaired: &Repaired, fixing: Fixing, style: Style) -> String {
    let lang = style.lang;
    let mut out = format!("{}\n", head(repaired, fixing).in_lang(lang));
    let mut origin = None;
    for found in &repaired.fixed {
        if origin != Some(&found.place.origin) {
            origin = Some(&found.place.origin);
            out += &format!("\n{}\n", plain(&found.place.whole().to_string()));
        }
        out += &one(found, style);
    }
    if let Some(Unwritten { count, .. }) = repaired.refused.as_ref().filter(|_| !repaired.fixed.is_empty()) {
        let words = say!("文件不能改写，另有 {count} 处没有改", "files cannot be written, and fixes were not applied: {count} more");
        out += &format!("\n{}\n", words.in_lang(lang));
    }
    if !repaired.left.is_empty() {
        // Where nothing else stands, the first line has said how many.
        if !repaired.fixed.is_empty() || repaired.refused.is_some() {
            let count = repaired.left.len();
            out += &format!("\n{}\n", say!("没有自动改的 {count} 处：", "left as they are, {count}:").in_lang(lang));
        }
        for (found, why) in &repaired.left {
            let (place, why) = (plain(&found.place.to_string()), why.in_lang(lang));
            out += &format!("  {}\n", say!("{place}：{why}", "{place}: {why}").in_lang(lang));
        }
    }
    out
}

/// What came of it, in one line.
fn head(repaired: &Repaired, fixing: Fixing) -> Words {
    let (count, files, left) = (repaired.fixed.len(), files(repaired.fixed.iter()), repaired.left.len());
    let s = if files == 1 { "" } else { "s" };
    match (fixing, count, &repaired.refused) {
        (_, 0, Some(Unwritten { count, .. })) => {
            say!("文件不能改写，可以自动改正的 {count} 处都没有改", "files cannot be written, and fixes were not applied: {count}")
        }
        (_, 0, None) if left == 0 => say!("没有可以自动改正的地方", "nothing can be fixed automatically"),
        (Fixing::Show, 0, None) => say!("有 {left} 处不能自动改：", "fixes that cannot be applied: {left}"),
        (Fixing::Apply, 0, None) => say!("有 {left} 处没有改：", "fixes that were not applied: {left}"),
        (Fixing::Show, ..) => say!(
            "可以自动改正 {count} 处（{files} 个文件），现在没有改动：",
            "fixes that could be applied, in {files} file{s}: {count}; nothing was changed:"
        ),
        (Fixing::Apply, ..) => say!("已改正 {count} 处（{files} 个文件）：", "fixes applied, in {files} file{s}: {count}"),
    }
}

fn files<'a>(found: impl Iterator<Item = &'a Diagnostic>) -> usize {
    found.map(|found| found.place.origin.file.as_str()).collect::<BTreeSet<_>>().len()
}

/// One fix: where, what stands there, what will.
fn one(found: &Diagnostic, style: Style) -> String {
    let lang = style.lang;
    let at =
        found.place.cell_name().unwrap_or_else(|| found.place.to_string().rsplit_once(".y").map_or(String::new(), |(_, at)| at.to_owned()));
    let at = at.split_once(':').map_or(at.clone(), |(_, at)| at.to_owned());
    let heading = plain(found.heading.as_deref().unwrap_or_default());
    let rule = found.rule;
    let mut out = format!("  {at} {heading} [{} {}]\n", rule.name, rule.id());
    let value = found.value.as_deref().unwrap_or_default();
    let edits: Vec<&Edit> = found.fix.iter().flat_map(|fix| &fix.edits).collect();
    // Stretches that stand near each other are shown on one line.
    let is_near = |one: &&Edit, other: &&Edit| value[one.range.end..other.range.start].chars().count() <= 2 * AROUND_CHARS;
    for edits in edits.chunk_by(is_near) {
        let old = shown(value, edits, |edit| &value[edit.range.clone()], style, "31");
        let new = shown(value, edits, |edit| &edit.text, style, "32");
        out +=
            &format!("    {}\n    {}\n", say!("原文：{old}", "old: {old}").in_lang(lang), say!("改为：{new}", "new: {new}").in_lang(lang));
    }
    out
}

/// The words around some stretches, with what stands in each marked.
fn shown<'t>(value: &'t str, edits: &[&'t Edit], there: impl Fn(&'t Edit) -> &'t str, style: Style, colour: &str) -> String {
    let (Some(first), Some(last)) = (edits.first(), edits.last()) else { return String::new() };
    let (before, behind) = (&value[..first.range.start], &value[last.range.end..]);
    let from = before.char_indices().rev().nth(AROUND_CHARS - 1).map_or(0, |(at, _)| at);
    let to = behind.char_indices().nth(AROUND_CHARS).map_or(behind.len(), |(at, _)| at);
    let mut out = if from > 0 { "…".to_owned() } else { String::new() };
    let mut at = from;
    for edit in edits {
        out += &plain(&value[at..edit.range.start]);
        at = edit.range.end;
        let there = plain(there(edit));
        out += &match (there.is_empty(), style.color) {
            (true, _) => String::new(),
            (false, Color::Off) => format!("【{there}】"),
            (false, Color::On) => format!("\u{1b}[{colour}m{there}\u{1b}[0m"),
        };
    }
    out += &plain(&behind[..to]);
    out + if to < behind.len() { "…" } else { "" }
}

/// A text on one line, without what a terminal would take for orders.
fn plain(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}
