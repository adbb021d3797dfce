//! Shows every text of a file to the checks of texts, right after the file was read and before lists are made of it: cells of every
//! sheet, comments, addresses, properties, names, every line of a YAML file. Judges nothing, copies nothing.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;

use crate::diagnostic::Diagnostics;
use crate::place::{At, Origin, Place};
use crate::read::{Contents, Further, FurtherKind, Grid, GridRow, Input, Visibility, without_our_note};
use crate::rules::{Around, TextContext, TextKind};

mod yaml;

/// Longest text that is taken for a heading, in bytes.
const HEADING_BYTES: usize = 60;

/// Rows of a sheet from which on they are looked at side by side; fewer are done sooner than handed out.
const LONG: usize = 2_000;

/// Shows the texts of a file.
pub(super) fn check(input: &Input, diagnostics: &mut Diagnostics) {
    let file = Place::file(input.path.as_str());
    let name = input.path.rsplit('/').next().unwrap_or_default();
    show(name, TextKind::FileName, &Spot::plain(&file), diagnostics);
    match &input.contents {
        // What an earlier run found is no fault of the file.
        Contents::Grids(grids) => grids.iter().filter(|grid| !grid.is_findings()).for_each(|grid| sheet(grid, diagnostics)),
        Contents::Trees(_) | Contents::Nothing => {}
    }
    if let Some(text) = &input.text {
        let trees = if let Contents::Trees(trees) = &input.contents { trees.as_slice() } else { &[] };
        yaml::check(text, trees, &file.origin, diagnostics);
    }
    let hidden: Vec<&Arc<Origin>> = match &input.contents {
        Contents::Grids(grids) => grids.iter().filter(|grid| grid.visibility == Visibility::Hidden).map(|grid| &grid.origin).collect(),
        Contents::Trees(_) | Contents::Nothing => Vec::new(),
    };
    for Further { place, kind, text } in &input.further {
        let is_hidden = hidden.iter().any(|origin| Arc::ptr_eq(origin, &place.origin));
        let text = if *kind == FurtherKind::Comment { without_our_note(text) } else { text };
        show(text, kind_of(kind), &Spot { place, is_hidden }, diagnostics);
    }
}

fn kind_of(kind: &FurtherKind) -> TextKind<'_> {
    match kind {
        FurtherKind::Comment => TextKind::Comment,
        FurtherKind::Link => TextKind::Link,
        FurtherKind::Shape => TextKind::Shape,
        FurtherKind::Property(name) => TextKind::Property(name),
        FurtherKind::Change => TextKind::Change,
    }
}

fn show(text: &str, kind: TextKind<'_>, around: &dyn Around, diagnostics: &mut Diagnostics) {
    crate::check::text(&TextContext { text, kind, around }, diagnostics);
}

/// A place that nothing stands around.
struct Spot<'a> {
    place: &'a Place,
    is_hidden: bool,
}

impl<'a> Spot<'a> {
    fn plain(place: &'a Place) -> Self {
        Self { place, is_hidden: false }
    }
}

impl Around for Spot<'_> {
    fn place(&self) -> Place {
        self.place.clone()
    }

    fn heading(&self, _: fn(&str) -> bool) -> Option<String> {
        None
    }

    fn is_hidden(&self) -> bool {
        self.is_hidden
    }
}

fn sheet(grid: &Grid, diagnostics: &mut Diagnostics) {
    let whole = Place { origin: Arc::clone(&grid.origin), at: At::Whole };
    let is_hidden = grid.visibility == Visibility::Hidden;
    if let Some(name) = whole.sheet() {
        show(name, TextKind::SheetName, &Spot { place: &whole, is_hidden }, diagnostics);
    }
    let of_rows = |rows: &[GridRow]| {
        let (headings, mut found) = (RefCell::default(), Diagnostics::default());
        for row in rows {
            for (column, text) in &row.cells {
                show(text, TextKind::Value, &Cell { grid, row, column: *column, headings: &headings }, &mut found);
            }
        }
        found
    };
    if grid.rows.len() < LONG {
        diagnostics.append(of_rows(&grid.rows));
    } else {
        let found: Vec<Diagnostics> = grid.rows.par_chunks(LONG / 2).map(of_rows).collect();
        found.into_iter().for_each(|found| diagnostics.append(found));
    }
    for (row, column, address) in &grid.beside.links {
        let place = Place::cell(&grid.origin, *row, *column);
        show(address, TextKind::Link, &Spot { place: &place, is_hidden }, diagnostics);
    }
}

/// A cell of a grid.
struct Cell<'a> {
    grid: &'a Grid,
    row: &'a GridRow,
    column: u32,
    headings: &'a RefCell<Headings>,
}

/// The last heading seen over each column, and up to which row it was looked for: no row is looked at twice.
type Headings = BTreeMap<u32, (usize, Option<String>)>;

impl Around for Cell<'_> {
    fn place(&self) -> Place {
        Place::cell(&self.grid.origin, self.row.number, self.column)
    }

    /// In a card the heading stands in the cell before, else over the column.
    fn heading(&self, is_heading: fn(&str) -> bool) -> Option<String> {
        let is_heading = |text: &str| text.len() <= HEADING_BYTES && is_heading(text);
        let before = self.row.cells.partition_point(|(column, _)| *column < self.column).checked_sub(1);
        if let Some((_, text)) = before.map(|at| &self.row.cells[at])
            && is_heading(text)
        {
            return Some(text.clone());
        }
        let rows = &self.grid.rows;
        let this = rows.partition_point(|row| row.number < self.row.number);
        let mut headings = self.headings.borrow_mut();
        let (seen, heading) = headings.entry(self.column).or_default();
        for row in rows.get(*seen..this).unwrap_or_default() {
            let at = row.cells.binary_search_by_key(&self.column, |(column, _)| *column);
            if let Some((_, text)) = at.ok().map(|at| &row.cells[at])
                && is_heading(text)
            {
                *heading = Some(text.clone());
            }
        }
        *seen = this.max(*seen);
        heading.clone()
    }

    fn is_hidden(&self) -> bool {
        // Ranges stand in their order in every file a program wrote.
        let within = |ranges: &[(u32, u32)], number: u32| {
            let after = ranges.partition_point(|(first, _)| *first <= number);
            after.checked_sub(1).is_some_and(|at| ranges[at].1 >= number)
        };
        self.grid.visibility == Visibility::Hidden
            || within(&self.grid.beside.hidden_rows, self.row.number)
            || within(&self.grid.beside.hidden_columns, self.column)
    }
}
