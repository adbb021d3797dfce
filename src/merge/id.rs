//! Ids that stay: from the domain and the normalised names, never from codes, rows, files or other items.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

/// Characters behind the domain key, and when two items of a domain would share them.
const SHORT: usize = 8;
const LONG: usize = 12;

/// `<domain key>-<characters>` for every key of one domain, in their order. A collision lengthens all that collide.
pub(super) fn ids(domain: &str, keys: &[String]) -> Vec<String> {
    let digests: Vec<String> = keys.iter().map(|key| digest(key)).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for digest in &digests {
        *counts.entry(&digest[..SHORT]).or_default() += 1;
    }
    digests
        .iter()
        .map(|digest| {
            let length = if counts[&digest[..SHORT]] > 1 { LONG } else { SHORT };
            format!("{domain}-{}", &digest[..length])
        })
        .collect()
}

/// Lower-case base32 (RFC 4648, without padding) of sha256, as many characters as an id can need.
fn digest(key: &str) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let hash = Sha256::digest(key.as_bytes());
    let bits = hash.iter().take(8).fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte));
    (0..LONG).map(|at| char::from(ALPHABET[usize::try_from((bits >> (59 - 5 * at)) & 31).expect("five bits fit")])).collect()
}

#[cfg(test)]
mod tests {
    use super::{LONG, digest, ids};

    #[test]
    fn an_id_is_the_domain_and_eight_characters() {
        let keys = ["招生管理\u{241f}招生政策\u{241f}".to_owned(), "招生管理\u{241f}招生结果\u{241f}".to_owned()];
        let ids = ids("yiwujiaoyu", &keys);
        assert!(ids.iter().all(|id| id.len() == "yiwujiaoyu-".len() + 8));
        assert_ne!(ids[0], ids[1]);
    }

    #[test]
    fn the_same_key_twice_is_lengthened() {
        let key = "a".to_owned();
        assert!(ids("x", &[key.clone(), key]).iter().all(|id| id.len() == "x-".len() + LONG));
    }

    #[test]
    fn the_digest_is_base32_of_sha256() {
        // sha256("") begins e3b0c44298fc1c14, in base32 4oymiquy7qobji….
        assert_eq!(digest(""), "4oymiquy7qob");
    }
}
