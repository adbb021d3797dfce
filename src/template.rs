//! `template`: the workbooks that departments and towns fill in, put where nothing is overwritten.

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostics;
use crate::emit::workbook::template::{self, Template};
use crate::model::coverage::DomainCoverage;
use crate::model::nearest;
use crate::project::{Project, domains};
use crate::words::say;
use crate::{Handling, Settings, Trouble, compare, compile, knowledge, open, report, write};

/// What is to be filled in.
#[derive(Clone, Debug, Default)]
pub struct TemplateChoice {
    /// `--domain`: these domains only; all when empty.
    pub domains: Vec<String>,
    /// `--town`: workbooks of these towns, `全部` for every one; those of the departments when empty.
    pub towns: Vec<String>,
}

/// What was proposed.
#[derive(Clone, Debug)]
pub struct Proposals {
    /// The files, as paths.
    pub files: Vec<PathBuf>,
    /// Powers and services without an item.
    pub powers: usize,
    /// Items proposed for them.
    pub items: usize,
    /// Powers and services of lists that name no domain, for which nothing is proposed.
    pub homeless: usize,
}

/// What was written.
#[derive(Debug, Default)]
pub struct Templates {
    /// The files, as paths.
    pub files: Vec<PathBuf>,
    /// Towns or departments that have nothing to fill in.
    pub without: Vec<String>,
    /// The findings of the project a town's rows come from.
    pub report: Option<report::Report>,
}

/// Writes the workbooks into `out`; nothing that is there is overwritten.
///
/// # Errors
/// As [`check`](fn@crate::check) for the project; when a domain or town is unknown, nothing is to be filled in, or a file is there already.
pub fn templates(root: &Path, choice: &TemplateChoice, out: &Path, settings: &Settings) -> Result<Templates, Trouble> {
    let knowledge = knowledge::load();
    let (project, _) = open(root, settings, &mut Diagnostics::default())?;
    let wanted = wanted(choice, &project)?;
    let mut without: Vec<&str> = Vec::new();
    if choice.towns.is_empty() {
        let made = project.departments.iter().filter_map(|department| {
            let made = template::of_department(department, &wanted, &project, knowledge);
            // Whoever has none of the wanted domains is not asked.
            without.extend((made.is_none() && wanted.is_empty()).then_some(department.name.value.as_str()));
            made
        });
        let made: Vec<Template<'_>> = made.collect();
        return written(&made, without, out, None);
    }
    let towns = towns(choice, &project)?;
    let checked = compile(root, settings, &Handling::default())?;
    let catalog = checked.catalog.as_ref().expect("a compiled project has catalogs");
    let made = project.towns.iter().filter(|town| towns.contains(&town.name.value.as_str())).filter_map(|town| {
        let made = template::of_town(town, &wanted, catalog, &project, knowledge);
        without.extend(made.is_none().then_some(town.name.value.as_str()));
        made
    });
    let made: Vec<Template<'_>> = made.collect();
    written(&made, without, out, Some(checked.report))
}

fn written(made: &[Template<'_>], without: Vec<&str>, out: &Path, report: Option<report::Report>) -> Result<Templates, Trouble> {
    if made.is_empty() {
        return Err(Trouble::NothingToFillIn(if report.is_some() {
            say!(
                "市级目录里（写了 --domain 的，在这些领域里）还没有镇级也公开的事项，没有可以填报的模板。请先收齐各部门的清单，并在公开层级中给镇级打√",
                "the city's lists (in the domains asked for) have no town-level item yet: collect the departments' lists and tick the towns' level first"
            )
        } else {
            say!(
                "没有部门负责这些领域。请在 mulu.yaml 的 departments 中写明各部门的 domains",
                "no department has these domains: list them under departments in mulu.yaml"
            )
        }));
    }
    let stems = template::stems(made);
    let failed = |error| Trouble::Write(write::WriteError::io(out, error));
    let files: Vec<(String, Vec<u8>)> = made
        .iter()
        .zip(stems)
        .map(|(template, stem)| Ok((format!("{stem}.xlsx"), template::make(template).map_err(failed)?)))
        .collect::<Result<_, Trouble>>()?;
    write::fresh(out, &files, &[]).map_err(Trouble::Write)?;
    let files = files.into_iter().map(|(name, _)| out.join(name)).collect();
    Ok(Templates { files, without: without.into_iter().map(str::to_owned).collect(), report })
}

/// Writes workbooks of items proposed for the powers and services that have none, one a department; nothing that is there is overwritten
/// and nothing is put into a catalog.
///
/// # Errors
/// As [`check`](fn@crate::check) for the project; when nothing is to be proposed, or a file is there already.
pub fn proposals(root: &Path, out: &Path, settings: &Settings) -> Result<Proposals, Trouble> {
    let checked = compile(root, settings, &Handling::default())?;
    let project = checked.project.as_ref().expect("a compiled project has its settings");
    let coverage = checked.report.coverage.as_ref().expect("a compiled project was compared");
    let (proposed, homeless) = compare::proposals::of(coverage);
    let items = proposed.iter().map(|one| one.rows.len()).sum();
    let powers = coverage.domains.iter().flat_map(DomainCoverage::uncovered).count() - homeless;
    let made = template::of_proposals(proposed, project, knowledge::load());
    let Templates { files, .. } = if made.is_empty() { Templates::default() } else { written(&made, Vec::new(), out, None)? };
    Ok(Proposals { files, powers, items, homeless })
}

/// The keys of the domains asked for.
fn wanted(choice: &TemplateChoice, project: &Project) -> Result<Vec<String>, Trouble> {
    let knowledge = knowledge::load();
    let key = |word: &String| {
        let near = || nearest::did_you_mean(word, domains::names(&project.domains, knowledge), 3);
        let found = project.domain(word, knowledge).map(|(key, _)| key);
        found.ok_or_else(|| Trouble::UnknownDomain { domain: word.clone(), near: near() })
    };
    choice.domains.iter().map(key).collect()
}

/// The names of the towns asked for.
fn towns<'a>(choice: &TemplateChoice, project: &'a Project) -> Result<Vec<&'a str>, Trouble> {
    if choice.towns.iter().any(|word| matches!(word.as_str(), "全部" | "all")) {
        return Ok(project.towns.iter().map(|town| town.name.value.as_str()).collect());
    }
    let known = || project.towns.iter().map(|town| town.name.value.clone()).collect();
    let name = |word: &String| {
        let found = project.town(word).map(|town| town.name.value.as_str());
        found.ok_or_else(|| Trouble::UnknownTown { town: word.clone(), known: known() })
    };
    choice.towns.iter().map(name).collect()
}
