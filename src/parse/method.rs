//! 公开方式: two ticked columns, or one column of words.

use crate::model::fields::Part;
use crate::model::print::ticked;
use crate::model::{Method, item::TICK};
use crate::parse::tick;
use crate::place::{Located, Place};

/// The two columns.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Active,
    OnRequest,
}

/// What each column is called in a cell of words.
const NAMES: &[(Column, &[&str])] =
    &[(Column::Active, &["主动公开", "主动"]), (Column::OnRequest, &["依申请公开", "依申请", "申请公开", "申请"])];

/// What one cell of words says: `主动公开`, `依申请公开`, both. Anything else beside them is not understood.
#[must_use]
pub fn words(text: &str, place: &Place) -> Method {
    let said = tick::pieces(text, |text| tick::longest(text, NAMES));
    let mut method = Method::default();
    if !said.rest.is_empty() {
        return method;
    }
    for (column, value) in said.named {
        let slot = match column {
            Column::Active => &mut method.active,
            Column::OnRequest => &mut method.on_request,
        };
        if slot.as_ref().is_none_or(|known: &Located<String>| known.value == TICK) {
            *slot = Some(Located::new(value, place.clone()));
        }
    }
    method
}

/// What two ticked columns say, and the text one would say it with in one cell.
#[must_use]
pub fn columns(active: Option<Located<String>>, on_request: Option<Located<String>>) -> (String, Method) {
    let own = |column| move |text: &str| tick::longest(text, NAMES) == Some((column, text.len()));
    let method = Method { active: tick::column(active, own(Column::Active)), on_request: tick::column(on_request, own(Column::OnRequest)) };
    (ticked(&[(Part::Active.word(), method.active.as_ref()), (Part::OnRequest.word(), method.on_request.as_ref())]), method)
}

#[cfg(test)]
mod tests {
    use super::{columns, words};
    use crate::place::{Located, Place};

    #[test]
    fn words_of_one_cell() {
        for (text, active, on_request) in [
            ("主动公开", Some("√"), None),
            ("主动", Some("√"), None),
            ("依申请公开", None, Some("√")),
            ("依申请", None, Some("√")),
            ("申请", None, Some("√")),
            ("主动公开、依申请公开", Some("√"), Some("√")),
            ("主动公开\n依申请公开", Some("√"), Some("√")),
            ("主动公开；依申请公开：档案", Some("√"), Some("档案")),
            ("■主动公开□依申请公开", Some("√"), None),
            ("主 动 公 开", Some("√"), None),
            ("依申\n请公\n开", None, Some("√")),
            ("主动公开√", Some("√"), None),
            ("网站公开", None, None),
            ("全文发布", None, None),
            ("主动公开、全文发布", None, None),
            ("", None, None),
        ] {
            let method = words(text, &Place::file("a"));
            let values = (method.active.map(|cell| cell.value), method.on_request.map(|cell| cell.value));
            assert_eq!(values, (active.map(str::to_owned), on_request.map(str::to_owned)), "{text}");
        }
    }

    #[test]
    fn ticks_of_two_columns() {
        for (active, on_request, text) in [
            ("√", "", "主动公开"),
            ("☑", "☐", "主动公开"),
            ("●", "√", "主动公开、依申请公开"),
            ("主动", "", "主动公开"),
            ("主 动", "", "主动公开"),
            ("√\n主动", "", "主动公开"),
            ("", "申请人", "依申请公开：申请人"),
            ("", "", ""),
        ] {
            let cell = |text: &str| Some(Located::new(text.to_owned(), Place::file("a")));
            let (said, value) = columns(cell(active), cell(on_request));
            assert_eq!(said, text, "{active} | {on_request}");
            assert_eq!(words(&said, &Place::file("a")), value, "{active} | {on_request}");
        }
    }
}
