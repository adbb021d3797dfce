//! Files and sheets by name, each kept once: millions of places share them, and threads copy places side by side.

use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::{Mutex, PoisonError};
use std::{cmp, fmt, ptr};

use super::Sheet;

/// A file, or one sheet of a workbook. Copying one counts nothing, so threads do not wait for each other's counts.
#[derive(Clone, Copy)]
pub struct Origin(&'static Source);

/// What an [`Origin`] names.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// Path as the user gave it, relative to the project where there is one, with `/`.
    pub file: String,
    /// The sheet, for workbooks.
    pub sheet: Option<Sheet>,
}

/// Every source that was ever named. A program names as many as it reads sheets, so they stay until it ends.
static KNOWN: Mutex<BTreeSet<&'static Source>> = Mutex::new(BTreeSet::new());

impl Origin {
    /// The origin of that name: the same one for the same name.
    #[must_use]
    pub fn new(file: impl Into<String>, sheet: Option<Sheet>) -> Self {
        let source = Source { file: file.into(), sheet };
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(source) = known.get(&source) {
            return Self(source);
        }
        let source: &'static Source = Box::leak(Box::new(source));
        known.insert(source);
        Self(source)
    }
}

impl Deref for Origin {
    type Target = Source;

    fn deref(&self) -> &Source {
        self.0
    }
}

impl PartialEq for Origin {
    fn eq(&self, other: &Self) -> bool {
        ptr::eq(self.0, other.0)
    }
}

impl Eq for Origin {}

impl PartialOrd for Origin {
    fn partial_cmp(&self, other: &Self) -> Option<cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Origin {
    fn cmp(&self, other: &Self) -> cmp::Ordering {
        if self == other { cmp::Ordering::Equal } else { self.0.cmp(other.0) }
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::{Origin, Sheet};

    #[test]
    fn one_name_is_one_origin() {
        let sheet = |index| Some(Sheet { index, name: "表".to_owned() });
        assert_eq!(Origin::new("甲.xlsx", sheet(0)), Origin::new("甲.xlsx".to_owned(), sheet(0)));
        assert_ne!(Origin::new("甲.xlsx", sheet(0)), Origin::new("甲.xlsx", sheet(1)));
        assert_ne!(Origin::new("甲.xlsx", None), Origin::new("乙.xlsx", None));
    }

    #[test]
    fn they_sort_by_file_and_sheet() {
        let sheet = |index| Some(Sheet { index, name: "表".to_owned() });
        let later = Origin::new("乙.xlsx", sheet(10));
        let sooner = Origin::new("乙.xlsx", sheet(2));
        assert!(sooner < later && Origin::new("乙.xlsx", None) < sooner);
    }
}
