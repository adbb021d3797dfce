//! Where a value was written: a cell as Excel names it, or bytes of a text file. Knows nothing of what the value means.

use std::fmt;
use std::sync::Arc;

/// A file, or one sheet of a workbook; shared by every place in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// Path as the user gave it, relative to the project where there is one, with `/`.
    pub file: String,
    /// The sheet, for workbooks.
    pub sheet: Option<Sheet>,
}

/// A sheet of a workbook; sheets sort as they stand in the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sheet {
    /// Position in the workbook, from 0.
    pub index: usize,
    /// Name on its tab.
    pub name: String,
}

/// A spot within an [`Origin`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    /// The file or sheet as a whole.
    Whole,
    /// A cell; both numbers from 1, as Excel counts.
    Cell {
        /// Row number Excel shows.
        row: u32,
        /// Column number, A = 1.
        column: u32,
    },
    /// A stretch of a text file.
    Text(Arc<Span>),
}

/// Bytes of a text file with the lines and columns people see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// First line, from 1.
    pub line: u32,
    /// First column in characters, from 1.
    pub column: u32,
    /// Line of the end, from 1.
    pub end_line: u32,
    /// Column just behind the last character.
    pub end_column: u32,
    /// First byte of the decoded text.
    pub start: u32,
    /// Byte behind the last.
    pub end: u32,
}

/// Where something stands. Every value from a user's file has one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file or sheet.
    pub origin: Arc<Origin>,
    /// The spot within it.
    pub at: At,
}

impl Place {
    /// A whole file.
    #[must_use]
    pub fn file(file: impl Into<String>) -> Self {
        Self { origin: Arc::new(Origin { file: file.into(), sheet: None }), at: At::Whole }
    }

    /// Another cell of the same sheet.
    #[must_use]
    pub fn cell(origin: &Arc<Origin>, row: u32, column: u32) -> Self {
        Self { origin: Arc::clone(origin), at: At::Cell { row, column } }
    }

    /// A stretch of a text file.
    #[must_use]
    pub fn text(origin: &Arc<Origin>, span: Span) -> Self {
        Self { origin: Arc::clone(origin), at: At::Text(Arc::new(span)) }
    }

    /// The whole file or sheet this place lies in.
    #[must_use]
    pub fn whole(&self) -> Self {
        Self { origin: Arc::clone(&self.origin), at: At::Whole }
    }

    /// Row or byte at which it begins; 0 for a whole file or sheet.
    #[must_use]
    pub fn start(&self) -> u32 {
        match &self.at {
            At::Whole => 0,
            At::Cell { row, .. } => *row,
            At::Text(span) => span.start,
        }
    }

    /// `G37`, when this is a cell.
    #[must_use]
    pub fn cell_name(&self) -> Option<String> {
        match self.at {
            At::Cell { row, column } => Some(format!("{}{row}", column_letters(column))),
            At::Whole | At::Text(_) => None,
        }
    }

    /// The column, when this is a cell.
    #[must_use]
    pub fn column(&self) -> Option<u32> {
        match self.at {
            At::Cell { column, .. } => Some(column),
            At::Whole | At::Text(_) => None,
        }
    }

    /// The cell of another column in the same row, when this is a cell.
    #[must_use]
    pub fn beside(&self, column: u32) -> Option<Self> {
        match self.at {
            At::Cell { row, .. } => Some(Self::cell(&self.origin, row, column)),
            At::Whole | At::Text(_) => None,
        }
    }

    /// The sheet's name, for workbooks.
    #[must_use]
    pub fn sheet(&self) -> Option<&str> {
        self.origin.sheet.as_ref().map(|sheet| sheet.name.as_str())
    }
}

/// `民政局.xlsx › 社会救助 › G37`, or `民政局.yaml:12:5`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.origin.file)?;
        if let Some(sheet) = self.sheet() {
            write!(f, " › {sheet}")?;
        }
        match &self.at {
            At::Whole => Ok(()),
            At::Cell { .. } => write!(f, " › {}", self.cell_name().unwrap_or_default()),
            At::Text(span) => write!(f, ":{}:{}", span.line, span.column),
        }
    }
}

/// Letters Excel shows over a column: 1 → A, 27 → AA.
#[must_use]
pub fn column_letters(column: u32) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).expect("a remainder of 26 fits")));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// A value with the place it was written at. Equal when the values are: where something stands is not what it says.
#[derive(Clone, Debug)]
pub struct Located<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub place: Place,
}

impl<T> Located<T> {
    /// Binds a value to its place.
    pub fn new(value: T, place: Place) -> Self {
        Self { value, place }
    }
}

impl<T: PartialEq> PartialEq for Located<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Located<T> {}
