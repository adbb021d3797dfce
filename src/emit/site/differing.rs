//! How single towns have an item: those that change it or leave it out, each with its reason.

use super::frame::{Frame, town_file};
use crate::model::{Deviation, Entry, Field, TownState};

/// A town that has an item otherwise.
pub(super) struct Differing<'a> {
    pub(super) town: &'a str,
    /// The domain on the town's page, from a page one folder below the site's.
    pub(super) address: String,
    /// 调整 or 不适用.
    pub(super) what: &'static str,
    /// The changed fields: heading, what the town has, and why when said of this field alone.
    pub(super) fields: Vec<(&'static str, &'a str, Option<&'a str>)>,
    pub(super) reason: Option<&'a str>,
}

/// The towns that change or leave out an item of a domain.
pub(super) fn towns<'a>(frame: &'a Frame<'a>, domain: usize, entry: &'a Entry) -> Vec<Differing<'a>> {
    let those = entry.towns.iter().filter_map(|(town, deviation)| {
        let what = match deviation.state {
            TownState::Changed => "调整",
            TownState::Omitted => "不适用",
            TownState::Confirmed | TownState::Added => return None,
        };
        let town = *town;
        let address = format!("../{}#d{}", town_file(town), domain + 1);
        let name = frame.publication.catalog.towns[town].name.as_str();
        Some(Differing { town: name, address, what, fields: fields(deviation), reason: deviation.reason.as_deref() })
    });
    those.collect()
}

fn fields(deviation: &Deviation) -> Vec<(&'static str, &str, Option<&str>)> {
    let changes = deviation.changes.iter().map(|change| {
        // The reason of the whole is said once, behind all fields.
        let own = change.reason.as_deref().filter(|reason| Some(*reason) != deviation.reason.as_deref());
        (Field::short(change.field), change.to.as_str(), own)
    });
    changes.collect()
}
