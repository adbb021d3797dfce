//! 公开时限 as people mean it: one or more limits, each with a number, a unit and what starts the clock.

/// A time limit. Empty segments mean the text was not understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeLimit {
    /// The limits, in the order written.
    pub segments: Vec<Segment>,
    /// Whether 法律、法规另有规定的，从其规定 (or the like) is said.
    pub exception: bool,
    /// What else is said beside the limits: remarks in brackets, `（特殊情况除外）`, and parts that were not understood.
    pub remarks: Vec<String>,
}

/// One limit and what it is for. Two are equal when scope and limit are: how the start is worded is not what it says.
#[derive(Clone, Debug)]
pub struct Segment {
    /// The information it is for, when only a part: `处罚决定`.
    pub scope: Option<String>,
    /// The limit.
    pub limit: Limit,
    /// Whether 之日起 (or 后) stands behind what starts the clock.
    pub start: Start,
}

/// How the start of a [`Limit::Within`] is worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// `…之日起`, `…后`.
    Said,
    /// `信息形成（变更）20个工作日内`: 之日起 is lost.
    Missing,
    /// Nothing starts a clock.
    None,
}

impl PartialEq for Segment {
    fn eq(&self, other: &Self) -> bool {
        self.scope == other.scope && self.limit == other.limit
    }
}

impl Eq for Segment {}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Hours.
    Hour,
    /// Working days (工作日).
    WorkingDay,
    /// Calendar days (日、天).
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Quarters (季度).
    Quarter,
    /// Half years.
    HalfYear,
    /// Years.
    Year,
}

/// The kinds of limit (`domain`: 公开时限 grammar).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// `自信息形成或者变更之日起20个工作日内`.
    Within {
        /// How many units.
        n: u32,
        /// The unit.
        unit: Unit,
        /// What starts the clock.
        trigger: Trigger,
    },
    /// `听证7个工作日前`, `提前一周`.
    Before {
        /// How many units.
        n: u32,
        /// The unit.
        unit: Unit,
        /// The event it precedes, as written; may be empty.
        event: String,
    },
    /// `在实地启动拟征收土地工作时`, `报批前`, `随采购公告公开`: an event, no number.
    OnEvent {
        /// The event as written.
        event: String,
    },
    /// `每年1月31日前`; of `每年1月1日至3月31日` the last day.
    ByDate {
        /// Month, 1 to 12.
        month: u32,
        /// Day of the month; the month's end when not said.
        day: Option<u32>,
    },
    /// `按季度公开`, `每季度的首个月20日`, `半年至少更新1次`.
    Periodic {
        /// The period.
        every: Unit,
        /// Day named within the period.
        on: Option<u32>,
    },
    /// `实时公开`, `即时公开`.
    RealTime,
    /// `及时公开`: a principle; article 26 of 《政府信息公开条例》 caps it at 20 working days.
    Prompt {
        /// The event it follows, as written: `重大决策作出后`.
        event: Option<String>,
    },
    /// `按进展情况及时公开`.
    AsProgress,
    /// `随时公布`.
    AnyTime,
    /// `长期公开（动态调整）`, `永久公开`.
    LongTerm {
        /// Whether it is said to be kept up to date.
        dynamic: bool,
    },
    /// `公示不少于30日`: how long it hangs, not when it appears.
    Display {
        /// At least so many units.
        n: u32,
        /// The unit.
        unit: Unit,
    },
    /// `满3年停止公示`: when it is taken down.
    Retain {
        /// After so many units.
        n: u32,
        /// The unit.
        unit: Unit,
    },
    /// `可延长7个工作日`.
    Extension {
        /// By so many units.
        n: u32,
        /// The unit.
        unit: Unit,
    },
    /// `为依申请公开`: no limit, but a way of disclosure said in the wrong column.
    OnRequest,
    /// `同上`: to be read from the row above.
    SameAsAbove,
}

impl Limit {
    /// How soon the information appears, and from when: for [`Limit::Within`] alone.
    #[must_use]
    pub fn within(&self) -> Option<(u32, Unit, &Trigger)> {
        match self {
            Self::Within { n, unit, trigger } => Some((*n, *unit, trigger)),
            Self::Before { .. }
            | Self::OnEvent { .. }
            | Self::ByDate { .. }
            | Self::Periodic { .. }
            | Self::RealTime
            | Self::Prompt { .. }
            | Self::AsProgress
            | Self::AnyTime
            | Self::LongTerm { .. }
            | Self::Display { .. }
            | Self::Retain { .. }
            | Self::Extension { .. }
            | Self::OnRequest
            | Self::SameAsAbove => None,
        }
    }
}

/// What starts the clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// 信息形成或者变更; also 信息形成, 信息产生、变更 and 信息获取（形成、变更）.
    FormedOrChanged,
    /// 制定（制作）或获取信息, whatever the information is called: 指南, 备案政策.
    MadeOrObtained,
    /// 作出决定.
    DecisionMade,
    /// 批准后 (including by a people's congress).
    Approved,
    /// 批复后.
    Replied,
    /// 收到批准文件.
    ReceivedApproval,
    /// 收到申请.
    ReceivedApplication,
    /// 调查结束后.
    SurveyDone,
    /// 印发、下发、下达.
    Released,
    /// Another event, as written.
    Event(String),
    /// Not said.
    None,
}

impl TimeLimit {
    /// Whether it is the same limit with a smaller n: same kinds, triggers and scopes, limit by limit, and at least one of them sooner.
    #[must_use]
    pub fn is_stricter_than(&self, base: &Self) -> bool {
        let pairs = || base.segments.iter().zip(&self.segments);
        base.segments.len() == self.segments.len()
            && !base.segments.is_empty()
            && base.remarks == self.remarks
            && pairs().all(|(base, own)| own.is_no_later_than(base))
            && pairs().any(|(base, own)| base != own)
    }
}

impl Segment {
    fn is_no_later_than(&self, base: &Self) -> bool {
        if base == self {
            return true;
        }
        let (Limit::Within { n: base_n, unit: base_unit, trigger: base_trigger }, Limit::Within { n, unit, trigger }) =
            (&base.limit, &self.limit)
        else {
            return false;
        };
        base.scope == self.scope && unit == base_unit && trigger == base_trigger && n < base_n
    }
}
