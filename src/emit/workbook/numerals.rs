//! Chinese numerals before the title of a domain: 一 … 九十九.

const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// `二` for 2, `二十六` for 26. Beyond 99, which no catalog reaches, Arabic digits.
#[must_use]
pub(crate) fn chinese(number: usize) -> String {
    match (number / 10, number % 10) {
        (0, 0) => "〇".to_owned(),
        (0, ones) => DIGITS[ones].to_owned(),
        (1, ones) => format!("十{}", DIGITS[ones]),
        (tens, ones) if tens < 10 => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::chinese;

    #[test]
    fn counts_as_headings_do() {
        for (number, said) in [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (26, "二十六"), (99, "九十九"), (100, "100")]
        {
            assert_eq!(chinese(number), said);
        }
    }
}
