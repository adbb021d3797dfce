//! Rules raised while lists and towns are joined.

use super::stage_rules;

stage_rules! { Merging:
    /// One item, one field, different values in different lists; every place is shown.
    CONFLICT = "conflict", Error, Never;
    /// A field whose values from several lists were united.
    UNITED = "united", Advice, May;
    /// One list's 公开内容 contains the other's, and was taken.
    WIDER_CONTENT = "wider-content", Advice, May;
    /// One code under two names: probably one item, joined only by `resolve`.
    LIKELY_RENAME = "likely-rename", Warning, May;
    /// One name with different codes within one kind of list.
    CODE_CLASH = "code-clash", Error, Never;
    /// Two items with nearly the same name, or the same name in two domains.
    NEAR_DUPLICATE = "near-duplicate", Warning, May;
    /// An item only of prefecture or village level: in neither catalog.
    NEITHER_TIER = "neither-tier", Warning, May;
    /// An item named in `mulu.yaml` or a town file that does not exist; the nearest three are named.
    NO_TARGET = "no-target", Error, Never;
    /// A name that fits several items; all are listed.
    AMBIGUOUS_TARGET = "ambiguous-target", Error, Never;
    /// A town changes a field that needs a reason, and gives none.
    CHANGE_WITHOUT_REASON = "change-without-reason", Error, Never;
    /// A town changes a field that needs the office's permit.
    CHANGE_WITHOUT_PERMIT = "change-without-permit", Error, Never;
    /// The city's value is no longer the one a town's change was made against.
    STALE_CHANGE = "stale-change", Warning, Never;
    /// Two changes of one field of one item in one town.
    DOUBLE_CHANGE = "double-change", Error, Never;
    /// A town omits and changes one item: the omission holds.
    CHANGE_OF_OMITTED = "change-of-omitted", Warning, May;
    /// A town's own table without some town-level items: one finding that lists them.
    TABLE_LACKS_ITEMS = "table-lacks-items", Error, Never;
    /// A town-level item whose 公开主体 names no town body.
    NO_TOWN_SUBJECT = "no-town-subject", Warning, May;
    /// A registered town without a file: it gets the city's items.
    NOT_REPORTED = "not-reported", Advice, May;
    /// A town adds an item the city already has.
    ADDED_EXISTS = "added-exists", Error, Never;
    /// A town says two things of one item, such as that it claims it and that it does not apply.
    CONTRADICTORY_CLAIM = "contradictory-claim", Error, Never;
    /// A town sets a field to the value it already has.
    NEEDLESS_CHANGE = "needless-change", Warning, May;
}
