//! Where results and complaints go.

use std::io::{self, ErrorKind, IsTerminal, Write};

use anstream::AutoStream;
use msgraph_codegen::diagnostics::{Diagnostics, Source};

use crate::failure::Failure;
use crate::messages::MessageFormat;

/// The two streams of a command: results, and what is said about them.
///
/// Colours reach terminals only, and no terminal if `NO_COLOR` is set. A reader that has gone away (`| head`) is not an error: what it has not
/// read is dropped, and the command ends as it would have.
pub(crate) struct Console {
    results: Box<dyn Write>,
    reports: Box<dyn Write>,
    is_terminal: bool,
    pub(crate) message_format: MessageFormat,
}

impl Console {
    /// The standard output and the standard error.
    pub(crate) fn standard() -> Self {
        Self {
            results: Box::new(AutoStream::auto(io::stdout())),
            reports: Box::new(AutoStream::auto(io::stderr())),
            is_terminal: io::stdout().is_terminal(),
            message_format: MessageFormat::default(),
        }
    }

    /// Nobody listens.
    pub(crate) fn silent() -> Self {
        Self {
            results: Box::new(io::sink()),
            reports: Box::new(io::sink()),
            is_terminal: false,
            message_format: MessageFormat::default(),
        }
    }

    /// Do results go to a person?
    pub(crate) fn is_terminal(&self) -> bool {
        self.is_terminal
    }

    /// Writes a result.
    pub(crate) fn print(&mut self, text: &str) -> Result<(), Failure> {
        unless_gone(self.results.write_all(text.as_bytes()))
    }

    /// Writes a complaint. If that fails there is nowhere to say so.
    pub(crate) fn report(&mut self, text: &str) {
        let _ = self.reports.write_all(text.as_bytes());
        let _ = self.reports.flush();
    }

    /// Tells of what was found in the inputs.
    pub(crate) fn diagnose(&mut self, diagnostics: &Diagnostics, sources: &[Source]) {
        self.report(&self.message_format.diagnostics(diagnostics, sources));
    }

    /// Tells why the command could not do what it was asked to.
    pub(crate) fn fail(&mut self, failure: &Failure) {
        self.report(&failure.text(self.message_format));
    }

    /// Sees to it that all results have been written.
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        unless_gone(self.results.flush())
    }
}

fn unless_gone(written: io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::usage(format!(
            "cannot write to the standard output: {error}"
        ))),
        _ => Ok(()),
    }
}
