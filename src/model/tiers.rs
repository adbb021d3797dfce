//! The tiers an item is ticked for, with what stands in their columns.

use std::ops::Index;

use crate::model::Tier;
use crate::place::Located;

/// 公开层级: the tiers ticked and what stands there, in the order of the columns; `√` for a bare tick. A list of at most four: an item has
/// one or two, and there are as many of these as rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tiers(Vec<(Tier, Located<String>)>);

impl Tiers {
    /// No tier.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether no tier is ticked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many are ticked.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// What stands in the column of a tier.
    #[must_use]
    pub fn get(&self, tier: Tier) -> Option<&Located<String>> {
        self.0.iter().find(|(known, _)| *known == tier).map(|(_, said)| said)
    }

    /// Whether a tier is ticked.
    #[must_use]
    pub fn contains(&self, tier: Tier) -> bool {
        self.get(tier).is_some()
    }

    /// Ticks a tier; what was said there before goes.
    pub fn insert(&mut self, tier: Tier, said: Located<String>) {
        match self.0.binary_search_by_key(&tier, |(known, _)| *known) {
            Ok(at) => self.0[at].1 = said,
            Err(at) => {
                // Room for one or two, not for the four a list takes by itself.
                self.0.reserve_exact(1);
                self.0.insert(at, (tier, said));
            }
        }
    }

    /// The tiers ticked.
    pub fn keys(&self) -> impl Iterator<Item = Tier> {
        self.0.iter().map(|(tier, _)| *tier)
    }

    /// The tiers with what stands there.
    pub fn iter(&self) -> impl Iterator<Item = (Tier, &Located<String>)> {
        self.0.iter().map(|(tier, said)| (*tier, said))
    }
}

impl FromIterator<(Tier, Located<String>)> for Tiers {
    fn from_iter<I: IntoIterator<Item = (Tier, Located<String>)>>(ticked: I) -> Self {
        let mut tiers = Self::new();
        ticked.into_iter().for_each(|(tier, said)| tiers.insert(tier, said));
        tiers
    }
}

impl Index<Tier> for Tiers {
    type Output = Located<String>;

    /// # Panics
    ///
    /// When the tier is not ticked.
    fn index(&self, tier: Tier) -> &Located<String> {
        self.get(tier).expect("the tier is ticked")
    }
}

#[cfg(test)]
mod tests {
    use super::Tiers;
    use crate::model::Tier::{City, Town};
    use crate::place::{Located, Place};

    #[test]
    fn they_stand_in_the_order_of_the_columns() {
        let said = |text: &str| Located::new(text.to_owned(), Place::file("a"));
        let tiers: Tiers = [(Town, said("部分乡镇")), (City, said("市级")), (City, said("√"))].into_iter().collect();
        assert_eq!(tiers.keys().collect::<Vec<_>>(), [City, Town]);
        assert_eq!(tiers[City].value, "√");
    }
}
