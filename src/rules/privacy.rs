//! Privacy (PR) and secrecy (SC): what must not be published, and what a catalog must not promise to publish.

use std::sync::LazyLock;

use regex::Regex;

use super::{Check, Entry, Watch};
use crate::model::{Field, Item};

mod endless_list;
mod list_not_deidentified;
mod list_of_vulnerable;
mod list_wider_than_law;
mod personal_number;
mod promised_identifiers;
mod secrecy_mark;

pub(super) static ALL: &[Entry] = &[
    Entry { rule: &promised_identifiers::RULE, check: Check::Words(&promised_identifiers::WATCH, promised_identifiers::check) },
    Entry { rule: &list_not_deidentified::RULE, check: Check::Words(&LISTS, list_not_deidentified::check) },
    Entry { rule: &list_wider_than_law::RULE, check: Check::Words(&list_wider_than_law::WATCH, list_wider_than_law::check) },
    Entry { rule: &personal_number::RULE, check: Check::Text(personal_number::check) },
    Entry { rule: &list_of_vulnerable::RULE, check: Check::Words(&LISTS, list_of_vulnerable::check) },
    Entry { rule: &endless_list::RULE, check: Check::Words(&LISTS, endless_list::check) },
    Entry { rule: &secrecy_mark::RULE, check: Check::Text(secrecy_mark::check) },
];

/// Where lists of persons are promised.
const NAMES_AND_CONTENT: &[Field] = &[Field::Name, Field::Subname, Field::Content];

/// Words for a list.
static LISTS: Watch = Watch { fields: NAMES_AND_CONTENT, words: &["名单", "名册", "个人信息"] };

/// What stands between two marks and ends with a word for a list.
static LIST: LazyLock<Regex> = LazyLock::new(|| Regex::new("[^，,、；;。：:（(）)\\s]*(?:名单|名册|个人信息)").expect("a fixed pattern"));

/// Persons who get something from the government or are cared for by it.
static PERSONS: LazyLock<Regex> = LazyLock::new(|| {
    let words = "低保|救助|特困|供养|困难|贫困|脱贫|返贫|监测|农户|户主|保障|公租|廉租|轮候|配租|补贴|补助|资助|受助|助学|津贴|抚恤|优抚\
                 |残疾|老年|老人|高龄|失能|儿童|孤儿|学生|未成年|失业|见习|参保|申请人|征收|补偿|安置|村民|居民|患者|病人\
                 |病例|受害人|被害人|初审对象|审核对象|公示对象|艾滋|精神";
    Regex::new(words).expect("fixed words")
});

/// Whoever does something for the government, or is no person.
static NOT_PERSONS: LazyLock<Regex> = LazyLock::new(|| {
    let words = "执法|机构|企业|公司|单位|组织|学校|院校|医院|药店|专家|评委|工作人员|管理人员|律师|公证|法律|调解|信息员|监督员|责任人\
                 |纳税人|失信|黑名单|红名单|处罚|中标|供应商|投标|代理|项目|产品|商品|先进|集体|表彰|领导|委员|代表|志愿|目录|政策|窗口|网点|基地|单元|场所|经营|地名|村名|传承人";
    Regex::new(words).expect("fixed words")
});

/// What says that a list shows nobody more than it must.
static SPARED: LazyLock<Regex> = LazyLock::new(|| {
    let words = "去标识|去身份|脱敏|匿名|隐去|隐藏|隐私|遮|屏蔽|不含|不得公开|不公开|不予公开|不公布|除外|区分处理|部分公开|依法公开的";
    Regex::new(words).expect("fixed words")
});

/// The first list of persons an item promises, with its field.
fn list_of_persons(item: &Item) -> Option<(Field, &str)> {
    lists(item).find(|(_, list)| is_of_persons(list))
}

/// What an item calls a list, with the words before it.
fn lists(item: &Item) -> impl Iterator<Item = (Field, &str)> {
    NAMES_AND_CONTENT.iter().rev().flat_map(|field| {
        let text = item.text(*field);
        // 个人信息保护 is no list.
        let found = LIST.find_iter(text).filter(|found| !text[found.end()..].starts_with("保护"));
        found.map(|found| (*field, found.as_str().trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.')))
    })
}

fn is_of_persons(list: &str) -> bool {
    !list.ends_with("个人信息") && PERSONS.is_match(list) && !NOT_PERSONS.is_match(list)
}

/// Whether an item says that what identifies persons is left out.
fn is_spared(item: &Item) -> bool {
    let said = [Field::Name, Field::Subname, Field::Content, Field::Audience, Field::TimeLimit].into_iter();
    said.map(|field| item.text(field)).chain(item.extra.iter().map(|extra| extra.text.value.as_str())).any(|text| SPARED.is_match(text))
}

/// Whether everybody gets to see it without asking.
fn is_for_everyone(item: &Item) -> bool {
    item.method.value.active.is_some() && item.audience.value.everyone.is_some()
}

/// Whether a channel is chosen.
fn is_shown_by(item: &Item, standard: &str) -> bool {
    item.channels.value.iter().any(|channel| channel.standard.as_deref() == Some(standard))
}
