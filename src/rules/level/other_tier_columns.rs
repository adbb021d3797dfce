//! Lists of one project whose 公开层级 columns are called otherwise than the city's own words (县级 for 市级), while others use them: one piece of
//! advice a list. The output prints the city's words all the same.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Field, Heading, List, Tier};
use crate::project::{City, CityKind};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ListsContext;
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("other-tier-columns", Family::Level, Severity::Advice, Allow::May, include_str!("other_tier_columns.md"));

pub(super) fn check(context: &ListsContext<'_>, diagnostics: &mut Diagnostics) {
    let Some(project) = context.circumstances.project else {
        return diagnostics.not_run(&RULE, say!("检查整个项目时才检查", "judged for a whole project only"));
    };
    let own = [own_word(&project.city, Tier::City), own_word(&project.city, Tier::Town)];
    let uses_own = |list: &List| columns(list).next().is_some() && stranger(list, &own).is_none();
    if !context.lists.iter().any(|list| uses_own(list)) {
        return;
    }
    for list in context.lists {
        let Some(heading) = stranger(list, &own) else { continue };
        let word = leaf(&heading.text);
        let (upper, lower) = (own[0], own[1]);
        let message = say!(
            "公开层级的栏目写作“{word}”，其他清单写作“{upper}”“{lower}”",
            "a tier is called {word} here, other lists say {upper} and {lower}"
        );
        let help =
            say!("改为“{upper}”“{lower}”；不改也能读，印出来的目录统一用这两个词", "make it {upper} and {lower}; it is read all the same");
        let fault = Diagnostic::new(&RULE, heading.place.clone(), message).with_help(help);
        diagnostics.push(fault.with_field(Field::Tiers.key(), heading.text.clone(), heading.text.clone()));
    }
}

/// The tier columns of a table that are headed by a tier.
fn columns(list: &List) -> impl Iterator<Item = &Heading> {
    list.headings.iter().filter(|heading| heading.field == Some(Field::Tiers) && is_tier(leaf(&heading.text)))
}

/// The first column that is neither of the city's two words, nor a tier above or below them.
fn stranger<'a>(list: &'a List, own: &[&str; 2]) -> Option<&'a Heading> {
    let aside = ["村级", "村（社区）级", "省级", "设区市级"];
    columns(list).find(|heading| {
        let word = leaf(&heading.text);
        let is_town = own.contains(&"镇级") && ["镇街级", "街镇级", "镇（街）级", "镇(街)级", "镇（街道）级", "镇(街道)级"].contains(&word);
        !own.contains(&word) && !aside.contains(&word) && !is_town
    })
}

/// 县级, 镇（街）级: not the heading over words, 公开层级.
fn is_tier(word: &str) -> bool {
    word.ends_with('级') && word != "公开层级"
}

fn leaf(heading: &str) -> &str {
    let leaf = heading.rsplit('/').next().unwrap_or(heading);
    leaf.strip_prefix("公开层级：").unwrap_or(leaf)
}

/// What the city calls its own tier and that of its towns.
fn own_word(city: &City, tier: Tier) -> &str {
    let (key, word) = match (tier, city.kind) {
        (Tier::City, CityKind::City) => ("city", "市级"),
        (Tier::City, CityKind::County) => ("city", "县级"),
        (Tier::City, CityKind::District) => ("city", "区级"),
        (Tier::Town, CityKind::County) => ("town", "乡级"),
        (Tier::Town, CityKind::City | CityKind::District) => ("town", "镇级"),
        (Tier::Prefecture, CityKind::City | CityKind::County | CityKind::District) => ("prefecture", "设区市级"),
        (Tier::Village, CityKind::City | CityKind::County | CityKind::District) => ("village", "村级"),
    };
    city.tier_words.get(key).map_or(word, String::as_str)
}
