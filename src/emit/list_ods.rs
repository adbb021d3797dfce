//! Lists as an OpenDocument workbook, for `convert`: the same tables as in .xlsx, a sheet a list, merged the same. Every cell
//! is a text or a number, never a formula. Fixed dates, so that the same lists make the same bytes.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::model::List;

use super::list_workbook::{sheet_names, tables};
use super::workbook::table::{Cell, Column, Holds, Table};
use super::workbook::text::clean;

const KIND: &str = "application/vnd.oasis.opendocument.spreadsheet";

const NAMES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
    xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" \
    office:version=\"1.3\"";

/// A4 on its side, every column on one page.
const PAGE: &str = "<office:styles><style:style style:name=\"Default\" style:family=\"table-cell\"><style:text-properties \
    style:font-name-asian=\"宋体\" fo:font-size=\"10.5pt\" style:font-size-asian=\"10.5pt\"/></style:style></office:styles>\
    <office:automatic-styles><style:page-layout style:name=\"pm1\"><style:page-layout-properties fo:page-width=\"29.7cm\" \
    fo:page-height=\"21cm\" style:print-orientation=\"landscape\" fo:margin=\"1.2cm\" style:scale-to-X=\"1\"/></style:page-layout>\
    </office:automatic-styles><office:master-styles><style:master-page style:name=\"Default\" style:page-layout-name=\"pm1\"/></office:master-styles>";

/// Looks of rows and cells: title, lines, heading, short and running text.
const LOOKS: &str = "<style:style style:name=\"ta1\" style:family=\"table\" style:master-page-name=\"Default\">\
    <style:table-properties table:display=\"true\"/></style:style>\
    <style:style style:name=\"ro1\" style:family=\"table-row\"><style:table-row-properties style:use-optimal-row-height=\"true\"/></style:style>\
    <style:style style:name=\"title\" style:family=\"table-cell\"><style:table-cell-properties fo:wrap-option=\"wrap\" style:vertical-align=\"middle\"/>\
    <style:paragraph-properties fo:text-align=\"center\"/><style:text-properties fo:font-size=\"16pt\" style:font-size-asian=\"16pt\" \
    fo:font-weight=\"bold\" style:font-weight-asian=\"bold\"/></style:style>\
    <style:style style:name=\"line\" style:family=\"table-cell\"><style:table-cell-properties fo:wrap-option=\"wrap\" style:vertical-align=\"middle\"/></style:style>\
    <style:style style:name=\"heading\" style:family=\"table-cell\"><style:table-cell-properties fo:wrap-option=\"wrap\" \
    style:vertical-align=\"middle\" fo:border=\"0.5pt solid #000000\"/><style:paragraph-properties fo:text-align=\"center\"/>\
    <style:text-properties fo:font-weight=\"bold\" style:font-weight-asian=\"bold\"/></style:style>\
    <style:style style:name=\"centred\" style:family=\"table-cell\"><style:table-cell-properties fo:wrap-option=\"wrap\" \
    style:vertical-align=\"middle\" fo:border=\"0.5pt solid #000000\"/><style:paragraph-properties fo:text-align=\"center\"/></style:style>\
    <style:style style:name=\"running\" style:family=\"table-cell\"><style:table-cell-properties fo:wrap-option=\"wrap\" \
    style:vertical-align=\"middle\" fo:border=\"0.5pt solid #000000\"/></style:style>";

/// The workbook of the lists, in their order.
///
/// # Errors
/// When a text is longer than the 32,767 characters a cell can hold.
pub fn make(lists: &[List]) -> io::Result<Vec<u8>> {
    let (mut styles, mut sheets) = (String::new(), String::new());
    for (index, (table, name)) in tables(lists)?.iter().zip(sheet_names(lists)).enumerate() {
        sheet(&mut sheets, &mut styles, index, table, &name);
    }
    if lists.is_empty() {
        // A workbook without a sheet cannot be opened.
        sheets.push_str(
            "<table:table table:name=\"清单\"><table:table-column/><table:table-row><table:table-cell/></table:table-row></table:table>",
        );
    }
    let content = format!(
        "<office:document-content {NAMES}><office:automatic-styles>{LOOKS}{styles}</office:automatic-styles><office:body>\
         <office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    );
    package(&[
        ("content.xml", content),
        ("styles.xml", format!("<office:document-styles {NAMES}>{PAGE}</office:document-styles>")),
        ("meta.xml", format!("<office:document-meta {NAMES}><office:meta/></office:document-meta>")),
    ])
}

/// The package: what it is stands first and uncompressed, so that programs know it by its first bytes.
fn package(parts: &[(&str, String)]) -> io::Result<Vec<u8>> {
    let entries: String = parts
        .iter()
        .map(|(name, _)| format!("<manifest:file-entry manifest:full-path=\"{name}\" manifest:media-type=\"text/xml\"/>"))
        .collect();
    let manifest = format!(
        "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\">\
         <manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" manifest:media-type=\"{KIND}\"/>{entries}</manifest:manifest>"
    );
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    package.start_file("mimetype", options.compression_method(CompressionMethod::Stored))?;
    package.write_all(KIND.as_bytes())?;
    for (name, text) in parts.iter().map(|(name, text)| (*name, text)).chain([("META-INF/manifest.xml", &manifest)]) {
        package.start_file(name, options.compression_method(CompressionMethod::Deflated))?;
        package.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
        package.write_all(text.as_bytes())?;
    }
    Ok(package.finish()?.into_inner())
}

fn sheet(sheets: &mut String, styles: &mut String, index: usize, table: &Table<'_>, name: &str) {
    let _ = write!(sheets, "<table:table table:name=\"{}\" table:style-name=\"ta1\">", escaped(name));
    for (number, column) in table.columns.iter().enumerate() {
        // A character of Excel's units is about two millimetres wide.
        let width = column.width * 0.2;
        let _ = write!(
            styles,
            "<style:style style:name=\"co{index}-{number}\" style:family=\"table-column\"><style:table-column-properties \
             style:column-width=\"{width:.2}cm\"/></style:style>"
        );
        let _ = write!(sheets, "<table:table-column table:style-name=\"co{index}-{number}\"/>");
    }
    let width = table.columns.len();
    if !table.title.is_empty() {
        row(sheets, |row| row.text(&table.title, "title", (1, width)));
    }
    for words in &table.above {
        row(sheets, |row| row.text(words, "line", (1, width)));
    }
    sheets.push_str("<table:table-header-rows>");
    heading(sheets, &table.columns);
    sheets.push_str("</table:table-header-rows>");
    let mut runs = Runs::default();
    for (at, cells) in table.rows.iter().enumerate() {
        row(sheets, |row| {
            for (column, (cell, Column { holds, .. })) in cells.iter().zip(&table.columns).enumerate() {
                let rows = if *holds == Holds::Group { runs.begin(table, at, column) } else { 1 };
                row.cell(cell, *holds, rows);
            }
        });
    }
    for words in &table.below {
        row(sheets, |row| row.text(words, "line", (1, width)));
    }
    sheets.push_str("</table:table>");
}

/// How far the group that is open reaches.
#[derive(Default)]
struct Runs {
    end: usize,
}

impl Runs {
    /// Over how many rows the cell of a group is merged; none where a row above holds it. A table has one such column.
    fn begin(&mut self, table: &Table<'_>, at: usize, column: usize) -> usize {
        if at < self.end {
            return 0;
        }
        let name = table.rows[at][column].group();
        // Blank cells are not one group.
        let length = name.map_or(1, |name| table.rows[at..].iter().take_while(|cells| cells[column].group() == Some(name)).count());
        self.end = at + length;
        length
    }
}

fn heading(sheets: &mut String, columns: &[Column<'_>]) {
    let is_parted = columns.iter().any(|column| column.parent.is_some());
    row(sheets, |row| {
        let mut at = 0;
        while let Some(column) = columns.get(at) {
            let Some(parent) = column.parent else {
                row.text(&column.leaf, "heading", (if is_parted { 2 } else { 1 }, 1));
                at += 1;
                continue;
            };
            let width = columns[at..].iter().take_while(|next| next.parent == Some(parent)).count();
            row.text(parent, "heading", (1, width));
            at += width;
        }
    });
    if is_parted {
        row(sheets, |row| {
            for column in columns {
                match column.parent {
                    Some(_) => row.text(&column.leaf, "heading", (1, 1)),
                    None => row.covered(1),
                }
            }
        });
    }
}

/// Writes a row.
fn row(sheets: &mut String, fill: impl FnOnce(&mut Row<'_>)) {
    sheets.push_str("<table:table-row table:style-name=\"ro1\">");
    fill(&mut Row(sheets));
    sheets.push_str("</table:table-row>\n");
}

/// A row being written, from the left.
struct Row<'s>(&'s mut String);

impl Row<'_> {
    fn cell(&mut self, cell: &Cell<'_>, holds: Holds, rows: usize) {
        let look = match holds {
            Holds::Group | Holds::Short => "centred",
            Holds::Running | Holds::Long => "running",
        };
        match cell {
            _ if rows == 0 => self.covered(1),
            Cell::Count(number) => {
                let _ = write!(
                    self.0,
                    "<table:table-cell table:style-name=\"{look}\" office:value-type=\"float\" office:value=\"{number}\">\
                     <text:p>{number}</text:p></table:table-cell>"
                );
            }
            Cell::Text(words) | Cell::Apart(words) | Cell::Web(words, _) | Cell::Inner(words, ..) => self.text(words, look, (rows, 1)),
        }
    }

    /// A text in a cell, or in cells merged to one.
    fn text(&mut self, words: &str, look: &str, (rows, columns): (usize, usize)) {
        let _ = write!(self.0, "<table:table-cell table:style-name=\"{look}\"");
        if (rows, columns) != (1, 1) {
            let _ = write!(self.0, " table:number-columns-spanned=\"{columns}\" table:number-rows-spanned=\"{rows}\"");
        }
        if words.is_empty() {
            self.0.push_str("/>");
        } else {
            self.0.push_str(" office:value-type=\"string\">");
            for line in clean(words).split('\n') {
                let _ = write!(self.0, "<text:p>{}</text:p>", spaced(&escaped(line)));
            }
            self.0.push_str("</table:table-cell>");
        }
        self.covered(columns - 1);
    }

    /// Cells that a merged one covers.
    fn covered(&mut self, columns: usize) {
        self.0.extend(std::iter::repeat_n("<table:covered-table-cell/>", columns));
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Blanks at the ends of a line, and all but the first of several, are lost unless they are said.
fn spaced(line: &str) -> Cow<'_, str> {
    if !line.contains("  ") && !line.starts_with(' ') && !line.ends_with(' ') {
        return Cow::Borrowed(line);
    }
    let mut spaced = String::with_capacity(line.len() + 16);
    let mut rest = line;
    while let Some(at) = rest.find(' ') {
        let (before, blanks) = rest.split_at(at);
        spaced.push_str(before);
        let count = blanks.len() - blanks.trim_start_matches(' ').len();
        let _ = write!(spaced, "<text:s text:c=\"{count}\"/>");
        rest = &blanks[count..];
    }
    spaced.push_str(rest);
    Cow::Owned(spaced)
}
