//! `verify`: whether an output folder still holds what its manifest says, byte for byte, and was made from the files of a project.
//! Changes nothing.

use std::collections::BTreeSet;
use std::io;
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;

use crate::emit::manifest::{self, Manifest, Seal};
use crate::inputs::own_file::Named;
use crate::words::{Words, say};
use crate::write::MANIFEST;
use crate::{Trouble, read};

/// What was found.
#[derive(Debug)]
pub struct Verified {
    /// The manifest; none where it is damaged beyond reading.
    pub manifest: Option<Manifest>,
    /// Files of the folder that are not as they were made, by path; the manifest itself among them.
    pub outputs: Vec<(String, Fault)>,
    /// Files the catalogs were made from that are not as they were, by path; none looked at where no project was named.
    pub inputs: Option<Vec<(String, Fault)>>,
    /// Files in the folder that the manifest does not name: somebody put them there.
    pub strangers: Vec<String>,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is not there.
    Missing,
    /// Its bytes are not those that were written; the length then and now where these differ.
    Changed(Option<(u64, u64)>),
    /// It cannot be opened.
    Unreadable,
    /// The manifest names a path that is none below its folder.
    NotBelow,
    /// The manifest is not as it was written.
    Seal,
    /// The manifest cannot be understood.
    Damaged,
}

impl Verified {
    /// Whether everything is as it was written.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.outputs.is_empty() && self.inputs.as_ref().is_none_or(Vec::is_empty)
    }
}

impl Fault {
    /// As people say it.
    #[must_use]
    pub fn words(&self) -> Words {
        match self {
            Self::Missing => say!("缺少这个文件", "is missing"),
            Self::Changed(None) => say!("内容被改过", "was changed"),
            Self::Changed(Some((then, now))) => {
                say!("内容被改过（原有 {then} 字节，现有 {now} 字节）", "was changed ({then} bytes then, {now} now)")
            }
            Self::Unreadable => say!("打不开，无法核对", "cannot be opened"),
            Self::NotBelow => say!("不是这个文件夹里的路径，清单被改过", "is no path below this folder: the manifest was changed"),
            Self::Seal => say!("文件清单本身被改过", "the manifest itself was changed"),
            Self::Damaged => say!("文件清单被改坏了，读不下去", "the manifest is damaged"),
        }
    }

    /// As data say it.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Changed(_) => "changed",
            Self::Unreadable => "unreadable",
            Self::NotBelow => "not-below",
            Self::Seal => "seal",
            Self::Damaged => "damaged",
        }
    }
}

/// Holds a folder against its manifest, and the inputs against a project's folder where one is named.
///
/// # Errors
/// When there is no such folder or project, or the folder holds no manifest of ours.
pub fn verify(out: &Path, project: Option<&Path>) -> Result<Verified, Trouble> {
    for folder in [Some(out), project].into_iter().flatten() {
        if !folder.exists() {
            return Err(Trouble::Missing(folder.to_owned()));
        }
    }
    let text = match read::plain(&out.join(MANIFEST)) {
        Ok(text) => text,
        // Bytes that are no text cannot be the list that was written.
        Err(error) if error.kind() == io::ErrorKind::InvalidData => String::new(),
        Err(_) => return Err(Trouble::NoManifest(out.to_owned())),
    };
    // Web pages have files of this name too.
    let named: Option<Named> = serde_json::from_str(&text).ok();
    if named.is_some_and(|named| named.schema != manifest::SCHEMA) {
        return Err(Trouble::NoManifest(out.to_owned()));
    }
    let Ok(manifest) = serde_json::from_str::<Manifest>(&text) else {
        let outputs = vec![(MANIFEST.to_owned(), Fault::Damaged)];
        return Ok(Verified { manifest: None, outputs, inputs: None, strangers: Vec::new() });
    };
    let made: Vec<_> = manifest.outputs.iter().map(|made| (made.file.as_str(), made.sha256.as_str(), Some(made.bytes))).collect();
    let mut outputs = differing(out, &made);
    if manifest::seal(&text) == Seal::Broken {
        outputs.push((MANIFEST.to_owned(), Fault::Seal));
    }
    let inputs = project.map(|project| {
        // A file that could not be opened then has nothing to be held against.
        let inputs = manifest.inputs.iter().filter(|input| !input.sha256.is_empty());
        differing(project, &inputs.map(|input| (input.file.as_str(), input.sha256.as_str(), None)).collect::<Vec<_>>())
    });
    let ours: BTreeSet<&str> = made.iter().map(|(file, ..)| *file).chain([MANIFEST]).collect();
    let strangers = read::files_below(out).into_iter().filter(|file| !ours.contains(file.as_str())).collect();
    Ok(Verified { manifest: Some(manifest), outputs, inputs, strangers })
}

/// The files, as (path, sha256, length where it is known), that are not so below a folder.
fn differing(folder: &Path, files: &[(&str, &str, Option<u64>)]) -> Vec<(String, Fault)> {
    files.par_iter().filter_map(|(file, sha256, bytes)| Some(((*file).to_owned(), fault(folder, file, sha256, *bytes)?))).collect()
}

fn fault(folder: &Path, file: &str, sha256: &str, bytes: Option<u64>) -> Option<Fault> {
    let is_below = |path: &Path| path.components().all(|part| matches!(part, Component::Normal(_)));
    let path = PathBuf::from(file);
    if file.is_empty() || !is_below(&path) {
        return Some(Fault::NotBelow);
    }
    match read::sha256(&folder.join(path)) {
        Ok((found, _)) if found == sha256 => None,
        Ok((_, length)) => Some(Fault::Changed(bytes.filter(|bytes| *bytes != length).map(|bytes| (bytes, length)))),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Some(Fault::Missing),
        Err(_) => Some(Fault::Unreadable),
    }
}
