//! Which parts of a package calamine will read: the workbook, its sheets, and the tables they share.
//! Follows relationships exactly as calamine does, so that nothing is read that was not measured.

use std::collections::BTreeSet;

use quick_xml::events::Event;

use crate::read::guard::{LIMITS, Refusal};
use crate::read::package::Package;
use crate::read::workbook::relationships::{self, Workbook};
use crate::read::workbook::tag::attributes;
use crate::read::workbook::too_many_sheets;

/// Kinds of sheets calamine knows.
const KNOWN_KINDS: [&str; 3] = ["worksheet", "chartsheet", "dialogsheet"];

/// The parts of a workbook.
pub(super) struct Outline {
    /// Folder of the workbook part, with `/` at the end.
    pub(super) folder: String,
    /// Paths of the sheets, as they stand in the workbook; none for a chart.
    pub(super) sheets: Vec<Option<String>>,
    /// Path of the part that says where the workbook leads.
    pub(super) relationships: String,
    /// Kinds of sheets calamine has never heard of, such as those of macros.
    pub(super) odd_kinds: BTreeSet<String>,
}

impl Outline {
    /// Follows the package's relationships to the sheets.
    pub(super) fn read(package: &mut Package<'_>) -> Result<Self, Refusal> {
        let workbook = Workbook::find(package, "workbook.xml")?;
        let ids = sheet_ids(package, &workbook.path())?;
        let sheets = ids.iter().map(|id| workbook.sheet(package, id)).collect::<Result<_, _>>()?;
        let kinds = ids.iter().filter_map(|id| workbook.kind(id)).filter(|kind| !KNOWN_KINDS.contains(kind));
        let odd_kinds = kinds.map(str::to_owned).collect();
        Ok(Self { sheets, relationships: relationships::path_of(&workbook.path()), odd_kinds, folder: workbook.folder })
    }
}

/// Relationship ids of the sheets, in their order.
fn sheet_ids(package: &mut Package<'_>, path: &str) -> Result<Vec<String>, Refusal> {
    let mut found = Vec::new();
    let mut part = package.part(path, LIMITS.small_part_bytes)?.ok_or_else(relationships::incomplete)?;
    loop {
        match part.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == "sheet" => {
                let mut id = String::new();
                attributes(&tag, |key, value| {
                    if key == "id" || key.ends_with(":id") {
                        value.clone_into(&mut id);
                    }
                })?;
                found.push(id);
                if found.len() > LIMITS.sheets {
                    return Err(too_many_sheets());
                }
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}
