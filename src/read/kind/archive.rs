//! An archive of files: which of them look like lists, so that whoever packed them knows what to unpack. Unpacks nothing.

use super::Unread;
use crate::read::files;
use crate::read::package;
use crate::words::{Words, say};

/// Names that are told; the others are counted.
const TOLD: usize = 3;

/// An archive, by the names in its directory.
pub(super) fn of(bytes: &[u8]) -> Unread {
    package::names(bytes).map_or_else(|| (words(), unpack()), |names| with_lists(&lists(&names)))
}

/// An archive that is no sound package (too many parts, names that stand twice) but whose names can be read. None when
/// it may have been a workbook.
pub(super) fn of_broken(bytes: &[u8]) -> Option<Unread> {
    let names = package::names(bytes)?;
    let is_document = |name: &String| {
        let name = name.to_ascii_lowercase();
        matches!(name.as_str(), "[content_types].xml" | "mimetype" | "content.xml") || name.ends_with(".rels")
    };
    let lists = lists(&names);
    (!names.iter().any(is_document) && !lists.is_empty()).then(|| with_lists(&lists))
}

/// What an archive is.
pub(super) fn words() -> Words {
    say!("这是压缩包，不能直接读取", "this is an archive, which is not read")
}

/// What to do with an archive.
pub(super) fn unpack() -> Words {
    say!("请解压后把里面的清单放进 lists/ 文件夹", "unpack it and put the lists within into the folder lists/")
}

fn lists(names: &[String]) -> Vec<&str> {
    let lists = names.iter().filter(|name| !name.ends_with('/') && !name.split('/').any(files::is_leftover));
    lists.map(|name| name.rsplit('/').next().unwrap_or(name)).filter(|name| files::is_list_like(name) && !name.starts_with("~$")).collect()
}

fn with_lists(lists: &[&str]) -> Unread {
    let told = lists.iter().take(TOLD).copied().collect::<Vec<_>>().join("、");
    let count = lists.len();
    let words = match count {
        0 => return (words(), unpack()),
        1..=TOLD => say!("这是压缩包，不能直接读取；里面有：{told}", "this is an archive, which is not read; it holds {told}"),
        _ => say!(
            "这是压缩包，不能直接读取；里面有：{told}等 {count} 个文件",
            "this is an archive, which is not read; it holds {told} and more, {count} files in all"
        ),
    };
    (words, unpack())
}
