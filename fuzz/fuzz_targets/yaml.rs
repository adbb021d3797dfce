//! Hands bytes to the body of the same name.
#![no_main]

#[path = "../bodies.rs"]
#[allow(dead_code, reason = "one body a target")]
mod bodies;

libfuzzer_sys::fuzz_target!(|data: &[u8]| bodies::yaml(data));
