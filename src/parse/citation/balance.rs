//! Marks that come in pairs and lost one half: 《》 〈〉 〔〕 （） [] 【】. Repairs nothing itself; says what a person would add.

/// The first mark without its other half.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unbalanced {
    /// The mark that stands alone.
    pub mark: char,
    /// Its place, in characters from 1.
    pub position: usize,
    /// The mark that is missing.
    pub missing: char,
    /// The whole text as it should likely read, where that can be told: `国办发〔201954号` → `国办发〔2019〕54号`.
    pub repaired: Option<String>,
}

/// Marks of one kind close each other, whatever their width.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Title,
    Inner,
    Year,
    Round,
    Square,
    Lenticular,
}

/// Brackets within brackets beyond this are not paired.
const DEPTH_MAX: usize = 64;

/// A mark that is open.
struct Open {
    kind: Kind,
    mark: char,
    at: usize,
}

/// The first 《》, 〈〉, 〔〕, （）, [] or 【】 without its other half. Titles may stand in titles; half- and full-width round brackets may
/// close each other.
#[must_use]
pub fn unbalanced(text: &str) -> Option<Unbalanced> {
    let chars: Vec<char> = text.chars().collect();
    let mut open: Vec<Open> = Vec::new();
    let mut alone: Option<(usize, char)> = None;
    let mut note = |at: usize, mark: char| {
        if alone.is_none_or(|(first, _)| at < first) {
            alone = Some((at, mark));
        }
    };
    for (at, &mark) in chars.iter().enumerate() {
        let Some((kind, opens)) = kind(mark) else { continue };
        // < and > are signs of arithmetic outside a title.
        if matches!(mark, '<' | '>' | '＜' | '＞')
            && !open.iter().rev().take(DEPTH_MAX).any(|open| matches!(open.kind, Kind::Title | Kind::Inner))
        {
            continue;
        }
        if opens {
            open.push(Open { kind, mark, at });
        } else if let Some(depth) =
            open.iter().rev().take(DEPTH_MAX).position(|open| open.kind == kind).map(|from_top| open.len() - 1 - from_top)
        {
            // What was opened within and is still open has lost its other half.
            for inner in open.drain(depth..).skip(1) {
                note(inner.at, inner.mark);
            }
        } else if !(kind == Kind::Round && is_numbering(&chars[..at])) {
            note(at, mark);
        }
    }
    for left in open {
        note(left.at, left.mark);
    }
    let (at, mark) = alone?;
    Some(Unbalanced { mark, position: at + 1, missing: other_half(mark), repaired: repaired(&chars, at) })
}

fn kind(mark: char) -> Option<(Kind, bool)> {
    Some(match mark {
        '《' => (Kind::Title, true),
        '》' => (Kind::Title, false),
        '〈' | '<' | '＜' => (Kind::Inner, true),
        '〉' | '>' | '＞' => (Kind::Inner, false),
        '〔' | '﹝' => (Kind::Year, true),
        '〕' | '﹞' => (Kind::Year, false),
        '（' | '(' => (Kind::Round, true),
        '）' | ')' => (Kind::Round, false),
        '[' | '［' => (Kind::Square, true),
        ']' | '］' => (Kind::Square, false),
        '【' => (Kind::Lenticular, true),
        '】' => (Kind::Lenticular, false),
        _ => return None,
    })
}

fn other_half(mark: char) -> char {
    const PAIRS: &[(char, char)] = &[
        ('《', '》'),
        ('〈', '〉'),
        ('<', '>'),
        ('＜', '＞'),
        ('〔', '〕'),
        ('﹝', '﹞'),
        ('（', '）'),
        ('(', ')'),
        ('[', ']'),
        ('［', '］'),
        ('【', '】'),
    ];
    PAIRS.iter().find_map(|&(open, close)| if mark == open { Some(close) } else { (mark == close).then_some(open) }).unwrap_or(mark)
}

/// `1）`, `二)`: a lone bracket that numbers.
fn is_numbering(before: &[char]) -> bool {
    let is_count = |c: &char| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(*c);
    let count = before.iter().rev().take_while(|c| is_count(c)).count();
    let start = before.len() - count;
    (1..=3).contains(&count)
        && (start == 0 || before[start - 1].is_whitespace() || matches!(before[start - 1], '；' | ';' | '。' | '，' | ','))
}

/// The text with the mark put where it surely belongs: around a year, or behind a title before the number of the document.
fn repaired(chars: &[char], at: usize) -> Option<String> {
    let (head, tail) = chars.split_at(at + 1);
    let text = |parts: &[&[char]]| parts.iter().flat_map(|part| part.iter()).collect::<String>();
    let is_year =
        |digits: &[char]| digits.len() == 4 && digits.iter().all(char::is_ascii_digit) && matches!(digits[..2], ['1', '9'] | ['2', '0']);
    match chars[at] {
        '〔' | '﹝' | '[' | '［' if tail.len() > 4 && is_year(&tail[..4]) => {
            let close = other_half(chars[at]);
            // 〔2019]54号: the other half is there in another shape.
            let behind = if matches!(tail[4], '〕' | '﹞' | ']' | '］' | '）' | ')' | '】') { &tail[5..] } else { &tail[4..] };
            let is_number = behind
                .iter()
                .position(|&c| c == '号')
                .is_some_and(|end| end > 0 && behind[..end].iter().all(|c| c.is_ascii_digit() || *c == ' '));
            is_number.then(|| text(&[head, &tail[..4], &[close], behind]))
        }
        '〕' | '﹞' | ']' | '］' if at > 4 && is_year(&chars[at - 4..at]) => {
            let open = other_half(chars[at]);
            let before = if matches!(chars[at - 5], '〔' | '﹝' | '[' | '［' | '（' | '(' | '【') { at - 5 } else { at - 4 };
            Some(text(&[&chars[..before], &[open], &chars[at - 4..]]))
        }
        '《' => {
            let number = (0..tail.len()).find(|&i| matches!(tail[i], '（' | '(') && tail[i..].iter().take(40).any(|&c| c == '号'));
            let end = number.unwrap_or(tail.len());
            let is_one_title = !tail[..end].is_empty()
                && !tail[..end].iter().any(|c| matches!(c, '《' | '》' | '、' | '；' | ';' | '\n' | '，' | ',' | '。'));
            is_one_title.then(|| text(&[head, &tail[..end], &['》'], &tail[end..]]))
        }
        '》' if !chars[..at].iter().any(|c| matches!(c, '《' | '》' | '、' | '；' | ';' | '\n' | '，' | ',' | '。')) && at > 0 => {
            Some(text(&[&['《'], chars]))
        }
        _ => None,
    }
}
