//! 公开层级: ticked columns, or one column of words.

use crate::model::{Tier, Tiers};
use crate::place::{Located, Place};

/// What one cell of words says: `县级、乡级`, `市级/镇级`.
#[must_use]
pub fn words(_text: &str, _place: &Place) -> Tiers {
    Tiers::new()
}

/// What ticked columns say, and the text one would say it with in one cell (`市级、镇级`).
#[must_use]
pub fn columns(_ticks: Vec<(Tier, Located<String>)>) -> (String, Tiers) {
    (String::new(), Tiers::new())
}

/// The tier one word names: 县级, 市级, 区级 → city; 镇级, 乡级, 乡、村级 → town; 村级 → village; 设区市级, 省级 → prefecture.
/// Which of two upper columns is the city, the table decides, not the word.
#[must_use]
pub fn word(_text: &str) -> Option<Tier> {
    None
}
