//! The edition's title and the remark it may carry, such as （示例数据，非官方发布）, which every page shows as a banner.

/// The title without the remark, and the remark. What names an edition (`（2020年版）`, `（试行）`) is part of the title.
pub(super) fn split(title: &str) -> (&str, Option<&str>) {
    let title = title.trim();
    let Some(inner) = title.strip_suffix(['）', ')']) else { return (title, None) };
    let Some(open) = inner.rfind(['（', '(']) else { return (title, None) };
    let before = inner[..open].trim_end();
    let remark = inner[open..].trim_start_matches(['（', '(']).trim();
    let names_edition = remark.ends_with('版') || remark.starts_with(|c: char| c.is_ascii_digit()) || remark == "试行" || remark == "暂行";
    if before.is_empty() || remark.is_empty() || names_edition { (title, None) } else { (before, Some(remark)) }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_remark_is_told_from_an_edition() {
        for (title, plain, remark) in [
            ("常熟市基层政务公开标准目录（示例数据，非官方发布）", "常熟市基层政务公开标准目录", Some("示例数据，非官方发布")),
            ("目录（2020年版）（示例数据，非官方发布）", "目录（2020年版）", Some("示例数据，非官方发布")),
            ("目录 (sample) ", "目录", Some("sample")),
            ("目录（2020年版）", "目录（2020年版）", None),
            ("目录（试行）", "目录（试行）", None),
            ("目录", "目录", None),
            ("（示例）", "（示例）", None),
            ("目录）", "目录）", None),
        ] {
            assert_eq!(split(title), (plain, remark), "{title}");
        }
    }
}
