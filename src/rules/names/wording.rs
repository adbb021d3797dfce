//! Words that official writing spells another way: 帐号, 登陆网站, 其它, 二○二○年. Never within 《》: a title stays as it was issued.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::{Diagnostics, Edit, Safety};
use crate::model::Field;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::wording::outside_titles;
use crate::rules::{ItemContext, Watch};
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("wording", Family::Names, Severity::Advice, Allow::May, include_str!("wording.md"));

pub(super) static WATCH: Watch = Watch {
    fields: &[Field::Group, Field::Name, Field::Subname, Field::Content, Field::Basis, Field::Subject],
    words: &["帐", "登陆", "其它", "○"],
};

/// A wrong spelling where it cannot mean another word; the first group is what changes.
struct Spelling {
    form: Regex,
    right: &'static str,
}

// 帐篷, 蚊帐 and 台风登陆 are right; ○ before an element is a bullet.
static SPELLINGS: LazyLock<[Spelling; 5]> = LazyLock::new(|| {
    let spelling = |form: &str, right| Spelling { form: Regex::new(form).expect("a form of ours"), right };
    [
        spelling("(帐)[号户目簿单册款务本]", "账"),
        spelling("[台记对银转入出查报建结算](帐)(?:[^篷幕]|$)", "账"),
        spelling("(登陆)[^，。；、,;台风]{0,12}(?:网|平台|系统|APP|账号|帐号|页面|客户端|公众号|邮箱)", "登录"),
        spelling("(其它)", "其他"),
        spelling("[一二三四五六七八九](○)[一二三四五六七八九○〇]", "〇"),
    ]
});

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    for &field in WATCH.fields {
        let text = outside_titles(context.item.text(field));
        let mut edits: Vec<Edit> = Vec::new();
        for spelling in &*SPELLINGS {
            for found in spelling.form.captures_iter(&text) {
                let range = found.get(1).expect("every form has a group").range();
                if !edits.iter().any(|edit| edit.range == range) {
                    edits.push(Edit { range, text: spelling.right.to_owned() });
                }
            }
        }
        if edits.is_empty() {
            continue;
        }
        edits.sort_by_key(|edit| edit.range.start);
        let mut pairs: Vec<(&str, &str)> = Vec::new();
        for edit in &edits {
            let pair = (&text[edit.range.clone()], edit.text.as_str());
            if !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
        let wrong = pairs.iter().map(|(wrong, _)| format!("“{wrong}”")).collect::<Vec<_>>().join("、");
        let right = pairs.iter().map(|(_, right)| format!("“{right}”")).collect::<Vec<_>>().join("、");
        let heading = context.heading(field);
        let message = say!("“{heading}”里的{wrong}，公文中一般写作{right}", "{wrong} under “{heading}” is usually written {right}");
        let help = say!("请改为{right}", "make it {right}");
        diagnostics.push(context.fault(&RULE, field, message).with_help(help).with_edits(Safety::Safe, edits));
    }
}
