//! How cells look. Fonts are named as an office has them (GB/T 9704 families) and never embedded: a machine without them shows its own.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

/// 方正小标宋: titles.
const TITLE_FONT: &str = "方正小标宋简体";
/// 黑体: headings.
const HEADING_FONT: &str = "黑体";
/// 仿宋: the text.
const BODY_FONT: &str = "仿宋_GB2312";
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
    /// Cells of the body.
    pub(super) body: Body,
    /// Cells of a row that goes over pages: at the top, where its first page shows them.
    pub(super) tall: Body,
    /// Heading of the flat sheet.
    pub(super) flat_heading: Format,
    /// A cell of the flat sheet.
    pub(super) flat: Format,
    /// A blank cell that nobody sees.
    pub(super) end: Format,
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
        let link = centred.clone().set_underline(FormatUnderline::Single).set_font_color(Color::RGB(0x0005_63C1));
        Self { centred, running, link }
    }
}

impl Formats {
    /// All of them.
    pub(super) fn new() -> Self {
        let body = Format::new().set_font_name(BODY_FONT).set_font_size(BODY_POINTS).set_align(FormatAlign::VerticalCenter);
        let cell = body.clone().set_text_wrap().set_border(FormatBorder::Thin);
        let heading = cell.clone().set_align(FormatAlign::Center).set_font_name(HEADING_FONT);
        Self {
            title: Format::new()
                .set_font_name(TITLE_FONT)
                .set_font_size(TITLE_POINTS)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            line: body.clone().set_text_wrap(),
            heading: heading.clone(),
            body: Body::new(&cell, FormatAlign::VerticalCenter),
            tall: Body::new(&cell, FormatAlign::Top),
            flat_heading: heading.set_background_color(Color::RGB(0x00F2_F2F2)),
            // Not wrapped: the flat sheet is sorted and filtered, a line a row.
            flat: body.clone(),
            end: body,
        }
    }
}
