//! Walks a sheet from top to bottom and takes it apart into tables: lines above, heading, rows, lines below.

use super::body::Open;
use super::card;
use super::heading::{self, Under, Words};
use super::line::{Kind, Line, is_number_row, kind_of, title_key};
use super::sheet::Sheet;
use super::{Table, Vocabulary, noted};
use crate::diagnostic::Diagnostics;
use crate::place::{Located, Place};
use crate::read::Grid;

/// How many filled cells make a row look like a table's.
const TABLE_CELLS: usize = 4;

/// The tables of a sheet. A sheet that looks like a table but has no heading is reported.
pub fn find(grid: Grid, vocabulary: &Vocabulary, diagnostics: &mut Diagnostics) -> Vec<Table> {
    let words = Words::new(vocabulary);
    let mut sheet = Sheet::new(grid);
    let mut walk = Walk { tables: Vec::new(), open: None, pending: Vec::new(), unclaimed: Vec::new() };
    let (mut index, mut no_card_before) = (0, 0);
    while index < sheet.rows.len() {
        if index >= no_card_before {
            match card::at(&sheet, index, &words, || walk.lines()) {
                Ok(cards) => {
                    index = sheet.rows.partition_point(|row| row.number <= cards.bottom);
                    walk.cards(&sheet, cards.tables);
                    continue;
                }
                Err(next) => no_card_before = next,
            }
        }
        let under = match &walk.open {
            Some(open) if !walk.pending.iter().any(Line::is_title) => Under::Table(&open.words),
            Some(_) | None => Under::Title,
        };
        if let Some(found) = heading::at(&sheet, index, &words, under) {
            let bottom = found.bottom;
            walk.heading(&sheet, found, &words);
            while sheet.rows.get(index).is_some_and(|row| row.number <= bottom) {
                index += 1;
            }
            index += usize::from(sheet.rows.get(index).is_some_and(is_number_row));
        } else {
            walk.row(&mut sheet, index);
            index += 1;
        }
    }
    walk.close(&sheet);
    walk.keep_rest(&sheet);
    if walk.unclaimed.len() >= 2 {
        diagnostics.push(noted::no_heading(&sheet, &walk.unclaimed, vocabulary));
    }
    for table in &walk.tables {
        noted::hidden(&sheet, table, diagnostics);
        noted::formulas(&sheet, table, diagnostics);
    }
    walk.tables
}

/// What was found so far.
struct Walk {
    tables: Vec<Table>,
    open: Option<Open>,
    /// Lines since the last row of a table: notes of it, or the title of the next.
    pending: Vec<Line>,
    /// Rows that look like a table's but stand under no heading: place and text.
    unclaimed: Vec<(Place, String)>,
}

impl Walk {
    fn heading(&mut self, sheet: &Sheet, found: heading::Heading, words: &Words<'_>) {
        let repeated = self.open.as_ref().is_some_and(|open| open.signature == found.signature);
        if repeated {
            self.drop_repeated_title();
        }
        let title = self.title_of_next();
        if repeated && title.is_none() {
            // A heading repeated on a later page; notes between stay where they are.
            self.keep_pending(sheet);
            return;
        }
        let above = self.above(sheet);
        self.open = Some(Open::new(sheet, found, above, words));
    }

    /// Cards end the table before them; the lines over the first are theirs.
    fn cards(&mut self, sheet: &Sheet, mut tables: Vec<Table>) {
        let above = self.above(sheet);
        if let Some(first) = tables.first_mut() {
            first.above = above;
        }
        self.tables.append(&mut tables);
    }

    /// Ends the open table and gives the lines that belong to the next one.
    fn above(&mut self, sheet: &Sheet) -> Vec<Located<String>> {
        let title = self.title_of_next();
        let above = if self.open.is_some() {
            self.pending.split_off(title.unwrap_or(self.pending.len()))
        } else {
            std::mem::take(&mut self.pending)
        };
        self.close(sheet);
        above.into_iter().flat_map(|line| line.texts(sheet)).collect()
    }

    /// The words of the lines since the last table.
    fn lines(&self) -> Vec<&str> {
        self.pending.iter().flat_map(|line| &line.cells).map(|(_, text)| text.as_str()).collect()
    }

    /// What stands under the last cards are their notes.
    fn keep_rest(&mut self, sheet: &Sheet) {
        if let Some(last) = self.tables.last_mut() {
            last.below.extend(self.pending.drain(..).flat_map(|line| line.texts(sheet)));
        }
    }

    /// A printed page repeats the title with the heading: neither says anything new. Where one line of it is new, it is the
    /// title of another table.
    fn drop_repeated_title(&mut self) {
        let Some(open) = &self.open else { return };
        let known: Vec<String> = open.table.above.iter().map(|line| title_key(&line.value)).collect();
        let is_known = |line: &Line| line.cells.iter().all(|(_, text)| known.contains(&title_key(text)));
        if self.pending.iter().filter(|line| line.is_title()).all(is_known) {
            self.pending.retain(|line| !line.is_title());
        }
    }

    /// Where the lines of the next table begin: notes stand right under a table, a title behind a blank row. Where no
    /// blank row tells them apart, the first line that may be a title is one.
    fn title_of_next(&self) -> Option<usize> {
        let above = self.open.as_ref().map_or(0, Open::last_row);
        let before = std::iter::once(above).chain(self.pending.iter().map(|line| line.number));
        let behind_blank = self.pending.iter().zip(before).position(|(line, before)| line.is_title() && line.number > before + 1);
        // A blank row may also stand between a title and 编制单位.
        let above = behind_blank.filter(|at| self.pending[*at].is_about_whom()).map_or(&[][..], |at| &self.pending[..at]);
        let title = above.iter().position(Line::names_a_list).or(behind_blank);
        title.or_else(|| self.pending.iter().position(Line::is_title))
    }

    fn row(&mut self, sheet: &mut Sheet, index: usize) {
        let row = &sheet.rows[index];
        let kind = match &self.open {
            Some(open) => kind_of(sheet, row, open),
            None => {
                if row.cells.len() >= TABLE_CELLS {
                    self.unclaimed.push((sheet.place(row.number, row.cells[0].0), noted::row(row)));
                }
                Kind::Unit
            }
        };
        let number = row.number;
        let cells = std::mem::take(&mut sheet.rows[index].cells);
        if kind != Kind::Row {
            self.pending.push(Line { kind, number, cells });
            return;
        }
        self.keep_pending(sheet);
        if let Some(open) = &mut self.open {
            open.push(sheet, number, cells);
        }
    }

    /// Rows follow, so the lines before them stand within the table.
    fn keep_pending(&mut self, sheet: &Sheet) {
        let Some(open) = &mut self.open else { return };
        for line in self.pending.drain(..) {
            match line.kind {
                Kind::Row | Kind::Single => open.push(sheet, line.number, line.cells),
                Kind::Spanning | Kind::Unit | Kind::Note => line.texts(sheet).into_iter().for_each(|text| open.section(text)),
            }
        }
    }

    /// Ends the table: what stands below it are its notes.
    fn close(&mut self, sheet: &Sheet) {
        let Some(open) = self.open.take() else { return };
        let mut table = open.table;
        table.below = self.pending.drain(..).flat_map(|line| line.texts(sheet)).collect();
        self.tables.push(table);
    }
}
