//! A regulation of another province: 《云南省政府信息公开规定》 in a catalog of 江苏. Judges a project that says its division code, and provinces only:
//! which prefecture a county belongs to the tables do not say.

use crate::diagnostic::Diagnostics;
use crate::knowledge::provinces;
use crate::model::Field;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::{ItemContext, Watch};
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("other-province-basis", Family::Basis, Severity::Warning, Allow::May, include_str!("other_province_basis.md"));

pub(super) static WATCH: Watch = Watch {
    fields: &[Field::Basis],
    words: &[
        "《北京市",
        "《天津市",
        "《河北省",
        "《山西省",
        "《内蒙古",
        "《辽宁省",
        "《吉林省",
        "《黑龙江",
        "《上海市",
        "《江苏省",
        "《浙江省",
        "《安徽省",
        "《福建省",
        "《江西省",
        "《山东省",
        "《河南省",
        "《湖北省",
        "《湖南省",
        "《广东省",
        "《广西",
        "《海南省",
        "《重庆市",
        "《四川省",
        "《贵州省",
        "《云南省",
        "《西藏",
        "《陕西省",
        "《甘肃省",
        "《青海省",
        "《宁夏",
        "《新疆",
    ],
};

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let project = context.circumstances.project;
    let own = project.and_then(|project| {
        let code = project.city.division_code.as_deref()?;
        provinces().iter().find(|province| code.starts_with(&province.code))
    });
    let (Some(project), Some(own)) = (project, own) else {
        let why = say!(
            "不知道在哪个省：要检查整个项目，mulu.yaml 的 city 要写 division_code",
            "the province is not known: check a whole project whose city says its division_code"
        );
        diagnostics.not_run(&RULE, why);
        return;
    };
    for citation in &context.item.basis.value {
        let Some(other) = provinces().iter().find(|province| citation.title.starts_with(province.word())) else { continue };
        if other.code == own.code {
            continue;
        }
        let (title, own_name, other_name, city) = (&citation.title, &own.name, &other.name, &project.city.name);
        let message =
            say!("《{title}》是{other_name}的文件，{city}在{own_name}", "《{title}》 is of {other_name}, while {city} lies in {own_name}");
        let help = say!("换成{own_name}或者国家的依据，或者删去", "cite one of {own_name} or of the state instead, or leave it out");
        diagnostics.push(context.fault_of(&RULE, citation, message).with_help(help));
    }
}
