//! The heading words a table is found by, and what each means. Headings are said in `model::fields`; only the words of native
//! lists, which have no field there, stand here (seen on published 权责清单 and 公共服务事项清单).

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::model::fields::{self, Part};
use crate::model::{Field, Tier};
use crate::parse::tiers;
use crate::read::table::{self, Vocabulary};

/// A column of a native list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NativeColumn {
    Code,
    Name,
    Subname,
    Type,
    Basis,
    Body,
    Tier,
}

/// Headings of native lists, by what they hold.
const NATIVE: &[(NativeColumn, &[&str])] = &[
    (NativeColumn::Code, &["事项编码", "职权编码", "权力编码", "项目编码", "基本编码", "实施编码", "编码", "权力事项编码"]),
    (
        NativeColumn::Name,
        &[
            "事项名称",
            "权责事项名称",
            "权力事项名称",
            "权力名称",
            "职权名称",
            "项目名称",
            "主项名称",
            "主项",
            "规范统一事项名称",
            "服务事项名称",
            "公共服务事项名称",
            "名称",
            "项目",
            "职权事项",
        ],
    ),
    (NativeColumn::Subname, &["子项名称", "子项", "事项子项", "实施事项"]),
    (NativeColumn::Type, &["权力类型", "权力类别", "职权类型", "职权类别", "事项类型", "权责类型", "权种类别", "行政权力类别", "事项类别"]),
    (NativeColumn::Basis, &["实施依据", "设定依据", "法律依据", "权力依据", "职权依据", "法定依据", "依据"]),
    (NativeColumn::Body, &["行使主体", "实施主体", "责任主体", "法定主体", "实施单位", "实施机构", "部门名称", "主体"]),
    (NativeColumn::Tier, &["行使层级", "实施层级", "实施层级及权限", "权限", "层级"]),
];

/// Words by which a native list is told: no catalog list has them.
const NATIVE_MARKS: &[&str] = &[
    "职权编码",
    "权力编码",
    "事项编码",
    "权力事项编码",
    "项目编码",
    "基本编码",
    "实施编码",
    "实施依据",
    "设定依据",
    "行使主体",
    "权力依据",
    "职权依据",
    "法定依据",
    "权力类型",
    "权力类别",
    "职权类型",
    "职权类别",
    "权责类型",
    "权种类别",
    "行政权力类别",
    "职权名称",
    "权力名称",
    "权力事项名称",
    "权责事项名称",
    "规范统一事项名称",
    "服务事项名称",
    "公共服务事项名称",
];

/// Columns that name the domain, row by row.
const DOMAIN: &[&str] = &["领域", "相应领域", "试点领域", "所属领域", "公开领域"];

/// Columns of other words that headings are found by, kept as extra columns.
const OTHER: &[&str] = &[
    "序号",
    "公开事项",
    "公开标准",
    "备注",
    "咨询电话",
    "监督电话",
    "监督举报电话",
    "责任科室",
    "承办机构",
    "承办科室",
    "责任事项",
    "责任事项依据",
    "追责对象范围",
    "办理时限",
    "实施对象",
];

/// Headings that stand for 一级事项 where no column of that name is.
const WEAK_GROUP: &[&str] = &["公开事项类别"];

/// Part headings that mean something else when no 公开对象, 公开方式 or 公开层级 stands over them.
const NEEDS_PARENT: &[&str] = &["社会", "特定", "申请", "村"];

struct Words {
    fields: BTreeMap<String, Field>,
    damaged: BTreeMap<String, Field>,
    parts: BTreeMap<String, (Field, Part)>,
    native: BTreeMap<String, NativeColumn>,
    native_marks: Vec<String>,
    domain: Vec<String>,
    printed: Vec<String>,
    weak_group: Vec<String>,
}

/// The heading words to look for in a sheet.
#[must_use]
pub fn vocabulary() -> Vocabulary {
    let words = words();
    let other = OTHER.iter().map(|word| table::heading_key(word));
    let all = words
        .fields
        .keys()
        .chain(words.parts.keys())
        .chain(words.native.keys())
        .chain(&words.domain)
        .chain(&words.weak_group)
        .chain(words.damaged.keys());
    let groups = Field::Group.info().words().map(table::heading_key).chain(words.domain.iter().cloned());
    let printed = fields::ALL.iter().filter(|info| info.need == fields::Need::Required).map(|info| info.heading);
    Vocabulary { words: all.cloned().chain(other).collect(), groups: groups.collect(), printed: printed.collect() }
}

/// The field a heading names, compared as headings are.
pub(super) fn field(heading: &str) -> Option<Field> {
    words().fields.get(heading).copied()
}

/// The field whose printed heading lost its first or last character: 开依据, 公开主.
pub(super) fn damaged(heading: &str) -> Option<Field> {
    words().damaged.get(heading).copied()
}

/// The field and part a sub-heading names.
pub(super) fn part(heading: &str) -> Option<(Field, Part)> {
    if let Some(found) = words().parts.get(heading) {
        return Some(*found);
    }
    // Tier words come in endless local forms: 东阳市级, 镇（街道、园区）级.
    let tier = tiers::word(heading).or_else(|| tier_by_ending(heading))?;
    Some((Field::Tiers, Part::Tier(tier)))
}

fn tier_by_ending(heading: &str) -> Option<Tier> {
    if !heading.ends_with('级') {
        return None;
    }
    let has = |words: &[char]| heading.contains(words);
    if heading.starts_with("社区") {
        Some(Tier::Village)
    } else if has(&['乡', '镇', '街']) {
        Some(Tier::Town)
    } else if has(&['村', '居']) {
        Some(Tier::Village)
    } else if has(&['省']) || heading.starts_with("设区") || heading == "州级" {
        Some(Tier::Prefecture)
    } else if has(&['市', '县', '区', '旗', '州']) {
        Some(Tier::City)
    } else {
        None
    }
}

/// Whether a sub-heading means its part only under the heading of its field.
pub(super) fn needs_parent(heading: &str) -> bool {
    // A column 乡镇 names towns, a column 乡镇级 is ticked.
    NEEDS_PARENT.contains(&heading) || (!words().parts.contains_key(heading) && !heading.ends_with('级'))
}

/// The column of a native list a heading names.
pub(super) fn native(heading: &str) -> Option<NativeColumn> {
    words().native.get(heading).copied()
}

/// The usual heading of a column of a native list.
pub(super) fn native_word(column: NativeColumn) -> &'static str {
    NATIVE.iter().find(|(known, _)| *known == column).and_then(|(_, words)| words.first()).copied().unwrap_or_default()
}

/// Whether only native lists have such a heading.
pub(super) fn marks_native(heading: &str) -> bool {
    words().native_marks.iter().any(|word| word == heading)
}

/// Whether a column names the domain, row by row.
pub(super) fn is_domain(heading: &str) -> bool {
    words().domain.iter().any(|word| word == heading)
}

/// Whether a column stands for 一级事项 where there is none.
pub(super) fn is_weak_group(heading: &str) -> bool {
    words().weak_group.iter().any(|word| word == heading)
}

/// Whether a heading is the printed one of its field, not one that other columns are called by too.
pub(super) fn is_printed(heading: &str) -> bool {
    words().printed.iter().any(|word| word == heading)
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let infos = fields::ALL.iter().filter(|info| info.field != Field::Extra);
        let keys = |words: &[&str]| words.iter().map(|word| table::heading_key(word)).collect::<Vec<_>>();
        let mut parts = BTreeMap::new();
        for info in fields::ALL {
            for part in info.parts {
                for word in std::iter::once(&part.heading).chain(part.aliases) {
                    parts.entry(table::heading_key(word)).or_insert((info.field, part.part));
                }
            }
        }
        let damaged = infos.clone().filter(|info| info.heading.starts_with("公开")).flat_map(|info| {
            let whole = table::heading_key(info.heading);
            let end = whole.char_indices().last().map_or(0, |(at, _)| at);
            let cut = [whole[..end].to_owned(), whole.chars().skip(1).collect()];
            cut.into_iter().map(|word| (word, info.field))
        });
        Words {
            damaged: damaged.collect(),
            fields: infos.clone().flat_map(|info| info.words().map(|word| (table::heading_key(word), info.field))).collect(),
            parts,
            native: NATIVE.iter().flat_map(|(column, words)| words.iter().map(|word| (table::heading_key(word), *column))).collect(),
            native_marks: keys(NATIVE_MARKS),
            domain: keys(DOMAIN),
            printed: infos.map(|info| table::heading_key(info.heading)).collect(),
            weak_group: keys(WEAK_GROUP),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{field, is_domain, native, part, vocabulary};
    use crate::model::fields::{self, Part};
    use crate::model::{Field, Tier};
    use crate::read::table::heading_key;

    #[test]
    fn every_heading_of_every_field_is_known() {
        for info in fields::ALL.iter().filter(|info| info.field != Field::Extra) {
            for word in info.words() {
                assert_eq!(field(&heading_key(word)), Some(info.field), "{word}");
                assert!(vocabulary().words.contains(&heading_key(word)), "{word}");
            }
        }
    }

    #[test]
    fn sub_headings_name_their_part() {
        for (word, meant) in [
            ("全社会", (Field::Audience, Part::Everyone)),
            ("特定群体（请写明）", (Field::Audience, Part::Specific)),
            ("依申请", (Field::Method, Part::OnRequest)),
            ("乡、村级", (Field::Tiers, Part::Tier(Tier::Town))),
            ("东阳市级", (Field::Tiers, Part::Tier(Tier::City))),
            ("镇（街道、园区）级", (Field::Tiers, Part::Tier(Tier::Town))),
        ] {
            assert_eq!(part(&heading_key(word)), Some(meant), "{word}");
        }
    }

    #[test]
    fn native_and_domain_columns_are_known() {
        assert!(native(&heading_key("设定依据")).is_some());
        assert!(is_domain(&heading_key("相应 领域")));
        assert!(vocabulary().groups.contains("一级事项"));
    }
}
