//! `mulu completions`: the script that lets a shell complete commands and options.

use clap_complete::Shell;

use super::{Answer, Told, help};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "SHELL", hide_possible_values = true)]
    #[arg(help = "bash、zsh、fish、powershell 或 elvish || bash, zsh, fish, powershell or elvish")]
    shell: Shell,
}

pub(super) fn run(arguments: &Arguments, told: &Told) -> Answer {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut help::command(told.lang()), "mulu", &mut script);
    Answer { out: String::from_utf8_lossy(&script).into_owned(), ..Answer::default() }
}
