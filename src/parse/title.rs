//! What a title row, a sheet's name or a part of a path says: domain, department, town, kind of list. Only known names count.

use crate::knowledge::Spelling;
use crate::model::{ListKind, name};
use crate::parse::{Context, list};
use crate::place::Located;

/// What a line of words says; nothing where it names none, or several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// Key, how it was spelt, and the words that say so.
    pub(super) domain: Option<(String, Spelling, String)>,
    /// Name in `mulu.yaml`.
    pub(super) department: Option<String>,
    /// Name in `mulu.yaml`.
    pub(super) town: Option<String>,
    /// 权责清单 or 公共服务事项清单.
    pub(super) kind: Option<ListKind>,
}

/// Words that end the name of a domain in a title.
const ENDS: [&str; 6] = ["领域", "基层政务公开", "政务公开", "标准目录", "目录", "清单"];
/// Words before the name of the body that hands a list in.
const HANDED_IN_BY: [&str; 9] =
    ["编制单位", "编报单位", "填报单位", "报送单位", "编制部门", "填报部门", "报送部门", "公开单位", "单位名称"];
/// Names of at least so many characters are found within other words; 财政 within 财政局 says nothing.
const TELLING: usize = 4;

/// What a line says: `（二）常熟市义务教育领域基层政务公开标准目录（2020年版）`, `市教育局权责清单`, `义务教育`.
pub(super) fn read(line: &str, context: &Context<'_>) -> Found {
    let line = name::without_number(line).trim_start_matches(|c: char| c.is_ascii_digit());
    Found { domain: domain(line, context), department: department(line, context), town: town(line, context), kind: kind(line) }
}

/// Which line above a table is its title: the last that names a domain, for a table of contents may stand above it; else the last
/// that says 目录 or 清单 with more words; else the first.
pub(super) fn among(lines: &[Located<String>], context: &Context<'_>) -> Option<usize> {
    let may = |line: &&Located<String>| handed_in_by(&line.value).is_none() && !list::is_legend(&line.value);
    let last = |wanted: &dyn Fn(&str) -> bool| lines.iter().rposition(|line| may(&line) && wanted(&line.value));
    let says_list = |line: &str| (line.contains("目录") || line.contains("清单")) && line.chars().count() > TITLE_LEAST;
    last(&|line| read(line, context).domain.is_some()).or_else(|| last(&says_list)).or_else(|| lines.iter().position(|line| may(&line)))
}

/// The words a title calls a domain by that no table knows: 自然资源 in `自然资源领域目录`. Words for all domains together are none.
pub(super) fn unknown_domain(line: &str, context: &Context<'_>) -> Option<String> {
    let head = name::without_number(line).split("领域").next().filter(|head| head.len() < line.trim().len())?.trim();
    let of_all = ["试点", "各", "个", "重点", "全部", "所有", "相关", "多"].iter().any(|end| head.ends_with(end));
    (!head.is_empty() && !of_all && read(line, context).domain.is_none()).then(|| head.to_owned())
}

/// Characters of the shortest title; 目录 alone is the head of a table of contents.
const TITLE_LEAST: usize = 4;

/// The body a line such as `编制单位：市教育局` names.
pub(super) fn handed_in_by(line: &str) -> Option<&str> {
    let line = line.trim();
    let rest = HANDED_IN_BY.iter().find_map(|words| line.find(words).map(|at| &line[at + words.len()..]))?;
    // The label may be longer: 编制单位（盖章）：…
    let at = rest.find(['：', ':'])?;
    let body = rest[at..].trim_start_matches(['：', ':']).trim_start();
    let body = body.split(|c: char| c.is_whitespace() || matches!(c, '（' | '(' | '，' | '；')).next()?;
    (!body.is_empty()).then_some(body)
}

/// The parts of a file's or folder's name.
pub(super) fn parts(path_part: &str) -> impl Iterator<Item = &str> {
    path_part
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '_' | '—' | '·' | '（' | '）' | '(' | ')'))
        .filter(|part| !part.is_empty())
}

fn kind(line: &str) -> Option<ListKind> {
    let has = |words: &[&str]| words.iter().any(|word| line.contains(word));
    let responsibility = has(&["权责清单", "权力清单", "责任清单", "权责事项"]);
    let service = has(&["公共服务事项", "公共服务清单"]) || line == "公共服务";
    match (responsibility, service) {
        (true, false) => Some(ListKind::Responsibility),
        (false, true) => Some(ListKind::PublicService),
        (true, true) | (false, false) => None,
    }
}

fn domain(line: &str, context: &Context<'_>) -> Option<(String, Spelling, String)> {
    let end = ENDS.iter().filter_map(|word| line.find(word)).min().unwrap_or(line.len());
    let head = line[..end].trim();
    if let Some(found) = exact(head, context) {
        return Some(found);
    }
    let (mut found, rest) = within(line, context);
    for piece in rest[..].split(['、', '和', '与', '及', '，', '/']) {
        let piece = ENDS.iter().filter_map(|word| piece.find(word)).min().map_or(piece, |end| &piece[..end]);
        found.extend(exact(piece.trim(), context));
    }
    if found.is_empty() && line[end..].starts_with("领域") {
        found.extend(ending(head, context));
    }
    let first = found.first()?.clone();
    found.iter().all(|(key, ..)| *key == first.0).then_some(first)
}

fn exact(word: &str, context: &Context<'_>) -> Option<(String, Spelling, String)> {
    let (key, spelling) = domain_word(word, context)?;
    Some((key, spelling, word.to_owned()))
}

/// The domain a word names by itself.
pub(super) fn domain_word(word: &str, context: &Context<'_>) -> Option<(String, Spelling)> {
    if word.is_empty() {
        return None;
    }
    match context.project {
        Some(project) => project.domain(word, context.knowledge),
        None => context.knowledge.domain(word).map(|(domain, spelling)| (domain.key.clone(), spelling)),
    }
}

/// Telling names found within a line, the longest first, and what is left of the line without them.
fn within(line: &str, context: &Context<'_>) -> (Vec<(String, Spelling, String)>, String) {
    let mut names: Vec<&str> = names(context).filter(|name| name.chars().count() >= TELLING).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let (mut found, mut rest) = (Vec::new(), line.to_owned());
    for name in names {
        if rest.contains(name) {
            found.extend(exact(name, context));
            rest = rest.replace(name, "");
        }
    }
    (found, rest)
}

/// `常熟市救灾` ends in a domain, whatever place stands before it.
fn ending(head: &str, context: &Context<'_>) -> Option<(String, Spelling, String)> {
    let longest = names(context).filter(|name| head.ends_with(name)).max_by_key(|name| name.len())?;
    exact(longest, context)
}

fn names<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a str> {
    let own = context.project.into_iter().flat_map(|project| &project.domains).map(|setting| setting.name.as_str());
    let known = context.knowledge.domains.iter().flat_map(|domain| {
        std::iter::once(domain.name.as_str())
            .chain(domain.aliases.iter().map(String::as_str))
            .chain(domain.misspellings.iter().map(String::as_str))
    });
    own.chain(known)
}

fn department(line: &str, context: &Context<'_>) -> Option<String> {
    let project = context.project?;
    if let Some(department) = project.department(line) {
        return Some(department.name.value.clone());
    }
    let known = project.departments.iter().flat_map(|department| {
        let names = std::iter::once(department.name.value.as_str())
            .chain(department.full_name.as_deref())
            .chain(department.formerly.iter().map(String::as_str));
        names.map(move |name| (name, &department.name.value))
    });
    known.filter(|(name, _)| line.contains(name)).max_by_key(|(name, _)| name.len()).map(|(_, registered)| registered.clone())
}

fn town(line: &str, context: &Context<'_>) -> Option<String> {
    let project = context.project?;
    let names = || project.towns.iter().map(|town| town.name.value.as_str());
    let former = project.towns.iter().flat_map(|town| town.formerly.iter().map(|former| (former.as_str(), town.name.value.as_str())));
    let known = names().map(|name| (name, name)).chain(former);
    if let Some((_, town)) = known.filter(|(name, _)| line.contains(name)).max_by_key(|(name, _)| name.len()) {
        return Some(town.to_owned());
    }
    // 海虞.xlsx means 海虞镇, as long as only one town is called so.
    let mut short = names().filter(|name| {
        let stem = name.strip_suffix("街道").or_else(|| name.strip_suffix(['镇', '乡'])).unwrap_or(name);
        stem.chars().count() >= 2 && stem == line
    });
    let only = short.next()?;
    short.next().is_none().then(|| only.to_owned())
}
