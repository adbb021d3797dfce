//! What lists and catalogs are made of: plain data with places. Reads nothing, checks nothing, prints nothing.

pub mod access;
pub mod brackets;
pub mod catalog;
pub mod changes;
pub mod citation;
pub mod coverage;
pub mod distinct;
pub mod document;
pub mod edition;
pub mod fields;
pub mod fill_in;
pub mod index;
pub mod item;
pub mod list;
pub mod milestone;
pub mod name;
pub mod nearest;
pub mod personal;
pub mod power;
pub mod print;
pub mod register;
pub mod same;
pub mod sample;
pub mod selector;
mod tiers;
pub mod time_limit;
pub mod town;

pub use catalog::{Catalog, Change, Deviation, DomainSection, Entry, Origin, Reported, State as TownState, TownSection};
pub use fields::Field;
pub use item::{Audience, Channel, Citation, Content, Extra, Given, Item, Mark, Method, Slot, Tier};
pub use list::{Form, Heading, List, ListKind};
pub use power::Power;
pub use tiers::Tiers;
pub use time_limit::{Limit, Segment, Start, TimeLimit, Trigger, Unit};
pub use town::{Claim, Declined, TownAddition, TownChange, TownFile, TownOmission};
