//! Rules raised while the catalogs are compared with what they are held to.

use super::stage_rules;

stage_rules! { Duplicates:
    /// A power or service of a native list that no item is about.
    UNCOVERED_POWER = "uncovered-power", Warning, May;
    /// Items that counties list under a domain, and the city does not.
    LACKING_ITEMS = "lacking-items", Advice, May;
    /// Items that stand in no native list and in no catalog of the counties.
    UNSOURCED_ITEMS = "unsourced-items", Advice, May;
    /// An item that is gone and a new one, probably one under another name: to be confirmed with `renamed`.
    UNCONFIRMED_RENAME = "unconfirmed-rename", Warning, May;
}
