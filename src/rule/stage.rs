//! The rules the stages raise themselves: no check function, but a name, a page and a case like any other.

use super::Rule;

pub mod comparing;
pub mod merging;
pub mod parsing;
pub mod project;
pub mod reading;

/// Every stage rule, in the order of the stages.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [reading::ALL, project::ALL, parsing::ALL, merging::ALL, comparing::ALL].into_iter().flatten().copied()
}

/// Declares the rules of one stage: a documented static each, and the list `ALL`. The page is `pages/<name>.md`.
macro_rules! stage_rules {
    ($family:ident: $($(#[doc = $doc:literal])+ $id:ident = $name:literal, $severity:ident, $allow:ident;)+) => {
        use crate::rule::{Allow, Family, Rule, Severity};
        $(
            $(#[doc = $doc])+
            pub static $id: Rule = Rule::new($name, Family::$family, Severity::$severity, Allow::$allow, include_str!(concat!("pages/", $name, ".md")));
        )+
        /// Every rule of this stage.
        pub static ALL: &[&Rule] = &[$(&$id),+];
    };
}
use stage_rules;
