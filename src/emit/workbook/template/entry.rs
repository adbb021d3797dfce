//! The sheet of one domain: title, heading, a row that shows how, the printed rows, and blank ones below them.

use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, Format, Formula, Note, ProtectionOptions, XlsxError,
};

use super::columns::{self, Column, Holds};
use super::hidden::Codes;
use super::{DomainSheet, Looks, Template};
use crate::model::fields::{Need, Part};
use crate::model::fill_in::{Choice, Claim, EXAMPLE, EXAMPLE_TEXTS, Kind, Row};
use crate::model::item::TICK;
use crate::model::{Field, Tier};
use crate::place::column_letters;

use crate::emit::workbook::formats::{BODY_POINTS, TITLE_POINTS};
use crate::emit::workbook::sheet::{Area, Sheet};
use crate::emit::workbook::table::index;
use crate::emit::workbook::{Written, measure};

/// Rows with borders below the printed ones.
const BLANK_ROWS: u32 = 30;
/// Last row that drop-downs, prompts and colours reach, from 0.
const REACH: u32 = 2_000;
/// First row of the heading, from 0.
const HEADING: u32 = 2;
/// First row of the body.
const BODY: u32 = 4;
/// Height of a heading row, and lowest height of a row of the body, in points.
const LOWEST: f64 = 30.0;
/// A3 in Excel's list of papers.
const A3: u8 = 8;

/// Writes the sheet.
pub(super) fn write(sheet: &mut Sheet<'_>, template: &Template<'_>, domain: &DomainSheet, codes: &Codes) -> Written {
    let looks = Looks::new(sheet.formats);
    let columns = columns::all(template);
    let standard = template.knowledge.channel_names();
    let right = index(columns.len() - 1);
    for (at, column) in (0..).zip(&columns) {
        sheet.width(at, column.width)?;
        // Rows below the bordered ones can be typed into, too.
        sheet.worksheet.set_column_format(at, if column.centred { &looks.entry_centred } else { &looks.entry })?;
    }
    let title = format!("{}（{}填报）", domain.title, template.unit);
    sheet.height(0, measure::height(1, TITLE_POINTS))?;
    sheet.text(Area { top: 0, left: 0, bottom: 0, right }, &title, &looks.title)?;
    sheet.text(Area { top: 1, left: 0, bottom: 1, right }, &format!("编制单位：{}", template.body), &looks.line)?;
    heading(sheet, &columns, &looks)?;
    let last = body(sheet, template, domain, &columns, &looks, &standard)?;
    helps(sheet, &columns, codes)?;
    colours(sheet, template.kind(), &columns)?;
    sheet.worksheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        insert_rows: true,
        delete_rows: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::new()
    });
    let sheet = &mut *sheet.worksheet;
    sheet.set_paper_size(A3).set_landscape().set_margins(0.4, 0.4, 0.55, 0.6, 0.3, 0.3).set_print_fit_to_pages(1, 0);
    sheet.set_footer("&C第&P页 共&N页");
    sheet.set_repeat_rows(HEADING, BODY - 1)?;
    sheet.set_freeze_panes(BODY, 0)?;
    sheet.set_print_area(0, 0, last, right).map(drop)
}

/// Two rows; each heading with what it is for.
fn heading(sheet: &mut Sheet<'_>, columns: &[Column], looks: &Looks) -> Written {
    // Names of channels stand in narrow columns.
    let tallest = columns.iter().filter(|column| column.parent.is_some()).map(|column| text_height(&column.leaf, column.width));
    sheet.height(HEADING, LOWEST)?;
    sheet.height(HEADING + 1, tallest.fold(LOWEST, f64::max))?;
    let look = |column: &Column| if column.need == Need::Required { looks.required.clone() } else { looks.optional.clone() };
    let heads: Vec<Head<'_>> = columns.iter().map(|column| (column.parent, column.leaf.as_str(), look(column))).collect();
    write_heads(sheet, HEADING, &heads)?;
    for (at, column) in columns.iter().enumerate() {
        note(sheet, HEADING + u32::from(column.parent.is_some()), at, &column.prompt)?;
    }
    Ok(())
}

/// A heading: the one merged over it and its neighbours, its own, its look.
pub(super) type Head<'a> = (Option<&'a str>, &'a str, Format);

/// Two rows of headings from a row on; one without a heading over it is merged down.
pub(super) fn write_heads(sheet: &mut Sheet<'_>, top: u32, heads: &[Head<'_>]) -> Written {
    let mut at = 0;
    while at < heads.len() {
        let (parent, leaf, look) = &heads[at];
        let Some(parent) = parent else {
            sheet.text(Area { top, left: index(at), bottom: top + 1, right: index(at) }, leaf, look)?;
            at += 1;
            continue;
        };
        let end = at + heads[at..].iter().take_while(|(next, ..)| *next == Some(parent)).count();
        sheet.text(Area { top, left: index(at), bottom: top, right: index(end - 1) }, parent, look)?;
        for (at, (_, leaf, look)) in (at..end).zip(&heads[at..end]) {
            sheet.text(Area::cell(top + 1, index(at)), leaf, look)?;
        }
        at = end;
    }
    Ok(())
}

fn note(sheet: &mut Sheet<'_>, row: u32, column: usize, words: &str) -> Written {
    let note = Note::new(words).set_author("mulu").add_author_prefix(false).set_width(220).set_height(90);
    sheet.worksheet.insert_note(row, index(column), &note).map(drop)
}

/// The rows; gives the last that has borders.
fn body(
    sheet: &mut Sheet<'_>,
    template: &Template<'_>,
    domain: &DomainSheet,
    columns: &[Column],
    looks: &Looks,
    standard: &[&str],
) -> Result<u32, XlsxError> {
    let example = example(template, standard.len());
    let texts: Vec<String> = columns.iter().map(|column| example_text(column, &example, template.kind(), standard)).collect();
    row(sheet, BODY, columns, &texts, |column| if column.centred { &looks.example_centred } else { &looks.example })?;
    let mut at = BODY;
    for (serial, printed) in (1..).zip(&domain.rows) {
        at += 1;
        let serial = serial.to_string();
        let text = |column: &Column| match column.holds {
            Holds::Answer => template.printed_answer().to_owned(),
            _ => column.text(printed, &serial, standard),
        };
        let texts: Vec<String> = columns.iter().map(text).collect();
        row(sheet, at, columns, &texts, |column| match (column.is_fixed(template.kind()), column.centred) {
            (true, true) => &looks.fixed_centred,
            (true, false) => &looks.fixed,
            (false, true) => &looks.entry_centred,
            (false, false) => &looks.entry,
        })?;
    }
    for _ in 0..BLANK_ROWS {
        at += 1;
        let texts = vec![String::new(); columns.len()];
        row(sheet, at, columns, &texts, |column| if column.centred { &looks.entry_centred } else { &looks.entry })?;
    }
    Ok(at)
}

fn row<'f>(sheet: &mut Sheet<'_>, at: u32, columns: &[Column], texts: &[String], look: impl Fn(&Column) -> &'f Format) -> Written {
    let tallest = columns.iter().zip(texts).map(|(column, text)| text_height(text, column.width)).fold(LOWEST, f64::max);
    sheet.height(at, tallest.min(measure::TALLEST))?;
    for ((number, column), text) in (0..).zip(columns).zip(texts) {
        if text.is_empty() {
            sheet.worksheet.write_blank(at, number, look(column))?;
        } else {
            sheet.text(Area::cell(at, number), text, look(column))?;
        }
    }
    Ok(())
}

fn text_height(text: &str, width: f64) -> f64 {
    measure::height(measure::lines(text, measure::capacity(width, BODY_POINTS)), BODY_POINTS)
}

/// The item of the row that shows how: from the regulation itself, so that nothing in it is made up.
fn example(template: &Template<'_>, channels: usize) -> Row {
    let mut row = Row::new("", channels);
    for (field, text) in EXAMPLE_TEXTS {
        row.set(field, None, text.to_owned());
    }
    row.set(Field::Subject, None, template.body.clone());
    row.set(Field::Audience, Some(Part::Everyone), TICK.to_owned());
    row.set(Field::Method, Some(Part::Active), TICK.to_owned());
    let tier = match template.kind() {
        Kind::Department => Tier::City,
        Kind::Town => Tier::Town,
    };
    row.set(Field::Tiers, Some(Part::Tier(tier)), TICK.to_owned());
    // 政府网站 and 两微一端.
    for at in [0, 2] {
        row.channels[at] = TICK.to_owned();
    }
    row
}

fn example_text(column: &Column, example: &Row, kind: Kind, standard: &[&str]) -> String {
    match (column.holds, kind) {
        (Holds::Answer, Kind::Department) => Choice::Taken.word().to_owned(),
        (Holds::Answer, Kind::Town) => Claim::Claimed.word().to_owned(),
        _ => column.text(example, EXAMPLE, standard),
    }
}

/// What to type, and the words to choose from, over all rows that may be filled in.
fn helps(sheet: &mut Sheet<'_>, columns: &[Column], codes: &Codes) -> Written {
    for (at, column) in (0..).zip(columns) {
        let help = match column.offers.and_then(|offers| codes.range(offers)) {
            None => DataValidation::new().allow_any_value(),
            // A word of one's own may be typed: what is wrong with it, the check says better.
            Some(range) => DataValidation::new()
                .allow_list_formula(Formula::new(range))
                .set_error_style(match column.holds {
                    Holds::Answer => DataValidationErrorStyle::Stop,
                    _ => DataValidationErrorStyle::Information,
                })
                .set_error_title("请核对")?
                .set_error_message(&column.prompt)?,
        };
        let help = help.set_input_title(&column.leaf)?.set_input_message(&column.prompt)?;
        sheet.worksheet.add_data_validation(BODY + 1, at, REACH, at, &help)?;
    }
    Ok(())
}

/// Blank cells that must be filled in are yellow, in rows that need them.
fn colours(sheet: &mut Sheet<'_>, kind: Kind, columns: &[Column]) -> Written {
    let yellow = Format::new().set_background_color(Color::RGB(0x00FF_F2CC));
    let first = BODY + 1;
    let cell = |at: usize| format!("${}{}", column_letters(u32::try_from(at + 1).unwrap_or(1)), first + 1);
    let find = |holds: Holds| columns.iter().position(|column| column.holds == holds).expect("every workbook has this column");
    let (answer, name, group) =
        (cell(find(Holds::Answer)), cell(find(Holds::Text(Field::Name, None))), cell(find(Holds::Text(Field::Group, None))));
    let declined = match kind {
        Kind::Department => Choice::Declined.word(),
        Kind::Town => Claim::NotApplicable.word(),
    };
    let used = format!(r#"AND({name}&{group}<>"",{answer}<>"{declined}")"#);
    let mut paint = |left: usize, right: usize, rule: String| {
        let rule = ConditionalFormatFormula::new().set_rule(Formula::new(format!("={rule}"))).set_format(&yellow);
        sheet.worksheet.add_conditional_format(first, index(left), REACH, index(right), &rule).map(drop)
    };
    let mut at = 0;
    while at < columns.len() {
        let column = &columns[at];
        let end = match column.holds {
            // Ticks of one field stand side by side: one of them is enough.
            Holds::Text(field, Some(_)) => {
                at + columns[at..].iter().take_while(|next| matches!(next.holds, Holds::Text(own, Some(_)) if own == field)).count()
            }
            Holds::Channel(_) => at + columns[at..].iter().take_while(|next| matches!(next.holds, Holds::Channel(_))).count(),
            Holds::Answer | Holds::Reason | Holds::Serial | Holds::Text(..) | Holds::Was(_) | Holds::Number => at + 1,
        };
        let blank = format!("COUNTA({}:{})=0", cell(at), cell(end - 1));
        match column.holds {
            Holds::Answer => paint(at, end - 1, format!(r#"AND({name}&{group}<>"",{blank})"#))?,
            Holds::Reason => {
                let answers = match kind {
                    Kind::Department => vec![Choice::Declined.word()],
                    Kind::Town => vec![Claim::Changed.word(), Claim::NotApplicable.word()],
                };
                let asked = answers.iter().map(|word| format!(r#"{answer}="{word}""#)).collect::<Vec<_>>().join(",");
                paint(at, end - 1, format!("AND(OR({asked}),{blank})"))?;
            }
            _ if column.need == Need::Required => paint(at, end - 1, format!("AND({used},{blank})"))?,
            _ => {}
        }
        at = end;
    }
    Ok(())
}
