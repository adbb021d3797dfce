//! A section of a rule's page as parts a template can lay out. The pages are ours: plain paragraphs, lists and samples.

/// A part of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A paragraph.
    Text(String),
    /// Points.
    List(Vec<String>),
    /// A sample, line by line.
    Sample(String),
}

/// The parts under a heading; none where the page has no such section.
pub(super) fn section(page: &str, heading: &str) -> Vec<Part> {
    let Some((_, rest)) = page.split_once(&format!("## {heading}\n")) else { return Vec::new() };
    let mut parts = Vec::new();
    let mut lines = rest.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("## ") {
            break;
        }
        if line.starts_with("```") {
            let sample: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
            parts.push(Part::Sample(sample.join("\n")));
            continue;
        }
        match (point(line), parts.last_mut()) {
            (Some(point), Some(Part::List(points))) => points.push(plain(point)),
            (Some(point), _) => parts.push(Part::List(vec![plain(point)])),
            (None, _) if line.trim().is_empty() => {}
            (None, _) => parts.push(Part::Text(plain(line))),
        }
    }
    parts
}

/// What stands behind the dash or the number of a point.
fn point(line: &str) -> Option<&str> {
    line.strip_prefix("- ").or_else(|| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.strip_prefix(". ").filter(|_| rest.len() < line.len())
    })
}

/// Without the marks of Markdown.
fn plain(line: &str) -> String {
    line.replace(['`'], "").replace("**", "")
}

#[cfg(test)]
mod tests {
    use super::{Part, section};

    #[test]
    fn a_section_ends_where_the_next_begins() {
        let page = "## 为什么\n\n一。\n\n- 甲\n- `乙`\n\n```yaml\na: 1\n```\n\n## 怎样改\n\n1. 丙\n2. 丁\n";
        let points = |points: &[&str]| Part::List(points.iter().map(|&point| point.to_owned()).collect());
        assert_eq!(section(page, "为什么"), [Part::Text("一。".into()), points(&["甲", "乙"]), Part::Sample("a: 1".into())]);
        assert_eq!(section(page, "怎样改"), [points(&["丙", "丁"])]);
        assert_eq!(section(page, "准确程度"), []);
    }
}
