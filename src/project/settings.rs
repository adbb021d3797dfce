//! `mulu.yaml` from its tree: every key and shape is checked, and every problem is found in one run. Reads no file.

use super::domains::{self, DomainWords};
use super::{
    City, CityKind, Department, Edition, FileSetting, Hidden, NotApplicable, Project, Site, decisions, explained, milestones, place_names,
    print,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::knowledge::Knowledge;
use crate::model::{ListKind, nearest};
use crate::place::Located;
use crate::read::Node;
use crate::read::mapping::{Mapping, Rules};
use crate::rule::stage::project;
use crate::words::say;

/// The rules faults in `mulu.yaml` break.
pub(super) static RULES: Rules =
    Rules { unknown: &project::UNKNOWN_SETTING, wrong: &project::WRONG_SETTING, missing: &project::MISSING_SETTING, near: nearest::near };

const KEYS: &[&str] = &[
    "city",
    "edition",
    "site",
    "departments",
    "towns",
    "lists",
    "towns_files",
    "supplement",
    "files",
    "domains",
    "domains_order",
    "domains_not_applicable",
    "allow",
    "resolve",
    "renamed",
    "withdrawn",
    "reasons",
    "town_may_change",
    "permit",
    "profile",
    "milestones",
    "print",
    // Known already, used by later versions.
    "review",
    "weights",
    "kinds",
];

/// The settings of a project. None when it has no city or no edition to speak of: nothing can be built from it.
pub fn parse(root: &Node, knowledge: &Knowledge, diagnostics: &mut Diagnostics) -> Option<Project> {
    let root = Mapping::of(root, KEYS, &RULES, "city: {name: 常熟市, kind: 县级市}", diagnostics)?;
    let city = city(&root, diagnostics);
    let edition = edition(&root, city.as_ref(), diagnostics);
    let domains = domains::settings(&root, knowledge, diagnostics);
    let words = DomainWords { settings: &domains, knowledge };
    let departments = departments(&root, words, diagnostics);
    let towns = place_names::towns(&root, diagnostics);
    let files = files(&root, words, diagnostics);
    let domains_order = root.texts("domains_order", diagnostics).into_iter().filter_map(|word| words.key(&word, diagnostics)).collect();
    let domains_not_applicable = not_applicable(&root, words, diagnostics);
    let (allow, resolve) = (decisions::allow(&root, diagnostics), decisions::resolve(&root, diagnostics));
    let (renamed, permit) = (decisions::renamed(&root, diagnostics), decisions::permit(&root, diagnostics));
    let (withdrawn, reasons) = (explained::withdrawn(&root, diagnostics), explained::reasons(&root, diagnostics));
    let profile = profile(&root, knowledge, diagnostics);
    let milestones = milestones::milestones(&root, diagnostics);
    let project = Project {
        place: root.place.clone(),
        city: city?,
        edition: edition?,
        site: site(&root, diagnostics),
        departments,
        towns,
        lists: globs(&root, "lists", "lists/**", diagnostics),
        towns_files: globs(&root, "towns_files", "towns/**", diagnostics),
        supplement: globs(&root, "supplement", "supplement/**", diagnostics),
        files,
        domains,
        domains_order,
        domains_not_applicable,
        allow,
        resolve,
        renamed,
        withdrawn,
        reasons,
        town_may_change: decisions::town_may_change(&root, diagnostics),
        permit,
        profile,
        milestones,
        print: print::print(&root, diagnostics),
    };
    place_names::check_mentions(&project, diagnostics);
    Some(project)
}

fn profile(root: &Mapping<'_>, knowledge: &Knowledge, diagnostics: &mut Diagnostics) -> Option<String> {
    let word = root.text("profile", diagnostics)?;
    let known: Vec<&str> = knowledge.profiles.iter().map(|profile| profile.name.as_str()).collect();
    if known.contains(&word.value.as_str()) {
        return Some(word.value);
    }
    diagnostics.push(not_one_of(&word, &known, &[]));
    None
}

fn city(root: &Mapping<'_>, diagnostics: &mut Diagnostics) -> Option<City> {
    let Some(node) = root.node("city") else {
        root.report_missing("city", diagnostics);
        return None;
    };
    let keys: &[&str] = &["name", "government", "division_code", "kind", "tier_words"];
    let city = Mapping::of(node, keys, &RULES, "{name: 常熟市, kind: 县级市}", diagnostics)?;
    let name = city.required_text("name", diagnostics);
    let government = city.text("government", diagnostics).map(|text| text.value);
    let division_code = city.text("division_code", diagnostics).map(|text| text.value);
    let kind = city.text("kind", diagnostics);
    let tier_words = place_names::tier_words(&city, diagnostics);
    let name = name?.value;
    let kind = kind.and_then(|word| place_names::city_kind(&word, diagnostics)).unwrap_or_else(|| kind_by_name(&name));
    Some(City { name, government, division_code, kind, tier_words })
}

/// A place whose kind is not said is what its name ends in.
fn kind_by_name(name: &str) -> CityKind {
    if name.ends_with('区') {
        CityKind::District
    } else if name.ends_with('县') {
        CityKind::County
    } else {
        CityKind::City
    }
}

fn edition(root: &Mapping<'_>, city: Option<&City>, diagnostics: &mut Diagnostics) -> Option<Edition> {
    let Some(node) = root.node("edition") else {
        root.report_missing("edition", diagnostics);
        return None;
    };
    let keys: &[&str] = &["id", "title", "as_of", "approved_by"];
    let edition = Mapping::of(node, keys, &RULES, "{id: \"2020\", as_of: 2020-12-11}", diagnostics)?;
    let id = edition.required_text("id", diagnostics);
    let title = edition.text("title", diagnostics).map(|text| text.value);
    // Everything is judged at this day: without it one project would have other findings tomorrow.
    let as_of = edition.required_text("as_of", diagnostics).and_then(|text| date(&text, diagnostics));
    let approved_by = edition.text("approved_by", diagnostics).map(|text| text.value);
    let id = id?.value;
    // The name every such catalog bears; nothing in it is the edition's own.
    let title = title.unwrap_or_else(|| format!("{}基层政务公开标准目录", city.map_or("", |city| city.name.as_str())));
    Some(Edition { id, title, as_of, approved_by })
}

/// A day written 2020-12-11; anything else is reported.
pub(super) fn date(text: &Located<String>, diagnostics: &mut Diagnostics) -> Option<Located<jiff::civil::Date>> {
    if let Ok(date) = text.value.parse() {
        return Some(Located::new(date, text.place.clone()));
    }
    let written = &text.value;
    diagnostics.push(
        Diagnostic::new(&project::WRONG_SETTING, text.place.clone(), say!("“{written}”不是日期", "“{written}” is not a date"))
            .with_help(say!("请按“2020-12-11”的样子写", "write it like 2020-12-11"))
            .with_value(written.clone()),
    );
    None
}

fn site(root: &Mapping<'_>, diagnostics: &mut Diagnostics) -> Site {
    let keys: &[&str] = &["name", "domain", "id_code", "column", "source", "published"];
    let Some(site) = root.node("site").and_then(|node| Mapping::of(node, keys, &RULES, "{name: 网站名称}", diagnostics)) else {
        return Site::default();
    };
    let published = site.text("published", diagnostics).and_then(|text| minute(&text, diagnostics));
    let mut text = |key| site.text(key, diagnostics).map(|text| text.value);
    Site { name: text("name"), domain: text("domain"), id_code: text("id_code"), column: text("column"), source: text("source"), published }
}

/// A day with its time, as `PubDate` takes it; a day alone would need a time that nobody said.
fn minute(text: &Located<String>, diagnostics: &mut Diagnostics) -> Option<String> {
    const FORM: &str = "%Y-%m-%d %H:%M";
    let parsed = jiff::civil::DateTime::strptime(FORM, text.value.trim());
    if let Ok(minute) = parsed {
        return Some(minute.strftime(FORM).to_string());
    }
    let written = &text.value;
    diagnostics.push(
        Diagnostic::new(&project::WRONG_SETTING, text.place.clone(), say!("“{written}”不是发布时间", "“{written}” is no day with a time"))
            .with_help(say!(
                "请写到分钟，如“2020-12-15 09:30”；还不知道的，请删去这一行",
                "write it like 2020-12-15 09:30, or leave it out"
            ))
            .with_value(written.clone()),
    );
    None
}

fn globs(root: &Mapping<'_>, key: &str, usual: &str, diagnostics: &mut Diagnostics) -> Vec<String> {
    if root.node(key).is_none() {
        return vec![usual.to_owned()];
    }
    root.texts(key, diagnostics).into_iter().map(|glob| glob.value.replace('\\', "/")).collect()
}

fn departments(root: &Mapping<'_>, words: DomainWords<'_>, diagnostics: &mut Diagnostics) -> Vec<Department> {
    let keys: &[&str] = &["name", "full_name", "formerly", "domains"];
    let mut departments: Vec<Department> = Vec::new();
    for node in root.list("departments") {
        let Some(entry) = Mapping::of(node, keys, &RULES, "{name: 市教育局, domains: [义务教育]}", diagnostics) else { continue };
        let name = entry.required_text("name", diagnostics);
        let full_name = entry.text("full_name", diagnostics).map(|text| text.value);
        let formerly = entry.texts("formerly", diagnostics).into_iter().map(|text| text.value).collect();
        let domains = entry.texts("domains", diagnostics).into_iter().filter_map(|word| words.key(&word, diagnostics)).collect();
        let Some(name) = name else { continue };
        match departments.iter().find(|known| known.name == name) {
            Some(known) => diagnostics.push(place_names::said_twice(&name, &known.name.place)),
            None => departments.push(Department { name, full_name, formerly, domains }),
        }
    }
    departments
}

fn files(root: &Mapping<'_>, words: DomainWords<'_>, diagnostics: &mut Diagnostics) -> Vec<FileSetting> {
    let keys: &[&str] = &["path", "kind", "department", "domain", "town", "hidden", "received"];
    let mut files: Vec<FileSetting> = Vec::new();
    for node in root.list("files") {
        let Some(entry) = Mapping::of(node, keys, &RULES, "{path: lists/市教育局.xlsx, domain: 义务教育}", diagnostics) else {
            continue;
        };
        let path = entry.required_text("path", diagnostics);
        let kind = entry.text("kind", diagnostics).and_then(|word| kind(&word, diagnostics));
        let domain = entry.text("domain", diagnostics).and_then(|word| words.key(&word, diagnostics));
        let department = entry.text("department", diagnostics);
        let town = entry.text("town", diagnostics);
        let hidden = entry.text("hidden", diagnostics).map_or(Hidden::Skip, |word| hidden(&word, diagnostics));
        let received = entry.text("received", diagnostics).and_then(|text| date(&text, diagnostics));
        let Some(mut path) = path else { continue };
        path.value = path.value.replace('\\', "/").trim_start_matches("./").to_owned();
        match files.iter().find(|known| known.path == path) {
            Some(known) => diagnostics.push(place_names::said_twice(&path, &known.path.place)),
            None => files.push(FileSetting { path, kind, department, domain, town, hidden, received }),
        }
    }
    files
}

fn kind(word: &Located<String>, diagnostics: &mut Diagnostics) -> Option<Located<ListKind>> {
    let kind = ListKind::named(&word.value);
    if kind.is_none() {
        diagnostics.push(not_one_of(word, &["responsibility", "public-service"], &["权责清单", "公共服务事项清单"]));
    }
    Some(Located::new(kind?, word.place.clone()))
}

fn hidden(word: &Located<String>, diagnostics: &mut Diagnostics) -> Hidden {
    match word.value.as_str() {
        "skip" => Hidden::Skip,
        "read" => Hidden::Read,
        _ => {
            diagnostics.push(not_one_of(word, &["skip", "read"], &[]));
            Hidden::Skip
        }
    }
}

/// A word where only a few are possible.
pub(super) fn not_one_of(word: &Located<String>, keys: &[&str], meanings: &[&str]) -> Diagnostic {
    let written = &word.value;
    let all = keys.iter().chain(meanings).map(|word| format!("“{word}”")).collect::<Vec<_>>().join("、");
    Diagnostic::new(&project::WRONG_SETTING, word.place.clone(), say!("这里不能写“{written}”", "“{written}” is not possible here"))
        .with_help(say!("可以写：{all}", "possible: {all}"))
        .with_value(written.clone())
}

fn not_applicable(root: &Mapping<'_>, words: DomainWords<'_>, diagnostics: &mut Diagnostics) -> Vec<NotApplicable> {
    let mut list = Vec::new();
    for node in root.list("domains_not_applicable") {
        let Some(entry) = Mapping::of(node, &["domain", "reason"], &RULES, "{domain: 城乡规划, reason: …}", diagnostics) else {
            continue;
        };
        let domain = entry.required_text("domain", diagnostics).and_then(|word| words.key(&word, diagnostics));
        let reason = entry.required_text("reason", diagnostics);
        if let (Some(domain), Some(reason)) = (domain, reason) {
            list.push(NotApplicable { domain, reason });
        }
    }
    list
}
