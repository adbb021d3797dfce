//! Rules raised while `mulu.yaml` is read.

use super::stage_rules;

stage_rules! { Project:
    /// A key of `mulu.yaml` that means nothing; the nearest known one is named.
    UNKNOWN_SETTING = "unknown-setting", Error, Never;
    /// A setting whose value has the wrong form.
    WRONG_SETTING = "wrong-setting", Error, Never;
    /// A setting every project needs.
    MISSING_SETTING = "missing-setting", Error, Never;
    /// An `allow`, `resolve`, `permit` or `files` entry that changed nothing.
    UNUSED_SETTING = "unused-setting", Warning, May;
    /// An `allow` past its `until` date: it no longer works.
    EXPIRED_ALLOW = "expired-allow", Warning, May;
    /// An `allow` for a rule that cannot be allowed, or that does not exist.
    NOT_ALLOWABLE = "not-allowable", Error, Never;
    /// A project or folder without a single list.
    NO_INPUT = "no-input", Error, Never;
    /// A baseline that knows findings nobody finds any more: one finding with how many.
    STALE_BASELINE = "stale-baseline", Advice, Never;
    /// An edition that has not been looked through for more than twelve months.
    STALE_EDITION = "stale-edition", Warning, May;
}
