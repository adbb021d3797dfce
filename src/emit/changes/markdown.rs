//! Changes in Markdown: a heading a domain, a table below it. What a user typed is no Markdown and no HTML there.

use super::{Compared, because, named};
use crate::model::changes::record::Counts;
use crate::model::changes::{EditionChange, What};

/// Prints it.
pub(super) fn print(Compared { city, changes }: Compared<'_>) -> String {
    let Counts { added, changed, removed, renamed } = Counts::of(changes.list.iter());
    let mut out = format!("# {}基层政务公开标准目录变更\n\n", plain(city));
    out += &format!("从{}到{}。\n\n", plain(&named(&changes.from)), plain(&named(&changes.to)));
    out += &if changes.list.is_empty() {
        "没有变更。\n".to_owned()
    } else {
        format!("新增 {added}、修改 {changed}、删除 {removed}、更名 {renamed}。\n")
    };
    for section in changes.sections() {
        out += &format!("\n## {}\n\n", section.domain.map_or_else(|| "镇街、部门和领域".to_owned(), plain));
        out += "| 变更 | 名称 | 镇街 | 要素 | 原来 | 现在 | 理由 |\n| --- | --- | --- | --- | --- | --- | --- |\n";
        section.changes.iter().for_each(|change| out += &rows(change));
    }
    if !changes.likely_renames.is_empty() {
        out += "\n## 疑似更名\n\n是同一事项的，请写进新版 mulu.yaml 的 renamed。\n\n| 原来 | 现在 | 根据 |\n| --- | --- | --- |\n";
        for rename in &changes.likely_renames {
            out += &format!("| {} | {} | {} |\n", plain(&rename.from), plain(&rename.to), because(rename.because));
        }
    }
    if changes.reworded > 0 {
        out += &format!("\n另有 {} 个事项只改了写法（全角半角、空格、标点），意思没有变，不算变更。\n", changes.reworded);
    }
    out
}

/// A row a field; one for what is new or gone.
fn rows(change: &EditionChange) -> String {
    let reason = |own: Option<&String>| own.or(change.reason.as_ref()).map_or_else(|| "（没有写明）".to_owned(), |reason| plain(reason));
    let row = |field: &str, from: &str, to: &str, reason: String| {
        let name = match change.what {
            What::Item => plain(&change.name),
            What::Town | What::Department | What::Domain => format!("{}：{}", change.what.word(), plain(&change.name)),
        };
        let town = change.town.as_deref().map_or_else(String::new, plain);
        format!("| {} | {name} | {town} | {} | {} | {} | {reason} |\n", change.kind.word(), plain(field), plain(from), plain(to))
    };
    let mut rows: Vec<String> = change.was.iter().map(|was| row("名称", was, &change.name, reason(None))).collect();
    rows.extend(change.fields.iter().map(|field| row(&field.heading, &field.from, &field.to, reason(field.reason.as_ref()))));
    if rows.is_empty() {
        rows.push(row("", "", "", reason(None)));
    }
    rows.concat()
}

/// A text that is nothing but text in a cell of a table.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '\n' => plain += "<br>",
            '&' => plain += "&amp;",
            '<' => plain += "&lt;",
            '>' => plain += "&gt;",
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' | '!' => {
                plain.push('\\');
                plain.push(c);
            }
            // The marks that turn the reading order could make a row say something else than it says.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_control() => {}
            c => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn what_was_typed_is_nothing_but_text() {
        assert_eq!(plain("<script>alert(1)</script>"), "&lt;script&gt;alert(1)&lt;/script&gt;");
        assert_eq!(plain("甲|乙\n丙\r"), "甲\\|乙<br>丙");
        assert_eq!(plain("[点这里](javascript:1) `x` *y*\u{1b}[31m"), "\\[点这里\\](javascript:1) \\`x\\` \\*y\\*\\[31m");
    }
}
