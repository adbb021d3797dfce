//! 公开内容 that promises what identifies a person: 身份证号码, 银行账号, 家庭住址 … (《个人信息保护法》第二十五条、第二十八条). Documents that
//! applicants bring, telephones of offices and what is expressly left out are none.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::Diagnostics;
use crate::model::{Field, Item};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::{ItemContext, Watch};
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("promised-identifiers", Family::Privacy, Severity::Error, Allow::May, include_str!("promised_identifiers.md"));

pub(super) static WATCH: Watch = Watch {
    fields: &[Field::Content],
    words: &[
        "身份证",
        "身份号码",
        "卡号",
        "账号",
        "帐号",
        "开户",
        "住址",
        "家庭地址",
        "门牌",
        "手机",
        "电话",
        "病情",
        "残疾",
        "照片",
        "学籍号",
    ],
};

/// What identifies a person wherever it is promised.
static STRONG: LazyLock<Regex> = LazyLock::new(|| {
    let words = "(?:居民|公民)?身份证(?:件)?号码?|公民身份号码|银行卡(?:账)?号|一卡通(?:账|帐)号|家庭(?:详细)?(?:住址|地址)|学籍号|残疾(?:人)?(?:类别|等级)?证号";
    Regex::new(words).expect("fixed words")
});

/// What identifies a person only where persons are listed: offices have such things, too.
static WEAK: LazyLock<Regex> = LazyLock::new(|| {
    let words = "(?:银行)?(?:账|帐)号|开户行|(?:详细)?住址|门牌号?码?|手机号码?|联系电话|病情|照片";
    Regex::new(words).expect("fixed words")
});

/// What identifies a person also in an element of its own, where another element lists persons.
static ALONE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^(?:银行)?(?:账|帐)号$|^开户行$|^详细住址$|^手机号码?$|^病情$").expect("a fixed pattern"));

/// Persons are listed.
static LISTED: LazyLock<Regex> = LazyLock::new(|| {
    let words = "姓名|名单|名册|户主|申请人|(?:救助|供养|保障|补贴|补助|资助|受助)(?:对象|人员|家庭)(?:的|信息)|患者|学生(?:的|信息)";
    Regex::new(words).expect("fixed words")
});

/// The stretch speaks of documents to bring, of a guide, of an office, or says that it is left out.
static OTHERWISE: LazyLock<Regex> = LazyLock::new(|| {
    let words = "不含|不包[含括]|不得|不公[开示布]|不予|不显示|隐去|隐藏|隐私|去标识|脱敏|匿名|除外|屏蔽|遮|删除|避免|保护|后四位|末四位\
                 |材料|复印件|原件|证明|提交|提供|填写|填报|录入|核验|携带|出示|凭|所需|申请表|登记表|样表|空白表|指南|办理|受理|流程|条件|查询\
                 |更正|变更|重号|补正|咨询|监督|举报|联系人|投诉|机构|部门|单位|企业|公司|采购|招标|投标|代理|领导|负责人|执法|律师|志愿|信息员|救济";
    Regex::new(words).expect("fixed words")
});

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let promised = promised(context.item);
    if promised.is_empty() {
        return;
    }
    let words = promised.join("、");
    let message = say!("公开内容里写了公开个人的“{words}”", "the content promises to publish what identifies persons: {words}");
    let help = say!(
        "请删去“{words}”：名单一般只写姓名、镇村、类别、金额，并注明“去标识化处理后公开”",
        "leave out {words}: a list names person, village, class and amount at most, and says 去标识化处理后公开"
    );
    diagnostics.push(context.fault(&RULE, Field::Content, message).with_help(help));
}

/// What the content promises of persons, each word once.
pub(super) fn promised(item: &Item) -> Vec<&str> {
    let text = item.content.text.as_str();
    let stretches = || text.split(['；', ';', '。', '\n']).filter(|stretch| !OTHERWISE.is_match(stretch));
    // Nothing but 银行账号: whose it is, the content does not say, and a body's own would be said with its name.
    let whole = text.trim().trim_end_matches('。');
    if ["银行账号", "银行帐号", "银行卡号", "个人银行账号", "个人银行帐号"].contains(&whole) {
        return vec![whole];
    }
    let is_listed = stretches().any(|stretch| LISTED.is_match(stretch));
    let mut found: Vec<&str> = Vec::new();
    for stretch in stretches() {
        let is_meant = is_listed && (LISTED.is_match(stretch) || ALONE.is_match(stretch.trim()));
        let weak = is_meant.then(|| WEAK.find_iter(stretch)).into_iter().flatten();
        for word in STRONG.find_iter(stretch).chain(weak).map(|word| word.as_str()) {
            if !found.iter().any(|known| known.contains(word)) {
                found.push(word);
            }
        }
    }
    found
}
