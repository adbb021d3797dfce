//! A compound file with a few streams. For tests only: one table of sectors, all streams side by side.

const SECTOR: usize = 512;
const SMALL: usize = 64;
const END: u32 = 0xffff_fffe;
const FREE: u32 = 0xffff_ffff;

/// A file with these streams; small ones lie in pieces, as the format demands.
pub(crate) fn file(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut sectors: Vec<u8> = Vec::new();
    let mut next: Vec<u32> = Vec::new();
    let mut add = |bytes: &[u8]| -> u32 {
        let first = next.len();
        let count = bytes.len().div_ceil(SECTOR);
        sectors.extend(bytes);
        sectors.resize((first + count) * SECTOR, 0);
        next.extend((first + 1..first + count).map(number));
        next.extend((count > 0).then_some(END));
        if count == 0 { END } else { number(first) }
    };
    let (mut small, mut small_next): (Vec<u8>, Vec<u32>) = (Vec::new(), Vec::new());
    let mut entries = Vec::new();
    for (index, (name, bytes)) in streams.iter().enumerate() {
        let start = if bytes.len() >= 4096 {
            add(bytes)
        } else {
            let (first, count) = (small_next.len(), bytes.len().div_ceil(SMALL));
            small.extend(*bytes);
            small.resize((first + count) * SMALL, 0);
            small_next.extend((first + 1..first + count).map(number));
            small_next.extend((count > 0).then_some(END));
            number(first)
        };
        let right = if index + 1 < streams.len() { number(index + 2) } else { FREE };
        entries.push(entry(name, 2, right, FREE, start, bytes.len()));
    }
    let small_start = add(&small);
    let small_table = add(&small_next.iter().flat_map(|next| next.to_le_bytes()).collect::<Vec<_>>());
    entries.insert(0, entry("Root Entry", 5, FREE, 1, small_start, small.len()));
    let directory = add(&entries.concat());
    // The table says of itself where it lies: one sector of it serves 64 kB.
    let table = number(next.len());
    next.push(0xffff_fffd);
    assert!(next.len() <= SECTOR / 4, "a file of a test is small");
    next.resize(SECTOR / 4, FREE);
    sectors.extend(next.iter().flat_map(|next| next.to_le_bytes()));
    let mut header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    header.resize(24, 0);
    header.extend([0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    header.resize(44, 0);
    for word in [1, directory, 0, 4096, small_table, u32::from(small_table != END), END, 0, table] {
        header.extend(word.to_le_bytes());
    }
    header.resize(SECTOR, 0xff);
    [header, sectors].concat()
}

fn number(index: usize) -> u32 {
    u32::try_from(index).expect("a file of a test is small")
}

fn entry(name: &str, kind: u8, right: u32, child: u32, start: u32, size: usize) -> Vec<u8> {
    let mut bytes: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = u16::try_from(bytes.len() + 2).expect("a name of a test is short");
    bytes.resize(64, 0);
    bytes.extend(length.to_le_bytes());
    bytes.extend([kind, 1]);
    for word in [FREE, right, child] {
        bytes.extend(word.to_le_bytes());
    }
    bytes.resize(116, 0);
    bytes.extend(start.to_le_bytes());
    bytes.extend(number(size).to_le_bytes());
    bytes.resize(128, 0);
    bytes
}
