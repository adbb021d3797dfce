//! Where domain, department, kind and town of a list come from: the first source that says one wins, and a later one that says
//! otherwise is a warning with both places.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::knowledge::Spelling;
use crate::model::{Form, ListKind};
use crate::parse::list::Around;
use crate::parse::title::{self, Found};
use crate::parse::{Context, Folder};
use crate::place::{Located, Place};
use crate::project::domains;
use crate::rule::stage::parsing;
use crate::words::say;

mod unknown;

pub(super) use unknown::no_town;
use unknown::{no_department, no_domain, unknown_department, unknown_title};

/// What is known of a list before its rows are read.
#[derive(Clone, Debug, Default)]
pub(super) struct Identity {
    pub(super) domain: Option<Located<String>>,
    pub(super) department: Option<Located<String>>,
    pub(super) kind: Option<ListKind>,
    pub(super) town: Option<Located<String>>,
}

/// What a hint is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    Domain,
    Department,
    Kind,
    Town,
}

/// One source's word.
#[derive(Clone, Debug)]
struct Hint {
    about: About,
    value: String,
    place: Place,
}

/// All that is said of one list, the strongest source first.
pub(super) struct Hints<'a> {
    context: &'a Context<'a>,
    list: Vec<Hint>,
    /// A source named a domain that does not exist; that was reported, so its absence is not.
    pub(super) domain_failed: bool,
    /// What the title calls a domain that no table knows.
    unknown_title: Option<Located<String>>,
}

impl<'a> Hints<'a> {
    /// What `files` in `mulu.yaml` says.
    pub(super) fn new(path: &str, context: &'a Context<'a>) -> Self {
        let mut hints = Self { context, list: Vec::new(), domain_failed: false, unknown_title: None };
        if let Some(setting) = context.setting(path) {
            hints.add_located(About::Domain, setting.domain.as_ref());
            if let Some(word) = &setting.department {
                hints.department_word(word);
            }
            hints.add_located(About::Town, setting.town.as_ref());
            if let Some(kind) = &setting.kind {
                hints.add(About::Kind, kind.value.word(), &kind.place);
            }
        }
        hints
    }

    /// The word a document or a cell uses for its domain; reported when there is no such domain.
    pub(super) fn domain_word(&mut self, word: &Located<String>, diagnostics: &mut Diagnostics) -> Option<Located<String>> {
        let found = domain_of(word, self.context, diagnostics);
        match &found {
            Some(key) => self.add_located(About::Domain, Some(key)),
            None => self.domain_failed = true,
        }
        found
    }

    /// A domain by its key.
    pub(super) fn domain_key(&mut self, key: &Located<String>) {
        self.add(About::Domain, &key.value, &key.place);
    }

    /// A department as a document names it.
    pub(super) fn department_word(&mut self, word: &Located<String>) {
        let word = self.registered(word);
        self.add_located(About::Department, Some(&word));
    }

    /// A kind as a document says it.
    pub(super) fn kind(&mut self, kind: ListKind, place: &Place) {
        self.add(About::Kind, kind.word(), place);
    }

    /// A town as a document names it.
    pub(super) fn town_word(&mut self, word: &Located<String>) {
        let registered = self.context.project.and_then(|project| project.town(&word.value));
        let name = registered.map_or(word.value.clone(), |town| town.name.value.clone());
        self.add(About::Town, &name, &word.place);
    }

    /// Takes at their word the lines that say only the domain or the kind (`领域：就业`, `清单类型：权责清单`), or which of several
    /// lists this is, as a list does that was converted into a form without tabs; they are no notes. Gives the other lines.
    pub(super) fn labelled(&mut self, above: Vec<Located<String>>) -> Vec<Located<String>> {
        let mut others = Vec::with_capacity(above.len());
        for line in above {
            match line.value.trim().split_once('：') {
                Some(("领域", word)) if let Some((key, Spelling::Known)) = title::domain_word(word, self.context) => {
                    self.add(About::Domain, &key, &line.place);
                }
                Some(("清单类型", word)) if let Some(kind) = ListKind::named(word) => self.add(About::Kind, kind.word(), &line.place),
                Some(("清单序号", number)) if number.parse::<u32>().is_ok() => {}
                _ => others.push(line),
            }
        }
        others
    }

    /// The lines around a table: its title, then those beside it. Where the title names the domain, a table of contents above it
    /// names others, and that is no contradiction.
    pub(super) fn around(&mut self, around: &Around, diagnostics: &mut Diagnostics) {
        if let Some(title) = &around.title {
            self.line(title, diagnostics);
            let unknown = title::unknown_domain(&title.value, self.context);
            self.unknown_title = unknown.map(|word| Located::new(word, title.place.clone()));
        }
        let titled = around.title.is_some() && self.first(About::Domain).is_some();
        for line in &around.notes[..around.above] {
            if titled && title::handed_in_by(&line.value).is_none() {
                self.found(Found { domain: None, ..title::read(&line.value, self.context) }, &line.place, diagnostics);
            } else {
                self.line(line, diagnostics);
            }
        }
    }

    /// A title, or 编制单位.
    pub(super) fn line(&mut self, line: &Located<String>, diagnostics: &mut Diagnostics) {
        let Some(body) = title::handed_in_by(&line.value) else { return self.words(&line.value, &line.place, diagnostics) };
        let body = Located::new(body.to_owned(), line.place.clone());
        // 编制单位：琴川街道办事处 names a town, not a department.
        match self.context.project.and_then(|project| project.town(&body.value)) {
            Some(_) => self.town_word(&body),
            None => self.department_word(&body),
        }
    }

    /// The sheet's name, the file's, and its folders', from the inside out.
    pub(super) fn file(&mut self, path: &str, sheet: Option<&Place>, diagnostics: &mut Diagnostics) {
        if let Some(place) = sheet
            && let Some(name) = place.sheet()
        {
            title::parts(name).for_each(|part| self.words(part, &place.whole(), diagnostics));
        }
        let place = Place::file(path);
        for (depth, part) in path.rsplit('/').enumerate() {
            let stem = if depth == 0 { part.rsplit_once('.').map_or(part, |(stem, _)| stem) } else { part };
            title::parts(stem).for_each(|part| self.words(part, &place, diagnostics));
        }
    }

    fn words(&mut self, words: &str, place: &Place, diagnostics: &mut Diagnostics) {
        self.found(title::read(words, self.context), place, diagnostics);
    }

    fn found(&mut self, found: Found, place: &Place, diagnostics: &mut Diagnostics) {
        if let Some((key, spelling, word)) = found.domain {
            if spelling == Spelling::Wrong && self.first(About::Domain).is_none() {
                diagnostics.push(domains::misspelt_domain(&Located::new(word, place.clone()), &key, self.context.knowledge));
            }
            self.add(About::Domain, &key, place);
        }
        if let Some(department) = found.department {
            self.add(About::Department, &department, place);
        }
        // A department's list may speak of a town without being its.
        if let Some(town) = found.town.filter(|_| self.context.folder == Folder::Towns) {
            self.add(About::Town, &town, place);
        }
        if let Some(kind) = found.kind {
            self.add(About::Kind, kind.word(), place);
        }
    }

    /// What the list is, once every source was heard. `by_row` holds the domains a column names row by row.
    pub(super) fn settle(self, list: &Place, form: Form, by_row: &BTreeSet<String>, diagnostics: &mut Diagnostics) -> Identity {
        for about in [About::Domain, About::Department, About::Kind, About::Town] {
            self.report_disagreement(about, by_row, diagnostics);
        }
        let mut identity = Identity {
            domain: self.located(About::Domain),
            department: self.located(About::Department),
            kind: self.first(About::Kind).and_then(|hint| ListKind::named(&hint.value)),
            town: self.located(About::Town),
        };
        if let (Some(word), Some(taken)) = (&self.unknown_title, &identity.domain) {
            diagnostics.push(unknown_title(word, taken, self.context));
        }
        let needs_domain = form == Form::Catalog && self.context.folder != Folder::Supplement;
        if identity.domain.is_none() && by_row.is_empty() && !self.domain_failed && needs_domain {
            diagnostics.push(no_domain(list, self.context));
        }
        self.settle_town(&mut identity, list, diagnostics);
        if identity.town.is_some() {
            // 编制单位 of a town's table is the town itself, no department.
            identity.department = None;
        }
        self.settle_department(&mut identity, list, by_row, diagnostics);
        identity
    }

    /// An unknown department is named, a missing one is the domain's lead.
    fn settle_department(&self, identity: &mut Identity, list: &Place, by_row: &BTreeSet<String>, diagnostics: &mut Diagnostics) {
        let Some(project) = self.context.project else { return };
        if let Some(department) = &identity.department {
            if project.department(&department.value).is_none() {
                diagnostics.push(unknown_department(department, self.context));
            }
            return;
        }
        if self.context.folder != Folder::Lists || identity.town.is_some() {
            return;
        }
        let domain = identity.domain.as_ref().map(|domain| &domain.value).or_else(|| by_row.iter().next().filter(|_| by_row.len() == 1));
        let lead = domain.and_then(|domain| project.lead(domain)).map(|department| department.name.value.clone());
        diagnostics.push(no_department(list, lead.as_deref()));
        identity.department = lead.map(|lead| Located::new(lead, list.clone()));
    }

    /// A file among the towns' files belongs to a registered town.
    fn settle_town(&self, identity: &mut Identity, list: &Place, diagnostics: &mut Diagnostics) {
        let Some(project) = self.context.project else { return };
        match &identity.town {
            Some(town) if project.town(&town.value).is_none() => diagnostics.push(no_town(town, self.context)),
            Some(_) => {}
            None if self.context.folder == Folder::Towns => {
                let problem = say!("看不出这是哪个镇（街道）的文件", "it is not said which town this file is of");
                diagnostics.push(Diagnostic::new(&parsing::NO_TOWN, list.clone(), problem).with_help(say!(
                    "请把文件名改为镇（街道）的名称，例如“海虞镇.xlsx”，或者在 mulu.yaml 的 files 中写明 town",
                    "name the file after the town, or say town under files in mulu.yaml"
                )));
            }
            None => {}
        }
    }

    fn report_disagreement(&self, about: About, by_row: &BTreeSet<String>, diagnostics: &mut Diagnostics) {
        let mut said = self.list.iter().filter(|hint| hint.about == about);
        let Some(first) = said.next() else { return };
        let agrees = |hint: &Hint| hint.value == first.value || (about == About::Domain && by_row.contains(&hint.value));
        let Some(other) = said.find(|hint| !agrees(hint)) else { return };
        let (taken, passed) = (self.shown(first), self.shown(other));
        let what = about.word();
        let problem = say!(
            "{zh}有两种说法：“{taken}”和“{passed}”，已按“{taken}”处理",
            "the {en} is said to be “{taken}” and “{passed}”; “{taken}” was taken",
            zh = what.0,
            en = what.1
        );
        diagnostics.push(
            Diagnostic::new(&parsing::SOURCES_DISAGREE, other.place.clone(), problem)
                .with_help(say!("请把两处改成一致", "make both say the same"))
                .with_related(say!("这里是“{taken}”", "“{taken}” here"), first.place.clone()),
        );
    }

    fn shown(&self, hint: &Hint) -> String {
        match hint.about {
            About::Domain => domain_name(&hint.value, self.context),
            About::Kind => ListKind::named(&hint.value).map_or(hint.value.clone(), |kind| kind.word_zh().to_owned()),
            About::Department | About::Town => hint.value.clone(),
        }
    }

    fn registered(&self, word: &Located<String>) -> Located<String> {
        let known = self.context.project.and_then(|project| project.department(&word.value));
        Located::new(known.map_or(word.value.clone(), |department| department.name.value.clone()), word.place.clone())
    }

    fn first(&self, about: About) -> Option<&Hint> {
        self.list.iter().find(|hint| hint.about == about)
    }

    fn located(&self, about: About) -> Option<Located<String>> {
        self.first(about).map(|hint| Located::new(hint.value.clone(), hint.place.clone()))
    }

    fn add(&mut self, about: About, value: &str, place: &Place) {
        self.list.push(Hint { about, value: value.to_owned(), place: place.clone() });
    }

    fn add_located(&mut self, about: About, word: Option<&Located<String>>) {
        if let Some(word) = word {
            self.add(about, &word.value, &word.place);
        }
    }
}

impl About {
    fn word(self) -> (&'static str, &'static str) {
        match self {
            Self::Domain => ("领域", "domain"),
            Self::Department => ("部门", "department"),
            Self::Kind => ("清单类型", "kind of list"),
            Self::Town => ("镇（街道）", "town"),
        }
    }
}

/// Whose a file is, as `files` in `mulu.yaml` and the file's own path say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The department, under its name in `mulu.yaml` where it is listed.
    pub department: Option<String>,
    /// Key of the domain.
    pub domain: Option<String>,
    /// The town.
    pub town: Option<String>,
}

/// What is known of a file nothing could be read of.
#[must_use]
pub fn named(path: &str, context: &Context<'_>) -> Named {
    let mut hints = Hints::new(path, context);
    // A misspelt name is reported where the file is read.
    hints.file(path, None, &mut Diagnostics::default());
    let value = |about| hints.first(about).map(|hint| hint.value.clone());
    Named { department: value(About::Department), domain: value(About::Domain), town: value(About::Town) }
}

/// The key of the domain a word names; a misspelling and an unknown word are reported.
pub(super) fn domain_of(word: &Located<String>, context: &Context<'_>, diagnostics: &mut Diagnostics) -> Option<Located<String>> {
    let bare = crate::model::name::without_number(&word.value);
    let Some((key, spelling)) = title::domain_word(bare, context) else {
        let settings = context.project.map_or(&[][..], |project| &project.domains);
        diagnostics.push(domains::unknown_domain(word, settings, context.knowledge));
        return None;
    };
    if spelling == Spelling::Wrong {
        diagnostics.push(domains::misspelt_domain(word, &key, context.knowledge));
    }
    Some(Located::new(key, word.place.clone()))
}

/// What a domain is called.
pub(super) fn domain_name(key: &str, context: &Context<'_>) -> String {
    let settings = context.project.map_or(&[][..], |project| &project.domains);
    domains::name(key, settings, context.knowledge).to_owned()
}
