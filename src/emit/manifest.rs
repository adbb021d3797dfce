//! `manifest.json`: names and sha256 of inputs and outputs, so that our files can be told from strangers' and a copy can be checked.
//! Holds no time and no path of a machine.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::emit::Publication;

/// The name of the format.
pub const SCHEMA: &str = "mulu.manifest/1";

/// What stands before the digest of everything above it. No text can hold a line end, so only the key itself begins a line so.
const SEAL: &str = ",\n  \"seal\": \"";

/// What an output folder was made from and what it holds.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Manifest {
    /// Always `mulu.manifest/1`.
    pub schema: String,
    /// Always `mulu`.
    pub tool: String,
    /// Version of the tool.
    pub version: String,
    /// Name of the city.
    pub city: String,
    /// Id of the edition.
    pub edition: String,
    /// What it was made from, by path from the project's folder.
    pub inputs: Vec<Input>,
    /// What it holds, by path.
    pub outputs: Vec<Made>,
    /// sha256 of this file's own bytes up to the comma before this key, so that a change of the list itself shows.
    /// Absent in folders of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<String>,
}

/// A file the catalogs were made from.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Input")]
pub struct Input {
    /// Path from the project's folder, with `/`.
    pub file: String,
    /// sha256 in lower-case hex; empty where the file could not be opened.
    pub sha256: String,
}

/// A file that was made.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Output")]
pub struct Made {
    /// Path below the output folder, with `/`.
    pub file: String,
    /// sha256 in lower-case hex.
    pub sha256: String,
    /// Length in bytes.
    pub bytes: u64,
}

/// Whether a manifest is as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seal {
    /// It is.
    Whole,
    /// Something in it was changed.
    Broken,
    /// An earlier version wrote it, without a seal.
    None,
}

/// The manifest of a publication; `outputs` are (path below the output folder, sha256, size in bytes), in any order.
///
/// # Panics
/// Never: a manifest holds only text and numbers.
#[must_use]
pub fn make(publication: Publication<'_>, outputs: &[(String, String, u64)]) -> Vec<u8> {
    let made = |(file, sha256, bytes): &(String, String, u64)| Made { file: file.clone(), sha256: sha256.clone(), bytes: *bytes };
    let mut outputs: Vec<Made> = outputs.iter().map(made).collect();
    outputs.sort_by(|one, other| one.file.cmp(&other.file));
    let input = |(file, sha256): &(String, String)| Input { file: file.clone(), sha256: sha256.clone() };
    let manifest = Manifest {
        schema: SCHEMA.to_owned(),
        tool: env!("CARGO_PKG_NAME").to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        city: publication.project.city.name.clone(),
        edition: publication.project.edition.id.clone(),
        inputs: publication.inputs.iter().map(input).collect(),
        outputs,
        seal: None,
    };
    let text = serde_json::to_string_pretty(&manifest).expect("text and numbers always become JSON");
    let above = text.strip_suffix("\n}").expect("a mapping ends with its brace");
    format!("{above}{SEAL}{}\"\n}}\n", hex(&Sha256::digest(above))).into_bytes()
}

/// Whether the text of a manifest is as it was written.
#[must_use]
pub fn seal(text: &str) -> Seal {
    let Some((above, seal)) = text.rsplit_once(SEAL) else { return Seal::None };
    if seal == format!("{}\"\n}}\n", hex(&Sha256::digest(above))) { Seal::Whole } else { Seal::Broken }
}

/// The digest of all inputs as pages print it: the first 12 hexadecimal digits of the sha256 over a line
/// `<sha256>  <path>` each, which is what `sha256sum` prints.
#[must_use]
pub fn inputs_digest(inputs: &[(String, String)]) -> String {
    let mut digest = Sha256::new();
    for (path, sha256) in inputs {
        digest.update(format!("{sha256}  {path}\n"));
    }
    hex(&digest.finalize()[..6])
}

/// JSON Schema of it, draft 2020-12.
#[must_use]
pub fn schema() -> serde_json::Value {
    let generator = schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator();
    generator.into_root_schema_for::<Manifest>().to_value()
}

/// Bytes in lower-case hex.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
