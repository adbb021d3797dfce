//! Why something could not be written, in words that name the path and say what to do.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::words::{Words, say};

/// A path that could not be written, and why. Nothing was changed.
#[derive(Debug)]
pub struct WriteError {
    /// The path concerned.
    pub path: PathBuf,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What can be wrong with a path to be written.
#[derive(Debug)]
pub enum Fault {
    /// The output folder is a file.
    IsFile,
    /// The output file is a folder.
    IsFolder,
    /// The output folder has no name of its own, such as `/`.
    NoName,
    /// The output folder is the project, or holds it.
    HoldsProject,
    /// The output folder lies among the inputs.
    AmongInputs,
    /// The folder for marked copies holds what was handed in.
    HoldsInputs,
    /// The folder for marked copies lies where lists are read.
    AmongLists,
    /// A file that `mulu` did not write stands where one of its files belongs.
    InTheWay,
    /// A new file is there already.
    Exists,
    /// Somebody has the file open; the lock file beside it says so.
    InUse(PathBuf),
    /// A file handed in that is to be fixed may not be written.
    ReadOnly,
    /// Another run is writing the same folder.
    Busy,
    /// An output with an impossible name, or two of one name: a fault of ours.
    BadName,
    /// What the machine said.
    Io(io::Error),
}

impl WriteError {
    /// What the machine said of a path.
    #[must_use]
    pub fn io(path: &Path, error: io::Error) -> Self {
        Self { path: path.to_path_buf(), fault: Fault::Io(error) }
    }

    /// What happened and what to do.
    #[must_use]
    pub fn words(&self) -> Words {
        let path = self.path.display();
        match &self.fault {
            Fault::IsFile => {
                say!("“{path}”是一个文件，不能当作文件夹。请另外指定一个文件夹", "“{path}” is a file, not a folder: name another folder")
            }
            Fault::IsFolder => {
                say!("“{path}”是一个文件夹，不能作为输出文件。请写上文件名", "“{path}” is a folder, not a file: give a file name")
            }
            Fault::NoName => {
                say!("“{path}”不能作为输出文件夹，请用 -o 另外指定一个文件夹", "“{path}” cannot be the output folder: name another with -o")
            }
            Fault::HoldsProject => say!(
                "输出文件夹“{path}”就是项目文件夹，或者包含了它。请另外指定一个文件夹，如 -o out",
                "the output folder “{path}” is the project's folder, or holds it: name another, such as -o out"
            ),
            Fault::AmongInputs => say!(
                "输出文件夹“{path}”放在了清单文件夹里，下次会被当作清单读取。请另外指定一个文件夹，如 -o out",
                "the output folder “{path}” lies among the lists and would be read as one: name another, such as -o out"
            ),
            Fault::HoldsInputs => say!(
                "“{path}”里有报送的文件，标注的文件不能放在这里，以免覆盖。请另外指定一个文件夹，如 --annotate 标注",
                "“{path}” holds what was handed in, which is never overwritten: name another folder, such as --annotate marked"
            ),
            Fault::AmongLists => say!(
                "“{path}”在清单文件夹里，标注的文件放在这里，下次会被当作清单读取。请另外指定一个文件夹，如 --annotate 标注",
                "“{path}” lies among the lists, marked files in it would be read as lists: name another folder, such as --annotate marked"
            ),
            Fault::InTheWay => say!(
                "“{path}”不是本程序写的文件，不会覆盖它。请把它移到别处，或者用 -o 另外指定一个文件夹",
                "“{path}” was not written by this program and is not overwritten: move it away, or name another folder with -o"
            ),
            Fault::Exists => say!(
                "“{path}”已经存在，没有覆盖它。请换一个文件夹，或者先把它移走",
                "“{path}” exists and was not overwritten: choose another folder, or move it away first"
            ),
            Fault::InUse(lock) => {
                let lock = lock.display();
                say!(
                    "“{path}”正在被打开，请先在 Excel、WPS 或 LibreOffice 中关闭它；如果已经关闭，请删除“{lock}”",
                    "“{path}” is open in another program: close it first; if it is closed already, delete “{lock}”"
                )
            }
            Fault::ReadOnly => say!(
                "没有权限改写“{path}”，或者它正在被打开，所以没有改。请检查文件是否只读、关闭打开它的程序，再运行一次",
                "“{path}” may not be written, or is open elsewhere, and was not changed: check both and run again"
            ),
            Fault::Busy => {
                say!("另一个 mulu 正在写“{path}”，请等它结束后再运行", "another mulu is writing “{path}”: run again when it has finished")
            }
            Fault::BadName => {
                say!(
                    "输出文件名“{path}”有误，这是程序的错误，请报告",
                    "bad output name “{path}”: this is a fault of the program, please report it"
                )
            }
            Fault::Io(error) => io_words(&path.to_string(), error),
        }
    }
}

fn io_words(path: &str, error: &io::Error) -> Words {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => say!(
            "磁盘空间不足，写不下“{path}”。请清理磁盘后再运行",
            "the disk is full, “{path}” does not fit: free some space and run again"
        ),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => say!(
            "没有权限写“{path}”，或者它正在被打开。请检查权限、关闭文件，或者另外指定位置",
            "no permission to write “{path}”, or it is open elsewhere: check both, or name another place"
        ),
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => say!(
            "“{path}”的位置上已有同名的文件，请把它移开，或者另外指定位置",
            "a file stands in the way of “{path}”: move it, or name another place"
        ),
        io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices => say!(
            "“{path}”是挂载点，或者正在被使用，不能整体替换。请用 -o 指定它里面的一个文件夹",
            "“{path}” is a mount point or in use and cannot be replaced as a whole: name a folder within it with -o"
        ),
        io::ErrorKind::InvalidFilename => {
            say!("“{path}”这个文件名太长或者不能用，请换一个", "the name “{path}” is too long or cannot be used: choose another")
        }
        _ => say!("不能写“{path}”：{error}", "cannot write “{path}”: {error}"),
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words().en)
    }
}

impl std::error::Error for WriteError {}
