//! An item before its texts are understood: what stands in each field, from a row or a YAML entry alike.

use crate::model::fields::{self, Part};
use crate::model::item::{Entries, Serial};
use crate::model::{Extra, Field};
use crate::parse::legend::Legend;
use crate::place::{Located, Place};

/// What stands in a field.
#[derive(Clone, Debug)]
pub(super) enum Written {
    /// The table has no such column.
    NoColumn,
    /// Nothing.
    Blank(Place),
    /// A text.
    Text(Located<String>),
    /// Something in one or more of its sub-columns; blank ones are left out.
    Parts(Vec<(Part, Located<String>)>, Place),
}

/// An item before its texts are understood.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The row or entry.
    pub(super) place: Place,
    /// Columns the tables do not know.
    pub(super) extra: Vec<Extra>,
    /// What marks mean in this entry, when it says so itself.
    pub(super) legend: Option<Legend>,
    /// 序号.
    pub(super) serial: Serial,
    /// Where the entries of its 公开依据 stand, when it was written as a YAML list.
    pub(super) basis_entries: Option<Box<Entries>>,
    written: Vec<Written>,
}

impl Draft {
    /// A draft with the same in every field.
    pub(super) fn new(place: Place, everywhere: &Written) -> Self {
        Self {
            place,
            extra: Vec::new(),
            legend: None,
            serial: Serial::default(),
            basis_entries: None,
            written: vec![everywhere.clone(); fields::ALL.len()],
        }
    }

    /// What stands in a field.
    pub(super) fn get(&self, field: Field) -> &Written {
        &self.written[field as usize]
    }

    /// Puts something in a field.
    pub(super) fn set(&mut self, field: Field, written: Written) {
        self.written[field as usize] = written;
    }

    /// Takes what stands in a field.
    pub(super) fn take(&mut self, field: Field) -> Written {
        std::mem::replace(&mut self.written[field as usize], Written::NoColumn)
    }

    /// The text of a field of one column; empty when there is none.
    pub(super) fn text(&self, field: Field) -> &str {
        match self.get(field) {
            Written::Text(text) => &text.value,
            Written::NoColumn | Written::Blank(_) | Written::Parts(..) => "",
        }
    }

    /// Whether nothing stands in any field.
    pub(super) fn is_empty(&self) -> bool {
        self.extra.is_empty() && self.written.iter().all(|written| matches!(written, Written::NoColumn | Written::Blank(_)))
    }
}

impl Written {
    /// Where it stands.
    pub(super) fn place(&self) -> Option<&Place> {
        match self {
            Self::NoColumn => None,
            Self::Blank(place) | Self::Parts(_, place) => Some(place),
            Self::Text(text) => Some(&text.place),
        }
    }

    /// Whether something stands there.
    pub(super) fn is_given(&self) -> bool {
        match self {
            Self::NoColumn | Self::Blank(_) => false,
            Self::Text(_) => true,
            Self::Parts(parts, _) => !parts.is_empty(),
        }
    }

    /// What stands there, for comparing rows.
    pub(super) fn words(&self) -> Vec<(Option<Part>, &str)> {
        match self {
            Self::NoColumn | Self::Blank(_) => Vec::new(),
            Self::Text(text) => vec![(None, &text.value)],
            Self::Parts(parts, _) => parts.iter().map(|(part, text)| (Some(*part), text.value.as_str())).collect(),
        }
    }
}
