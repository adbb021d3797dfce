//! 封面: whose catalog it is, of which edition and day, who made it, and where it is signed. Prints on one page. What nobody said is
//! left to be written in by hand, never made up.

use rust_xlsxwriter::Format;

use crate::emit::{Publication, State};

use super::paper::Paper;
use super::sheet::{Area, Page, Sheet};
use super::{Written, formats, measure, wording};

/// What the sheet is called.
pub(super) const SHEET: &str = "封面";

/// Width of the one column, in Excel's units: that of an upright page between its margins.
const WIDTH: f64 = 82.0;

/// Writes the sheet; `title` is that of the workbook, `office` who made it.
pub(super) fn write(sheet: &mut Sheet<'_>, publication: Publication<'_>, title: &str, office: Option<&str>) -> Written {
    sheet.width(0, WIDTH)?;
    let remark = wording::remark(title);
    let stem = &title[..title.trim_end().len() - remark.len()];
    let looks = &sheet.formats.cover;
    // Where a document bears its classification: what everybody must know before reading on.
    let mark = if publication.state == State::Draft { "草稿：未经审核，不得对外发布" } else { "" };
    sheet.height(0, 120.0)?;
    sheet.text(Area::cell(0, 0), mark, &looks.mark)?;
    let mut row = 1;
    row = line(sheet, row, stem, (&looks.title, formats::COVER_TITLE_POINTS))?;
    for remark in remarks(remark) {
        row = line(sheet, row, remark, (&looks.remark, formats::COVER_REMARK_POINTS))?;
    }
    row = gap(sheet, row, 180.0)?;
    for words in about(publication, office) {
        row = line(sheet, row, &words, (&looks.line, formats::COVER_POINTS))?;
    }
    row = gap(sheet, row, 40.0)?;
    row = line(sheet, row, &signed(publication), (&looks.line, formats::COVER_POINTS))?;
    sheet.page(Page { paper: Paper::Portrait, repeated: None, frozen: 0, bottom: row - 1, right: 0 })?;
    sheet.one_page();
    Ok(())
}

/// `（2020年版）（示例数据，非官方发布）` as two.
fn remarks(words: &str) -> Vec<&str> {
    let mut remarks = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (at, c) in words.char_indices() {
        match c {
            '（' => depth += 1,
            '）' => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            let end = at + c.len_utf8();
            remarks.push(&words[start..end]);
            start = end;
        }
    }
    remarks
}

/// Edition, day and office.
fn about(publication: Publication<'_>, office: Option<&str>) -> Vec<String> {
    let edition = &publication.project.edition;
    let mut about = vec![format!("版本：{}", edition.id)];
    if let Some(date) = &edition.as_of {
        about.push(format!("基准日期：{}", wording::day(date.value)));
    }
    about.push(format!("编制单位：{}", office.unwrap_or("________________")));
    about
}

/// Who approved it, or where to sign.
fn signed(publication: Publication<'_>) -> String {
    match &publication.project.edition.approved_by {
        Some(approved) => format!("批准：{approved}"),
        None => "编制人：________　审核人：________　日期：________".to_owned(),
    }
}

/// Blank paper of a height in points; gives the next row.
fn gap(sheet: &mut Sheet<'_>, row: u32, points: f64) -> Result<u32, rust_xlsxwriter::XlsxError> {
    sheet.height(row, points)?;
    sheet.text(Area::cell(row, 0), "", &sheet.formats.cover.line)?;
    Ok(row + 1)
}

/// A line; gives the next row.
fn line(sheet: &mut Sheet<'_>, row: u32, words: &str, (format, points): (&Format, f64)) -> Result<u32, rust_xlsxwriter::XlsxError> {
    let lines = measure::lines(words, measure::capacity(WIDTH, points));
    sheet.height(row, measure::height(lines, points).min(measure::TALLEST))?;
    sheet.text(Area::cell(row, 0), words, format)?;
    Ok(row + 1)
}

#[cfg(test)]
mod tests {
    use super::remarks;

    #[test]
    fn remarks_stand_on_a_line_each() {
        assert_eq!(remarks("（2020年版）（示例数据，非官方发布）"), ["（2020年版）", "（示例数据，非官方发布）"]);
        assert_eq!(remarks("（含（二））"), ["（含（二））"]);
        assert_eq!(remarks(""), Vec::<&str>::new());
    }
}
