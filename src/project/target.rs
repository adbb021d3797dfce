//! What an `item:` of `mulu.yaml` or of a town file names, or the finding that it names nothing or too much.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::selector::{self, Index};
use crate::place::Located;
use crate::rule::stage::merging;
use crate::words::say;

/// Positions of the items a word names; a word without `*` must name exactly one. None: that was reported, with the nearest or with all.
pub fn find(index: &Index, word: &Located<String>, diagnostics: &mut Diagnostics) -> Option<Vec<usize>> {
    let found = index.find(&word.value);
    let said = &word.value;
    match found.len() {
        0 => {
            let near = index.nearest(said, 3);
            let mut diagnostic = Diagnostic::new(&merging::NO_TARGET, word.place.clone(), say!("没有找到事项“{said}”", "No item “{said}”"))
                .with_value(said.clone());
            if near.is_empty() {
                diagnostic = diagnostic.with_help(say!(
                    "请写“领域/一级事项/二级事项”，名称以目录为准",
                    "Write 领域/一级事项/二级事项 as the catalog has them"
                ));
            } else {
                let near = near.join("、");
                diagnostic = diagnostic.with_help(say!("最接近的是：{near}", "The nearest are: {near}"));
            }
            diagnostics.push(diagnostic);
            None
        }
        1 => Some(found),
        _ if selector::is_pattern(said) => Some(found),
        count => {
            let paths: Vec<String> = found.iter().map(|at| index.path(*at)).collect();
            let paths = paths.join("、");
            diagnostics.push(
                Diagnostic::new(
                    &merging::AMBIGUOUS_TARGET,
                    word.place.clone(),
                    say!("“{said}”可以指{count}个事项，分不清是哪一个", "“{said}” could be {count} items"),
                )
                .with_value(said.clone())
                .with_help(say!("请写得更完整，从这些里选一个：{paths}", "Write more of the path, one of: {paths}")),
            );
            None
        }
    }
}
