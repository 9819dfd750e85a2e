//! Where results and complaints go.

use std::io::{self, ErrorKind, IsTerminal, Write};

use anstream::adapter::strip_str;
use anstream::stream::{AsLockedWrite, RawStream};
use anstream::{AutoStream, ColorChoice};
use msgraph_generator::diagnostics::{Diagnostics, Source};
use msgraph_generator::foreign;

use crate::failure::Failure;
use crate::messages::MessageFormat;

/// The two streams of a command: results, and what is said about them.
///
/// Colours reach terminals only, and no terminal if `NO_COLOR` is set. A reader that has gone away (`| head`) is not an error: what it has not
/// read is dropped, and the command ends as it would have.
pub(crate) struct Console {
    results: Output,
    reports: Output,
    /// Complaints that come after the results.
    later: String,
    is_terminal: bool,
    pub(crate) message_format: MessageFormat,
    /// All warnings are told, and not only how many there are.
    pub(crate) is_verbose: bool,
}

/// A stream, and whether colours reach it.
struct Output {
    stream: Box<dyn Write>,
    has_styles: bool,
}

impl Output {
    fn to<S: RawStream + AsLockedWrite + 'static>(stream: S) -> Self {
        let stream = AutoStream::auto(stream);
        Self {
            has_styles: stream.current_choice() != ColorChoice::Never,
            stream: Box::new(stream),
        }
    }

    fn silent() -> Self {
        Self {
            stream: Box::new(io::sink()),
            has_styles: false,
        }
    }

    /// What is around a style that is taken out must not become a command.
    fn write_styled(&mut self, text: &str) -> io::Result<()> {
        let text = if self.has_styles {
            foreign::styled(text)
        } else {
            foreign::lines(&strip_str(text).to_string())
        };
        self.stream.write_all(text.as_bytes())
    }
}

impl Console {
    /// The standard output and the standard error.
    pub(crate) fn standard() -> Self {
        Self {
            results: Output::to(io::stdout()),
            reports: Output::to(io::stderr()),
            later: String::new(),
            is_terminal: io::stdout().is_terminal(),
            message_format: MessageFormat::default(),
            is_verbose: false,
        }
    }

    /// Nobody listens.
    pub(crate) fn silent() -> Self {
        Self {
            results: Output::silent(),
            reports: Output::silent(),
            later: String::new(),
            is_terminal: false,
            message_format: MessageFormat::default(),
            is_verbose: false,
        }
    }

    /// Do results go to a person?
    pub(crate) fn is_terminal(&self) -> bool {
        self.is_terminal
    }

    /// Writes a result in words.
    pub(crate) fn print(&mut self, text: &str) -> Result<(), Failure> {
        self.print_document(&foreign::lines(text))
    }

    /// Writes a result in words and colours.
    pub(crate) fn print_styled(&mut self, text: &str) -> Result<(), Failure> {
        unless_gone(self.results.write_styled(text))
    }

    /// Writes a result in a form of its own, in which foreign text is harmless already.
    pub(crate) fn print_document(&mut self, text: &str) -> Result<(), Failure> {
        unless_gone(self.results.stream.write_all(text.as_bytes()))
    }

    /// Writes a complaint in words. If that fails there is nowhere to say so.
    pub(crate) fn report(&mut self, text: &str) {
        self.report_message(&foreign::lines(text));
    }

    /// Tells of what was found in the inputs, after the results. The last of them is the configuration.
    pub(crate) fn diagnose(&mut self, diagnostics: &Diagnostics, sources: &[Source]) {
        let text = if self.is_verbose {
            self.message_format.diagnostics(diagnostics, sources)
        } else {
            self.message_format.in_brief(diagnostics, sources)
        };
        if !self.later.contains(&text) {
            self.later.push_str(&text);
        }
    }

    /// Tells what has come together for the end.
    pub(crate) fn tell_later(&mut self) {
        let text = std::mem::take(&mut self.later);
        self.report_message(&text);
    }

    /// Tells why the command could not do what it was asked to.
    pub(crate) fn fail(&mut self, failure: &Failure) {
        self.report_message(&failure.text(self.message_format));
    }

    /// JSON comes through as it is: no line of it is a command, nor does it have styles.
    pub(crate) fn report_message(&mut self, text: &str) {
        let _ = self.reports.write_styled(text);
        let _ = self.reports.stream.flush();
    }

    /// Sees to it that all results have been written.
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        unless_gone(self.results.stream.flush())
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
