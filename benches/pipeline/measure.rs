//! Runs a job in a process of its own, some times over, and takes its CPU time and peak memory as Linux counts them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::floor;

/// Runs counted; the best of them is quoted, since everything else on the machine only makes a run slower.
const RUNS: usize = 5;

/// What a job costs.
pub(crate) struct Figure {
    cpu_seconds: f64,
    peak_mib: f64,
}

impl Figure {
    pub(crate) fn print(&self, name: &str, beside: Option<&Self>) {
        let ratio =
            beside.map(|other| format!("  {:.2} x the figure it stands beside", self.cpu_seconds / other.cpu_seconds)).unwrap_or_default();
        println!("{name}: {:.3} s CPU, {:.0} MiB{ratio}", self.cpu_seconds, self.peak_mib);
    }
}

/// Runs a job in a fresh process, [`RUNS`] times.
pub(crate) fn measure(job: &str, paths: &[&Path]) -> Figure {
    let mut best = Figure { cpu_seconds: f64::MAX, peak_mib: 0.0 };
    for _ in 0..RUNS {
        let output = Command::new(std::env::current_exe().expect("a running program has a path"))
            .arg(job)
            .args(paths)
            .output()
            .expect("the bench can start itself");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut words =
            said.lines().last().unwrap_or_default().split(' ').map(|word| word.parse::<f64>().expect("the job prints two numbers"));
        let (cpu, peak) = (words.next().expect("seconds"), words.next().expect("MiB"));
        best = Figure { cpu_seconds: best.cpu_seconds.min(cpu), peak_mib: best.peak_mib.max(peak) };
    }
    best
}

/// Does one job in this process and prints what it cost: CPU seconds of all threads, peak memory in MiB.
pub(crate) fn run_job(job: &str, arguments: &[String]) {
    let paths: Vec<PathBuf> = arguments.iter().map(PathBuf::from).collect();
    match job {
        "job:floor-read" => assert!(floor::read(&paths[0]) > 0, "nothing was read"),
        "job:floor-write" => floor::rewrite(&paths[0], &paths[1]),
        "job:check" => check(&paths[0]),
        "job:build" => build(&paths[0], &paths[1]),
        other => unreachable!("no job {other}"),
    }
    println!("{} {}", cpu_seconds(), peak_mib());
}

fn settings() -> mulu::Settings {
    let today = jiff::civil::date(2020, 12, 11);
    mulu::Settings { as_of: None, today, failing: mulu::rule::Severity::Error }
}

fn check(path: &Path) {
    let checked = mulu::check(&[path.to_owned()], &settings()).unwrap_or_else(|trouble| unreachable!("{trouble:?}"));
    assert!(
        checked.report.accepted(),
        "the bench makes no faults: {}",
        mulu::report::concise::print(&checked.report, mulu::report::Style::PLAIN)
    );
}

fn build(root: &Path, out: &Path) {
    let choice = mulu::BuildChoice { towns: Vec::new(), only: Vec::new(), state: mulu::emit::State::Final, jobs: None };
    let built = mulu::build(root, out, &choice, &settings()).unwrap_or_else(|trouble| unreachable!("{trouble:?}"));
    let report = mulu::report::concise::print(&built.checked.report, mulu::report::Style::PLAIN);
    assert!(built.written.is_some(), "the bench makes no faults: {report}");
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
