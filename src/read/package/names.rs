//! The names of the files in an archive as whoever packed it saw them. Inflates nothing.

use std::io::Cursor;

use encoding_rs::GB18030;
use zip::ZipArchive;

use super::check_ends;

/// The names, in the order of the archive's directory; none when it cannot be read.
pub(in crate::read) fn names(bytes: &[u8]) -> Option<Vec<String>> {
    check_ends(bytes).ok()?;
    let archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    Some(archive.file_names_raw().map(as_packed).collect())
}

/// Windows writes names in GBK and does not say so; what says so or not, UTF-8 is never GBK by chance when it is whole.
fn as_packed(name: &[u8]) -> String {
    let name = match std::str::from_utf8(name) {
        Ok(name) => name.to_owned(),
        Err(_) => GB18030
            .decode_without_bom_handling_and_without_replacement(name)
            .map_or_else(|| String::from_utf8_lossy(name).into_owned(), std::borrow::Cow::into_owned),
    };
    name.replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::as_packed;

    #[test]
    fn names_are_read_as_they_were_written() {
        let gbk = encoding_rs::GBK.encode("清单\\甲局.xlsx").0;
        assert_eq!(as_packed(&gbk), "清单/甲局.xlsx");
        assert_eq!(as_packed("清单/甲局.xlsx".as_bytes()), "清单/甲局.xlsx");
        assert_eq!(as_packed(b"a\xff"), "a\u{fffd}");
    }
}
