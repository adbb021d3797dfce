//! Rules raised while a list or a town file says what it is.

use super::stage_rules;

stage_rules! { Parsing:
    /// A key of a YAML list or town file that means nothing; the nearest known one is named.
    UNKNOWN_KEY = "unknown-key", Error, Never;
    /// A value of a YAML file with the wrong form, such as a list where a text is expected.
    WRONG_SHAPE = "wrong-shape", Error, Never;
    /// A domain name that no table knows; the nearest is named.
    UNKNOWN_DOMAIN = "unknown-domain", Error, Never;
    /// A known misspelling of a domain name, read as the right one.
    MISSPELT_DOMAIN = "misspelt-domain", Warning, May;
    /// A list that says nowhere which domain it belongs to.
    NO_DOMAIN = "no-domain", Error, Never;
    /// A list that does not name its department; the lead of the domain is taken.
    NO_DEPARTMENT = "no-department", Advice, May;
    /// A department that `mulu.yaml` does not list.
    UNKNOWN_DEPARTMENT = "unknown-department", Warning, May;
    /// Two places that say different things about a list's domain, department, kind or town.
    SOURCES_DISAGREE = "sources-disagree", Warning, May;
    /// A table without 公开层级: the level is taken from the folder.
    NO_TIER_COLUMN = "no-tier-column", Advice, May;
    /// A field whose text fits no known form; the text is kept.
    NOT_UNDERSTOOD = "not-understood", Warning, May;
    /// 同上 and its signs, read as what stands above: one finding a column.
    SAME_AS_ABOVE = "same-as-above", Advice, May;
    /// 同上 with nothing above it.
    NOTHING_ABOVE = "nothing-above", Error, Never;
    /// Check boxes that a change of font or a scan damaged, read as ■ and □: one finding a file.
    REPAIRED_MARKS = "repaired-marks", Advice, May;
    /// Channels that have neither ■ nor □ in a cell where others have one.
    LOST_MARKS = "lost-marks", Warning, May;
    /// Ticked columns without a tick in any row of the table: one finding at their heading.
    TICKS_LOST = "ticks-lost", Error, Never;
    /// Rows under one name that differ in 方式 or 公开对象 become separate items.
    SPLIT_ITEM = "split-item", Warning, May;
    /// A list with a heading but no item.
    EMPTY_LIST = "empty-list", Warning, May;
    /// A file under `towns/` whose town is not registered in `mulu.yaml`.
    NO_TOWN = "no-town", Error, Never;
    /// An entry of a town file without a key it needs, such as the reason of an omission.
    MISSING_KEY = "missing-key", Error, Never;
    /// A row of a 权责清单 or 公共服务事项清单 that names no power.
    UNNAMED_POWER = "unnamed-power", Error, Never;
    /// A fill-in workbook of another city, or of a version that is not known.
    FOREIGN_TEMPLATE = "foreign-template", Error, Never;
    /// A fill-in workbook that was made before the edition or the city's items changed.
    OLD_TEMPLATE = "old-template", Warning, May;
    /// A fill-in workbook in which nothing was filled in: one finding, and nothing else is said of it.
    UNTOUCHED_TEMPLATE = "untouched-template", Warning, May;
    /// Rows of a fill-in workbook without an answer: one finding a file.
    UNANSWERED_ROWS = "unanswered-rows", Warning, May;
    /// Rows of a fill-in workbook that were deleted: one finding a file.
    DELETED_ROWS = "deleted-rows", Warning, May;
    /// An answer that does not fit its row: 认领 of a changed row, 不适用 without 说明, a word that is no answer.
    WRONG_ANSWER = "wrong-answer", Error, Never;
    /// A row numbered 示例 that is not the one printed.
    EXAMPLE_CHANGED = "example-changed", Warning, May;
}
