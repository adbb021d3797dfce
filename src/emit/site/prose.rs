//! The prose of a rule's page: paragraphs, lists, program text. Knows no other mark; a test holds the pages to these.

/// One block of prose.
pub(super) enum Block<'a> {
    /// A paragraph.
    Text(Vec<Span<'a>>),
    /// A list with dots, or with numbers.
    List(Vec<Vec<Span<'a>>>, Marks),
    /// Lines as they would be typed.
    Typed(&'a str),
}

/// What stands before the entries of a list.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    Dots,
    Numbers,
}

/// A stretch of a line.
pub(super) enum Span<'a> {
    Plain(&'a str),
    /// Between `` ` ``.
    Typed(&'a str),
}

impl Block<'_> {
    pub(super) fn is_numbered(&self) -> bool {
        matches!(self, Self::List(_, Marks::Numbers))
    }
}

/// The blocks of a text, in their order.
pub(super) fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut rest = text;
    // A line right behind another goes on with its paragraph.
    let mut goes_on = false;
    while let Some(line) = rest.lines().next() {
        let after = rest.get(line.len() + 1..).unwrap_or_default();
        rest = if line.starts_with("```") {
            let end = after.find("\n```").map_or(after.len(), |at| at + 1);
            blocks.push(Block::Typed(&after[..end]));
            goes_on = false;
            after[end..].split_once('\n').map_or("", |(_, behind)| behind)
        } else {
            if let Some((marks, entry)) = entry(line) {
                match blocks.last_mut() {
                    Some(Block::List(entries, known)) if *known == marks => entries.push(spans(entry)),
                    Some(_) | None => blocks.push(Block::List(vec![spans(entry)], marks)),
                }
            } else if !line.trim().is_empty() {
                match blocks.last_mut() {
                    Some(Block::Text(paragraph)) if goes_on => paragraph.extend(spans(line)),
                    Some(_) | None => blocks.push(Block::Text(spans(line))),
                }
            }
            goes_on = !line.trim().is_empty();
            after
        };
    }
    blocks
}

/// An entry of a list, `- …` or `1. …`.
fn entry(line: &str) -> Option<(Marks, &str)> {
    if let Some(entry) = line.strip_prefix("- ") {
        return Some((Marks::Dots, entry));
    }
    let (number, entry) = line.split_once(". ")?;
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some((Marks::Numbers, entry))
}

fn spans(line: &str) -> Vec<Span<'_>> {
    let stretch = |(at, text)| if at % 2 == 0 { Span::Plain(text) } else { Span::Typed(text) };
    line.split('`').enumerate().filter(|(_, text)| !text.is_empty()).map(stretch).collect()
}

#[cfg(test)]
mod tests {
    use super::{Block, Span, blocks};

    /// The blocks in short: `p`, `ul`, `ol`, `pre`, with what stands in them.
    fn short(text: &str) -> Vec<String> {
        fn line(spans: &[Span<'_>]) -> String {
            spans
                .iter()
                .map(|span| {
                    if let Span::Typed(text) = span {
                        format!("[{text}]")
                    } else if let Span::Plain(text) = span {
                        (*text).to_owned()
                    } else {
                        String::new()
                    }
                })
                .collect()
        }
        let one = |block: &Block<'_>| match block {
            Block::Text(spans) => format!("p {}", line(spans)),
            Block::List(entries, _) => {
                let entries: Vec<String> = entries.iter().map(|entry| line(entry)).collect();
                format!("{} {}", if block.is_numbered() { "ol" } else { "ul" }, entries.join(" / "))
            }
            Block::Typed(text) => format!("pre {}", text.trim_end()),
        };
        blocks(text).iter().map(one).collect()
    }

    #[test]
    fn prose_is_taken_apart() {
        let text = "\n一段，\n写 `until`。\n\n- 甲\n- 乙 `丙`\n\n1. 先\n2. 后\n```yaml\na: 1\n\nb: 2\n```\n尾";
        assert_eq!(short(text), ["p 一段，写 [until]。", "ul 甲 / 乙 [丙]", "ol 先 / 后", "pre a: 1\n\nb: 2", "p 尾"]);
        assert_eq!(short(""), Vec::<String>::new());
        assert_eq!(short("```\n没有结尾"), ["pre 没有结尾"]);
    }
}
