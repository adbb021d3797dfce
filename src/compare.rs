//! What two things lack of each other, and what milestones lack of what was handed in. Changes none of them.

pub mod coverage;
pub mod editions;
pub mod milestones;
pub mod proposals;
