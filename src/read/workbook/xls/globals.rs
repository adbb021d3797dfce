//! What the whole of an .xls workbook shares: its version, code page, sheets, texts and styles. Reads no cells.

use super::records::{Record, Records, cut_off, id};
use super::texts::{self, Length, Letters, Pieces};
use crate::read::code_page::{CodePage, Evidence};
use crate::read::guard::{LIMITS, Refusal};
use crate::read::workbook::styles::Styles;
use crate::read::workbook::text::Epoch;
use crate::read::workbook::too_many_sheets;
use crate::read::{Choice, Visibility};
use crate::words::{Words, say};

/// What the sheets share.
pub(super) struct Globals {
    pub(super) letters: Letters,
    pub(super) epoch: Epoch,
    pub(super) styles: Styles,
    pub(super) texts: Vec<String>,
    pub(super) sheets: Vec<SheetEntry>,
    /// What was noticed about the code page.
    pub(super) note: Option<Words>,
}

/// A sheet as the workbook lists it.
pub(super) struct SheetEntry {
    pub(super) name: String,
    pub(super) visibility: Visibility,
    /// Where it begins; none for charts, macros and modules.
    pub(super) start: Option<usize>,
}

/// What the beginning of a stream says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Beginning {
    /// The shared part of a workbook.
    Workbook,
    /// A sheet with cells.
    Sheet,
    /// A chart, a macro sheet, a module.
    Other,
}

/// What a record that begins a stream says.
pub(super) fn beginning(record: Record<'_>) -> Result<Beginning, Refusal> {
    if id::OLDER_BOF.contains(&record.id) {
        return Err(too_old());
    }
    if record.id != id::BOF {
        return Err(Refusal::damaged(say!(
            "文件已损坏：工作簿的开头不正确",
            "the file is damaged: its workbook does not begin as it should"
        )));
    }
    Ok(match record.u16(2)? {
        0x0005 | 0x0100 => Beginning::Workbook,
        0x0010 => Beginning::Sheet,
        _ => Beginning::Other,
    })
}

/// A workbook of Excel 2, 3 or 4.
fn too_old() -> Refusal {
    Refusal::unsupported(say!("这是很旧的 .xls 文件（Excel 4.0 或更早），不能读取", "this is a very old .xls file (Excel 4.0 or earlier)"))
}

/// Reads the first part of a stream.
pub(super) fn read(stream: &[u8], choice: Choice) -> Result<Globals, Refusal> {
    let mut records = Records::from(stream, 0);
    let first = records.next()?;
    let beginning = beginning(first)?;
    let (letters, note) = letters(stream, first, choice);
    let mut globals = Globals { letters, epoch: Epoch::Windows, styles: Styles::default(), texts: Vec::new(), sheets: Vec::new(), note };
    if beginning == Beginning::Sheet {
        // Simple programs write a sheet with no workbook around it.
        globals.sheets.push(SheetEntry { name: "Sheet1".to_owned(), visibility: Visibility::Shown, start: Some(0) });
    }
    let mut inner = 0_usize;
    loop {
        let record = records.next()?;
        match record.id {
            id::EOF if inner == 0 => return Ok(globals),
            id::EOF => inner -= 1,
            id::BOF => inner += 1,
            id::FILE_PASS => return Err(Refusal::locked()),
            id::DATE_MODE if record.u16(0)? == 1 => globals.epoch = Epoch::Macintosh,
            id::BOUND_SHEET => globals.sheet(record)?,
            id::FORMAT => globals.format(record)?,
            id::XF => globals.styles.add_style(record.u16(2)?)?,
            id::SHARED_TEXTS => globals.texts = texts::shared(records.continued(record))?,
            _ => {}
        }
    }
}

impl Globals {
    fn sheet(&mut self, record: Record<'_>) -> Result<(), Refusal> {
        if self.sheets.len() >= LIMITS.sheets {
            return Err(too_many_sheets());
        }
        let visibility = if record.u8(4)? & 3 == 0 { Visibility::Shown } else { Visibility::Hidden };
        let start = match record.u8(5)? {
            0 => Some(usize::try_from(record.u32(0)?).map_err(|_| cut_off())?),
            _ => None,
        };
        let name = Pieces::new(vec![record.rest(6)?]).text(self.letters, Length::Short)?;
        let name = name.chars().filter(|letter| !letter.is_control()).collect();
        self.sheets.push(SheetEntry { name, visibility, start });
        Ok(())
    }

    fn format(&mut self, record: Record<'_>) -> Result<(), Refusal> {
        let length = if self.letters == Letters::Unicode { Length::Long } else { Length::Short };
        // A code that is cut off says nothing about its numbers; they are shown as they are.
        if let Ok(code) = Pieces::new(vec![record.rest(2)?]).text(self.letters, length) {
            self.styles.add_format(record.u16(0)?, &code);
        }
        Ok(())
    }
}

/// How a workbook writes letters. Old Chinese workbooks often name a wrong code page, or none: their bytes decide.
fn letters(stream: &[u8], first: Record<'_>, choice: Choice) -> (Letters, Option<Words>) {
    if first.u16(0).is_ok_and(|version| version == 0x0600) {
        return (Letters::Unicode, None);
    }
    if let Some(forced) = choice.code_page {
        return (Letters::Bytes(forced), None);
    }
    let (declared, evidence) = declared(stream);
    let known = declared.and_then(CodePage::numbered);
    let chinese = CodePage::CHINESE.number();
    // GBK and GB 18030 read the same text alike; Korean text looks like Chinese.
    let is_certain = matches!(declared, Some(936 | 54_936 | 20_936 | 10_008 | 949));
    if !is_certain && evidence.is_chinese() {
        let note = match declared {
            Some(number) => say!(
                "文件注明的代码页是 {number}，但其中的文字是中文（GBK），已按代码页 {chinese} 读取",
                "the file names code page {number}, but its text is Chinese (GBK); it was read as code page {chinese}"
            ),
            None => say!(
                "文件没有注明代码页，其中的文字是中文（GBK），已按代码页 {chinese} 读取",
                "the file names no code page; its text is Chinese (GBK) and was read as code page {chinese}"
            ),
        };
        return (Letters::Bytes(CodePage::CHINESE), Some(note));
    }
    let code_page = known.unwrap_or(CodePage::WESTERN);
    let number = code_page.number();
    let note = (known.is_none() && evidence.is_any()).then(|| {
        say!(
            "文件的代码页不明，已按代码页 {number} 读取，请核对文字是否正确",
            "the code page of the file is unknown; it was read as code page {number}, please look whether its text is right"
        )
    });
    (Letters::Bytes(code_page), note)
}

/// The code page a stream names, and what its texts look like. A damaged record ends the look: the readers will meet it, too.
fn declared(stream: &[u8]) -> (Option<u16>, Evidence) {
    let mut declared = None;
    let mut evidence = Evidence::default();
    let mut records = Records::from(stream, 0);
    while let Ok(record) = records.next() {
        let text = match record.id {
            id::CODE_PAGE => {
                declared = declared.or(record.u16(0).ok());
                continue;
            }
            id::LABEL | id::RICH_LABEL => record.u16(6).and_then(|count| record.bytes(8, usize::from(count))),
            id::TEXT_RESULT => record.u16(0).and_then(|count| record.bytes(2, usize::from(count))),
            id::BOUND_SHEET => record.u8(6).and_then(|count| record.bytes(7, usize::from(count))),
            _ => continue,
        };
        if let Ok(text) = text {
            evidence.look(text);
        }
    }
    (declared, evidence)
}
