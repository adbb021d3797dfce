//! 公开对象: two ticked columns, or one column of words.

use crate::model::fields::Part;
use crate::model::print::ticked;
use crate::model::{Audience, item::TICK};
use crate::parse::tick;
use crate::place::{Located, Place};

/// The two columns.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Everyone,
    Specific,
}

/// What each column is called in a cell of words.
const NAMES: &[(Column, &[&str])] = &[
    (
        Column::Everyone,
        &["全社会", "社会", "社会公众", "全社会公众", "公众", "面向社会", "面向全社会", "向社会", "向全社会", "全社会公开", "面向社会公众"],
    ),
    (Column::Specific, &["特定群众", "特定群体", "特定对象", "特定人群", "特定"]),
];

/// What one cell of words says: `全社会`, `特定群众：申请人`. Words that name a group are a specific audience.
#[must_use]
pub fn words(text: &str, place: &Place) -> Audience {
    let said = tick::pieces(text, |text| tick::longest(text, NAMES));
    let at = |value: String| Some(Located::new(value, place.clone()));
    if said.named.is_empty() {
        // 项目单位、申请人: a group of its own words, kept whole. A tick or a dash alone names nobody.
        let group = tick::column(at(text.to_owned()), |_| false).filter(|group| group.value != TICK);
        return Audience { everyone: None, specific: group };
    }
    let mut audience = Audience::default();
    for (column, value) in said.named {
        let slot = match column {
            Column::Everyone => &mut audience.everyone,
            Column::Specific => &mut audience.specific,
        };
        // 特定群众 and the group's own words may stand side by side: the words say more.
        if slot.as_ref().is_none_or(|known| known.value == TICK) {
            *slot = at(value);
        }
    }
    if !said.rest.is_empty() && audience.specific.as_ref().is_none_or(|known| known.value == TICK) {
        audience.specific = at(said.rest.join("、"));
    }
    audience
}

/// What two ticked columns say, and the text one would say it with in one cell. A tick of any glyph becomes `√`;
/// a mark for "not chosen" (□, ×) or a blank is nothing; other words are kept.
#[must_use]
pub fn columns(everyone: Option<Located<String>>, specific: Option<Located<String>>) -> (String, Audience) {
    let own = |column| move |text: &str| tick::longest(text, NAMES) == Some((column, text.len()));
    let audience =
        Audience { everyone: tick::column(everyone, own(Column::Everyone)), specific: tick::column(specific, own(Column::Specific)) };
    (ticked(&[(Part::Everyone.word(), audience.everyone.as_ref()), (Part::Specific.word(), audience.specific.as_ref())]), audience)
}

#[cfg(test)]
mod tests {
    use super::{columns, words};
    use crate::place::{Located, Place};

    fn read(text: &str) -> (Option<String>, Option<String>) {
        let audience = words(text, &Place::file("a"));
        (audience.everyone.map(|cell| cell.value), audience.specific.map(|cell| cell.value))
    }

    #[test]
    fn words_of_one_cell() {
        for (text, everyone, specific) in [
            ("全社会", Some("√"), None),
            ("社会", Some("√"), None),
            ("面向社会", Some("√"), None),
            (" 全社会 。", Some("√"), None),
            ("特定群众", None, Some("√")),
            ("特定群体：申请人", None, Some("申请人")),
            ("特定群众（申请人）", None, Some("申请人")),
            ("特定群体（请写明）", None, Some("√")),
            ("申请人", None, Some("申请人")),
            ("项目单位、申请人", None, Some("项目单位、申请人")),
            ("社会救助对象", None, Some("社会救助对象")),
            ("√面向拟征收土地所在地的村集体成员", None, Some("面向拟征收土地所在地的村集体成员")),
            ("全社会；特定群众：申请人", Some("√"), Some("申请人")),
            ("全社会和特定群众", Some("√"), Some("√")),
            ("全社会、申请人", Some("√"), Some("申请人")),
            ("全 社 会", Some("√"), None),
            ("全\n社会", Some("√"), None),
            ("全社会\n申请人", Some("√"), Some("申请人")),
            ("特定 群体", None, Some("√")),
            ("特定\n群众：拟征收土地\n所在地的村集体成员", None, Some("拟征收土地所在地的村集体成员")),
            ("在征收范围内", None, Some("在征收范围内")),
            ("■全社会 □特定群众", Some("√"), None),
            ("□全社会■特定群众：教师", None, Some("教师")),
            ("√", None, None),
            ("─", None, None),
            ("", None, None),
        ] {
            assert_eq!(read(text), (everyone.map(str::to_owned), specific.map(str::to_owned)), "{text}");
        }
    }

    #[test]
    fn ticks_of_two_columns() {
        for (everyone, specific, text) in [
            ("√", "", "全社会"),
            ("✓", "□", "全社会"),
            ("Y", "×", "全社会"),
            ("是", "否", "全社会"),
            ("", "申请人", "特定群众：申请人"),
            ("", "√面向村集体成员", "特定群众：面向村集体成员"),
            ("■", "▲", "全社会、特定群众"),
            ("√", "被征收人", "全社会；特定群众：被征收人"),
            ("全社会", "", "全社会"),
            ("全\n社会", "", "全社会"),
            ("", "面向拟征收土地\n所在地的村集体成员", "特定群众：面向拟征收土地所在地的村集体成员"),
            ("✔\u{fe0f}", "教 师", "全社会；特定群众：教师"),
            ("∨", "", "全社会"),
            ("P", "口", "全社会"),
            ("R", "£", "全社会"),
            ("\u{f0fe}", "\u{f0a8}", "全社会"),
            ("?", "─", ""),
        ] {
            let cell = |text: &str| Some(Located::new(text.to_owned(), Place::file("a")));
            let (said, value) = columns(cell(everyone), cell(specific));
            assert_eq!(said, text, "{everyone} | {specific}");
            assert_eq!(words(&said, &Place::file("a")), value, "{everyone} | {specific}");
        }
    }
}
