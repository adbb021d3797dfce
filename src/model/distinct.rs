//! What is left of an item's name without the words that every domain uses: 医疗救助办理流程 → 医疗救助, 政策文件 → nothing.
//! Two items of one distinct name are probably about one thing; two 办事指南 are not. Compares nothing itself.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::model::name;

/// Words that tell nothing about what an item is about, the longest first where one holds another.
const COMMON: &[&str] = &[
    "政府信息",
    "规范性",
    "部门",
    "政策",
    "法规",
    "法律",
    "规章",
    "规定",
    "文件",
    "通知",
    "公文",
    "制度",
    "标准",
    "条件",
    "依据",
    "重大",
    "重要",
    "决策",
    "草案",
    "解读",
    "回应",
    "会议",
    "办事",
    "指南",
    "服务",
    "公共",
    "公开",
    "信息",
    "监督",
    "检查",
    "监管",
    "日常",
    "投诉",
    "举报",
    "咨询",
    "公告",
    "公示",
    "结果",
    "情况",
    "名单",
    "目录",
    "清单",
    "行政",
    "许可",
    "处罚",
    "强制",
    "征收",
    "给付",
    "确认",
    "奖励",
    "裁决",
    "审批",
    "审核",
    "审查",
    "备案",
    "登记",
    "申请",
    "申报",
    "申领",
    "受理",
    "办理",
    "流程",
    "程序",
    "材料",
    "对象",
    "工作",
    "动态",
    "相关",
    "有关",
    "有效",
    "其他",
    "其它",
    "地方",
    "国家",
    "上级",
    "本级",
    "市级",
    "县级",
    "镇级",
    "乡级",
    "组织",
    "机构",
    "领导",
    "职能",
    "职责",
    "基本",
    "主要",
    "年度",
    "计划",
    "规划",
    "总结",
    "财务",
    "统计",
    "数据",
    "概况",
    "招标",
    "中标",
    "采购",
    "执法",
    "执行",
    "事项",
    "业务",
    "项目",
    "资金",
    "分配",
    "使用",
    "实施",
    "管理",
    "各类",
    "农村",
    "和",
    "及",
    "与",
    "等",
    "的",
];

/// Shorter remains tell too little: they are cut to nothing.
const SHORTEST: usize = 3;

/// The distinct part of a name in the form in which names are compared; empty where nothing tells it from other items.
#[must_use]
pub fn part(name: &str) -> String {
    let (key, words) = (name::key(name), by_first_letter());
    let mut part = String::with_capacity(key.len());
    let mut rest = key.as_str();
    while let Some(first) = rest.chars().next() {
        match words.get(&first).into_iter().flatten().find(|word| rest.starts_with(**word)) {
            Some(word) => rest = &rest[word.len()..],
            None => {
                part.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    if part.chars().count() < SHORTEST { String::new() } else { part }
}

/// The words by how they begin, in their order: a long catalog asks about every letter of every name.
fn by_first_letter() -> &'static BTreeMap<char, Vec<&'static str>> {
    static WORDS: OnceLock<BTreeMap<char, Vec<&'static str>>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut words: BTreeMap<char, Vec<&'static str>> = BTreeMap::new();
        for word in COMMON {
            words.entry(word.chars().next().unwrap_or_default()).or_default().push(word);
        }
        words
    })
}

#[cfg(test)]
mod tests {
    use super::part;

    #[test]
    fn words_of_every_domain_tell_nothing() {
        for (name, distinct) in [
            ("医疗救助", "医疗救助"),
            ("医疗救助办理流程", "医疗救助"),
            ("1.医疗救助（办事指南）", "医疗救助"),
            ("农村危房改造", "危房改造"),
            ("危房改造政策", "危房改造"),
            ("办事指南", ""),
            ("政策法规文件", ""),
            ("部门和地方规章", ""),
            ("重大决策草案", ""),
            ("招标公告", ""),
            ("行政处罚决定", ""),
            ("学校介绍", "学校介绍"),
        ] {
            assert_eq!(part(name), distinct, "{name}");
        }
    }
}
