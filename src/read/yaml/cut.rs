//! Cuts lines of YAML into entries of a mapping or items of a list by their indentation alone, so that each can be
//! parsed by itself. In sound YAML everything that belongs to an entry is indented more than it.

use std::ops::Range;

use super::source::Source;

/// Whether a line says nothing: blank, or a comment.
pub(super) fn is_blank(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}

/// Number of blanks before a line's text. A tab counts as one: it is wrong anyway.
pub(super) fn indent(line: &str) -> usize {
    line.chars().take_while(|letter| matches!(letter, ' ' | '\t')).count()
}

/// Whether a line begins an item of a list.
pub(super) fn is_item(line: &str) -> bool {
    line.trim_start_matches([' ', '\t']).strip_prefix('-').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

/// The first line that says something.
pub(super) fn first_line(source: &Source<'_>, lines: Range<usize>) -> Option<usize> {
    lines.into_iter().find(|line| !is_blank(source.line(*line)))
}

/// Pieces of a list whose first item stands in the first line: each begins with an item at its indentation, or with a
/// line that is indented less (which then is wrong).
pub(super) fn items(source: &Source<'_>, lines: Range<usize>) -> Vec<Range<usize>> {
    let base = indent(source.line(lines.start));
    pieces(source, lines, |line| indent(line) <= base + 1 && (is_item(line) || indent(line) < base))
}

/// Pieces of a mapping whose first key stands in the first line. A list at the indentation of its key belongs to it.
pub(super) fn entries(source: &Source<'_>, lines: Range<usize>) -> Vec<Range<usize>> {
    let base = indent(source.line(lines.start));
    pieces(source, lines, |line| indent(line) <= base && !(is_item(line) && indent(line) == base))
}

fn pieces(source: &Source<'_>, lines: Range<usize>, begins: impl Fn(&str) -> bool) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> = Vec::new();
    for line in lines.clone() {
        let text = source.line(line);
        if line == lines.start || (!is_blank(text) && begins(text)) {
            starts.push(line);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([lines.end]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}
