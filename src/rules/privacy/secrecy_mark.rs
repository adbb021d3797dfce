//! A mark of secrecy in a file: 秘密★, 机密级, 内部资料 注意保存 (《保守国家秘密法》). Words that only speak of secrets are none.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::Diagnostics;
use crate::model::personal;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::TextContext;
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("secrecy-mark", Family::Privacy, Severity::Error, Allow::Never, include_str!("secrecy_mark.md"));

/// One of these stands in every mark. Two plain searches are faster than one for both.
const WORDS: [&str; 2] = ["密", "内部"];

/// Marks, in a line without blanks: a star and a term behind the grade; the grade alone, in brackets or behind 密级; the words of
/// internal papers with what they forbid.
static MARK: LazyLock<Regex> = LazyLock::new(|| {
    let paper = "(?:内部(?:资料|文件|材料|刊物|参考|使用)|工作秘密)";
    let forbids = "(?:注意保[存管密]|妥善保管|(?:请勿|严禁|禁止|不得|不准|切勿)(?:外传|扩散|外泄|泄露|翻印|复印))";
    Regex::new(&format!(
        "(?:绝密|机密|秘密)级?[★☆✩✭⭐]|\
         ^[（(【〔\\[]?(?:(?:绝密|机密|秘密)级?|(?:绝密|机密|秘密)级(?:文件|资料|材料)|工作秘密|内部(?:资料|文件|材料|刊物))(?:\\d{{1,2}}年|长期)?[）)】〕\\]]?$|\
         [（(【〔\\[](?:(?:绝密|机密|秘密)级?|工作秘密|内部(?:资料|文件|材料))[）)】〕\\]]$|\
         密级[：:]?(?:绝密|机密|秘密|内部|工作秘密)级?(?:$|[，。；;,）)])|\
         {paper}[，,、；;：:·—（(-]*{forbids}"
    ))
    .expect("a fixed pattern")
});

pub(super) fn check(context: &TextContext<'_>, diagnostics: &mut Diagnostics) {
    if !WORDS.iter().any(|word| context.text.contains(word)) {
        return;
    }
    let Some(mark) = context.text.lines().find_map(mark) else { return };
    let mark = personal::covered(&mark).unwrap_or(mark);
    let place = context.whereabouts();
    let message = say!(
        "{zh}有密级或者内部资料的标志：“{mark}”",
        "a mark of secrecy or of an internal paper stands {en}: “{mark}”",
        zh = place.zh,
        en = place.en
    );
    let help = say!(
        "请先由保密工作机构核对：涉密或者属于工作秘密的，不得提交、不得公开；误留的标志请删除",
        "let the secrecy office look first: what is secret must be neither handed in nor published; delete a mark that was left by mistake"
    );
    diagnostics.push(context.fault(&RULE, message).with_help(help));
}

/// The mark in a line.
fn mark(line: &str) -> Option<String> {
    let line: String = line.trim_start_matches('#').chars().filter(|letter| !letter.is_whitespace()).collect();
    MARK.find(&line).map(|found| found.as_str().to_owned())
}
