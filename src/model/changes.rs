//! 变更: what an edition has otherwise than the edition before it, item by item and field by field. Compares nothing.

use std::collections::BTreeMap;

use crate::model::Field;
use crate::words::{Words, say};

pub mod record;
pub mod sections;

/// Everything that changed from one edition to the next.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// The edition before.
    pub from: EditionName,
    /// This edition.
    pub to: EditionName,
    /// In printed order: towns, departments and domains as such, then items by domain, the city's before those of towns.
    pub list: Vec<EditionChange>,
    /// Pairs of a removed and an added item that are probably one, to be confirmed with `renamed` in `mulu.yaml`; both also stand in `list`.
    pub likely_renames: Vec<LikelyRename>,
    /// Items whose wording was set otherwise without another meaning (width, blanks, marks); they are no changes.
    pub reworded: usize,
    /// What earlier editions changed of items, oldest first, by id; this edition's changes stand in `list` alone.
    pub earlier: BTreeMap<String, Vec<Past>>,
}

/// How an edition is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditionName {
    /// `2021`.
    pub id: String,
    /// Its printed title; empty when not known.
    pub title: String,
    /// Its day, `2021-12-10`.
    pub as_of: Option<String>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionChange {
    /// What changed.
    pub what: What,
    /// How.
    pub kind: ChangeKind,
    /// Key of the domain; none for towns and departments as such.
    pub domain: Option<String>,
    /// Name of the domain as this edition has it, else as the one before had it; empty for towns and departments as such.
    pub domain_name: String,
    /// Id of the item.
    pub id: Option<String>,
    /// What it is called now (of what is gone, was called): an item's levels joined by ` / `, or the name of the town, department or domain.
    pub name: String,
    /// The former name, of what is renamed.
    pub was: Option<String>,
    /// The town in whose catalog alone the item changed.
    pub town: Option<String>,
    /// Fields that differ, in the order of columns; empty for what is new or gone.
    pub fields: Vec<FieldChange>,
    /// Why: as given in `mulu.yaml` or by the town, or what the tables know; none when nobody said.
    pub reason: Option<String>,
}

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A town as such: new, gone, renamed, merged into another.
    Town,
    /// A department as such.
    Department,
    /// A domain as such: its title, whether it applies.
    Domain,
    /// An item.
    Item,
}

/// How something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// 新增.
    Added,
    /// 修改.
    Changed,
    /// 删除.
    Removed,
    /// 更名, perhaps with other fields changed too.
    Renamed,
}

/// One field that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// The field of an item; none for what is none of an item's fields (印发名称, 牵头部门 …).
    pub field: Option<Field>,
    /// What it is called in Chinese.
    pub heading: String,
    /// What stood there; empty when nothing did.
    pub from: String,
    /// What stands there; empty when nothing does.
    pub to: String,
    /// Why this field, when said for it alone.
    pub reason: Option<String>,
}

/// An item that is gone and a new one that are probably the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LikelyRename {
    /// Name of the domain.
    pub domain_name: String,
    /// `domain/group/name` as `renamed` takes it.
    pub from: String,
    /// The new name as `renamed` takes it.
    pub to: String,
    /// Why it is thought so.
    pub because: Likeness,
}

/// Why two items are thought to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// The same counting code.
    Code,
    /// Nearly the same name on the same basis.
    Name,
}

/// A change in an earlier edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// The edition that made it.
    pub edition: EditionName,
    /// What it changed.
    pub change: EditionChange,
}

impl What {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Town, Self::Department, Self::Domain, Self::Item];

    /// As tables say it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Town => "镇街",
            Self::Department => "部门",
            Self::Domain => "领域",
            Self::Item => "事项",
        }
    }

    /// As data say it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Town => "town",
            Self::Department => "department",
            Self::Domain => "domain",
            Self::Item => "item",
        }
    }
}

impl ChangeKind {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Added, Self::Changed, Self::Removed, Self::Renamed];

    /// As tables say it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "新增",
            Self::Changed => "修改",
            Self::Removed => "删除",
            Self::Renamed => "更名",
        }
    }

    /// As data say it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
            Self::Renamed => "renamed",
        }
    }
}

impl EditionChange {
    /// Whether somebody said why: of all of it, or of every field.
    #[must_use]
    pub fn is_explained(&self) -> bool {
        self.reason.is_some() || (!self.fields.is_empty() && self.fields.iter().all(|field| field.reason.is_some()))
    }
}

impl Changes {
    /// What makes one wonder whether these are the two editions meant: the older is the younger one, or they are one edition.
    #[must_use]
    pub fn doubt(&self) -> Option<Words> {
        let (from, to) = (&self.from, &self.to);
        if from.as_of.is_some() && to.as_of.is_some() && from.as_of > to.as_of {
            let (before, now) = (from.as_of.as_deref().unwrap_or_default(), to.as_of.as_deref().unwrap_or_default());
            return Some(say!(
                "上一版以{before}为准，比这一版（{now}）晚，是不是写反了？",
                "the edition before is of {before}, later than this one ({now}): are the two the wrong way round?"
            ));
        }
        let id = &to.id;
        (from.id == to.id).then(|| {
            say!(
                "上一版和这一版的版本号都是“{id}”：这里是同一版两次生成之间的变更",
                "both editions are called “{id}”: these are changes between two builds of one edition"
            )
        })
    }
}
