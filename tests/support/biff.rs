//! Old workbooks record by record: cells by what they say, a workbook around them, a compound file around that. For tests
//! only: writes what it is told, right or wrong.

/// Numbers of the two versions.
pub(crate) const EXCEL_97: u16 = 0x0600;
pub(crate) const EXCEL_95: u16 = 0x0500;

/// A record.
pub(crate) fn record(id: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).expect("a record of a test is short");
    [&id.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

/// The beginning of a stream: 5 a workbook, 16 a sheet, 32 a chart, 64 macros.
pub(crate) fn begin(version: u16, kind: u16) -> Vec<u8> {
    record(0x0809, &words(&[version, kind, 0x1faf, 0x07cd]))
}

/// The end of one.
pub(crate) fn end() -> Vec<u8> {
    record(0x000a, &[])
}

/// Numbers of two bytes.
pub(crate) fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// UTF-16.
pub(crate) fn wide(text: &str) -> Vec<u8> {
    words(&text.encode_utf16().collect::<Vec<_>>())
}

/// A text as Excel 97 writes it, behind the number of its letters in two bytes.
pub(crate) fn text(text: &str) -> Vec<u8> {
    let count = u16::try_from(text.encode_utf16().count()).expect("a text of a test is short");
    [&count.to_le_bytes()[..], &[1], &wide(text)].concat()
}

fn cell(row: u16, column: u16, style: u16, value: &[u8]) -> Vec<u8> {
    [&words(&[row, column, style])[..], value].concat()
}

/// A text in its cell.
pub(crate) fn label(row: u16, column: u16, value: &str) -> Vec<u8> {
    record(0x0204, &cell(row, column, 0, &text(value)))
}

/// Likewise in Excel 95: bytes of a code page.
pub(crate) fn bytes_label(row: u16, column: u16, bytes: &[u8]) -> Vec<u8> {
    let count = u16::try_from(bytes.len()).expect("a text of a test is short");
    record(0x0204, &cell(row, column, 0, &[&count.to_le_bytes()[..], bytes].concat()))
}

/// A shared text in its cell.
pub(crate) fn shared_label(row: u16, column: u16, index: u32) -> Vec<u8> {
    record(0x00fd, &cell(row, column, 0, &index.to_le_bytes()))
}

/// A number in its cell.
pub(crate) fn number(row: u16, column: u16, style: u16, value: f64) -> Vec<u8> {
    record(0x0203, &cell(row, column, style, &value.to_le_bytes()))
}

/// A number of 30 bits in its cell.
pub(crate) fn short_number(row: u16, column: u16, style: u16, bits: u32) -> Vec<u8> {
    record(0x027e, &cell(row, column, style, &bits.to_le_bytes()))
}

/// Numbers side by side.
pub(crate) fn short_numbers(row: u16, first: u16, numbers: &[(u16, u32)]) -> Vec<u8> {
    let last = first + u16::try_from(numbers.len()).expect("a row of a test is short") - 1;
    let numbers: Vec<u8> = numbers.iter().flat_map(|(style, bits)| [&style.to_le_bytes()[..], &bits.to_le_bytes()].concat()).collect();
    record(0x00bd, &[&words(&[row, first])[..], &numbers, &words(&[last])].concat())
}

/// TRUE or FALSE (kind 0), or an error (kind 1).
pub(crate) fn truth_or_error(row: u16, column: u16, value: u8, kind: u8) -> Vec<u8> {
    record(0x0205, &cell(row, column, 0, &[value, kind]))
}

/// A formula: its saved value, its tokens.
pub(crate) fn formula(row: u16, column: u16, value: [u8; 8], tokens: &[u8]) -> Vec<u8> {
    let length = u16::try_from(tokens.len()).expect("a formula of a test is short");
    record(0x0006, &cell(row, column, 0, &[&value[..], &[0; 6], &length.to_le_bytes(), tokens].concat()))
}

/// The value of a formula that is a text, which follows; truth; an error; nothing.
pub(crate) const A_TEXT: [u8; 8] = [0, 0, 0, 0, 0, 0, 0xff, 0xff];
pub(crate) const TRUE: [u8; 8] = [1, 0, 1, 0, 0, 0, 0xff, 0xff];
pub(crate) const NOT_AVAILABLE: [u8; 8] = [2, 0, 0x2a, 0, 0, 0, 0xff, 0xff];
pub(crate) const NOTHING: [u8; 8] = [3, 0, 0, 0, 0, 0, 0xff, 0xff];

/// The text a formula gave.
pub(crate) fn text_result(value: &str) -> Vec<u8> {
    record(0x0207, &text(value))
}

/// Merged ranges: first row, last row, first column, last column.
pub(crate) fn merges(ranges: &[[u16; 4]]) -> Vec<u8> {
    let count = u16::try_from(ranges.len()).expect("a sheet of a test has few merges");
    record(0x00e5, &[&count.to_le_bytes()[..], &words(&ranges.concat())].concat())
}

/// A row that is hidden.
pub(crate) fn hidden_row(row: u16) -> Vec<u8> {
    record(0x0208, &words(&[row, 0, 1, 0xff, 0, 0, 0x20, 0]))
}

/// Columns that are hidden.
pub(crate) fn hidden_columns(first: u16, last: u16) -> Vec<u8> {
    record(0x007d, &words(&[first, last, 0x0900, 0, 1, 0]))
}

/// A link to the web behind cells (first row, last row, first column, last column), and the place behind its `#`.
pub(crate) fn link(cells: [u16; 4], address: &str, place: Option<&str>) -> Vec<u8> {
    let link = [0xd0, 0xc9, 0xea, 0x79, 0xf9, 0xba, 0xce, 0x11, 0x8c, 0x82, 0x00, 0xaa, 0x00, 0x4b, 0xa9, 0x0b];
    let url = [0xe0, 0xc9, 0xea, 0x79, 0xf9, 0xba, 0xce, 0x11, 0x8c, 0x82, 0x00, 0xaa, 0x00, 0x4b, 0xa9, 0x0b];
    let address = [wide(address), vec![0, 0]].concat();
    let length = u32::try_from(address.len()).expect("an address of a test is short");
    let flags: u32 = if place.is_some() { 0x0b } else { 0x03 };
    let place = place.map_or(Vec::new(), |place| {
        let count = u32::try_from(place.encode_utf16().count() + 1).expect("a place of a test is short");
        [&count.to_le_bytes()[..], &wide(place), &[0, 0]].concat()
    });
    let head = [&words(&cells)[..], &link, &2_u32.to_le_bytes(), &flags.to_le_bytes()].concat();
    record(0x01b8, &[&head[..], &url, &length.to_le_bytes(), &address, &place].concat())
}

/// Shared texts: how many there are said to be, and the records they are cut into.
pub(crate) fn shared_texts(claimed: u32, pieces: &[Vec<u8>]) -> Vec<u8> {
    let (first, more) = pieces.split_first().expect("there is a first record");
    let mut bytes = record(0x00fc, &[&claimed.to_le_bytes()[..], &claimed.to_le_bytes(), first].concat());
    more.iter().for_each(|piece| bytes.extend(record(0x003c, piece)));
    bytes
}

/// The code page the texts are said to be in.
pub(crate) fn code_page(number: u16) -> Vec<u8> {
    record(0x0042, &number.to_le_bytes())
}

/// A number format with its code.
pub(crate) fn format(number: u16, code: &str) -> Vec<u8> {
    record(0x041e, &[&number.to_le_bytes()[..], &text(code)].concat())
}

/// A style with a number format.
pub(crate) fn style(format: u16) -> Vec<u8> {
    record(0x00e0, &words(&[0, format, 0, 0, 0, 0, 0, 0, 0, 0]))
}

/// A sheet of a workbook.
pub(crate) struct Sheet {
    /// The bytes of its name on the tab, without their number.
    pub(crate) name: Vec<u8>,
    /// 0 shown, 1 hidden, 2 very hidden.
    pub(crate) state: u8,
    /// 0 cells, 1 macros, 2 a chart.
    pub(crate) kind: u8,
    /// Its records.
    pub(crate) records: Vec<u8>,
}

/// A sheet with cells.
pub(crate) fn sheet(name: &str, records: &[Vec<u8>]) -> Sheet {
    Sheet { name: [&[1][..], &wide(name)].concat(), state: 0, kind: 0, records: records.concat() }
}

/// A workbook: what its sheets share, then they.
pub(crate) fn workbook(version: u16, shared: &[Vec<u8>], sheets: &[Sheet]) -> Vec<u8> {
    let shared = shared.concat();
    let list = |at: &[usize]| -> Vec<u8> {
        let entries = sheets.iter().zip(at).map(|(sheet, at)| {
            let letters = if version == EXCEL_97 { (sheet.name.len() - 1) / 2 } else { sheet.name.len() };
            let at = u32::try_from(*at).expect("a workbook of a test is small");
            let head = [sheet.state, sheet.kind, u8::try_from(letters).expect("a name of a test is short")];
            record(0x0085, &[&at.to_le_bytes()[..], &head, &sheet.name].concat())
        });
        [begin(version, 5), shared.clone(), entries.flatten().collect(), end()].concat()
    };
    let mut at = list(&vec![0; sheets.len()]).len();
    let mut starts = Vec::new();
    let mut streams = Vec::new();
    for sheet in sheets {
        starts.push(at);
        // Readers look for the used box first; what it says is not to be trusted.
        let used_box = record(0x0200, &[0; 14]);
        let stream = [begin(version, [16, 64, 32][usize::from(sheet.kind)]), used_box, sheet.records.clone(), end()].concat();
        at += stream.len();
        streams.extend(stream);
    }
    [list(&starts), streams].concat()
}
