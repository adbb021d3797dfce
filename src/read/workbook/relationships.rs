//! How the parts of a workbook package lead to each other: from the package to the workbook, from there to sheets, from a
//! sheet to addresses on the web. Follows them as calamine does.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::tag::{attributes, malformed};
use crate::read::guard::{LIMITS, Refusal};
use crate::read::package::Package;
use crate::words::say;

/// Where a part leads.
#[derive(Clone, Debug, Default)]
pub(super) struct Relationship {
    /// The path or address, as written.
    target: String,
    /// What it is, as the last word of its type: `worksheet`.
    kind: String,
    is_external: bool,
}

/// The workbook part and where it leads.
pub(super) struct Workbook {
    /// Its folder, with `/` at the end.
    pub(super) folder: String,
    name: String,
    relationships: BTreeMap<String, Relationship>,
}

impl Workbook {
    /// The workbook a package leads to; `usual` is its name where the package leads to a folder.
    pub(super) fn find(package: &mut Package<'_>, usual: &str) -> Result<Self, Refusal> {
        let target = workbook_target(package)?;
        let (folder, name) = target.rfind('/').map_or(("", target.as_str()), |slash| target.split_at(slash + 1));
        let folder = folder.strip_prefix('/').unwrap_or(folder).to_owned();
        let name = if name.is_empty() { usual } else { name }.to_owned();
        let relationships = of(package, &format!("{folder}{name}"))?.ok_or_else(incomplete)?;
        Ok(Self { folder, name, relationships })
    }

    /// Path of the part.
    pub(super) fn path(&self) -> String {
        format!("{}{}", self.folder, self.name)
    }

    /// Path of a sheet by its id; none for charts and macros.
    pub(super) fn sheet(&self, package: &Package<'_>, id: &str) -> Result<Option<String>, Refusal> {
        let sheet = self.relationships.get(id).ok_or_else(incomplete)?;
        if sheet.kind != "worksheet" {
            return Ok(None);
        }
        let path = self.resolve(&sheet.target);
        if package.has(&path) { Ok(Some(path)) } else { Err(incomplete()) }
    }

    /// Path of the part of a kind the sheets share.
    pub(super) fn shared(&self, kind: &str) -> Option<String> {
        self.relationships.values().find(|other| other.kind == kind).map(|other| self.resolve(&other.target))
    }

    /// What a sheet is, by its id.
    pub(super) fn kind(&self, id: &str) -> Option<&str> {
        Some(self.relationships.get(id)?.kind.as_str())
    }

    fn resolve(&self, target: &str) -> String {
        target.strip_prefix('/').map_or_else(|| format!("{}{target}", self.folder), str::to_owned)
    }
}

impl Relationship {
    /// What kind of part it leads to, and the path of that part as seen from `part`; none outside the package.
    pub(super) fn part(&self, part: &str) -> Option<(&str, String)> {
        if self.is_external {
            return None;
        }
        if let Some(target) = self.target.strip_prefix('/') {
            return Some((&self.kind, target.to_owned()));
        }
        let mut path: Vec<&str> = part.split('/').collect();
        path.pop();
        for step in self.target.split('/') {
            match step {
                ".." => drop(path.pop()),
                "." => {}
                name => path.push(name),
            }
        }
        Some((&self.kind, path.join("/")))
    }

    /// The address outside the package.
    pub(super) fn address(&self) -> Option<String> {
        let address = quick_xml::escape::unescape(&self.target).ok()?;
        (self.is_external && self.kind == "hyperlink").then(|| address.into_owned())
    }
}

/// Where a part leads, by id; none when nothing is said.
pub(super) fn of(package: &mut Package<'_>, part: &str) -> Result<Option<BTreeMap<String, Relationship>>, Refusal> {
    let mut found = BTreeMap::new();
    let Some(mut part) = package.part(&path_of(part), LIMITS.small_part_bytes)? else { return Ok(None) };
    loop {
        match part.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == "Relationship" => {
                let (mut id, mut relationship) = (None, Relationship::default());
                attributes(&tag, |key, value| match key {
                    "Id" => id = Some(value.to_owned()),
                    "Type" => value.rsplit('/').next().unwrap_or_default().clone_into(&mut relationship.kind),
                    "Target" => value.clone_into(&mut relationship.target),
                    "TargetMode" => relationship.is_external = value == "External",
                    _ => {}
                })?;
                if let Some(id) = id {
                    found.insert(id, relationship);
                }
            }
            Event::Eof => return Ok(Some(found)),
            _ => {}
        }
    }
}

/// Path of the part that says where another leads.
pub(super) fn path_of(part: &str) -> String {
    let (folder, name) = part.rfind('/').map_or(("", part), |slash| part.split_at(slash + 1));
    format!("{folder}_rels/{name}.rels")
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

/// A part that is named is not there.
pub(super) fn incomplete() -> Refusal {
    Refusal::damaged(say!("文件已损坏或不完整：找不到工作簿里的工作表", "the file is incomplete: a sheet it names is not there"))
}
