//! Reading OpenAPI: diagnostics or a schema, whatever the bytes.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| msgraph_fuzz::metadata::read_openapi(bytes));
