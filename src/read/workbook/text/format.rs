//! Number formats as far as they change what a person reads: digits, per cent, words around a number, dates. Colours,
//! fractions and exponents are left alone: there the number itself is shown.

/// How numbers of a style are shown, where it differs from what they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::read::workbook) enum Format {
    /// As short as possible.
    General,
    /// A date, a time, or both.
    Date,
    /// Hours that may pass 24.
    Duration,
    /// Digits before and behind the point: `00012`, `3.00`, `12.5%`, `20个工作日`.
    Fixed(Fixed),
}

/// A number with a fixed look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::read::workbook) struct Fixed {
    /// Words before it.
    pub(super) before: String,
    /// Digits before the point at least.
    pub(super) whole: usize,
    /// Digits behind it; none when it is shown as short as possible.
    pub(super) decimals: Option<usize>,
    /// Whether thousands are set off by commas.
    pub(super) thousands: bool,
    /// Whether it is shown per cent.
    pub(super) percent: bool,
    /// Words behind it.
    pub(super) after: String,
}

/// A sign of a format code.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// It means something.
    Code(char),
    /// It is printed as it stands.
    Literal(char),
}

/// What a format code makes of positive numbers.
pub(in crate::read::workbook) fn format_of(code: &str) -> Format {
    if code.len() > 256 {
        return Format::General;
    }
    let Some(signs) = first_section(code) else { return Format::Duration };
    let means_date = |sign: &Sign| matches!(sign, Sign::Code(letter) if "dmyhs".contains(letter.to_ascii_lowercase()));
    let is_general =
        signs.windows(7).position(|signs| signs.iter().zip("General".chars()).all(|(sign, letter)| *sign == Sign::Code(letter)));
    if let Some(at) = is_general {
        let literal =
            |signs: &[Sign]| signs.iter().map(|sign| if let Sign::Literal(letter) = sign { Some(*letter) } else { None }).collect();
        return match (literal(&signs[..at]), literal(&signs[at + 7..])) {
            (Some(before), Some(after)) => plain_or(Fixed { before, after, ..Fixed::default() }),
            _ => Format::General,
        };
    }
    if signs.iter().any(means_date) {
        return Format::Date;
    }
    fixed(&signs).map_or(Format::General, plain_or)
}

/// The format of a number Excel gives to styles without writing its code.
pub(in crate::read::workbook) fn built_in(id: u16) -> Format {
    match id {
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Format::Date,
        46 => Format::Duration,
        1 => format_of("0"),
        2 => format_of("0.00"),
        3 | 37 | 38 => format_of("#,##0"),
        4 | 39 | 40 => format_of("#,##0.00"),
        9 => format_of("0%"),
        10 => format_of("0.00%"),
        _ => Format::General,
    }
}

fn plain_or(fixed: Fixed) -> Format {
    if fixed == Fixed::default() { Format::General } else { Format::Fixed(fixed) }
}

/// The signs up to the first `;`; none when the section counts hours (`[h]:mm`). What only takes room is left out.
fn first_section(code: &str) -> Option<Vec<Sign>> {
    let mut signs = Vec::new();
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            ';' => break,
            '"' => signs.extend(letters.by_ref().take_while(|letter| *letter != '"').map(Sign::Literal)),
            '\\' => signs.extend(letters.next().map(Sign::Literal)),
            '_' | '*' => drop(letters.next()),
            '[' => {
                let inner: String = letters.by_ref().take_while(|letter| *letter != ']').collect();
                let is_time = |time: char| !inner.is_empty() && inner.chars().all(|letter| letter.eq_ignore_ascii_case(&time));
                if ['h', 'm', 's'].into_iter().any(is_time) {
                    return None;
                }
                // A currency, `[$¥-804]`; colours, conditions and locales say nothing.
                if let Some(currency) = inner.strip_prefix('$') {
                    signs.extend(currency.split('-').next().unwrap_or_default().chars().map(Sign::Literal));
                }
            }
            ' ' | '-' | '+' | '(' | ')' | '¥' | '￥' | '$' => signs.push(Sign::Literal(letter)),
            letter if !letter.is_ascii() => signs.push(Sign::Literal(letter)),
            letter => signs.push(Sign::Code(letter)),
        }
    }
    Some(signs)
}

/// A section of literal words around one run of digits; none when it holds anything else.
fn fixed(signs: &[Sign]) -> Option<Fixed> {
    let mut found = Fixed { decimals: Some(0), ..Fixed::default() };
    let (mut digits, mut behind_point, mut decimals) = (0, false, 0);
    for (at, sign) in signs.iter().enumerate() {
        match *sign {
            Sign::Literal(letter) if digits == 0 && !behind_point => found.before.push(letter),
            Sign::Literal(letter) => found.after.push(letter),
            // Digits go on behind words (`000-000`): no plain number.
            Sign::Code('0' | '#' | '.' | ',') if !found.after.is_empty() || found.percent => return None,
            Sign::Code('0') if behind_point => decimals += 1,
            Sign::Code('0') => {
                found.whole += 1;
                digits += 1;
            }
            Sign::Code('#') if !behind_point && found.whole == 0 => digits += 1,
            // A comma behind the last digit divides by a thousand; between digits it is printed.
            Sign::Code(',') if digits > 0 && !behind_point && matches!(signs.get(at + 1), Some(Sign::Code('0' | '#'))) => {
                found.thousands = true;
            }
            Sign::Code('.') if !behind_point => behind_point = true,
            Sign::Code('%') if !found.percent => {
                found.percent = true;
                found.after.push('%');
            }
            Sign::Code(_) => return None,
        }
    }
    found.decimals = Some(decimals);
    let fits = digits + decimals > 0 && found.whole <= 32 && decimals <= 32;
    fits.then_some(found)
}

#[cfg(test)]
mod tests {
    use super::super::{Epoch, number};
    use super::*;

    #[test]
    fn numbers_look_as_their_format_says() {
        for (code, value, expected) in [
            ("General", 20.0, "20"),
            ("@", 1.5, "1.5"),
            ("00000", 12.0, "00012"),
            ("0.00_ ", 2.5, "2.50"),
            ("0.00_);[Red]\\(0.00\\)", -2.5, "-2.50"),
            ("0.00_);[Red]\\(0.00\\)", -0.001, "0.00"),
            ("#,##0", 1_234_567.0, "1,234,567"),
            ("#,##0.0", 999.96, "1,000.0"),
            ("#,##0,", 1_234_567.0, "1234567"),
            ("0%", 0.125, "13%"),
            ("0", 2.5, "3"),
            ("0.00", 1.005, "1.01"),
            ("0\"个工作日\"", 20.0, "20个工作日"),
            ("\"第\"0\"条\"", 7.0, "第7条"),
            ("General\"天\"", 1.5, "1.5天"),
            ("[$¥-804]#,##0.00", 1234.5, "¥1,234.50"),
            ("000-0000", 1_234_567.0, "1234567"),
            ("# ?/?", 0.5, "0.5"),
            ("0.00E+00", 12_345.0, "12345"),
            (";;;", 7.0, "7"),
            ("yyyy\"年\"m\"月\"", 44_176.0, "2020-12-11"),
            ("[$-804]yyyy-m-d;@", 44_176.0, "2020-12-11"),
            ("h:mm", 0.5, "12:00"),
            ("[h]:mm", 1.5, "36:00:00"),
        ] {
            assert_eq!(number(value, &format_of(code), Epoch::Windows), expected, "{code}");
        }
        assert_eq!(number(42_714.0, &built_in(14), Epoch::Macintosh), "2020-12-11");
        assert_eq!(number(0.5, &built_in(10), Epoch::Windows), "50.00%");
    }
}
