//! Two names change places in one step. Where the system cannot do that: two renames, with a journal the next run finishes
//! or undoes. The journal is also the lock that keeps a second run out.

use std::ffi::OsString;
use std::fs::{self, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use super::{Fault, WriteError};

/// What stands in the journal once the new folder is whole and the two renames begin.
const RENAMING: &str = "renaming\n";

/// The output folder and the names beside it.
pub(super) struct Names {
    /// The folder people know.
    pub(super) out: PathBuf,
    /// The folder being built; after the exchange, the former one.
    pub(super) new: PathBuf,
    /// The former folder between two renames.
    old: PathBuf,
    journal: PathBuf,
}

impl Names {
    /// Names beside the folder, or beside what it links to.
    pub(super) fn beside(out: &Path) -> Result<Self, WriteError> {
        let linked = fs::symlink_metadata(out).is_ok_and(|metadata| metadata.is_symlink());
        let real = if linked || out.file_name().is_none() {
            fs::canonicalize(out).map_err(|error| WriteError::io(out, error))?
        } else {
            out.to_path_buf()
        };
        if fs::metadata(&real).is_ok_and(|metadata| !metadata.is_dir()) {
            return Err(WriteError { path: out.to_path_buf(), fault: Fault::IsFile });
        }
        let Some(name) = real.file_name() else {
            return Err(WriteError { path: out.to_path_buf(), fault: Fault::NoName });
        };
        let beside = |suffix: &str| {
            let mut beside = OsString::from(name);
            beside.push(suffix);
            real.with_file_name(beside)
        };
        let (new, old, journal) = (beside(".mulu-new"), beside(".mulu-old"), beside(".mulu-journal"));
        Ok(Self { out: real, new, old, journal })
    }

    /// The former folder, when it still stands after the exchange.
    pub(super) fn former(&self) -> Option<&Path> {
        [&self.new, &self.old].into_iter().find(|folder| folder.is_dir()).map(PathBuf::as_path)
    }
}

/// The journal, held open and locked; gone when the run ends, unless the next run needs it.
pub(super) struct Busy<'a> {
    names: &'a Names,
    journal: fs::File,
}

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        if !self.names.old.exists() {
            // An empty journal that stays behind does no harm.
            drop(fs::remove_file(&self.names.journal));
        }
    }
}

/// Locks the output folder against a second run, then finishes or undoes what a killed run left.
pub(super) fn claim(names: &Names) -> Result<Busy<'_>, WriteError> {
    let fault = |error| WriteError::io(&names.out, error);
    if let Some(parent) = names.out.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        fs::create_dir_all(parent).map_err(|error| WriteError::io(parent, error))?;
    }
    let journal = fs::File::options().create(true).truncate(false).read(true).write(true).open(&names.journal).map_err(fault)?;
    let gone = || !names.journal.exists();
    match journal.try_lock() {
        // Gone: the run that held it ended between our opening it and our locking it, and a third may have begun.
        Err(TryLockError::WouldBlock) => return Err(WriteError { path: names.out.clone(), fault: Fault::Busy }),
        Ok(()) if gone() => return Err(WriteError { path: names.out.clone(), fault: Fault::Busy }),
        // Some network drives know no locks; then people must not run two at once.
        Ok(()) | Err(TryLockError::Error(_)) => {}
    }
    recover(names, &journal).map_err(fault)?;
    Ok(Busy { names, journal })
}

/// After a kill: the renames are finished if the new folder was whole, everything else of the killed run is removed.
fn recover(names: &Names, mut journal: &fs::File) -> io::Result<()> {
    // Through the handle that holds the lock: on Windows no other may read the file.
    let mut state = String::new();
    journal.read_to_string(&mut state)?;
    if state == RENAMING {
        if !names.out.exists() && names.new.is_dir() {
            fs::rename(&names.new, &names.out)?;
            settle_parent(&names.out)?;
        }
        if !names.out.exists() && names.old.is_dir() {
            fs::rename(&names.old, &names.out)?;
        }
        if names.old.is_dir() {
            fs::remove_dir_all(&names.old)?;
        }
    }
    if names.new.is_dir() {
        fs::remove_dir_all(&names.new)?;
    }
    journal.set_len(0)?;
    journal.rewind()?;
    journal.sync_all()
}

/// The new folder while it is being built: removed again when the run does not get to its end.
pub(super) struct Unfinished<'a> {
    names: &'a Names,
    finished: bool,
}

impl<'a> Unfinished<'a> {
    pub(super) fn begin(names: &'a Names) -> Result<Self, WriteError> {
        let fault = |error| WriteError::io(&names.new, error);
        let unfinished = Self { names, finished: false };
        fs::create_dir(&names.new).map_err(fault)?;
        if let Ok(former) = fs::metadata(&names.out) {
            fs::set_permissions(&names.new, former.permissions()).map_err(fault)?;
        }
        Ok(unfinished)
    }

    pub(super) fn finished(mut self) {
        self.finished = true;
    }
}

impl Drop for Unfinished<'_> {
    fn drop(&mut self) {
        if !self.finished {
            // The fault that brought us here is the one to tell; the next run tries again to clean up.
            drop(fs::remove_dir_all(&self.names.new));
        }
    }
}

/// Waits until the disk has every folder of the new tree.
pub(super) fn settle(names: &Names) -> Result<(), WriteError> {
    for entry in walkdir::WalkDir::new(&names.new) {
        let entry = entry.map_err(|error| WriteError::io(&names.new, error.into()))?;
        if entry.file_type().is_dir() {
            settle_folder(entry.path()).map_err(|error| WriteError::io(entry.path(), error))?;
        }
    }
    Ok(())
}

/// The one step that everybody sees.
pub(super) fn exchange(names: &Names, busy: &Busy<'_>) -> Result<(), WriteError> {
    let exchanged = if !names.out.exists() {
        fs::rename(&names.new, &names.out)
    } else {
        match swap(&names.new, &names.out) {
            Err(error) if cannot_swap(&error) => two_renames(names, busy),
            done => done,
        }
    };
    exchanged.and_then(|()| settle_parent(&names.out)).map_err(|error| WriteError::io(&names.out, error))
}

/// Removes the former folder. What cannot be removed now, the next run removes: the outputs are whole.
pub(super) fn clean(names: &Names) {
    if let Some(former) = names.former() {
        drop(fs::remove_dir_all(former));
    }
}

fn two_renames(names: &Names, busy: &Busy<'_>) -> io::Result<()> {
    let mut journal = &busy.journal;
    journal.write_all(RENAMING.as_bytes())?;
    journal.sync_all()?;
    settle_parent(&names.out)?;
    fs::rename(&names.out, &names.old)?;
    fs::rename(&names.new, &names.out).inspect_err(|_| {
        // Back to where we were; if even that fails, the next run does it.
        drop(fs::rename(&names.old, &names.out));
    })
}

fn cannot_swap(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn swap(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn swap(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn settle_parent(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => settle_folder(parent),
        Some(_) | None => settle_folder(Path::new(".")),
    }
}

/// Waits until the disk has a folder's names.
#[cfg(unix)]
pub(super) fn settle_folder(folder: &Path) -> io::Result<()> {
    match fs::File::open(folder)?.sync_all() {
        // Some network drives cannot sync a folder; the names get there in their own time.
        Err(error) if cannot_swap(&error) => Ok(()),
        done => done,
    }
}

/// Elsewhere a folder cannot be opened; the system writes its names in their own time.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "can fail where folders can be synced")]
pub(super) fn settle_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// A temporary file with the rights any new file gets.
pub(super) fn temporary_file(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".mulu-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

#[cfg(test)]
mod tests {
    use super::{Names, RENAMING, Unfinished, claim, clean, two_renames};
    use std::fs;
    use std::path::Path;

    fn folder(path: &Path, text: &str) {
        fs::create_dir(path).unwrap();
        fs::write(path.join("city.xlsx"), text).unwrap();
    }

    fn left(names: &Names) -> Vec<bool> {
        [&names.out, &names.new, &names.old, &names.journal].map(|path| path.exists()).to_vec()
    }

    /// Every state in which a kill can leave the two renames, and what the next run makes of it.
    #[test]
    fn the_next_run_finishes_or_undoes_two_renames() {
        for (out, new, old, journal, whole) in [
            (Some("old"), Some("part"), None, "", "old"),
            (Some("old"), Some("new"), None, RENAMING, "old"),
            (None, Some("new"), Some("old"), RENAMING, "new"),
            (Some("new"), None, Some("old"), RENAMING, "new"),
            (Some("new"), Some("old"), None, "", "new"),
            (None, None, Some("old"), RENAMING, "old"),
        ] {
            let room = tempfile::tempdir().unwrap();
            let names = Names::beside(&room.path().join("out")).unwrap();
            for (path, text) in [(&names.out, out), (&names.new, new), (&names.old, old)] {
                if let Some(text) = text {
                    folder(path, text);
                }
            }
            fs::write(&names.journal, journal).unwrap();
            drop(claim(&names).unwrap());
            assert_eq!(fs::read_to_string(names.out.join("city.xlsx")).unwrap(), whole);
            assert_eq!(left(&names), [true, false, false, false]);
        }
    }

    #[test]
    fn two_renames_replace_a_folder_where_the_system_cannot_swap() {
        let room = tempfile::tempdir().unwrap();
        let names = Names::beside(&room.path().join("out")).unwrap();
        folder(&names.out, "old");
        let busy = claim(&names).unwrap();
        let unfinished = Unfinished::begin(&names).unwrap();
        fs::write(names.new.join("city.xlsx"), "new").unwrap();
        two_renames(&names, &busy).unwrap();
        unfinished.finished();
        assert_eq!(left(&names), [true, false, true, true]);
        clean(&names);
        drop(busy);
        assert_eq!(fs::read_to_string(names.out.join("city.xlsx")).unwrap(), "new");
        assert_eq!(left(&names), [true, false, false, false]);
    }
}
