//! A 公开依据 that belongs to another item: a cell copied down, or taken over from the row above. Judges only by the few laws of
//! `catalogs/statutes.yaml`, and only where the item's name says which of them is meant.

use crate::diagnostic::Diagnostics;
use crate::knowledge::Statute;
use crate::model::{Citation, Field, Item};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("misplaced-basis", Family::Elements, Severity::Warning, Allow::May, include_str!("misplaced_basis.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let item = context.item;
    let statutes = &context.circumstances.knowledge.statutes;
    let cited: Vec<&Statute> = item.basis.value.iter().filter_map(|citation| statute(citation, statutes)).collect();
    let Some(misplaced) = cited.iter().find(|statute| cannot_be_of(statute, item)) else { return };
    let mut meant = statutes.iter().filter(|statute| is_named(statute, item));
    let Some(right) = meant.next() else { return };
    if cited.iter().any(|cited| cited.title == right.title) || meant.any(|other| cited.iter().any(|cited| cited.title == other.title)) {
        return;
    }
    let (name, wrong, right) = (item.display_name(), &misplaced.title, &right.title);
    let heading = context.heading(Field::Basis);
    let message = say!(
        "“{heading}”引用的《{wrong}》与事项“{name}”对不上，像是从别的行带下来的",
        "《{wrong}》 under “{heading}” does not fit the item “{name}”: it looks like a cell copied down"
    );
    let help = say!("请核对；这个事项的依据一般是《{right}》", "check it; the basis of such an item is usually 《{right}》");
    diagnostics.push(context.fault(&RULE, Field::Basis, message).with_help(help));
}

fn statute<'a>(citation: &Citation, statutes: &'a [Statute]) -> Option<&'a Statute> {
    let title = citation.title.trim();
    let title = title.strip_prefix("中华人民共和国").unwrap_or(title);
    statutes.iter().find(|statute| statute.title == title)
}

/// Whether none of the words of what it is about stands in the item.
fn cannot_be_of(statute: &Statute, item: &Item) -> bool {
    let texts = [&item.group.text, &item.name.text, &item.subname.text, &item.content.text];
    !statute.fits.is_empty() && !texts.iter().any(|text| statute.fits.iter().any(|word| text.contains(word.as_str())))
}

/// Whether the item's own name says that it is about this.
fn is_named(statute: &Statute, item: &Item) -> bool {
    [&item.name.text, &item.subname.text].into_iter().any(|name| statute.names.iter().any(|word| name.contains(word.as_str())))
}
