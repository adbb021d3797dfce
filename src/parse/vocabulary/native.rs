//! The headings of native lists (seen on published 权责清单 and 公共服务事项清单) and the words that head stretches of their rows.
//! What a field is called stands in `model::power`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::model::power;
use crate::read::table::heading_key;

/// A column of a native list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::parse) enum NativeColumn {
    Code,
    Name,
    Subname,
    Type,
    Basis,
    Body,
    Tier,
}

/// What each key of a power holds.
const COLUMNS: [(&str, NativeColumn); 7] = [
    ("code", NativeColumn::Code),
    ("name", NativeColumn::Name),
    ("subname", NativeColumn::Subname),
    ("type", NativeColumn::Type),
    ("basis", NativeColumn::Basis),
    ("body", NativeColumn::Body),
    ("tier", NativeColumn::Tier),
];

/// Words of columns that stand in tables of every kind: understood in a native list, but no reason to take a row for a heading.
const COMMON: &[&str] =
    &["类型", "类别", "权种", "事项", "部门", "单位", "单位名称", "主管部门", "牵头部门", "责任单位", "小项名称", "子项目", "子项目名称"];

/// Words by which a native list is told: no catalog list has them.
const MARKS: &[&str] = &[
    "职权编码",
    "权力编码",
    "事项编码",
    "权力事项编码",
    "权责事项编码",
    "项目编码",
    "基本编码",
    "实施编码",
    "实施清单编码",
    "实施依据",
    "设定依据",
    "权力依据",
    "职权依据",
    "法定依据",
    "权责依据",
    "行使主体",
    "实施主体",
    "法定主体",
    "行使层级",
    "实施层级",
    "实施层级及权限",
    "行使层级及权限",
    "权力类型",
    "权力类别",
    "职权类型",
    "职权类别",
    "权责类型",
    "权责类别",
    "权种类别",
    "行政权力类别",
    "行政权力类型",
    "行政职权类别",
    "职权名称",
    "权力名称",
    "权责名称",
    "权力事项名称",
    "权责事项名称",
    "职权事项名称",
    "行政权力名称",
    "行政权力事项名称",
    "主项名称",
    "子项名称",
    "规范统一事项名称",
    "服务事项名称",
    "政务服务事项名称",
    "公共服务事项名称",
    "责任事项",
    "责任事项内容",
    "责任事项依据",
    "追责情形",
    "追责依据",
    "追责对象",
    "追责对象范围",
    "问责情形",
    "问责对象",
    "责任追究情形",
];

/// Columns native lists have besides, kept as extra columns.
const BESIDE: &[&str] = &[
    "责任事项",
    "责任事项内容",
    "责任内容",
    "责任事项依据",
    "责任依据",
    "追责依据",
    "追责对象",
    "追责对象范围",
    "问责对象",
    "追责情形",
    "问责情形",
    "责任追究情形",
    "承办机构",
    "承办科室",
    "承办处室",
    "责任科室",
    "责任处室",
    "办理机构",
    "内设机构",
    "办理环节",
    "办理方式",
    "办理时限",
    "办结时限",
    "承诺时限",
    "法定时限",
    "承诺办结时限",
    "法定办结时限",
    "实施对象",
    "服务对象",
    "收费依据和标准",
    "收费标准",
    "省级主管",
    "省级主管部门",
    "部门意见",
    "其他同实施部门",
    "审批证件名称及有效期",
    "编号",
];

/// Columns that say which step of a power a row is about: one power takes several rows.
const STEPS: &[&str] = &["办理环节", "环节", "工作环节", "流程环节", "运行环节", "办理步骤", "办理程序"];

/// Columns that number the rows, unless they hold codes.
const NUMBERS: &[&str] = &["序号", "序", "编号"];

/// Kinds of power and service that head the rows below them.
const KINDS: &[&str] = &[
    "行政许可",
    "行政处罚",
    "行政强制",
    "行政强制措施",
    "行政强制执行",
    "行政征收",
    "行政征用",
    "行政征收征用",
    "行政给付",
    "行政检查",
    "行政监督检查",
    "行政监督",
    "行政确认",
    "行政奖励",
    "行政裁决",
    "行政规划",
    "行政收费",
    "行政复议",
    "行政调解",
    "行政备案",
    "行政审批",
    "行政指导",
    "行政合同",
    "行政服务",
    "行政命令",
    "非行政许可审批",
    "其他职权",
    "其他类别",
    "其他权力",
    "其他行政权力",
    "其他行政职权",
    "审核转报",
    "公共服务",
    "政务服务",
];

/// The column a heading names, and how sure its word is among those of the column: 0 is surest.
pub(in crate::parse) fn column(heading: &str) -> Option<(NativeColumn, usize)> {
    words().get(heading).copied()
}

/// The usual heading of a column.
pub(in crate::parse) fn word(column: NativeColumn) -> &'static str {
    words_of(column).next().unwrap_or_default()
}

/// Whether only native lists have such a heading.
pub(in crate::parse) fn marks(heading: &str) -> bool {
    MARKS.contains(&heading)
}

/// Whether a column says the step of a power.
pub(in crate::parse) fn is_step(heading: &str) -> bool {
    STEPS.contains(&heading)
}

/// Whether a column numbers the rows.
pub(in crate::parse) fn is_number(heading: &str) -> bool {
    NUMBERS.contains(&heading)
}

/// The kind of power or service a word says: `行政处罚` for `行政处罚类`, `其他行政权力-备案` as it is.
pub(in crate::parse) fn kind(word: &str) -> Option<&str> {
    let bare = word.strip_suffix("事项").unwrap_or(word);
    let bare = bare.strip_suffix('类').unwrap_or(bare);
    let first = bare.split(['-', '—', '－']).next().unwrap_or(bare);
    if KINDS.contains(&word) { Some(word) } else { KINDS.contains(&first).then_some(bare) }
}

/// Every heading of a field of a native list.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    power::KEYS.iter().flat_map(|words| words.split('|').skip(1))
}

/// The headings of one column.
pub(super) fn words_of(column: NativeColumn) -> impl Iterator<Item = &'static str> {
    let key = COLUMNS.iter().find(|(_, held)| *held == column).map_or("", |(key, _)| key);
    power::KEYS.iter().filter(move |words| words.split('|').next() == Some(key)).flat_map(|words| words.split('|').skip(1))
}

/// The headings of fields by which a heading row is told.
pub(super) fn telling() -> impl Iterator<Item = &'static str> {
    all().filter(|word| !COMMON.contains(word))
}

/// Further headings by which a heading row is told.
pub(super) fn beside() -> impl Iterator<Item = &'static str> {
    BESIDE.iter().copied()
}

/// The words only native lists have.
pub(super) fn all_marks() -> impl Iterator<Item = &'static str> {
    MARKS.iter().copied()
}

fn words() -> &'static BTreeMap<String, (NativeColumn, usize)> {
    static WORDS: OnceLock<BTreeMap<String, (NativeColumn, usize)>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let ranked = |column| words_of(column).enumerate().map(move |(rank, word)| (heading_key(word), (column, rank)));
        COLUMNS.iter().flat_map(|(_, column)| ranked(*column)).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, COMMON, MARKS, all, column, kind};
    use crate::model::power;
    use crate::read::table::heading_key;

    #[test]
    fn every_heading_means_one_column() {
        let mut seen = std::collections::BTreeSet::new();
        for word in all() {
            assert!(seen.insert(heading_key(word)), "{word} stands twice");
            assert!(column(&heading_key(word)).is_some(), "{word}");
        }
        for word in COMMON {
            assert!(seen.contains(&heading_key(word)), "{word} is no heading");
        }
        for word in MARKS {
            assert_eq!(heading_key(word), *word);
        }
        assert_eq!(power::KEYS.len(), COLUMNS.len() + 1);
    }

    #[test]
    fn kinds_are_told_from_other_words() {
        for (word, said) in [
            ("行政许可", "行政许可"),
            ("行政处罚类", "行政处罚"),
            ("行政许可事项", "行政许可"),
            ("其他行政权力-备案", "其他行政权力-备案"),
            ("其他类别", "其他类别"),
            ("公共服务事项", "公共服务"),
            ("非行政许可审批", "非行政许可审批"),
        ] {
            assert_eq!(kind(word), Some(said), "{word}");
        }
        for word in ["民政", "行政", "市教育局", "行政许可审批科", "其他", ""] {
            assert_eq!(kind(word), None, "{word}");
        }
    }
}
