//! A table to ask, never to walk over: where only the answer counts, hashing is several times faster than order, and no order of hashes
//! can reach an output.

use std::borrow::Borrow;
use std::hash::Hash;

#[expect(clippy::disallowed_types, reason = "nothing outside this file can walk over it")]
type Table<K, V> = std::collections::HashMap<K, V>;

/// Values by key.
#[derive(Debug)]
pub struct Index<K, V>(Table<K, V>);

impl<K, V> Default for Index<K, V> {
    fn default() -> Self {
        Self(Table::new())
    }
}

impl<K: Eq + Hash, V> Index<K, V> {
    /// The value of a key.
    pub fn get<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.0.get(key)
    }

    /// Gives a key a value; the one it had comes back.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        self.0.insert(key, value)
    }

    /// The value of a key, a new one where it had none.
    pub fn entry(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        self.0.entry(key).or_default()
    }
}

/// Keys that were seen.
pub type Seen<K> = Index<K, ()>;

impl<K: Eq + Hash> Seen<K> {
    /// Notes a key; whether it is new.
    pub fn note(&mut self, key: K) -> bool {
        self.insert(key, ()).is_none()
    }

    /// Whether a key was noted.
    pub fn has<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.get(key).is_some()
    }
}
