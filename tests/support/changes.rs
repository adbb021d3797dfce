//! What changed from one made-up edition to the next: every kind of change, of everything that can change, and a likely renaming.

use std::collections::BTreeMap;

use mulu::model::Field;
use mulu::model::changes::{ChangeKind, Changes, EditionChange, EditionName, FieldChange, LikelyRename, Likeness, What};

/// A change without anything particular.
fn change(what: What, kind: ChangeKind, name: &str) -> EditionChange {
    EditionChange {
        what,
        kind,
        domain: None,
        domain_name: String::new(),
        id: None,
        name: name.into(),
        was: None,
        town: None,
        fields: Vec::new(),
        reason: None,
    }
}

/// A change of an item of 义务教育.
fn item(kind: ChangeKind, name: &str) -> EditionChange {
    let id = name.rsplit(" / ").next().map(|name| format!("yiwujiaoyu-{name}"));
    EditionChange { domain: Some("yiwujiaoyu".into()), domain_name: "义务教育".into(), id, ..change(What::Item, kind, name) }
}

fn field(field: Option<Field>, heading: &str, from: &str, to: &str) -> FieldChange {
    FieldChange { field, heading: heading.into(), from: from.into(), to: to.into(), reason: None }
}

/// The changes from 2020 to 2021 of the sample city.
pub(crate) fn changes() -> Changes {
    let title = field(None, "印发名称", "教育领域基层政务公开标准目录", "义务教育领域基层政务公开标准目录");
    let limit = |to| field(Some(Field::TimeLimit), "公开时限", "自信息形成或者变更之日起20个工作日内", to);
    let basis = field(Some(Field::Basis), "公开依据", "《旧办法》", "《新办法》");
    let list = vec![
        EditionChange { reason: Some("示例：撤并".into()), ..change(What::Town, ChangeKind::Removed, "丙镇") },
        EditionChange { was: Some("市文教局".into()), ..change(What::Department, ChangeKind::Renamed, "市教育局") },
        EditionChange {
            domain: Some("yiwujiaoyu".into()),
            domain_name: "义务教育".into(),
            fields: vec![title],
            ..change(What::Domain, ChangeKind::Changed, "义务教育")
        },
        item(ChangeKind::Added, "政策文件 / 教育法律法规"),
        EditionChange {
            was: Some("招生管理 / 招生办法".into()),
            fields: vec![FieldChange { reason: Some("示例：旧办法废止".into()), ..basis }, limit("自信息形成或者变更之日起15个工作日内")],
            reason: Some("示例：统一名称".into()),
            ..item(ChangeKind::Renamed, "招生管理 / 招生政策")
        },
        item(ChangeKind::Removed, "招生管理 / 借读手续"),
        EditionChange {
            town: Some("甲镇".into()),
            fields: vec![limit("自信息形成或者变更之日起10个工作日内")],
            reason: Some("本镇已有承诺".into()),
            ..item(ChangeKind::Changed, "招生管理 / 招生政策")
        },
        EditionChange { town: Some("乙街道".into()), ..item(ChangeKind::Removed, "招生管理 / 民办学校招生") },
        item(ChangeKind::Added, "招生管理 / =HYPERLINK(\"http://x\")"),
    ];
    let likely = LikelyRename {
        domain_name: "义务教育".into(),
        from: "义务教育/招生管理/借读手续".into(),
        to: "义务教育/政策文件/教育法律法规".into(),
        because: Likeness::Name,
    };
    Changes {
        from: EditionName { id: "2020".into(), title: "示例市基层政务公开标准目录".into(), as_of: Some("2020-12-11".into()) },
        to: EditionName { id: "2021".into(), title: "示例市基层政务公开标准目录".into(), as_of: Some("2021-12-10".into()) },
        list,
        likely_renames: vec![likely],
        reworded: 2,
        earlier: BTreeMap::new(),
    }
}
