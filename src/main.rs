//! Arguments in, exit code out. The only file that reads the clock and the environment.

use std::io::{self, IsTerminal as _, Write as _};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::ToSpan as _;
use jiff::civil::Date;
use mulu::cli::{self, Said, Surroundings};

/// A fault of ours: neither the user's lists nor the way the program was called.
const INTERNAL_ERROR: u8 = 2;

fn main() -> ExitCode {
    panic::set_hook(Box::new(tell_fault));
    let surroundings = Surroundings {
        arguments: std::env::args_os().skip(1).collect(),
        today: today(),
        terminal: io::stdout().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb"),
        no_color: std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
    };
    let fault = Said { out: Vec::new(), err: Vec::new(), exit: INTERNAL_ERROR };
    let said = panic::catch_unwind(AssertUnwindSafe(|| cli::run(&surroundings))).unwrap_or(fault);
    let printed = io::stdout().write_all(&said.out).and_then(|()| io::stdout().flush());
    drop(io::stderr().write_all(&said.err));
    match printed {
        // Whoever closed the pipe does not want the rest; there is nobody left to tell.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let said = cli::not_printed(&surroundings, error);
            drop(io::stderr().write_all(&said.err));
            ExitCode::from(said.exit)
        }
        Ok(()) | Err(_) => ExitCode::from(said.exit),
    }
}

/// Today in China: disclosure deadlines follow Beijing time on any machine, so no time-zone database is needed.
fn today() -> Date {
    const BEIJING_SECONDS: u64 = 8 * 3600;
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()) + BEIJING_SECONDS;
    let days = i32::try_from(seconds / 86_400).unwrap_or(0);
    Date::constant(1970, 1, 1).checked_add(days.days()).unwrap_or(Date::MAX)
}

fn tell_fault(panic: &PanicHookInfo<'_>) {
    let message = panic.payload_as_str().unwrap_or_default();
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    let text = format!(
        "程序内部错误，您的文件没有被改动。请把下面这行报告给开发者。\ninternal error, please report this line:\nmulu {} {place}: {message}\n",
        env!("CARGO_PKG_VERSION")
    );
    drop(io::stderr().write_all(text.as_bytes()));
}
