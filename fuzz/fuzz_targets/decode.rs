//! Decoding: an error or a value, whatever the bytes.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| msgraph_fuzz::decode::decode(bytes));
