//! Words that stand on many sheets: titles, marks, names of the tiers.

use jiff::civil::Date;

use crate::emit::{Publication, State};
use crate::model::fields::{Part, PartInfo};
use crate::model::{Content, DomainSection, Entry, Field, Item, Mark, Tier};
use crate::project::{City, CityKind};

use super::numerals;

/// Stands behind every title of a draft.
const DRAFT: &str = "（草稿）";

/// `（二）常熟市义务教育领域基层政务公开标准目录（示例数据，非官方发布）`; `place` is the city or a town.
pub(super) fn domain_title(publication: Publication<'_>, place: &str, number: usize, domain: &DomainSection) -> String {
    let suffix = remark(&publication.project.edition.title);
    format!("（{}）{place}{}{suffix}{}", numerals::chinese(number), domain.title, draft(publication))
}

/// The edition's title, marked when it is a draft.
pub(super) fn edition_title(publication: Publication<'_>) -> String {
    edition_title_of(publication, "")
}

/// The edition's title with the part of it a workbook holds, before its remarks: `…目录（镇级汇总）（试行）`.
pub(super) fn edition_title_of(publication: Publication<'_>, part: &str) -> String {
    let title = publication.project.edition.title.trim_end();
    let remark = remark(title);
    format!("{}{part}{remark}{}", &title[..title.len() - remark.len()], draft(publication))
}

/// The title of a sheet beside the catalogs: its name with the remarks that stand on every sheet.
pub(super) fn sheet_title(publication: Publication<'_>, name: &str) -> String {
    format!("{name}{}{}", remark(&publication.project.edition.title), draft(publication))
}

/// `2020年12月11日`.
pub(super) fn day(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// `（草稿）`, or nothing.
pub(super) fn draft(publication: Publication<'_>) -> &'static str {
    match publication.state {
        State::Draft => DRAFT,
        State::Final => "",
    }
}

/// The bracketed remarks at the end of a title: `（2020年版）（示例数据，非官方发布）`; they stand on every sheet.
pub(super) fn remark(title: &str) -> &str {
    let mut start = title.trim_end().len();
    while let Some(rest) = title[..start].strip_suffix('）') {
        // Brackets may stand within brackets.
        let mut depth = 1;
        let Some(open) = rest.char_indices().rev().find_map(|(at, c)| {
            match c {
                '）' => depth += 1,
                '（' => depth -= 1,
                _ => {}
            }
            (depth == 0).then_some(at)
        }) else {
            break;
        };
        start = open;
    }
    title[start..].trim_end()
}

/// What the city calls a tier: 市级 in a 县级市, 县级 and 乡级 in a 县, 区级 in a 区, unless it has its own words.
pub(super) fn tier(city: &City, part: &PartInfo, tier: Tier) -> String {
    if let Some(own) = city.tier_words.get(part.key) {
        return own.clone();
    }
    let word = match (tier, city.kind) {
        (Tier::City, CityKind::City) => "市级",
        (Tier::City, CityKind::County) => "县级",
        (Tier::City, CityKind::District) => "区级",
        (Tier::Town, CityKind::County) => "乡级",
        (Tier::Town, CityKind::City | CityKind::District) => "镇级",
        (Tier::Prefecture | Tier::Village, CityKind::City | CityKind::County | CityKind::District) => part.heading,
    };
    word.to_owned()
}

/// What the city calls its own tier, and that of its towns: 市级 and 镇级.
pub(super) fn tiers(city: &City) -> (String, String) {
    let word = |wanted: Tier| {
        let mut parts = Field::Tiers.info().parts.iter();
        let part = parts.find(|part| part.part == Part::Tier(wanted)).expect("every tier is a part of the field");
        tier(city, part, wanted)
    };
    (word(Tier::City), word(Tier::Town))
}

/// The remark under a table whose marks say more than “chosen”.
pub(super) fn legend<'a>(items: impl Iterator<Item = &'a Item>) -> Option<&'static str> {
    let mut channels = false;
    let mut contents = false;
    for item in items {
        channels |= item.channels.value.iter().any(|channel| channel.mark != Mark::Used);
        contents |= item.content.value.iter().any(|Content { mark, .. }| mark.is_some_and(|mark| mark != Mark::Used));
    }
    legend_of(channels, contents)
}

/// What the marks of channels and of contents mean, where they mean more.
pub(in crate::emit) fn legend_of(channels: bool, contents: bool) -> Option<&'static str> {
    match (channels, contents) {
        (false, false) => None,
        (true, false) => Some("注：公开渠道和载体中，“■”表示必选项，“□”表示可选项。"),
        (false, true) => Some("注：公开内容中，“●”表示必选项，“〇”表示可选项。"),
        (true, true) => Some("注：公开渠道和载体中，“■”表示必选项，“□”表示可选项；公开内容中，“●”表示必选项，“〇”表示可选项。"),
    }
}

/// What people call a field in a remark.
pub(super) fn field(field: Field) -> &'static str {
    field.short()
}

/// `一级 / 二级 / 三级` of an entry, the levels it has.
pub(super) fn path(entry: &Entry) -> String {
    let item = &entry.item;
    let levels = [&item.group.value, &item.name.value, &item.subname.value];
    levels.into_iter().filter(|level| !level.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" / ")
}

#[cfg(test)]
mod tests {
    use super::remark;

    #[test]
    fn remarks_at_the_end_of_a_title() {
        for (title, expected) in [
            ("常熟市目录（示例数据，非官方发布）", "（示例数据，非官方发布）"),
            ("目录（2020年版）（试行） ", "（2020年版）（试行）"),
            ("目录（含（二））", "（含（二））"),
            ("目录（试行）第二版", ""),
            ("目录", ""),
            ("坏）", ""),
        ] {
            assert_eq!(remark(title), expected);
        }
    }
}
