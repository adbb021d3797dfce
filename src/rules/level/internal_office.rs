//! 党政办, 公共服务办, 综合股 as 公开主体: an office within an organ has no power of its own name (《政府信息公开条例》第十条), unless a law
//! gives it one. Departments of the project are organs, whatever they are called.

use crate::diagnostic::Diagnostics;
use crate::model::Field;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::{ItemContext, Watch, bodies};
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("internal-office", Family::Level, Severity::Warning, Allow::May, include_str!("internal_office.md"));

/// Every office has one of these in its name; what it is, the bodies tell.
pub(super) static WATCH: Watch =
    Watch { fields: &[Field::Subject], words: &["办", "服务中心", "科", "股", "政工室", "法制大队"] };

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let item = context.item;
    let project = context.circumstances.project;
    let Some(office) = item.subject.value.iter().find(|body| bodies::is_office(body, project)) else { return };
    let message = say!(
        "公开主体“{office}”像是机关的内设机构，不能以自己的名义公开",
        "“{office}” looks like an office within an organ, which does not disclose in its own name"
    );
    let named = bodies::of_town(office);
    let named = named.or_else(|| bodies::of_bureau(office).map(|(bureau, office)| (bureau.to_owned(), office)));
    let named = named.or_else(|| Some((organ(context, office)?.to_owned(), office.as_str())));
    let help = match named {
        Some((organ, office)) => {
            say!("写机关的名称，如“{organ}（{office}）”", "write the organ's name, such as {organ}（{office}）")
        }
        None => say!(
            "写机关的名称，如“XX镇人民政府（{office}）”“XX局（{office}）”",
            "write the organ's name, such as XX镇人民政府（{office}） or XX局（{office}）"
        ),
    };
    diagnostics.push(context.fault(&RULE, Field::Subject, message).with_help(help));
}

/// The organ the office belongs to, where the list says whose it is.
fn organ<'a>(context: &ItemContext<'a>, office: &str) -> Option<&'a str> {
    let project = context.circumstances.project?;
    if let Some(town) = context.town {
        return project.town(town).map(|town| town.government.as_str());
    }
    let of_towns = ["镇", "乡", "街道", "党政办", "公共服务办", "社会事务办"].iter().any(|word| office.contains(word));
    context.list?.department.as_ref().map(|department| department.value.as_str()).filter(|_| !of_towns)
}
