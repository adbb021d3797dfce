//! `mulu verify`: whether an output folder is as it was built. Writes nothing.

use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::{Value, json};

use super::{Answer, Chatter, Told, build, trouble};
use crate::report::line as printable;
use crate::verify::{Fault, Verified, verify};
use crate::words::{Lang, Words, plural, say};

/// Name of what `--format json` prints.
const SCHEMA: &str = "mulu.verify/1";

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(
        value_name = "文件夹",
        help = "mulu build 生成的文件夹，不写则是当前文件夹里的 out || a folder that mulu build wrote; out when left out"
    )]
    out: Option<PathBuf>,
    #[arg(long, value_name = "项目")]
    #[arg(help = "同时核对项目里的清单还是不是当时那些 || also holds the lists of this project against those it was built from")]
    project: Option<PathBuf>,
    #[arg(long, value_name = "terminal|json", default_value = "terminal", hide_default_value = true, hide_possible_values = true)]
    #[arg(help = "输出格式：terminal（默认）或 json || format: terminal (default) or json")]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Terminal,
    Json,
}

pub(super) fn run(arguments: Arguments, told: &Told) -> Answer {
    let out = arguments.out.unwrap_or_else(|| PathBuf::from("out"));
    let project = arguments.project.map(|project| build::root(Some(project)));
    let verified = match verify(&out, project.as_deref()) {
        Ok(verified) => verified,
        Err(trouble) => return trouble::tell(&trouble, None, told),
    };
    let out = match arguments.format {
        Format::Terminal => account(&verified, told),
        Format::Json => for_programs(&verified),
    };
    Answer { out, exit: u8::from(!verified.is_whole()), ..Answer::default() }
}

fn account(verified: &Verified, told: &Told) -> String {
    let lang = told.lang();
    let mut lines = vec![head(verified).in_lang(lang).to_owned()];
    lines.extend(verified.outputs.iter().map(|(file, fault)| line(file, fault, lang)));
    if let Some(inputs) = verified.inputs.as_ref().filter(|inputs| !inputs.is_empty()) {
        let words = say!("下列清单已经不是生成目录时的样子：", "these lists are not as they were when the catalogs were built:");
        lines.push(words.in_lang(lang).to_owned());
        lines.extend(inputs.iter().map(|(file, fault)| line(file, fault, lang)));
    }
    if told.chatter == Chatter::Wanted {
        lines.extend(remedy(verified).map(|words| words.in_lang(lang).to_owned()));
        lines.extend(strangers(verified).map(|words| words.in_lang(lang).to_owned()));
    }
    lines.join("\n") + "\n"
}

fn head(verified: &Verified) -> Words {
    let Some(manifest) = &verified.manifest else { return say!("没有通过核对：", "not as it was built:") };
    let (city, edition, files) = (printable(&manifest.city), printable(&manifest.edition), manifest.outputs.len());
    let count = verified.outputs.len();
    match (verified.is_whole(), count) {
        (true, _) => {
            let inputs = verified.inputs.is_some().then_some(manifest.inputs.len());
            let (zh, en) = inputs.map_or((String::new(), String::new()), |count| {
                (format!("，{count} 个来源文件也都是当时的文件"), format!(", and the {count} files it was made from are still the same"))
            });
            say!(
                "核对无误：{city} {edition}，{files} 个文件与生成时一致{zh}",
                "as it was built: {city} {edition}, {files} file{s} unchanged{en}",
                s = plural(files)
            )
        }
        (false, 0) => say!("{city} {edition}：{files} 个文件与生成时一致", "{city} {edition}: {files} files as they were built"),
        (false, _) => {
            say!(
                "没有通过核对：{city} {edition}，{files} 个文件中有 {count} 处与生成时不一致：",
                "not as it was built: {city} {edition}, {count} of {files} files differ:"
            )
        }
    }
}

fn line(file: &str, fault: &Fault, lang: Lang) -> String {
    let (file, Words { zh, en }) = (printable(file), fault.words());
    say!("  {file}：{zh}", "  {file}: {en}").in_lang(lang).to_owned()
}

fn remedy(verified: &Verified) -> Option<Words> {
    (!verified.is_whole()).then(|| {
        say!(
            "不要发布这份目录：请重新运行 mulu build，或者从可靠的备份里恢复上面的文件",
            "do not publish this folder: run mulu build again, or restore these files from a copy you trust"
        )
    })
}

fn strangers(verified: &Verified) -> Option<Words> {
    let count = verified.strangers.len();
    let shown: Vec<String> = verified.strangers.iter().take(5).map(|file| printable(file)).collect();
    let (shown_zh, shown_en) = (shown.join("、"), shown.join(", "));
    let (more_zh, more_en) = if count > shown.len() { ("等", " and others") } else { ("", "") };
    (count > 0).then(|| {
        say!(
            "另有 {count} 个文件不是 mulu 生成的，没有核对：{shown_zh}{more_zh}",
            "{count} file{s} not made by mulu, not looked at: {shown_en}{more_en}",
            s = plural(count)
        )
    })
}

fn for_programs(verified: &Verified) -> String {
    let faults = |faults: &[(String, Fault)]| -> Value {
        faults.iter().map(|(file, fault)| json!({ "file": file, "fault": fault.key() })).collect()
    };
    let manifest = verified.manifest.as_ref();
    let document = json!({
        "schema": SCHEMA,
        "tool": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "whole": verified.is_whole(),
        "city": manifest.map(|manifest| &manifest.city),
        "edition": manifest.map(|manifest| &manifest.edition),
        "files": manifest.map_or(0, |manifest| manifest.outputs.len()),
        "outputs": faults(&verified.outputs),
        "inputs": verified.inputs.as_deref().map(faults),
        "strangers": verified.strangers,
    });
    serde_json::to_string_pretty(&document).expect("text and numbers always become JSON") + "\n"
}
