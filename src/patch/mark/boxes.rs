//! The boxes that notes are shown in: a drawing of an old kind, which also holds the buttons and ticks of a sheet. Boxes of
//! our notes come and go, all else keeps its bytes.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

use super::sheet::Sizes;
use crate::patch::book::Refused;
use crate::patch::edits::Edits;

/// Shapes of one block of ids.
const BLOCK: u32 = 1024;

/// The drawing of a sheet that has none: `first` is the number of its first block of ids, no other sheet's.
pub(super) fn empty(first: u32, boxes: usize) -> String {
    let blocks = u32::try_from(boxes).unwrap_or(0) / BLOCK + 1;
    let data = (first..first + blocks).map(|block| block.to_string()).collect::<Vec<_>>().join(",");
    format!(
        "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
         xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"{data}\"/>\
         </o:shapelayout></xml>"
    )
}

/// How a drawing calls the three namespaces it is made of, and what must be declared where it calls them nothing.
struct Names {
    v: String,
    o: String,
    x: String,
    declared: String,
}

impl Names {
    fn of(text: &str) -> Self {
        let root = text.find("<xml").map_or("", |at| &text[at..at + text[at..].find('>').unwrap_or(0)]);
        let mut declared = String::new();
        let mut name = |usual: &str, namespace: &str| {
            let found = root.split_whitespace().find_map(|attribute| {
                let (prefix, value) = attribute.strip_prefix("xmlns:")?.split_once('=')?;
                (value.get(1..value.len().saturating_sub(1)) == Some(namespace)).then(|| prefix.to_owned())
            });
            found.unwrap_or_else(|| {
                write!(declared, " xmlns:{usual}=\"{namespace}\"").expect("a String takes every text");
                usual.to_owned()
            })
        };
        let v = name("v", "urn:schemas-microsoft-com:vml");
        let o = name("o", "urn:schemas-microsoft-com:office:office");
        let x = name("x", "urn:schemas-microsoft-com:office:excel");
        Self { v, o, x, declared }
    }

    /// What every note is shaped like.
    fn shape_type(&self) -> String {
        let Self { v, o, declared, .. } = self;
        format!(
            "<{v}:shapetype{declared} id=\"_x0000_t202\" coordsize=\"21600,21600\" {o}:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\">\
             <{v}:stroke joinstyle=\"miter\"/><{v}:path gradientshapeok=\"t\" {o}:connecttype=\"rect\"/></{v}:shapetype>"
        )
    }
}

/// Blocks of ids that a drawing takes.
pub(super) fn blocks(text: &str) -> Vec<u32> {
    let data = text.match_indices("idmap").filter_map(|(at, _)| {
        let tag = &text[at..at + text[at..].find('>')?];
        Some(&tag[crate::patch::xml::value_of(tag, "data")?])
    });
    data.flat_map(|data| data.split(',')).filter_map(|block| block.trim().parse().ok()).collect()
}

/// A drawing without the boxes of notes that went and with boxes for new ones: cell and how many characters wide and lines
/// high the note is.
pub(super) fn write(text: &str, gone: &BTreeSet<(u32, u32)>, new: &[((u32, u32), String)], sizes: &Sizes) -> Result<String, Refused> {
    let end = text.rfind("</xml>").ok_or(Refused::Odd)?;
    let names = Names::of(text);
    let mut edits = Edits::default();
    let mut taken = BLOCK;
    for (range, cell) in shapes(text, &names) {
        let shape = &text[range.clone()];
        if cell.is_some_and(|cell| gone.contains(&cell)) {
            edits.replace(range, "");
        } else if let Some(id) = shape_id(shape) {
            taken = taken.max(id);
        }
    }
    // The ids of a sheet begin at its own block.
    let first = blocks(text).first().map_or(BLOCK, |block| block.saturating_mul(BLOCK));
    taken = if taken > first { taken } else { first };
    let mut added = String::new();
    if !text.contains("id=\"_x0000_t202\"") {
        added.push_str(&names.shape_type());
    }
    for (number, (cell, note)) in (1..).zip(new) {
        shape(&mut added, &names, (taken + number, number), *cell, note, sizes);
    }
    edits.insert(end, if new.is_empty() { String::new() } else { added });
    Ok(edits.apply(text))
}

/// Bytes of a shape, and the cell whose note it shows.
type Shape = (Range<usize>, Option<(u32, u32)>);

/// The shapes of a drawing with the cell of their note.
fn shapes(text: &str, Names { v, x, .. }: &Names) -> Vec<Shape> {
    let (open, close) = (format!("<{v}:shape "), format!("</{v}:shape>"));
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(&open).map(|at| from + at) {
        let Some(end) = text[start..].find(&close).map(|at| start + at + close.len()) else { break };
        let shape = &text[start..end];
        let number = |name: &str| -> Option<u32> {
            let value = shape.split_once(&format!("<{x}:{name}>"))?.1;
            value.split_once('<')?.0.trim().parse().ok()
        };
        let is_note = shape.contains("ObjectType=\"Note\"");
        let cell = if is_note { number("Row").zip(number("Column")).map(|(row, column)| (row + 1, column + 1)) } else { None };
        found.push((start..end, cell));
        from = end;
    }
    found
}

fn shape_id(shape: &str) -> Option<u32> {
    let digits = shape.split_once("_x0000_s")?.1;
    digits[..digits.find(|letter: char| !letter.is_ascii_digit())?].parse().ok()
}

/// One box, at the right of its cell, as large as its note.
fn shape(out: &mut String, names: &Names, (id, order): (u32, u32), (row, column): (u32, u32), note: &str, sizes: &Sizes) {
    let Names { v, o, x, declared } = names;
    let (width, height) = size_of(note);
    let anchor = anchor(row, column, width, height, sizes);
    let (row, column) = (row - 1, column - 1);
    let (width, height) = (width * 3 / 4, height * 3 / 4);
    write!(
        out,
        "<{v}:shape{declared} id=\"_x0000_s{id}\" type=\"#_x0000_t202\" style=\"position:absolute;margin-left:60pt;margin-top:2pt;\
         width:{width}pt;height:{height}pt;z-index:{order};visibility:hidden\" fillcolor=\"#ffffe1\" {o}:insetmode=\"auto\">\
         <{v}:fill color2=\"#ffffe1\"/><{v}:shadow on=\"t\" color=\"black\" obscured=\"t\"/><{v}:path {o}:connecttype=\"none\"/>\
         <{v}:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></{v}:textbox>\
         <{x}:ClientData ObjectType=\"Note\"><{x}:MoveWithCells/><{x}:SizeWithCells/><{x}:Anchor>{anchor}</{x}:Anchor>\
         <{x}:AutoFill>False</{x}:AutoFill><{x}:Row>{row}</{x}:Row><{x}:Column>{column}</{x}:Column></{x}:ClientData></{v}:shape>"
    )
    .expect("a String takes every text");
}

/// Width of a note's box in pixels: some twenty Han characters.
const WIDTH: u32 = 300;
/// Height of a line.
const LINE: u32 = 18;

fn size_of(note: &str) -> (u32, u32) {
    // Half as many narrow characters as pixels go into a line.
    let room = usize::try_from(WIDTH / 7).unwrap_or(1) - 2;
    let lines: usize = note.lines().map(|line| unicode_width::UnicodeWidthStr::width(line).div_ceil(room).max(1)).sum();
    let lines = u32::try_from(lines.clamp(2, 28)).unwrap_or(28);
    (WIDTH, lines * LINE + 10)
}

/// Where the box stands: first column, pixels into it, first row, pixels into it, and the same of its other corner.
fn anchor(row: u32, column: u32, width: u32, height: u32, sizes: &Sizes) -> String {
    let wide = |at: u32| {
        let found = sizes.columns.iter().find(|(first, last, _)| (*first..=*last).contains(&(at + 1)));
        found.map_or(64, |(.., characters)| pixels(characters * 7.0 + 5.0))
    };
    let high = |at: u32| sizes.rows.get(&(at + 1)).map_or(20, |points| pixels(points * 4.0 / 3.0));
    let (right, right_pixels) = walk(column, 12 + width, wide);
    let (bottom, bottom_pixels) = walk(row - 1, 4 + height, high);
    format!("{column}, 12, {}, 4, {right}, {right_pixels}, {bottom}, {bottom_pixels}", row - 1)
}

/// The row or column that lies so many pixels behind the start of another, and how many pixels into it.
fn walk(mut at: u32, mut pixels: u32, size: impl Fn(u32) -> u32) -> (u32, u32) {
    for _ in 0..200 {
        let here = size(at);
        if pixels <= here {
            break;
        }
        pixels -= here;
        at += 1;
    }
    (at, pixels)
}

fn pixels(length: f64) -> u32 {
    // A hidden row is 0 pixels high; no row is higher than 409 points.
    let text = format!("{:.0}", length.clamp(0.0, 4_000.0));
    text.parse().unwrap_or(20)
}
