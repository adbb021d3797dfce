//! Puts outputs on disk, all or nothing.
