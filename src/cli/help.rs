//! Help in the language asked for. Every text is written `中文 || English` where its option is declared; clap's own English
//! words stand in templates of ours instead.

use std::ffi::OsString;

use clap::{Arg, ArgAction, Command, CommandFactory as _};

use crate::words::{Lang, say};

/// Stands between the two languages of one text.
const OR: &str = " || ";

/// Words for values in usage lines: Chinese where they are declared, and in English.
static OPERANDS: &[(&str, &str)] = &[
    ("规则", "RULE"),
    ("规则组", "PROFILE"),
    ("文件夹", "FOLDER"),
    ("办法", "POLICY"),
    ("名称", "NAME"),
    ("日期", "DATE"),
    ("项目", "PROJECT"),
    ("乡镇", "TOWN"),
    ("部分", "PART"),
    ("形式", "FORM"),
    ("文件", "FILE"),
    ("清单", "LIST"),
    ("路径", "PATH"),
];

/// The part of a text in one language.
pub(super) fn pick(text: &str, lang: Lang) -> &str {
    match (text.split_once(OR), lang) {
        (Some((zh, _)), Lang::Zh) => zh,
        (Some((_, en)), Lang::En) => en,
        (None, Lang::Zh | Lang::En) => text,
    }
}

/// The language asked for, also when the arguments cannot be parsed.
#[must_use]
pub fn language(arguments: &[OsString]) -> Lang {
    let pairs = arguments.iter().zip(arguments.iter().skip(1));
    let separate = pairs.into_iter().any(|(option, value)| option == "--lang" && value == "en");
    if separate || arguments.iter().any(|argument| argument == "--lang=en") { Lang::En } else { Lang::Zh }
}

/// What `mulu` alone prints.
pub(super) fn welcome(lang: Lang) -> String {
    let words = say!(
        "mulu 把各部门、各乡镇的清单编成基层政务公开标准目录。\n\
         检查一个文件：mulu 清单.xlsx（也可以把文件拖到程序图标上）\n\
         检查一个项目：mulu check 项目文件夹\n\
         生成标准目录：mulu build 项目文件夹\n\
         新建一个项目：mulu init 项目文件夹　　全部命令：mulu --help\n",
        "mulu compiles disclosure lists into standard catalogs (基层政务公开标准目录).\n\
         check one file:      mulu list.xlsx (or drop the file on the program)\n\
         check a project:     mulu check PROJECT\n\
         write the catalogs:  mulu build PROJECT\n\
         start a project:     mulu init PROJECT      all commands: mulu --help\n"
    );
    words.in_lang(lang).to_owned()
}

/// The whole command line in one language.
#[must_use]
pub fn command(lang: Lang) -> Command {
    let names: Vec<String> = super::Arguments::command().get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .global(true)
        .display_order(901)
        .help("显示帮助 || prints this help");
    let version =
        Arg::new("version").short('V').long("version").action(ArgAction::Version).display_order(901).help("显示版本 || prints the version");
    let mut program = super::Arguments::command().arg(help).arg(version).term_width(0);
    program = localized(program, lang, "mulu");
    for name in names {
        let bin_name = format!("mulu {name}");
        program = program.mut_subcommand(&name, |command| localized(command, lang, &bin_name));
    }
    program
}

/// Help of a command as `--help` prints it.
#[must_use]
pub fn page(lang: Lang, name: Option<&str>) -> String {
    let arguments: Vec<&str> = ["mulu"].into_iter().chain(name).chain(["--help"]).collect();
    match command(lang).try_get_matches_from(arguments) {
        Ok(_) => unreachable!("--help ends the parsing"),
        Err(help) => help.to_string(),
    }
}

fn localized(command: Command, lang: Lang, bin_name: &str) -> Command {
    let about = command.get_about().map(|about| pick(&about.to_string(), lang).to_owned()).unwrap_or_default();
    let after = command.get_after_help().map(|after| pick(&after.to_string(), lang).to_owned());
    let has = |positional: bool| command.get_arguments().any(|argument| argument.is_positional() == positional);
    let (usage, commands, operands, options) = match lang {
        Lang::Zh => ("用法：", "命令：", "参数：", "选项："),
        Lang::En => ("usage: ", "commands:", "arguments:", "options:"),
    };
    let mut template = format!("{{about}}\n\n{usage}{{usage}}\n");
    if command.has_subcommands() {
        template += &format!("\n{commands}\n{{subcommands}}\n");
    }
    if has(true) {
        template += &format!("\n{operands}\n{{positionals}}\n");
    }
    if has(false) {
        template += &format!("\n{options}\n{{options}}\n");
    }
    let command = command.mut_args(|argument| localized_argument(argument, lang));
    let shown = usage_line(&command, lang, bin_name);
    let command = command.about(about).help_template(template + "{after-help}").override_usage(shown);
    match after {
        Some(after) => command.after_help(format!("{after}\n")),
        None => command,
    }
}

fn localized_argument(argument: Arg, lang: Lang) -> Arg {
    let help = argument.get_help().map(|help| pick(&help.to_string(), lang).to_owned()).unwrap_or_default();
    let name = operand(&argument);
    let argument = argument.help(help);
    match (lang, OPERANDS.iter().find(|(zh, _)| *zh == name)) {
        (Lang::En, Some((_, en))) => argument.value_name(*en),
        (Lang::Zh, _) | (Lang::En, None) => argument,
    }
}

/// What stands for the value of an argument; empty for switches.
fn operand(argument: &Arg) -> String {
    argument.get_value_names().and_then(|names| names.first()).map(ToString::to_string).unwrap_or_default()
}

/// `mulu check [选项] [路径]…`.
fn usage_line(command: &Command, lang: Lang, bin_name: &str) -> String {
    let mut words = vec![bin_name.to_owned()];
    let optional = |word: &str| format!("[{word}]");
    words.push(optional(say!("选项", "options").in_lang(lang)));
    for argument in command.get_positionals() {
        let name = operand(argument);
        let many = if matches!(argument.get_action(), ArgAction::Append) { "…" } else { "" };
        words.push(if argument.is_required_set() { format!("<{name}>{many}") } else { format!("[{name}]{many}") });
    }
    if command.has_subcommands() {
        words.push(format!("<{}>", say!("命令", "command").in_lang(lang)));
    }
    words.join(" ")
}
