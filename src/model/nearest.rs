//! The known words nearest to a mistyped one, for “did you mean”. Decides nothing: a person does.

use crate::words::{Words, say};

/// Words below this likeness are no help to anyone.
const CUTOFF: f64 = 0.5;

/// At most `most` of the known words, the likest first. Words that are not alike are left out; equal likeness keeps the given order.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    let mut alike: Vec<(f64, &str)> = Vec::new();
    for candidate in known {
        let likeness = likeness(word, candidate);
        if likeness >= CUTOFF && !alike.iter().any(|(_, seen)| *seen == candidate) {
            alike.push((likeness, candidate));
        }
    }
    alike.sort_by(|a, b| b.0.total_cmp(&a.0));
    alike.into_iter().take(most).map(|(_, candidate)| candidate).collect()
}

/// `是不是想写“subject”？`, with up to `most` suggestions; nothing when no known word is alike.
#[must_use]
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>, most: usize) -> Option<Words> {
    let near = nearest(word, known, most);
    if near.is_empty() {
        return None;
    }
    let zh = near.iter().map(|word| format!("“{word}”")).collect::<Vec<_>>().join("、");
    let en = near.iter().map(|word| format!("“{word}”")).collect::<Vec<_>>().join(", ");
    Some(say!("是不是想写{zh}？", "did you mean {en}?"))
}

/// [`did_you_mean`] over a slice, three at most: the form in which `read::mapping` takes it.
#[must_use]
pub fn near(word: &str, known: &[&str]) -> Option<Words> {
    did_you_mean(word, known.iter().copied(), 3)
}

/// From 0 to 1. Edits count most; Jaro forgives a missing tail; a word within the other is alike whatever their lengths,
/// since people shorten Chinese names by dropping whole words.
#[must_use]
pub fn likeness(word: &str, candidate: &str) -> f64 {
    let (word, candidate) = (word.trim().to_lowercase(), candidate.to_lowercase());
    if word.is_empty() || candidate.is_empty() {
        return 0.0;
    }
    let mixed = f64::midpoint(strsim::normalized_damerau_levenshtein(&word, &candidate), strsim::jaro(&word, &candidate));
    let (short, long) = if word.len() < candidate.len() { (&word, &candidate) } else { (&candidate, &word) };
    if short.chars().count() >= 2 && long.contains(short.as_str()) { mixed.max(0.7) } else { mixed }
}

#[cfg(test)]
mod tests {
    use super::{did_you_mean, nearest};

    #[test]
    fn the_likest_word_comes_first() {
        let keys = ["name", "content", "subject", "time_limit", "channels"];
        for (typed, meant) in
            [("subjects", "subject"), ("conetnt", "content"), ("timelimit", "time_limit"), ("Name", "name"), ("chanel", "channels")]
        {
            assert_eq!(nearest(typed, keys.into_iter(), 3).first(), Some(&meant), "{typed}");
        }
        let domains = ["义务教育", "涉农补贴", "救灾", "社会救助", "社会保险"];
        for (typed, meant) in [("义务教肓", "义务教育"), ("涉农补助", "涉农补贴"), ("社会救济", "社会救助"), ("救灾减灾", "救灾")]
        {
            assert_eq!(nearest(typed, domains.into_iter(), 3).first(), Some(&meant), "{typed}");
        }
    }

    #[test]
    fn words_that_are_not_alike_are_not_offered() {
        assert!(nearest("天气预报", ["义务教育", "社会保险"].into_iter(), 3).is_empty());
        assert!(did_you_mean("xyz", ["name"].into_iter(), 3).is_none());
        assert!(did_you_mean("", ["name"].into_iter(), 3).is_none());
    }

    #[test]
    fn each_suggestion_is_said_once() {
        let words = did_you_mean("招生政策信息", ["招生政策", "招生政策", "招生政策信息表"], 3).expect("two are alike");
        assert_eq!(words.zh, "是不是想写“招生政策信息表”、“招生政策”？");
    }
}
