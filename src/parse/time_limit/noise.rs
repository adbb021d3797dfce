//! Words beside a limit that change nothing in it: 予以公开, 向社会, in-cell remarks on the place such as 在村公示栏公开.

/// Words that may stand behind a limit.
const WORDS: &[&str] = &[
    "予以",
    "及时",
    "主动",
    "依法",
    "依规",
    "向社会",
    "向全社会",
    "向公众",
    "向村民",
    "对外",
    "进行",
    "完成",
    "应当",
    "应",
    "并",
    "内公开",
    "公开",
    "公布",
    "公示",
    "发布",
    "公告",
    "更新",
];

/// What a place where things are published is called.
const PLACES: &[&str] = &[
    "公示栏",
    "公告栏",
    "公开栏",
    "宣传栏",
    "政府网站",
    "门户网站",
    "网站",
    "网上",
    "平台",
    "范围内",
    "政务服务中心",
    "公众号",
    "显著位置",
];

/// The text behind one such word or place; none when it starts with neither.
pub(super) fn strip(text: &str) -> Option<&str> {
    if let Some(rest) = WORDS.iter().find_map(|word| text.strip_prefix(word)) {
        return Some(rest);
    }
    place_end(text).map(|end| &text[end..])
}

/// The rest of 公开 or 予以公开, where a text breaks off within it. The limit before it is whole, and the word changes nothing in it.
pub(super) fn missing_end(text: &str) -> Option<&'static str> {
    let (before, missing) = match text.strip_suffix('公') {
        Some(before) => (before, "开"),
        None => (text.strip_suffix('予')?, "以公开"),
    };
    before.ends_with(['内', '日', '以', '时', '期', '会', '动']).then_some(missing)
}

/// Whether a text is nothing but such words.
pub(super) fn is_all(mut text: &str) -> bool {
    while !text.is_empty() {
        match strip(text) {
            Some(rest) => text = rest,
            None => return false,
        }
    }
    true
}

/// Whether a text is one place: 在…范围内.
pub(super) fn is_place(text: &str) -> bool {
    place_end(text) == Some(text.len())
}

/// Where a place at the start of a text ends.
fn place_end(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('在').or_else(|| text.strip_prefix("通过")).or_else(|| text.strip_prefix('于'))?;
    let ends = |place: &str| inner.find(place).map(|at| text.len() - inner.len() + at + place.len());
    let end = PLACES.iter().filter_map(|place| ends(place)).min()?;
    let plain = !text[..end].chars().any(|c| c.is_ascii_digit() || matches!(c, '，' | '（' | '）' | '：'));
    // 在乡镇公示栏和村公示栏 goes on to the last place.
    let more = ["、", "和", "及", "或"].iter().find_map(|join| {
        let rest = text[end..].strip_prefix(join)?;
        let at = PLACES.iter().filter_map(|place| rest.find(place).map(|at| at + place.len())).min()?;
        Some(end + join.len() + at).filter(|&end| !text[..end].contains(['，', '（']))
    });
    plain.then_some(more.unwrap_or(end))
}
