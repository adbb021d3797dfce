//! 公开层级: ticked columns, or one column of words.

use crate::model::item::TICK;
use crate::model::print::ticked;
use crate::model::{Tier, Tiers};
use crate::parse::glyph::is_blank;
use crate::parse::tick;
use crate::place::{Located, Place};

/// What one cell of words says: `县级、乡级`, `市级/镇级`. Anything else beside tiers is not understood.
#[must_use]
pub fn words(text: &str, place: &Place) -> Tiers {
    let said = tick::pieces(text, leading_word);
    let mut tiers = Tiers::new();
    if !said.rest.is_empty() {
        return tiers;
    }
    // 市级、县级、乡级: of two upper levels the lower is the city's.
    let has_lower = said.named.iter().any(|((_, is_lower), _)| *is_lower);
    for ((tier, is_lower), value) in said.named {
        let tier = if tier == Tier::City && has_lower && !is_lower { Tier::Prefecture } else { tier };
        if tiers.get(tier).is_none_or(|known: &Located<String>| known.value == TICK) {
            tiers.insert(tier, Located::new(value, place.clone()));
        }
    }
    tiers
}

/// What ticked columns say, and the text one would say it with in one cell (`市级、镇级`).
#[must_use]
pub fn columns(ticks: Vec<(Tier, Located<String>)>) -> (String, Tiers) {
    let mut tiers = Tiers::new();
    for (tier, cell) in ticks {
        let named = word(&cell.value);
        // A column 州级县级 that holds the word 州级 speaks of the 州. A word for the city under the upper of two columns is its own name.
        let (tier, own) = match named {
            Some(Tier::Prefecture) => (Tier::Prefecture, true),
            Some(Tier::City) => (tier, tier <= Tier::City),
            Some(Tier::Town | Tier::Village) => (tier, named == Some(tier)),
            None => (tier, false),
        };
        if let Some(value) = tick::column(Some(cell), |_| own) {
            tiers.insert(tier, value);
        }
    }
    let names = [(Tier::Prefecture, "设区市级"), (Tier::City, "市级"), (Tier::Town, "镇级"), (Tier::Village, "村级")];
    let parts = names.map(|(tier, name)| (name, tiers.get(tier)));
    (ticked(&parts), tiers)
}

/// The tier one word names: 县级, 市级, 区级 → city; 镇级, 乡级, 乡、村级 → town; 村级 → village; 设区市级, 省级 → prefecture.
/// Which of two upper columns is the city, the table decides, not the word.
#[must_use]
pub fn word(text: &str) -> Option<Tier> {
    if text.len() > WORD_BYTES_MAX || text.contains(['；', ';', '：', ':', '。']) {
        return None;
    }
    let bare: String =
        text.chars().filter(|&c| !is_blank(c) && !matches!(c, '（' | '）' | '(' | ')' | '、' | '/' | '，' | ',' | '级')).collect();
    if bare.is_empty() || bare.chars().count() > 10 {
        return None;
    }
    // 县、乡级 are two words; only those in the tables below are one.
    let named_place = text.contains('级') && !text.contains(['、', '/', '，', ',']);
    let is = |words: &[&str]| words.contains(&bare.as_str());
    let towns = is(TOWNS) || (bare.ends_with(['镇', '乡']) && (named_place || bare.chars().count() == 1));
    if is(&["省", "自治区", "设区市", "地市", "州", "州市", "地州市", "国家", "盟", "盟市"]) {
        Some(Tier::Prefecture)
    } else if is(&["村", "村居", "村社区", "社区", "居", "行政村", "村组"]) {
        Some(Tier::Village)
    } else if towns {
        Some(Tier::Town)
    } else if bare.ends_with(['市', '县', '区', '旗']) && (named_place || bare.chars().all(|c| matches!(c, '市' | '县' | '区' | '旗')))
    {
        // 东阳市级 as well as 市级; 县（市、区）级 as well as 县级.
        Some(Tier::City)
    } else {
        None
    }
}

/// No word for a tier is longer.
const WORD_BYTES_MAX: usize = 60;

/// Words for the level of the towns, brackets and separators left out.
const TOWNS: &[&str] = &[
    "街道",
    "镇街",
    "乡镇",
    "镇街道",
    "乡镇街道",
    "镇乡街道",
    "街镇",
    "乡村",
    "镇村",
    "镇街乡",
    "乡镇村",
    "镇街园区",
    "开发区",
    "园区",
    "作业区",
];

/// The tier a text starts with, whether a word of counties or districts says it, and the length of that word: up to 级 if that is
/// one word (乡、村级), else up to the separator.
fn leading_word(text: &str) -> Option<((Tier, bool), usize)> {
    let near = || text.char_indices().take(WORD_BYTES_MAX / 3);
    let level = near().find(|&(_, c)| c == '级').map(|(at, c)| at + c.len_utf8());
    let ends = |c: char| is_blank(c) || matches!(c, '、' | '，' | ',' | '；' | ';' | '/' | '：' | ':' | '和' | '及');
    let separator = near().find(|&(_, c)| ends(c)).map(|(at, _)| at).or_else(|| (text.len() <= WORD_BYTES_MAX).then_some(text.len()));
    let found = [level, separator].into_iter().flatten().find_map(|end| Some((word(&text[..end])?, end)));
    found.map(|(tier, end)| ((tier, tier == Tier::City && text[..end].contains(['县', '区', '旗'])), end))
}

#[cfg(test)]
mod tests {
    use super::{columns, word, words};
    use crate::model::Tier::{City, Prefecture, Town, Village};
    use crate::place::{Located, Place};

    #[test]
    fn a_word_names_a_tier() {
        for (text, tier) in [
            ("县级", Some(City)),
            ("市级", Some(City)),
            ("区级", Some(City)),
            ("区县级", Some(City)),
            ("县（区）级", Some(City)),
            ("县（市、区）级", Some(City)),
            ("东阳市级", Some(City)),
            ("镇级", Some(Town)),
            ("乡级", Some(Town)),
            ("乡、村级", Some(Town)),
            ("镇、村级", Some(Town)),
            ("乡镇级", Some(Town)),
            ("镇（街）级", Some(Town)),
            ("镇街（园区）级", Some(Town)),
            ("镇街级", Some(Town)),
            ("开发区", Some(Town)),
            ("作业区", Some(Town)),
            ("村级", Some(Village)),
            ("村（社区）级", Some(Village)),
            ("村", Some(Village)),
            ("设区市级", Some(Prefecture)),
            ("省级", Some(Prefecture)),
            ("州级", Some(Prefecture)),
            ("√", None),
            ("公开层级", None),
            ("常熟市", None),
            ("", None),
        ] {
            assert_eq!(word(text), tier, "{text}");
        }
    }

    #[test]
    fn words_of_one_cell() {
        for (text, tiers) in [
            ("县级", vec![City]),
            ("县级、乡级", vec![City, Town]),
            ("市级/镇级", vec![City, Town]),
            ("市级、乡、村级", vec![City, Town]),
            ("乡级、村级", vec![Town, Village]),
            ("县级\n乡级", vec![City, Town]),
            ("县、乡级", vec![City, Town]),
            ("县级、镇（乡、街道）级、村（社区）级", vec![City, Town, Village]),
            ("市县", vec![City]),
            ("市级、县级、乡级", vec![Prefecture, City, Town]),
            ("县级√ 乡级√", vec![City, Town]),
            ("县\n级", vec![City]),
            ("■县级□乡级", vec![City]),
            ("待定", vec![]),
            ("市级、待定", vec![]),
            ("", vec![]),
        ] {
            let read: Vec<_> = words(text, &Place::file("a")).keys().collect();
            assert_eq!(read, tiers, "{text}");
        }
    }

    #[test]
    fn ticks_of_columns() {
        let cell = |tier, text: &str| (tier, Located::new(text.to_owned(), Place::file("a")));
        for (ticks, text) in [
            (vec![cell(City, "√"), cell(Town, "√")], "市级、镇级"),
            (vec![cell(City, "√"), cell(Town, "")], "市级"),
            (vec![cell(City, "□"), cell(Town, "■")], "镇级"),
            (vec![cell(City, "县级")], "市级"),
            (vec![cell(City, "州级")], "设区市级"),
            (vec![cell(Prefecture, "市级"), cell(City, "√")], "设区市级、市级"),
            (vec![cell(City, "√"), cell(Town, "部分乡镇")], "市级；镇级：部分乡镇"),
            (vec![], ""),
        ] {
            let (said, tiers) = columns(ticks);
            assert_eq!(said, text);
            assert_eq!(words(&said, &Place::file("a")), tiers, "{said}");
        }
    }
}
