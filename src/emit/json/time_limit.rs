//! 公开时限 in `catalog.json`: the text, and beside it what was understood of it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Limit, Segment, Slot, TimeLimit, Trigger, Unit};

/// The time limit as written and as understood.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "TimeLimit")]
pub(super) struct TimeLimitRecord<'a> {
    /// The original text.
    text: &'a str,
    /// Its limits in the order written; empty when the text was not understood.
    segments: Vec<SegmentRecord<'a>>,
    /// Whether the text says that laws may provide otherwise.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    exception: bool,
}

/// One limit.
#[derive(Default, Serialize, JsonSchema)]
#[schemars(rename = "Segment")]
struct SegmentRecord<'a> {
    /// Kind of limit.
    #[schemars(extend("enum" = [
        "within", "before", "on-event", "by-date", "periodic", "real-time", "prompt", "as-progress",
        "any-time", "long-term", "display", "retain", "extension", "on-request", "same-as-above"
    ]))]
    kind: &'static str,
    /// How many units.
    #[serde(skip_serializing_if = "Option::is_none")]
    n: Option<u32>,
    /// The unit; of `periodic` the period.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["hour", "working-day", "day", "week", "month", "quarter", "half-year", "year"]))]
    unit: Option<&'static str>,
    /// What starts the clock; `event` for any other event.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = [
        "formed-or-changed", "made-or-obtained", "decision-made", "approved", "replied", "received-approval",
        "received-application", "survey-done", "released", "event"
    ]))]
    trigger: Option<&'static str>,
    /// The event as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'a str>,
    /// Month of a date, 1 to 12.
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<u32>,
    /// Day of the month, or day named within the period.
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<u32>,
    /// Whether `long-term` is said to be kept up to date.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    dynamic: bool,
    /// The part of the information it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<&'a str>,
}

impl<'a> TimeLimitRecord<'a> {
    pub(super) fn of(slot: &'a Slot<TimeLimit>) -> Self {
        Self { text: &slot.text, segments: slot.value.segments.iter().map(segment).collect(), exception: slot.value.exception }
    }
}

fn segment(segment: &Segment) -> SegmentRecord<'_> {
    SegmentRecord { scope: segment.scope.as_deref(), ..limit(&segment.limit) }
}

fn limit(limit: &Limit) -> SegmentRecord<'_> {
    let kind = |kind| SegmentRecord { kind, ..SegmentRecord::default() };
    let lasting = |kind, n: &u32, unit: &Unit| SegmentRecord { kind, n: Some(*n), unit: Some(word(*unit)), ..SegmentRecord::default() };
    match limit {
        Limit::Within { n, unit, trigger } => {
            let (trigger, event) = starts(trigger);
            SegmentRecord { trigger, event, ..lasting("within", n, unit) }
        }
        Limit::Before { n, unit, event } => SegmentRecord { event: said(event), ..lasting("before", n, unit) },
        Limit::OnEvent { event } => SegmentRecord { event: said(event), ..kind("on-event") },
        Limit::ByDate { month, day } => SegmentRecord { month: Some(*month), day: *day, ..kind("by-date") },
        Limit::Periodic { every, on } => SegmentRecord { unit: Some(word(*every)), day: *on, ..kind("periodic") },
        Limit::RealTime => kind("real-time"),
        Limit::Prompt { event } => SegmentRecord { event: event.as_deref().and_then(said), ..kind("prompt") },
        Limit::AsProgress => kind("as-progress"),
        Limit::AnyTime => kind("any-time"),
        Limit::LongTerm { dynamic } => SegmentRecord { dynamic: *dynamic, ..kind("long-term") },
        Limit::Display { n, unit } => lasting("display", n, unit),
        Limit::Retain { n, unit } => lasting("retain", n, unit),
        Limit::Extension { n, unit } => lasting("extension", n, unit),
        Limit::OnRequest => kind("on-request"),
        Limit::SameAsAbove => kind("same-as-above"),
    }
}

fn said(event: &str) -> Option<&str> {
    (!event.is_empty()).then_some(event)
}

fn starts(trigger: &Trigger) -> (Option<&'static str>, Option<&str>) {
    match trigger {
        Trigger::FormedOrChanged => (Some("formed-or-changed"), None),
        Trigger::MadeOrObtained => (Some("made-or-obtained"), None),
        Trigger::DecisionMade => (Some("decision-made"), None),
        Trigger::Approved => (Some("approved"), None),
        Trigger::Replied => (Some("replied"), None),
        Trigger::ReceivedApproval => (Some("received-approval"), None),
        Trigger::ReceivedApplication => (Some("received-application"), None),
        Trigger::SurveyDone => (Some("survey-done"), None),
        Trigger::Released => (Some("released"), None),
        Trigger::Event(event) => (Some("event"), said(event)),
        Trigger::None => (None, None),
    }
}

fn word(unit: Unit) -> &'static str {
    match unit {
        Unit::Hour => "hour",
        Unit::WorkingDay => "working-day",
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::HalfYear => "half-year",
        Unit::Year => "year",
    }
}
