//! The checks: every rule that judges items, lists or catalogs. Reads typed fields, never text a grammar has read already.
