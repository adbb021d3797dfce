//! Files in an output folder that are not ours: told by the manifest, never overwritten, carried over to the next folder.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Fault, MANIFEST, WriteError};

/// Paths of our own files in a folder, by its manifest. None where there is no manifest of ours.
pub(super) fn ours(out: &Path) -> Result<BTreeSet<String>, WriteError> {
    let path = out.join(MANIFEST);
    let text = match fs::read(&path) {
        Ok(text) => text,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::IsADirectory) => return Ok(BTreeSet::new()),
        Err(error) => return Err(WriteError::io(&path, error)),
    };
    let named = |entry: &serde_json::Value| Some(entry.get("file").or_else(|| entry.get("path"))?.as_str()?.to_owned());
    // Web pages have files of this name too: without a list of outputs it is a stranger's.
    let manifest: Option<serde_json::Value> = serde_json::from_slice(&text).ok();
    let outputs = manifest.as_ref().and_then(|manifest| manifest.get("outputs")?.as_array());
    Ok(outputs.map(|outputs| outputs.iter().filter_map(named).chain([MANIFEST.to_owned()]).collect()).unwrap_or_default())
}

/// Refuses when a stranger's file or folder stands where one of ours belongs, or somebody has one of ours open.
pub(super) fn refuse_in_the_way(out: &Path, planned: &BTreeSet<&str>, ours: &BTreeSet<String>) -> Result<(), WriteError> {
    for file in planned {
        let path = out.join(file);
        if let Ok(metadata) = fs::symlink_metadata(&path)
            && (metadata.is_dir() || !ours.contains(*file))
        {
            return Err(WriteError { path, fault: Fault::InTheWay });
        }
        let folders = path.ancestors().skip(1).take_while(|folder| *folder != out);
        for folder in folders {
            if fs::symlink_metadata(folder).is_ok_and(|metadata| !metadata.is_dir()) {
                return Err(WriteError { path: folder.to_path_buf(), fault: Fault::InTheWay });
            }
        }
    }
    for file in ours {
        let path = out.join(file);
        if let Some(lock) = lock_file(&path) {
            return Err(WriteError { path, fault: Fault::InUse(lock) });
        }
    }
    Ok(())
}

/// The file Excel, WPS or LibreOffice puts beside a workbook they have open.
pub(super) fn lock_file(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?;
    if !name.contains(".xls") {
        return None;
    }
    [format!("~${name}"), format!(".~lock.{name}#")].into_iter().map(|lock| path.with_file_name(lock)).find(|lock| lock.exists())
}

/// Puts every file and folder of `from` that is not ours into `to`, unless something of that name is there.
pub(super) fn carry_over(from: &Path, to: &Path, ours: &BTreeSet<String>) -> Result<(), WriteError> {
    if !from.is_dir() {
        return Ok(());
    }
    let folders: BTreeSet<&Path> = ours.iter().flat_map(|file| Path::new(file).ancestors().skip(1)).collect();
    let mut entries = walkdir::WalkDir::new(from).min_depth(1).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = entry.map_err(|error| WriteError::io(from, error.into()))?;
        let below = entry.path().strip_prefix(from).expect("walkdir stays below its root");
        let name = below.to_string_lossy().replace('\\', "/");
        if entry.depth() == 1 && name == super::TEMPORARY {
            entries.skip_current_dir();
            continue;
        }
        let target = to.join(below);
        let folder = entry.file_type().is_dir();
        if ours.contains(&name) || (folder && folders.contains(below)) || fs::symlink_metadata(&target).is_ok() {
            continue;
        }
        let carried = if folder { fs::create_dir_all(&target) } else { carry(entry.path(), &target) };
        carried.map_err(|error| WriteError::io(&target, error))?;
    }
    Ok(())
}

/// A second name for the same file where the disk can do that, else a copy.
fn carry(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent)?;
    }
    match fs::hard_link(from, to) {
        Ok(()) => Ok(()),
        Err(_) => fs::copy(from, to).map(|_| ()),
    }
}
