//! The files of the group `towns`: `towns.xlsx` with every town-level item once, and a workbook a town.

use crate::emit::{Output, Publication};

use super::{merged, names, town};

/// `towns.xlsx`, then the towns in their order.
pub fn outputs(publication: Publication<'_>) -> Vec<Output<'_>> {
    let together = Output { path: "towns.xlsx".to_owned(), town: None, make: Box::new(move |folder| merged::make(publication, folder)) };
    let stems = names::file_stems(publication.catalog.towns.iter().map(|town| town.name.as_str()));
    let each = stems.into_iter().enumerate().map(|(index, stem)| Output {
        path: format!("towns/{stem}.xlsx"),
        town: Some(publication.catalog.towns[index].name.clone()),
        make: Box::new(move |folder| town::make(publication, index, folder)),
    });
    std::iter::once(together).chain(each).collect()
}
