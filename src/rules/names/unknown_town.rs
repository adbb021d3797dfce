//! A town in 公开主体 that `mulu.yaml` does not list: its name is mistyped, was changed (撤镇设街道), or came with another county's table.
//! Judges whole projects only: nobody else knows the towns.

use crate::diagnostic::Diagnostics;
use crate::model::{Field, catalog, nearest};
use crate::project::Project;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::wording::is_chinese;
use crate::rules::{ItemContext, Watch};
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("unknown-town", Family::Names, Severity::Error, Allow::May, include_str!("unknown_town.md"));

pub(super) static WATCH: Watch = Watch {
    fields: &[Field::Subject],
    words: &["镇人民政府", "乡人民政府", "镇政府", "乡政府", "街道办事处", "街道办"],
};

/// What follows the name of a town in that of its organ.
const ORGANS: [&str; 4] = ["人民政府", "政府", "办事处", "办"];

/// Words that stand before 镇 and 街道 without naming one.
const GENERIC: [&str; 22] = [
    "乡", "镇", "各", "级", "所", "本", "该", "属", "相关", "有关", "当地", "辖区", "户籍", "区域", "涉及", "负责", "或", "及", "和", "与",
    "市", "县",
];

/// Names of towns are no longer than these many characters before 镇.
const LONGEST: usize = 4;

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let Some(project) = context.circumstances.project else {
        return diagnostics.not_run(&RULE, say!("检查整个项目时才检查", "judged for a whole project only"));
    };
    if project.towns.is_empty() {
        return;
    }
    for body in context.item.subject.value.iter() {
        let heading = context.heading(Field::Subject);
        if let Some(right) = now_called(body, project) {
            let message = say!("“{heading}”里的“{body}”是旧名称", "“{body}” under “{heading}” is a former name");
            let help = say!("请改为“{right}”", "make it “{right}”");
            diagnostics.push(context.fault(&RULE, Field::Subject, message).with_help(help));
            continue;
        }
        let Some(town) = town(body, project) else { continue };
        if project.town(town).is_some() || project.department(body).is_some() || project.town(body).is_some() {
            continue;
        }
        let message = say!(
            "“{heading}”里的“{body}”不在 mulu.yaml 登记的乡镇、街道之内",
            "“{body}” under “{heading}” is none of the towns in mulu.yaml"
        );
        let near = mistaken_for(town, project);
        let fault = context.fault(&RULE, Field::Subject, message);
        diagnostics.push(match near {
            Some(right) => fault.with_help(say!("请改为“{right}”", "make it “{right}”")),
            None => {
                let names = project.towns.iter().map(|town| town.name.value.as_str());
                let help = nearest::did_you_mean(town, names, 3).unwrap_or_else(|| {
                    say!(
                        "请核对名称；确实是本地的，请在 mulu.yaml 的 towns 中登记",
                        "check the name; if it is one of yours, list it under towns in mulu.yaml"
                    )
                });
                fault.with_help(help).with_severity(Severity::Warning)
            }
        });
    }
}

/// What the organ of a town is called today that a body names by a former name (`formerly`).
fn now_called<'a>(body: &str, project: &'a Project) -> Option<&'a str> {
    let bare = body.strip_prefix(project.city.name.as_str()).unwrap_or(body);
    let known = project.town(bare).filter(|town| !town.is_called(bare))?;
    Some(&known.government)
}

/// The town that a body's name begins with, when it names one: 常熟市海虞镇人民政府 → 海虞镇.
fn town<'a>(body: &'a str, project: &Project) -> Option<&'a str> {
    if catalog::is_generic_town_body(body) {
        return None;
    }
    let organ = ORGANS.iter().find(|organ| body.ends_with(**organ))?;
    let name = &body[..body.len() - organ.len()];
    let city = project.city.name.as_str();
    // A town may bear the city's own name: 示例市, 示例镇.
    let without_city = [name.strip_prefix(city), name.strip_prefix(city.trim_end_matches(['市', '县', '区'])), Some(name)];
    without_city.into_iter().flatten().find(|name| is_name(name))
}

/// Whether words name one town: 海虞镇, not 所在地镇.
fn is_name(town: &str) -> bool {
    let Some(stem) = town.strip_suffix("街道").or_else(|| town.strip_suffix(['镇', '乡'])) else { return false };
    (1..=LONGEST).contains(&stem.chars().count()) && stem.chars().all(is_chinese) && !GENERIC.iter().any(|word| stem.contains(word))
}

/// The organ of a registered town that is surely meant: the same name with another kind of town, or one other character.
fn mistaken_for<'a>(town: &str, project: &'a Project) -> Option<&'a str> {
    let stem = |name: &str| name.strip_suffix("街道").or_else(|| name.strip_suffix(['镇', '乡'])).unwrap_or(name).to_owned();
    let kind = |name: &str| name[stem(name).len()..].to_owned();
    let own = stem(town);
    let is_meant = |name: &str| {
        let other = stem(name);
        let one_other_letter = own.chars().count() >= 2
            && own.chars().count() == other.chars().count()
            && kind(name) == kind(town)
            && own.chars().zip(other.chars()).filter(|(one, two)| one != two).count() == 1;
        other == own || (one_other_letter && own.chars().count() > 2)
    };
    let mut meant = project.towns.iter().filter(|known| is_meant(&known.name.value));
    let first = meant.next()?;
    meant.next().is_none().then_some(first.government.as_str())
}
