//! What two things lack of each other. Changes neither.

pub mod coverage;
pub mod proposals;
