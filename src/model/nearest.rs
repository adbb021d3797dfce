//! "Did you mean …": the known words nearest to one that is not known. Never guesses on the user's behalf.

use crate::model::name;

/// Words less alike than this are not worth naming.
const ALIKE: f64 = 0.34;

/// The candidates most like a word, best first; equally good ones in their own order. Empty when none is alike.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    let wanted = name::fold(word);
    let mut alike: Vec<(f64, &str)> = candidates
        .into_iter()
        .map(|candidate| (likeness(&wanted, &name::fold(candidate)), candidate))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut named: Vec<&str> = Vec::new();
    for (_, candidate) in alike {
        if named.len() == most {
            break;
        }
        if !named.contains(&candidate) {
            named.push(candidate);
        }
    }
    named
}

/// How alike two folded words are, from 0 to 1. A word within another counts for more than its length says:
/// 网站 is meant for 政府网站.
#[must_use]
pub fn likeness(a: &str, b: &str) -> f64 {
    let edits = strsim::normalized_damerau_levenshtein(a, b);
    let within = !a.is_empty() && !b.is_empty() && (a.contains(b) || b.contains(a));
    if within { edits.max(0.5) + 0.1 * edits } else { edits }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_words_come_first() {
        let known = ["政府网站", "政府公报", "政务服务中心", "便民服务站"];
        assert_eq!(nearest("政府服务中心", known, 1), ["政务服务中心"]);
        assert_eq!(nearest("网站", known, 1), ["政府网站"]);
        assert_eq!(nearest("missing-bases", ["missing-basis", "missing-name"], 1), ["missing-basis"]);
        assert!(nearest("食堂", known, 3).is_empty());
    }
}
