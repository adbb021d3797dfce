//! `manifest.json`: names and sha256 of inputs and outputs, so that our files can be told from strangers' and a copy can be checked.
//! Holds no time and no path of a machine.

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::emit::Publication;

/// The name of the format.
pub const SCHEMA: &str = "mulu.manifest/1";

#[derive(Serialize)]
struct Manifest<'a> {
    schema: &'static str,
    tool: &'static str,
    version: &'static str,
    city: &'a str,
    edition: &'a str,
    inputs: Vec<Input<'a>>,
    outputs: Vec<Made<'a>>,
}

#[derive(Serialize)]
struct Input<'a> {
    file: &'a str,
    sha256: &'a str,
}

#[derive(Serialize)]
struct Made<'a> {
    file: &'a str,
    sha256: &'a str,
    bytes: u64,
}

/// The manifest of a publication; `outputs` are (path below the output folder, sha256, size in bytes), in any order.
///
/// # Panics
/// Never: a manifest holds only text and numbers.
#[must_use]
pub fn make(publication: Publication<'_>, outputs: &[(String, String, u64)]) -> Vec<u8> {
    let mut made: Vec<Made<'_>> = outputs.iter().map(|(file, sha256, bytes)| Made { file, sha256, bytes: *bytes }).collect();
    made.sort_by_key(|output| output.file);
    let manifest = Manifest {
        schema: SCHEMA,
        tool: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        city: &publication.project.city.name,
        edition: &publication.project.edition.id,
        inputs: publication.inputs.iter().map(|(file, sha256)| Input { file, sha256 }).collect(),
        outputs: made,
    };
    let mut bytes = serde_json::to_vec_pretty(&manifest).expect("text and numbers always become JSON");
    bytes.push(b'\n');
    bytes
}

/// The digest of all inputs as pages print it: the first 12 hexadecimal digits of the sha256 over a line
/// `<sha256>  <path>` each, which is what `sha256sum` prints.
#[must_use]
pub fn inputs_digest(inputs: &[(String, String)]) -> String {
    let mut digest = Sha256::new();
    for (path, sha256) in inputs {
        digest.update(format!("{sha256}  {path}\n"));
    }
    digest.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
