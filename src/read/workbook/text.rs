//! A cell's value as the text a person sees: `1` not `1.0`, `2020-12-11` not `44176`. Runs no formula.

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType, Style};

mod format;

use format::Fixed;
pub(super) use format::{Format, built_in, format_of};

/// From which day a workbook counts its dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Epoch {
    /// 1900, as Windows has it.
    Windows,
    /// 1904, as old Macintoshes had it.
    Macintosh,
}

/// The formats of a workbook, by style number.
pub(super) fn formats(styles: &[Style]) -> Vec<Format> {
    styles.iter().map(|style| style.number_format.as_ref().map_or(Format::General, |format| format_of(&format.format_code))).collect()
}

/// The text of a cell, ends trimmed; none when nothing stands there.
pub(super) fn of(value: &DataRef<'_>, format: Option<&Format>) -> Option<String> {
    let text = match value {
        DataRef::SharedString(text) => clean(text),
        DataRef::String(text) | DataRef::DurationIso(text) => clean(text),
        DataRef::DateTimeIso(text) => iso(text),
        DataRef::Float(number) => shown(*number, format.unwrap_or(&Format::General)),
        DataRef::Int(number) => number.to_string(),
        DataRef::Bool(is_true) => truth(*is_true).to_owned(),
        DataRef::Error(error) => error.to_string(),
        DataRef::DateTime(moment) => date(moment),
        DataRef::Empty => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// Line ends become `\n`, control characters go, blank ends of every width go.
pub(in crate::read) fn clean(text: &str) -> String {
    let text = text.trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, '\u{200b}' | '\u{2060}' | '\u{feff}'));
    // Without an early end many bytes are looked at at a time.
    let is_unclean = |byte: u8| (byte < b' ' && byte != b'\n') || byte == 0x7f || byte == 0xc2;
    if !text.bytes().fold(false, |unclean, byte| unclean | is_unclean(byte)) {
        return text.to_owned();
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t')).collect()
}

/// The text of a number under its format.
pub(super) fn number(number: f64, format: &Format, epoch: Epoch) -> String {
    let kind = match format {
        Format::General | Format::Fixed(_) => return shown(number, format),
        Format::Date => ExcelDateTimeType::DateTime,
        Format::Duration => ExcelDateTimeType::TimeDelta,
    };
    date(&ExcelDateTime::new(number, kind, epoch == Epoch::Macintosh))
}

/// A number as binary workbooks shorten it: 30 bits of a whole or a broken one, possibly in hundredths.
pub(super) fn short_number(bits: u32) -> f64 {
    let number = if bits & 2 != 0 { f64::from(bits.cast_signed() >> 2) } else { f64::from_bits(u64::from(bits & !3) << 32) };
    if bits & 1 != 0 { number / 100.0 } else { number }
}

/// As Excel prints a truth value.
pub(super) fn truth(is_true: bool) -> &'static str {
    if is_true { "TRUE" } else { "FALSE" }
}

/// As Excel prints an error, by its number in binary workbooks.
pub(super) fn error(number: u8) -> &'static str {
    match number {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2b => "#GETTING_DATA",
        _ => "#N/A",
    }
}

fn shown(number: f64, format: &Format) -> String {
    match format {
        // calamine tells dates itself; what it takes for a number is one.
        Format::General | Format::Date | Format::Duration => general(number),
        Format::Fixed(fixed) => in_digits(number, fixed),
    }
}

fn in_digits(number: f64, fixed: &Fixed) -> String {
    let number = if fixed.percent { number * 100.0 } else { number };
    let Fixed { before, after, whole, .. } = fixed;
    let digits = match fixed.decimals {
        None => general(number.abs()),
        Some(decimals) => {
            let width = whole + if decimals > 0 { decimals + 1 } else { 0 };
            format!("{:0width$.decimals$}", rounded(number.abs(), decimals))
        }
    };
    let digits = if fixed.thousands { in_thousands(&digits) } else { digits };
    let is_zero = digits.bytes().all(|digit| matches!(digit, b'0' | b'.' | b','));
    let sign = if number < 0.0 && !is_zero { "-" } else { "" };
    format!("{sign}{before}{digits}{after}").trim().to_owned()
}

/// Rounds as Excel does: half a digit goes up, and it is half where 15 digits say so.
fn rounded(number: f64, decimals: usize) -> f64 {
    let scale = 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
    let scaled = fifteen_digits(number * scale);
    if scaled < 1e15 { scaled.round() / scale } else { number }
}

fn in_thousands(digits: &str) -> String {
    let (whole, decimals) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut text = String::with_capacity(digits.len() + whole.len() / 3);
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text + decimals
}

/// A number as short as possible.
pub(super) fn general(number: f64) -> String {
    let rounded = fifteen_digits(number);
    // There is no negative zero in a sheet.
    if rounded == 0.0 { "0".to_owned() } else { rounded.to_string() }
}

/// Excel keeps 15 digits; what lies behind them is noise of binary fractions.
fn fifteen_digits(number: f64) -> f64 {
    format!("{number:.14e}").parse().unwrap_or(number)
}

fn date(moment: &ExcelDateTime) -> String {
    let serial = moment.as_f64();
    if moment.is_duration() {
        let seconds = (serial * 86_400.0).round();
        let (hours, rest) = ((seconds / 3600.0).trunc(), (seconds % 3600.0).abs());
        return format!("{hours}:{:02}:{:02}", (rest / 60.0).trunc(), rest % 60.0);
    }
    // A number Excel cannot show as a date (it prints ####) stays a number.
    if !(0.0..2_958_466.0).contains(&serial) {
        return general(serial);
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let time = if second == 0 { format!("{hour:02}:{minute:02}") } else { format!("{hour:02}:{minute:02}:{second:02}") };
    if serial < 1.0 {
        time
    } else if serial.fract() == 0.0 {
        format!("{year}-{month:02}-{day:02}")
    } else {
        format!("{year}-{month:02}-{day:02} {time}")
    }
}

/// A date as ISO 8601 writes it, without a time that is midnight.
pub(super) fn iso(text: &str) -> String {
    let text = clean(text);
    match text.split_once('T') {
        Some((date, time)) if time.trim_end_matches('Z').bytes().all(|byte| matches!(byte, b'0' | b':' | b'.')) => date.to_owned(),
        Some((date, time)) => format!("{date} {}", time.trim_end_matches('Z')),
        None => text,
    }
}
