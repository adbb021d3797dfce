//! How a project stands against its milestones, for programs: schema `mulu.status/1`. Fields are only ever added.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::milestone::{Awaits, Handed, Judged, Part, Progress, Standing, State, Unit};

/// Name of the schema.
pub const SCHEMA: &str = "mulu.status/1";

/// The milestones of a project, and how everyone stands at a day.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Status")]
pub struct Document {
    /// Always `mulu.status/1`.
    schema: String,
    /// Always `mulu`.
    tool: String,
    /// Version of the tool.
    version: String,
    /// The day judged, `2020-11-14`.
    as_of: String,
    /// Whether nobody is late or missing past a due date.
    in_time: bool,
    /// Errors in `mulu.yaml` that bear on this: with any, the rest is not to be relied on.
    settings_errors: usize,
    /// The milestones, in the order of `mulu.yaml`.
    milestones: Vec<Milestone>,
    /// Units by how they stand, over all milestones.
    counts: Counts,
    /// Files that count for nobody: nothing says whose they are, or `mulu.yaml` does not list that unit or domain.
    uncounted: Vec<String>,
}

/// One milestone.
#[derive(Debug, Serialize, JsonSchema)]
struct Milestone {
    /// 具体内容.
    name: String,
    /// 责任主体.
    who: Vec<String>,
    /// What the program sees of it: `lists`, `towns`, `catalogs` or `supplement`; absent where a person has to look.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = Awaits::ALL.map(Awaits::key)))]
    awaits: Option<String>,
    /// The last day, `2020-11-13`; absent where none is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    /// What else the office says of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// Everyone it waits for; none where a person has to look.
    units: Vec<Entry>,
    /// Those units by how they stand.
    counts: Counts,
}

/// One department or town, or all together.
#[derive(Debug, Serialize, JsonSchema)]
struct Entry {
    /// `department`, `town`, or `project` for all together.
    #[schemars(extend("enum" = ["department", "town", "project"]))]
    of: String,
    /// Its name; empty for all together.
    unit: String,
    /// The worst of its parts.
    #[schemars(extend("enum" = State::ALL.map(State::key)))]
    state: String,
    /// Errors in the way: those of its files, for `catalogs` all of the project's.
    errors: usize,
    /// A department's domains; one part for every other.
    parts: Vec<Piece>,
    /// Files of a department that state no item of a catalog, such as native lists; no domain counts them.
    without_items: Vec<String>,
}

/// What a unit owes, and what there is of it.
#[derive(Debug, Serialize, JsonSchema)]
struct Piece {
    /// Name of the domain, for departments.
    #[serde(skip_serializing_if = "Option::is_none")]
    domain: Option<String>,
    /// Its key.
    #[serde(skip_serializing_if = "Option::is_none")]
    domain_key: Option<String>,
    /// How it stands: `overdue` 逾期未报, `late` 逾期报送, `not-due` 未到期, `open` not there with no day set, `undated` 已报送（未记收到日期）,
    /// `on-time` 按时, `handed-in` there with no day set.
    #[schemars(extend("enum" = State::ALL.map(State::key)))]
    state: String,
    /// Its files; for `catalogs` those in the way.
    files: Vec<File>,
}

/// A file that was handed in.
#[derive(Debug, Serialize, JsonSchema)]
struct File {
    /// Path with `/`.
    file: String,
    /// The day it was received, as `files` in `mulu.yaml` records it. Later than `as_of`, it was not there yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    received: Option<String>,
    /// Errors not silenced: with any, it goes back.
    errors: usize,
}

/// Units by how they stand.
#[derive(Debug, Serialize, JsonSchema)]
struct Counts {
    /// 逾期未报.
    overdue: usize,
    /// 逾期报送.
    late: usize,
    /// 未到期.
    not_due: usize,
    /// Not there, and no day is set.
    open: usize,
    /// 已报送（未记收到日期）.
    undated: usize,
    /// 按时.
    on_time: usize,
    /// There, and no day is set.
    handed_in: usize,
    /// 需要修改: units with errors in the way, each counted under its state, too.
    to_correct: usize,
}

/// Prints it. `settings_errors` are those in `mulu.yaml` that bear on it.
#[must_use]
pub fn print(progress: &Progress, settings_errors: usize) -> String {
    let document = Document {
        schema: SCHEMA.to_owned(),
        tool: env!("CARGO_PKG_NAME").to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        as_of: progress.day.to_string(),
        in_time: !progress.is_missed(),
        settings_errors,
        milestones: progress.milestones.iter().map(milestone).collect(),
        counts: counts(&progress.milestones),
        uncounted: progress.uncounted.clone(),
    };
    serde_json::to_string_pretty(&document).expect("texts and numbers are always JSON") + "\n"
}

fn milestone(judged: &Judged) -> Milestone {
    let milestone = &judged.milestone;
    Milestone {
        name: milestone.name.value.clone(),
        who: milestone.who.clone(),
        awaits: milestone.awaits.map(|awaits| awaits.key().to_owned()),
        due: milestone.due.map(|due| due.to_string()),
        note: milestone.note.clone(),
        units: judged.units.iter().map(entry).collect(),
        counts: counts(std::slice::from_ref(judged)),
    }
}

fn entry(standing: &Standing) -> Entry {
    let (of, unit) = match &standing.unit {
        Unit::Department(name) => ("department", name.as_str()),
        Unit::Town(name) => ("town", name.as_str()),
        Unit::Project => ("project", ""),
    };
    Entry {
        of: of.to_owned(),
        unit: unit.to_owned(),
        state: standing.state.key().to_owned(),
        errors: standing.errors,
        parts: standing.parts.iter().map(piece).collect(),
        without_items: standing.without_items.clone(),
    }
}

fn piece(part: &Part) -> Piece {
    let (domain_key, domain) = part.domain.clone().unzip();
    Piece { domain, domain_key, state: part.state.key().to_owned(), files: part.files.iter().map(file).collect() }
}

fn file(handed: &Handed) -> File {
    File { file: handed.file.clone(), received: handed.received.map(|day| day.to_string()), errors: handed.errors }
}

fn counts(milestones: &[Judged]) -> Counts {
    let count = |state| milestones.iter().map(|judged| judged.count(state)).sum();
    Counts {
        overdue: count(State::Overdue),
        late: count(State::Late),
        not_due: count(State::NotDue),
        open: count(State::Open),
        undated: count(State::Undated),
        on_time: count(State::OnTime),
        handed_in: count(State::HandedIn),
        to_correct: milestones.iter().map(Judged::to_correct).sum(),
    }
}

/// JSON Schema of it, draft 2020-12.
#[must_use]
pub fn schema() -> serde_json::Value {
    let generator = schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator();
    generator.into_root_schema_for::<Document>().to_value()
}
