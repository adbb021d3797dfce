//! How far the catalogs cover the powers and services of the native lists, and what counties list. Compares nothing itself.

use crate::place::Place;

/// How far the catalogs cover what they are held to, by domain in printed order.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// The domains; powers of lists that name none stand last, under no key.
    pub domains: Vec<DomainCoverage>,
    /// What 《政府信息公开条例》 art. 20 and 21 ask the city to disclose, class by class.
    pub classes: Vec<CoveredClass>,
}

/// A class of the two articles.
#[derive(Clone, Debug)]
pub struct CoveredClass {
    /// In the words of the article.
    pub name: String,
    /// The article.
    pub article: String,
    /// Whether words of it stand in an item of the standard catalog or of the supplement: generous words, so it only shows what was
    /// forgotten altogether.
    pub present: bool,
}

impl Coverage {
    /// The classes without an item.
    pub fn absent_classes(&self) -> impl Iterator<Item = &CoveredClass> {
        self.classes.iter().filter(|class| !class.present)
    }
}

/// One domain.
#[derive(Clone, Debug)]
pub struct DomainCoverage {
    /// Key; empty for powers without a domain.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Items of the city, additions of towns left out.
    pub items: usize,
    /// The powers and services of the native lists.
    pub powers: Vec<CoveredPower>,
    /// What counties list under it: items seen on more than one page, local additions left out.
    pub reference: Vec<ListedItem>,
    /// Items that neither a power or service nor an item of the reference catalogs stands behind; none where no native list was handed in.
    pub unsourced: Vec<Unsourced>,
    /// The list a missing item would stand in: the first of the lead department.
    pub at: Option<Place>,
}

/// An item of the city without a source.
#[derive(Clone, Debug)]
pub struct Unsourced {
    /// Its names, the levels behind each other.
    pub name: String,
    /// Where it stands.
    pub place: Place,
}

/// A power or service.
#[derive(Clone, Debug)]
pub struct CoveredPower {
    /// Its name, with that of the power it is a part of.
    pub name: String,
    /// Its code, as written.
    pub code: Option<String>,
    /// 行政许可, 公共服务 …, as written.
    pub kind: Option<String>,
    /// The department whose list it is.
    pub department: Option<String>,
    /// Where it stands.
    pub place: Place,
    /// How an item was found for it; none when there is none.
    pub joined: Option<Joined>,
    /// Why a department takes none of the items proposed for it, where it says so in its fill-in workbook.
    pub declined: Option<String>,
}

/// How a power and an item were found to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// They bear one code.
    Code,
    /// They bear one name.
    Name,
    /// What tells their names from others is the same: 临时救助办理 and 临时救助.
    Near,
}

/// An item that counties list.
#[derive(Clone, Debug)]
pub struct ListedItem {
    /// Its names, the levels behind each other.
    pub name: String,
    /// Whether the catalog has it.
    pub present: bool,
    /// Why a department does not take it, where it says so in its fill-in workbook.
    pub declined: Option<String>,
}

impl DomainCoverage {
    /// The powers without an item and without a reason.
    pub fn uncovered(&self) -> impl Iterator<Item = &CoveredPower> {
        self.powers.iter().filter(|power| power.joined.is_none() && power.declined.is_none())
    }

    /// The powers without an item for a reason, with the reason.
    pub fn declined_powers(&self) -> impl Iterator<Item = (&CoveredPower, &str)> {
        let without = self.powers.iter().filter(|power| power.joined.is_none());
        without.filter_map(|power| Some((power, power.declined.as_deref()?)))
    }

    /// How many powers have an item.
    #[must_use]
    pub fn covered(&self) -> usize {
        self.powers.iter().filter(|power| power.joined.is_some()).count()
    }

    /// What counties list and the catalog has not, without a word why.
    pub fn lacking(&self) -> impl Iterator<Item = &ListedItem> {
        self.reference.iter().filter(|item| !item.present && item.declined.is_none())
    }

    /// What counties list and the catalog has not, for a reason, with the reason.
    pub fn declined(&self) -> impl Iterator<Item = (&ListedItem, &str)> {
        let absent = self.reference.iter().filter(|item| !item.present);
        absent.filter_map(|item| Some((item, item.declined.as_deref()?)))
    }

    /// How many of the items that counties list the catalog has.
    #[must_use]
    pub fn present(&self) -> usize {
        self.reference.iter().filter(|item| item.present).count()
    }
}
