//! The one thing read from a formula: the address of `=HYPERLINK("https://…", …)` when it is written out. Computes nothing.

/// Tokens of binary formulas: a text, a reference to a cell, a number, an argument left out, a call.
const TEXT: u8 = 0x17;
const REFERENCES: [u8; 3] = [0x24, 0x44, 0x64];
const NUMBER: u8 = 0x1e;
const LEFT_OUT: u8 = 0x16;
const CALLS: [u8; 3] = [0x22, 0x42, 0x62];
/// The number of the function.
const HYPERLINK: u16 = 359;

/// Bytes of a formula's beginning that can hold an address.
pub(super) const BEGINNING_BYTES: usize = 16 << 10;

/// The address a formula writes out, as .xlsx keeps formulas: `HYPERLINK("https://…","查看")`.
pub(super) fn written(formula: &str) -> Option<String> {
    let name = "HYPERLINK";
    let formula = formula.trim_start();
    let rest = formula.get(name.len()..).filter(|_| formula[..name.len()].eq_ignore_ascii_case(name))?;
    let mut rest = rest.trim_start().strip_prefix('(')?.trim_start().strip_prefix('"')?;
    let mut address = String::new();
    loop {
        let (before, behind) = rest.split_once('"')?;
        address += before;
        // Two quotes are one quote of the text.
        let Some(more) = behind.strip_prefix('"') else {
            // Where anything else follows, the address is put together from parts.
            return behind.trim_start().starts_with([',', ')']).then_some(address);
        };
        address.push('"');
        rest = more;
    }
}

/// Likewise from tokens. `text` reads a text behind its token: the bytes it takes and what it says.
pub(super) fn in_tokens(tokens: &[u8], text: impl Fn(&[u8]) -> Option<(usize, String)>, reference_bytes: usize) -> Option<String> {
    let (arguments, call) = tokens.split_at_checked(tokens.len().checked_sub(4)?)?;
    if !CALLS.contains(&call[0]) || u16::from_le_bytes([call[2], call[3]]) & 0x7fff != HYPERLINK {
        return None;
    }
    let first = arguments.strip_prefix(&[TEXT])?;
    let (used, address) = text(first)?;
    let is_whole = match (call[1] & 0x7f, first.get(used..)?) {
        (1, []) => true,
        (2, [TEXT, label @ ..]) => text(label).is_some_and(|(used, _)| used == label.len()),
        (2, [token, reference @ ..]) if REFERENCES.contains(token) => reference.len() == reference_bytes,
        (2, [NUMBER, number @ ..]) => number.len() == 2,
        (2, [LEFT_OUT]) => true,
        _ => false,
    };
    is_whole.then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_written_out_are_found() {
        for (formula, address) in [
            ("HYPERLINK(\"https://example.cn/a?b=1&c=2\",\"查看\")", Some("https://example.cn/a?b=1&c=2")),
            ("hyperlink( \"http://a.cn\" )", Some("http://a.cn")),
            ("HYPERLINK(\"http://a.cn/\"\"b\"\"\",A1)", Some("http://a.cn/\"b\"")),
            ("HYPERLINK(\"http://a.cn/\"&A1,\"查看\")", None),
            ("HYPERLINK(A1,\"http://a.cn\")", None),
            ("IF(A1,HYPERLINK(\"http://a.cn\"))", None),
            ("HYPERLINK(\"http://a.cn", None),
            ("甲乙丙丁戊", None),
            ("", None),
        ] {
            assert_eq!(written(formula).as_deref(), address, "{formula}");
        }
    }

    #[test]
    fn addresses_in_tokens_are_found() {
        let text = |bytes: &[u8]| {
            let length = usize::from(*bytes.first()?);
            Some((1 + length, String::from_utf8(bytes.get(1..=length)?.to_vec()).ok()?))
        };
        let call = |arguments: &[u8], count: u8| [arguments, &[0x42, count, 0x67, 0x01]].concat();
        let found = |tokens: &[u8]| in_tokens(tokens, text, 4);
        assert_eq!(found(&call(b"\x17\x03a.b", 1)).as_deref(), Some("a.b"));
        assert_eq!(found(&call(b"\x17\x03a.b\x17\x01x", 2)).as_deref(), Some("a.b"));
        assert_eq!(found(&call(b"\x17\x03a.b\x44\0\0\0\0", 2)).as_deref(), Some("a.b"));
        // The address goes on with a cell: `"a.b"&A1`.
        assert_eq!(found(&call(b"\x17\x03a.b\x44\0\0\0\0\x08\x17\x01x", 2)), None);
        assert_eq!(found(&call(b"\x17\x09a.b", 1)), None);
        assert_eq!(found(b"\x17\x03a.b\x42\x01\x01\x00"), None);
        assert_eq!(found(b""), None);
    }
}
