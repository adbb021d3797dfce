//! The account of a build: what was read, what came of it, what was written, and what was not taken. Lists no findings but those that
//! stand against writing.

use std::collections::BTreeMap;
use std::path::Path;

use crate::model::changes::record::Counts;
use crate::model::register::{Carried, LeftOut, Reason, Submission};
use crate::words::{Lang, Words, plural, say};
use crate::{Built, OnInvalid, report};

/// Findings named that stand against writing; the rest are counted.
const SHOWN: usize = 10;

/// The account, a line a fact.
pub(super) fn account(built: &Built, lang: Lang) -> String {
    let numbers = &built.numbers;
    let (inputs, items, merged, settled) = (numbers.inputs, numbers.items, numbers.merged, numbers.settled);
    let (reported, missing) = (numbers.reported, numbers.not_reported.len());
    let towns = reported + missing;
    let names = match lang {
        Lang::Zh => numbers.not_reported.join("、"),
        Lang::En => numbers.not_reported.join(", "),
    };
    let mut lines: Vec<Words> = in_spite_of_errors(built).into_iter().collect();
    lines.extend([
        say!("输入：{inputs} 个文件", "inputs: {inputs} file{s}", s = plural(inputs)),
        say!("事项：{items} 条，其中 {merged} 条由几个清单合并", "items: {items}, {merged} of them merged from several lists"),
        say!("裁定的不一致：{settled} 处", "conflicts settled: {settled}"),
        match names.as_str() {
            "" => say!("乡镇：{towns} 个，全部已报送", "towns: {towns}, all of them reported"),
            _ => say!(
                "乡镇：{towns} 个，已报送 {reported} 个，未报送 {missing} 个（{names}）",
                "towns: {towns}, {reported} reported, {missing} did not ({names})"
            ),
        },
    ]);
    lines.extend(changes(built));
    let out = built.out.display();
    lines.push(match &built.written {
        Some(written) => {
            let (count, what) = (written.len(), written_parts(written.iter().map(|file| file.path.as_str()), lang));
            say!("写入“{out}”：{count} 个文件，{what}", "wrote to “{out}”: {count} file{s}, {what}", s = plural(count))
        }
        None if built.on_invalid != OnInvalid::Fail => {
            say!("有错误，没有生成，“{out}”保持原样", "not written because of errors, “{out}” is as it was")
        }
        None => say!(
            "有错误，没有生成，“{out}”保持原样；要先看草稿，请加 --draft",
            "not written because of errors, “{out}” is as it was; --draft writes a draft"
        ),
    });
    if built.written.is_some() {
        lines.extend(left_out(&built.checked.report.left_out, lang));
        lines.extend(carried(&built.checked.report.register));
    } else if built.on_invalid != OnInvalid::Fail {
        lines.extend(remaining(built));
    }
    lines.iter().map(|line| format!("{}\n", line.in_lang(lang))).collect()
}

/// What changed since the edition before, and what makes one wonder about that.
fn changes(built: &Built) -> Vec<Words> {
    let Some(changes) = &built.checked.changes else {
        let words = say!(
            "变更：上一版的文件夹里没有 data/catalog.json，没有比对",
            "changes: the folder of the previous edition has no data/catalog.json, nothing was compared"
        );
        return built.compared_with.iter().map(|_| words.clone()).collect();
    };
    let Counts { added, changed, removed, renamed } = Counts::of(changes.list.iter());
    let from = report::line(&changes.from.id);
    let mut lines = vec![say!(
        "变更（与 {from} 版比）：新增 {added}、修改 {changed}、删除 {removed}、更名 {renamed}",
        "changes since {from}: {added} added, {changed} changed, {removed} removed, {renamed} renamed"
    )];
    let unexplained = changes.list.iter().filter(|change| !change.is_explained()).count();
    if unexplained > 0 {
        lines.push(say!(
            "没有写明理由的变更：{unexplained} 处，可以写在 mulu.yaml 的 reasons、withdrawn 里，逐处列出：mulu diff",
            "changes without a reason: {unexplained}; reasons and withdrawn in mulu.yaml give it, mulu diff lists them"
        ));
    }
    lines.extend(changes.doubt());
    lines
}

/// `city.xlsx、towns/（15）`: files by name, folders with how many are in them.
fn written_parts<'a>(paths: impl Iterator<Item = &'a str>, lang: Lang) -> String {
    let mut parts: BTreeMap<String, usize> = BTreeMap::new();
    for path in paths {
        let mut components = Path::new(path).components();
        let first = components.next().map(|part| part.as_os_str().to_string_lossy().into_owned()).unwrap_or_default();
        let folder = components.next().is_some();
        *parts.entry(if folder { format!("{first}/") } else { first }).or_default() += usize::from(folder);
    }
    let shown = parts.into_iter().map(|(name, count)| match (count, lang) {
        (0, Lang::Zh | Lang::En) => name,
        (count, Lang::Zh) => format!("{name}（{count}）"),
        (count, Lang::En) => format!("{name} ({count})"),
    });
    shown.collect::<Vec<_>>().join(if lang == Lang::Zh { "、" } else { ", " })
}

/// Said first where catalogs were written although errors stand.
fn in_spite_of_errors(built: &Built) -> Option<Words> {
    let is_meant = built.written.is_some() && !built.checked.report.accepted();
    match built.on_invalid {
        OnInvalid::SkipItems if is_meant => Some(say!(
            "报送的文件里仍有错误：目录已经生成，有错误的事项没有采用",
            "errors still stand in what was handed in: the catalogs were written without the items that have them"
        )),
        OnInvalid::LastValid if is_meant => Some(say!(
            "报送的文件里仍有错误：目录已经生成，有错误的单位沿用上一版的内容",
            "errors still stand in what was handed in: the catalogs were written with what those units had in the previous edition"
        )),
        OnInvalid::Fail | OnInvalid::SkipItems | OnInvalid::LastValid => None,
    }
}

/// How many items were left out, and whose.
fn left_out(all: &[LeftOut], lang: Lang) -> Option<Words> {
    let mut units: Vec<(&str, usize)> = Vec::new();
    for left_out in all {
        let unit = if left_out.unit.is_empty() { left_out.place.origin.file.as_str() } else { &left_out.unit };
        match units.iter_mut().find(|(known, _)| *known == unit) {
            Some((_, count)) => *count += 1,
            None => units.push((unit, 1)),
        }
    }
    let count = all.len();
    let units: Vec<(String, usize)> = units.into_iter().map(|(unit, count)| (report::line(unit), count)).collect();
    let units = match lang {
        Lang::Zh => units.iter().map(|(unit, count)| format!("{unit} {count} 条")).collect::<Vec<_>>().join("、"),
        Lang::En => units.iter().map(|(unit, count)| format!("{unit} {count}")).collect::<Vec<_>>().join(", "),
    };
    (count > 0).then(|| {
        say!(
            "没有采用的事项：{count} 条（{units}），逐条列在 report.json 的 left_out 里",
            "items left out: {count} ({units}); left_out in report.json names each"
        )
    })
}

/// What units keep of the edition before, a line for each file that is why.
fn carried(register: &[Submission]) -> Vec<Words> {
    let mut lines: Vec<Words> = Vec::new();
    for Submission { unit, carried, file, .. } in register {
        let Some(Carried { since, items, reason }) = carried.as_ref().filter(|carried| carried.reason != Reason::AnotherFile) else {
            continue;
        };
        let (unit, file) = (report::line(unit), report::line(file.as_deref().unwrap_or_default()));
        let (Words { zh, en }, s) = (reason.words(), plural(*items));
        if *items == 0 {
            lines.push(say!(
                "没有采用：{unit}，上一版也没有它的事项（{file}：{zh}）",
                "not taken: {unit}, which had no items in the previous edition either ({file}: {en})"
            ));
            continue;
        }
        lines.push(say!(
            "沿用上一版：{unit}，{since} 的 {items} 条事项（{file}：{zh}）",
            "kept: {unit}, {items} item{s} of {since} ({file}: {en})"
        ));
    }
    lines
}

/// What stands against writing.
fn remaining(built: &Built) -> Vec<Words> {
    let all = &built.checked.remaining;
    let why = match built.on_invalid {
        OnInvalid::LastValid => say!(
            "有 {count} 处错误不在单位报送的文件里，或者看不出文件是哪个单位的（可以在 mulu.yaml 的 files 里写明），请先改正：",
            "{count} error{s} in no unit's file, or in one that does not tell whose it is (say so under files in mulu.yaml); put right first:",
            count = all.len(),
            s = plural(all.len())
        ),
        OnInvalid::Fail | OnInvalid::SkipItems => say!(
            "有 {count} 处错误不在哪一条事项上，不采用事项也解决不了，请先改正：",
            "{count} error{s} stand{no_s} at no item, so leaving out items does not help; put right first:",
            count = all.len(),
            s = plural(all.len()),
            no_s = if all.len() == 1 { "s" } else { "" }
        ),
    };
    let mut lines = vec![why];
    for found in all.iter().take(SHOWN) {
        let (place, Words { zh, en }) = (&found.place.to_string(), &found.message);
        let (place, zh, en) = (report::line(place), report::line(zh), report::line(en));
        lines.push(say!("  {place}：{zh}", "  {place}: {en}"));
    }
    if let Some(more) = all.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        lines.push(say!("  另有 {more} 处，见上面的报告", "  and {more} more, in the report above"));
    }
    lines
}
