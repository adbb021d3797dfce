//! Former names of agencies where they stand in a text, and since when each is past. Judges nothing: whose name it is, the rules ask.
//! Finds them only right behind a place (市环保局): 市文体广电和旅游局 and 镇扶贫办 are other bodies.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};
use jiff::civil::Date;

use crate::knowledge::{Agency, Knowledge};
use crate::rules::wording::is_chinese;
use crate::words::{Words, say};

/// Every former name of `catalogs/agencies.yaml`, for rules that wait for words; a test holds the two together.
pub(super) const FORMER: &[&str] = &[
    "国土资源局",
    "国土局",
    "规划局",
    "环境保护局",
    "环保局",
    "农业局",
    "农业委员会",
    "农委",
    "畜牧局",
    "乡村振兴局",
    "扶贫办",
    "扶贫开发办公室",
    "文化局",
    "文广新局",
    "旅游局",
    "卫生局",
    "计生委",
    "卫生和计划生育委员会",
    "卫计委",
    "卫生计生委",
    "卫生计生局",
    "安全生产监督管理局",
    "安监局",
    "工商局",
    "质监局",
    "食药监局",
    "食品药品监督管理局",
    "国税局",
    "地税局",
    "法制办",
];

/// A former name that is past.
pub(super) struct Found<'a> {
    /// Bytes of the text, with the place before the name: 市环保局.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Where the name itself begins.
    pub(super) name_at: usize,
    /// The agency today.
    pub(super) agency: &'a Agency,
    /// When the name ended, as the table says it.
    until: &'a str,
    /// Whether counties are known to have followed: a whole year is given, not the day of the national plan.
    pub(super) is_settled: bool,
}

impl Found<'_> {
    /// By when it was renamed, as far as the table knows.
    pub(super) fn renamed(&self) -> Words {
        let (until, today) = (self.until, &self.agency.name);
        match (self.is_settled, until.split('-').map(|number| number.trim_start_matches('0')).collect::<Vec<_>>().as_slice()) {
            (false, [year, month, day]) => say!("全国机构{year}年{month}月{day}日改称“{today}”", "nationally renamed “{today}” on {until}"),
            (false, [year, month]) => say!("全国机构{year}年{month}月改为“{today}”", "nationally made “{today}” in {until}"),
            (true | false, _) => say!("到{until}年全国都已改称“{today}”", "renamed “{today}” everywhere by {until}"),
        }
    }
}

/// Areas with bodies of their own, which no reform of the county renames.
const ZONES: &[&str] = &["开发区", "高新区", "园区", "度假区", "保税区", "景区", "社区", "校区"];

/// What ends the name of a place before that of an agency.
const PLACES: [char; 8] = ['市', '县', '区', '旗', '州', '盟', '省', '府'];

/// Words that hand something to an agency: 报国土局审批.
const TO: [char; 6] = ['由', '向', '到', '报', '经', '送'];

/// The former names in a text that are past on a day. `city` is the name of the city without 市, when a project says it.
pub(super) fn past<'a>(text: &str, city: Option<&str>, knowledge: &'a Knowledge, as_of: Date) -> Vec<Found<'a>> {
    let found = search().find_iter(text).filter_map(|found| {
        let (before, behind) = (&text[..found.start()], &text[found.end()..]);
        if !is_behind_a_place(before, city) || goes_on(behind) {
            return None;
        }
        let former = &text[found.range()];
        let named = |agency: &'a Agency| agency.formerly.iter().find(|name| name.name == former).map(|name| (agency, name.until.as_str()));
        let (agency, until) = knowledge.agencies.iter().find_map(named)?;
        let (last_day, is_settled) = last_day(until)?;
        let start = place_before(before);
        (as_of > last_day).then_some(Found { start, end: found.end(), name_at: found.start(), agency, until, is_settled })
    });
    found.collect()
}

fn search() -> &'static AhoCorasick {
    static SEARCH: OnceLock<AhoCorasick> = OnceLock::new();
    SEARCH.get_or_init(|| AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(FORMER).expect("a few short words"))
}

fn is_behind_a_place(before: &str, city: Option<&str>) -> bool {
    let Some(last) = before.chars().next_back() else { return true };
    // 原国土局 is said to be past already.
    if before.chars().rev().take(3).any(|c| c == '原') || ZONES.iter().any(|zone| before.ends_with(zone)) {
        return false;
    }
    // 农业农村局扶贫办: an office of the bureau that took it in.
    let of_bureau = before.ends_with("农业局") || before.ends_with("农业农村局") || before.ends_with("农委");
    !is_chinese(last) || of_bureau || PLACES.contains(&last) || TO.contains(&last) || city.is_some_and(|city| before.ends_with(city))
}

/// Whether the word goes on and means something else: 扶贫办法, 农委会. 办公室 is the same office.
fn goes_on(behind: &str) -> bool {
    behind.starts_with(['法', '理', '事', '案', '会', '员', '长', '级', '学'])
}

/// Where the 市 or 县 before a name begins, for showing it with it.
fn place_before(before: &str) -> usize {
    let place = before.chars().next_back().filter(|c| PLACES.contains(c) && *c != '府');
    before.len() - place.map_or(0, char::len_utf8)
}

/// `2019`, `2023-03`, `2021-02-25`: the last day of the name, and whether it is that of a year.
fn last_day(until: &str) -> Option<(Date, bool)> {
    let mut numbers = until.split('-').map(str::parse::<i16>);
    let year = numbers.next()?.ok()?;
    match (numbers.next(), numbers.next()) {
        (Some(month), Some(day)) => Some((Date::new(year, i8::try_from(month.ok()?).ok()?, i8::try_from(day.ok()?).ok()?).ok()?, false)),
        (Some(month), None) => Some((Date::new(year, i8::try_from(month.ok()?).ok()?, 1).ok()?.last_of_month(), false)),
        (None, _) => Some((Date::new(year, 12, 31).ok()?, true)),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;

    use super::{FORMER, past};
    use crate::knowledge;

    #[test]
    fn the_words_are_those_of_the_table() {
        let knowledge = knowledge::load();
        let table: BTreeSet<&str> = knowledge.agencies.iter().flat_map(|agency| &agency.formerly).map(|name| name.name.as_str()).collect();
        assert_eq!(FORMER.iter().copied().collect::<BTreeSet<_>>(), table);
    }

    #[test]
    fn former_names_are_found_behind_places_and_once_they_are_past() {
        let found = |text: &str, day| {
            let found = past(text, Some("常熟"), knowledge::load(), day);
            found.iter().map(|found| text[found.start..found.end].to_owned()).collect::<Vec<_>>().join(" ")
        };
        for (text, names) in [
            ("市环保局", "市环保局"),
            ("常熟环保局", "环保局"),
            ("由国土局和县卫计委审批", "国土局"),
            ("市自然资源和规划局", ""),
            ("市资源规划局", ""),
            ("市文体广电和旅游局", ""),
            ("市扶贫办法", ""),
            ("市农业局扶贫办", "市农业局"),
            ("市卫生计生委", "市卫生计生委"),
            ("开发区环保局", ""),
            ("南美乡扶贫开发办公室", ""),
            ("原市国土局", ""),
            ("市国土资源局", "市国土资源局"),
        ] {
            let names_found = found(text, date(2021, 1, 1));
            assert_eq!(names_found.split(' ').next().unwrap_or_default(), names, "{text}");
        }
        assert_eq!(found("市环保局", date(2020, 12, 31)), "");
        assert_eq!(found("市扶贫办", date(2021, 2, 25)), "");
        assert_eq!(found("市扶贫办公室", date(2021, 2, 26)), "市扶贫办");
        assert_eq!(found("市乡村振兴局", date(2023, 3, 31)), "");
        assert_eq!(found("市乡村振兴局", date(2023, 4, 1)), "市乡村振兴局");
    }
}
