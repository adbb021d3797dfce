//! The quick way over sheets and shared texts: the same checks on tags cut at the speed of the inflater. Where a text
//! is long or the XML unusual it gives up, and the exact parser looks.

use quick_xml::events::BytesStart;

use super::{Quick, Scan, Texts, Within};
use crate::read::guard::{LIMITS, Refusal};
use crate::read::package::{Package, Tag};

/// Checks a sheet; none when the exact parser must look.
pub(super) fn sheet(package: &mut Package<'_>, path: &str) -> Result<Option<Scan>, Refusal> {
    let Some(mut tags) = package.tags(path, LIMITS.part_bytes)? else { return Ok(None) };
    let mut scan = Scan::default();
    loop {
        if scan.within == Within::Nothing
            && let Some((inner, digits)) = tags.plain_cell()
        {
            if digits > LIMITS.cell_characters || !start(&mut scan, inner)? {
                return Ok(None);
            }
            end(&mut scan, b"c");
            continue;
        }
        match tags.next()? {
            Tag::Start(inner) => {
                if !start(&mut scan, inner)? {
                    return Ok(None);
                }
            }
            Tag::Empty(inner) => {
                if !start(&mut scan, inner)? {
                    return Ok(None);
                }
                end(&mut scan, name(inner));
            }
            Tag::End(name) => end(&mut scan, name),
            Tag::Text(text) => match scan.within {
                Within::Nothing => {}
                Within::Formula | Within::ErrorCell => match std::str::from_utf8(text) {
                    Ok(text) => scan.text(text)?,
                    Err(_) => return Ok(None),
                },
                // Bytes are never fewer than characters.
                Within::Cell => {
                    scan.characters += text.len();
                    if scan.characters > LIMITS.cell_characters {
                        return Ok(None);
                    }
                }
            },
            Tag::Unusual => return Ok(None),
            Tag::Eof => return Ok(Some(scan)),
        }
    }
}

/// Checks the shared texts.
pub(super) fn shared_texts(package: &mut Package<'_>, path: &str) -> Result<Quick, Refusal> {
    let Some(mut tags) = package.tags(path, LIMITS.part_bytes)? else { return Ok(Quick::Sure) };
    let mut texts = Texts::default();
    let mut bytes = 0;
    loop {
        match tags.next()? {
            Tag::Start(inner) | Tag::Empty(inner) => {
                let name = name(inner);
                if matches!(local(name), b"si" | b"sst") {
                    let Ok(inner) = std::str::from_utf8(inner) else { return Ok(Quick::Unsure) };
                    texts.start(&BytesStart::from_content(inner, name.len()))?;
                    bytes = 0;
                }
            }
            Tag::Text(text) => {
                bytes += text.len();
                if bytes > LIMITS.cell_characters {
                    return Ok(Quick::Unsure);
                }
            }
            Tag::End(_) => {}
            Tag::Unusual => return Ok(Quick::Unsure),
            Tag::Eof => return Ok(Quick::Sure),
        }
    }
}

/// Hands a start tag to the scan, when it looks at tags of its name; false when the exact parser must look.
fn start(scan: &mut Scan, inner: &[u8]) -> Result<bool, Refusal> {
    let name = name(inner);
    if !matches!(local(name), b"c" | b"row" | b"f" | b"col" | b"mergeCell" | b"dimension" | b"hyperlink") {
        return Ok(true);
    }
    if let Some(rest) = inner.strip_prefix(b"c r=\"")
        && scan.usual_cell(rest)
    {
        return Ok(true);
    }
    let Ok(inner) = std::str::from_utf8(inner) else { return Ok(false) };
    scan.start(&BytesStart::from_content(inner, name.len()))?;
    Ok(true)
}

fn end(scan: &mut Scan, name: &[u8]) {
    match local(name) {
        b"c" => scan.end("c"),
        b"row" => scan.end("row"),
        b"f" => scan.end("f"),
        _ => {}
    }
}

impl Scan {
    /// A cell as nearly every program writes it: its address first, and no second one. `rest` begins behind `c r="`.
    fn usual_cell(&mut self, rest: &[u8]) -> bool {
        let letters = rest.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
        let digits = rest[letters..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (address, rest) = rest.split_at(letters + digits);
        let is_usual = (1..=3).contains(&letters) && (1..=7).contains(&digits) && rest.first() == Some(&b'"');
        if !is_usual || rest.windows(2).any(|pair| pair == b"r=" || pair == b"r ") {
            return false;
        }
        let column = address[..letters].iter().fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1);
        let row = address[letters..].iter().fold(0, |row, digit| row * 10 + u32::from(digit - b'0'));
        let Some(row) = row.checked_sub(1) else { return false };
        (self.row, self.column) = (row, column - 1);
        self.characters = 0;
        self.within = if rest.windows(4).any(|value| value == b"=\"e\"" || value == b"='e'") { Within::ErrorCell } else { Within::Cell };
        true
    }
}

fn name(inner: &[u8]) -> &[u8] {
    let end = inner.iter().position(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).unwrap_or(inner.len());
    &inner[..end]
}

fn local(name: &[u8]) -> &[u8] {
    name.iter().position(|byte| *byte == b':').map_or(name, |at| &name[at + 1..])
}
