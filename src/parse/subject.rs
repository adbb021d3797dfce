//! 公开主体: one body an entry. Judges no body.

use crate::model::catalog::is_generic_town_body;
use crate::parse::glyph::{Brackets, is_blank, is_off, is_on, running_number, tight, trim};

/// A bracket within a name holds no more.
const REACH_BYTES: usize = 180;

/// The bodies a cell names, each once. A sentence stays one entry; `******` and 无 name nobody.
#[must_use]
pub fn parse(text: &str) -> Vec<String> {
    let mut bodies: Vec<String> = Vec::new();
    if is_sentence(text) {
        let sentence = tight(text.trim_end_matches(['。', '；', ';']));
        return if sentence.is_empty() { bodies } else { vec![sentence] };
    }
    for entry in with_shared_ends(entries(text)) {
        for body in joined_bodies(bare(&entry)) {
            let body = once(body);
            if body.chars().any(char::is_alphanumeric) && body != "无" && !bodies.iter().any(|known| known == body) {
                bodies.push(body.to_owned());
            }
        }
    }
    bodies
}

/// The entries between separators, each with the separator behind it. Blanks of layout are taken out of them.
fn entries(text: &str) -> Vec<(String, Option<char>)> {
    let mut entries = Vec::new();
    let mut carried = String::new();
    let mut pieces = pieces(text).into_iter().peekable();
    while let Some((piece, separator)) = pieces.next() {
        carried.push_str(&tight(piece));
        let goes_on = separator.is_some_and(is_blank) && !pieces.peek().is_some_and(|(next, _)| parts(bare(&carried), &tight(next)));
        if !goes_on {
            entries.push((std::mem::take(&mut carried), separator));
        }
    }
    entries.push((carried, None));
    entries
}

/// The text at its separators outside brackets, each piece with the separator behind it. A running number parts, too.
fn pieces(text: &str) -> Vec<(&str, Option<char>)> {
    let mut pieces = Vec::new();
    let (mut start, mut brackets, mut skip_to) = (0, Brackets::new(text, REACH_BYTES), 0);
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        let number = running_number(&text[at..]).filter(|_| matches!(c, '（' | '(' | '①'..='⑳'));
        if !brackets.is_inside()
            && let Some(length) = number
        {
            pieces.push((&text[start..at], Some('；')));
            skip_to = at + length;
            start = skip_to;
            continue;
        }
        if !brackets.is_inside() && (is_separator(c) || is_blank(c)) {
            pieces.push((&text[start..at], Some(c)));
            start = at + c.len_utf8();
        }
        brackets.pass(at, c);
    }
    pieces.push((&text[start..], None));
    pieces
}

/// Whether a blank or line end parts two bodies. It may stand within one, too: 人力资源和社⏎会保障局, 乡镇⏎人民政府. So the one must
/// end as only whole names do, and the other begin as names do, or be its like: 教育局 体育局.
fn parts(left: &str, right: &str) -> bool {
    let name = without_remark(left);
    let Some(ending) = WHOLE_ENDINGS.iter().find(|ending| name.ends_with(**ending)) else { return false };
    let is_like = || without_remark(right).ends_with(ending) && !right.ends_with("分局") && right.chars().count() > 2;
    right.starts_with(LEVELS) || STARTS.iter().any(|start| right.starts_with(start)) || is_like()
}

/// What names of bodies end with, and no other word begins with. The longer come first.
const WHOLE_ENDINGS: &[&str] = &[
    "委员会",
    "办事处",
    "管委会",
    "办公室",
    "派出所",
    "司法所",
    "税务所",
    "人民政府",
    "政府",
    "部门",
    "机关",
    "机构",
    "中心",
    "学校",
    "小学",
    "中学",
    "幼儿园",
    "大队",
    "公司",
    "银行",
    "局",
    "厅",
];

/// What names of bodies begin with: the level they are of, or words for any of them.
const LEVELS: [char; 10] = ['省', '市', '县', '区', '旗', '州', '乡', '镇', '村', '各'];

/// Further words that only the beginning of a name has.
const STARTS: &[&str] = &["街道", "行政村", "社区", "居民委员会", "居委会", "相关", "有关", "负责", "其他"];

/// 市、县级人民政府: a level before 、 shares the end of the name behind it, and is no body of its own.
fn with_shared_ends(entries: Vec<(String, Option<char>)>) -> Vec<String> {
    let mut whole: Vec<String> = Vec::new();
    let mut levels: Vec<String> = Vec::new();
    for (entry, separator) in entries {
        if ends_in_level(bare(&entry)) && separator == Some('、') {
            levels.push(entry);
            continue;
        }
        if shares_end(&levels, bare(&entry)) {
            levels.push(entry);
            whole.push(std::mem::take(&mut levels).join("、"));
        } else {
            whole.append(&mut levels);
            whole.push(entry);
        }
    }
    whole.append(&mut levels);
    whole
}

/// Whether levels belong to the name behind them. In 县、乡镇人民政府 the towns stay bodies of their own, which each town's catalog names.
fn shares_end(levels: &[String], name: &str) -> bool {
    let of_levels = name.starts_with(['省', '市', '县', '区', '旗', '州', '乡', '镇']) && !ends_in_level(name);
    let of_towns = levels.iter().all(|level| matches!(bare(level), "乡" | "镇"));
    !levels.is_empty() && of_levels && (of_towns || !is_generic_town_body(name))
}

/// Whether words are a level and nothing else, or end in one behind 或: …部门或市.
fn ends_in_level(text: &str) -> bool {
    let text = text.strip_suffix('级').unwrap_or(text);
    let last = text.rsplit(['或', '者', '和', '及', '与']).next().unwrap_or(text);
    matches!(last, "省" | "市" | "设区市" | "县" | "区" | "旗" | "州" | "乡" | "镇" | "乡镇")
}

/// 乡镇人民政府乡镇人民政府: one body written twice.
fn once(body: &str) -> &str {
    match body.split_at_checked(body.len() / 2) {
        Some((first, second)) if first == second && is_body(first) => first,
        Some(_) | None => body,
    }
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
    let name = without_remark(text.strip_suffix('以').unwrap_or(text));
    // 公办和民办学校, 场所和单位: these endings belong to other words.
    let other_word = ["公办", "民办", "主办", "场所", "本部", "全部"].iter().any(|word| name.ends_with(word));
    !other_word && ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// A name without the remark in brackets behind it.
fn without_remark(text: &str) -> &str {
    text.strip_suffix(['）', ')']).and_then(|inner| inner.rfind(['（', '(']).map(|at| &text[..at])).unwrap_or(text)
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
            ("教育局\n体育局", &["教育局", "体育局"]),
            ("县住建局 乡镇人民政府", &["县住建局", "乡镇人民政府"]),
            ("市人力资源和社\n会保障局", &["市人力资源和社会保障局"]),
            ("市卫生健康委\n员会", &["市卫生健康委员会"]),
            ("乡镇\n人民政府", &["乡镇人民政府"]),
            ("虞山街道\n办事处", &["虞山街道办事处"]),
            ("大英县公安局\n回马派出所", &["大英县公安局回马派出所"]),
            ("石羊镇\n中心学校", &["石羊镇中心学校"]),
            ("教 育 局、民\u{a0}政 局", &["教育局", "民政局"]),
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
            ("乡镇人民政府乡镇人民政府", &["乡镇人民政府"]),
            ("乡镇人民政府\n乡镇人民政府", &["乡镇人民政府"]),
            ("（1）市教育局（2）市民政局", &["市教育局", "市民政局"]),
            ("①市教育局②市民政局", &["市教育局", "市民政局"]),
            ("******", &[]),
            ("无", &[]),
            ("市、县级人民政府", &["市、县级人民政府"]),
            ("省、市、县教育部门", &["省、市、县教育部门"]),
            ("县级、乡镇级农业农村部门", &["县级、乡镇级农业农村部门"]),
            ("住房和城乡建设主管部门或市、县级人民政府确定的房屋征收部门", &["住房和城乡建设主管部门或市、县级人民政府确定的房屋征收部门"]),
            ("镇、村", &["镇", "村"]),
            ("镇、村委会", &["镇", "村委会"]),
            ("县、乡镇人民政府", &["县", "乡镇人民政府"]),
            ("乡、镇人民政府", &["乡、镇人民政府"]),
            ("县、教育局", &["县", "教育局"]),
            ("市教育局以及市民政局", &["市教育局", "市民政局"]),
            ("未闭合（甲、乙局", &["未闭合（甲", "乙局"]),
        ];
        for (text, bodies) in cases {
            assert_eq!(parse(text), *bodies, "{text}");
        }
    }
}
