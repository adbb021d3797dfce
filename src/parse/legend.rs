//! What a table says its marks mean: 必选, 可选, or a time such as 批准后. Without such words ■ is chosen and □ is not.
//! Says nothing of a mark the table does not speak of.

use crate::model::{Field, Mark};
use crate::parse::glyph::{Square, damage, is_blank, is_off, is_on, tight};

/// What one mark means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Chosen, and in which sense.
    Marked(Mark),
    /// Not chosen.
    NotChosen,
    /// Chosen, for what the words say: `批准后公开`.
    Words(String),
}

/// The marks a table explains.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Legend {
    /// Each mark with its meaning, and the field it is said of where one is named.
    said: Vec<(Option<Field>, char, Meaning)>,
}

impl Legend {
    /// What a line or a heading says of marks; none when it says nothing of any.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut said = Vec::new();
        let mut scope = None;
        let mut rest = text;
        while let Some((before, sign, behind)) = next_mark(rest) {
            scope = column(before).or(scope);
            rest = behind;
            if let Some((words, behind)) = explained(behind) {
                said.push((scope, canonical(sign), meaning(&words)));
                rest = behind;
            }
        }
        // 在标注范围内至少选择其一公开: it speaks of the marks, though of none by its shape.
        let speaks = !said.is_empty() || text.contains("选择其一");
        speaks.then_some(Self { said: settled(said) })
    }

    /// ■ 必选 and □ 可选, as the tables of 住房城乡建设 have it.
    #[must_use]
    pub fn required_or_optional() -> Self {
        Self { said: Vec::new() }.and(Field::Channels, '■', Mark::Required).and(Field::Channels, '□', Mark::Optional)
    }

    /// The same with one more mark.
    #[must_use]
    pub(super) fn and(mut self, field: Field, sign: char, mark: Mark) -> Self {
        self.said.push((Some(field), sign, Meaning::Marked(mark)));
        self
    }

    /// This legend where it speaks of a mark, the other where it does not.
    #[must_use]
    pub(super) fn over(mut self, other: &Self) -> Self {
        self.said.extend(other.said.iter().cloned());
        self
    }

    /// What a mark means in a field, when the table says so. Where ■ is 必选, any other mark for “chosen” in its place is, too.
    pub(super) fn of(&self, field: Field, sign: char) -> Option<&Meaning> {
        let exact =
            |sign: char| self.said.iter().find(|said| said.1 == sign && said.0.is_none_or(|scope| scope == field)).map(|said| &said.2);
        let sign = canonical(sign);
        exact(sign).or_else(|| match (is_on(sign), is_off(sign)) {
            (true, _) => exact('■').filter(|meaning| matches!(meaning, Meaning::Marked(_))),
            (false, true) => exact('□').filter(|meaning| matches!(meaning, Meaning::Marked(_))),
            (false, false) => None,
        })
    }

    /// Words that marks of a field stand for.
    pub(super) fn words(&self, field: Field) -> impl Iterator<Item = &str> {
        let of_field = move |scope: &Option<Field>| scope.is_none_or(|scope| scope == field);
        self.said.iter().filter(move |(scope, ..)| of_field(scope)).filter_map(|(.., meaning)| match meaning {
            Meaning::Words(words) => Some(words.as_str()),
            Meaning::Marked(_) | Meaning::NotChosen => None,
        })
    }
}

/// The mark that other forms of it stand for: ☑ and a damaged R are ■, 口 is □, ○ is 〇.
fn canonical(sign: char) -> char {
    match sign {
        '☑' | '✔' | '✓' | '√' | '✅' | '◼' | '⬛' => '■',
        '☐' | '◻' | '⬜' => '□',
        '○' | '◯' => '〇',
        other => match damage(other) {
            Some(Square::Full) => '■',
            Some(Square::Empty) => '□',
            None => other,
        },
    }
}

/// The next character that may be a mark, with the text before and behind it. 口 is one only in quotes.
fn next_mark(text: &str) -> Option<(&str, char, &str)> {
    let (at, sign) = text.char_indices().find(|&(at, c)| match c {
        '口' => text[..at].ends_with(QUOTES_OPEN),
        '〇' | '○' | '◯' | '◎' | '★' | '☆' => true,
        'R' | '£' | '¨' => false,
        c => is_on(c) || is_off(c),
    })?;
    Some((&text[..at], sign, &text[at + sign.len_utf8()..]))
}

const QUOTES_OPEN: [char; 6] = ['“', '"', '‘', '\'', '「', '＂'];
const QUOTES_CLOSE: [char; 6] = ['”', '"', '’', '\'', '」', '＂'];

/// Words between a mark and what it means. The longer come first.
const CONNECTORS: &[&str] =
    &["表示为", "表示", "代表", "标注的为", "标注的是", "标记的为", "的为", "的是", "为", "是", "＝", "=", "：", ":"];

/// The words that say what a mark means, and the text behind them.
fn explained(behind: &str) -> Option<(String, &str)> {
    let skip = |c: char| is_blank(c) || QUOTES_CLOSE.contains(&c);
    let text = behind.trim_start_matches(skip);
    let connected = CONNECTORS.iter().find_map(|word| text.strip_prefix(word));
    let text = connected.unwrap_or(text).trim_start_matches(is_blank);
    let ends = |&(at, c): &(usize, char)| {
        matches!(c, '，' | ',' | '；' | ';' | '。' | '\n' | '）' | ')' | '】')
            || QUOTES_OPEN.contains(&c)
            || next_mark(&text[at..]).is_some_and(|(before, ..)| before.is_empty())
    };
    let end = text.char_indices().find(ends).map_or(text.len(), |(at, _)| at);
    let words = tight(&text[..end]);
    let words = words.trim_end_matches(['、', '和', '及']);
    let said = connected.is_some() || words.starts_with("必选") || words.starts_with("可选");
    (said && (1..=MEANING_CHARS_MAX).contains(&words.chars().count())).then(|| (words.to_owned(), &text[end..]))
}

/// No mark needs more words; more are a note that happens to hold a mark.
const MEANING_CHARS_MAX: usize = 30;

fn meaning(words: &str) -> Meaning {
    let says = |known: &[&str]| known.iter().any(|word| words.contains(word));
    if says(&["不选", "未选", "非选", "不公开", "未公开", "不适用", "不采用", "不使用", "没有选"]) {
        Meaning::NotChosen
    } else if says(&["必选", "必须", "应选"]) {
        Meaning::Marked(Mark::Required)
    } else if says(&["可选", "自选", "选择性"]) {
        Meaning::Marked(Mark::Optional)
    } else if says(&["选定", "选中", "选用", "选择", "勾选", "已选", "采用", "使用", "适用"]) {
        Meaning::Marked(Mark::Used)
    } else {
        Meaning::Words(words.to_owned())
    }
}

/// Words tell marks apart only where two marks have different ones: a legend of ■ alone says that ■ is chosen, whatever it is called.
fn settled(mut said: Vec<(Option<Field>, char, Meaning)>) -> Vec<(Option<Field>, char, Meaning)> {
    let mut words: Vec<&str> =
        said.iter().filter_map(|(.., meaning)| if let Meaning::Words(words) = meaning { Some(words.as_str()) } else { None }).collect();
    words.sort_unstable();
    words.dedup();
    if words.len() < 2 {
        for (_, sign, meaning) in &mut said {
            if matches!(meaning, Meaning::Words(_)) {
                *meaning = if is_off(*sign) { Meaning::NotChosen } else { Meaning::Marked(Mark::Used) };
            }
        }
    }
    said
}

/// The field that words before a mark speak of.
fn column(before: &str) -> Option<Field> {
    let last = |words: &[&str]| words.iter().filter_map(|word| before.rfind(word)).max();
    let (contents, channels) = (last(&["内容", "要素"]), last(&["渠道", "载体"]));
    if contents.max(channels).is_none() {
        None
    } else if contents > channels {
        Some(Field::Content)
    } else {
        Some(Field::Channels)
    }
}

#[cfg(test)]
mod tests {
    use super::{Legend, Meaning};
    use crate::model::{Field, Mark};

    fn shown(legend: &Legend, field: Field, signs: &str) -> Vec<String> {
        let one = |sign| match legend.of(field, sign) {
            None => "?".to_owned(),
            Some(Meaning::NotChosen) => "not".to_owned(),
            Some(Meaning::Marked(Mark::Used)) => "used".to_owned(),
            Some(Meaning::Marked(Mark::Required)) => "required".to_owned(),
            Some(Meaning::Marked(Mark::Optional)) => "optional".to_owned(),
            Some(Meaning::Words(words)) => words.clone(),
        };
        signs.chars().map(one).collect()
    }

    #[test]
    fn legends_of_channels() {
        for (text, signs, meanings) in [
            ("（“■”表示必选项，“□”表示可选项）", "■□▲", ["required", "optional", "required"]),
            ("“■”表示必选项,“口”表示可选项", "■□口", ["required", "optional", "optional"]),
            ("注:■为必选项；□为可选项", "■□R", ["required", "optional", "required"]),
            ("■ 必选 □ 可选", "■□☐", ["required", "optional", "optional"]),
            ("注：“■”表示批准前和实施中公开，“▲”表示批准后公开", "■▲□", ["批准前和实施中公开", "批准后公开", "?"]),
            ("■=批前及实施过程；▲=批后", "■▲◆", ["批前及实施过程", "批后", "?"]),
            ("◆：报批前、▲：报批后", "◆▲■", ["报批前", "报批后", "?"]),
            ("说明：■表示选用，□表示不选用", "■□▲", ["used", "not", "used"]),
            ("注：■为公开渠道", "■□▲", ["used", "?", "used"]),
            ("■为县级公开渠道，□为乡级公开渠道", "■□▲", ["县级公开渠道", "乡级公开渠道", "?"]),
            ("公开渠道和载体（在标注范围内至少选择其一公开）", "■□▲", ["?", "?", "?"]),
        ] {
            let legend = Legend::read(text).unwrap_or_else(|| panic!("{text} is no legend"));
            assert_eq!(shown(&legend, Field::Channels, signs), meanings, "{text}");
        }
    }

    #[test]
    fn a_legend_speaks_of_the_column_it_names() {
        let text = "公开内容（“●”必选 “〇”可选）；公开渠道和载体（“■”表示必选项，“□”表示可选项）";
        let legend = Legend::read(text).unwrap();
        assert_eq!(shown(&legend, Field::Content, "●○■"), ["required", "optional", "?"]);
        assert_eq!(shown(&legend, Field::Channels, "■□口"), ["required", "optional", "optional"]);
        let of_contents = Legend::read("公开内容（“●”必选 “〇”可选）").unwrap();
        assert_eq!(shown(&of_contents, Field::Channels, "●〇■"), ["?", "?", "?"]);
    }

    #[test]
    fn other_lines_are_no_legend() {
        for text in [
            "",
            "义务教育领域基层政务公开标准目录",
            "■政府网站 □政府公报",
            "注：在公开渠道中打√。",
            "注：本目录自印发之日起施行。",
            "公开内容（要素）",
            "√",
        ] {
            assert_eq!(Legend::read(text), None, "{text}");
        }
    }
}
