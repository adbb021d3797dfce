//! Says in plain words why a stretch of YAML cannot be parsed, and what to type instead. The parser's own words are
//! only a hint: what people did is read off the lines.

use std::ops::Range;

use super::source::Source;
use super::tree::no_alias;
use super::{Reading, cut};
use crate::diagnostic::Diagnostic;
use crate::rule::stage::reading::YAML_SYNTAX;
use crate::words::{Words, say};

/// A likely cause: the characters to look at, what is wrong, what to type.
struct Cause {
    at: Range<usize>,
    message: Words,
    help: Words,
}

/// Reports a piece that cannot be parsed; the parser stopped at a character and says `info`.
pub(super) fn report(reading: &mut Reading<'_>, scanned: &Source<'_>, piece: Range<usize>, info: &str, at: usize) {
    let stopped = scanned.line_of(at).clamp(piece.start, piece.end.saturating_sub(1).max(piece.start));
    if info.contains("unknown anchor")
        || info.contains("anchor or alias")
        || info.contains("parsing a tag")
        || info.contains("scanning a tag")
    {
        let end = scanned.line_start(stopped + 1);
        reading.diagnostics.push(no_alias(reading.source.place(at..end.max(at + 1))));
        reading.problems += 1;
        return;
    }
    let cause = unclosed_quote(scanned, &piece, info)
        .or_else(|| tab(scanned, &piece))
        .or_else(|| wide_sign(scanned, &piece, stopped))
        .or_else(|| no_blank_after_colon(scanned, &piece, stopped))
        .or_else(|| sign_first(scanned, stopped, at, info))
        .or_else(|| brackets(scanned, &piece, stopped, info))
        .or_else(|| colon_in_value(scanned, stopped, info))
        .unwrap_or_else(|| indentation(scanned, stopped, info));
    let place = reading.source.place(cause.at);
    reading.problem(Diagnostic::new(&YAML_SYNTAX, place, cause.message).with_help(cause.help));
}

/// The text of a line, without its indentation.
fn line_of(scanned: &Source<'_>, line: usize) -> Range<usize> {
    let start = scanned.line_start(line) + cut::indent(scanned.line(line));
    start..scanned.line_start(line + 1).max(start)
}

/// The text of a line, without the sign of a list item either.
fn text_of(scanned: &Source<'_>, line: usize) -> Range<usize> {
    let Range { start, end } = line_of(scanned, line);
    let is_item = scanned.line(line).trim_start().starts_with("- ");
    if is_item { start + 2..end } else { start..end }
}

fn unclosed_quote(scanned: &Source<'_>, piece: &Range<usize>, info: &str) -> Option<Cause> {
    if info.contains("escape") || info.contains("hexadecimal") {
        let line = piece.clone().find(|line| scanned.line(*line).contains('\\'))?;
        return Some(Cause {
            at: text_of(scanned, line),
            message: say!("双引号里的反斜杠“\\”有特殊含义，这里无法识别", "a backslash within double quotes has a meaning of its own"),
            help: say!("请改用单引号 '…'，或者删除反斜杠", "use single quotes '…', or delete the backslash"),
        });
    }
    if !info.contains("quoted scalar") {
        return None;
    }
    let line = piece.clone().find(|line| {
        let text = scanned.line(*line);
        let value = text.split_once(": ").map_or(text.trim_start().trim_start_matches("- "), |(_, value)| value).trim();
        ['"', '\''].iter().any(|quote| value.starts_with(*quote) && value.matches(*quote).count() % 2 == 1)
    });
    let line = line.unwrap_or(piece.start);
    if info.contains("trailing content") {
        return Some(Cause {
            at: text_of(scanned, line),
            message: say!("引号结束后还有文字", "text follows the closing quote"),
            help: say!("请把整个值放进一对引号里；值里的双引号请写成中文引号“”", "put the whole value within one pair of quotes"),
        });
    }
    Some(Cause {
        at: text_of(scanned, line),
        message: say!("引号没有配对：这里有开头的引号，没有结尾的引号", "a quote is opened here and never closed"),
        help: say!("请在值的末尾补上同样的引号，或删除开头的引号", "close the quote at the end of the value, or delete it"),
    })
}

fn tab(scanned: &Source<'_>, piece: &Range<usize>) -> Option<Cause> {
    let line = piece.clone().find(|line| {
        let text = scanned.line(*line);
        let blanks = text.len() - text.trim_start_matches([' ', '\t']).len();
        !cut::is_blank(text) && text[..blanks].contains('\t')
    })?;
    let start = scanned.line_start(line);
    Some(Cause {
        at: start..start + scanned.line(line).chars().count(),
        message: say!("这一行用 Tab 键缩进", "this line is indented with a tab"),
        help: say!("请把行首的 Tab 改成空格，每一级缩进 2 个空格", "indent with blanks, two a level"),
    })
}

/// A wide colon or bracket where YAML wants the plain one.
fn wide_sign(scanned: &Source<'_>, piece: &Range<usize>, stopped: usize) -> Option<Cause> {
    (piece.start..=stopped).find_map(|line| {
        let text = scanned.line(line);
        let key = text.trim_start().trim_start_matches("- ");
        let colon = key.find('：')?;
        let name = &key[..colon];
        let is_key = !name.is_empty() && name.chars().count() <= 12 && !name.contains([':', '"', '\'', '[', '，', '。', '；', '、']);
        if !is_key || cut::is_blank(text) {
            return None;
        }
        let before = text.chars().count() - key.chars().count() + name.chars().count();
        let start = scanned.line_start(line) + before;
        Some(Cause {
            at: start..start + 1,
            message: say!("“{name}”后面用了中文冒号“：”", "a wide colon “：” stands behind “{name}”"),
            help: say!("请改成英文冒号加一个空格：{name}: …", "type an ordinary colon and a blank: {name}: …"),
        })
    })
}

fn no_blank_after_colon(scanned: &Source<'_>, piece: &Range<usize>, stopped: usize) -> Option<Cause> {
    (piece.start..=stopped).find_map(|line| {
        let text = scanned.line(line);
        let key = text.trim_start().trim_start_matches("- ");
        let (name, rest) = key.split_once(':')?;
        let is_key = !name.is_empty() && name.chars().all(|letter| letter.is_alphanumeric() || letter == '_') && name.chars().count() <= 20;
        if !is_key || rest.is_empty() || rest.starts_with([' ', '\t', '/', ':']) || cut::is_blank(text) {
            return None;
        }
        let before = text.chars().count() - key.chars().count();
        let start = scanned.line_start(line) + before;
        Some(Cause {
            at: start..start + name.chars().count() + 1,
            message: say!("“{name}:”的冒号后面少一个空格", "a blank is missing after “{name}:”"),
            help: say!("请在冒号后面加一个空格：{name}: {rest}", "put a blank after the colon: {name}: {rest}"),
        })
    })
}

/// A value that begins with a sign that has a meaning of its own.
fn sign_first(scanned: &Source<'_>, stopped: usize, at: usize, info: &str) -> Option<Cause> {
    info.contains("unexpected character").then(|| Cause {
        at: at..scanned.line_start(stopped + 1),
        message: say!("值不能以 @、% 或 ` 开头", "a value cannot begin with @, % or `"),
        help: say!("请用引号把整个值括起来", "put the whole value within quotes"),
    })
}

fn brackets(scanned: &Source<'_>, piece: &Range<usize>, stopped: usize, info: &str) -> Option<Cause> {
    let unmatched = |line: &usize| {
        let text = scanned.line(*line);
        let count = |signs: [char; 2]| text.matches(signs).count();
        count(['[', '{']) != count([']', '}'])
    };
    let line = (piece.start..=stopped).find(unmatched);
    let flow = info.contains("flow") || info.contains("misplaced bracket") || info.contains("recursion");
    if !flow && line.is_none() {
        return None;
    }
    Some(Cause {
        at: text_of(scanned, line.unwrap_or(stopped)),
        message: say!("方括号或花括号没有配对，或者中间少了英文逗号", "brackets do not match, or a comma is missing between them"),
        help: say!(
            "请补上括号，或者每项写一行，以“- ”开头；文字本身以括号开头时请用引号括起来",
            "close the bracket, or write a line an entry beginning with “- ”; quote a text that begins with a bracket"
        ),
    })
}

fn colon_in_value(scanned: &Source<'_>, stopped: usize, info: &str) -> Option<Cause> {
    let text = scanned.line(stopped);
    let (_, value) = text.split_once(": ")?;
    (info.contains("mapping values") && value.contains(": ")).then(|| Cause {
        at: text_of(scanned, stopped),
        message: say!("值里面又有“: ”（冒号加空格），分不清哪里是键", "the value itself holds “: ” (a colon and a blank)"),
        help: say!("请用引号把整个值括起来，或把里面的冒号改成中文冒号“：”", "quote the value, or type a wide colon “：” within it"),
    })
}

fn indentation(scanned: &Source<'_>, stopped: usize, info: &str) -> Cause {
    let text = scanned.line(stopped).trim_start();
    if info.is_empty() || (!text.contains(':') && !text.starts_with('-')) {
        return Cause {
            at: line_of(scanned, stopped),
            message: say!(
                "这一行既不是“键: 值”，也不是以“- ”开头的一项",
                "this line is neither “key: value” nor an item beginning with “- ”"
            ),
            help: say!("请写成“键: 值”；如果是上一行的续行，请把它接到上一行后面", "write “key: value”, or join it to the line above"),
        };
    }
    Cause {
        at: line_of(scanned, stopped),
        message: say!(
            "这一行的缩进与上下行没有对齐，或者上一行没有写完",
            "this line is not aligned with its neighbours, or the line above is unfinished"
        ),
        help: say!(
            "同一级的键要左对齐，下一级多缩进 2 个空格；列表的各项“- ”也要左对齐",
            "align keys of one level, indent the next by two blanks, and align the “- ” of a list"
        ),
    }
}
