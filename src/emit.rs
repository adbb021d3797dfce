//! Catalogs to files. Never writes them: an output is a path and a closure that makes its bytes when `write` asks.
//! Sees no diagnostics.

use std::io;
use std::path::Path;

use crate::knowledge::Knowledge;
use crate::model::Catalog;
use crate::model::changes::Changes;
use crate::model::coverage::Coverage;
use crate::model::register::{LeftOut, Submission};
use crate::project::Project;
use crate::rule::{Rule, Severity};

pub mod changes;
pub mod csv;
mod datapackage;
mod indexes;
pub mod json;
pub mod list_csv;
pub mod list_forms;
pub mod list_ods;
pub mod list_workbook;
pub mod list_yaml;
pub mod manifest;
pub mod schema;
mod site;
pub mod workbook;

/// What is published, and all that stands around it.
#[derive(Clone, Copy, Debug)]
pub struct Publication<'a> {
    /// The merged catalogs.
    pub catalog: &'a Catalog,
    /// The city's settings.
    pub project: &'a Project,
    /// The tables.
    pub knowledge: &'a Knowledge,
    /// How far the catalogs cover what they are held to.
    pub coverage: &'a Coverage,
    /// Who handed in what.
    pub register: &'a [Submission],
    /// Items that were left out because of errors, each once a file that speaks of it.
    pub left_out: &'a [LeftOut],
    /// What changed since the edition before, when one was named.
    pub changes: Option<&'a Changes>,
    /// Inputs as (path, sha256), sorted by path.
    pub inputs: &'a [(String, String)],
    /// Whether every page is marked 草稿.
    pub state: State,
    /// The rules the lists were checked by.
    pub rules: Weighed<'a>,
}

/// The rules of a run and what they weighed. The list of all rules stands above; who builds hands it in.
#[derive(Clone, Copy, Debug)]
pub struct Weighed<'a> {
    /// What the profile is called.
    pub profile: &'a str,
    /// Every rule with its severity; none where the profile turns it off.
    pub rules: &'a [(&'static Rule, Option<Severity>)],
}

/// Whether the catalogs are final.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// No error was found.
    Final,
    /// Built with `--draft`.
    Draft,
}

/// Makes the bytes of an output; the folder is for temporary files a library insists on.
pub type Make<'a> = Box<dyn Fn(&Path) -> io::Result<Vec<u8>> + Send + Sync + 'a>;

/// One file to be written.
pub struct Output<'a> {
    /// Path below the output folder, with `/`; safe on Windows too.
    pub path: String,
    /// The town whose own file it is; `--town` names those wanted.
    pub town: Option<String>,
    /// Makes its bytes.
    pub make: Make<'a>,
}

/// A group of outputs that `--only` can name.
pub struct Group {
    /// `city`, `towns`, `site`, `data`.
    pub name: &'static str,
    /// Lists its outputs without making them.
    pub outputs: for<'a> fn(Publication<'a>) -> Vec<Output<'a>>,
}

/// Every group, in the order the outputs are listed.
pub static ALL: &[Group] = &[
    Group { name: "city", outputs: workbook::city::outputs },
    Group { name: "towns", outputs: workbook::towns::outputs },
    Group { name: "site", outputs: site::outputs },
    Group { name: "data", outputs: data },
];

/// The group `data`: the catalogs for programs.
fn data(publication: Publication<'_>) -> Vec<Output<'_>> {
    vec![
        Output { path: "data/catalog.json".to_owned(), town: None, make: Box::new(move |_| json::catalog(publication)) },
        Output { path: "data/catalog.csv".to_owned(), town: None, make: Box::new(move |_| csv::catalog(publication)) },
        Output { path: "data/catalog.schema.json".to_owned(), town: None, make: Box::new(|_| Ok(pretty(&json::schema()))) },
        Output { path: "data/datapackage.json".to_owned(), town: None, make: Box::new(move |_| Ok(pretty(&datapackage::of(publication)))) },
    ]
}

fn pretty(value: &serde_json::Value) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("a JSON value always becomes text");
    bytes.push(b'\n');
    bytes
}
