//! 公开层级 against 公开主体 (LV): who discloses at which level.

use super::Entry;

pub(super) static ALL: &[Entry] = &[];
