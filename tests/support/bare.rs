//! Lists without their places and columns: what they say.

use mulu::model::List;
use mulu::place::Place;

/// The lists with every place the same and no headings.
pub(crate) fn bare(lists: &[List]) -> Vec<List> {
    let nowhere = Place::file("");
    let mut lists = lists.to_vec();
    for list in &mut lists {
        list.place = nowhere.clone();
        list.headings.clear();
        list.items.iter_mut().for_each(|item| item.place = nowhere.clone());
        list.powers.iter_mut().for_each(|power| power.place = nowhere.clone());
    }
    lists
}
