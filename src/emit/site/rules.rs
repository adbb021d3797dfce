//! 校验规则: every check by family, how much it weighs, why it is there and how to put a fault right. What the lists broke, no page
//! says; nor how files are read and settings written, which is between the office and who hands in.

use askama::Template;

use super::frame::{Frame, Kind, Page, above};
use super::prose::{self, Block, Span};
use crate::model::Field;
use crate::rule::{Family, Rule, Severity};

/// `rules.html`.
#[derive(Template)]
#[template(path = "rules.html")]
pub(super) struct Rules<'a> {
    page: Page<'a>,
    profile: &'a str,
    count: usize,
    families: Vec<Section<'a>>,
}

/// One family.
struct Section<'a> {
    anchor: String,
    title: &'static str,
    rules: Vec<Shown<'a>>,
}

/// One rule as it is shown.
struct Shown<'a> {
    anchor: String,
    id: &'a str,
    title: &'a str,
    severity: &'static str,
    fields: String,
    authority: &'a str,
    applies: Option<&'a str>,
    why: Vec<Block<'a>>,
    how: Vec<Block<'a>>,
}

pub(super) fn page<'a>(frame: &'a Frame<'a>) -> Rules<'a> {
    let weighed = frame.publication.rules;
    let mut families: Vec<Section<'a>> = Vec::new();
    for family in Family::ALL.into_iter().filter(|family| is_published(*family)) {
        let mut rules: Vec<Shown<'a>> =
            weighed.rules.iter().filter(|(rule, _)| rule.family == family).map(|(rule, severity)| shown(rule, *severity)).collect();
        rules.sort_by_key(|rule| rule.id);
        if !rules.is_empty() {
            families.push(Section { anchor: format!("f{}", families.len() + 1), title: family.title().0, rules });
        }
    }
    Rules {
        page: Page {
            frame,
            up: "",
            title: "校验规则".to_owned(),
            above: above([("首页", "index.html"), ("说明", "about.html")]),
            kind: Kind::Article,
        },
        profile: weighed.profile,
        count: families.iter().map(|family| family.rules.len()).sum(),
        families,
    }
}

/// Whether a family is about what is published, not about files and settings.
fn is_published(family: Family) -> bool {
    match family {
        Family::Reading | Family::Project | Family::Parsing | Family::Merging => false,
        Family::Elements
        | Family::Channel
        | Family::Way
        | Family::Level
        | Family::TimeLimit
        | Family::Basis
        | Family::Outdated
        | Family::Names
        | Family::Duplicates
        | Family::Privacy
        | Family::Upkeep => true,
    }
}

fn shown(rule: &'static Rule, severity: Option<Severity>) -> Shown<'static> {
    let card = rule.card();
    let fields: Vec<&str> = card.fields.iter().filter_map(|key| Some(Field::named(key)?.info().heading)).collect();
    Shown {
        anchor: card.id.to_lowercase(),
        id: &card.id,
        title: &card.title_zh,
        severity: severity.map_or("不检查", Severity::word_zh),
        fields: fields.join("、"),
        authority: &card.authority,
        applies: card.applies.as_deref(),
        why: prose::blocks(section(&card.body, "为什么")),
        how: prose::blocks(section(&card.body, "怎样改")),
    }
}

/// The text under one heading of a rule's page.
fn section<'a>(body: &'a str, heading: &str) -> &'a str {
    let mut sections = body.split("\n## ").map(|section| section.strip_prefix("## ").unwrap_or(section));
    sections.find_map(|section| section.strip_prefix(heading)?.strip_prefix('\n')).unwrap_or_default()
}
