//! 公开主体: one body an entry. Judges no body.

use crate::parse::glyph::{Brackets, is_blank, is_off, is_on, running_number, tight, trim};

/// A bracket within a name holds no more.
const REACH_BYTES: usize = 180;

/// The bodies a cell names, each once. A sentence stays one entry.
#[must_use]
pub fn parse(text: &str) -> Vec<String> {
    let mut bodies: Vec<String> = Vec::new();
    if is_sentence(text) {
        let sentence = tight(text.trim_end_matches(['。', '；', ';']));
        return if sentence.is_empty() { bodies } else { vec![sentence] };
    }
    let mut carried = String::new();
    for (piece, separator) in pieces(text) {
        carried.push_str(&tight(piece));
        // A line may break inside a word: 自然资源主管⏎部门. Blanks fall there too: 乡镇人民 政府.
        if separator.is_some_and(is_blank) && !is_body(bare(&carried)) {
            continue;
        }
        let entry = std::mem::take(&mut carried);
        for body in joined_bodies(bare(&entry)) {
            if !body.is_empty() && !bodies.iter().any(|known| known == body) {
                bodies.push(body.to_owned());
            }
        }
    }
    bodies
}

/// The text at its separators outside brackets, each piece with the separator behind it.
fn pieces(text: &str) -> Vec<(&str, Option<char>)> {
    let mut pieces = Vec::new();
    let (mut start, mut brackets) = (0, Brackets::new(text, REACH_BYTES));
    for (at, c) in text.char_indices() {
        if !brackets.is_inside() && (is_separator(c) || is_blank(c)) {
            pieces.push((&text[start..at], Some(c)));
            start = at + c.len_utf8();
        }
        brackets.pass(at, c);
    }
    pieces.push((&text[start..], None));
    pieces
}

fn is_separator(c: char) -> bool {
    matches!(c, '、' | '，' | ',' | '；' | ';' | '/' | '／') || is_on(c) || is_off(c)
}

/// A piece without the number before it and the stop behind it.
fn bare(piece: &str) -> &str {
    let piece = trim(piece).trim_end_matches(['。', '.']);
    running_number(piece).map_or(piece, |length| trim(&piece[length..]))
}

/// 教育局和体育局 are two bodies; 住房和城乡建设局 is one: 和, 及, 与 part only what ends like a body on both sides.
fn joined_bodies(text: &str) -> Vec<&str> {
    let mut bodies = Vec::new();
    let (mut start, mut brackets) = (0, Brackets::new(text, REACH_BYTES));
    for (at, c) in text.char_indices() {
        brackets.pass(at, c);
        if brackets.is_inside() || !matches!(c, '和' | '及' | '与') {
            continue;
        }
        let (left, right) = (&text[start..at], &text[at + c.len_utf8()..]);
        // 征收部门及其委托的机构 is said of one body.
        if is_body(left) && is_body(right) && !right.starts_with('其') {
            bodies.push(left.strip_suffix('以').filter(|_| c == '及').unwrap_or(left));
            start = at + c.len_utf8();
        }
    }
    bodies.push(&text[start..]);
    bodies
}

/// What the names of bodies end with.
const ENDINGS: &[&str] = &[
    "部门",
    "局",
    "委",
    "办",
    "政府",
    "办事处",
    "委员会",
    "管委会",
    "机关",
    "机构",
    "中心",
    "院",
    "所",
    "站",
    "社",
    "学校",
    "小学",
    "中学",
    "幼儿园",
    "会",
    "队",
    "厅",
    "部",
    "处",
    "室",
    "科",
    "股",
    "街道",
    "镇",
    "乡",
    "乡镇",
    "村",
    "社区",
    "单位",
    "公司",
    "银行",
    "馆",
    "党工委",
    "园区",
    "开发区",
];

/// Whether words end like the name of a body, a remark in brackets behind it aside.
fn is_body(text: &str) -> bool {
    let text = text.strip_suffix('以').unwrap_or(text);
    let name = text.strip_suffix(['）', ')']).and_then(|inner| inner.rfind(['（', '(']).map(|at| &text[..at])).unwrap_or(text);
    // 公办和民办学校, 场所和单位: these endings belong to other words.
    let other_word = ["公办", "民办", "主办", "场所", "本部", "全部"].iter().any(|word| name.ends_with(word));
    !other_word && ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Words that tell who does what, rather than names of bodies.
fn is_sentence(text: &str) -> bool {
    let text = trim(text).trim_end_matches(['。', '；', ';']);
    text.contains('。')
        || text.contains("分别")
        || ["公开", "公布", "公示", "负责", "执行", "确定", "实施"].iter().any(|verb| text.ends_with(verb))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn bodies_of_a_cell() {
        let cases: &[(&str, &[&str])] = &[
            ("", &[]),
            ("市教育局", &["市教育局"]),
            ("市教育局、市民政局", &["市教育局", "市民政局"]),
            ("市教育局，市民政局；市司法局", &["市教育局", "市民政局", "市司法局"]),
            ("市教育局/市民政局", &["市教育局", "市民政局"]),
            ("乡镇人民政府\n行政村村民委员会", &["乡镇人民政府", "行政村村民委员会"]),
            ("自然资源主管\n部门", &["自然资源主管部门"]),
            ("乡镇人民 政府", &["乡镇人民政府"]),
            ("市教育局 市民政局", &["市教育局", "市民政局"]),
            ("市教育局和市体育局", &["市教育局", "市体育局"]),
            ("各政府部门及乡镇", &["各政府部门", "乡镇"]),
            ("市住房和城乡建设局", &["市住房和城乡建设局"]),
            ("文化和旅游行政部门、相关公共文化服务机构", &["文化和旅游行政部门", "相关公共文化服务机构"]),
            ("市自然资源和规划局和市发展和改革委员会", &["市自然资源和规划局", "市发展和改革委员会"]),
            ("人力资源和社会保障局与卫生和计划生育委员会", &["人力资源和社会保障局", "卫生和计划生育委员会"]),
            ("国有土地上房屋征收与补偿办公室", &["国有土地上房屋征收与补偿办公室"]),
            (
                "县（市、区）自然资源主管部门和负责农村集体土地征收的有关部门（单位）",
                &["县（市、区）自然资源主管部门", "负责农村集体土地征收的有关部门（单位）"],
            ),
            ("县(市、区)教育部门、义务教育阶段学校", &["县(市、区)教育部门", "义务教育阶段学校"]),
            ("乡镇人民政府（街道办事处）", &["乡镇人民政府（街道办事处）"]),
            ("房屋征收部门及其委托的实施单位", &["房屋征收部门及其委托的实施单位"]),
            ("公办和民办学校", &["公办和民办学校"]),
            ("采购人或者其委托的采购代理机构", &["采购人或者其委托的采购代理机构"]),
            ("负责管理的部门分别公开", &["负责管理的部门分别公开"]),
            ("由市教育局、各学校分别公开。", &["由市教育局、各学校分别公开"]),
            ("□市农业农村局", &["市农业农村局"]),
            ("■市教育局\n□市民政局", &["市教育局", "市民政局"]),
            ("1.市教育局；2.市民政局", &["市教育局", "市民政局"]),
            ("市民政局、市民政局", &["市民政局"]),
            ("市教育局以及市民政局", &["市教育局", "市民政局"]),
            ("未闭合（甲、乙局", &["未闭合（甲", "乙局"]),
        ];
        for (text, bodies) in cases {
            assert_eq!(parse(text), *bodies, "{text}");
        }
    }
}
