//! 公开方式: two ticked columns, or one column of words.

use crate::model::Method;
use crate::place::{Located, Place};

/// What one cell of words says: `主动公开`, `依申请公开`, both.
#[must_use]
pub fn words(_text: &str, _place: &Place) -> Method {
    Method::default()
}

/// What two ticked columns say, and the text one would say it with in one cell.
#[must_use]
pub fn columns(_active: Option<Located<String>>, _on_request: Option<Located<String>>) -> (String, Method) {
    (String::new(), Method::default())
}
