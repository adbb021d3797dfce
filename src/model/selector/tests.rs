//! Selectors against a small catalog.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Index, Selected, Selector, find, matches, nearest, path, select};
use crate::model::{Catalog, DomainSection, Entry, Given, Item, name};
use crate::place::Place;

fn entry(domain: &str, number: usize, group: &str, item_name: &str, subname: &str) -> Entry {
    let mut item = Item::blank(&Place::file("清单.yaml"), Given::Blank);
    group.clone_into(&mut item.group.value);
    item_name.clone_into(&mut item.name.value);
    subname.clone_into(&mut item.subname.value);
    Entry {
        id: format!("{domain}-{number:08}"),
        key: name::item_key(&item),
        item: Arc::new(item),
        codes: Vec::new(),
        lists: BTreeSet::new(),
        origin: BTreeMap::new(),
        added_by: None,
        towns: BTreeMap::new(),
    }
}

fn section(key: &str, domain: &str, items: &[(&str, &str, &str)]) -> DomainSection {
    let entries = items.iter().enumerate().map(|(number, (group, name, subname))| entry(key, number, group, name, subname));
    DomainSection {
        key: key.to_owned(),
        name: domain.to_owned(),
        title: format!("{domain}领域基层政务公开标准目录"),
        departments: Vec::new(),
        not_applicable: None,
        entries: entries.collect(),
    }
}

fn catalog() -> Catalog {
    let education = [
        ("招生管理", "招生政策", ""),
        ("招生管理", "招生结果", ""),
        ("办事", "办事指南", ""),
        ("学生管理", "资助", "小学"),
        ("学生管理", "资助", "初中"),
        ("", "入户/现场宣传", ""),
    ];
    let relief = [("办事", "办事指南", ""), ("", "招生管理", "")];
    Catalog {
        domains: vec![section("yiwujiaoyu", "义务教育", &education), section("shehuijiuzhu", "社会救助", &relief)],
        towns: Vec::new(),
    }
}

#[test]
fn ids_paths_tails_and_patterns_name_items() {
    let catalog = catalog();
    let index = Index::new(&catalog);
    for (word, positions) in [
        ("yiwujiaoyu-00000001", &[(0, 1)][..]),
        ("YIWUJIAOYU-00000001", &[(0, 1)]),
        ("义务教育/招生管理/招生政策", &[(0, 0)]),
        ("义务教育领域/招生管理/招生政策", &[(0, 0)]),
        ("yiwujiaoyu/招生管理/招生政策", &[(0, 0)]),
        (" 招生管理 ／ 1.招生 政策 ", &[(0, 0)]),
        ("招生政策", &[(0, 0)]),
        ("義務教育/招生管理/招生政策", &[(0, 0)]),
        ("办事指南", &[(0, 2), (1, 0)]),
        ("社会救助/办事/办事指南", &[(1, 0)]),
        ("资助/小学", &[(0, 3)]),
        ("学生管理/资助/初中", &[(0, 4)]),
        ("资助", &[]),
        ("入户/现场宣传", &[(0, 5)]),
        ("义务教育/入户/现场宣传", &[(0, 5)]),
        ("社会救助/招生管理", &[(1, 1)]),
        ("招生管理", &[(1, 1)]),
        ("招生管理/*", &[(0, 0), (0, 1)]),
        ("义务教育/*/*/*", &[(0, 3), (0, 4)]),
        ("招生*", &[(0, 0), (0, 1), (1, 1)]),
        ("*/办事指南", &[(0, 2), (1, 0)]),
        ("招*果", &[(0, 1)]),
        ("政策", &[]),
        ("义务教育/招生政策", &[]),
        ("", &[]),
        ("///", &[]),
    ] {
        assert_eq!(find(&catalog, word), positions, "{word}");
        assert_eq!(index.find(word), positions, "{word}, by index");
        for (domain, section) in catalog.domains.iter().enumerate() {
            for (position, entry) in section.entries.iter().enumerate() {
                let expected = positions.contains(&(domain, position));
                assert!(!expected || matches(entry, section, word), "{word} fits {}", path(section, entry));
            }
        }
    }
}

#[test]
fn one_none_and_several_are_told_apart() {
    let catalog = catalog();
    assert!(matches!(select(&catalog, "招生政策"), Selected::One(domain, entry) if path(domain, entry) == "义务教育/招生管理/招生政策"));
    let Selected::Several(paths) = select(&catalog, "办事指南") else { panic!("办事指南 stands in two domains") };
    assert_eq!(paths, ["义务教育/办事/办事指南", "社会救助/办事/办事指南"]);
    let Selected::None { nearest } = select(&catalog, "义务教育/招生管理/招生正策") else { panic!("there is no such item") };
    assert_eq!(nearest[0], "义务教育/招生管理/招生政策");
}

#[test]
fn the_nearest_path_takes_the_levels_above_into_account() {
    assert_eq!(nearest(&catalog(), "社会救助/办事/办事指引", 1), ["社会救助/办事/办事指南"]);
    assert_eq!(nearest(&catalog(), "招生", 3).len(), 3);
    assert!(nearest(&catalog(), "", 3).is_empty());
}

#[test]
fn a_key_is_enough_where_no_catalog_is_at_hand() {
    let key = "招生管理␟招生政策␟";
    let domain = ["yiwujiaoyu", "义务教育"];
    for (word, fits) in
        [("招生政策", true), ("义务教育/招生管理/招生政策", true), ("招生*/招生*", true), ("社会救助/招生管理/招生政策", false)]
    {
        assert_eq!(Selector::new(word).fits_key(&domain, key), fits, "{word}");
    }
}
