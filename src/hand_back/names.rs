//! What marked files are called below their folder. No two are called the same, also where names do not tell large letters
//! from small ones.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path};

/// Names by file. Those in `alone` were named themselves: they lie at the top, below as much of their own path as tells them
/// from others. All else, found in folders, stands as it was given, without the part of the path that it has in common
/// where that leads up or begins at the root.
pub(super) fn below<'f>(files: impl Iterator<Item = &'f str>, alone: &BTreeMap<String, Vec<String>>) -> BTreeMap<&'f str, String> {
    let (single, rest): (Vec<&str>, Vec<&str>) = files.filter(|file| *file != "-").partition(|file| alone.contains_key(*file));
    let mut names: Vec<(&str, String)> = in_folders(&rest);
    let single: Vec<(&str, &[String])> = single.into_iter().map(|file| (file, alone[file].as_slice())).collect();
    at_the_top(&single, &mut names);
    let mut taken = BTreeSet::new();
    let mut free = |name: String| {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
        let numbered = (2..).map(|number| format!("{stem}({number}).{extension}"));
        let mut all = std::iter::once(name.clone()).chain(numbered);
        all.find(|name| taken.insert(name.to_lowercase())).expect("numbers do not end")
    };
    names.into_iter().map(|(file, name)| (file, free(output_name(&name)))).collect()
}

/// Lets every file take more of its path, from the end, until none is called like another.
fn at_the_top<'f>(files: &[(&'f str, &[String])], names: &mut Vec<(&'f str, String)>) {
    let name = |(_, path): &(&str, &[String]), kept: usize| output_name(&path[path.len().saturating_sub(kept)..].join("/")).to_lowercase();
    let others: Vec<String> = names.iter().map(|(_, name)| output_name(name).to_lowercase()).collect();
    let mut kept = vec![1_usize; files.len()];
    loop {
        let now: Vec<String> = files.iter().zip(&kept).map(|(file, kept)| name(file, *kept)).collect();
        let mut grown = false;
        for (at, file) in files.iter().enumerate() {
            // `a.csv` and `a.csv.xlsx` of one folder are not told apart by it.
            let differs = |other: usize| name(file, usize::MAX) != name(&files[other], usize::MAX);
            let clashes = others.contains(&now[at]) || (0..files.len()).any(|other| now[other] == now[at] && differs(other));
            if clashes && kept[at] < file.1.len() {
                kept[at] += 1;
                grown = true;
            }
        }
        if !grown {
            break;
        }
    }
    names.extend(files.iter().zip(kept).map(|((file, path), kept)| (*file, path[path.len().saturating_sub(kept)..].join("/"))));
}

fn in_folders<'f>(files: &[&'f str]) -> Vec<(&'f str, String)> {
    let parts =
        |file: &'f str| -> Vec<Component<'f>> { Path::new(file).components().filter(|part| !matches!(part, Component::CurDir)).collect() };
    let is_plain = files.iter().all(|file| parts(file).iter().all(|part| matches!(part, Component::Normal(_))));
    let mut common = 0;
    if !is_plain {
        let first = files.first().map(|file| parts(file)).unwrap_or_default();
        common = first.len().saturating_sub(1);
        for file in files {
            let other = parts(file);
            let same = first.iter().zip(&other).take_while(|(a, b)| a == b).count();
            common = common.min(same).min(other.len().saturating_sub(1));
        }
    }
    let name = |file: &'f str| {
        let rest = parts(file).into_iter().skip(common).filter_map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
        });
        rest.collect::<Vec<_>>().join("/")
    };
    files.iter().map(|file| (*file, name(file))).collect()
}

/// A marked file is an .xlsx; what was another kind says so in its name.
fn output_name(name: &str) -> String {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    if matches!(extension.as_str(), "xlsx" | "xlsm") { name.to_owned() } else { format!("{name}.xlsx") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(files: &[&str], alone: &[(&str, &str)]) -> Vec<String> {
        let whole = |path: &str| path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
        let alone = alone.iter().map(|(file, path)| ((*file).to_owned(), whole(path))).collect();
        let found = below(files.iter().copied(), &alone);
        files.iter().map(|file| found[file].clone()).collect()
    }

    #[test]
    fn files_of_folders_keep_their_folders() {
        for (files, expected) in [
            (vec!["a.xlsx"], vec!["a.xlsx"]),
            (vec!["./lists/a.xlsx", "lists/b/c.xls"], vec!["lists/a.xlsx", "lists/b/c.xls.xlsx"]),
            (vec!["/data/x/a.xlsx", "/data/y/a.xlsx"], vec!["x/a.xlsx", "y/a.xlsx"]),
            (vec!["../a.xlsx"], vec!["a.xlsx"]),
            (vec!["../x/a.xlsx", "b.XLSX"], vec!["x/a.xlsx", "b.XLSX"]),
            (vec!["x/a.csv", "x/a.csv.xlsx"], vec!["x/a.csv.xlsx", "x/a.csv(2).xlsx"]),
        ] {
            assert_eq!(named(&files, &[]), expected);
        }
    }

    #[test]
    fn files_that_were_named_lie_at_the_top() {
        let x = ("../lists/x.csv", "/home/lists/x.csv");
        assert_eq!(named(&[x.0], &[x]), ["x.csv.xlsx"]);
        let y = ("X.csv", "/home/work/X.csv");
        assert_eq!(named(&[x.0, y.0, "towns/a.xlsx"], &[x, y]), ["lists/x.csv.xlsx", "work/X.csv.xlsx", "towns/a.xlsx"]);
        let (one, two) = (("a/x.csv", "/a/x.csv"), ("b/a/x.csv", "/b/a/x.csv"));
        assert_eq!(named(&[one.0, two.0], &[one, two]), ["a/x.csv.xlsx", "b/a/x.csv.xlsx"]);
        let (one, two) = (("d/a.csv", "/d/a.csv"), ("d/a.csv.xlsx", "/d/a.csv.xlsx"));
        assert_eq!(named(&[one.0, two.0], &[one, two]), ["a.csv.xlsx", "a.csv(2).xlsx"]);
    }
}
