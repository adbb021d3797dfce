//! Changes as they are read: what changed as such first, then domain by domain.

use super::{Changes, EditionChange, What};

/// Changes that are read together.
#[derive(Clone, Debug)]
pub struct Section<'a> {
    /// Name of the domain; none for towns, departments and domains as such.
    pub domain: Option<&'a str>,
    /// The changes in their order: the city's before those of towns.
    pub changes: Vec<&'a EditionChange>,
}

impl Changes {
    /// The changes by domain, in printed order.
    #[must_use]
    pub fn sections(&self) -> Vec<Section<'_>> {
        let mut sections: Vec<Section<'_>> = Vec::new();
        for change in &self.list {
            let domain = match change.what {
                What::Item => Some(change.domain_name.as_str()),
                What::Town | What::Department | What::Domain => None,
            };
            match sections.last_mut() {
                Some(section) if section.domain == domain => section.changes.push(change),
                Some(_) | None => sections.push(Section { domain, changes: vec![change] }),
            }
        }
        sections
    }
}
