//! Wrong usage, told in plain words instead of clap's.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{Answer, help};
use crate::words::{Lang, Words, say};

/// Help and version go to standard output, faults to standard error.
pub(super) fn answer(error: &clap::Error, lang: Lang) -> Answer {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Answer { out: error.to_string(), ..Answer::default() },
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Answer::unusable(error.to_string()),
        _ => {
            let problem = problem(error, lang);
            let more = say!("用法说明：mulu --help", "how to use it: mulu --help");
            Answer::unusable(format!("{}\n{}", problem.in_lang(lang), more.in_lang(lang)))
        }
    }
}

fn problem(error: &clap::Error, lang: Lang) -> Words {
    let argument = text(error, ContextKind::InvalidArg);
    let value = text(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => say!("{argument} 后面缺少内容", "{argument} needs a value"),
        ErrorKind::InvalidValue => {
            let possible = text(error, ContextKind::ValidValue);
            say!("{argument} 不能写“{value}”，可以写：{possible}", "“{value}” does not go with {argument}; possible: {possible}")
        }
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            let why = help::pick(&why, lang);
            say!("{argument} 不能写“{value}”：{why}", "“{value}” does not go with {argument}: {why}")
        }
        ErrorKind::UnknownArgument => match text(error, ContextKind::SuggestedArg) {
            near if near.is_empty() => say!("没有“{argument}”这个选项", "there is no option “{argument}”"),
            near => say!("没有“{argument}”这个选项，是不是想写 {near}？", "there is no option “{argument}”: did you mean {near}?"),
        },
        ErrorKind::MissingRequiredArgument => say!("还需要写上：{argument}", "missing: {argument}"),
        ErrorKind::ArgumentConflict => match text(error, ContextKind::PriorArg) {
            prior if prior.is_empty() || prior == argument => say!("{argument} 只能写一次", "{argument} may be given once"),
            prior => say!("{argument} 和 {prior} 不能同时使用", "{argument} does not go with {prior}"),
        },
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            say!("{argument} 后面的内容个数不对", "wrong number of values for {argument}")
        }
        ErrorKind::InvalidUtf8 => say!("有一个参数不是正确的文字", "an argument is not valid text"),
        ErrorKind::MissingSubcommand | ErrorKind::InvalidSubcommand => say!("没有写命令", "no command given"),
        _ => {
            let message = error.to_string();
            say!("命令写法不对：{message}", "wrong usage: {message}")
        }
    }
}

/// What clap knows of a fault, as one text.
fn text(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(_) | None => String::new(),
    }
}
