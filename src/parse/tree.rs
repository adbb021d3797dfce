//! YAML documents to lists and town files: which a document is, its own words about itself, its items.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Field, Form, Given, List, ListKind, nearest};
use crate::parse::ditto::Above;
use crate::parse::noticed::Damage;
use crate::parse::source::{self, Hints};
use crate::parse::{Context, Folder, Parsed, add, entry, finish, list, native, town, typed};
use crate::place::Located;
use crate::read::mapping::{self, Mapping, Rules};
use crate::read::{Node, Value};
use crate::rule::stage::parsing;
use crate::words::say;

/// The rules faults in a YAML list or town file break.
pub(super) static RULES: Rules =
    Rules { unknown: &parsing::UNKNOWN_KEY, wrong: &parsing::WRONG_SHAPE, missing: &parsing::MISSING_KEY, near: nearest::near };

const KEYS: &[&str] = &[
    "kind|清单类型",
    "domain|领域|相应领域|试点领域",
    "department|部门|编制单位",
    "town|镇|乡镇",
    "form",
    "title|标题",
    "notes|说明",
    "legend|图例",
    "items|事项",
];

const EXAMPLE: &str = "{domain: 义务教育, items: [{name: 招生政策}]}";

/// The lists and town files of the documents of one file.
pub(super) fn documents(documents: &[Node], path: &str, context: &Context<'_>, parsed: &mut Parsed, diagnostics: &mut Diagnostics) {
    for document in documents {
        if town::is_town_file(document, context.folder) {
            town::of_document(document, path, context, parsed, diagnostics);
        } else {
            of_document(document, path, context, parsed, diagnostics);
        }
    }
}

fn of_document(document: &Node, path: &str, context: &Context<'_>, parsed: &mut Parsed, diagnostics: &mut Diagnostics) {
    if mapping::is_empty(document) {
        let problem = say!("这份清单是空的", "this list is empty");
        let help = say!("请写明领域和事项，例如：{EXAMPLE}", "say the domain and its items: {EXAMPLE}");
        diagnostics.push(Diagnostic::new(&parsing::EMPTY_LIST, document.place.clone(), problem).with_help(help));
        return;
    }
    let Some(entry) = Mapping::of(document, KEYS, &RULES, EXAMPLE, diagnostics) else { return };
    let form = form(&entry, diagnostics);
    let mut list = header(&entry, form, path, context, diagnostics);
    let items = items(&entry, diagnostics);
    match form {
        Form::Catalog => {
            let damage = fill(&mut list, items, context, diagnostics);
            parsed.damage.append(damage);
        }
        Form::Native => native::of_document(&mut list, items, diagnostics),
    }
    add(list, parsed, diagnostics);
}

/// Everything a document says of itself, without its items.
fn header(entry: &Mapping<'_>, form: Form, path: &str, context: &Context<'_>, diagnostics: &mut Diagnostics) -> List {
    let mut hints = Hints::new(path, context);
    if let Some(word) = entry.text("domain", diagnostics) {
        hints.domain_word(&word, diagnostics);
    }
    if let Some(word) = entry.text("department", diagnostics) {
        hints.department_word(&word);
    }
    if let Some(word) = entry.text("town", diagnostics) {
        hints.town_word(&word);
    }
    if let Some(word) = entry.text("kind", diagnostics) {
        match ListKind::named(&word.value) {
            Some(kind) => hints.kind(kind, &word.place),
            None => diagnostics.push(wrong_kind(&word)),
        }
    }
    let title = entry.text("title", diagnostics);
    if let Some(title) = &title {
        hints.line(title, diagnostics);
    }
    hints.file(path, None, diagnostics);
    let identity = hints.settle(entry.place, form, &BTreeSet::new(), diagnostics);
    List {
        place: entry.place.clone(),
        form,
        kind: identity.kind,
        domain: identity.domain,
        department: identity.department,
        town: identity.town,
        title,
        legend: entry.text("legend", diagnostics),
        notes: entry.texts("notes", diagnostics),
        headings: Vec::new(),
        items: Vec::new(),
        powers: Vec::new(),
    }
}

fn form(entry: &Mapping<'_>, diagnostics: &mut Diagnostics) -> Form {
    match entry.text("form", diagnostics) {
        None => Form::Catalog,
        Some(word) if word.value == "catalog" => Form::Catalog,
        Some(word) if word.value == "native" => Form::Native,
        Some(word) => {
            let written = &word.value;
            let problem = say!("form 不能写“{written}”", "form cannot be “{written}”");
            let help = say!(
                "公开目录不用写 form；权责清单、公共服务事项清单原表写 form: native",
                "leave it out for a catalog list, or write form: native"
            );
            diagnostics.push(Diagnostic::new(RULES.wrong, word.place.clone(), problem).with_help(help).with_value(written.clone()));
            Form::Catalog
        }
    }
}

fn wrong_kind(word: &Located<String>) -> Diagnostic {
    let written = &word.value;
    let problem = say!("kind 不能写“{written}”", "kind cannot be “{written}”");
    let help = say!("请写 responsibility（权责清单）或 public-service（公共服务事项清单）", "write responsibility or public-service");
    Diagnostic::new(RULES.wrong, word.place.clone(), problem).with_help(help).with_value(written.clone())
}

/// The entries of `items`; reported when it is no list.
pub(super) fn items<'a>(entry: &Mapping<'a>, diagnostics: &mut Diagnostics) -> &'a [Node] {
    match entry.node("items") {
        Some(Node { value: Value::List(items), .. }) => items,
        Some(node) => {
            let problem = say!("“items”下面应当逐条列出事项", "“items” takes a list of items");
            mapping::wrong(node, &RULES, problem, diagnostics);
            &[]
        }
        None => &[],
    }
}

/// The items of a catalog list; what is left to say is of the whole file.
pub(super) fn fill(list: &mut List, items: &[Node], context: &Context<'_>, diagnostics: &mut Diagnostics) -> Damage {
    let mut drafts: Vec<_> = items.iter().filter_map(|node| entry::draft(node, diagnostics)).collect();
    // A list that says no tiers at all is like a table without that column.
    let without = !drafts.is_empty() && !items.iter().any(|node| entry::fields_given(node).contains(&Field::Tiers));
    let tier = without.then(|| list::no_tiers(&list.place, context, diagnostics));
    let mut above = Above::of_drafts(&drafts);
    drafts.iter_mut().for_each(|draft| above.resolve(draft, false));
    let typed = typed::all(drafts, &list::legend(list.legend.as_ref()), tier, context);
    typed.lost_marks.report(&BTreeMap::new(), diagnostics);
    list.items = typed.items;
    if without {
        list.items.iter_mut().for_each(|item| item.tiers.given = Given::NoColumn);
    }
    finish::finish(list, &BTreeMap::new(), context, diagnostics);
    above.report(&BTreeMap::new(), std::slice::from_ref(list), diagnostics);
    typed.damage
}

/// The key of a domain that an entry names.
pub(super) fn domain(entry: &Mapping<'_>, context: &Context<'_>, diagnostics: &mut Diagnostics) -> Option<Located<String>> {
    let word = entry.required_text("domain", diagnostics)?;
    source::domain_of(&word, context, diagnostics)
}

/// Whether a folder holds towns' files.
pub(super) fn is_towns(folder: Folder) -> bool {
    match folder {
        Folder::Towns => true,
        Folder::Lists | Folder::Supplement | Folder::Loose => false,
    }
}
