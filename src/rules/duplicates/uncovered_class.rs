//! A class of 《政府信息公开条例》第二十条、第二十一条 that neither the standard catalog nor the 政府信息主动公开补充目录 has an item of.
//! Known by words of `catalogs/classes.yaml`, which are generous: it asks whether a class was forgotten altogether.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::knowledge::ClassOf;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::CatalogContext;
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("uncovered-class", Family::Duplicates, Severity::Error, Allow::May, include_str!("uncovered_class.md"));

pub(super) fn check(context: &CatalogContext<'_>, diagnostics: &mut Diagnostics) {
    let Some(project) = context.circumstances.project else { return };
    let classes = &context.circumstances.knowledge.classes;
    let found = classes.of_the_city(context.catalog, context.supplement);
    for (class, _) in classes.all.iter().zip(&found).filter(|(class, found)| class.of == ClassOf::City && !**found) {
        let (name, article) = (&class.name, &class.article);
        let message = say!(
            "标准目录和补充目录都没有“{name}”方面的事项（《政府信息公开条例》{article}）",
            "neither the standard catalog nor the supplement has an item of “{name}” (政府信息公开条例 {article})"
        );
        let word = &class.words[0];
        let help = say!(
            "请在补充目录中补上；已经有的，在事项名称或者公开内容中写出“{word}”",
            "add it to the supplement; if it is there already, let its name or content say {word}"
        );
        // The class stands where a heading would: it tells the findings of one project apart.
        let fault = Diagnostic { heading: Some(name.clone()), ..Diagnostic::new(&RULE, project.place.clone(), message) };
        diagnostics.push(fault.with_help(help));
    }
}
