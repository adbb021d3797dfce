//! A zip package whose directory was checked, and its parts as measured streams: no part inflates past its limit,
//! no tag or text between tags is longer than a cell could make it. A lone XML file is such a stream too. Knows nothing
//! of sheets.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, BufRead, Cursor, Read};

use quick_xml::events::Event;
use quick_xml::reader::Reader;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::guard::{LIMITS, Refusal};
use crate::words::say;

mod names;
mod tags;

pub(super) use names::names;
pub(super) use tags::{Tag, Tags};

const LOCAL_HEADER: &[u8] = b"PK\x03\x04";
const END_OF_DIRECTORY: &[u8] = b"PK\x05\x06";
const END_OF_DIRECTORY_64: &[u8] = b"PK\x06\x06";

/// A package whose directory can be trusted.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Normalised names, as calamine looks parts up, with their numbers.
    names: BTreeMap<String, usize>,
    /// Bytes inflated so far.
    inflated: Cell<u64>,
}

/// A part that is being inflated.
pub(super) struct Part<'p, 'a> {
    reader: Reader<Measured<'p, Source<'p, 'a>>>,
    buffer: Vec<u8>,
    depth: usize,
    /// After a fault nothing is read any more.
    failed: Option<Refusal>,
}

/// Where the bytes of a part come from.
enum Source<'p, 'a> {
    /// A package.
    Package(ZipFile<'p, Cursor<&'a [u8]>>),
    /// A file that is one part.
    Alone(&'a [u8]),
}

/// Whether these bytes begin a zip package.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(LOCAL_HEADER)
}

impl<'a> Package<'a> {
    /// Opens a package: its directory must be of a sensible size, name every part once and be complete.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        check_ends(bytes)?;
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| from_zip(&error))?;
        let parts = archive.len();
        let limit = LIMITS.parts;
        if parts > limit {
            return Err(Refusal::too_large(say!(
                "文件过大：工作簿由 {parts} 个部分组成，上限为 {limit} 个",
                "the file is too large: the workbook has {parts} parts, the limit is {limit}"
            )));
        }
        let mut names = BTreeMap::new();
        for index in 0..parts {
            let name = archive.name_for_index(index).and_then(Result::ok).ok_or_else(broken)?;
            let name = normalised(&name);
            if archive.has_duplicate_names() || names.insert(name, index).is_some() {
                return Err(Refusal::damaged(say!(
                    "文件已损坏：压缩包里有重名的部分",
                    "the file is damaged: two parts of the package have the same name"
                )));
            }
        }
        Ok(Self { archive, names, inflated: Cell::new(0) })
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains_key(&normalised(name))
    }

    /// Names of all parts, in lower case.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// Opens a part as XML, to be inflated up to `limit` bytes.
    pub(super) fn part(&mut self, name: &str, limit: u64) -> Result<Option<Part<'_, 'a>>, Refusal> {
        let Some(file) = file(&mut self.archive, &self.names, name)? else { return Ok(None) };
        Ok(Some(Part::new(Measured::new(Source::Package(file), &self.inflated, limit))))
    }

    /// The whole of a small part.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let limit = LIMITS.token_bytes;
        let Some(file) = file(&mut self.archive, &self.names, name)? else { return Ok(None) };
        let mut bytes = Vec::new();
        let measured = Measured::new(file, &self.inflated, u64::try_from(limit).unwrap_or(u64::MAX));
        measured.take(u64::try_from(limit).unwrap_or(u64::MAX)).read_to_end(&mut bytes).map_err(|error| from_io(&error))?;
        Ok(Some(bytes))
    }

    /// Opens a part to be cut into tags, quickly and only where it is plain.
    pub(super) fn tags(&mut self, name: &str, limit: u64) -> Result<Option<PlainTags<'_, 'a>>, Refusal> {
        let Some(file) = file(&mut self.archive, &self.names, name)? else { return Ok(None) };
        Ok(Some(Tags::new(Measured::new(file, &self.inflated, limit))))
    }

    /// Opens a part that is no XML.
    pub(super) fn binary(&mut self, name: &str, limit: u64) -> Result<Option<Binary<'_, 'a>>, Refusal> {
        let Some(file) = file(&mut self.archive, &self.names, name)? else { return Ok(None) };
        Ok(Some(Binary(Measured::new(file, &self.inflated, limit))))
    }

    /// The text of a part.
    pub(super) fn text(&mut self, name: &str, limit: u64) -> Result<String, Refusal> {
        let mut part = self.binary(name, limit)?.ok_or_else(broken)?;
        let mut text = Vec::new();
        while part.append(&mut text)? {}
        String::from_utf8(text).map_err(|_| broken())
    }

    /// Bytes inflated so far.
    pub(super) fn inflated(&self) -> u64 {
        self.inflated.get()
    }

    /// Counts what was inflated of the same package side by side with it.
    pub(super) fn count(&self, inflated: u64) -> Result<(), Refusal> {
        self.inflated.set(self.inflated.get().saturating_add(inflated));
        if self.inflated.get() > LIMITS.inflated_bytes { Err(inflated_too_large(LIMITS.part_bytes)) } else { Ok(()) }
    }

    /// Forgets what was inflated since: the same part is read again.
    pub(super) fn rewind(&self, inflated: u64) {
        self.inflated.set(inflated);
    }
}

fn file<'p, 'a>(
    archive: &'p mut ZipArchive<Cursor<&'a [u8]>>,
    names: &BTreeMap<String, usize>,
    name: &str,
) -> Result<Option<ZipFile<'p, Cursor<&'a [u8]>>>, Refusal> {
    let Some(&index) = names.get(&normalised(name)) else { return Ok(None) };
    archive.by_index(index).map(Some).map_err(|error| from_zip(&error))
}

/// A part of a package being cut into tags.
pub(super) type PlainTags<'p, 'a> = Tags<'p, ZipFile<'p, Cursor<&'a [u8]>>>;

impl<'p, 'a> Part<'p, 'a> {
    fn new(measured: Measured<'p, Source<'p, 'a>>) -> Self {
        let mut reader = Reader::from_reader(measured);
        // The settings calamine reads with, so that both see the same tags.
        let config = reader.config_mut();
        config.check_end_names = false;
        config.check_comments = false;
        config.trim_text(false);
        config.expand_empty_elements = true;
        Self { reader, buffer: Vec::with_capacity(1024), depth: 0, failed: None }
    }

    /// A file that is one part. What is read of it is counted.
    pub(super) fn alone(bytes: &'a [u8], inflated: &'p Cell<u64>) -> Self {
        Self::new(Measured::new(Source::Alone(bytes), inflated, LIMITS.part_bytes))
    }

    /// Elements that are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// The next tag or text. `Eof` at the end. After a fault the same fault.
    pub(super) fn next(&mut self) -> Result<Event<'_>, Refusal> {
        if let Some(refusal) = &self.failed {
            return Err(refusal.clone());
        }
        let Self { reader, buffer, depth, failed } = self;
        next(reader, buffer, depth).inspect_err(|refusal| *failed = Some(refusal.clone()))
    }
}

fn next<'b>(reader: &mut Reader<Measured<'_, Source<'_, '_>>>, buffer: &'b mut Vec<u8>, depth: &mut usize) -> Result<Event<'b>, Refusal> {
    buffer.clear();
    reader.get_mut().token = 0;
    let event = reader.read_event_into(buffer).map_err(|error| from_xml(&error))?;
    match &event {
        Event::Start(_) => {
            *depth += 1;
            if *depth > LIMITS.xml_depth {
                return Err(too_dense());
            }
        }
        Event::End(_) => *depth = depth.saturating_sub(1),
        Event::DocType(_) => {
            return Err(Refusal::damaged(say!(
                "文件不是正常的工作簿：其中含有 DTD 声明，已拒绝读取",
                "not a regular workbook: it holds a DTD and is refused"
            )));
        }
        _ => {}
    }
    Ok(event)
}

/// A part that is no XML, being inflated.
pub(super) struct Binary<'p, 'a>(Measured<'p, ZipFile<'p, Cursor<&'a [u8]>>>);

impl Binary<'_, '_> {
    /// The next byte; none at the end.
    pub(super) fn byte(&mut self) -> Result<Option<u8>, Refusal> {
        self.0.token = 0;
        let byte = self.0.fill_buf().map_err(|error| from_io(&error))?.first().copied();
        self.0.consume(usize::from(byte.is_some()));
        Ok(byte)
    }

    /// Adds what was inflated to a buffer; false at the end.
    fn append(&mut self, buffer: &mut Vec<u8>) -> Result<bool, Refusal> {
        self.0.token = 0;
        let inflated = self.0.fill_buf().map_err(|error| from_io(&error))?;
        let count = inflated.len();
        buffer.extend_from_slice(inflated);
        self.0.consume(count);
        Ok(count > 0)
    }

    /// So many bytes, no more than a token may have; refused when the part ends before.
    pub(super) fn fill(&mut self, buffer: &mut Vec<u8>, count: usize) -> Result<(), Refusal> {
        if count > LIMITS.token_bytes {
            return Err(too_dense());
        }
        self.0.token = 0;
        buffer.resize(count, 0);
        self.0.read_exact(buffer).map_err(|error| from_io(&error))
    }
}

/// What zip finds wrong.
fn from_zip(error: &ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => Refusal::locked(),
        _ => broken(),
    }
}

/// What quick-xml finds wrong; the limits of [`Measured`] come through it.
fn from_xml(error: &quick_xml::Error) -> Refusal {
    match error {
        quick_xml::Error::Io(error) => from_io(error),
        _ => broken(),
    }
}

fn from_io(error: &io::Error) -> Refusal {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<Over>()) {
        Some(Over::Token) => too_dense(),
        Some(Over::Part(limit)) => inflated_too_large(*limit),
        None => broken(),
    }
}

/// A part, or all parts together, that inflate past their limit.
fn inflated_too_large(limit: u64) -> Refusal {
    let limit = limit >> 20;
    let all = LIMITS.inflated_bytes >> 20;
    Refusal::too_large(say!(
        "文件过大：解压后的内容超过上限（单个部分 {limit} MB，合计 {all} MB）",
        "the file is too large: its inflated content is over the limit ({limit} MB a part, {all} MB in all)"
    ))
}

pub(super) fn broken() -> Refusal {
    Refusal::damaged(say!("文件已损坏或不完整，无法读取", "the file is damaged or incomplete"))
}

fn too_dense() -> Refusal {
    let limit = LIMITS.cell_characters;
    Refusal::too_large(say!(
        "文件过大：有一段内容超过单元格的上限（{limit} 个字符）或嵌套过深",
        "the file is too large: a stretch of it is longer than a cell may be ({limit} characters) or nested too deeply"
    ))
}

/// Part names are compared as calamine compares them.
pub(super) fn normalised(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}

/// The zip reader reserves room for as many parts as a 64-bit directory claims, and tries every end it finds:
/// both are bounded before it sees the bytes.
fn check_ends(bytes: &[u8]) -> Result<(), Refusal> {
    let ends = positions(bytes, END_OF_DIRECTORY).take(65).count();
    let claims_too_many = positions(bytes, END_OF_DIRECTORY_64).any(|at| {
        let field = bytes.get(at + 32..at + 40).and_then(|field| field.try_into().ok()).map(u64::from_le_bytes);
        field.is_some_and(|parts| parts > u64::try_from(LIMITS.parts).unwrap_or(u64::MAX))
    });
    // A random match in compressed data is possible for one of the two marks, hardly for both.
    let has_locator = positions(bytes, b"PK\x06\x07").next().is_some();
    if ends > 64 || (claims_too_many && has_locator) { Err(broken()) } else { Ok(()) }
}

fn positions<'a>(bytes: &'a [u8], mark: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    memchr::memmem::find_iter(bytes, mark)
}

/// Which limit a stream passed.
#[derive(Debug)]
enum Over {
    /// A tag, or the text between two.
    Token,
    /// A part (with its limit), or all parts together.
    Part(u64),
}

impl std::fmt::Display for Over {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("over a limit of read::guard")
    }
}

impl std::error::Error for Over {}

/// Inflates a part and stops at a limit, whatever sizes the package declares.
struct Measured<'a, R> {
    file: R,
    inflated: &'a Cell<u64>,
    limit: u64,
    left: u64,
    token: usize,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
}

impl Read for Source<'_, '_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Source::Package(file) => file.read(into),
            Source::Alone(bytes) => bytes.read(into),
        }
    }
}

impl<'a, R> Measured<'a, R> {
    fn new(file: R, inflated: &'a Cell<u64>, limit: u64) -> Self {
        Self { file, inflated, limit, left: limit, token: 0, buffer: vec![0; 1 << 16], start: 0, end: 0 }
    }
}

impl<R: Read> Read for Measured<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Measured<'_, R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.token > LIMITS.token_bytes {
            return Err(io::Error::other(Over::Token));
        }
        if self.start == self.end {
            self.start = 0;
            self.end = self.file.read(&mut self.buffer)?;
            let read = u64::try_from(self.end).unwrap_or(u64::MAX);
            self.inflated.set(self.inflated.get().saturating_add(read));
            if read > self.left || self.inflated.get() > LIMITS.inflated_bytes {
                return Err(io::Error::other(Over::Part(self.limit)));
            }
            self.left -= read;
        }
        Ok(&self.buffer[self.start..self.end])
    }

    fn consume(&mut self, count: usize) {
        self.start += count;
        self.token += count;
    }
}
