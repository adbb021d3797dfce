//! What a check is given to judge by, and how it builds a finding. Judges nothing itself.

use std::borrow::Cow;
use std::cell::OnceCell;

use crate::diagnostic::{Diagnostic, ItemName};
use crate::knowledge::Cited;
use crate::knowledge::Knowledge;
use crate::model::item::Piece;
use crate::model::{Catalog, Citation, Field, Item, List, name};
use crate::place::Place;
use crate::project::Project;
use crate::rule::Rule;
use crate::rules::cited::Bases;
use crate::words::{Words, say};

/// What every judgement of a run is made against.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances<'a> {
    /// The tables.
    pub knowledge: &'a Knowledge,
    /// The settings, when a project is checked.
    pub project: Option<&'a Project>,
    /// The day everything is judged at.
    pub as_of: jiff::civil::Date,
}

/// One item, with the list it stands in.
#[derive(Clone, Debug)]
pub struct ItemContext<'a> {
    /// The item.
    pub item: &'a Item,
    /// The list it stands in; none for an item that a town's change made of the city's.
    pub list: Option<&'a List>,
    /// Key of its domain; empty when unknown.
    pub domain: &'a str,
    /// The town whose item it is.
    pub town: Option<&'a str>,
    /// What it is judged against.
    pub circumstances: Circumstances<'a>,
    /// What the tables know of its bases, looked up when the first rule asks.
    cited: OnceCell<Cow<'a, [Cited<'a>]>>,
}

/// One list as a whole.
#[derive(Clone, Copy, Debug)]
pub struct ListContext<'a> {
    /// The list.
    pub list: &'a List,
    /// What its items cite.
    pub bases: &'a Bases<'a>,
    /// What it is judged against.
    pub circumstances: Circumstances<'a>,
}

/// All lists of a run.
#[derive(Clone, Copy, Debug)]
pub struct ListsContext<'a> {
    /// The lists, in the order of the files.
    pub lists: &'a [&'a List],
    /// What they are judged against.
    pub circumstances: Circumstances<'a>,
}

/// The merged catalogs.
#[derive(Clone, Copy, Debug)]
pub struct CatalogContext<'a> {
    /// The catalogs.
    pub catalog: &'a Catalog,
    /// The lists of the 政府信息主动公开补充目录, which are no part of the catalogs; empty where the project has none.
    pub supplement: &'a [List],
    /// What they are judged against.
    pub circumstances: Circumstances<'a>,
}

impl<'a> ListContext<'a> {
    /// One of its items.
    #[must_use]
    pub fn item(&self, item: &'a Item) -> ItemContext<'a> {
        ItemContext::of(item, self.list, self.circumstances)
    }

    /// What its items cite, with the items.
    pub fn cited(&self) -> impl Iterator<Item = (&'a Item, &'a Cited<'a>)> {
        self.list.items.iter().zip(self.bases.by_item()).flat_map(|(item, cited)| cited.iter().map(move |cited| (item, cited)))
    }
}

impl<'a> ItemContext<'a> {
    /// An item of a list.
    #[must_use]
    pub fn of(item: &'a Item, list: &'a List, circumstances: Circumstances<'a>) -> Self {
        let domain = list.domain_key();
        let town = list.town.as_ref().map(|town| town.value.as_str());
        Self { item, list: Some(list), domain, town, circumstances, cited: OnceCell::new() }
    }

    /// The same, its bases looked up already.
    #[must_use]
    pub fn citing(self, cited: &'a [Cited<'a>]) -> Self {
        Self { cited: OnceCell::from(Cow::Borrowed(cited)), ..self }
    }

    /// What a town made of an item of the city's.
    #[must_use]
    pub fn of_town(item: &'a Item, domain: &'a str, town: &'a str, circumstances: Circumstances<'a>) -> Self {
        Self { item, list: None, domain, town: Some(town), circumstances, cited: OnceCell::new() }
    }

    /// Another item in its place.
    #[must_use]
    pub fn with_item<'b>(&self, item: &'b Item) -> ItemContext<'b>
    where
        'a: 'b,
    {
        let Self { list, domain, town, circumstances, .. } = *self;
        ItemContext { item, list, domain, town, circumstances, cited: OnceCell::new() }
    }

    /// Its bases with what the tables know of them, in their order.
    #[must_use]
    pub fn cited(&self) -> &[Cited<'a>] {
        self.cited.get_or_init(|| self.item.basis.value.iter().map(Cited::of).collect())
    }

    /// Whether a field says nothing: blank, or only a mark such as `—`. A column the table lacks was reported at its heading.
    #[must_use]
    pub fn is_missing(&self, field: Field) -> bool {
        self.item.given(field).is_judged() && says_nothing(self.item.text(field))
    }

    /// A finding at a field of the item: with the item, the heading, the text that stands there and its place.
    #[must_use]
    pub fn fault(&self, rule: &'static Rule, field: Field, message: Words) -> Diagnostic {
        self.fault_at(rule, field, self.item.place_of(field), message)
    }

    /// The same at a sub-column of the field.
    #[must_use]
    pub fn fault_at(&self, rule: &'static Rule, field: Field, place: &Place, message: Words) -> Diagnostic {
        let item = ItemName { domain: self.domain.to_owned(), key: name::item_key(self.item), name: self.item.display_name() };
        let fault = Diagnostic::new(rule, place.clone(), message).with_item(item).with_field(
            field.key(),
            self.heading(field),
            self.item.text(field),
        );
        match self.town {
            Some(town) => fault.with_town(town),
            None => fault,
        }
    }

    /// The same at one piece of the field: of what stands there.
    #[must_use]
    pub fn fault_in(&self, rule: &'static Rule, field: Field, piece: Piece<'_>, message: Words) -> Diagnostic {
        self.fault_at(rule, field, piece.place, message).with_value(piece.text)
    }

    /// A finding at one of its own citations.
    #[must_use]
    pub fn fault_of(&self, rule: &'static Rule, citation: &Citation, message: Words) -> Diagnostic {
        self.fault_in(rule, Field::Basis, self.item.basis.piece_of(citation), message)
    }

    /// The finding that a field was left blank.
    #[must_use]
    pub fn missing(&self, rule: &'static Rule, field: Field) -> Diagnostic {
        let info = field.info();
        let message = say!("“{heading}”没有填写", "“{name_en}” is not filled in", heading = self.heading(field), name_en = info.name_en);
        let help = say!("请填写：{zh}", "fill in: {en}", zh = info.meaning.0, en = info.meaning.1);
        self.fault(rule, field, message).with_help(help)
    }

    /// What the list itself calls a field; where it has several columns of it, the words over them all.
    #[must_use]
    pub fn heading(&self, field: Field) -> String {
        let mut own = self.list.into_iter().flat_map(|list| &list.headings).filter(|heading| heading.field == Some(field));
        let first = own.next().map(|heading| if own.next().is_some() { parent(&heading.text) } else { &heading.text });
        first.unwrap_or(field.info().heading).to_owned()
    }
}

/// `公开对象/全社会` → `公开对象`.
fn parent(heading: &str) -> &str {
    heading.split('/').next().unwrap_or(heading)
}

/// Whether a text names nothing: only blanks and marks, or 无.
#[must_use]
pub fn says_nothing(text: &str) -> bool {
    // Nearly every field passes at its first character; 无 with a few blanks around it is as short as this.
    !text.chars().any(name::is_word) || (text.len() <= 12 && text.trim() == "无")
}
