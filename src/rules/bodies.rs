//! What a 公开主体 is, as far as its words tell: a town's government, a word for any body, an office within one.
//! Raises nothing.

use crate::model::catalog::{is_generic_town_body, is_village_body};
use crate::project::Project;

/// A body without the remark in brackets behind it: 市民政局（社会救助科） → 市民政局.
pub(super) fn plain(body: &str) -> &str {
    let body = body.trim();
    if !body.ends_with(['）', ')']) {
        return body;
    }
    body.rfind(['（', '(']).map_or(body, |open| body[..open].trim_end())
}

/// Whether it is a town's government or a street's office: any, one by its name, or one of the project.
pub(super) fn is_town(body: &str, project: Option<&Project>) -> bool {
    let name = plain(body);
    let ends = ["镇人民政府", "乡人民政府", "镇政府", "乡政府", "街道办事处", "街道办", "镇级人民政府", "乡级人民政府"];
    // Nearly every body of a city's list has none of these characters, and folding it would cost more than looking.
    let may_be = body.contains(['镇', '乡', '街', '开']);
    (may_be && (is_generic_town_body(body) || is_generic_town_body(name) || ends.iter().any(|end| name.ends_with(end))))
        || project.is_some_and(|project| project.town(name).is_some())
}

/// Whether it is a word for any body of a kind rather than the name of one: 县级农业农村部门, 公安机关, 有关部门.
pub(super) fn is_generic(body: &str) -> bool {
    let name = plain(body);
    // 负责管理的部门分别公开: a sentence about bodies.
    let name = ["分别公开", "负责公开", "公开"].iter().find_map(|verb| name.strip_suffix(verb)).unwrap_or(name);
    let level = ["县级", "区级", "市级", "地方各级", "县（市、区）", "县(市、区)", "县（区、市）", "县(区、市)", "市（县、区）", "各级"];
    let is_word = ["部门", "公安机关", "税务机关", "行政机关", "司法机关"].iter().any(|end| name.ends_with(end))
        || ["有关部门", "相关部门", "有关单位", "相关单位", "有关机关"].iter().any(|word| name.contains(word))
        || (level.iter().any(|word| name.starts_with(word)) && !is_town(body, None));
    is_word && !is_generic_town_body(body)
}

/// Whether it is an office within an organ, by the words such offices are called by. A department of the project is none.
pub(super) fn is_office(body: &str, project: Option<&Project>) -> bool {
    let name = plain(body);
    if is_generic_town_body(name) || project.is_some_and(|project| project.department(name).is_some()) {
        return false;
    }
    let of_town = after_town(name).is_some_and(|rest| OFFICE_ENDS.iter().any(|end| rest.ends_with(end)));
    name == "办公室"
        || of_bureau(name).is_some()
        || of_town
        || OFFICES.iter().any(|office| name.ends_with(office))
        || (name.ends_with(['科', '股']) && !name.ends_with("学科"))
}

/// Names of offices that no organ has for its own.
const OFFICES: &[&str] = &[
    "党政办",
    "党政办公室",
    "党政综合办",
    "党政综合办公室",
    "公共服务办",
    "公共服务办公室",
    "社会事务办",
    "社会事务办公室",
    "经济发展办",
    "经济发展办公室",
    "综合办公室",
    "便民服务中心",
    "科室",
    "政工室",
    "法制大队",
];

/// What offices of a town end with.
const OFFICE_ENDS: &[&str] = &["办", "办公室", "便民服务中心"];

/// An office with its town's name before it, as that town's government and the office: 南美乡扶贫开发办公室 → 南美乡人民政府, 扶贫开发办公室.
pub(super) fn of_town(office: &str) -> Option<(String, &str)> {
    let name = plain(office);
    let rest = after_town(name)?;
    let town = &name[..name.len() - rest.len()];
    Some((format!("{town}{}", if town.ends_with("街道") { "办事处" } else { "人民政府" }), rest))
}

/// A bureau's own office, as the bureau and the office: 市民政局办公室 → 市民政局, 办公室. Those of 政府 and 委员会 are bodies.
pub(super) fn of_bureau(office: &str) -> Option<(&str, &str)> {
    let name = plain(office);
    let bureau = ["局办公室", "局办"].iter().find_map(|end| name.strip_suffix(end)).filter(|bureau| bureau.chars().count() >= 2)?;
    let end = bureau.len() + "局".len();
    Some((&name[..end], &name[end..]))
}

/// The words behind a town's name. 城乡, 乡村 and 城镇 are no towns.
fn after_town(name: &str) -> Option<&str> {
    ["镇", "乡", "街道"].iter().find_map(|word| {
        let at = name.find(word).filter(|&at| at > 0)?;
        let (before, rest) = (&name[..at], &name[at + word.len()..]);
        let part_of_word = before.ends_with('城') || rest.starts_with('村') || rest.starts_with("办");
        (!part_of_word && rest.chars().count() >= 2).then_some(rest)
    })
}

/// Whether it is called like a department or government: 市发展改革局, 卫健委, 市人民政府.
pub(super) fn is_like_department(body: &str) -> bool {
    let name = plain(body);
    let ends = ["局", "委", "委员会", "厅", "办", "办公室", "政府"];
    !is_village_body(body) && !name.ends_with("管理委员会") && !name.ends_with("管委会") && ends.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::{is_generic, is_like_department, is_office, is_town, of_town, plain};

    #[test]
    fn bodies_are_told_by_their_words() {
        // (body, a town's, for any, an office, like a department)
        for (body, town, generic, office, department) in [
            ("市教育局", false, false, false, true),
            ("市自然资源和规划局", false, false, false, true),
            ("市民政局（社会救助科）", false, false, false, true),
            ("县级农业农村部门", false, true, false, false),
            ("公安机关", false, true, false, false),
            ("各政府部门", false, true, false, false),
            ("负责管理的部门分别公开", false, true, false, false),
            ("市政务公开办公室", false, false, false, true),
            ("市民政局办公室", false, false, true, true),
            ("市政府办公室", false, false, false, true),
            ("市委办公室", false, false, false, true),
            ("市安全生产委员会办公室", false, false, false, true),
            ("县（市、区）人民政府", false, true, false, true),
            ("乡镇人民政府（街道办事处）", true, false, false, true),
            ("各镇人民政府", true, false, false, true),
            ("耿马镇人民政府", true, false, false, true),
            ("九龙街道办事处", true, false, false, false),
            ("白沙镇人民政府（公共服务办公室）", true, false, false, true),
            ("乡镇便民服务中心", true, false, false, false),
            ("白沙镇公共服务办公室", false, false, true, true),
            ("南美乡扶贫开发办公室", false, false, true, true),
            ("综合股", false, false, true, false),
            ("办公室", false, false, true, true),
            ("市房屋征收办", false, false, false, true),
            ("扶贫开发办公室", false, false, false, true),
            ("市乡村振兴办公室", false, false, false, true),
            ("国有土地上房屋征收与补偿办公室", false, false, false, true),
            ("义务教育阶段学校", false, false, false, false),
            ("示例镇派出所", false, false, false, false),
            ("采购人或者其委托的采购代理机构", false, false, false, false),
            ("行政村村民委员会", false, false, false, false),
        ] {
            let found = (is_town(body, None), is_generic(body), is_office(body, None), is_like_department(body));
            assert_eq!(found, (town, generic, office, department), "{body}");
        }
        assert_eq!(plain("市民政局(民政股)"), "市民政局");
        assert_eq!(of_town("南美乡扶贫开发办公室"), Some(("南美乡人民政府".to_owned(), "扶贫开发办公室")));
        assert_eq!(of_town("虞山街道公共服务办"), Some(("虞山街道办事处".to_owned(), "公共服务办")));
        assert_eq!(of_town("城乡建设办公室"), None);
    }
}
