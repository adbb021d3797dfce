//! What is said of a list whose domain, department or town nobody knows: what was looked at, and what to write where.

use crate::diagnostic::Diagnostic;
use crate::model::nearest;
use crate::parse::Context;
use crate::parse::source::domain_name;
use crate::place::{Located, Place};
use crate::rule::stage::parsing;
use crate::words::say;

pub(super) fn unknown_title(word: &Located<String>, taken: &Located<String>, context: &Context<'_>) -> Diagnostic {
    let (said, domain) = (&word.value, domain_name(&taken.value, context));
    let problem = say!(
        "标题写的“{said}”领域不在已知的领域里，已按“{domain}”处理",
        "the title names a domain “{said}” that is not known; “{domain}” was taken"
    );
    let help = say!(
        "请把标题改成规范的领域名称；确实是本地增加的领域，请在 mulu.yaml 的 domains 中写明",
        "use the domain's proper name in the title, or list a domain of your own under domains in mulu.yaml"
    );
    Diagnostic::new(&parsing::SOURCES_DISAGREE, word.place.clone(), problem)
        .with_help(help)
        .with_related(say!("这里是“{domain}”", "“{domain}” here"), taken.place.clone())
}

pub(super) fn no_domain(list: &Place, context: &Context<'_>) -> Diagnostic {
    let few = context.knowledge.domains.iter().take(2).map(|domain| domain.name.as_str()).collect::<Vec<_>>().join("、");
    let problem = say!(
        "看不出这份清单属于哪个领域（已查看 mulu.yaml 的 files、“领域”列、标题行、工作表名、文件名和文件夹名）",
        "it is not said which domain this list is of (looked at files in mulu.yaml, a column 领域, the title, the sheet's, file's and folders' names)"
    );
    Diagnostic::new(&parsing::NO_DOMAIN, list.clone(), problem)
        .with_help(say!("请在标题行或文件名中写明领域，例如“{few}”", "name the domain in the title or the file's name, such as {few}"))
}

pub(super) fn no_department(list: &Place, lead: Option<&str>) -> Diagnostic {
    let problem = match lead {
        Some(lead) => {
            say!("没有写明编制部门，已按该领域的牵头部门“{lead}”处理", "no department is named; the domain's lead “{lead}” was taken")
        }
        None => say!("没有写明编制部门", "no department is named"),
    };
    Diagnostic::new(&parsing::NO_DEPARTMENT, list.clone(), problem)
        .with_help(say!("请加一行“编制单位：…”，或者在文件名中写明部门", "add a line “编制单位：…”, or name it in the file's name"))
}

pub(super) fn unknown_department(department: &Located<String>, context: &Context<'_>) -> Diagnostic {
    let written = &department.value;
    let known = context.project.into_iter().flat_map(|project| &project.departments).map(|department| department.name.value.as_str());
    let problem = say!("mulu.yaml 的 departments 中没有“{written}”", "“{written}” is not listed under departments in mulu.yaml");
    let help = nearest::did_you_mean(written, known, 3)
        .unwrap_or_else(|| say!("请改正部门名称，或者把它登记到 departments", "correct the name, or list it under departments"));
    Diagnostic::new(&parsing::UNKNOWN_DEPARTMENT, department.place.clone(), problem).with_help(help).with_value(written.clone())
}

/// A town that is not registered, with the nearest.
pub(in crate::parse) fn no_town(town: &Located<String>, context: &Context<'_>) -> Diagnostic {
    let written = &town.value;
    let known = context.project.into_iter().flat_map(|project| &project.towns).map(|town| town.name.value.as_str());
    let problem = say!("mulu.yaml 的 towns 中没有“{written}”", "“{written}” is not listed under towns in mulu.yaml");
    let help = nearest::did_you_mean(written, known, 3)
        .unwrap_or_else(|| say!("请改正名称，或者把它登记到 towns", "correct the name, or list it under towns"));
    Diagnostic::new(&parsing::NO_TOWN, town.place.clone(), problem).with_help(help).with_value(written.clone())
}
