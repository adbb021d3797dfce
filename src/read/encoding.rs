//! Bytes of a text file to text: UTF-8, a byte order mark, UTF-16, GBK and GB18030. Decodes only what decodes cleanly:
//! nothing ever becomes mojibake.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::guard::Refusal;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::place::Place;
use crate::rule::stage::reading::ENCODING;
use crate::words::say;

/// What a text is meant to be, which decides what encoding is usual for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// YAML: UTF-8 without a mark.
    Yaml,
    /// Fields between commas: spreadsheets know UTF-8 by its mark.
    Table,
}

/// The text of a file. An encoding other than the usual one is noted, an unknown one refused.
pub(super) fn decode(bytes: Vec<u8>, meant: Meant, shown: &str, diagnostics: &mut Diagnostics) -> Option<String> {
    if !bytes.starts_with(&[0xef, 0xbb, 0xbf]) && !bytes.starts_with(&[0xff, 0xfe]) && !bytes.starts_with(&[0xfe, 0xff]) {
        match String::from_utf8(bytes) {
            // UTF-16 without a mark is valid UTF-8 where it holds Latin letters: every other byte is zero.
            Ok(text) if !text.contains('\0') => return Some(text),
            Ok(text) => return other(text.as_bytes(), meant, shown, diagnostics).or(Some(text)),
            Err(error) => {
                let bytes = error.into_bytes();
                let text = if is_damaged_utf_8(&bytes) { None } else { other(&bytes, meant, shown, diagnostics) };
                if text.is_none() {
                    diagnostics.push(undecodable(&bytes).at(Place::file(shown)));
                }
                return text;
            }
        }
    }
    let (encoding, mark) = Encoding::for_bom(&bytes).expect("the bytes begin with a byte order mark");
    match encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]) {
        Some(text) => {
            note(encoding, meant, shown, diagnostics);
            Some(text.into_owned())
        }
        None => {
            diagnostics.push(undecodable(&bytes).at(Place::file(shown)));
            None
        }
    }
}

/// Whether bytes are UTF-8 with a few broken ones: cut off at the end, or with more whole Han characters than errors.
/// Read as GBK they would be mojibake.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let cut_off = std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none());
    let chunks = || bytes.utf8_chunks();
    let errors = chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let whole: usize = chunks().map(|chunk| chunk.valid().chars().filter(|letter| letter.len_utf8() == 3).count()).sum();
    cut_off || whole > errors
}

/// Text without a mark that is not UTF-8.
fn other(bytes: &[u8], meant: Meant, shown: &str, diagnostics: &mut Diagnostics) -> Option<String> {
    let zeros = |offset: usize| bytes.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count() * 8 > bytes.len() / 2;
    let encoding = match (zeros(1), zeros(0)) {
        (true, false) => UTF_16LE,
        (false, true) => UTF_16BE,
        (true, true) | (false, false) => GB18030,
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    // A byte of a binary file may decode to a control character; text has none.
    if text.chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t')) {
        return None;
    }
    note(encoding, meant, shown, diagnostics);
    Some(text.into_owned())
}

fn note(encoding: &'static Encoding, meant: Meant, shown: &str, diagnostics: &mut Diagnostics) {
    if encoding == UTF_8 && meant == Meant::Table {
        return;
    }
    let message = if encoding == UTF_8 {
        say!("文件开头有字节顺序标记（BOM），已按 UTF-8 读取", "the file begins with a byte order mark; it was read as UTF-8")
    } else {
        let name = if encoding == GB18030 { "GBK/GB18030" } else { encoding.name() };
        say!("文件编码是 {name}，已自动转换后读取", "the file is encoded as {name}; it was converted while reading")
    };
    let help = match meant {
        Meant::Yaml => say!("建议另存为 UTF-8（不带 BOM）编码", "better save it as UTF-8 without a byte order mark"),
        Meant::Table => {
            say!("最好另存为“CSV UTF-8（逗号分隔）”，或者 .xlsx", "better save it as “CSV UTF-8 (comma delimited)”, or as .xlsx")
        }
    };
    diagnostics.push(Diagnostic::new(&ENCODING, Place::file(shown), message).with_help(help));
}

fn undecodable(bytes: &[u8]) -> Refusal {
    let at = std::str::from_utf8(bytes).err().map_or(0, |error| error.valid_up_to());
    let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    Refusal::not_text(say!(
        "文件不是文本，或者编码无法识别（第 {line} 行附近）",
        "the file is not text, or its encoding is unknown (near line {line})"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (Option<String>, Vec<&'static str>) {
        let mut diagnostics = Diagnostics::default();
        let text = decode(bytes.to_vec(), Meant::Yaml, "甲.yaml", &mut diagnostics);
        (text, diagnostics.iter().map(|diagnostic| diagnostic.rule.name).collect())
    }

    #[test]
    fn every_usual_encoding_gives_the_same_text() {
        let text = "domain: 义务教育\r\nitems: []\n";
        let utf16: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        let gbk = encoding_rs::GBK.encode(text).0.into_owned();
        assert_eq!(decoded(text.as_bytes()), (Some(text.to_owned()), vec![]));
        for bytes in [
            [&[0xef, 0xbb, 0xbf], text.as_bytes()].concat(),
            [&[0xff, 0xfe][..], &little].concat(),
            [&[0xfe, 0xff][..], &big].concat(),
            little,
            big,
            gbk,
        ] {
            assert_eq!(decoded(&bytes), (Some(text.to_owned()), vec!["encoding-noted"]), "{bytes:02x?}");
        }
    }

    #[test]
    fn what_does_not_decode_cleanly_is_refused() {
        for bytes in [
            &[0xff, 0xff, 0xff, 0x01][..],
            b"name: \xe6\x8b",
            "甲乙丙\u{fffd}".as_bytes().split_at(11).0,
            b"\xe6\x8b\x9b\xff\xe7\x94\x9f",
            &[0xff, 0xfe, 0x00],
            &[0xef, 0xbb, 0xbf, 0xff],
        ] {
            assert_eq!(decoded(bytes), (None, vec!["unreadable-file"]), "{bytes:02x?}");
        }
    }
}
