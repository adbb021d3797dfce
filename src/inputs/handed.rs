//! What every file was handed in for, and when: what milestones are held against. Judges nothing.

use std::collections::BTreeMap;

use super::Everything;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::knowledge;
use crate::model::milestone::{Expected, Handed, Towards};
use crate::model::{Form, List};
use crate::parse::{Context, Folder, Named, named};
use crate::project::{Project, domains};
use crate::read::Input;
use crate::report::Report;
use crate::rule::Severity;
use crate::rule::stage::project::UNUSED_SETTING;
use crate::words::say;

/// What each file says it was handed in for; files nothing could be read of are left out.
pub(crate) fn towards(everything: &Everything) -> BTreeMap<String, Vec<Towards>> {
    let mut all: BTreeMap<String, Vec<Towards>> = BTreeMap::new();
    for list in &everything.lists {
        let file = &list.place.origin.file;
        let found = all.entry(file.clone()).or_default();
        found.extend(of_list(list, everything.folder(file)).filter(|towards| !found.contains(towards)));
    }
    for town in &everything.towns {
        all.entry(town.place.origin.file.clone()).or_default().push(Towards::Town(town.town.value.clone()));
    }
    all
}

fn of_list(list: &List, folder: Folder) -> Option<Towards> {
    if folder == Folder::Supplement {
        return Some(Towards::Supplement);
    }
    if let Some(town) = &list.town {
        return Some(Towards::Town(town.value.clone()));
    }
    let department = list.department.as_ref().map(|department| department.value.clone());
    if list.form == Form::Native || list.items.is_empty() {
        return Some(Towards::NoItems { department });
    }
    let domain = list.domain.as_ref().map(|domain| domain.value.clone());
    department.map(|department| Towards::List { department, domain })
}

/// The files that were handed in, by path.
pub(crate) fn handed(
    mut towards: BTreeMap<String, Vec<Towards>>,
    folders: &BTreeMap<String, Folder>,
    report: &Report,
    project: &Project,
) -> Vec<Handed> {
    let one = |(file, folder): (&String, &Folder)| {
        let errors = report.open().filter(|found| found.severity == Severity::Error && found.place.origin.file == *file).count();
        // A file that cannot be read was handed in all the same, by whom its name says; one that holds no list is none.
        let unread = || if errors > 0 { by_name(file, *folder, project).into_iter().collect() } else { Vec::new() };
        let towards = towards.remove(file).unwrap_or_else(unread);
        Handed { file: file.clone(), towards, received: received(file, project), errors }
    };
    folders.iter().map(one).collect()
}

fn by_name(file: &str, folder: Folder, project: &Project) -> Option<Towards> {
    let named = named(file, &Context { knowledge: knowledge::load(), project: Some(project), folder });
    match folder {
        Folder::Supplement => Some(Towards::Supplement),
        Folder::Towns => named.town.map(Towards::Town),
        Folder::Lists | Folder::Loose => {
            let Named { department, domain, town } = named;
            let lead = || Some(project.lead(domain.as_deref()?)?.name.value.clone());
            let department = department.or_else(lead);
            town.map(Towards::Town).or_else(|| Some(Towards::List { department: department?, domain }))
        }
    }
}

fn received(file: &str, project: &Project) -> Option<jiff::civil::Date> {
    let setting = project.files.iter().find(|setting| setting.path.value == file)?;
    setting.received.as_ref().map(|date| date.value)
}

/// Reports a day of receipt that is recorded for a file that is not there: nobody would be judged by it.
pub(crate) fn report_unused(project: &Project, inputs: &[Input], diagnostics: &mut Diagnostics) {
    for setting in project.files.iter().filter(|setting| setting.received.is_some()) {
        let (path, place) = (&setting.path.value, setting.path.place.clone());
        if inputs.iter().any(|input| input.path == *path) {
            continue;
        }
        let problem = say!("记了“{path}”的收到日期，但是没有这个文件", "“{path}” was received, it says, but there is no such file");
        let help = say!("请核对文件夹和文件名，从项目文件夹写起", "check the folder and the name, from the project's folder on");
        diagnostics.push(Diagnostic::new(&UNUSED_SETTING, place, problem).with_help(help).with_value(path.clone()));
    }
}

/// Who is waited for: departments in their domains that apply, and towns.
pub(crate) fn expected(project: &Project) -> Expected {
    let applies = |key: &str| !project.domains_not_applicable.iter().any(|absent| absent.domain.value == key);
    let departments = project.departments.iter().map(|department| {
        let keys = department.domains.iter().map(|domain| domain.value.as_str()).filter(|key| applies(key));
        let mut own: Vec<(String, String)> = Vec::new();
        for key in keys {
            if !own.iter().any(|(known, _)| known == key) {
                own.push((key.to_owned(), domains::name(key, &project.domains, knowledge::load()).to_owned()));
            }
        }
        (department.name.value.clone(), own)
    });
    let towns = project.towns.iter().map(|town| town.name.value.clone()).collect();
    Expected { departments: departments.collect(), towns }
}
