//! A list as one department or town hands it in: where it comes from, what it is for, its items.

use crate::model::{Field, Item, Power};
use crate::place::{Located, Place};

/// What leads from a printed sheet back to the contents, beside its title. It is no note of the table, when the sheet is handed in.
pub const WAY_BACK: &str = "返回目录";

/// One table, or one YAML document; a table that covers several domains is several lists.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// The table or document.
    pub place: Place,
    /// Catalog list, or bare powers and services.
    pub form: Form,
    /// 权责清单 or 公共服务事项清单; unknown when nothing says so.
    pub kind: Option<ListKind>,
    /// Domain key of `catalogs/`; none when it could not be found out (reported).
    pub domain: Option<Located<String>>,
    /// The department that hands it in, under its name in `mulu.yaml` where it is listed.
    pub department: Option<Located<String>>,
    /// The town whose list it is.
    pub town: Option<Located<String>>,
    /// Title row.
    pub title: Option<Located<String>>,
    /// Legend above or within the heading.
    pub legend: Option<Located<String>>,
    /// Lines under the table.
    pub notes: Vec<Located<String>>,
    /// The columns, in their order. Empty for YAML.
    pub headings: Vec<Heading>,
    /// The items of a catalog list.
    pub items: Vec<Item>,
    /// The powers or services of a native list.
    pub powers: Vec<Power>,
}

/// What a list is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Items with 公开内容, 公开依据 and so on.
    Catalog,
    /// Bare powers or services, used for coverage.
    Native,
}

/// The two kinds of list a department hands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListKind {
    /// 权责清单.
    Responsibility,
    /// 公共服务事项清单.
    PublicService,
}

/// One column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// Its words, a merged parent before the leaf, joined by `/`.
    pub text: String,
    /// The field it holds; none for an unknown column.
    pub field: Option<Field>,
    /// What it was taken for, in the words of the printed table: `公开依据`, `公开层级：镇级`, `序号`. None for a column that is kept as it is.
    pub taken_for: Option<String>,
    /// Its cell.
    pub place: Place,
}

impl List {
    /// A list nothing is known of but where it stands and what it is made of.
    #[must_use]
    pub fn empty(place: Place, form: Form) -> Self {
        Self {
            place,
            form,
            kind: None,
            domain: None,
            department: None,
            town: None,
            title: None,
            legend: None,
            notes: Vec::new(),
            headings: Vec::new(),
            items: Vec::new(),
            powers: Vec::new(),
        }
    }

    /// Key of its domain; empty when it says none.
    #[must_use]
    pub fn domain_key(&self) -> &str {
        self.domain.as_ref().map_or("", |domain| domain.value.as_str())
    }
}

impl ListKind {
    /// The kind a word names, as keys, titles and file names say it.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        match word.trim() {
            "responsibility" | "权责清单" | "权力清单" | "责任清单" | "权力责任清单" | "权责" => {
                Some(Self::Responsibility)
            }
            "public-service" | "公共服务事项清单" | "公共服务清单" | "公共服务事项" | "公共服务" => {
                Some(Self::PublicService)
            }
            _ => None,
        }
    }

    /// The word YAML and JSON use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Responsibility => "responsibility",
            Self::PublicService => "public-service",
        }
    }

    /// The word people read.
    #[must_use]
    pub fn word_zh(self) -> &'static str {
        match self {
            Self::Responsibility => "权责清单",
            Self::PublicService => "公共服务事项清单",
        }
    }
}
