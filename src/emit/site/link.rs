//! Where links may lead: addresses of the web as users typed them, anchors, names of pages. Whatever is not surely a web
//! address stays text.

use std::borrow::Cow;
use std::collections::BTreeSet;

/// The address, when the whole text is one of the web and nothing but one.
pub(super) fn web_address(text: &str) -> Option<&str> {
    let address = text.trim();
    let scheme = address.find("://").map(|end| &address[..end])?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let rest = &address[scheme.len() + 3..];
    let host = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    let path = &rest[host.len()..];
    (is_host(host) && is_path(path)).then_some(address)
}

fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "80"));
    let label = |label: &str| {
        let ends = !label.starts_with('-') && !label.ends_with('-');
        !label.is_empty()
            && ends
            && label.chars().all(|c| c == '-' || if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() })
    };
    let numeric = name.rsplit('.').next().is_some_and(|last| last.starts_with(|c: char| c.is_ascii_digit()));
    let known = if numeric { name.parse::<std::net::Ipv4Addr>().is_ok() } else { name.split('.').all(label) };
    known && port.chars().all(|c| c.is_ascii_digit()) && port.parse::<u16>().is_ok()
}

fn is_path(path: &str) -> bool {
    let fits = |c: char| if c.is_ascii() { c.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(c) } else { c.is_alphanumeric() };
    let escapes = path.split('%').skip(1).all(|rest| rest.len() >= 2 && rest.bytes().take(2).all(|byte| byte.is_ascii_hexdigit()));
    path.chars().all(fits) && escapes && path.matches('#').count() <= 1
}

/// A name of a file as part of an address: what an address cannot hold is written as its bytes.
pub(super) fn path_part(name: &str) -> String {
    use std::fmt::Write as _;
    let mut part = String::with_capacity(name.len());
    for c in name.chars() {
        let fits = if c.is_ascii() { c.is_ascii_alphanumeric() || "-._~()".contains(c) } else { c.is_alphanumeric() };
        if fits {
            part.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                write!(part, "%{byte:02X}").expect("memory can be written to");
            }
        }
    }
    part
}

/// An item's id as an anchor: the id itself, unless a domain key of the city's own holds what an address cannot.
pub(super) fn anchor(id: &str) -> Cow<'_, str> {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if id.chars().all(fits) { Cow::Borrowed(id) } else { Cow::Owned(id.chars().map(|c| if fits(c) { c } else { '-' }).collect()) }
}

/// File names without their ending for domains: the key where it is safe on every system and not taken, else `domain-<n>`.
pub(super) fn domain_files<'k>(keys: impl Iterator<Item = &'k str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    keys.enumerate()
        .map(|(index, key)| {
            let safe = is_file_name(key) && taken.insert(key.to_ascii_lowercase());
            if safe { key.to_owned() } else { format!("domain-{}", index + 1) }
        })
        .collect()
}

fn is_file_name(key: &str) -> bool {
    let lower = key.to_ascii_lowercase();
    let reserved = matches!(lower.as_str(), "con" | "prn" | "aux" | "nul")
        || (lower.len() == 4 && (lower.starts_with("com") || lower.starts_with("lpt")) && lower.ends_with(|c: char| c.is_ascii_digit()));
    let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    !key.is_empty() && key.len() <= 60 && plain && !reserved && !lower.starts_with("domain-")
}

#[cfg(test)]
mod tests {
    use super::{anchor, domain_files, path_part, web_address};

    #[test]
    fn only_web_addresses_become_links() {
        for address in [
            "http://www.changshu.gov.cn/a/b.html",
            "HTTPS://changshu.gov.cn",
            "https://例子.gov.cn:8080/公开?id=1&b=%E4%B8%AD#top",
            "http://10.0.0.1/",
        ] {
            assert_eq!(web_address(&format!(" {address}\n")), Some(address), "{address}");
        }
        for text in [
            "",
            "javascript:alert(1)",
            "JavaScript://x.cn/%0aalert(1)",
            "data:text/html,<script>",
            "//changshu.gov.cn",
            "http://",
            "http:///a",
            "http://a b.cn/",
            "http://a.cn/ b",
            "http://a.cn/\"onmouseover=\"",
            "http://a.cn/<b>",
            "http://user@a.cn/",
            "http://a.cn:99999/",
            "http://1.2.3.400/",
            "http://-a.cn",
            "http://a..cn",
            "http://a.cn/%zz",
            "http://a.cn/#a#b",
            "http://a.cn/\u{202e}",
            "详见 http://a.cn",
        ] {
            assert_eq!(web_address(text), None, "{text}");
        }
    }

    #[test]
    fn names_of_files_become_addresses() {
        for (name, part) in [
            ("海虞镇", "海虞镇"),
            ("a(2)", "a(2)"),
            ("甲 #1%?", "甲%20%231%25%3F"),
            ("镇（筹）", "镇%EF%BC%88筹%EF%BC%89"),
            ("\"<", "%22%3C"),
        ] {
            assert_eq!(path_part(name), part);
        }
    }

    #[test]
    fn anchors_and_file_names_are_safe() {
        assert_eq!(anchor("yiwujiaoyu-abcdefgh"), "yiwujiaoyu-abcdefgh");
        assert_eq!(anchor("a b\"-abcdefgh"), "a-b--abcdefgh");
        let keys = ["yiwujiaoyu", "../x", "CON", "a", "A", "com1", "domain-2", "教育", ""];
        let files = ["yiwujiaoyu", "domain-2", "domain-3", "a", "domain-5", "domain-6", "domain-7", "domain-8", "domain-9"];
        assert_eq!(domain_files(keys.into_iter()), files);
    }
}
