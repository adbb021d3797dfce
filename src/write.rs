//! Puts outputs on disk, all or nothing: a folder changes places with its successor in one step, a single file likewise.
//! Knows nothing of what the bytes mean. The only file that calls the operating system by name is `write/exchange.rs`.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::num::NonZeroUsize;
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

mod error;
mod exchange;
mod strangers;

pub use error::{Fault, WriteError};

/// Name of the list of our own files in an output folder: `{"outputs": [{"file": …}]}`. What it does not name is a stranger's.
pub const MANIFEST: &str = "manifest.json";

/// Where libraries that insist on temporary files put them, within the new folder; gone before the exchange.
const TEMPORARY: &str = ".mulu-temp";

/// Makes the bytes of one file; the folder is for temporary files.
pub type Make<'a> = Box<dyn Fn(&Path) -> io::Result<Vec<u8>> + Send + Sync + 'a>;

/// One file to be written.
pub struct File<'a> {
    /// Path below the folder, with `/`.
    pub path: String,
    /// Makes its bytes; they are dropped as soon as they are written.
    pub make: Make<'a>,
}

/// One file as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Path below the folder, with `/`.
    pub path: String,
    /// sha256 in lower-case hex.
    pub sha256: String,
    /// Length.
    pub bytes: u64,
}

/// Replaces `out` by a folder of these files, all or nothing. They are made and written `jobs` at a time (every core when
/// not said); `manifest` then makes the text of [`MANIFEST`]. Files in the old folder that are not ours are carried over.
/// It comes last in what is returned. What a killed run left behind is finished or undone first. On any fault the old folder stands as it was.
///
/// # Errors
/// When anything cannot be written, is in the way, is open elsewhere, or another run is writing the same folder.
pub fn folder(
    out: &Path,
    files: Vec<File<'_>>,
    manifest: impl FnOnce(&[Written]) -> Vec<u8>,
    jobs: Option<NonZeroUsize>,
) -> Result<Vec<Written>, WriteError> {
    let names = exchange::Names::beside(out)?;
    let busy = exchange::claim(&names)?;
    let planned: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).chain([MANIFEST]).collect();
    plausible(&planned, files.len())?;
    let ours = strangers::ours(&names.out)?;
    strangers::refuse_in_the_way(&names.out, &planned, &ours)?;

    let unfinished = exchange::Unfinished::begin(&names)?;
    let mut written = make_all(&names.new, files, jobs)?;
    let text = manifest(&written);
    put(&names.new.join(MANIFEST), &text)?;
    written.push(Written::of(MANIFEST.to_owned(), &text));
    strangers::carry_over(&names.out, &names.new, &ours)?;
    exchange::settle(&names)?;
    exchange::exchange(&names, &busy)?;
    unfinished.finished();

    // Somebody may have put a file into the old folder while the new one was being built.
    if let Some(former) = names.former() {
        strangers::carry_over(former, &names.out, &ours)?;
    }
    exchange::clean(&names);
    drop(busy);
    Ok(written)
}

/// Writes one file, all or nothing. A pipe or a device is written to as it is.
///
/// # Errors
/// When it cannot be written; a file that stood there stands as it was.
pub fn file(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let fault = |error| WriteError::io(path, error);
    // What a link points to is replaced, not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let former = fs::metadata(&target).ok();
    if former.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(WriteError { path: path.to_path_buf(), fault: Fault::IsFolder });
    }
    if former.as_ref().is_some_and(|metadata| !metadata.is_file()) {
        return fs::write(&target, bytes).map_err(fault);
    }
    let folder = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        Some(_) | None => Path::new("."),
    };
    fs::create_dir_all(folder).map_err(|error| WriteError::io(folder, error))?;
    let mut temporary = exchange::temporary_file(folder).map_err(fault)?;
    temporary.write_all(bytes).map_err(fault)?;
    if let Some(former) = former {
        temporary.as_file().set_permissions(former.permissions()).map_err(fault)?;
    }
    temporary.as_file().sync_all().map_err(fault)?;
    temporary.persist(&target).map_err(|error| fault(error.error))?;
    exchange::settle_folder(folder).map_err(fault)
}

/// Refuses when one of these files is open elsewhere or may not be written. Changes nothing.
///
/// # Errors
/// When one of them cannot be written as it stands.
pub fn refuse_unwritable(files: &[PathBuf]) -> Result<(), WriteError> {
    for path in files {
        if let Some(lock) = strangers::lock_file(path) {
            return Err(WriteError { path: path.clone(), fault: Fault::InUse(lock) });
        }
        let read_only = || WriteError { path: path.clone(), fault: Fault::ReadOnly };
        let opened = fs::OpenOptions::new().write(true).open(path);
        let metadata = opened.and_then(|file| file.metadata()).map_err(|error| match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => read_only(),
            _ => WriteError::io(path, error),
        })?;
        // Who may do everything is not refused by the system: what is marked as not to be written is left all the same.
        if metadata.permissions().readonly() {
            return Err(read_only());
        }
    }
    Ok(())
}

/// Puts files and empty folders where nothing is yet; makes the folder when it is missing.
///
/// # Errors
/// When one of the files is there already, or cannot be written. Nothing that was there is changed.
pub fn fresh(folder: &Path, files: &[(String, Vec<u8>)], folders: &[&str]) -> Result<(), WriteError> {
    if fs::metadata(folder).is_ok_and(|metadata| !metadata.is_dir()) {
        return Err(WriteError { path: folder.to_path_buf(), fault: Fault::IsFile });
    }
    let paths = || files.iter().map(|(name, _)| folder.join(name));
    if let Some(path) = paths().find(|path| fs::symlink_metadata(path).is_ok()) {
        return Err(WriteError { path, fault: Fault::Exists });
    }
    for path in [folder.to_path_buf()].into_iter().chain(folders.iter().map(|name| folder.join(name))) {
        fs::create_dir_all(&path).map_err(|error| WriteError::io(&path, error))?;
    }
    paths().zip(files).try_for_each(|(path, (_, bytes))| file(&path, bytes))
}

/// Refuses an output folder that would swallow the project, or be read as an input of the next run.
///
/// # Errors
/// When `out` is `root` or holds it, or lies within one of `inputs`.
pub fn apart(out: &Path, root: &Path, inputs: &[PathBuf]) -> Result<(), WriteError> {
    let refuse = |fault| Err(WriteError { path: out.to_path_buf(), fault });
    let target = resolved(out);
    if resolved(root).starts_with(&target) {
        return refuse(Fault::HoldsProject);
    }
    if inputs.iter().any(|input| target.starts_with(resolved(input))) {
        return refuse(Fault::AmongInputs);
    }
    Ok(())
}

/// Refuses a folder for copies of inputs that holds one of the inputs itself, or lies where the next run would read it.
///
/// # Errors
/// When one of `inputs` lies in `folder`, or `folder` within one of `read`.
pub fn clear_of(folder: &Path, inputs: &[PathBuf], read: &[PathBuf]) -> Result<(), WriteError> {
    let refuse = |fault| Err(WriteError { path: folder.to_path_buf(), fault });
    let target = resolved(folder);
    if target.is_file() {
        return refuse(Fault::IsFile);
    }
    if inputs.iter().any(|input| resolved(input).starts_with(&target)) {
        return refuse(Fault::HoldsInputs);
    }
    if read.iter().any(|read| target.starts_with(resolved(read))) {
        return refuse(Fault::AmongLists);
    }
    Ok(())
}

/// Whether two paths lead to the same place, there or not.
#[must_use]
pub fn same(one: &Path, other: &Path) -> bool {
    resolved(one) == resolved(other)
}

/// Whether a path lies in a folder.
#[must_use]
pub fn lies_in(path: &Path, folder: &Path) -> bool {
    resolved(path).starts_with(resolved(folder))
}

/// The path without links, as far as it exists.
fn resolved(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut known = absolute.as_path();
    loop {
        if let Ok(real) = fs::canonicalize(known) {
            let rest = absolute.strip_prefix(known).expect("an ancestor is a prefix");
            return if rest.as_os_str().is_empty() { real } else { real.join(rest) };
        }
        match known.parent() {
            Some(parent) => known = parent,
            None => return absolute,
        }
    }
}

/// Every path below the folder, and no two alike where upper and lower case are one.
fn plausible(planned: &BTreeSet<&str>, count: usize) -> Result<(), WriteError> {
    let twins: BTreeSet<String> = planned.iter().map(|path| path.to_lowercase()).collect();
    let below = |path: &&str| !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    match planned.iter().find(|path| !below(path)) {
        Some(path) => Err(WriteError { path: PathBuf::from(path), fault: Fault::BadName }),
        None if twins.len() != count + 1 => Err(WriteError { path: PathBuf::from(MANIFEST), fault: Fault::BadName }),
        None => Ok(()),
    }
}

fn make_all(new: &Path, files: Vec<File<'_>>, jobs: Option<NonZeroUsize>) -> Result<Vec<Written>, WriteError> {
    let temporary = new.join(TEMPORARY);
    fs::create_dir(&temporary).map_err(|error| WriteError::io(&temporary, error))?;
    let threads = jobs.map_or(0, NonZeroUsize::get);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|error| WriteError::io(new, io::Error::other(error)))?;
    let written: Result<Vec<Written>, WriteError> = pool.install(|| {
        // One at a time a thread: what is made is written and dropped before the next is made.
        files.into_par_iter().with_max_len(1).map(|file| make_one(new, &temporary, file)).collect()
    });
    let written = written?;
    fs::remove_dir_all(&temporary).map_err(|error| WriteError::io(&temporary, error))?;
    Ok(written)
}

fn make_one(new: &Path, temporary: &Path, file: File<'_>) -> Result<Written, WriteError> {
    let path = new.join(&file.path);
    let bytes = (file.make)(temporary).map_err(|error| WriteError::io(&path, error))?;
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(|error| WriteError::io(parent, error))?;
    }
    put(&path, &bytes)?;
    Ok(Written::of(file.path, &bytes))
}

impl Written {
    fn of(path: String, bytes: &[u8]) -> Self {
        Self { path, sha256: hex(&Sha256::digest(bytes)), bytes: bytes.len() as u64 }
    }
}

/// Writes a new file and waits until the disk has it: a power cut after the exchange must not leave empty files.
fn put(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let fault = |error| WriteError::io(path, error);
    let mut file = fs::File::create_new(path).map_err(fault)?;
    file.write_all(bytes).map_err(fault)?;
    file.sync_all().map_err(fault)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}
