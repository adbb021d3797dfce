//! The nearest known words to one that is not known: what stands behind every “是不是想写…”.

/// The nearest of the known words, best first, at most `most`; words that share too little are left out.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    let mut scored: Vec<(f64, &str)> = known.map(|other| (likeness(word, other), other)).filter(|(score, _)| *score >= 0.5).collect();
    scored.sort_by(|(a, left), (b, right)| b.total_cmp(a).then_with(|| left.cmp(right)));
    scored.dedup_by(|a, b| a.1 == b.1);
    scored.into_iter().take(most).map(|(_, other)| other).collect()
}

/// 1 for equal words, 0 for words that share nothing.
fn likeness(word: &str, other: &str) -> f64 {
    let contained = !word.is_empty() && !other.is_empty() && (word.contains(other) || other.contains(word));
    let score = strsim::normalized_damerau_levenshtein(word, other);
    if contained { score.max(0.75) } else { score }
}
