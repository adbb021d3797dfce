//! Groups of digits in a text, as people write long numbers: half or full width, with blanks or dashes between the groups and
//! signs nobody sees anywhere. Knows no number by its meaning.

/// Blanks and dashes that may stand between two groups of one number.
const SEPARATORS: usize = 3;

/// Digits without a gap.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    /// First byte in the text.
    pub(super) start: usize,
    /// Byte behind the last digit.
    pub(super) end: usize,
    /// Only blanks or dashes stand between the group before and this one.
    pub(super) is_joined: bool,
    /// A dash among them.
    behind_dash: bool,
    /// It is part of an address on the web.
    pub(super) in_address: bool,
    /// Where its digits begin and end among those of the text.
    first: usize,
    last: usize,
}

impl Group {
    /// How many digits it has.
    pub(super) fn len(&self) -> usize {
        self.last - self.first
    }
}

/// The groups of a text, with their digits at half width.
pub(super) struct Groups {
    groups: Vec<Group>,
    digits: Vec<u8>,
}

/// What a character is to a number.
enum Sign {
    Digit(u8),
    /// Nobody sees it: zero-width blanks, marks of the reading order.
    Unseen,
    Blank,
    Dash,
    Other,
}

fn sign(letter: char) -> Sign {
    match letter {
        '0'..='9' => Sign::Digit(u8::try_from(u32::from(letter)).unwrap_or(b'0')),
        '０'..='９' => Sign::Digit(b'0' + u8::try_from(u32::from(letter) - u32::from('０')).unwrap_or(0)),
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => {
            Sign::Unseen
        }
        '-' | '－' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '﹣' => Sign::Dash,
        letter if letter.is_whitespace() => Sign::Blank,
        _ => Sign::Other,
    }
}

/// A digit of either width, or an X.
pub(super) fn is_digit_or_letter(letter: char) -> bool {
    matches!(sign(letter), Sign::Digit(_)) || matches!(letter, 'x' | 'X' | 'ｘ' | 'Ｘ')
}

/// Whether a number of so many digits may stand in a text: a pass over its bytes that nearly every text ends with.
pub(super) fn may_hold(text: &str, fewest: usize) -> bool {
    if text.len() < fewest {
        return false;
    }
    let bytes = text.as_bytes();
    let (mut half, mut wide) = (0, 0);
    // Counts of a byte each, so that many bytes are counted at a time.
    for chunk in bytes.chunks(240) {
        half += usize::from(chunk.iter().map(|byte| u8::from(byte.is_ascii_digit())).sum::<u8>());
        // Every full-width digit begins with this byte; so do full-width commas.
        wide += usize::from(chunk.iter().map(|byte| u8::from(*byte == 0xef)).sum::<u8>());
    }
    if half < fewest && half + wide >= fewest {
        wide = bytes.windows(3).filter(|letter| matches!(letter, [0xef, 0xbc, 0x90..=0x99])).count();
    }
    half + wide >= fewest && has_run(bytes, fewest)
}

/// Whether so many digits stand in a row, with nothing but a few separators between them.
fn has_run(bytes: &[u8], fewest: usize) -> bool {
    let (mut run, mut gap, mut at) = (0, 0, 0);
    while at < bytes.len() {
        let (is_digit, is_gap, length) = match (bytes[at], bytes.get(at + 1), bytes.get(at + 2)) {
            (b'0'..=b'9', _, _) => (true, false, 1),
            (b' ' | b'-' | b'\t' | b'\n' | b'\r', _, _) => (false, true, 1),
            (0xef, Some(0xbc), Some(0x90..=0x99)) => (true, false, 3),
            // Blanks and dashes of every width, and signs nobody sees.
            (0xef, Some(0xbc), Some(0x8d)) | (0xef, Some(0xb9), Some(0xa3)) | (0xef, Some(0xbb), Some(0xbf)) => (false, true, 3),
            (0xe2, Some(0x80 | 0x81 | 0x88), _) | (0xe3, Some(0x80), Some(0x80)) | (0xe1, Some(0xa0 | 0x9a), _) => (false, true, 3),
            (0xc2, Some(0x85 | 0xa0 | 0xad), _) | (0xd8, Some(0x9c), _) => (false, true, 2),
            (_, _, _) => (false, false, 1),
        };
        at += length;
        if is_digit {
            run += 1;
            gap = 0;
            if run >= fewest {
                return true;
            }
        } else if is_gap {
            // What nobody sees does not count among the separators; a few more do no harm here.
            gap += usize::from(length == 1);
            if gap > SEPARATORS {
                run = 0;
            }
        } else {
            run = 0;
        }
    }
    false
}

impl Groups {
    /// The groups of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut groups = Self { groups: Vec::new(), digits: Vec::new() };
        let mut open = false;
        // Separators since the last group; none when something else stood there.
        let mut gap: Option<usize> = None;
        // A dash at the beginning of a line is a bullet.
        let (mut dash, mut line_end) = (false, false);
        let mut address = Address::default();
        for (at, letter) in text.char_indices() {
            address.take(letter);
            match sign(letter) {
                Sign::Digit(digit) => {
                    if !open {
                        let is_joined = gap.is_some_and(|gap| gap <= SEPARATORS);
                        let (first, last) = (groups.digits.len(), groups.digits.len());
                        let in_address = address.is_web;
                        groups.groups.push(Group { start: at, end: at, is_joined, behind_dash: dash, in_address, first, last });
                        open = true;
                    }
                    groups.digits.push(digit);
                    let last = groups.digits.len();
                    if let Some(group) = groups.groups.last_mut() {
                        (group.end, group.last) = (at + letter.len_utf8(), last);
                    }
                    (gap, dash, line_end) = (Some(0), false, false);
                }
                Sign::Unseen => {}
                separator @ (Sign::Blank | Sign::Dash) => {
                    open = false;
                    let is_dash = matches!(separator, Sign::Dash);
                    gap = gap.filter(|_| !(is_dash && line_end)).map(|gap| gap + 1);
                    dash |= is_dash;
                    line_end |= letter == '\n';
                }
                Sign::Other => {
                    open = false;
                    (gap, dash, line_end) = (None, false, false);
                }
            }
        }
        groups
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.groups.len()
    }

    /// One of them.
    pub(super) fn at(&self, index: usize) -> Group {
        self.groups[index]
    }

    /// The digits of some groups, the last one included.
    pub(super) fn digits(&self, first: usize, last: usize) -> &[u8] {
        &self.digits[self.groups[first].first..self.groups[last].last]
    }

    /// Whether a number may begin here: no letter stands right before it, and no further digits behind a dash but those of a
    /// country.
    pub(super) fn begins_alone(&self, text: &str, index: usize) -> bool {
        let group = self.at(index);
        let is_country = |before: usize| matches!(self.digits(before, before), b"86" | b"086" | b"0086");
        if group.is_joined && group.behind_dash && !index.checked_sub(1).is_some_and(is_country) {
            return false;
        }
        let mut before = text[..group.start].chars().rev().filter(|letter| !matches!(sign(*letter), Sign::Unseen));
        match before.next() {
            // Behind the point of a broken number.
            Some('.') => !before.next().is_some_and(|letter| letter.is_ascii_digit()),
            Some('-') => !before.next().is_some_and(|letter| letter.is_ascii_alphabetic()),
            Some(letter) => !letter.is_ascii_alphabetic() && letter != '_',
            None => true,
        }
    }

    /// Whether a number may end with this group.
    pub(super) fn ends_alone(&self, text: &str, index: usize) -> bool {
        let goes_on = self.groups.get(index + 1).is_some_and(|next| next.is_joined && next.behind_dash);
        !goes_on && is_free_behind(text, self.at(index).end)
    }
}

/// Whether no letter stands right behind a number, nor the rest of a broken one.
pub(super) fn is_free_behind(text: &str, end: usize) -> bool {
    let mut behind = text[end..].chars().filter(|letter| !matches!(sign(*letter), Sign::Unseen));
    match behind.next() {
        Some('.') => !behind.next().is_some_and(|letter| letter.is_ascii_digit()),
        Some('-') => !behind.next().is_some_and(|letter| letter.is_ascii_alphabetic()),
        Some(letter) => !letter.is_ascii_alphanumeric() && letter != '_',
        None => true,
    }
}

/// Where the X that ends a citizen ID ends, when one stands here.
pub(super) fn check_letter(text: &str, end: usize) -> Option<usize> {
    let mut rest = text[end..].char_indices().filter(|(_, letter)| !matches!(sign(*letter), Sign::Unseen));
    let (at, letter) = rest.next()?;
    matches!(letter, 'x' | 'X' | 'ｘ' | 'Ｘ').then(|| end + at + letter.len_utf8())
}

/// Whether a letter is part of an address on the web: what follows `://` or `www` up to a blank or a letter of another script.
#[derive(Default)]
struct Address {
    /// How many letters of each mark stand right before.
    matched: [usize; 2],
    is_web: bool,
}

impl Address {
    fn take(&mut self, letter: char) {
        const MARKS: [[char; 3]; 2] = [[':', '/', '/'], ['w', 'w', 'w']];
        if letter.is_whitespace() || !letter.is_ascii() {
            *self = Self::default();
        } else if !self.is_web {
            for (count, mark) in self.matched.iter_mut().zip(MARKS) {
                *count = if letter == mark[*count] { *count + 1 } else { usize::from(letter == mark[0]) };
                if *count == mark.len() {
                    self.is_web = true;
                    *count = 0;
                }
            }
        }
    }
}
