//! Which domains must be handed in, on catalogs made by hand. Refuses to know how excuses are written.

use super::{AS_OF, item, located, merged, project};
use crate::check;
use crate::diagnostic::Diagnostics;
use crate::knowledge::{self, Knowledge};
use crate::model::Catalog;
use crate::project::{NotApplicable, Project};

#[test]
fn a_domain_is_handed_in_or_excused() {
    let guideline = || knowledge::Guideline { title: String::new(), number: None, source: None };
    let domain = |key: &str, name: &str| knowledge::Domain {
        key: key.to_owned(),
        name: name.to_owned(),
        title: String::new(),
        aliases: Vec::new(),
        misspellings: Vec::new(),
        guideline: guideline(),
        lead: Vec::new(),
    };
    let knowledge = Knowledge {
        domains: vec![domain("yiwujiaoyu", "义务教育"), domain("jiuzai", "救灾"), domain("fupin", "扶贫")],
        channels: knowledge::Channels { standard: Vec::new(), extra: Vec::new() },
        agencies: Vec::new(),
        statutes: Vec::new(),
        limits: Vec::new(),
        active_disclosure: Vec::new(),
        profiles: Vec::new(),
        classes: knowledge::Classes::default(),
    };
    let mut project = project();
    project.domains_not_applicable = vec![NotApplicable { domain: located("fupin"), reason: located("示例") }];
    let found = |catalog: &Catalog, project: Option<&Project>| {
        let mut diagnostics = Diagnostics::default();
        check::catalog((catalog, &[]), project, &knowledge, AS_OF, &mut diagnostics);
        diagnostics.sorted().into_iter().map(|found| found.heading.unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(found(&merged(vec![item()]), Some(&project)), ["救灾"]);
    assert_eq!(found(&merged(vec![item()]), None), [""; 0], "single files say nothing of domains");
    let mut added = merged(vec![item()]);
    added.domains[0].entries[0].added_by = Some(0);
    assert_eq!(found(&added, Some(&project)), ["义务教育", "救灾"], "what a town added is not the city's");
}
