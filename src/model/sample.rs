//! The samples of a rule's page as people read them: without the marks of Markdown, with the headings of a list for its keys, which
//! YAML takes as well. Settings of `mulu.yaml` keep their keys: it knows no others.

use crate::model::{Field, fields};

/// What stands before each line of a sample on a plain page.
const MOVED_IN: &str = "    ";

/// Keys of a list itself, and of an example about another day.
const OF_A_LIST: [(&str, &str); 7] = [
    ("domain", "领域"),
    ("department", "部门"),
    ("kind", "清单类型"),
    ("title", "标题"),
    ("notes", "说明"),
    ("items", "事项"),
    ("as_of", "截止日期"),
];

/// Which keys of a sample are those of an item.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keys {
    /// It is a list, or an item of one.
    All,
    /// It is a project: what stands below `items` and in `set`.
    OfItems,
    /// Something else.
    None,
}

/// A page for a screen: headings without `##`, samples moved in.
#[must_use]
pub fn plain(page: &str) -> String {
    written(page, |line| line.strip_prefix("## ").unwrap_or(line).replace('`', "").replace("**", ""), None)
}

/// A page in Markdown that any program shows: its samples open with `yaml` alone.
#[must_use]
pub fn markdown(page: &str) -> String {
    written(page, str::to_owned, Some("```"))
}

/// The page with its prose as `prose` makes it, its samples between fences or moved in.
fn written(page: &str, prose: impl Fn(&str) -> String, fence: Option<&str>) -> String {
    let mut out = String::with_capacity(page.len());
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(says) = line.strip_prefix("```") else {
            out += &prose(line);
            out.push('\n');
            continue;
        };
        let sample: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
        if let Some(fence) = fence {
            out += &format!("{fence}{}\n", says.split(' ').next().unwrap_or_default());
        }
        for line in in_words(says, &sample) {
            let moved_in = if fence.is_some() || line.is_empty() { "" } else { MOVED_IN };
            out += &format!("{moved_in}{line}\n");
        }
        if let Some(fence) = fence {
            out += &format!("{fence}\n");
        }
    }
    out
}

/// The lines of a sample, given what stands behind its fence.
fn in_words(says: &str, sample: &[&str]) -> Vec<String> {
    let keys = match says.split(' ').collect::<Vec<_>>()[..] {
        // A list of bare powers has keys of its own.
        ["yaml", "wrong" | "right"] if sample.iter().any(|line| line.contains("form:")) => Keys::None,
        ["yaml", "wrong" | "right"] => Keys::All,
        ["yaml", "wrong" | "right", _] => Keys::OfItems,
        _ => Keys::None,
    };
    // How far `items` is moved in, while what stands below it goes on.
    let mut items: Option<usize> = None;
    let line = |line: &&str| {
        let depth = line.len() - line.trim_start().len();
        if keys == Keys::All {
            return headed(line, true);
        }
        if items.is_some_and(|above| depth > above) && keys == Keys::OfItems {
            return headed(line, false);
        }
        // What the files of the project hold: no setting of its own.
        if keys == Keys::OfItems && *line == "write:" {
            return "各文件:".to_owned();
        }
        items = (line.trim() == "items:").then_some(depth);
        match line.split_once("set: {") {
            Some((before, behind)) if keys == Keys::OfItems => format!("{before}set: {}", headed(&format!("{{{behind}"), false)),
            Some(_) | None => (*line).to_owned(),
        }
    };
    sample.iter().map(line).collect()
}

/// A line with headings for its keys: those that stand first, or behind `{` or a comma.
fn headed(line: &str, is_list: bool) -> String {
    let mut out = String::with_capacity(line.len() * 2);
    let mut rest = line;
    let mut may_be_key = true;
    while let Some(first) = rest.chars().next() {
        let length = rest.find(|c: char| !c.is_ascii_lowercase() && c != '_').unwrap_or(rest.len());
        let (word, behind) = rest.split_at(length);
        if may_be_key && behind.starts_with(':') && behind[1..].chars().next().is_none_or(char::is_whitespace) {
            out += heading(word, is_list).unwrap_or(word);
            rest = behind;
            may_be_key = false;
            continue;
        }
        let step = length.max(first.len_utf8());
        out += &rest[..step];
        // A dash and a blank do not end the place where a key may stand.
        may_be_key = length == 0 && (matches!(first, '{' | ',') || (may_be_key && matches!(first, ' ' | '-')));
        rest = &rest[step..];
    }
    out
}

/// What a list of Chinese headings calls a key.
fn heading(key: &str, is_list: bool) -> Option<&'static str> {
    let field = fields::ALL.iter().find(|info| info.key == key && info.field != Field::Extra).map(|info| info.heading);
    let part = || fields::ALL.iter().flat_map(|info| info.parts).find(|part| part.key == key).map(|part| part.heading);
    let of_list = || OF_A_LIST.iter().filter(|_| is_list).find(|(known, _)| *known == key).map(|(_, heading)| *heading);
    field.or_else(part).or_else(of_list)
}

#[cfg(test)]
mod tests {
    use super::{markdown, plain};

    #[test]
    fn keys_of_lists_are_told_by_their_headings() {
        let page = "## 错误示例\n\n写 `、`：\n\n```yaml wrong\nas_of: \"2021-01-01\"\nitems:\n  - {name: 招生, time_limit: 5天, audience: {specific: 家长}}\n```\n";
        let told = "错误示例\n\n写 、：\n\n    截止日期: \"2021-01-01\"\n    事项:\n      - {二级事项: 招生, 公开时限: 5天, 公开对象: {特定群众: 家长}}\n";
        assert_eq!(plain(page), told);
    }

    #[test]
    fn settings_keep_their_keys() {
        let page = "```yaml right project\ntowns:\n  - {name: 海虞镇, kind: 镇}\nwrite:\n  lists/甲.yaml:\n    items:\n      - {name: 招生}\n  towns/海虞镇.yaml:\n    change:\n      - item: 甲/乙\n        set: {content: [丙], link: https://a.cn}\n```\n```yaml\nname: 甲\n```\n";
        let told = "```yaml\ntowns:\n  - {name: 海虞镇, kind: 镇}\n各文件:\n  lists/甲.yaml:\n    items:\n      - {二级事项: 招生}\n  towns/海虞镇.yaml:\n    change:\n      - item: 甲/乙\n        set: {公开内容（要素）: [丙], 链接: https://a.cn}\n```\n```yaml\nname: 甲\n```\n";
        assert_eq!(markdown(page), told);
    }
}
