//! 公开对象: two ticked columns, or one column of words.

use crate::model::Audience;
use crate::place::{Located, Place};

/// What one cell of words says: `全社会`, `特定群众：申请人`. Words that name a group are a specific audience.
#[must_use]
pub fn words(_text: &str, _place: &Place) -> Audience {
    Audience::default()
}

/// What two ticked columns say, and the text one would say it with in one cell. A tick of any glyph becomes `√`;
/// a mark for "not chosen" (□, ×) or a blank is nothing; other words are kept.
#[must_use]
pub fn columns(_everyone: Option<Located<String>>, _specific: Option<Located<String>>) -> (String, Audience) {
    (String::new(), Audience::default())
}
