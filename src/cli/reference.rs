//! `mulu reference`: what other counties' catalogs list under a domain, to hold one's own beside.

use clap::ValueEnum;

use super::{Answer, Told};
use crate::knowledge::{self, Domain, Level, ReferenceItem, Times};
use crate::model::nearest;
use crate::words::{Lang, Words, plural, say};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(
        value_name = "领域",
        help = "哪个领域，如 社会救助；不写则列出全部领域 || which domain, such as 社会救助; lists them when left out"
    )]
    domain: Option<String>,
    #[arg(long, value_name = "text|json", default_value = "text", hide_default_value = true, hide_possible_values = true)]
    #[arg(help = "输出格式：text（默认）或 json（含每一处来源） || format: text (default) or json (with every source)")]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(super) fn run(arguments: &Arguments, told: &Told) -> Answer {
    let lang = told.lang();
    let Some(word) = arguments.domain.as_deref() else {
        return match arguments.format {
            Format::Text => Answer { out: domains(lang), ..Answer::default() },
            Format::Json => json(&knowledge::references()),
        };
    };
    let Some((domain, _)) = knowledge::load().domain(word) else { return miss(word, lang) };
    let reference = knowledge::reference(&domain.key).expect("every domain has a file; a test loads them");
    match arguments.format {
        Format::Text => Answer { out: items(domain, &reference.items, lang), ..Answer::default() },
        Format::Json => json(reference),
    }
}

fn json<T: serde::Serialize>(value: &T) -> Answer {
    let text = serde_json::to_string_pretty(value).expect("texts and lists are always JSON");
    Answer { out: format!("{text}\n"), ..Answer::default() }
}

/// What a reader must know before taking the items for more than they are.
fn caution() -> Words {
    say!(
        "这些事项见于各地政府网站公布的标准目录，供对照用；国家标准指引共有多少项没有核实，这里没有的事项不等于不用公开。",
        "These items were seen in catalogs on the sites of counties. How many items the national guidelines have was not confirmed: an item \
         that is not here may still have to be disclosed."
    )
}

fn domains(lang: Lang) -> String {
    let mut out = format!("{}\n\n", caution().in_lang(lang));
    let (mut all, mut often) = (0, 0);
    for reference in knowledge::references() {
        let name = knowledge::load().domain_by_key(&reference.domain).map_or(reference.domain.as_str(), |domain| &domain.name);
        let (count, again) = counts(&reference.items);
        (all, often) = (all + count, often + again);
        let blank = "　".repeat(12_usize.saturating_sub(name.chars().count()));
        let words = say!("{count:>3} 项，{again:>2} 项见于两处以上", "{count:>3} items, {again:>2} seen more than once");
        out += &format!("  {name}{blank}{}\n", words.in_lang(lang));
    }
    let sum = say!("合计 {all} 项，{often} 项见于两处以上", "{all} items in all, {often} seen more than once");
    let more = say!("看一个领域：mulu reference 社会救助", "one domain: mulu reference 社会救助");
    format!("{out}\n{}\n{}\n", sum.in_lang(lang), more.in_lang(lang))
}

fn counts(items: &[ReferenceItem]) -> (usize, usize) {
    (items.len(), items.iter().filter(|item| item.seen == Times::Again).count())
}

fn items(domain: &Domain, items: &[ReferenceItem], lang: Lang) -> String {
    let (count, again) = counts(items);
    let head = say!(
        "{name}：{count} 项，{again} 项见于两处以上",
        "{name}: {count} item{s}, {again} seen more than once",
        name = &domain.name,
        s = plural(count)
    );
    let mut out = format!("{}\n{}\n", head.in_lang(lang), caution().in_lang(lang));
    let mut group: Option<&Option<String>> = None;
    for item in items {
        if group != Some(&item.group) {
            let name = item
                .group
                .as_deref()
                .map_or_else(|| say!("（一级事项未见）", "(一级事项 not seen)").in_lang(lang).to_owned(), str::to_owned);
            out += &format!("\n{name}\n");
            group = Some(&item.group);
        }
        out += &one(item, lang);
    }
    out
}

fn one(item: &ReferenceItem, lang: Lang) -> String {
    let name = item.subname.as_ref().map_or_else(|| item.name.clone(), |subname| format!("{} › {subname}", item.name));
    let local = say!("（地方增列，或未证实是国家指引原列）", " (local, or not known to be in the guideline)");
    let mut out = format!("  {name}{}\n", if item.local { local.in_lang(lang) } else { "" });
    let mut unseen: Vec<&str> = Vec::new();
    for (heading, text) in fields(item) {
        if text.is_empty() {
            unseen.push(heading);
        } else {
            out += &format!("    {heading}：{text}\n");
        }
    }
    if !unseen.is_empty() {
        let unseen = unseen.join("、");
        out += &format!("    {}\n", say!("未见：{unseen}", "not seen: {unseen}").in_lang(lang));
    }
    let (pages, first) = (item.sources.len(), item.sources.first().map_or("", String::as_str));
    out + &format!(
        "    {}\n",
        say!("见于 {pages} 页，如 {first}", "seen on {pages} page{s}, such as {first}", s = plural(pages)).in_lang(lang)
    )
}

/// The fields of an item under the headings of the national table; empty where nothing was seen.
fn fields(item: &ReferenceItem) -> [(&'static str, String); 8] {
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    let joined = |texts: Vec<String>, between: &str| texts.join(between);
    let level = |level: &Level| match level {
        Level::City => "县级".to_owned(),
        Level::Town => "乡级".to_owned(),
    };
    [
        ("公开内容", item.content.join("；")),
        ("公开依据", joined(item.basis.iter().map(ToString::to_string).collect(), "、")),
        ("公开时限", said(&item.time_limit)),
        ("公开主体", said(&item.subject)),
        ("公开渠道", joined(item.channels.iter().map(ToString::to_string).collect(), "、")),
        ("公开对象", said(&item.audience)),
        ("公开方式", said(&item.method)),
        ("公开层级", joined(item.tiers.iter().map(level).collect(), "、")),
    ]
}

fn miss(word: &str, lang: Lang) -> Answer {
    let known = knowledge::load().domains.iter().flat_map(|domain| std::iter::once(&domain.name).chain(&domain.aliases));
    let near = nearest::did_you_mean(word, known.map(String::as_str), 4);
    let near = near.unwrap_or_else(|| say!("全部领域：mulu reference", "all domains: mulu reference"));
    let problem = say!("没有名为“{word}”的试点领域。", "there is no pilot domain called “{word}”; ");
    Answer::unusable(format!("{}{}", problem.in_lang(lang), near.in_lang(lang)))
}
