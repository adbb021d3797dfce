//! The workbook part: our sheet behind all others, a hidden name by which it is known again, and its heading, which every
//! printed page repeats. What else the part says stays.

use std::fmt::Write as _;

use super::MARKER;
use crate::patch::book::{Book, Refused, with_room};
use crate::patch::edits::Edits;
use crate::patch::xml::{self, Piece, Pieces, escape};

/// The name by which programs know the rows that every printed page repeats.
const TITLES: &str = "_xlnm.Print_Titles";

/// What stands before the names, by the order of the format.
const BEFORE_NAMES: [&str; 3] = ["sheets", "functionGroups", "externalReferences"];

/// Our sheet in a workbook.
pub(super) struct Ours {
    /// Its name.
    pub(super) name: String,
    /// Its position among the tabs.
    pub(super) index: usize,
    /// Its part.
    pub(super) path: String,
}

/// The sheet that a former run wrote.
pub(super) fn former(book: &mut Book<'_>) -> Result<Option<Ours>, Refused> {
    let path = book.workbook.clone();
    let text = book.text(&path)?;
    let Some(at) = text.find(&format!("name=\"{MARKER}\"")) else { return Ok(None) };
    let Some((_, rest)) = text[at..].split_once('>') else { return Ok(None) };
    let place = rest.split('<').next().unwrap_or_default();
    let place = quick_xml::escape::unescape(place).map_err(|_| Refused::Odd)?;
    let name = place.rsplit_once('!').map_or("", |(name, _)| name).trim_matches('\'').replace("''", "'");
    let mut sheets = book.sheets.iter().enumerate();
    let ours = sheets.find(|(_, sheet)| sheet.name == name).and_then(|(index, sheet)| Some((index, sheet.path.clone()?)));
    Ok(ours.map(|(index, path)| Ours { name, index, path }))
}

/// Lists our sheet behind all others.
pub(super) fn with_sheet(text: &str, name: &str, id: &str) -> Result<String, Refused> {
    let mut pieces = Pieces::new(text);
    let (mut highest, mut end) = (0, None);
    let (mut prefix, mut relation) = (String::new(), None);
    while let Some(piece) = pieces.next()? {
        match piece {
            Piece::Open(tag) => {
                match tag.name() {
                    "workbook" => tag.prefix().clone_into(&mut prefix),
                    "sheet" => highest = highest.max(tag.number("sheetId").unwrap_or(0)),
                    _ => {}
                }
                relation = relation.or_else(|| tag.prefix_of(xml::RELATION));
            }
            Piece::Close(range, closed) if pieces.depth == 1 && closed == "sheets" => end = Some(range.start),
            Piece::Close(..) | Piece::Other => {}
        }
    }
    let attribute = match relation {
        Some(relation) => format!("{relation}id=\"{id}\""),
        None => format!("xmlns:r=\"{}\" r:id=\"{id}\"", xml::RELATION),
    };
    let sheet = format!("<{prefix}sheet name=\"{}\" sheetId=\"{}\" {attribute}/>", escape(name), highest + 1);
    let mut edits = Edits::default();
    edits.insert(end.ok_or(Refused::Odd)?, sheet);
    Ok(edits.apply(text))
}

/// Names our sheet and its heading, in the place of what was named so before. A list of names that is there takes them,
/// also an empty one.
pub(super) fn with_names(text: &str, name: &str, index: usize, heading_row: usize) -> Result<String, Refused> {
    let text = with_room(text, &["definedNames"])?;
    let sheet = escape(&format!("'{}'", name.replace('\'', "''")));
    let local = index.to_string();
    let mut wanted = vec![(TITLES, Some(local), format!("{sheet}!${heading_row}:${heading_row}")), (MARKER, None, format!("{sheet}!$A$1"))];
    let mut pieces = Pieces::new(&text);
    let mut edits = Edits::default();
    let (mut prefix, mut list_end, mut behind) = (String::new(), None, None);
    while let Some(piece) = pieces.next()? {
        match piece {
            Piece::Open(tag) => {
                let is_child = tag.is_empty && pieces.depth == 1;
                match tag.name() {
                    "workbook" => tag.prefix().clone_into(&mut prefix),
                    "definedName" => {
                        let same = |(known, local, _): &(&str, Option<String>, String)| {
                            tag.get("name").as_deref() == Some(*known) && tag.get("localSheetId").as_deref() == local.as_deref()
                        };
                        let known = wanted.iter().position(same).map(|at| wanted.remove(at));
                        let whole = pieces.whole(&tag)?;
                        if let Some((known, local, what)) = known {
                            edits.replace(whole, defined(&prefix, known, local.as_deref(), &what));
                        }
                    }
                    name if is_child && BEFORE_NAMES.contains(&name) => behind = Some(tag.range.end),
                    _ => {}
                }
            }
            Piece::Close(range, closed) if pieces.depth == 1 => match closed.as_str() {
                "definedNames" => list_end = Some(range.start),
                name if BEFORE_NAMES.contains(&name) => behind = Some(range.end),
                _ => {}
            },
            Piece::Close(..) | Piece::Other => {}
        }
    }
    let new: String = wanted.iter().map(|(name, local, what)| defined(&prefix, name, local.as_deref(), what)).collect();
    match list_end {
        Some(end) => edits.insert(end, new),
        None => edits.insert(behind.ok_or(Refused::Odd)?, format!("<{prefix}definedNames>{new}</{prefix}definedNames>")),
    }
    Ok(edits.apply(&text))
}

fn defined(prefix: &str, name: &str, local: Option<&str>, what: &str) -> String {
    let mut out = format!("<{prefix}definedName name=\"{name}\"");
    match local {
        Some(local) => write!(out, " localSheetId=\"{local}\"").expect("a String takes every text"),
        None => out.push_str(" hidden=\"1\""),
    }
    out + &format!(">{what}</{prefix}definedName>")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(inner: &str) -> String {
        with_names(&format!("<workbook>{inner}</workbook>"), "校验结果", 1, 4).unwrap_or_else(|_| panic!("not named: {inner}"))
    }

    #[test]
    fn names_stand_in_the_one_list_and_in_their_place() {
        let ours = "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"1\">'校验结果'!$4:$4</definedName>\
            <definedName name=\"mulu_check_result\" hidden=\"1\">'校验结果'!$A$1</definedName>";
        let list = format!("<definedNames>{ours}</definedNames>");
        for (before, after) in [
            ("<sheets><sheet/></sheets><calcPr/>", format!("<sheets><sheet/></sheets>{list}<calcPr/>")),
            ("<sheets><sheet/></sheets><definedNames /><calcPr/>", format!("<sheets><sheet/></sheets>{list}<calcPr/>")),
            ("<sheets><sheet/></sheets><definedNames></definedNames>", format!("<sheets><sheet/></sheets>{list}")),
            (
                "<sheets><sheet/></sheets><externalReferences/><calcPr/>",
                format!("<sheets><sheet/></sheets><externalReferences/>{list}<calcPr/>"),
            ),
            (
                "<sheets><sheet/></sheets><functionGroups/><externalReferences><externalReference/></externalReferences>",
                format!("<sheets><sheet/></sheets><functionGroups/><externalReferences><externalReference/></externalReferences>{list}"),
            ),
        ] {
            let named = named(before);
            assert_eq!(named, format!("<workbook>{after}</workbook>"));
            let again = with_names(&named, "校验结果", 1, 4).unwrap_or_default();
            assert_eq!(again, named, "a second time changes nothing");
        }
        let others = named(
            "<sheets/><definedNames><definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">a!$1:$2</definedName></definedNames>",
        );
        assert!(others.contains("a!$1:$2") && others.contains(ours), "{others}");
    }
}
