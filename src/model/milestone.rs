//! 工作任务进度安排: the steps an office sets, what was handed in for them, and how everyone stands at a day. Judges nothing.

use jiff::civil::Date;

use crate::place::Located;

/// One step, as `milestones` in `mulu.yaml` states it: a row of a 工作任务进度安排 such as 附件2 of 常政办发〔2020〕132号.
#[derive(Clone, Debug, PartialEq)]
pub struct Milestone {
    /// 具体内容.
    pub name: Located<String>,
    /// 责任主体, in the office's words.
    pub who: Vec<String>,
    /// What the program can see of it; none where a person has to look.
    pub awaits: Option<Awaits>,
    /// 完成时间: the last day; none where the office has set no day.
    pub due: Option<Date>,
    /// What else the office says of it.
    pub note: Option<String>,
}

/// What the program can see of a milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awaits {
    /// Every department has handed in a list for each of its domains.
    Lists,
    /// Every town has handed in.
    Towns,
    /// The project checks without an error.
    Catalogs,
    /// The 政府信息主动公开补充目录 is handed in.
    Supplement,
}

impl Awaits {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Lists, Self::Towns, Self::Catalogs, Self::Supplement];

    /// The word `mulu.yaml` and data use.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Lists => "lists",
            Self::Towns => "towns",
            Self::Catalogs => "catalogs",
            Self::Supplement => "supplement",
        }
    }
}

/// One file that was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handed {
    /// Path with `/`.
    pub file: String,
    /// What it was handed in for; empty where nothing says.
    pub towards: Vec<Towards>,
    /// The day the office received it, as `files` in `mulu.yaml` records it.
    pub received: Option<Date>,
    /// Errors not silenced: it goes back.
    pub errors: usize,
}

/// What a file counts for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Towards {
    /// A list of a department.
    List {
        /// The department, under its name in `mulu.yaml`.
        department: String,
        /// Key of the domain; none where the file does not say.
        domain: Option<String>,
    },
    /// Bare powers or services of a department, or an empty table: it states no item of a catalog, so no milestone waits for it.
    NoItems {
        /// The department, where the file says it.
        department: Option<String>,
    },
    /// What a town hands in.
    Town(String),
    /// The 政府信息主动公开补充目录.
    Supplement,
}

/// Who is waited for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// Departments with their domains that apply, as (key, name), in the order of `mulu.yaml`.
    pub departments: Vec<(String, Vec<(String, String)>)>,
    /// Towns.
    pub towns: Vec<String>,
}

/// How a project stands.
#[derive(Clone, Debug)]
pub struct Progress {
    /// The day it is judged at.
    pub day: Date,
    /// The milestones in their order.
    pub milestones: Vec<Judged>,
    /// Files that count for nobody who is waited for.
    pub uncounted: Vec<String>,
}

/// A milestone, and everyone it waits for.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The milestone.
    pub milestone: Milestone,
    /// Each of them; none where a person has to look.
    pub units: Vec<Standing>,
}

/// How one unit stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Who.
    pub unit: Unit,
    /// The worst of its parts.
    pub state: State,
    /// A department's domains; one part for every other.
    pub parts: Vec<Part>,
    /// Errors in the way: those of its files, for the catalogs all of the project's.
    pub errors: usize,
    /// Files of a department that state no item.
    pub without_items: Vec<String>,
}

/// Who is waited for in one milestone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A department.
    Department(String),
    /// A town.
    Town(String),
    /// All together.
    Project,
}

/// What a unit owes for one milestone, and what there is of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Key and name of the domain, for departments.
    pub domain: Option<(String, String)>,
    /// How it stands.
    pub state: State,
    /// Its files; those the office received after the day judged are among them.
    pub files: Vec<Handed>,
}

/// How something stands at a day, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// 逾期未报: not there, and the day is past.
    Overdue,
    /// 逾期报送: received after the day.
    Late,
    /// 未到期: not there, and the day is still to come.
    NotDue,
    /// 未报送: not there, and no day is set.
    Open,
    /// 已报送（未记收到日期）: there after the day, but nobody wrote down since when.
    Undated,
    /// 按时.
    OnTime,
    /// 已报送: there, and no day is set.
    HandedIn,
}

impl State {
    /// All of them, the worst first.
    pub const ALL: [Self; 7] = [Self::Overdue, Self::Late, Self::NotDue, Self::Open, Self::Undated, Self::OnTime, Self::HandedIn];

    /// As data say it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Late => "late",
            Self::NotDue => "not-due",
            Self::Open => "open",
            Self::Undated => "undated",
            Self::OnTime => "on-time",
            Self::HandedIn => "handed-in",
        }
    }

    /// Whether the day was missed.
    #[must_use]
    pub fn is_missed(self) -> bool {
        match self {
            Self::Overdue | Self::Late => true,
            Self::NotDue | Self::Open | Self::Undated | Self::OnTime | Self::HandedIn => false,
        }
    }
}

impl Handed {
    /// Whether it was there at a day. A file nobody recorded the day of counts as there.
    #[must_use]
    pub fn was_there(&self, day: Date) -> bool {
        self.received.is_none_or(|received| received <= day)
    }
}

impl Standing {
    /// Its files that go back, each once.
    #[must_use]
    pub fn to_correct(&self) -> Vec<&Handed> {
        let mut files: Vec<&Handed> = Vec::new();
        for handed in self.parts.iter().flat_map(|part| &part.files).filter(|handed| handed.errors > 0) {
            if !files.iter().any(|known| known.file == handed.file) {
                files.push(handed);
            }
        }
        files
    }
}

impl Progress {
    /// How many units stand so, over all milestones.
    #[must_use]
    pub fn count(&self, state: State) -> usize {
        self.milestones.iter().map(|judged| judged.count(state)).sum()
    }

    /// Whether anybody missed a day.
    #[must_use]
    pub fn is_missed(&self) -> bool {
        self.milestones.iter().flat_map(|judged| &judged.units).any(|unit| unit.state.is_missed())
    }
}

impl Judged {
    /// How many units stand so.
    #[must_use]
    pub fn count(&self, state: State) -> usize {
        self.units.iter().filter(|unit| unit.state == state).count()
    }

    /// How many units have files that go back.
    #[must_use]
    pub fn to_correct(&self) -> usize {
        self.units.iter().filter(|unit| unit.errors > 0).count()
    }
}
