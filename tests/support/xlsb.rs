//! Binary workbooks (.xlsb) record by record, and the package around them. For tests only: writes what it is told.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

/// A record: its number and length in a few bytes each.
pub(crate) fn record(id: u16, data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let low = u8::try_from(id & 0x7f).expect("seven bits");
    let high = u8::try_from(id >> 7).expect("numbers of records are small");
    bytes.extend(if high == 0 { vec![low] } else { vec![low | 0x80, high] });
    let mut left = data.len();
    loop {
        let low = u8::try_from(left & 0x7f).expect("seven bits");
        left >>= 7;
        bytes.push(if left == 0 { low } else { low | 0x80 });
        if left == 0 {
            break;
        }
    }
    [&bytes, data].concat()
}

/// Numbers of four bytes.
pub(crate) fn numbers(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// A text behind the number of its letters.
pub(crate) fn text(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [&u32::try_from(units.len() / 2).expect("a text of a test is short").to_le_bytes()[..], &units].concat()
}

/// The beginning of a row.
pub(crate) fn row(number: u32, hidden: bool) -> Vec<u8> {
    record(0, &[&numbers(&[number, 0])[..], &[0x2c, 1, 0, if hidden { 0x10 } else { 0 }, 0, 0, 0, 0, 0]].concat())
}

/// A cell of a kind with its value.
pub(crate) fn cell(kind: u16, column: u32, style: u32, value: &[u8]) -> Vec<u8> {
    record(kind, &[&numbers(&[column, style])[..], value].concat())
}

/// A formula behind its value: a text (8), a number (9), truth (10), an error (11).
pub(crate) fn formula(kind: u16, column: u32, value: &[u8], tokens: &[u8]) -> Vec<u8> {
    let length = u32::try_from(tokens.len()).expect("a formula of a test is short").to_le_bytes();
    cell(kind, column, 0, &[value, &[0, 0], &length, tokens, &[0; 4]].concat())
}

/// A workbook of sheets: name, state, kind in its relationships, records, what they lead to.
pub(crate) struct Book {
    /// The sheets.
    pub(crate) sheets: Vec<(&'static str, u32, &'static str, Vec<u8>, &'static str)>,
    /// Shared texts and how many there are said to be.
    pub(crate) texts: (u32, Vec<u8>),
    /// Records of the styles.
    pub(crate) styles: Vec<u8>,
    /// 1 when dates count from 1904.
    pub(crate) flags: u32,
}

impl Book {
    /// One sheet with these records.
    pub(crate) fn of(records: &[Vec<u8>]) -> Self {
        Self { sheets: vec![("表一", 0, "worksheet", records.concat(), "")], texts: (0, Vec::new()), styles: Vec::new(), flags: 0 }
    }

    /// The parts by their names.
    pub(crate) fn parts(&self) -> Vec<(String, Vec<u8>)> {
        let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let relationships = |inner: &str| {
            let package = "http://schemas.openxmlformats.org/package/2006/relationships";
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships xmlns=\"{package}\">{inner}</Relationships>").into_bytes()
        };
        let relationship =
            |id: &str, kind: &str, target: &str| format!("<Relationship Id=\"{id}\" Type=\"{types}/{kind}\" Target=\"{target}\"/>");
        let (mut list, mut targets, mut parts) = (Vec::new(), String::new(), Vec::new());
        let mut kinds = String::new();
        for (index, (name, state, kind, records, links)) in self.sheets.iter().enumerate() {
            let id = format!("rId{}", index + 1);
            let number = u32::try_from(index + 1).expect("a workbook of a test is small");
            list.extend(record(156, &[numbers(&[*state, number]), text(&id), text(name)].concat()));
            targets += &relationship(&id, kind, &format!("worksheets/sheet{number}.bin"));
            kinds +=
                &format!("<Override PartName=\"/xl/worksheets/sheet{number}.bin\" ContentType=\"application/vnd.ms-excel.worksheet\"/>");
            let whole = [record(129, &[]), records.clone(), record(130, &[])].concat();
            parts.push((format!("xl/worksheets/sheet{number}.bin"), whole));
            if !links.is_empty() {
                parts.push((format!("xl/worksheets/_rels/sheet{number}.bin.rels"), relationships(links)));
            }
        }
        targets += &relationship("rId900", "sharedStrings", "sharedStrings.bin");
        targets += &relationship("rId901", "styles", "styles.bin");
        let properties = record(153, &[&numbers(&[self.flags, 0])[..], &text("")].concat());
        let workbook = [record(131, &[]), properties, record(143, &[]), list, record(144, &[]), record(132, &[])].concat();
        let shared = [record(159, &numbers(&[self.texts.0, self.texts.0])), self.texts.1.clone(), record(160, &[])].concat();
        let main = "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
            <Override PartName=\"/xl/workbook.bin\" ContentType=\"application/vnd.ms-excel.sheet.binary.macroEnabled.main\"/>\
            <Override PartName=\"/xl/sharedStrings.bin\" ContentType=\"application/vnd.ms-excel.sharedStrings\"/>\
            <Override PartName=\"/xl/styles.bin\" ContentType=\"application/vnd.ms-excel.styles\"/>";
        let types = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">{main}{kinds}</Types>"
        );
        parts.extend([
            ("[Content_Types].xml".to_owned(), types.into_bytes()),
            ("_rels/.rels".to_owned(), relationships(&relationship("rId1", "officeDocument", "xl/workbook.bin"))),
            ("xl/_rels/workbook.bin.rels".to_owned(), relationships(&targets)),
            ("xl/workbook.bin".to_owned(), workbook),
            ("xl/sharedStrings.bin".to_owned(), shared),
            ("xl/styles.bin".to_owned(), [record(278, &[]), self.styles.clone(), record(279, &[])].concat()),
        ]);
        parts
    }

    /// The file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        package(&self.parts())
    }
}

/// A package of parts.
pub(crate) fn package(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).expect("a part can begin");
        writer.write_all(content).expect("memory can be written to");
    }
    writer.finish().expect("a package can end").into_inner()
}
