//! Why a command could not do what it was asked to.

use std::io;
use std::path::Path;

use msgraph_generator::diagnostics::{Diagnostic, Diagnostics, Severity, Source, count};

use crate::messages::MessageFormat;
use crate::paths;

/// Ends a command. Nothing has been written when it comes from reading or generating.
#[derive(Debug)]
pub(crate) struct Failure {
    /// 2: wrong usage or configuration; 3: the metadata cannot be used.
    pub(crate) exit_code: u8,
    pub(crate) reason: Reason,
}

/// What to tell.
#[derive(Debug)]
pub(crate) enum Reason {
    Message(String),
    Diagnostics(Diagnostics, Vec<Source>),
}

impl Failure {
    /// Wrong usage, configuration, or files that cannot be read or written.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self {
            exit_code: 2,
            reason: Reason::Message(message.into()),
        }
    }

    /// A file or folder does not let itself be used: `cannot read a/b: it does not exist`.
    pub(crate) fn io(verb: &str, path: &Path, error: &io::Error) -> Self {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => "it does not exist".to_owned(),
            io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
            _ => error.to_string(),
        };
        Self::usage(format!("cannot {verb} {}: {reason}", paths::shown(path)))
    }

    /// Errors in the inputs. Of the sources the last one is the configuration, the others are metadata.
    pub(crate) fn diagnostics(diagnostics: &Diagnostics, sources: &[Source]) -> Self {
        let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error);
        let exit_code = match errors.map(|error| error.source).min() {
            Some(first) if first + 1 < sources.len() => 3,
            _ => 2,
        };
        Self {
            exit_code,
            reason: Reason::Diagnostics(diagnostics.clone(), sources.to_vec()),
        }
    }

    /// Errors in a file without which nothing can be done.
    pub(crate) fn unusable(diagnostics: Diagnostics, source: Source) -> Self {
        Self {
            exit_code: 3,
            reason: Reason::Diagnostics(diagnostics, vec![source]),
        }
    }

    /// What to tell, complete.
    pub(crate) fn text(&self, format: MessageFormat) -> String {
        let (diagnostics, sources) = match &self.reason {
            Reason::Message(message) => return format.error(message),
            Reason::Diagnostics(diagnostics, sources) => (diagnostics, sources),
        };
        let mut text = format.diagnostics(diagnostics, sources);
        if matches!(format, MessageFormat::Human) {
            text.push_str(&count(diagnostics.errors(), "error"));
            let sorted = diagnostics.sorted();
            let mut errors = sorted.iter().filter(|d| d.severity == Severity::Error);
            if let Some(Diagnostic { code, .. }) = errors.next() {
                text.push_str("; the command `explain ");
                text.push_str(code);
                text.push_str("` tells more");
            }
            text.push('\n');
        }
        text
    }
}
