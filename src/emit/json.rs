//! `data/catalog.json`, schema `mulu.catalog/1`: everything the catalogs hold, an item a line so that editions can be compared.
//! Builds one item at a time and keeps no second copy of the catalog.

use std::io;

use serde::Serialize;

use crate::emit::Publication;

mod explained;
mod header;
mod history;
mod item;
mod lines;
mod time_limit;
mod towns;

pub(crate) use lines::Lines;

/// The name of the format; fields are only ever added to it.
pub const SCHEMA: &str = "mulu.catalog/1";

/// The catalogs as JSON.
///
/// # Errors
/// Only when memory cannot be written to.
pub fn catalog(publication: Publication<'_>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(publication.catalog.item_count() * 1500);
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, lines::Lines::default());
    header::CatalogFile::of(publication).serialize(&mut serializer)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The JSON Schema of `catalog.json`, generated from the types that write it.
#[must_use]
pub fn schema() -> serde_json::Value {
    let generator = schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator();
    generator.into_root_schema_for::<header::CatalogFile<'static>>().to_value()
}
