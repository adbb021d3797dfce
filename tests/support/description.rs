//! A workbook described in readable text, and the workbook made of it: rows of cells between `|`, merges drawn where they are.
//!
//! A line is a row, an empty line an empty row. In a cell: `<` is one cell with the cell to its left, `^` with the cell above, `⏎`
//! is a line end, a whole number is a number (`'1` is the text 1), `\` keeps the next character from meaning anything.
//! Lines that begin with `@` say what no cell holds:
//!
//! | line | meaning |
//! | --- | --- |
//! | `@file 社会救助.xlsx` | the name it is handed in under (else the folder's) |
//! | `@sheet 名称`, `@hidden-sheet 名称` | begins a sheet |
//! | `@row 200` | the next line is row 200 |
//! | `@styled 52` | as many blank rows with borders |
//! | `@hide-rows 7 8`, `@hide-columns C D` | from, to |
//! | `@link B5 https://…` | an address behind a cell |
//! | `@formula F6 A1&B1` | a formula behind a value |
//! | `@rich C5` | the cell is written in two fonts |
//! | `@number C5 2.5` | a number that is not whole |
//! | `@# …` | a remark |

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, FormatBorder, Formula, Workbook, Worksheet};

/// A described workbook.
pub(crate) struct Description {
    /// Name it is handed in under.
    pub(crate) file: String,
    sheets: Vec<Sheet>,
}

#[derive(Default)]
struct Sheet {
    name: String,
    hidden: bool,
    /// Row and column from 0.
    cells: BTreeMap<(u32, u16), Drawn>,
    /// Rows with borders and nothing else.
    styled: Vec<u32>,
    /// Word and arguments of every other line.
    orders: Vec<(String, String)>,
}

enum Drawn {
    Text(String),
    Left,
    Above,
}

impl Description {
    /// Reads a description; `name` is the folder's.
    pub(crate) fn read(text: &str, name: &str) -> Self {
        let mut description = Self { file: format!("{name}.xlsx"), sheets: Vec::new() };
        let mut row = 0;
        for line in text.lines() {
            let Some(order) = line.strip_prefix('@') else {
                let sheet = description.sheets.last_mut().expect("a row follows @sheet");
                for (column, cell) in (0..).zip(cells(line)) {
                    sheet.cells.extend(drawn(&cell).map(|drawn| ((row, column), drawn)));
                }
                row += 1;
                continue;
            };
            let (word, rest) = order.split_once(' ').unwrap_or((order, ""));
            match word {
                "file" => rest.clone_into(&mut description.file),
                "sheet" | "hidden-sheet" => {
                    description.sheets.push(Sheet { name: rest.to_owned(), hidden: word == "hidden-sheet", ..Sheet::default() });
                    row = 0;
                }
                "row" => row = number(rest) - 1,
                "styled" => {
                    let sheet = description.sheets.last_mut().expect("a row follows @sheet");
                    sheet.styled.extend(row..row + number(rest));
                    row += number(rest);
                }
                "#" => {}
                _ => description.sheets.last_mut().expect("an order follows @sheet").orders.push((word.to_owned(), rest.to_owned())),
            }
        }
        description
    }

    /// The workbook.
    pub(crate) fn workbook(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        for sheet in &self.sheets {
            let page = book.add_worksheet();
            page.set_name(&sheet.name).unwrap().set_hidden(sheet.hidden);
            sheet.write(page);
        }
        book.save_to_buffer().unwrap()
    }
}

impl Sheet {
    fn write(&self, page: &mut Worksheet) {
        let border = Format::new().set_border(FormatBorder::Thin);
        for (&(row, column), drawn) in &self.cells {
            let Drawn::Text(text) = drawn else { continue };
            let (bottom, right) = self.end(row, column);
            if (bottom, right) != (row, column) {
                page.merge_range(row, column, bottom, right, "", &border).unwrap();
            }
            let formula = self.order("formula", row, column);
            let link = self.order("link", row, column);
            if let Some(formula) = formula {
                page.write_formula(row, column, Formula::new(formula).set_result(text)).unwrap();
            } else if let Some(link) = link {
                page.write_url_with_text(row, column, link, text).unwrap();
            } else if self.order("rich", row, column).is_some() {
                let (plain, bold) = (Format::default(), Format::new().set_bold());
                let middle = text.char_indices().nth(text.chars().count() / 2).unwrap().0;
                page.write_rich_string(row, column, &[(&plain, &text[..middle]), (&bold, &text[middle..])]).unwrap();
            } else if let Some(text) = text.strip_prefix('\'') {
                page.write_string(row, column, text).unwrap();
            } else if is_whole(text) {
                page.write_number_with_format(row, column, text.parse::<u32>().unwrap(), &border).unwrap();
            } else {
                page.write_string_with_format(row, column, text, &border).unwrap();
            }
        }
        let width = self.cells.keys().map(|(_, column)| *column).max().unwrap_or(0);
        for row in &self.styled {
            for column in 0..=width {
                page.write_blank(*row, column, &border).unwrap();
            }
        }
        for (word, rest) in &self.orders {
            let (first, second) = rest.split_once(' ').unwrap_or((rest, rest));
            match word.as_str() {
                "hide-rows" => (number(first) - 1..number(second)).for_each(|row| {
                    page.set_row_hidden(row).unwrap();
                }),
                "hide-columns" => (address(first).1..=address(second).1).for_each(|column| {
                    page.set_column_hidden(column).unwrap();
                }),
                "number" => {
                    let (row, column) = address(first);
                    page.write_number(row, column, second.parse::<f64>().unwrap()).unwrap();
                }
                "formula" | "link" | "rich" => {}
                _ => panic!("there is no order @{word}"),
            }
        }
    }

    /// What an order says of a cell.
    fn order(&self, word: &str, row: u32, column: u16) -> Option<&str> {
        let rest = self.orders.iter().filter(|(order, _)| order == word).map(|(_, rest)| rest.split_once(' ').unwrap_or((rest, "")));
        rest.filter(|(cell, _)| address(cell) == (row, column)).map(|(_, rest)| rest).next()
    }

    /// Last row and column of the merged range a cell begins.
    fn end(&self, row: u32, column: u16) -> (u32, u16) {
        let is = |row, column, wanted: fn(&Drawn) -> bool| self.cells.get(&(row, column)).is_some_and(wanted);
        let right = (column + 1..).take_while(|next| is(row, *next, |drawn| matches!(drawn, Drawn::Left))).last().unwrap_or(column);
        let bottom = (row + 1..).take_while(|next| is(*next, column, |drawn| matches!(drawn, Drawn::Above))).last().unwrap_or(row);
        (bottom, right)
    }
}

/// The cells of a line.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        let cell = cells.last_mut().expect("one stands there");
        match letter {
            '|' => cells.push(String::new()),
            '\\' => cell.extend(['\\', letters.next().expect("something follows \\")]),
            letter => cell.push(letter),
        }
    }
    cells
}

fn drawn(cell: &str) -> Option<Drawn> {
    match cell.trim() {
        "" => None,
        "<" => Some(Drawn::Left),
        "^" => Some(Drawn::Above),
        text => Some(Drawn::Text(text.replace('⏎', "\n").replace('\\', ""))),
    }
}

fn is_whole(text: &str) -> bool {
    text.len() < 10 && text.parse::<u32>().is_ok_and(|number| number.to_string() == text)
}

fn number(text: &str) -> u32 {
    text.parse().unwrap_or_else(|_| panic!("{text:?} is no number"))
}

/// Row and column of `B7` or of `B`, from 0.
fn address(text: &str) -> (u32, u16) {
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let column = text.bytes().take(letters).fold(0, |column, letter| column * 26 + u16::from(letter - b'A') + 1) - 1;
    (text[letters..].parse::<u32>().map_or(0, |row| row - 1), column)
}
