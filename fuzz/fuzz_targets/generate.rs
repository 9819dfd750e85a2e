//! Generating: diagnostics or Rust, whatever the metadata.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| msgraph_fuzz::metadata::generate(bytes));
