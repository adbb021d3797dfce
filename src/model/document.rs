//! Whether words without 《》 name a document: 社会保险法 does, 相关规定 does not. Knows no document, only how names of them are built.

/// A longer stretch is a sentence.
const CHARS_MAX: usize = 60;

/// What names of documents end in, and the fewest characters of such a name. Of notices, opinions and plans only those about (关于) something.
static ENDINGS: [(&str, usize, bool); 7] = [
    ("条例", 4, false),
    ("办法", 5, false),
    ("细则", 5, false),
    ("规定", 6, false),
    ("通知", 8, true),
    ("意见", 8, true),
    ("方案", 8, true),
];

/// Words a name does not begin with: they speak of documents without naming one.
static VAGUE_STARTS: [&str; 30] = [
    "相关",
    "有关",
    "各",
    "等",
    "及",
    "以及",
    "和",
    "与",
    "其他",
    "其它",
    "上级",
    "国家有关",
    "国家相关",
    "省有关",
    "市有关",
    "县有关",
    "按",
    "根据",
    "依据",
    "参照",
    "依照",
    "依",
    "法律",
    "法规",
    "行政法规",
    "地方",
    "政策",
    "第",
    "本",
    "该",
];

/// Words of a sentence, or of documents in general.
static VAGUE_WORDS: [&str; 18] = [
    "应当",
    "可以",
    "必须",
    "不得",
    "另有",
    "从其",
    "按照",
    "依照",
    "之日",
    "三定",
    "，",
    "。",
    "；",
    "：",
    "法律法规",
    "政策文件",
    "相关文件",
    "有关文件",
];

/// Whether words name a document, as far as their build tells. Of laws only those that begin with 中华人民共和国 can be told.
#[must_use]
pub fn is_named(words: &str) -> bool {
    let words = tail_cut(words);
    let length = words.chars().count();
    if length > CHARS_MAX
        || VAGUE_STARTS.iter().any(|start| words.starts_with(start))
        || VAGUE_WORDS.iter().any(|word| words.contains(word))
    {
        return false;
    }
    if words.ends_with('法') && !words.ends_with("办法") {
        return words.starts_with("中华人民共和国");
    }
    // 建设用地审查报批有关规定 names a matter; 国家和省有关规定 does not.
    let general = ["有关规定", "相关规定"].iter().find_map(|tail| words.strip_suffix(tail));
    if general.is_some_and(|matter| matter.chars().count() < 6 || ["国家", "省", "法", "部门"].iter().any(|word| matter.contains(word)))
    {
        return false;
    }
    ENDINGS.iter().any(|&(ending, fewest, about)| words.ends_with(ending) && length >= fewest && (!about || words.contains("关于")))
}

/// A name without 等 and marks behind it.
#[must_use]
pub fn tail_cut(words: &str) -> &str {
    words.trim_end_matches(['。', '等', '；', '、'])
}

#[cfg(test)]
mod tests {
    use super::is_named;

    #[test]
    fn names_and_no_names() {
        for title in [
            "中华人民共和国义务教育法",
            "信息公开规定",
            "建设用地审查报批有关规定",
            "城市绿化条例",
            "关于成立减灾委员会的通知",
            "农村危房改造对象认定办法",
        ] {
            assert!(is_named(title), "{title}");
        }
        for title in [
            "相关政策文件",
            "相关规定",
            "国家和省有关规定",
            "各地相关政策法规文件",
            "三定方案",
            "法律、法规和规章规定",
            "依法",
            "执法",
            "社会保险法",
            "按规定",
            "实施方案",
            "征求意见",
            "上级通知",
            "第二十条对外公开的信息",
            "行政法规规定",
            "等文件规定",
        ] {
            assert!(!is_named(title), "{title}");
        }
    }
}
