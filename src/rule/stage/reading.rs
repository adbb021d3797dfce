//! Rules raised while files and workbooks are opened and tables found.

use super::stage_rules;

stage_rules! { Reading:
    /// A file that cannot be opened, or is damaged.
    UNREADABLE_FILE = "unreadable-file", Error, Never;
    /// A file of a kind that is not read; says what to hand in instead.
    UNSUPPORTED_FORMAT = "unsupported-format", Error, Never;
    /// A file over one of the limits of `read::guard`.
    TOO_LARGE = "too-large", Error, Never;
    /// A text file read as GBK, GB18030 or UTF-16, or with a byte order mark; an old workbook under a wrong code page.
    ENCODING = "encoding-noted", Advice, May;
    /// A stretch of a YAML file that cannot be parsed; the rest is still read.
    YAML_SYNTAX = "yaml-syntax", Error, Never;
    /// A key that stands twice in one YAML mapping; both places are shown.
    DUPLICATE_KEY = "duplicate-key", Error, Never;
    /// An anchor, alias, tag or merge key in a YAML file.
    YAML_ALIAS = "yaml-alias", Error, Never;
    /// A `~$` file beside a workbook: somebody has it open.
    FILE_IN_USE = "file-in-use", Advice, May;
    /// Hidden rows or columns inside a table, or a hidden sheet.
    HIDDEN_PART = "hidden-part", Warning, May;
    /// A sheet or list without a heading the tables know.
    NO_HEADING = "no-heading", Error, Never;
    /// A table that lacks a required column: one finding at its heading.
    MISSING_COLUMN = "missing-column", Error, Never;
    /// Two columns of one table with the same meaning.
    DUPLICATE_COLUMN = "duplicate-column", Warning, May;

    /// Formulas in a table: the values that were saved are read.
    FORMULA_READ = "formula-read", Advice, May;

    /// Formulas without a saved value: the cells are blank.
    FORMULA_UNSAVED = "formula-unsaved", Warning, May;

    /// Headings that lost characters; what they were read as is named.
    DAMAGED_HEADING = "damaged-heading", Warning, May;
}
