//! `mulu convert`: a list from one form into another. No checks need pass; what was noticed goes to standard error.

use std::path::PathBuf;

use super::{Answer, Chatter, Told, trouble};
use crate::report::concise;
use crate::words::{plural, say};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "清单", help = "要转换的清单，.xlsx、.ods、.csv 或 .yaml || the list to convert, .xlsx, .ods, .csv or .yaml")]
    input: PathBuf,
    #[arg(
        short,
        long,
        value_name = "文件",
        help = "转换成的文件，.yaml、.xlsx、.ods 或 .csv || the file to write, .yaml, .xlsx, .ods or .csv"
    )]
    output: PathBuf,
}

pub(super) fn run(arguments: &Arguments, told: &Told) -> Answer {
    let settings = crate::Settings { read: told.read, ..crate::Settings::on(told.today) };
    let converted = match crate::convert(&arguments.input, &arguments.output, &settings) {
        Ok(converted) => converted,
        Err(trouble) => return trouble::tell(&trouble, None, told),
    };
    let report = &converted.report;
    let mut answer = Answer { exit: u8::from(!report.accepted()), ..Answer::default() };
    if report.open().next().is_some() {
        answer.err = concise::print(report, told.style);
    }
    if converted.lists.is_empty() {
        let words = say!("没有读到清单，没有写文件", "no list was found, nothing was written");
        return Answer { err: format!("{}{}\n", answer.err, words.in_lang(told.lang())), exit: 1, ..answer };
    }
    if told.chatter == Chatter::Wanted {
        let (lists, output) = (converted.lists.len(), arguments.output.display());
        let items: usize = converted.lists.iter().map(|list| list.items.len() + list.powers.len()).sum();
        let words = say!(
            "已把 {lists} 个清单、{items} 条事项写入“{output}”",
            "wrote {lists} list{l} with {items} item{i} to “{output}”",
            l = plural(lists),
            i = plural(items)
        );
        answer.err += &format!("{}\n", words.in_lang(told.lang()));
    }
    answer
}
