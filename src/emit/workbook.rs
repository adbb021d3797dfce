//! The catalogs as workbooks that an office prints and signs: `city.xlsx`, `towns.xlsx` and one a town. Decides no content:
//! what stands in them is the catalog's. Writes no formula and sets no link but http(s).

pub mod city;
pub mod template;
pub mod towns;

pub(crate) mod changes;
pub(crate) mod names;
pub(crate) mod numerals;
pub(super) mod book;
pub(super) mod formats;
pub(super) mod measure;
pub(super) mod paper;
pub(super) mod sheet;
pub(super) mod table;

mod body;
mod contents;
mod cover;
mod coverage;
mod data;
mod differences;
mod index;
mod layout;
mod left_out;
mod merged;
mod pages;
pub(super) mod national;
mod register;
mod remarks;
pub(super) mod text;
mod town;
mod town_changes;
pub(super) mod wording;

use rust_xlsxwriter::XlsxError;

/// What writing to a worksheet gives: it fails only when the machine does, or over Excel's own limits.
pub(super) type Written = Result<(), XlsxError>;
