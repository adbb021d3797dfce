//! What a build does with what is invalid.

use std::path::PathBuf;

/// How a build meets what was handed in before, and what is invalid now.
#[derive(Clone, Debug, Default)]
pub struct Handling {
    /// `--previous`: the output folder of the edition before.
    pub previous: Option<PathBuf>,
}
