//! 公开渠道和载体: marked lists, plain lists, 其他 with its text. Judges no channel: unknown names are kept as written.

mod marks;
mod names;
#[cfg(test)]
mod tests;

use crate::diagnostic::Edit;
use crate::knowledge::Knowledge;
use crate::model::{Channel, Field, Mark};
use crate::parse::glyph::{Brackets, Square, is_blank, tight};
use crate::parse::legend::{Legend, Meaning};

use marks::{Glyph, Token};
use names::{Named, Piece};

/// What a cell says, and what of it had to be made good.
#[derive(Clone, Debug, Default)]
pub(super) struct Read {
    /// The channels it chooses.
    pub(super) channels: Vec<Channel>,
    /// Known names that stand among marks without one.
    pub(super) unmarked: Vec<Unmarked>,
    /// Damaged marks, and what each was taken for.
    pub(super) damaged: Vec<(char, Square)>,
    /// The whole marks in their place; none unless the cell then says exactly the same.
    pub(super) mends: Vec<Edit>,
}

/// A name that has lost its mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unmarked {
    /// The name.
    pub(super) name: String,
    /// Whether it was taken for chosen: only where no other name has kept a ■.
    pub(super) taken: bool,
}

/// The channels a cell chooses.
#[must_use]
pub fn parse(text: &str, legend: &Legend, knowledge: &Knowledge) -> Vec<Channel> {
    read(text, legend, knowledge).channels
}

/// The same with what had to be made good.
pub(super) fn read(text: &str, legend: &Legend, knowledge: &Knowledge) -> Read {
    let mut read = once(text, legend, knowledge);
    if !read.mends.is_empty() {
        let mended = once(&Edit::apply(&read.mends, text), legend, knowledge);
        if mended.channels != read.channels || mended.unmarked != read.unmarked || !mended.damaged.is_empty() {
            read.mends.clear();
        }
    }
    read
}

fn once(text: &str, legend: &Legend, knowledge: &Knowledge) -> Read {
    let tokens = marks::tokens(text, legend, knowledge);
    let has = |glyph| tokens.iter().any(|token: &Token<'_>| token.glyph == glyph);
    let (has_on, has_off) = (has(Glyph::On), has(Glyph::Off));
    let mut cell = Cell { read: Read::default(), legend, knowledge, has_off, takes_unmarked: !(has_on && has_off), senses: Vec::new() };
    for token in &tokens {
        cell.read.damaged.extend(token.damage());
        cell.read.mends.extend(token.mend());
        let (words, remark) = without_remark(token.text);
        let meaning = legend.of(Field::Channels, token.sign);
        match (token.glyph, meaning) {
            (Glyph::None, _) if has_off => cell.add_lost(words),
            (Glyph::None, _) => cell.push_pieces(names::list(words, knowledge), cell.unmarked_means()),
            (Glyph::On | Glyph::Off, Some(Meaning::Marked(mark))) => cell.add_marked(words, *mark),
            (Glyph::On | Glyph::Off, Some(Meaning::Words(sense))) => {
                cell.senses.push(sense);
                // ■▲政府网站: two marks of one name, each with its own sense.
                if words.chars().all(is_blank) {
                    continue;
                }
                cell.add_marked(words, Mark::Used);
            }
            (Glyph::On, None) => cell.add_marked(words, Mark::Used),
            (Glyph::Off, None) | (Glyph::On | Glyph::Off, Some(Meaning::NotChosen)) => cell.add_not_chosen(words),
        }
        cell.senses.clear();
        cell.remark(remark);
    }
    cell.finished()
}

/// A cell as far as it was read.
struct Cell<'a> {
    read: Read,
    legend: &'a Legend,
    knowledge: &'a Knowledge,
    /// Whether the cell shows what is not chosen, too.
    has_off: bool,
    /// Whether a name that has lost its mark is chosen: beside □ alone it had a ■, beside ■ alone only chosen names stand.
    takes_unmarked: bool,
    /// What the marks before the next name stand for.
    senses: Vec<&'a str>,
}

impl Cell<'_> {
    /// The words behind one mark: a channel, or several that share it.
    fn add_marked(&mut self, words: &str, mark: Mark) {
        let words = names::bare(words);
        if words.is_empty() {
            return;
        }
        if let Some(rest) = names::behind_other(words) {
            return self.push_other(rest, mark);
        }
        if let Some(named) = names::whole(words, self.knowledge) {
            return self.push_named(&named, mark);
        }
        // Names share a mark when a separator says so. Behind a mere blank one has lost its own where others have □, with nothing
        // between them it always has.
        let parted = names::is_parted(words, |c| names::is_separator(c) || (!self.has_off && is_blank(c)));
        let end = if parted { words.len() } else { names::first_end(words, self.knowledge) };
        let (first, rest) = words.split_at(end);
        let pieces = names::list(first, self.knowledge);
        if pieces.iter().any(|piece| piece.named.standard.is_some() || piece.other.is_some()) {
            self.push_pieces(pieces, mark);
        } else {
            let named = names::whole(first, self.knowledge).unwrap_or_else(|| names::unknown(first));
            self.push_named(&named, mark);
        }
        self.senses.clear();
        self.add_lost(rest);
    }

    /// The words behind □. □其他 counts when something is written behind it on its line: it was filled in, but not ticked.
    fn add_not_chosen(&mut self, words: &str) {
        let words = names::bare(words);
        if let Some(rest) = names::behind_other(words) {
            if let Some(note) = names::other_note(rest.lines().next().unwrap_or("")) {
                self.push(Channel { name: "其他".to_owned(), standard: Some("其他".to_owned()), note: Some(note), mark: Mark::Used });
            }
        } else if !names::is_parted(words, names::is_separator)
            && let Some(end) = names::known_end(words, self.knowledge)
        {
            let known = names::list(&words[end..], self.knowledge).into_iter().filter(|piece| piece.named.standard.is_some());
            self.lose(known.collect());
        }
    }

    /// Words among marks that have none of their own.
    fn add_lost(&mut self, words: &str) {
        // 公开渠道：■政府网站 □…: what the cell is about, no channel.
        if !words.trim_end_matches(is_blank).ends_with(['：', ':']) {
            self.lose(names::list(words, self.knowledge));
        }
    }

    fn lose(&mut self, pieces: Vec<Piece<'_>>) {
        let taken = self.takes_unmarked;
        let named = pieces.iter().filter(|piece| piece.named.name.chars().any(char::is_alphanumeric));
        self.read.unmarked.extend(named.map(|piece| Unmarked { name: piece.named.name.clone(), taken }));
        if taken {
            self.push_pieces(pieces, self.unmarked_means());
        }
    }

    /// What a name without a mark is.
    fn unmarked_means(&self) -> Mark {
        match self.legend.of(Field::Channels, '■') {
            Some(Meaning::Marked(mark)) => *mark,
            Some(Meaning::NotChosen | Meaning::Words(_)) | None => Mark::Used,
        }
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
        // 1.政府网站2.注：…, 政府网站、（注：…）: remarks between separators.
        let inner = named.name.strip_prefix(['（', '(']).and_then(|name| name.strip_suffix(['）', ')']));
        let inner = inner.filter(|inner| !inner.contains(['）', ')'])).unwrap_or(&named.name);
        if let Some(remark) = inner.strip_prefix("注：").or_else(|| inner.strip_prefix("注:")).filter(|_| named.standard.is_none()) {
            return self.remark(remark);
        }
        let standard = named.standard.map(str::to_owned);
        self.push(Channel { name: named.name.clone(), standard, note: named.note.clone(), mark });
    }

    fn push_other(&mut self, rest: &str, mark: Mark) {
        self.push(Channel { name: "其他".to_owned(), standard: Some("其他".to_owned()), note: names::other_note(rest), mark });
    }

    fn push(&mut self, mut channel: Channel) {
        if !channel.name.chars().any(char::is_alphanumeric) {
            return;
        }
        let said = |note: &str| self.legend.words(Field::Channels).any(|words| note.contains(words));
        if !self.senses.is_empty() && !channel.note.as_deref().is_some_and(said) {
            let sense = self.senses.join("、");
            channel.note = Some(channel.note.map_or(sense.clone(), |note| format!("{note}（{sense}）")));
        }
        self.read.channels.push(channel);
    }

    /// A remark 注：… belongs to the last channel.
    fn remark(&mut self, remark: &str) {
        let remark = tight(remark);
        let Some(last) = self.read.channels.last_mut().filter(|_| !remark.is_empty()) else { return };
        last.note = Some(match last.note.take() {
            Some(note) => format!("{note}（注：{remark}）"),
            None => format!("注：{remark}"),
        });
    }

    /// What was read, each channel once. Only now: a remark may have told two of one name apart.
    fn finished(self) -> Read {
        let mut once: Vec<Channel> = Vec::with_capacity(self.read.channels.len());
        for channel in self.read.channels {
            if !once.contains(&channel) {
                once.push(channel);
            }
        }
        Read { channels: once, ..self.read }
    }
}

/// The words of a token, and the remark 注：… behind them, outside brackets.
fn without_remark(text: &str) -> (&str, &str) {
    let mut brackets = Brackets::new(text, names::REACH_BYTES);
    for (at, c) in text.char_indices() {
        if c == '注' && !brackets.is_inside() {
            let words = text[..at].strip_suffix('备').unwrap_or(&text[..at]);
            let begins = |c| is_blank(c) || names::is_separator(c) || matches!(c, '：' | ':');
            let behind = text[at + c.len_utf8()..].trim_start_matches(is_blank);
            if let Some(remark) = behind.strip_prefix(['：', ':']).filter(|_| words.ends_with(begins) || names::bare(words).is_empty()) {
                return (words, remark);
            }
        }
        brackets.pass(at, c);
    }
    (text, "")
}
