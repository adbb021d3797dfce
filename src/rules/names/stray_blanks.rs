//! Blanks inside Chinese words and between a number and its unit: 招生  结果, 20 个工作日 内, 第 711 号. Line breaks are how narrow
//! columns look, and blanks that part entries of a list stay. Never within 《》.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::{Diagnostics, Edit, Safety};
use crate::model::name::is_han_digit;
use crate::model::{Field, Item};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::wording::{before_and_after, in_titles, is_chinese};
use crate::rules::{ItemContext, Watch};
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("stray-blanks", Family::Names, Severity::Advice, Allow::May, include_str!("stray_blanks.md"));

pub(super) static WATCH: Watch = Watch {
    fields: &[Field::Group, Field::Name, Field::Subname, Field::TimeLimit, Field::Basis, Field::Subject],
    words: &[" ", "\u{a0}", "\u{3000}"],
};

/// Characters shown on either side.
const AROUND_CHARS: usize = 6;

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    for &field in WATCH.fields {
        let text = context.item.text(field);
        let blanks = blanks(text);
        if blanks.is_empty() {
            continue;
        }
        let stray = stray(context.item, field, text, blanks);
        if stray.is_empty() {
            continue;
        }
        let edits: Vec<Edit> = stray.into_iter().map(|range| Edit { range, text: String::new() }).collect();
        let (shown, right) = before_and_after(text, &edits, AROUND_CHARS);
        let heading = context.heading(field);
        let message =
            say!("“{heading}”的词语或数字中间多了空格：“{shown}”", "blanks stand inside words or numbers under “{heading}”: “{shown}”");
        let help = say!("删去空格：“{right}”", "take them out: “{right}”");
        diagnostics.push(context.fault(&RULE, field, message).with_help(help).with_edits(Safety::Safe, edits));
    }
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{3000}')
}

/// Where blanks stand within a line, outside 《》.
fn blanks(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, blank) in text.char_indices().filter(|(_, c)| is_blank(*c)) {
        match found.last_mut().filter(|last| last.end == at) {
            Some(last) => last.end += blank.len_utf8(),
            None => found.push(at..at + blank.len_utf8()),
        }
    }
    if found.is_empty() {
        return found;
    }
    let within = in_titles(text);
    found.retain(|blank| !within(blank.start));
    found
}

/// Those of the blanks that part what belongs together.
fn stray(item: &Item, field: Field, text: &str, blanks: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let belongs = |blank: &Range<usize>| {
        let sides = Sides::of(text, blank);
        match field {
            Field::TimeLimit => sides.in_time_limit(item.time_limit.value.segments.len() > 1),
            Field::Subject => sides.in_subject(&item.subject.value),
            Field::Basis => sides.in_number(),
            Field::Group
            | Field::Name
            | Field::Subname
            | Field::Code
            | Field::Content
            | Field::Method
            | Field::Channels
            | Field::Audience
            | Field::Tiers
            | Field::Link
            | Field::Extra => sides.in_name(),
        }
    };
    let is_list = matches!(field, Field::Group | Field::Name | Field::Subname) && is_list(text);
    let decrees: Vec<Range<usize>> =
        if field == Field::Basis { DECREES.find_iter(text).map(|found| found.range()).collect() } else { Vec::new() };
    let is_free = |blank: &Range<usize>| !is_list && decrees.iter().all(|decree| blank.end <= decree.start || decree.end <= blank.start);
    blanks.into_iter().filter(|blank| is_free(blank) && belongs(blank)).collect()
}

/// Decrees that state-council-decree rewrites, blanks and all.
static DECREES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"国令\s*第?\s*[0-9]+(?:\s*号)?|国务院令\s*[0-9]+\s*号|国务院\s*第?\s*[0-9]+\s*号令|共和国\s*国务院令\s*第?\s*[0-9]+\s*号")
        .expect("a form of ours")
});

/// Whether blanks part the words of a list: three or more, none of a single character.
fn is_list(text: &str) -> bool {
    let words = || text.split(is_blank).filter(|word| !word.is_empty());
    words().count() > 2 && words().all(|word| word.chars().count() > 1)
}

/// The words on either side of a blank, up to the next blank or line end.
struct Sides<'a> {
    before: &'a str,
    behind: &'a str,
    /// The character before, and the one behind.
    last: char,
    first: char,
}

impl<'a> Sides<'a> {
    fn of(text: &'a str, blank: &Range<usize>) -> Self {
        let before = text[..blank.start].rsplit(char::is_whitespace).next().unwrap_or_default();
        let behind = text[blank.end..].split(char::is_whitespace).next().unwrap_or_default();
        // A blank beside a line end, or at an end of the text, has nothing on one side.
        let (last, first) = (before.chars().next_back().unwrap_or(' '), behind.chars().next().unwrap_or(' '));
        Self { before, behind, last, first }
    }

    fn between_chinese(&self) -> bool {
        is_chinese(self.last) && is_chinese(self.first)
    }

    /// 制 定 或 获 取: no word of Chinese is one character between blanks.
    fn is_single(&self) -> bool {
        let single = |word: &str| word.chars().count() == 1;
        single(self.before) || single(self.behind)
    }

    /// 一 招生政策, 第一章 总则.
    fn is_behind_number(&self) -> bool {
        let numbers = |c: char| is_han_digit(c) || matches!(c, '第' | '章' | '节' | '条' | '编');
        !self.before.is_empty() && self.before.chars().all(numbers)
    }

    fn in_name(&self) -> bool {
        self.between_chinese() && !self.is_behind_number()
    }

    fn in_time_limit(&self, several: bool) -> bool {
        if is_figure(self.last) {
            return matches!(self.first, '个' | '工' | '日' | '天' | '年' | '月' | '小' | '周' | '号');
        }
        if is_figure(self.first) {
            let number = self.behind.trim_start_matches(is_figure);
            return !number.starts_with(['.', '．', '、', '）', ')'])
                && matches!(self.last, '起' | '第' | '每' | '于' | '过' | '少' | '满' | '成' | '更');
        }
        if !self.between_chinese() || self.is_behind_number() {
            return false;
        }
        // A clause is over behind these; what follows may be the next one.
        let ends_clause = matches!(self.last, '内' | '开' | '新' | '次' | '布' | '示' | '日' | '月' | '年' | '季' | '度' | '前' | '后');
        let goes_on = ["之日", "内", "以内", "起", "予以", "个工作日", "工作日"].iter().any(|word| self.behind.starts_with(word));
        self.is_single() || goes_on || (!several && !ends_clause)
    }

    /// Only where the grammar took both sides for one body, and the side before names none by itself.
    fn in_subject(&self, bodies: &[String]) -> bool {
        const ENDS: &str = "局委办府会队厅部处室科股道镇乡村区市县省位司行馆院所站社校园心关构门";
        if !self.between_chinese() {
            return false;
        }
        let joined = format!("{}{}", tail(self.before), head(self.behind));
        bodies.iter().any(|body| body.contains(&joined)) && (self.is_single() || !ENDS.contains(self.last))
    }

    /// Within the number of a document: 国办发 〔2019〕 54 号, 第 十六 号, 国务院 令第711号.
    fn in_number(&self) -> bool {
        let is_counted = |c: char| is_figure(c) || is_han_digit(c);
        (is_figure(self.last) && matches!(self.first, '号' | '年' | '月' | '日' | '条' | '款' | '项' | '〕'))
            || (is_counted(self.last) && self.first == '号')
            || (self.last == '第' && is_counted(self.first))
            || (self.last == '令' && self.first == '第')
            || (is_chinese(self.last) && (self.behind == "令" || self.behind.starts_with("令第")))
            || (matches!(self.last, '〔' | '〕') && is_figure(self.first))
            || (is_chinese(self.last) && self.first == '〔')
    }
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９')
}

/// The last characters of a word, and the first ones: enough to tell where they stand joined.
fn tail(word: &str) -> &str {
    word.char_indices().rev().nth(2).map_or(word, |(at, _)| &word[at..])
}

fn head(word: &str) -> &str {
    word.char_indices().nth(3).map_or(word, |(at, _)| &word[..at])
}

#[cfg(test)]
mod tests {
    use super::{Range, Sides, blanks, is_list};

    fn without(text: &str, is_stray: impl Fn(&Sides<'_>) -> bool) -> String {
        let mut whole = text.to_owned();
        let stray: Vec<Range<usize>> = blanks(text).into_iter().filter(|blank| is_stray(&Sides::of(text, blank))).collect();
        stray.into_iter().rev().for_each(|range| whole.replace_range(range, ""));
        whole
    }

    #[test]
    #[expect(clippy::redundant_closure_for_method_calls, reason = "a method of a type with a lifetime is of one lifetime only")]
    fn blanks_within_words_go_and_those_between_entries_stay() {
        for (text, right) in [
            ("自信息形成 之日起 20 个工作日 内", "自信息形成之日起20个工作日内"),
            ("信 息 形 成之日起", "信息形成之日起"),
            ("1.批前公示 2.批后20日内 决定7个工作日内", "1.批前公示 2.批后20日内 决定7个工作日内"),
            ("自信息形\n成 \n之日起", "自信息形\n成 \n之日起"),
        ] {
            assert_eq!(without(text, |sides| sides.in_time_limit(false)), right);
        }
        for (text, right) in [
            ("（国办发 〔2019〕 54 号）", "（国办发〔2019〕54号）"),
            ("《财政部 农业部关于甲》 （国务院 令 第 711 号）", "《财政部 农业部关于甲》 （国务院令第711号）"),
            ("第二十 条 GB/T 32939—2016 第 十六 号", "第二十 条 GB/T 32939—2016 第十六号"),
        ] {
            assert_eq!(without(text, |sides| sides.in_number()), right);
        }
        let bodies = ["乡镇人民政府".to_owned(), "大英县公安局回马派出所".to_owned(), "教育局".to_owned()];
        for (text, right) in
            [("乡镇人民 政府", "乡镇人民政府"), ("大英县公安局 回马派出所", "大英县公安局 回马派出所"), ("教 育 局", "教育局")]
        {
            assert_eq!(without(text, |sides| sides.in_subject(&bodies)), right);
        }
        assert_eq!(without("一 招生  结果", |sides| sides.in_name()), "一 招生结果");
        assert!(is_list("政策 解读 问答") && !is_list("招 生 政策") && !is_list("招生 结果"));
    }
}
