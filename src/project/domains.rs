//! Words that name domains: those of the tables and those of the city's own settings (`domains` in `mulu.yaml`).

use super::settings::RULES;
use super::{DomainSetting, Further, place_names};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::knowledge::{Knowledge, Spelling};
use crate::model::nearest;
use crate::place::Located;
use crate::read::mapping::Mapping;
use crate::rule::stage::{parsing, project};
use crate::words::{Words, say};

/// The key of the domain a word names, among the city's own settings first, then the tables.
#[must_use]
pub fn key(word: &str, settings: &[DomainSetting], knowledge: &Knowledge) -> Option<(String, Spelling)> {
    let word = word.trim();
    let bare = word.strip_suffix("领域").unwrap_or(word);
    let named = |setting: &&DomainSetting| {
        [word, bare].iter().any(|word| setting.key.value == *word || setting.name == *word || setting.title.as_deref() == Some(*word))
    };
    if let Some(setting) = settings.iter().find(named) {
        return Some((setting.key.value.clone(), Spelling::Known));
    }
    knowledge.domain(word).map(|(domain, spelling)| (domain.key.clone(), spelling))
}

/// What a domain is called: by the city's own settings first, then by the tables.
#[must_use]
pub fn name<'a>(key: &'a str, settings: &'a [DomainSetting], knowledge: &'a Knowledge) -> &'a str {
    let own = settings.iter().find(|setting| setting.key.value == key).map(|setting| setting.name.as_str());
    own.or_else(|| Some(knowledge.domain_by_key(key)?.name.as_str())).unwrap_or(key)
}

/// Every name a domain answers to, for “did you mean”; keys are left out.
pub fn names<'a>(settings: &'a [DomainSetting], knowledge: &'a Knowledge) -> impl Iterator<Item = &'a str> {
    let own = settings.iter().map(|setting| setting.name.as_str());
    own.chain(
        knowledge.domains.iter().flat_map(|domain| std::iter::once(domain.name.as_str()).chain(domain.aliases.iter().map(String::as_str))),
    )
}

/// What a word that names a domain is compared with.
#[derive(Clone, Copy)]
pub(super) struct DomainWords<'a> {
    pub(super) settings: &'a [DomainSetting],
    pub(super) knowledge: &'a Knowledge,
}

impl DomainWords<'_> {
    /// The key a word names; a misspelling and an unknown word are reported.
    pub(super) fn key(self, word: &Located<String>, diagnostics: &mut Diagnostics) -> Option<Located<String>> {
        let Some((found, spelling)) = key(&word.value, self.settings, self.knowledge) else {
            diagnostics.push(unknown_domain(word, self.settings, self.knowledge));
            return None;
        };
        if spelling == Spelling::Wrong {
            diagnostics.push(misspelt_domain(word, &found, self.knowledge));
        }
        Some(Located::new(found, word.place.clone()))
    }
}

/// Reported for a word that names no domain, with the three nearest.
#[must_use]
pub fn unknown_domain(word: &Located<String>, settings: &[DomainSetting], knowledge: &Knowledge) -> Diagnostic {
    let written = &word.value;
    let problem = say!("没有名为“{written}”的领域", "there is no domain called “{written}”");
    let help = nearest::did_you_mean(written, names(settings, knowledge), 3).unwrap_or_else(|| {
        let few = knowledge.domains.iter().take(3).map(|domain| domain.name.as_str()).collect::<Vec<_>>().join("、");
        say!(
            "请写26个试点领域之一（{few}……），或者在 mulu.yaml 的 domains 中登记",
            "write one of the 26 domains ({few} …), or add it to domains in mulu.yaml"
        )
    });
    Diagnostic::new(&parsing::UNKNOWN_DOMAIN, word.place.clone(), problem).with_help(help).with_value(written.clone())
}

/// A known misspelling of a domain, read as the right one.
#[must_use]
pub fn misspelt_domain(word: &Located<String>, key: &str, knowledge: &Knowledge) -> Diagnostic {
    let written = &word.value;
    let name = knowledge.domain_by_key(key).map_or(key, |domain| domain.name.as_str());
    let problem = say!("“{written}”应为“{name}”，已按“{name}”处理", "“{written}” should be “{name}”, and was read so");
    Diagnostic::new(&parsing::MISSPELT_DOMAIN, word.place.clone(), problem)
        .with_help(say!("请改为“{name}”", "write “{name}”"))
        .with_value(written.clone())
}

pub(super) fn settings(root: &Mapping<'_>, knowledge: &Knowledge, diagnostics: &mut Diagnostics) -> Vec<DomainSetting> {
    let keys: &[&str] = &["domain", "title", "name", "key"];
    let mut settings: Vec<DomainSetting> = Vec::new();
    for node in root.list("domains") {
        let Some(entry) = Mapping::of(node, keys, &RULES, "{domain: 扶贫, title: …}", diagnostics) else { continue };
        let word = entry.required_text("domain", diagnostics);
        let title = entry.text("title", diagnostics).map(|text| text.value);
        let name = entry.text("name", diagnostics).map(|text| text.value);
        let key = entry.text("key", diagnostics);
        let Some(word) = word else { continue };
        let setting = match knowledge.domain(&word.value) {
            Some((domain, spelling)) => {
                if spelling == Spelling::Wrong {
                    diagnostics.push(misspelt_domain(&word, &domain.key, knowledge));
                }
                let name = name.unwrap_or_else(|| domain.name.clone());
                DomainSetting { key: Located::new(domain.key.clone(), word.place), name, title, further: Further::No }
            }
            None => match further_key(&word, key, knowledge, diagnostics) {
                Some(key) => DomainSetting { key, name: name.unwrap_or(word.value), title, further: Further::Yes },
                None => continue,
            },
        };
        match settings.iter().find(|known| known.key.value == setting.key.value) {
            Some(known) => diagnostics.push(place_names::said_twice(&setting.key, &known.key.place)),
            None => settings.push(setting),
        }
    }
    settings
}

/// The key of a further domain: part of every id, so the city chooses it once.
fn further_key(
    word: &Located<String>,
    key: Option<Located<String>>,
    knowledge: &Knowledge,
    diagnostics: &mut Diagnostics,
) -> Option<Located<String>> {
    let written = &word.value;
    let Some(key) = key else {
        let near = nearest::did_you_mean(written, names(&[], knowledge), 3);
        let problem = say!("“{written}”不在26个试点领域之内，需要写明 key", "“{written}” is not one of the 26 domains, so it needs a key");
        let own = say!(
            "如果是本地新增的领域，请加一行“key: 拼音”，例如 key: jiaotongyunshu",
            "for a domain of your own add a line such as “key: jiaotongyunshu”"
        );
        let help = match near {
            Some(near) => Words { zh: near.zh + &own.zh, en: format!("{} or {}", near.en, own.en) },
            None => own,
        };
        diagnostics.push(Diagnostic::new(&project::WRONG_SETTING, word.place.clone(), problem).with_help(help).with_value(written.clone()));
        return None;
    };
    let plain = !key.value.is_empty() && key.value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    if plain && knowledge.domain_by_key(&key.value).is_none() {
        return Some(key);
    }
    let taken = &key.value;
    let problem = if plain {
        say!("“{taken}”已是另一个领域的 key", "“{taken}” is the key of another domain")
    } else {
        say!("key“{taken}”只能用小写字母和数字", "the key “{taken}” may only have lower-case letters and digits")
    };
    diagnostics.push(
        Diagnostic::new(&project::WRONG_SETTING, key.place.clone(), problem)
            .with_help(say!("请用领域名称的拼音，例如 jiaotongyunshu", "use the pinyin of its name, such as jiaotongyunshu"))
            .with_value(taken.clone()),
    );
    None
}
