//! A cell's value as the text a person sees: `1` not `1.0`, `2020-12-11` not `44176`. Runs no formula.

use calamine::{DataRef, ExcelDateTime, Style};

/// How numbers of a style are shown, where it differs from what they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// As short as possible.
    General,
    /// `00012`, `3.00`, `12.5%`: digits before and behind the point, per cent.
    Fixed {
        /// Digits before the point at least.
        whole: usize,
        /// Digits behind it.
        decimals: usize,
        /// Whether it is shown per cent.
        percent: bool,
    },
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
        DataRef::Float(number) => shown(*number, format.copied().unwrap_or(Format::General)),
        DataRef::Int(number) => number.to_string(),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::Error(error) => error.to_string(),
        DataRef::DateTime(moment) => date(moment),
        DataRef::Empty => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// Line ends become `\n`, control characters go, blank ends of every width go.
pub(in crate::read) fn clean(text: &str) -> String {
    let text = text.trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, '\u{200b}' | '\u{2060}' | '\u{feff}'));
    if !text.bytes().any(|byte| (byte < b' ' && byte != b'\n') || byte == 0x7f || byte == 0xc2) {
        return text.to_owned();
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t')).collect()
}

fn format_of(code: &str) -> Format {
    let (code, percent) = code.strip_suffix('%').map_or((code, false), |code| (code, true));
    let (whole, decimals) = code.split_once('.').unwrap_or((code, ""));
    let zeros = |digits: &str| digits.bytes().all(|byte| byte == b'0');
    if whole.is_empty() || whole.len() > 32 || decimals.len() > 32 || !zeros(whole) || !zeros(decimals) {
        return Format::General;
    }
    Format::Fixed { whole: whole.len(), decimals: decimals.len(), percent }
}

fn shown(number: f64, format: Format) -> String {
    match format {
        Format::General => general(number),
        Format::Fixed { whole, decimals, percent } => {
            let number = if percent { number * 100.0 } else { number };
            let sign = if number < 0.0 { "-" } else { "" };
            let width = whole + if decimals > 0 { decimals + 1 } else { 0 };
            let percent = if percent { "%" } else { "" };
            format!("{sign}{:0width$.decimals$}{percent}", number.abs())
        }
    }
}

/// Excel keeps 15 digits; what lies behind them is noise of binary fractions.
pub(super) fn general(number: f64) -> String {
    let rounded = format!("{number:.14e}").parse::<f64>().unwrap_or(number);
    // There is no negative zero in a sheet.
    if rounded == 0.0 { "0".to_owned() } else { rounded.to_string() }
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
