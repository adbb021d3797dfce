//! Actual personal numbers in a file, wherever they stand: citizen IDs, mobile numbers, bank cards (《个人信息保护法》第二十五条、第二十八条).
//! Codes of items are none, and no number is ever shown whole.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::model::personal::{self, Found, Kind};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::{TextContext, TextKind};
use crate::words::{Words, say};

pub(super) static RULE: Rule =
    Rule::new("personal-number", Family::Privacy, Severity::Error, Allow::Never, include_str!("personal_number.md"));

/// Headings over numbers that are no person's.
const CODES: [&str; 7] = ["编码", "编号", "代码", "序号", "文号", "code", "流水号"];

/// Headings over telephones of offices. Staff of small ones give their own.
const OFFICE_TELEPHONES: [&str; 6] = ["咨询", "监督", "举报", "投诉", "热线", "电话"];

/// Words before a telephone of an office, in its own cell. 联系电话 may be anybody's.
const OFFICE_WORDS: [&str; 8] = ["咨询", "监督", "举报", "投诉", "热线", "服务电话", "办公电话", "值班"];

/// Words over or before the number of a bank card.
const CARD_WORDS: [&str; 6] = ["卡号", "银行卡", "账号", "帐号", "账户", "开户"];

/// Further headings, so that one over another column is not taken for one of these.
const OTHER_HEADINGS: [&str; 10] = ["姓名", "身份证", "证件", "手机", "联系方式", "公开", "名称", "内容", "依据", "备注"];

/// Characters before a number in which a word about it is looked for.
const BEFORE_CHARS: usize = 16;

pub(super) fn check(context: &TextContext<'_>, diagnostics: &mut Diagnostics) {
    let found = personal::find(context.text);
    if found.is_empty() {
        return;
    }
    // A few words of a text are no heading: what stands over it is looked up once.
    let heading = if context.kind == TextKind::Value { context.around.heading(is_heading) } else { None };
    let mut by_kind: BTreeMap<(Kind, Severity), Vec<&Found>> = BTreeMap::new();
    for number in &found {
        if let Some((kind, severity)) = judged(context, number, heading.as_deref()) {
            by_kind.entry((kind, severity)).or_default().push(number);
        }
    }
    for ((kind, severity), numbers) in by_kind {
        let message = message(context, kind, severity, &numbers);
        let mut fault = context.fault(&RULE, message).with_help(help(kind, severity)).with_severity(severity);
        fault.heading.clone_from(&heading);
        diagnostics.push(fault);
    }
}

fn is_heading(text: &str) -> bool {
    let words = CODES.iter().chain(&OFFICE_TELEPHONES).chain(&CARD_WORDS).chain(&OTHER_HEADINGS);
    let mut words = words.copied();
    !text.bytes().any(|byte| byte.is_ascii_digit()) && words.any(|word| text.contains(word))
}

/// What a number is where it stands, and how much it weighs; none when it is no person's after all.
fn judged(context: &TextContext<'_>, number: &Found, heading: Option<&str>) -> Option<(Kind, Severity)> {
    let before = before(context.text, number.range.start);
    let over = |words: &[&str]| heading.is_some_and(|heading| words.iter().any(|word| heading.contains(word)));
    let near = |words: &[&str]| words.iter().any(|word| before.contains(word));
    let is_code = over(&CODES) || near(&CODES);
    match number.kind {
        // Its own check leaves no doubt, whatever stands over it.
        Kind::CitizenId => Some((Kind::CitizenId, Severity::Error)),
        Kind::RoundedId => (!is_code).then_some((Kind::RoundedId, Severity::Warning)),
        Kind::Mobile => {
            let is_office = over(&OFFICE_TELEPHONES) || near(&OFFICE_WORDS);
            (!is_code).then_some((Kind::Mobile, if is_office { Severity::Warning } else { Severity::Error }))
        }
        Kind::UnionPay => (!is_code).then_some((Kind::UnionPay, Severity::Error)),
        Kind::OtherCard => (!is_code && (over(&CARD_WORDS) || near(&CARD_WORDS))).then_some((Kind::UnionPay, Severity::Error)),
    }
}

/// The characters right before a place of a text.
fn before(text: &str, at: usize) -> &str {
    let from = text[..at].char_indices().rev().nth(BEFORE_CHARS - 1).map_or(0, |(from, _)| from);
    &text[from..at]
}

fn message(context: &TextContext<'_>, kind: Kind, severity: Severity, numbers: &[&Found]) -> Words {
    let place = context.whereabouts();
    let shown = &numbers[0].shown;
    let what = match kind {
        Kind::CitizenId => say!("居民身份证号码", "a citizen ID"),
        Kind::RoundedId => {
            say!("像居民身份证号码的数字（末三位成了0）", "what looks like a citizen ID whose last three digits became zeros")
        }
        Kind::Mobile if severity == Severity::Warning => say!("手机号码作为单位电话", "a mobile number given as an office telephone"),
        Kind::Mobile => say!("手机号码", "a mobile number"),
        Kind::UnionPay | Kind::OtherCard => say!("银行卡号", "the number of a bank card"),
    };
    let more = match numbers.len() {
        1 => say!("", ""),
        count => say!("等{count}个", " and others, {count} in all"),
    };
    say!(
        "{where_zh}有{what_zh}：{shown}{more_zh}",
        "{what_en} stands {where_en}: {shown}{more_en}",
        where_zh = place.zh,
        where_en = place.en,
        what_zh = what.zh,
        what_en = what.en,
        more_zh = more.zh,
        more_en = more.en
    )
}

fn help(kind: Kind, severity: Severity) -> Words {
    match (kind, severity) {
        (Kind::Mobile, Severity::Warning) => say!(
            "请改为单位的固定电话或者12345热线；确属对外公布的工作手机，请核对后保留",
            "give the office's own telephone or the 12345 hotline; keep it only if it is a mobile the office publishes"
        ),
        (Kind::RoundedId, _) => say!(
            "请核对：如果是身份证号码，请删除；如果是编码，请在表头写“编码”",
            "delete it if it is a citizen ID; if it is a code, let the heading say 编码"
        ),
        (Kind::CitizenId | Kind::Mobile | Kind::UnionPay | Kind::OtherCard, _) => say!(
            "请删除：清单只写公开哪些内容，不写具体人的号码；批注、隐藏的行列和文件属性里的也要删除",
            "delete it: a list says what is disclosed, not anybody's numbers; nor may they stay in comments, hidden parts or properties"
        ),
    }
}
