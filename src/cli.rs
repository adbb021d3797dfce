//! The command line: one file a command. Says what is to be printed; `main` prints it.

use std::ffi::OsString;
use std::path::Path;

use clap::{FromArgMatches as _, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::read::{Choice, CodePage};
use crate::report::{Color, Style};
use crate::words::{Lang, say};
use crate::write::WriteError;

mod bare;
mod build;
mod check;
mod completions;
mod convert;
mod diff;
mod explain;
mod fixes;
pub mod help;
mod init;
mod propose;
mod reference;
mod reporting;
mod returning;
pub mod schema;
mod status;
mod targets;
mod template;
mod trouble;
mod usage;
mod verify;

/// Wrong usage, a missing path, an output that cannot be written.
const UNUSABLE: u8 = 2;
/// Columns an excerpt may take; nothing else is cut.
const WIDTH_COLUMNS: usize = 100;

/// What a process is told by its surroundings.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// The arguments behind the program's name.
    pub arguments: Vec<OsString>,
    /// Today in China.
    pub today: Date,
    /// Whether standard output is a terminal that understands colours.
    pub terminal: bool,
    /// `NO_COLOR`.
    pub no_color: bool,
}

/// What is to be printed, in the encoding asked for, and the exit code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// What was asked for.
    pub out: Vec<u8>,
    /// Everything else.
    pub err: Vec<u8>,
    /// Exit code.
    pub exit: u8,
}

/// What a command answers, before it is encoded.
#[derive(Debug, Default)]
struct Answer {
    out: String,
    err: String,
    exit: u8,
}

/// What every command is told.
#[derive(Clone, Debug)]
struct Told {
    style: Style,
    chatter: Chatter,
    today: Date,
    /// How files are read.
    read: Choice,
    /// The first word, when no command was named.
    bare: Option<String>,
}

/// Whether hints and accounts are printed beside what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Chatter {
    Wanted,
    /// `--quiet`.
    Unwanted,
}

#[derive(Debug, Parser)]
#[command(
    name = "mulu",
    version,
    about = "把各部门、各乡镇的清单编成基层政务公开标准目录 || compiles disclosure lists into 基层政务公开标准目录",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(about = "新建一个项目 || makes a new project")]
    Init(init::Arguments),
    #[command(about = "检查项目或单个文件，一次列出所有问题 || checks a project or single files, every problem in one run")]
    Check(check::Arguments),
    #[command(about = "检查、合并，生成标准目录 || checks, merges and writes the catalogs")]
    Build(build::Arguments),
    #[command(about = "各部门、各乡镇的填报表（.xlsx） || workbooks that departments and towns fill in")]
    Template(template::Arguments),
    #[command(about = "给还没有公开事项的权力和服务提议事项 || proposes items for powers and services that have none")]
    Propose(propose::Arguments),
    #[command(about = "清单在 .xlsx 和 .yaml 之间互转 || converts a list between .xlsx and .yaml")]
    Convert(convert::Arguments),
    #[command(about = "两版目录之间的变更，逐项、逐个要素列出 || what changed from one edition to the next, field by field")]
    Diff(diff::Arguments),
    #[command(about = "解释一条规则；不写规则则列出全部 || explains a rule, or lists them all")]
    Explain(explain::Arguments),
    #[command(about = "各地公布的标准目录里见过的事项，供对照 || items seen in the catalogs of counties, to compare with")]
    Reference(reference::Arguments),
    #[command(about = "按进度安排看谁按时、谁逾期、还缺什么 || who is on time, late or missing, by the milestones")]
    Status(status::Arguments),
    #[command(about = "核对生成的文件夹有没有被改动 || whether an output folder is still as it was built")]
    Verify(verify::Arguments),
    #[command(about = "数据格式的 JSON Schema || JSON Schemas of the data formats")]
    Schema(schema::Arguments),
    #[command(about = "命令行补全脚本 || completion script for a shell")]
    Completions(completions::Arguments),
}

#[derive(Debug, clap::Args)]
struct Common {
    #[arg(
        long,
        global = true,
        display_order = 900,
        value_name = "zh|en",
        default_value = "zh",
        hide_default_value = true,
        hide_possible_values = true
    )]
    #[arg(help = "提示信息的语言：zh（默认）或 en || language of messages: zh (default) or en")]
    lang: Language,
    #[arg(
        long,
        global = true,
        display_order = 900,
        value_name = "auto|always|never",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true
    )]
    #[arg(help = "颜色：auto（默认，只在终端上）、always 或 never || colours: auto (default, only on a terminal), always or never")]
    color: When,
    #[arg(
        long,
        global = true,
        display_order = 900,
        value_name = "utf-8|gbk",
        default_value = "utf-8",
        hide_default_value = true,
        hide_possible_values = true
    )]
    #[arg(help = "屏幕输出的编码，旧式中文控制台用 gbk || encoding of what is printed; gbk for old Chinese consoles")]
    encoding: Encoding,
    #[arg(long, global = true, display_order = 900, value_name = "N", value_parser = code_page)]
    #[arg(help = "旧版 .xls 的文字按哪个代码页读取，如 936（简体中文） || code page of the text in old .xls files, such as 936")]
    codepage: Option<CodePage>,
    #[arg(
        long,
        short,
        global = true,
        display_order = 900,
        help = "只输出结果，不输出说明和统计 || prints the result alone, no accounts and hints"
    )]
    quiet: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Language {
    Zh,
    En,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum When {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Encoding {
    #[value(name = "utf-8", alias = "utf8")]
    Utf8,
    #[value(name = "gbk", alias = "gb18030")]
    Gbk,
}

/// A code page that can be read.
fn code_page(text: &str) -> Result<CodePage, String> {
    text.parse().ok().and_then(CodePage::numbered).ok_or_else(|| {
        let known: Vec<String> = CodePage::numbers().map(|number| number.to_string()).collect();
        format!("不认识这个代码页，可以用的有 {} || unknown; these are known: {}", known.join("、"), known.join(", "))
    })
}

/// What is said where standard output takes nothing, such as a full disk; the exit code is then that of an output that cannot be
/// written.
#[must_use]
pub fn not_printed(surroundings: &Surroundings, error: std::io::Error) -> Said {
    let lang = help::language(&surroundings.arguments);
    let name = say!("标准输出", "standard output");
    let error = WriteError::io(Path::new(name.in_lang(lang)), error);
    encode(Answer::unusable(error.words().in_lang(lang).to_owned()), Encoding::Utf8)
}

/// Runs one command.
#[must_use]
pub fn run(surroundings: &Surroundings) -> Said {
    let lang = help::language(&surroundings.arguments);
    let (arguments, bare) = match bare::complete(&surroundings.arguments) {
        bare::Call::Command(arguments) => (arguments, None),
        bare::Call::File(arguments, word) => (arguments, Some(word)),
        bare::Call::Nothing => return encode(Answer { out: help::welcome(lang), ..Answer::default() }, Encoding::Utf8),
    };
    let parsed = help::command(lang).try_get_matches_from(arguments);
    let parsed = parsed.and_then(|matches| Arguments::from_arg_matches(&matches));
    let Arguments { command, common } = match parsed {
        Ok(arguments) => arguments,
        Err(error) => return encode(usage::answer(&error, lang), Encoding::Utf8),
    };
    let color = match common.color {
        When::Always => Color::On,
        When::Auto if surroundings.terminal && !surroundings.no_color => Color::On,
        When::Auto | When::Never => Color::Off,
    };
    let chatter = if common.quiet { Chatter::Unwanted } else { Chatter::Wanted };
    let told = Told {
        style: Style { lang, color, width: WIDTH_COLUMNS },
        chatter,
        today: surroundings.today,
        read: Choice { code_page: common.codepage },
        bare,
    };
    let answer = match command {
        Command::Init(arguments) => init::run(&arguments, &told),
        Command::Check(arguments) => check::run(&arguments, &told),
        Command::Build(arguments) => build::run(arguments, &told),
        Command::Template(arguments) => template::run(arguments, &told),
        Command::Propose(arguments) => propose::run(arguments, &told),
        Command::Convert(arguments) => convert::run(&arguments, &told),
        Command::Diff(arguments) => diff::run(&arguments, &told),
        Command::Explain(arguments) => explain::run(&arguments, &told),
        Command::Reference(arguments) => reference::run(&arguments, &told),
        Command::Status(arguments) => status::run(arguments, &told),
        Command::Verify(arguments) => verify::run(arguments, &told),
        Command::Schema(arguments) => schema::run(&arguments, &told),
        Command::Completions(arguments) => completions::run(&arguments, &told),
    };
    encode(answer, common.encoding)
}

fn encode(answer: Answer, encoding: Encoding) -> Said {
    let bytes = |text: String| match encoding {
        Encoding::Utf8 => text.into_bytes(),
        Encoding::Gbk => gbk(&text),
    };
    Said { out: bytes(answer.out), err: bytes(answer.err), exit: answer.exit }
}

/// GBK; a character the console cannot show becomes `?`.
fn gbk(text: &str) -> Vec<u8> {
    let mut encoder = encoding_rs::GBK.new_encoder();
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    loop {
        let room = encoder.max_buffer_length_from_utf8_without_replacement(rest.len()).unwrap_or(rest.len() * 2 + 16);
        bytes.reserve(room);
        let (result, read) = encoder.encode_from_utf8_to_vec_without_replacement(rest, &mut bytes, true);
        rest = &rest[read..];
        match result {
            encoding_rs::EncoderResult::InputEmpty => return bytes,
            encoding_rs::EncoderResult::OutputFull => {}
            encoding_rs::EncoderResult::Unmappable(_) => bytes.push(b'?'),
        }
    }
}

impl Told {
    fn lang(&self) -> Lang {
        self.style.lang
    }
}

impl Answer {
    /// Something that could not be done: said on standard error.
    fn unusable(text: String) -> Self {
        Self { err: text + "\n", exit: UNUSABLE, ..Self::default() }
    }
}
