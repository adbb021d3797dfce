//! An item's fields by name, for those who treat all fields alike.

use crate::model::{Field, Given, Item};
use crate::place::Place;

impl Item {
    /// Original text of a field; empty for [`Field::Extra`].
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        match field {
            Field::Group => &self.group.text,
            Field::Name => &self.name.text,
            Field::Subname => &self.subname.text,
            Field::Code => &self.code.text,
            Field::Content => &self.content.text,
            Field::Basis => &self.basis.text,
            Field::TimeLimit => &self.time_limit.text,
            Field::Subject => &self.subject.text,
            Field::Channels => &self.channels.text,
            Field::Audience => &self.audience.text,
            Field::Method => &self.method.text,
            Field::Tiers => &self.tiers.text,
            Field::Link => &self.link.text,
            Field::Extra => "",
        }
    }

    /// Where a field stands, also when nothing stands there.
    #[must_use]
    pub fn place_of(&self, field: Field) -> &Place {
        match field {
            Field::Group => &self.group.place,
            Field::Name => &self.name.place,
            Field::Subname => &self.subname.place,
            Field::Code => &self.code.place,
            Field::Content => &self.content.place,
            Field::Basis => &self.basis.place,
            Field::TimeLimit => &self.time_limit.place,
            Field::Subject => &self.subject.place,
            Field::Channels => &self.channels.place,
            Field::Audience => &self.audience.place,
            Field::Method => &self.method.place,
            Field::Tiers => &self.tiers.place,
            Field::Link => &self.link.place,
            Field::Extra => self.extra.first().map_or(&self.place, |extra| &extra.text.place),
        }
    }

    /// Whether a field was filled in.
    #[must_use]
    pub fn given(&self, field: Field) -> Given {
        match field {
            Field::Group => self.group.given,
            Field::Name => self.name.given,
            Field::Subname => self.subname.given,
            Field::Code => self.code.given,
            Field::Content => self.content.given,
            Field::Basis => self.basis.given,
            Field::TimeLimit => self.time_limit.given,
            Field::Subject => self.subject.given,
            Field::Channels => self.channels.given,
            Field::Audience => self.audience.given,
            Field::Method => self.method.given,
            Field::Tiers => self.tiers.given,
            Field::Link => self.link.given,
            Field::Extra if self.extra.is_empty() => Given::Blank,
            Field::Extra => Given::Yes,
        }
    }

    /// Takes one field of another item.
    pub fn take_field(&mut self, field: Field, from: &Self) {
        match field {
            Field::Group => self.group = from.group.clone(),
            Field::Name => self.name = from.name.clone(),
            Field::Subname => self.subname = from.subname.clone(),
            Field::Code => self.code = from.code.clone(),
            Field::Content => self.content = from.content.clone(),
            Field::Basis => self.basis = from.basis.clone(),
            Field::TimeLimit => self.time_limit = from.time_limit.clone(),
            Field::Subject => self.subject = from.subject.clone(),
            Field::Channels => self.channels = from.channels.clone(),
            Field::Audience => self.audience = from.audience.clone(),
            Field::Method => self.method = from.method.clone(),
            Field::Tiers => self.tiers = from.tiers.clone(),
            Field::Link => self.link = from.link.clone(),
            Field::Extra => self.extra = from.extra.clone(),
        }
    }
    /// Says where a field stands.
    pub fn set_place_of(&mut self, field: Field, place: Place) {
        match field {
            Field::Group => self.group.place = place,
            Field::Name => self.name.place = place,
            Field::Subname => self.subname.place = place,
            Field::Code => self.code.place = place,
            Field::Content => self.content.place = place,
            Field::Basis => self.basis.place = place,
            Field::TimeLimit => self.time_limit.place = place,
            Field::Subject => self.subject.place = place,
            Field::Channels => self.channels.place = place,
            Field::Audience => self.audience.place = place,
            Field::Method => self.method.place = place,
            Field::Tiers => self.tiers.place = place,
            Field::Link => self.link.place = place,
            Field::Extra => self.extra.iter_mut().for_each(|extra| extra.text.place = place.clone()),
        }
    }
}
