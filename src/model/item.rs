//! One 公开事项: every field with its original text, its typed value and its place.

use std::ops::Range;
use std::sync::Arc;

use crate::model::{Tiers, TimeLimit};
use crate::place::{Located, Place};

/// A row of a list, or what several rows were merged into.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Row, or item of a YAML list.
    pub place: Place,
    /// 一级事项; blank when there is only one level. The value is the name without its running number.
    pub group: Slot<String>,
    /// 二级事项: the deepest of 一级 and 二级 given.
    pub name: Slot<String>,
    /// 三级事项.
    pub subname: Slot<String>,
    /// The list's own code for it.
    pub code: Slot<String>,
    /// 公开内容（要素）.
    pub content: Slot<Vec<Content>>,
    /// 公开依据.
    pub basis: Slot<Vec<Citation>>,
    /// 公开时限.
    pub time_limit: Slot<TimeLimit>,
    /// 公开主体, one body an entry; rows that say the same share them.
    pub subject: Slot<Arc<[String]>>,
    /// 公开方式.
    pub method: Slot<Method>,
    /// 公开渠道和载体; rows that say the same share them.
    pub channels: Slot<Arc<[Channel]>>,
    /// 公开对象.
    pub audience: Slot<Audience>,
    /// 公开层级.
    pub tiers: Slot<Tiers>,
    /// Address of the published information.
    pub link: Slot<String>,
    /// Columns the tables do not know, under their own headings.
    pub extra: Vec<Extra>,
    /// 序号 of its rows.
    pub serial: Serial,
}

/// 序号 as the table has it. Catalogs count anew: two items are the same whatever their numbers.
#[derive(Clone, Debug, Default)]
pub struct Serial {
    /// The number of the first of its rows that has one of its own, when it is a plain number.
    pub first: Option<Located<u32>>,
    /// That of the last.
    pub last: u32,
    /// How many rows it is.
    pub rows: u32,
}

impl PartialEq for Serial {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// A field: what was written and what it means. Two slots are equal when both text and value are.
#[derive(Clone, Debug)]
pub struct Slot<T> {
    /// The original text of the cell or scalar; empty when nothing stands there.
    pub text: String,
    /// What was understood of it; the default when nothing was.
    pub value: T,
    /// The cell or scalar, also of a blank one.
    pub place: Place,
    /// Whether anything stands there.
    pub given: Given,
    /// Where its entries stand, when it was written as a YAML list of which that is kept.
    pub entries: Option<Box<Entries>>,
}

/// The entries of a YAML list, which are one text of the field.
#[derive(Clone, Debug)]
pub struct Entries {
    /// Each with the bytes of the text it is, in their order.
    pub list: Vec<(Range<usize>, Place)>,
}

/// What was written in one place: all of a field, or an entry of it.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    /// The words.
    pub text: &'a str,
    /// Where.
    pub place: &'a Place,
}

/// Whether a field was filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// Something stands there.
    Yes,
    /// The cell is blank, or the key is left out.
    Blank,
    /// The table has no such column: said once at its heading, not once a row.
    NoColumn,
    /// What stands there says nothing (同上 with nothing above), or nothing stands in any row of the table (its ticks are lost):
    /// said where it was read, so no check says it again.
    Reported,
}

/// An element of 公开内容.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The element without its bullet or number.
    pub text: String,
    /// ● required, 〇 optional, in tables that say so.
    pub mark: Option<Mark>,
}

/// What a mark before a channel or an element means; which, the table's legend says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// This channel is used (the usual ■).
    Used,
    /// 必选.
    Required,
    /// 可选.
    Optional,
}

/// One citation of 公开依据.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// As written.
    pub text: String,
    /// What stands within the outer 《》; without them, the words that name the document.
    pub title: String,
    /// `国务院令第711号`, `国办发〔2019〕54号`: the number as written.
    pub number: Option<String>,
    /// `第二十条第一款`, as written.
    pub articles: Option<String>,
}

/// 主动公开 and 依申请公开: what stands in each; `√` for a bare tick.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Method {
    /// 主动公开.
    pub active: Option<Located<String>>,
    /// 依申请公开.
    pub on_request: Option<Located<String>>,
}

/// One channel that is chosen (or, in some domains, required or optional).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// The name as written, without mark and note.
    pub name: String,
    /// The standard name; none when the channel is not known.
    pub standard: Option<String>,
    /// What stands behind 其他：, or a remark.
    pub note: Option<String>,
    /// Its mark.
    pub mark: Mark,
}

/// 全社会 and 特定群众: what stands in each; `√` for a bare tick.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audience {
    /// 全社会.
    pub everyone: Option<Located<String>>,
    /// 特定群众.
    pub specific: Option<Located<String>>,
}

/// A level of government. The order is that of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// Above the city: a table with two upper columns.
    Prefecture,
    /// 市级 / 县级 / 区级.
    City,
    /// 镇级 / 乡级.
    Town,
    /// 村级.
    Village,
}

/// A column the tables do not know.
#[derive(Clone, Debug, PartialEq)]
pub struct Extra {
    /// Its heading as written.
    pub heading: String,
    /// What stands there.
    pub text: Located<String>,
}

/// The tick that stands in output tables, and for every tick that was read.
pub const TICK: &str = "√";

impl Given {
    /// Whether the checks judge what stands there: not where reading has said all there is to say.
    #[must_use]
    pub fn is_judged(self) -> bool {
        match self {
            Self::Yes | Self::Blank => true,
            Self::NoColumn | Self::Reported => false,
        }
    }
}

impl<T: Default> Slot<T> {
    /// A field nothing stands in.
    #[must_use]
    pub fn blank(place: Place, given: Given) -> Self {
        Self { text: String::new(), value: T::default(), place, given, entries: None }
    }
}

impl<T> Slot<T> {
    /// A field something stands in.
    pub fn given(text: impl Into<String>, value: T, place: Place) -> Self {
        Self { text: text.into(), value, place, given: Given::Yes, entries: None }
    }

    /// Whether something stands there.
    #[must_use]
    pub fn is_given(&self) -> bool {
        self.given == Given::Yes
    }

    /// The text piece by piece: a cell is one, of a YAML list each entry.
    #[must_use]
    pub fn pieces(&self) -> Vec<Piece<'_>> {
        let entries = self.entries.iter().flat_map(|entries| &entries.list);
        let pieces: Option<Vec<_>> = entries.map(|(range, place)| Some(Piece { text: self.text.get(range.clone())?, place })).collect();
        pieces.filter(|pieces| !pieces.is_empty()).unwrap_or_else(|| vec![Piece { text: &self.text, place: &self.place }])
    }

    /// The piece in which a byte of the text stands.
    #[must_use]
    pub fn piece_at(&self, at: usize) -> Piece<'_> {
        let mut entries = self.entries.iter().flat_map(|entries| &entries.list);
        let entry = entries.find(|(range, _)| range.contains(&at));
        let piece = entry.and_then(|(range, place)| Some(Piece { text: self.text.get(range.clone())?, place }));
        piece.unwrap_or(Piece { text: &self.text, place: &self.place })
    }
}

impl Slot<Vec<Citation>> {
    /// The piece in which one of its citations begins.
    #[must_use]
    pub fn piece_of(&self, citation: &Citation) -> Piece<'_> {
        let mut from = 0;
        for own in &self.value {
            let start = self.text.get(from..).and_then(|rest| rest.find(&own.text)).map_or(from, |at| from + at);
            if std::ptr::eq(own, citation) {
                return self.piece_at(start);
            }
            from = start + own.text.len();
        }
        Piece { text: &self.text, place: &self.place }
    }
}

impl<T: PartialEq> PartialEq for Slot<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text && self.value == other.value
    }
}

impl Item {
    /// An item nothing is known of.
    #[must_use]
    pub fn blank(place: &Place, given: Given) -> Self {
        Self {
            place: place.clone(),
            group: Slot::blank(place.clone(), given),
            name: Slot::blank(place.clone(), given),
            subname: Slot::blank(place.clone(), given),
            code: Slot::blank(place.clone(), given),
            content: Slot::blank(place.clone(), given),
            basis: Slot::blank(place.clone(), given),
            time_limit: Slot::blank(place.clone(), given),
            subject: Slot::blank(place.clone(), given),
            method: Slot::blank(place.clone(), given),
            channels: Slot::blank(place.clone(), given),
            audience: Slot::blank(place.clone(), given),
            tiers: Slot::blank(place.clone(), given),
            link: Slot::blank(place.clone(), given),
            extra: Vec::new(),
            serial: Serial::default(),
        }
    }

    /// The name people call it by: 三级 (with its 二级) where there is one.
    #[must_use]
    pub fn display_name(&self) -> String {
        if self.subname.value.is_empty() { self.name.value.clone() } else { format!("{}：{}", self.name.value, self.subname.value) }
    }
}
