//! The bare forms: `mulu` alone, `mulu FILE…` for `mulu check FILE…`, and options before the command.

use std::collections::BTreeSet;
use std::ffi::OsString;

use clap::CommandFactory as _;

/// What was called.
pub(super) enum Call {
    /// Arguments with the program's name and a command in front.
    Command(Vec<OsString>),
    /// The same for `check`, which was not named; the first file.
    File(Vec<OsString>, String),
    /// Nothing at all.
    Nothing,
}

/// Puts the command first, `check` where none is named.
pub(super) fn complete(arguments: &[OsString]) -> Call {
    let program = OsString::from("mulu");
    let Some(position) = first_word(arguments) else {
        let asked = |argument: &OsString| matches!(argument.to_str(), Some("--help" | "-h" | "--version" | "-V"));
        let unknown = |argument: &OsString| !known_options().contains(argument.to_string_lossy().split('=').next().unwrap_or_default());
        return match arguments.iter().any(asked) || arguments.iter().any(unknown) {
            true => Call::Command([program].into_iter().chain(arguments.iter().cloned()).collect()),
            false => Call::Nothing,
        };
    };
    let word = &arguments[position];
    let rest = || arguments.iter().enumerate().filter(|(index, _)| *index != position).map(|(_, argument)| argument.clone());
    let name = word.to_str().unwrap_or_default();
    if name == "help" {
        // `mulu help check` and `mulu check --help` are the same.
        return Call::Command([program].into_iter().chain(rest()).chain([OsString::from("--help")]).collect());
    }
    if super::Arguments::command().get_subcommands().any(|command| command.get_name() == name) {
        return Call::Command([program, word.clone()].into_iter().chain(rest()).collect());
    }
    let all = [program, OsString::from("check")].into_iter().chain(arguments.iter().cloned()).collect();
    Call::File(all, word.to_string_lossy().into_owned())
}

/// Index of the first argument that is neither an option nor the value of one.
fn first_word(arguments: &[OsString]) -> Option<usize> {
    let takes_value = options(|argument| argument.get_action().takes_values());
    let mut is_value = false;
    for (index, argument) in arguments.iter().enumerate() {
        let text = argument.to_string_lossy();
        if std::mem::take(&mut is_value) {
            continue;
        }
        if text == "--" {
            return Some(index);
        }
        if !text.starts_with('-') || text == "-" {
            return Some(index);
        }
        is_value = takes_value.contains(text.as_ref());
    }
    None
}

fn known_options() -> BTreeSet<String> {
    // Options of the program itself, which mean something without a command.
    let command = super::Arguments::command();
    command.get_arguments().flat_map(spellings).chain(["zh", "en", "auto", "always", "never", "utf-8", "gbk"].map(str::to_owned)).collect()
}

/// `--option` and `-o` of every command.
fn options(wanted: fn(&clap::Arg) -> bool) -> BTreeSet<String> {
    let program = super::Arguments::command();
    let all = [&program].into_iter().chain(program.get_subcommands()).flat_map(clap::Command::get_arguments);
    all.filter(|argument| wanted(argument)).flat_map(spellings).collect()
}

fn spellings(argument: &clap::Arg) -> Vec<String> {
    let long = argument.get_long().map(|long| format!("--{long}"));
    let short = argument.get_short().map(|short| format!("-{short}"));
    long.into_iter().chain(short).collect()
}
