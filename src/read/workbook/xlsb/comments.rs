//! The comments on the cells of an .xlsb sheet: a record says which cell, another what is said. Reads no shapes.

use std::sync::Arc;

use super::records::{Records, id};
use crate::place::{Origin, Place};
use crate::read::guard::Refusal;
use crate::read::package::Package;
use crate::read::workbook::{Cells, further, relationships};
use crate::read::{Further, FurtherKind};

/// Adds the comments of a sheet, whose part is at `path`.
pub(super) fn read(
    package: &mut Package<'_>,
    path: &str,
    origin: &Arc<Origin>,
    cells: &mut Cells,
    found: &mut Vec<Further>,
) -> Result<(), Refusal> {
    let Some(leads) = relationships::of(package, path)? else { return Ok(()) };
    let comments =
        leads.values().filter_map(|other| other.part(path)).filter(|(kind, target)| *kind == "comments" && target.ends_with(".bin"));
    for (_, target) in comments {
        let Some(mut records) = Records::of(package, &target)? else { continue };
        let mut place = None;
        while let Some((id, mut fields)) = records.next()? {
            match id {
                id::COMMENT => {
                    fields.u32()?;
                    let (row, _, column) = (fields.u32()?, fields.u32()?, fields.u32()?);
                    place = Some(Place::cell(origin, row.saturating_add(1), column.saturating_add(1)));
                }
                id::COMMENT_TEXT => {
                    if let Some(place) = place.take() {
                        further::add(place, FurtherKind::Comment, &fields.rich_text()?, cells, found)?;
                    }
                }
                _ => {}
            }
        }
    }
    Ok(())
}
