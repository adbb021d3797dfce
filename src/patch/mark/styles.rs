//! The table of styles, which only ever grows: a marked cell gets a copy of its own style with another fill. Our fills are
//! known again by their colours; a solid colour that stood there before is kept in the fill's unseen second colour.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::patch::book::{Refused, with_room};
use crate::patch::edits::Edits;
use crate::patch::xml::{Piece, Pieces, with_attribute};
use crate::rule::Severity;

/// Colours nobody else uses: reddish, yellowish, bluish.
const COLOURS: [(Severity, &str); 3] = [(Severity::Error, "FFFFC9C7"), (Severity::Warning, "FFFFEE9F"), (Severity::Advice, "FFCFE6FB")];

/// A list of the table: its entries as written, those that are new behind them.
struct Entries {
    name: &'static str,
    prefix: String,
    /// The tag that opens the list.
    tag: Range<usize>,
    /// Where it ends: new entries go here.
    end: usize,
    all: Vec<String>,
    /// How many there were.
    before: usize,
}

/// The table.
pub(super) struct Styles {
    text: String,
    fonts: Entries,
    fills: Entries,
    borders: Entries,
    formats: Entries,
    /// Which style stands behind a style, as far as it was asked: itself, or what a cell had before it was marked.
    bases: BTreeMap<u32, u32>,
    second: Second,
}

/// Whether the second colour of our fills is what stood there before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Second {
    /// It is.
    Kept,
    /// A program that saved the file since puts colours of its own there; ours are known by their transparency.
    Doubtful,
}

impl Styles {
    /// Reads the table.
    pub(super) fn read(text: &str, second: Second) -> Result<Self, Refused> {
        let names = ["fonts", "fills", "borders", "cellXfs"];
        let text = with_room(text, &names)?;
        let [fonts, fills, borders, formats] = names.map(|name| Entries::read(&text, name));
        let (fonts, fills, borders, formats) = (fonts?, fills?, borders?, formats?);
        let mut styles = Self { fonts, fills, borders, formats, text, bases: BTreeMap::new(), second };
        styles.fill_up();
        Ok(styles)
    }

    /// Lists that are too short get what every program takes for granted: the first entry is the usual look, and the first
    /// two fills are shown as none and as grey dots, whatever they say.
    fn fill_up(&mut self) {
        for (list, entry) in [
            (&mut self.fonts, "<@font><@sz val=\"11\"/><@name val=\"宋体\"/></@font>"),
            (&mut self.borders, "<@border><@left/><@right/><@top/><@bottom/><@diagonal/></@border>"),
            (&mut self.formats, "<@xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"),
        ] {
            if list.all.is_empty() {
                list.all.push(entry.replace('@', &list.prefix));
            }
        }
        for pattern in ["none", "gray125"].iter().skip(self.fills.all.len()) {
            let p = &self.fills.prefix;
            self.fills.all.push(format!("<{p}fill><{p}patternFill patternType=\"{pattern}\"/></{p}fill>"));
        }
    }

    /// The style a cell had before it was marked.
    pub(super) fn base(&mut self, style: u32) -> u32 {
        if let Some(base) = self.bases.get(&style) {
            return *base;
        }
        let base = self.unmarked(style);
        self.bases.insert(style, base);
        base
    }

    /// The style for a cell of such a style that is marked.
    pub(super) fn marked(&mut self, style: u32, severity: Severity) -> u32 {
        let base = self.base(style);
        let Some(format) = self.formats.all.get(index(base)).or(self.formats.all.first()) else { return style };
        let format = format.clone();
        let before = number_of(&format, "fillId").and_then(|fill| self.fills.all.get(index(fill))).and_then(|fill| solid_colour(fill));
        let second = before.map_or_else(|| "indexed=\"64\"".to_owned(), |colour| with_alpha(&colour, "FE"));
        let fill = self.fill(severity, &second);
        self.formats.add(with_fill(&format, fill))
    }

    /// A font of the sheet of findings.
    pub(super) fn font(&mut self, inner: &str) -> u32 {
        let p = self.fonts.prefix.clone();
        let tags: String = inner.split_whitespace().map(|tag| format!("<{p}{tag}/>")).collect();
        let name = format!("<{p}name val=\"宋体\"/><{p}family val=\"3\"/><{p}charset val=\"134\"/>");
        self.fonts.add(format!("<{p}font>{}{name}</{p}font>", tags.replace('~', " ")))
    }

    /// Thin lines all around.
    pub(super) fn thin_border(&mut self) -> u32 {
        let p = self.borders.prefix.clone();
        let sides = ["left", "right", "top", "bottom"];
        let lines: String =
            sides.iter().map(|side| format!("<{p}{side} style=\"thin\"><{p}color rgb=\"FFBFBFBF\"/></{p}{side}>")).collect();
        self.borders.add(format!("<{p}border>{lines}<{p}diagonal/></{p}border>"))
    }

    /// The fill of a severity.
    pub(super) fn fill_of(&mut self, severity: Severity) -> u32 {
        self.fill(severity, "indexed=\"64\"")
    }

    /// A style of the sheet of findings.
    pub(super) fn format(&mut self, font: u32, fill: u32, border: u32, alignment: &str) -> u32 {
        let p = self.formats.prefix.clone();
        self.formats.add(format!(
            "<{p}xf numFmtId=\"0\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"{border}\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\" \
             applyBorder=\"1\" applyAlignment=\"1\"><{p}alignment {alignment}/></{p}xf>"
        ))
    }

    /// The table with what was added.
    pub(super) fn finish(self) -> String {
        let mut edits = Edits::default();
        for list in [&self.fonts, &self.fills, &self.borders, &self.formats] {
            if list.all.len() == list.before {
                continue;
            }
            let tag = &self.text[list.tag.clone()];
            edits.replace(list.tag.clone(), with_attribute(tag, "count", &list.all.len().to_string()));
            edits.insert(list.end, list.all[list.before..].concat());
        }
        edits.apply(&self.text)
    }

    fn fill(&mut self, severity: Severity, second: &str) -> u32 {
        let p = self.fills.prefix.clone();
        let colour = COLOURS.iter().find(|(known, _)| *known == severity).map_or("", |(_, colour)| colour);
        self.fills.add(format!(
            "<{p}fill><{p}patternFill patternType=\"solid\"><{p}fgColor rgb=\"{colour}\"/><{p}bgColor {second}/></{p}patternFill></{p}fill>"
        ))
    }

    /// The style behind a style with one of our fills: with the colour that stood there before, or none.
    fn unmarked(&mut self, style: u32) -> u32 {
        let Some(format) = self.formats.all.get(index(style)).cloned() else { return style };
        let Some(fill) = number_of(&format, "fillId").and_then(|fill| self.fills.all.get(index(fill))) else { return style };
        if !is_ours(fill) {
            return style;
        }
        let second = self.second;
        let is_kept = |colour: &String| {
            colour != "indexed=\"64\"" && (second == Second::Kept || !colour.starts_with("rgb=") || colour.starts_with("rgb=\"FE"))
        };
        let fill = match colour_of(fill, "bgColor").filter(is_kept) {
            None => 0,
            Some(colour) => {
                let colour = with_alpha(&colour, "FF");
                let same = |other: &String| solid_colour(other).is_some_and(|other| with_alpha(&other, "FF") == colour);
                let known = self.fills.all.iter().position(same).map(|at| u32::try_from(at).unwrap_or(0));
                let p = self.fills.prefix.clone();
                known.unwrap_or_else(|| {
                    self.fills.add(format!(
                        "<{p}fill><{p}patternFill patternType=\"solid\"><{p}fgColor {colour}/><{p}bgColor indexed=\"64\"/></{p}patternFill></{p}fill>"
                    ))
                })
            }
        };
        let before = with_fill(&format, fill);
        let same = |other: &String| with_fill(other, number_of(other, "fillId").unwrap_or(0)) == before;
        match self.formats.all.iter().position(same) {
            Some(at) => u32::try_from(at).unwrap_or(0),
            None => self.formats.add(before),
        }
    }
}

/// A colour's attributes with another transparency, which no program shows.
fn with_alpha(colour: &str, alpha: &str) -> String {
    match colour.strip_prefix("rgb=\"").filter(|rest| rest.len() >= 9 && rest.is_char_boundary(2)) {
        Some(rest) => format!("rgb=\"{alpha}{}", &rest[2..]),
        None => colour.to_owned(),
    }
}

impl Entries {
    fn read(text: &str, name: &'static str) -> Result<Self, Refused> {
        let mut pieces = Pieces::new(text);
        while let Some(piece) = pieces.next()? {
            let Piece::Open(tag) = piece else { continue };
            if tag.name() != name || tag.is_empty || pieces.depth != 2 {
                continue;
            }
            let prefix = tag.prefix().to_owned();
            let mut all = Vec::new();
            loop {
                match pieces.next()?.ok_or(Refused::Odd)? {
                    Piece::Open(entry) => all.push(text[pieces.whole(&entry)?].to_owned()),
                    Piece::Close(range, _) => {
                        return Ok(Self { name, prefix, tag: tag.range, end: range.start, before: all.len(), all });
                    }
                    Piece::Other => {}
                }
            }
        }
        Err(Refused::Odd)
    }

    /// The number of an entry, which is added when it is new.
    fn add(&mut self, entry: String) -> u32 {
        debug_assert!(entry.starts_with('<'), "{} takes elements", self.name);
        let at = self.all.iter().position(|known| *known == entry).unwrap_or_else(|| {
            self.all.push(entry);
            self.all.len() - 1
        });
        u32::try_from(at).unwrap_or(0)
    }
}

/// A style with another fill.
fn with_fill(format: &str, fill: u32) -> String {
    let end = format.find('>').map_or(format.len(), |end| end + 1);
    let (tag, rest) = format.split_at(end);
    with_attribute(&with_attribute(tag, "fillId", &fill.to_string()), "applyFill", "1") + rest
}

fn number_of(element: &str, key: &str) -> Option<u32> {
    let tag = &element[..=element.find('>')?];
    tag[crate::patch::xml::value_of(tag, key)?].trim().parse().ok()
}

/// Whether a fill is one of ours.
fn is_ours(fill: &str) -> bool {
    let colour = solid_colour(fill).unwrap_or_default().to_ascii_uppercase();
    COLOURS.iter().any(|(_, ours)| colour == format!("RGB=\"{ours}\""))
}

/// The attributes of a solid fill's colour.
fn solid_colour(fill: &str) -> Option<String> {
    if fill.contains("patternType=\"solid\"") { colour_of(fill, "fgColor") } else { None }
}

fn colour_of(fill: &str, name: &str) -> Option<String> {
    let start = fill.find(&format!("{name} "))? + name.len();
    let end = start + fill[start..].find('>')?;
    Some(fill[start..end].trim_end_matches('/').trim().to_owned())
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "<styleSheet><fonts count=\"1\"><font/></fonts><fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill>\
        <fill><patternFill patternType=\"gray125\"/></fill><fill><patternFill patternType=\"solid\"><fgColor theme=\"4\" tint=\"0.8\"/>\
        <bgColor indexed=\"64\"/></patternFill></fill></fills><borders><border/></borders><cellXfs count=\"2\">\
        <xf numFmtId=\"14\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/><xf numFmtId=\"0\" fontId=\"0\" fillId=\"2\" borderId=\"0\">\
        <alignment wrapText=\"1\"/></xf></cellXfs><extLst/></styleSheet>";

    fn styles(text: &str) -> Styles {
        Styles::read(text, Second::Doubtful).unwrap_or_else(|_| panic!("not read: {text}"))
    }

    #[test]
    fn marks_are_added_once_and_leave_as_they_came() {
        let mut first = styles(TABLE);
        let marked = [first.marked(0, Severity::Error), first.marked(1, Severity::Error), first.marked(1, Severity::Error)];
        assert_eq!(marked, [2, 3, 3]);
        let text = first.finish();
        assert!(text.contains("<cellXfs count=\"4\">") && text.contains("<fills count=\"5\">"), "{text}");
        assert!(text.contains("<xf numFmtId=\"14\" fontId=\"0\" fillId=\"3\" borderId=\"0\" applyFill=\"1\"/>"), "{text}");
        let mut again = styles(&text);
        assert_eq!([again.base(2), again.base(3), again.base(0)], [0, 1, 0]);
        assert_eq!(again.marked(3, Severity::Error), 3);
        let twice = again.finish();
        assert_eq!(twice, text, "marking a second time adds nothing");
    }

    #[test]
    fn lists_that_are_empty_are_filled() {
        let mut styles = styles("<styleSheet><fonts/><fills count=\"0\" /><borders></borders><cellXfs/></styleSheet>");
        assert_eq!(styles.marked(0, Severity::Error), 1);
        let text = styles.finish();
        assert!(text.starts_with("<styleSheet><fonts count=\"1\"><font>"), "{text}");
        assert!(
            text.contains(
                "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/>"
            )
        );
        assert!(text.contains("<cellXfs count=\"2\">") && text.contains("fillId=\"2\""), "{text}");
    }
}
