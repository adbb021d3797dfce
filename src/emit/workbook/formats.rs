//! How cells look. A workbook can name one font a cell and embed none, so it names what an office sets documents in (GB/T 9704-2012):
//! 方正小标宋简体, 黑体, 仿宋_GB2312 and 楷体_GB2312. A machine without them takes a font of its own for the character set that is named
//! beside them, and that must be a Chinese one.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

/// GB2312 in the list of character sets.
const CHINESE: u8 = 134;

/// 方正小标宋: titles.
const TITLE_FONT: &str = "方正小标宋简体";
/// 黑体: headings.
const HEADING_FONT: &str = "黑体";
/// 仿宋: the text.
const BODY_FONT: &str = "仿宋_GB2312";
/// Type size whose digits are seven pixels wide in Verdana and in `DejaVu`.
const RULER_POINTS: f64 = 8.25;
/// 楷体: the remarks under the title of a cover.
const REMARK_FONT: &str = "楷体_GB2312";
/// Type size of a cover's title, in points (一号).
pub(super) const COVER_TITLE_POINTS: f64 = 26.0;
/// Type size of a cover's remarks, in points (三号).
pub(super) const COVER_REMARK_POINTS: f64 = 16.0;
/// Type size of a cover's other lines, in points (四号).
pub(super) const COVER_POINTS: f64 = 14.0;
/// Type size of a title, in points.
pub(super) const TITLE_POINTS: f64 = 18.0;
/// Type size of headings and text, in points (五号).
pub(super) const BODY_POINTS: f64 = 10.5;

/// Every look a workbook uses, made once a workbook.
#[derive(Debug)]
pub(super) struct Formats {
    /// The title over a table.
    pub(super) title: Format,
    /// Lines over and under a table.
    pub(super) line: Format,
    /// A cell of the heading.
    pub(super) heading: Format,
    /// The cover.
    pub(super) cover: Cover,
    /// Cells of the body.
    pub(super) body: Body,
    /// Cells of a row that goes over pages: at the top, where its first page shows them.
    pub(super) tall: Body,
    /// Heading of the flat sheet.
    pub(super) flat_heading: Format,
    /// A cell of the flat sheet.
    pub(super) flat: Format,
    /// What leads somewhere, beside a table; it is not printed.
    pub(super) beside: Format,
    /// A blank cell that nobody sees.
    pub(super) end: Format,
}

/// How a cover looks.
#[derive(Debug)]
pub(super) struct Cover {
    /// What stands in the corner.
    pub(super) mark: Format,
    /// The title.
    pub(super) title: Format,
    /// Remarks under it.
    pub(super) remark: Format,
    /// Edition, office, and where to sign.
    pub(super) line: Format,
}

impl Cover {
    fn new() -> Self {
        let line = |font, points| named(font, points).set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter).set_text_wrap();
        Self {
            mark: named(HEADING_FONT, COVER_REMARK_POINTS).set_align(FormatAlign::Top),
            title: line(TITLE_FONT, COVER_TITLE_POINTS),
            remark: line(REMARK_FONT, COVER_REMARK_POINTS),
            line: line(BODY_FONT, COVER_POINTS),
        }
    }
}

/// How the cells of a row look.
#[derive(Debug)]
pub(super) struct Body {
    /// Short words, ticks and numbers.
    pub(super) centred: Format,
    /// Running text.
    pub(super) running: Format,
    /// A short word that leads somewhere.
    pub(super) link: Format,
}

impl Body {
    fn new(cell: &Format, align: FormatAlign) -> Self {
        let running = cell.clone().set_align(align);
        let centred = running.clone().set_align(FormatAlign::Center);
        let link = linked(&centred);
        Self { centred, running, link }
    }
}

/// What cells without a look have. No text of ours is set in it, but widths of columns are counted in its digits, and pages are planned
/// by those widths: Verdana is on every Windows and Mac, and the font that stands in for it elsewhere (`DejaVu`) was drawn to its widths,
/// while most other fonts are replaced by one a quarter wider.
pub(super) fn ruler() -> Format {
    Format::new().set_font_name("Verdana").set_font_size(RULER_POINTS)
}

/// A font of a size, with the character set by which a machine without it chooses another.
fn named(font: &str, points: f64) -> Format {
    Format::new().set_font_name(font).set_font_charset(CHINESE).set_font_size(points)
}

/// Blue and underlined, as what leads somewhere.
fn linked(format: &Format) -> Format {
    format.clone().set_underline(FormatUnderline::Single).set_font_color(Color::RGB(0x0005_63C1))
}

impl Formats {
    /// All of them.
    pub(super) fn new() -> Self {
        let body = named(BODY_FONT, BODY_POINTS).set_align(FormatAlign::VerticalCenter);
        let cell = body.clone().set_text_wrap().set_border(FormatBorder::Thin);
        let heading = cell.clone().set_align(FormatAlign::Center).set_font_name(HEADING_FONT);
        Self {
            title: named(TITLE_FONT, TITLE_POINTS).set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter).set_text_wrap(),
            line: body.clone().set_text_wrap(),
            heading: heading.clone(),
            cover: Cover::new(),
            body: Body::new(&cell, FormatAlign::VerticalCenter),
            tall: Body::new(&cell, FormatAlign::Top),
            flat_heading: heading.set_background_color(Color::RGB(0x00F2_F2F2)),
            // The flat sheet is sorted and filtered, so its rows are a line high and show how each text begins.
            flat: body.clone().set_text_wrap().set_align(FormatAlign::Top),
            beside: linked(&body),
            end: body,
        }
    }
}
