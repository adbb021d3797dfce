//! Words that official writing spells another way: 帐号, 登陆网站, 其它, 二○二○年. Never within 《》: a title stays as it was issued.

use std::ops::Range;
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

/// A wrong spelling where it cannot mean another word; in the first group `wrong` becomes `right`.
struct Spelling {
    form: Regex,
    wrong: &'static str,
    right: &'static str,
}

// 帐篷, 蚊帐 and 台风登陆 are right; ○ before an element is a bullet.
static SPELLINGS: LazyLock<[Spelling; 6]> = LazyLock::new(|| {
    let spelling = |form: &str, wrong, right| Spelling { form: Regex::new(form).expect("a form of ours"), wrong, right };
    [
        spelling("(帐)[号户目簿单册款务本]", "帐", "账"),
        spelling("[台记对银转入出查报建结算](帐)(?:[^篷幕]|$)", "帐", "账"),
        spelling("(登陆)[^，。；、,;台风]{0,12}(?:网|平台|系统|APP|账号|帐号|页面|客户端|公众号|邮箱)", "登陆", "登录"),
        spelling("(其它)", "其它", "其他"),
        // 二○○五, and the last of 二○一○年.
        spelling("[一二三四五六七八九]〇*(○+)[一二三四五六七八九○〇]", "○", "〇"),
        spelling("[一二三四五六七八九][一二三四五六七八九○〇]{1,2}(○)年", "○", "〇"),
    ]
});

impl Spelling {
    /// Where it stands. The search goes on right behind it, for what follows may also stand before the next (二○二○年, 台帐记帐).
    fn places<'a>(&'a self, text: &str) -> Vec<(Range<usize>, &'a Self)> {
        let (mut places, mut from) = (Vec::new(), 0);
        while let Some(range) = self.form.captures_at(text, from).and_then(|found| Some(found.get(1)?.range())) {
            from = range.end;
            places.push((range, self));
        }
        places
    }

    fn edit(&self, text: &str, range: &Range<usize>) -> Edit {
        Edit { range: range.clone(), text: text[range.clone()].replace(self.wrong, self.right) }
    }
}

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    for &field in WATCH.fields {
        let text = outside_titles(context.item.text(field));
        let mut found: Vec<(Range<usize>, &Spelling)> = SPELLINGS.iter().flat_map(|spelling| spelling.places(&text)).collect();
        if found.is_empty() {
            continue;
        }
        found.sort_by_key(|(range, _)| (range.start, range.end));
        found.dedup_by_key(|(range, _)| range.clone());
        let mut pairs: Vec<(&str, &str)> = Vec::new();
        for (_, spelling) in &found {
            if !pairs.contains(&(spelling.wrong, spelling.right)) {
                pairs.push((spelling.wrong, spelling.right));
            }
        }
        let edits = found.iter().map(|(range, spelling)| spelling.edit(&text, range)).collect();
        let wrong = pairs.iter().map(|(wrong, _)| format!("“{wrong}”")).collect::<Vec<_>>().join("、");
        let right = pairs.iter().map(|(_, right)| format!("“{right}”")).collect::<Vec<_>>().join("、");
        let heading = context.heading(field);
        let message = say!("“{heading}”里的{wrong}，公文中一般写作{right}", "{wrong} under “{heading}” is usually written {right}");
        let help = say!("请改为{right}", "make it {right}");
        diagnostics.push(context.fault(&RULE, field, message).with_help(help).with_edits(Safety::Safe, edits));
    }
}

#[cfg(test)]
mod tests {
    use super::{Edit, SPELLINGS};

    #[test]
    fn every_wrong_spelling_is_found_at_once() {
        for (text, right) in [
            ("二○二○年招生计划", "二〇二〇年招生计划"),
            ("二○○五年和二○一○年", "二〇〇五年和二〇一〇年"),
            ("二〇○○年", "二〇〇〇年"),
            ("台帐记帐", "台账记账"),
            ("○○镇 ○招生计划 一○年度", "○○镇 ○招生计划 一○年度"),
            ("台风登陆、救灾帐篷、蚊帐", "台风登陆、救灾帐篷、蚊帐"),
        ] {
            let mut found: Vec<_> = SPELLINGS.iter().flat_map(|spelling| spelling.places(text)).collect();
            found.sort_by_key(|(range, _)| range.start);
            found.dedup_by_key(|(range, _)| range.clone());
            let edits: Vec<Edit> = found.iter().map(|(range, spelling)| spelling.edit(text, range)).collect();
            assert_eq!(Edit::apply(&edits, text), right);
        }
    }
}
