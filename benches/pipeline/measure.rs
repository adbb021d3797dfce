//! Runs a job in a process of its own, some times over, and takes its CPU time and peak memory as Linux counts them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use mulu::cli::{self, Surroundings};

use crate::floor;

/// Runs counted; the best of them is quoted, since everything else on the machine only makes a run slower.
const RUNS: usize = 5;

/// What a job costs.
pub(crate) struct Figure {
    /// From its start to its end, as its user waits.
    seconds: f64,
    /// Of all threads.
    cpu_seconds: f64,
    peak_mib: f64,
}

impl Figure {
    pub(crate) fn print(&self, name: &str, beside: Option<&Self>) {
        let ratio = beside.map(|other| format!("  {:.2} x the figure it stands beside", self.seconds / other.seconds)).unwrap_or_default();
        println!("{name}: {:.3} s, {:.3} s CPU, {:.0} MiB{ratio}", self.seconds, self.cpu_seconds, self.peak_mib);
    }
}

/// Median ratios of two jobs on one file: the time their user waits, and the time of all processors.
pub(crate) fn ratio(job: &str, floor: &str, path: &Path) -> (f64, f64) {
    ratio_of((job, path), (floor, path))
}

/// Median ratios of two jobs run in turn: a machine that slows down slows both.
pub(crate) fn ratio_of(one: (&str, &Path), other: (&str, &Path)) -> (f64, f64) {
    let pairs: Vec<(Figure, Figure)> = (0..2 * RUNS + 1).map(|_| (once(one.0, &[one.1]), once(other.0, &[other.1]))).collect();
    let median = |of: fn(&Figure) -> f64| {
        let mut ratios: Vec<f64> = pairs.iter().map(|(one, other)| of(one) / of(other)).collect();
        ratios.sort_by(f64::total_cmp);
        ratios[RUNS]
    };
    (median(|figure| figure.seconds), median(|figure| figure.cpu_seconds))
}

/// Runs a job in a fresh process, [`RUNS`] times.
pub(crate) fn measure(job: &str, paths: &[&Path]) -> Figure {
    let runs = (0..RUNS).map(|_| once(job, paths));
    runs.reduce(|best, run| Figure {
        seconds: best.seconds.min(run.seconds),
        cpu_seconds: best.cpu_seconds.min(run.cpu_seconds),
        peak_mib: best.peak_mib.max(run.peak_mib),
    })
    .expect("at least one run")
}

fn once(job: &str, paths: &[&Path]) -> Figure {
    let program = std::env::current_exe().expect("a running program has a path");
    let output = Command::new(program).arg(job).args(paths).output().expect("the bench can start itself");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut words =
        said.lines().last().unwrap_or_default().split(' ').map(|word| word.parse::<f64>().expect("the job prints three numbers"));
    let mut next = || words.next().expect("three numbers");
    Figure { seconds: next(), cpu_seconds: next(), peak_mib: next() }
}

/// Does one job in this process and prints what it cost: seconds, CPU seconds of all threads, peak memory in MiB.
pub(crate) fn run_job(job: &str, arguments: &[String]) {
    let paths: Vec<PathBuf> = arguments.iter().map(PathBuf::from).collect();
    let begun = std::time::Instant::now();
    match job {
        "job:floor-read" => assert!(floor::read(&paths[0]) > 0, "nothing was read"),
        "job:floor-write" => floor::rewrite(&paths[0], &paths[1]),
        "job:check" => program(&["check".as_ref(), paths[0].as_os_str()], 1),
        "job:build" => program(&["build".as_ref(), paths[0].as_os_str(), "-o".as_ref(), paths[1].as_os_str()], 0),
        other => unreachable!("no job {other}"),
    }
    println!("{} {} {}", begun.elapsed().as_secs_f64(), cpu_seconds(), peak_mib());
}

/// Runs the program as a user would. Nothing may be found worse than `most`, an exit code.
fn program(arguments: &[&std::ffi::OsStr], most: u8) {
    let surroundings = Surroundings {
        arguments: arguments.iter().map(|&argument| argument.to_owned()).collect(),
        today: jiff::civil::date(2020, 12, 11),
        terminal: false,
        no_color: true,
    };
    let said = cli::run(&surroundings);
    assert!(said.exit <= most, "the bench makes no such faults: {}", String::from_utf8_lossy(&said.out));
}

fn cpu_seconds() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    let nanoseconds = u32::try_from(time.tv_nsec).expect("less than a second");
    f64::from(u32::try_from(time.tv_sec).expect("a bench of less than a century")) + f64::from(nanoseconds) / 1e9
}

fn peak_mib() -> f64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux tells what a process uses");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a peak");
    line.trim().trim_end_matches(" kB").trim().parse::<f64>().expect("a number") / 1024.0
}
