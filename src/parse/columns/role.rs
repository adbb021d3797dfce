//! What one column holds, told by its words and those over it. Looks at no other column and at no row.

use crate::model::Field;
use crate::parse::columns::Role;
use crate::parse::vocabulary;

/// A column of a catalog list, by its words from the top.
pub(super) fn of_catalog(path: &[String]) -> Role {
    let Some((leaf, parents)) = path.split_last() else { return Role::Extra };
    if leaf == "序号" || leaf == "序" {
        return Role::Serial;
    }
    if vocabulary::is_domain(leaf) {
        return Role::Domain;
    }
    let over = parents.iter().rev().find_map(|word| vocabulary::field(word));
    // Ⅰ级公开事项 over 序号 and 事项: each level has its own number.
    if let Some(field @ (Field::Group | Field::Name | Field::Subname)) = over
        && matches!(leaf.as_str(), "事项" | "名称" | "事项名称")
    {
        return Role::Whole(field);
    }
    let of_parts = over.is_none_or(|field| !field.info().parts.is_empty());
    // The sub-heading decides: 全社会 under a heading that says 公开方式 by mistake is still 公开对象.
    if let Some((field, part)) = vocabulary::part(leaf)
        && of_parts
        && (over.is_some() || !vocabulary::needs_parent(leaf))
    {
        return Role::Part(field, part);
    }
    if let Some(field) = vocabulary::field(leaf) {
        return Role::Whole(field);
    }
    // A heading broken into two cells: 公开 over 时限.
    if let Some(field) = vocabulary::field(&path.concat()) {
        return Role::Whole(field);
    }
    if let Some(field) = vocabulary::damaged(leaf) {
        return Role::Whole(field);
    }
    numbered(leaf).map_or(Role::Extra, Role::Numbered)
}

/// 公开层级1, 公开渠道和载体2: such tables have a pair of columns a tier.
fn numbered(leaf: &str) -> Option<Field> {
    let bare = leaf.strip_suffix(|c: char| c.is_ascii_digit())?;
    vocabulary::field(bare).filter(|field| matches!(field, Field::Tiers | Field::Channels))
}
