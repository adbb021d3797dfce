//! 人事管理, 后勤管理, 内部工作流程 in a catalog: internal affairs may be withheld (《政府信息公开条例》第十六条) and help nobody outside.
//! Services to others that are called alike (流动人员人事代理, 招聘) are none.

use crate::diagnostic::Diagnostics;
use crate::model::Field;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::{ItemContext, Watch, limits};
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("internal-affairs", Family::Way, Severity::Warning, Allow::May, include_str!("internal_affairs.md"));

const WORDS: &[&str] = &[
    "人事管理",
    "后勤管理",
    "后勤保障",
    "内部工作流程",
    "内部管理",
    "内部流程",
    "内部事务",
    "机关内部",
    "机关党建",
    "党组会议",
    "党委会议",
    "党务会议",
    "会议纪要",
    "干部考核",
    "考勤管理",
    "公文流转",
    "机关食堂",
    "机关后勤",
];

pub(super) static WATCH: Watch = Watch { fields: &[Field::Group, Field::Name, Field::Subname], words: WORDS };

/// Words of services to others, and of institutions whose 后勤 concerns those outside.
const OTHERS: &[&str] = &["流动人员", "人才", "招聘", "招考", "录用", "代理", "学校", "校园", "医院", "养老", "救灾", "应急", "村"];

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let item = context.item;
    let levels = limits::levels(item);
    if OTHERS.iter().any(|word| levels.iter().any(|level| level.contains(word))) {
        return;
    }
    let Some((field, word)) = [(Field::Subname, 2), (Field::Name, 1), (Field::Group, 0)]
        .into_iter()
        .find_map(|(field, at): (Field, usize)| Some((field, WORDS.iter().find(|word| levels[at].contains(**word))?)))
    else {
        return;
    };
    let name = item.display_name();
    let message = say!(
        "“{name}”像是机关内部事务（{word}），一般不列入公开目录",
        "“{name}” looks like an internal affair ({word}), which a catalog as a rule does not list"
    );
    let help = say!(
        "只管本机关内部的，删去这一行；面向群众的，把名称改得看得出是什么服务",
        "delete the row if it concerns the organ itself; else give it a name that tells whom it serves"
    );
    diagnostics.push(context.fault(&RULE, field, message).with_help(help));
}
