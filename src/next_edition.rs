//! `init --from`: the project of the next edition, prefilled from the catalogs of an edition: its settings, a workbook a department and
//! kind of list, and what each town said, every change held against the value the city has now. Judges nothing.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use jiff::civil::Date;

use crate::diagnostic::Diagnostics;
use crate::emit::list_workbook;
use crate::emit::workbook::names::file_stems;
use crate::inputs;
use crate::inputs::previous::edition::{Edition, FILE};
use crate::inputs::previous::node::{of, text};
use crate::model::{List, ListKind};
use crate::read::{Choice, Contents, read_bytes};
use crate::rule::Severity;
use crate::words::say;
use crate::write::WriteError;
use crate::{Trouble, knowledge, project};

mod settings;
mod town;

/// A project to be written.
#[derive(Debug)]
pub struct NextEdition {
    /// Its files, by path below its folder.
    pub files: Vec<(String, Vec<u8>)>,
    /// Name of the city.
    pub city: String,
    /// Id of the edition it was made from.
    pub former: String,
    /// Id of the edition to be.
    pub edition: String,
    /// Workbooks of departments.
    pub lists: usize,
    /// Items in them; one that several departments have counts once a department.
    pub items: usize,
    /// Files of towns.
    pub towns: usize,
}

/// Prefills the next edition from the folder that `build` wrote; `day` is the day it is of.
///
/// # Errors
/// When the folder does not hold the catalogs of an edition, or a text fits no cell.
pub fn next_edition(out: &Path, day: Date) -> Result<NextEdition, Trouble> {
    // What is not as it was written is refused before anything of it is used.
    let path = out.join("data").join(FILE);
    if path.is_file() {
        inputs::edition::read(&path).map_err(|why| Trouble::UnusablePrevious { path, why })?;
    }
    let edition = Edition::read(out)?;
    let settings = settings::Settings::of(edition.node(), day);
    let towns: Vec<(String, town::File)> =
        settings.reported.iter().map(|town| (town.clone(), town::of_town(edition.node(), town))).collect();
    let permits = towns.iter().flat_map(|(_, file)| &file.permits).cloned().collect();
    let yaml = settings.print(permits);

    let mut found = Diagnostics::default();
    let input = read_bytes(yaml.clone().into_bytes(), "mulu.yaml", Choice::default(), &mut found);
    let Contents::Trees(trees) = input.contents else { unreachable!("YAML is read as trees") };
    let project = trees.first().and_then(|tree| project::parse(tree, knowledge::load(), &mut found));
    let Some(project) = project.filter(|_| !found.iter().any(|found| found.severity == Severity::Error)) else {
        // Somebody has written the file by hand: a town without a name, a kind of place there is not.
        let why = found.sorted().into_iter().map(|found| found.message).next();
        let path = out.join("data").join(FILE);
        return Err(Trouble::UnusablePrevious {
            path, why: why.unwrap_or_else(|| say!("里面的设置不完整", "its settings are not whole"))
        });
    };

    let (mut files, mut items) = (vec![("mulu.yaml".to_owned(), yaml.into_bytes())], 0);
    let mut books: Vec<(String, Vec<List>)> = Vec::new();
    for department in &project.departments {
        let name = &department.name.value;
        let lists = edition.lists(name, &project);
        let kinds: BTreeSet<Option<ListKind>> = lists.iter().map(|list| list.kind).collect();
        for kind in kinds {
            let stem = kind.map_or_else(|| name.clone(), |kind| format!("{name}-{}", kind.word_zh()));
            books.push((stem, lists.iter().filter(|list| list.kind == kind).cloned().collect()));
        }
    }
    let stems = file_stems(books.iter().map(|(stem, _)| stem.as_str()));
    let count = books.len();
    for (stem, (_, lists)) in stems.into_iter().zip(&books) {
        let path = format!("lists/{stem}.xlsx");
        items += lists.iter().map(|list| list.items.len()).sum::<usize>();
        let bytes = list_workbook::make(lists).map_err(|error: io::Error| Trouble::Write(WriteError::io(Path::new(&path), error)))?;
        files.push((path, bytes));
    }
    let said: Vec<&(String, town::File)> = towns.iter().filter(|(_, file)| !file.is_empty()).collect();
    let stems = file_stems(said.iter().map(|(name, _)| name.as_str()));
    files.extend(stems.into_iter().zip(&said).map(|(stem, (_, file))| (format!("towns/{stem}.yaml"), file.text.clone().into_bytes())));

    let former = of(edition.node(), "edition").map_or("", |edition| text(edition, "id")).to_owned();
    Ok(NextEdition { files, city: project.city.name, former, edition: project.edition.id, lists: count, items, towns: said.len() })
}
