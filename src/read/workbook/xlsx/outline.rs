//! Which parts of a package calamine will read: the workbook, its sheets, and the tables they share.
//! Follows relationships exactly as calamine does, so that nothing is read that was not measured.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use crate::read::guard::{LIMITS, Refusal};
use crate::read::package::Package;
use crate::read::workbook::tag::{attributes, malformed};
use crate::words::say;

/// The parts of a workbook.
pub(super) struct Outline {
    /// Folder of the workbook part, with `/` at the end.
    pub(super) folder: String,
    /// Paths of the sheets, as they stand in the workbook; none for a chart.
    pub(super) sheets: Vec<Option<String>>,
}

impl Outline {
    /// Follows the package's relationships to the sheets.
    pub(super) fn read(package: &mut Package<'_>) -> Result<Self, Refusal> {
        let target = workbook_target(package)?;
        let (folder, name) = target.rfind('/').map_or(("", target.as_str()), |slash| target.split_at(slash + 1));
        let folder = folder.strip_prefix('/').unwrap_or(folder).to_owned();
        let name = if name.is_empty() { "workbook.xml" } else { name };
        let relationships = relationships(package, &format!("{folder}_rels/{name}.rels"))?;
        let ids = sheet_ids(package, &format!("{folder}{name}"))?;
        let sheets = ids
            .iter()
            .map(|id| {
                let (target, kind) = relationships.get(id).ok_or_else(incomplete)?;
                let path = target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), str::to_owned);
                if kind.rsplit('/').next() != Some("worksheet") {
                    return Ok(None);
                }
                if package.has(&path) { Ok(Some(path)) } else { Err(incomplete()) }
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { folder, sheets })
    }
}

fn incomplete() -> Refusal {
    Refusal::damaged(say!("文件已损坏或不完整：找不到工作簿里的工作表", "the file is incomplete: a sheet it names is not there"))
}

/// Where the package says its workbook is.
fn workbook_target(package: &mut Package<'_>) -> Result<String, Refusal> {
    let mut found = None;
    let mut part = package.part("_rels/.rels", LIMITS.small_part_bytes)?.ok_or_else(incomplete)?;
    loop {
        match part.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == "Relationship" => {
                let (mut kind, mut target) = (String::new(), None);
                attributes(&tag, |key, value| match key {
                    "Type" => value.clone_into(&mut kind),
                    "Target" => target = Some(value.to_owned()),
                    _ => {}
                })?;
                if kind.ends_with("/relationships/officeDocument") {
                    found = target.or(found);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let found = found.ok_or_else(incomplete)?;
    quick_xml::escape::unescape(&found).map(std::borrow::Cow::into_owned).map_err(|_| malformed())
}

/// Target and type of every relationship of the workbook.
fn relationships(package: &mut Package<'_>, path: &str) -> Result<BTreeMap<String, (String, String)>, Refusal> {
    let mut found = BTreeMap::new();
    let mut part = package.part(path, LIMITS.small_part_bytes)?.ok_or_else(incomplete)?;
    loop {
        match part.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == "Relationship" => {
                let (mut id, mut kind, mut target) = (None, String::new(), String::new());
                attributes(&tag, |key, value| match key {
                    "Id" => id = Some(value.to_owned()),
                    "Type" => value.clone_into(&mut kind),
                    "Target" => value.clone_into(&mut target),
                    _ => {}
                })?;
                if let Some(id) = id {
                    found.insert(id, (target, kind));
                }
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// Relationship ids of the sheets, in their order.
fn sheet_ids(package: &mut Package<'_>, path: &str) -> Result<Vec<String>, Refusal> {
    let mut found = Vec::new();
    let mut part = package.part(path, LIMITS.small_part_bytes)?.ok_or_else(incomplete)?;
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
                let limit = LIMITS.sheets;
                if found.len() > limit {
                    return Err(Refusal::too_large(say!(
                        "文件过大：工作表超过 {limit} 个",
                        "the file is too large: more than {limit} sheets"
                    )));
                }
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}
