//! Numbers with a unit of time: `20个工作日`, `二十日`, `3年`, `半年`.

use crate::model::Unit;

/// A number with its unit, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount {
    pub(super) n: u32,
    pub(super) unit: Unit,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Every amount of a text.
pub(super) fn amounts(text: &str) -> impl Iterator<Item = Amount> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let amount = text[from..]
            .char_indices()
            .filter(|&(_, c)| is_digit(c) || is_han(c) || c == '半')
            .find_map(|(at, _)| at_place(text, from + at))?;
        from = amount.end;
        Some(amount)
    })
}

/// The amount a text starts with.
pub(super) fn leading(text: &str) -> Option<Amount> {
    at_place(text, 0)
}

/// The amount that begins at a place; not in the middle of a number, and not 第二年.
fn at_place(text: &str, start: usize) -> Option<Amount> {
    let rest = &text[start..];
    let first = rest.chars().next()?;
    let before = text[..start].chars().next_back();
    if first == '半' {
        let end = start + "半年".len();
        let is_half_year =
            rest.starts_with("半年") && !text[end..].starts_with('度') && !before.is_some_and(|c| matches!(c, '每' | '上' | '下'));
        return is_half_year.then_some(Amount { n: 1, unit: Unit::HalfYear, start, end });
    }
    if before.is_some_and(|c| c == '第' || (is_digit(first) && is_digit(c)) || (is_han(first) && is_han(c))) {
        return None;
    }
    let (n, length) = number(rest)?;
    let (unit, unit_length) = unit(&rest[length..])?;
    (n > 0).then_some(Amount { n, unit, start, end: start + length + unit_length })
}

/// The number a text starts with, and its bytes.
pub(super) fn number(text: &str) -> Option<(u32, usize)> {
    let first = text.chars().next()?;
    if is_digit(first) {
        let length = text.find(|c| !is_digit(c)).unwrap_or(text.len());
        return Some((text[..length].parse().ok()?, length));
    }
    if is_han(first) {
        let length = text.find(|c| !is_han(c)).unwrap_or(text.len());
        return Some((han(&text[..length])?, length));
    }
    None
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn is_han(c: char) -> bool {
    matches!(c, '零' | '〇' | '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百')
}

/// 二十, 十五, 两, 一百二十: below a thousand, which every limit is.
fn han(text: &str) -> Option<u32> {
    let (mut total, mut digit) = (0, None);
    for c in text.chars() {
        let scale = match c {
            '百' => 100,
            '十' => 10,
            '零' | '〇' => continue,
            other => {
                let value = "一二三四五六七八九".chars().zip(1..).find(|(known, _)| *known == other).map(|(_, value)| value);
                let value = value.or((other == '两').then_some(2))?;
                // 二三 is "two or three", no number.
                if digit.replace(value).is_some() {
                    return None;
                }
                continue;
            }
        };
        if total % (scale * 10) != 0 || (total != 0 && scale == 100) {
            return None;
        }
        total += digit.take().unwrap_or(1) * scale;
    }
    Some(total + digit.unwrap_or(0))
}

/// The unit a text starts with, 个 before it included, and its bytes.
fn unit(text: &str) -> Option<(Unit, usize)> {
    let (counted, bare) = match text.strip_prefix('个') {
        Some(bare) => (true, bare),
        None => (false, text),
    };
    let words: &[(&str, Unit, Option<bool>)] = &[
        ("工作日", Unit::WorkingDay, None),
        ("工作天", Unit::WorkingDay, None),
        ("小时", Unit::Hour, None),
        ("自然日", Unit::Day, None),
        ("日历日", Unit::Day, None),
        ("日历天", Unit::Day, None),
        ("星期", Unit::Week, None),
        ("季度", Unit::Quarter, Some(true)),
        ("月", Unit::Month, Some(true)),
        ("周", Unit::Week, Some(false)),
        ("日", Unit::Day, Some(false)),
        ("天", Unit::Day, Some(false)),
        ("年", Unit::Year, Some(false)),
    ];
    let (word, unit, _) =
        words.iter().find(|(word, _, needs_counting)| bare.starts_with(word) && needs_counting.is_none_or(|needs| needs == counted))?;
    // 三周年, 5年度, 10日常: other words.
    if bare[word.len()..].starts_with(['年', '度', '常']) {
        return None;
    }
    Some((*unit, text.len() - bare.len() + word.len()))
}

#[cfg(test)]
mod tests {
    use super::{amounts, han};
    use crate::model::Unit;

    #[test]
    fn chinese_numbers() {
        for (text, value) in [
            ("二十", Some(20)),
            ("十五", Some(15)),
            ("十", Some(10)),
            ("两", Some(2)),
            ("一百二十", Some(120)),
            ("一百零五", Some(105)),
            ("三", Some(3)),
            ("二三", None),
            ("十百", None),
            ("十十", None),
        ] {
            assert_eq!(han(text), value, "{text}");
        }
    }

    #[test]
    fn amounts_of_a_text() {
        for (text, found) in [
            ("20个工作日", vec![(20, Unit::WorkingDay)]),
            ("20工作日内", vec![(20, Unit::WorkingDay)]),
            ("6个月", vec![(6, Unit::Month)]),
            ("6月", vec![]),
            ("半年", vec![(1, Unit::HalfYear)]),
            ("第二年", vec![]),
            ("之日起三十日，满3年", vec![(30, Unit::Day), (3, Unit::Year)]),
            ("0日", vec![]),
            ("99999999999日", vec![]),
            ("20个工作", vec![]),
        ] {
            let read: Vec<_> = amounts(text).map(|amount| (amount.n, amount.unit)).collect();
            assert_eq!(read, found, "{text}");
        }
    }
}
