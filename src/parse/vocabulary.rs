//! The heading words a table is found by, and what each means. Headings are said in `model::fields` and `model::power`; only
//! words that are no field's stand here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::model::fields::{self, Part};
use crate::model::{Field, Tier};
use crate::parse::tiers;
use crate::read::table::{self, Vocabulary};

mod native;

pub(super) use native::{
    NativeColumn, column as native, is_number as is_number_heading, is_step, kind, marks as marks_native, word as native_word,
};

/// Columns that name the domain, row by row.
const DOMAIN: &[&str] = &["领域", "相应领域", "试点领域", "所属领域", "公开领域"];

/// Columns of other words that headings are found by, kept as extra columns.
const OTHER: &[&str] = &["序号", "公开事项", "公开标准", "备注", "咨询电话", "监督电话", "监督举报电话"];

/// Headings that stand for 一级事项 where no column of that name is.
const WEAK_GROUP: &[&str] = &["公开事项类别"];

/// Part headings that mean something else when no 公开对象, 公开方式 or 公开层级 stands over them.
const NEEDS_PARENT: &[&str] = &["社会", "特定", "申请", "村"];

struct Words {
    fields: BTreeMap<String, Field>,
    damaged: BTreeMap<String, Field>,
    parts: BTreeMap<String, (Field, Part)>,
    domain: Vec<String>,
    printed: Vec<String>,
    weak_group: Vec<String>,
}

/// The heading words to look for in a sheet.
#[must_use]
pub fn vocabulary() -> Vocabulary {
    let words = words();
    let other = OTHER.iter().copied().chain(native::beside()).map(table::heading_key);
    let fields = words.fields.keys().chain(&words.domain).chain(&words.weak_group).cloned();
    let headings: BTreeSet<String> = fields.chain(native::telling().map(table::heading_key)).chain(other).collect();
    let marks = [Field::Content, Field::Basis, Field::TimeLimit, Field::Channels].into_iter().flat_map(|field| field.info().words());
    let named = Field::Name.info().words().chain(Field::Group.info().words()).chain(native::words_of(NativeColumn::Name));
    Vocabulary {
        groups: Field::Group.info().words().map(table::heading_key).chain(words.domain.iter().cloned()).collect(),
        pairs: native::all_marks().map(table::heading_key).collect(),
        named: native::words_of(NativeColumn::Name).chain(native::words_of(NativeColumn::Subname)).map(table::heading_key).collect(),
        marks: marks.chain(native::all_marks()).map(table::heading_key).collect(),
        names: named.map(table::heading_key).collect(),
        labels: headings.iter().cloned().chain(native::all().map(table::heading_key)).collect(),
        parts: words.parts.keys().cloned().collect(),
        words: headings.into_iter().chain(words.parts.keys().chain(words.damaged.keys()).cloned()).collect(),
        printed: fields::ALL.iter().filter(|info| info.need == fields::Need::Required).map(|info| info.heading).collect(),
    }
}

/// The field a heading names, compared as headings are.
pub(super) fn field(heading: &str) -> Option<Field> {
    words().fields.get(heading).copied()
}

/// The field whose printed heading lost its first or last character: 开依据, 公开主.
pub(super) fn damaged(heading: &str) -> Option<Field> {
    words().damaged.get(heading).copied()
}

/// The field and part a sub-heading names.
pub(super) fn part(heading: &str) -> Option<(Field, Part)> {
    if let Some(found) = words().parts.get(heading) {
        return Some(*found);
    }
    // Tier words come in endless local forms: 东阳市级, 镇（街道、园区）级.
    let tier = tiers::word(heading).or_else(|| tier_by_ending(heading))?;
    Some((Field::Tiers, Part::Tier(tier)))
}

fn tier_by_ending(heading: &str) -> Option<Tier> {
    if !heading.ends_with('级') {
        return None;
    }
    let has = |words: &[char]| heading.contains(words);
    if heading.starts_with("社区") {
        Some(Tier::Village)
    } else if has(&['乡', '镇', '街']) {
        Some(Tier::Town)
    } else if has(&['村', '居']) {
        Some(Tier::Village)
    } else if has(&['省']) || heading.starts_with("设区") || heading == "州级" {
        Some(Tier::Prefecture)
    } else if has(&['市', '县', '区', '旗', '州']) {
        Some(Tier::City)
    } else {
        None
    }
}

/// Whether a sub-heading means its part only under the heading of its field.
pub(super) fn needs_parent(heading: &str) -> bool {
    // A column 乡镇 names towns, a column 乡镇级 is ticked.
    NEEDS_PARENT.contains(&heading) || (!words().parts.contains_key(heading) && !heading.ends_with('级'))
}

/// Whether a column names the domain, row by row.
pub(super) fn is_domain(heading: &str) -> bool {
    words().domain.iter().any(|word| word == heading)
}

/// Whether a column stands for 一级事项 where there is none.
pub(super) fn is_weak_group(heading: &str) -> bool {
    words().weak_group.iter().any(|word| word == heading)
}

/// Whether a heading is the printed one of its field, not one that other columns are called by too.
pub(super) fn is_printed(heading: &str) -> bool {
    words().printed.iter().any(|word| word == heading)
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let infos = fields::ALL.iter().filter(|info| info.field != Field::Extra);
        let keys = |words: &[&str]| words.iter().map(|word| table::heading_key(word)).collect::<Vec<_>>();
        let mut parts = BTreeMap::new();
        for info in fields::ALL {
            for part in info.parts {
                for word in std::iter::once(&part.heading).chain(part.aliases) {
                    parts.entry(table::heading_key(word)).or_insert((info.field, part.part));
                }
            }
        }
        let damaged = infos.clone().filter(|info| info.heading.starts_with("公开")).flat_map(|info| {
            let whole = table::heading_key(info.heading);
            let end = whole.char_indices().last().map_or(0, |(at, _)| at);
            let cut = [whole[..end].to_owned(), whole.chars().skip(1).collect()];
            cut.into_iter().map(|word| (word, info.field))
        });
        Words {
            damaged: damaged.collect(),
            fields: infos.clone().flat_map(|info| info.words().map(|word| (table::heading_key(word), info.field))).collect(),
            parts,
            domain: keys(DOMAIN),
            printed: infos.map(|info| table::heading_key(info.heading)).collect(),
            weak_group: keys(WEAK_GROUP),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{field, is_domain, native, part, vocabulary};
    use crate::model::fields::{self, Part};
    use crate::model::{Field, Tier};
    use crate::read::table::heading_key;

    #[test]
    fn every_heading_of_every_field_is_known() {
        for info in fields::ALL.iter().filter(|info| info.field != Field::Extra) {
            for word in info.words() {
                assert_eq!(field(&heading_key(word)), Some(info.field), "{word}");
                assert!(vocabulary().words.contains(&heading_key(word)), "{word}");
            }
        }
    }

    #[test]
    fn sub_headings_name_their_part() {
        for (word, meant) in [
            ("全社会", (Field::Audience, Part::Everyone)),
            ("特定群体（请写明）", (Field::Audience, Part::Specific)),
            ("依申请", (Field::Method, Part::OnRequest)),
            ("乡、村级", (Field::Tiers, Part::Tier(Tier::Town))),
            ("东阳市级", (Field::Tiers, Part::Tier(Tier::City))),
            ("镇（街道、园区）级", (Field::Tiers, Part::Tier(Tier::Town))),
        ] {
            assert_eq!(part(&heading_key(word)), Some(meant), "{word}");
        }
    }

    #[test]
    fn native_and_domain_columns_are_known() {
        assert!(native(&heading_key("设定依据")).is_some());
        assert!(is_domain(&heading_key("相应 领域")));
        assert!(vocabulary().groups.contains("一级事项"));
    }
}
