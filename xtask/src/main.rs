//! The command `msgraph-codegen`, in this repository also `cargo xtask`: reads files, calls the generator,
//! writes files.

mod args;
mod cargo;
mod cli;
mod commands;
mod console;
mod diff;
mod drift;
mod examples;
mod failure;
mod fetch;
mod files;
mod manifest;
mod messages;
mod metadata;
mod origin;
mod paths;
mod presets;
mod progress;
mod project;
mod renewal;
mod sources;
mod summary;
mod transaction;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run(std::env::args_os(), &mut console::Console::standard())
}
