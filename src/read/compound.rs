//! A compound file, the little file system old office programs save into: its streams by name. Sizes and chains it claims
//! are held against the bytes that are there; nothing is followed twice. Knows nothing of sheets.

use super::guard::Refusal;
use crate::words::say;

const SIGNATURE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const HEADER_BYTES: usize = 512;
const ENTRY_BYTES: usize = 128;
/// Numbers from here on are no sectors: free, end of chain, part of a table.
const NO_SECTOR: u32 = 0xffff_fffa;
/// No entry of the directory.
const NO_ENTRY: u32 = 0xffff_ffff;
/// Small streams live in pieces of this size within one big stream.
const SMALL_SECTOR_BYTES: usize = 64;

/// A compound file whose directory was read.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector_bytes: usize,
    /// For every sector the one that follows it.
    next: Vec<u32>,
    /// Streams smaller than this live in pieces.
    small_below: u64,
    small_next: Vec<u32>,
    small: Vec<u8>,
    streams: Vec<Entry>,
}

/// An entry of the directory.
#[derive(Clone, Debug)]
struct Entry {
    name: String,
    kind: EntryKind,
    siblings: [u32; 2],
    child: u32,
    start: u32,
    size: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EntryKind {
    Stream,
    Root,
    Other,
}

/// Whether these bytes begin a compound file.
pub(super) fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

impl<'a> Compound<'a> {
    /// Opens a compound file and reads its directory.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let shift = u16_at(bytes, 30).ok_or_else(broken)?;
        if !is_compound(bytes) || bytes.len() < HEADER_BYTES || !(7..=16).contains(&shift) {
            return Err(broken());
        }
        let word = |at| u32_at(bytes, at).ok_or_else(broken);
        let small_below = u64::from(word(56)?);
        let (directory, small_table) = (word(48)?, word(60)?);
        let mut file = Self {
            bytes,
            sector_bytes: 1 << shift,
            next: Vec::new(),
            small_below,
            small_next: Vec::new(),
            small: Vec::new(),
            streams: Vec::new(),
        };
        file.next = file.table()?;
        let entries: Vec<Entry> = file.chain(directory)?.chunks_exact(ENTRY_BYTES).map(entry).collect();
        let root = entries.iter().find(|entry| entry.kind == EntryKind::Root).ok_or_else(broken)?;
        if root.start < NO_SECTOR && small_table < NO_SECTOR {
            file.small = file.chain(root.start)?;
            file.small_next = words(&file.chain(small_table)?).collect();
        }
        file.streams = streams_of(&entries, root);
        Ok(file)
    }

    /// Whether there is a stream of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// The bytes of a stream.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(entry) = self.entry(name) else { return Ok(None) };
        let size = usize::try_from(entry.size).ok().filter(|size| *size <= self.bytes.len()).ok_or_else(broken)?;
        let mut bytes = if entry.size < self.small_below {
            self.follow(entry.start, &self.small_next, |sector| {
                let start = sector.checked_mul(SMALL_SECTOR_BYTES)?;
                self.small.get(start..(start + SMALL_SECTOR_BYTES).min(self.small.len()))
            })?
        } else {
            self.chain(entry.start)?
        };
        if bytes.len() < size {
            return Err(broken());
        }
        bytes.truncate(size);
        Ok(Some(bytes))
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        self.streams.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// Which sector follows which, as far as there are sectors.
    fn table(&self) -> Result<Vec<u32>, Refusal> {
        let sectors = self.bytes.len() / self.sector_bytes;
        let tables = sectors.div_ceil(self.sector_bytes / 4);
        let mut places: Vec<u32> = words(&self.bytes[76..HEADER_BYTES]).take_while(|place| *place < NO_SECTOR).collect();
        let mut further = u32_at(self.bytes, 68).ok_or_else(broken)?;
        // Every round adds places, and no more are taken than the sectors need: a loop ends here.
        while further < NO_SECTOR && places.len() < tables {
            let sector = self.sector(further).ok_or_else(broken)?;
            let (more, last) = sector.split_at(sector.len().saturating_sub(4));
            let before = places.len();
            places.extend(words(more).take_while(|place| *place < NO_SECTOR));
            if places.len() == before {
                break;
            }
            further = words(last).next().unwrap_or(NO_SECTOR);
        }
        places.truncate(tables);
        let mut next = Vec::with_capacity(sectors);
        for place in places {
            next.extend(words(self.sector(place).ok_or_else(broken)?));
        }
        Ok(next)
    }

    /// A sector; the last one of a file may be cut short.
    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = usize::try_from(number).ok()?.checked_add(1)?.checked_mul(self.sector_bytes)?;
        let end = start.checked_add(self.sector_bytes)?.min(self.bytes.len());
        self.bytes.get(start..end)
    }

    fn chain(&self, start: u32) -> Result<Vec<u8>, Refusal> {
        self.follow(start, &self.next, |sector| self.sector(u32::try_from(sector).ok()?))
    }

    /// The bytes of a chain, which can be no longer than there are links.
    fn follow<'s>(&self, start: u32, next: &[u32], sector: impl Fn(usize) -> Option<&'s [u8]>) -> Result<Vec<u8>, Refusal> {
        let mut bytes = Vec::new();
        let mut at = start;
        for _ in 0..=next.len() {
            if at >= NO_SECTOR {
                return Ok(bytes);
            }
            let index = usize::try_from(at).map_err(|_| broken())?;
            bytes.extend_from_slice(sector(index).filter(|sector| !sector.is_empty()).ok_or_else(broken)?);
            if bytes.len() > self.bytes.len() {
                break;
            }
            at = *next.get(index).ok_or_else(broken)?;
        }
        Err(broken())
    }
}

fn entry(bytes: &[u8]) -> Entry {
    let word = |at| u32_at(bytes, at).unwrap_or(NO_ENTRY);
    let length = usize::from(u16_at(bytes, 64).unwrap_or(0)).min(64);
    let units = bytes[..length].chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).take_while(|unit| *unit != 0);
    let kind = match bytes[66] {
        2 => EntryKind::Stream,
        5 => EntryKind::Root,
        _ => EntryKind::Other,
    };
    // The upper half of a size is rubbish in files of small sectors; none is larger than that anyway.
    let size = u64::from(word(120));
    Entry {
        name: char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{fffd}')).collect(),
        kind,
        siblings: [word(68), word(72)],
        child: word(76),
        start: word(116),
        size,
    }
}

/// The streams that stand in no folder: workbooks embedded in a document lie in folders. Where the tree leads to none, all.
fn streams_of(entries: &[Entry], root: &Entry) -> Vec<Entry> {
    let mut seen = vec![false; entries.len()];
    let mut open = vec![root.child];
    let mut found = Vec::new();
    while let Some(next) = open.pop() {
        let Some((index, entry)) = usize::try_from(next).ok().and_then(|index| Some((index, entries.get(index)?))) else { continue };
        if std::mem::replace(&mut seen[index], true) {
            continue;
        }
        open.extend(entry.siblings);
        if entry.kind == EntryKind::Stream {
            found.push(entry.clone());
        }
    }
    if found.is_empty() { entries.iter().filter(|entry| entry.kind == EntryKind::Stream).cloned().collect() } else { found }
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

fn broken() -> Refusal {
    Refusal::damaged(say!("文件已损坏或不完整，无法读取", "the file is damaged or incomplete"))
}
