//! 公开渠道和载体: marked lists, plain lists, 其他 with its text. Judges no channel: unknown names are kept as written.

mod marks;
mod names;
#[cfg(test)]
mod tests;

use crate::knowledge::Knowledge;
use crate::model::{Channel, Mark};
use crate::parse::glyph::{is_blank, running_number, tight};

use marks::Glyph;
use names::{Named, Piece};

/// What ■ and □ mean in a table: its legend says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Marks {
    /// ■ chosen, □ not.
    #[default]
    Chosen,
    /// ■ 必选, □ 可选 (住建 tables).
    RequiredOrOptional,
}

/// The channels a cell chooses.
#[must_use]
pub fn parse(text: &str, marks: Marks, knowledge: &Knowledge) -> Vec<Channel> {
    let tokens = marks::tokens(text, knowledge);
    let has_off = tokens.iter().any(|token| token.glyph == Glyph::Off);
    let mut chosen = Chosen { channels: Vec::new(), knowledge };
    for token in &tokens {
        let (words, remark) = without_remark(token.text);
        match (token.glyph, marks) {
            (Glyph::On, Marks::Chosen) => chosen.add_marked(words, Mark::Used, has_off),
            (Glyph::On, Marks::RequiredOrOptional) => chosen.add_marked(words, Mark::Required, has_off),
            (Glyph::Off, Marks::RequiredOrOptional) => chosen.add_marked(words, Mark::Optional, has_off),
            // □其他 with words behind it was filled in, but not ticked.
            (Glyph::Off, Marks::Chosen) => chosen.add_filled(words),
            // Beside ■ and □ a name without either has lost its □.
            (Glyph::None, _) if has_off => {}
            (Glyph::None, Marks::Chosen) => chosen.add_list(words, Mark::Used),
            (Glyph::None, Marks::RequiredOrOptional) => chosen.add_list(words, Mark::Required),
        }
        chosen.remark(remark);
    }
    chosen.channels
}

/// What has been chosen so far.
struct Chosen<'a> {
    channels: Vec<Channel>,
    knowledge: &'a Knowledge,
}

impl Chosen<'_> {
    /// The words behind one mark: a channel, or several that share it.
    fn add_marked(&mut self, words: &str, mark: Mark, has_off: bool) {
        let words = bare(words);
        if words.is_empty() {
            return;
        }
        if let Some(rest) = names::behind_other(words) {
            self.push_other(rest, mark);
        } else if let Some(named) = names::whole(words, self.knowledge) {
            self.push_named(&named, mark);
        } else {
            let pieces = names::list(words, self.knowledge);
            // Names share a mark when a separator says so. Behind a mere blank one has lost its own mark where others have □;
            // with nothing between them it always has, and which mark it was nobody knows.
            let one_mark = words.contains(names::is_separator) || (!has_off && words.contains(is_blank));
            if pieces.iter().any(|piece| piece.named.standard.is_some()) && one_mark {
                self.push_pieces(pieces, mark);
            } else {
                self.push(Channel { name: tight(words), standard: None, note: None, mark });
            }
        }
    }

    /// □其他 counts when something is written behind it on its line.
    fn add_filled(&mut self, words: &str) {
        let line = words.trim_start_matches(is_blank).lines().next().unwrap_or("");
        if let Some(note) = names::behind_other(line).and_then(names::other_note) {
            self.push(Channel { name: "其他".to_owned(), standard: Some("其他".to_owned()), note: Some(note), mark: Mark::Used });
        }
    }

    /// Names without marks.
    fn add_list(&mut self, words: &str, mark: Mark) {
        self.push_pieces(names::list(words, self.knowledge), mark);
    }

    fn push_pieces(&mut self, pieces: Vec<Piece<'_>>, mark: Mark) {
        for piece in pieces {
            match piece.other {
                Some(rest) => self.push_other(rest, mark),
                None => self.push_named(&piece.named, mark),
            }
        }
    }

    fn push_named(&mut self, named: &Named<'_>, mark: Mark) {
        let standard = named.standard.map(str::to_owned);
        self.push(Channel { name: named.name.clone(), standard, note: named.note.clone(), mark });
    }

    fn push_other(&mut self, rest: &str, mark: Mark) {
        self.push(Channel { name: "其他".to_owned(), standard: Some("其他".to_owned()), note: names::other_note(rest), mark });
    }

    fn push(&mut self, channel: Channel) {
        let is_named = channel.name.chars().any(char::is_alphanumeric);
        if is_named && !self.channels.contains(&channel) {
            self.channels.push(channel);
        }
    }

    /// A remark 注：… belongs to the last channel.
    fn remark(&mut self, remark: &str) {
        let remark = tight(remark);
        let Some(last) = self.channels.last_mut().filter(|_| !remark.is_empty()) else { return };
        last.note = Some(match last.note.take() {
            Some(note) => format!("{note}（注：{remark}）"),
            None => format!("注：{remark}"),
        });
    }
}

/// The words of a token, and the remark 注：… behind them, outside brackets.
fn without_remark(text: &str) -> (&str, &str) {
    let mut depth = 0_u32;
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            '注' if depth == 0 => {
                let words = text[..at].strip_suffix('备').unwrap_or(&text[..at]);
                let starts =
                    words.chars().next_back().is_none_or(|c| is_blank(c) || names::is_separator(c) || matches!(c, '。' | '：' | ':'));
                let behind = text[at + c.len_utf8()..].trim_start_matches(is_blank);
                if let Some(remark) = behind.strip_prefix(['：', ':']).filter(|_| starts) {
                    return (words, remark);
                }
            }
            _ => {}
        }
    }
    (text, "")
}

/// Words without separators at their ends and a running number before them.
fn bare(words: &str) -> &str {
    let mut words = names::trimmed(words);
    while let Some(length) = running_number(words) {
        words = names::trimmed(&words[length..]);
    }
    words
}
