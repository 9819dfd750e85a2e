//! Notifications: an answer, whatever the bytes, and nothing is believed.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| msgraph_fuzz::notifications::receive(bytes));
