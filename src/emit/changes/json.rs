//! Changes for programs: schema `mulu.changes/1`. Fields are only ever added.

use schemars::JsonSchema;
use serde::Serialize;

use super::Compared;
use crate::model::changes::record::{ChangeRecord, Counts, EditionRecord};
use crate::model::changes::{LikelyRename, Likeness};

/// Name of the schema.
pub const SCHEMA: &str = "mulu.changes/1";

/// Everything that changed from one edition to the next.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Changes")]
pub struct Document {
    /// Always `mulu.changes/1`.
    schema: String,
    /// Always `mulu`.
    tool: String,
    /// Version of the tool.
    version: String,
    /// The city.
    city: String,
    /// The edition before.
    from: EditionRecord,
    /// This edition.
    to: EditionRecord,
    /// How many changes of each kind.
    counts: Counts,
    /// The changes: towns, departments and domains as such, then items by domain, the city's before those of towns.
    list: Vec<ChangeRecord>,
    /// Pairs of a removed and an added item that are probably one; both also stand in `list`.
    likely_renames: Vec<Likely>,
    /// Items whose wording alone is another; they are no changes.
    reworded: usize,
}

/// An item that is gone and a new one that are probably the same.
#[derive(Debug, Serialize, JsonSchema)]
struct Likely {
    /// `领域/一级/二级`, as `renamed` in `mulu.yaml` takes it.
    from: String,
    /// The new name.
    to: String,
    /// `code`: the same code; `name`: nearly the same name on the same basis.
    #[schemars(extend("enum" = ["code", "name"]))]
    because: String,
}

/// Prints it.
pub(super) fn print(Compared { city, changes }: Compared<'_>) -> String {
    let document = Document {
        schema: SCHEMA.to_owned(),
        tool: env!("CARGO_PKG_NAME").to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        city: city.to_owned(),
        from: EditionRecord::of(&changes.from),
        to: EditionRecord::of(&changes.to),
        counts: Counts::of(changes.list.iter()),
        list: changes.list.iter().map(ChangeRecord::of).collect(),
        likely_renames: changes.likely_renames.iter().map(likely).collect(),
        reworded: changes.reworded,
    };
    serde_json::to_string_pretty(&document).expect("texts and numbers are always JSON") + "\n"
}

fn likely(rename: &LikelyRename) -> Likely {
    let because = match rename.because {
        Likeness::Code => "code",
        Likeness::Name => "name",
    };
    Likely { from: rename.from.clone(), to: rename.to.clone(), because: because.to_owned() }
}

/// JSON Schema of it, draft 2020-12.
#[must_use]
pub fn schema() -> serde_json::Value {
    let generator = schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator();
    generator.into_root_schema_for::<Document>().to_value()
}
