//! The limits no file may pass, in one table, and how a file that passes one is refused.
//! Measures text here and packages in `package`; parses nothing.

use crate::diagnostic::Diagnostic;
use crate::place::Place;
use crate::rule::Rule;
use crate::rule::stage::reading::{TOO_LARGE, UNREADABLE_FILE, UNSUPPORTED_FORMAT};
use crate::words::{Words, say};

/// Every limit, with what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file.
    pub file_bytes: u64,
    /// Bytes of a `catalog.json`, which is read by one who keeps only what its format names.
    pub catalog_bytes: u64,
    /// Bytes of all parts of a workbook that are read, once inflated.
    pub inflated_bytes: u64,
    /// Bytes of one part, once inflated.
    pub part_bytes: u64,
    /// Bytes of a part that only describes others (styles, list of sheets), once inflated.
    pub small_part_bytes: u64,
    /// Bytes between two tags of a part, and of one tag.
    pub token_bytes: usize,
    /// Elements within each other.
    pub xml_depth: usize,
    /// Parts of a package.
    pub parts: usize,
    /// Sheets of a workbook.
    pub sheets: usize,
    /// Rows of a sheet.
    pub rows: u32,
    /// Columns of a sheet that hold something.
    pub columns: u32,
    /// Cells of a file that hold something, and different texts in it.
    pub cells: usize,
    /// Bytes of the texts of a file's cells: one long text may stand in many of them.
    pub text_bytes: usize,
    /// Characters of a cell.
    pub cell_characters: usize,
    /// Merged ranges of a sheet.
    pub merges: usize,
    /// Cell styles of a workbook.
    pub styles: usize,
    /// Bytes of a YAML file.
    pub yaml_bytes: usize,
    /// Blocks of a YAML file within each other.
    pub yaml_depth: usize,
    /// Scalars and blocks of a YAML file.
    pub yaml_nodes: usize,
}

/// The limits in force. A real list is a hundredth of them.
pub const LIMITS: Limits = Limits {
    file_bytes: 64 << 20,
    catalog_bytes: 256 << 20,
    inflated_bytes: 1 << 30,
    part_bytes: 512 << 20,
    small_part_bytes: 16 << 20,
    token_bytes: 1 << 20,
    xml_depth: 256,
    parts: 1_000,
    sheets: 200,
    rows: 1_048_576,
    columns: 512,
    cells: 3_000_000,
    text_bytes: 512 << 20,
    cell_characters: 32_767,
    merges: 65_536,
    styles: 65_536,
    yaml_bytes: 32 << 20,
    yaml_depth: 64,
    yaml_nodes: 2_000_000,
};

/// Why a file, a sheet or a stretch of text is not read.
#[derive(Clone, Debug)]
pub(super) struct Refusal {
    rule: &'static Rule,
    message: Words,
    help: Words,
}

impl Refusal {
    /// Something is over its limit: what, how much is allowed, and what to do.
    pub(super) fn too_large(message: Words) -> Self {
        let help = say!(
            "请把文件拆分成几个小文件（例如每个领域一个）；如果表格本身不大，请把表格复制到一个新建的工作簿里再保存",
            "split the file, for instance one file a domain; if the table itself is small, copy it into a new workbook and save that"
        );
        Self { rule: &TOO_LARGE, message, help }
    }

    /// A cell holds more than any program shows in one.
    pub(super) fn cell_too_long() -> Self {
        let limit = LIMITS.cell_characters;
        Self::too_large(say!("文件过大：有单元格超过 {limit} 个字符", "the file is too large: a cell is longer than {limit} characters"))
    }

    /// The bytes are not what their kind demands.
    pub(super) fn damaged(message: Words) -> Self {
        let help = say!(
            "请用 WPS 或 Excel 打开该文件，另存为 .xlsx 后重新提交；打不开时请重新制作",
            "open the file in WPS or Excel, save it as .xlsx and hand it in again"
        );
        Self { rule: &UNREADABLE_FILE, message, help }
    }

    /// A kind or version that is not read.
    pub(super) fn unsupported(message: Words) -> Self {
        let help = say!("请用 WPS 或 Excel 打开，另存为 .xlsx 后重新提交", "open it in WPS or Excel, save it as .xlsx and hand that in");
        Self { rule: &UNSUPPORTED_FORMAT, message, help }
    }

    /// The bytes are no text.
    pub(super) fn not_text(message: Words) -> Self {
        let help = say!(
            "请用记事本打开该文件，另存为 UTF-8 编码；如果它其实是表格，请另存为 .xlsx",
            "open the file in an editor and save it as UTF-8; if it is a table, save it as .xlsx"
        );
        Self { rule: &UNREADABLE_FILE, message, help }
    }

    /// It needs a password.
    pub(super) fn locked() -> Self {
        Self {
            rule: &UNREADABLE_FILE,
            message: say!("文件设有打开密码，无法读取", "the file is protected by a password"),
            // Old workbooks are encrypted, too, when only their structure is protected.
            help: say!(
                "请取消打开密码和工作簿保护，保存后重新提交",
                "remove the password and the protection of the workbook, save and hand it in again"
            ),
        }
    }

    /// The finding, at the file or sheet it concerns.
    pub(super) fn at(self, place: Place) -> Diagnostic {
        Diagnostic::new(self.rule, place, self.message).with_help(self.help)
    }
}

/// Whether a file of this many bytes may be read at all.
pub(super) fn file_size(bytes: u64) -> Result<(), Refusal> {
    if bytes <= LIMITS.file_bytes {
        return Ok(());
    }
    let megabytes = bytes >> 20;
    let limit = LIMITS.file_bytes >> 20;
    Err(Refusal::too_large(say!(
        "文件过大：{megabytes} MB，上限为 {limit} MB",
        "the file is too large: {megabytes} MB, the limit is {limit} MB"
    )))
}

/// Whether a YAML text of this many bytes may be read.
pub(super) fn yaml_size(bytes: usize) -> Result<(), Refusal> {
    if bytes <= LIMITS.yaml_bytes {
        return Ok(());
    }
    let limit = LIMITS.yaml_bytes >> 20;
    Err(Refusal::too_large(say!("文件过大：YAML 文件上限为 {limit} MB", "the file is too large: the limit for YAML is {limit} MB")))
}
