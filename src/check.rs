//! Runs the rules and silences what the office allows.
