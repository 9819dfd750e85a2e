//! Why a command could not do what it was asked to.

use std::io;
use std::path::Path;

use msgraph_codegen::diagnostics::{Diagnostics, Renderer, Severity, Source};

use crate::paths;

/// Ends a command. Nothing has been written when it comes from reading or generating.
#[derive(Debug)]
pub(crate) struct Failure {
    /// 2: wrong usage or configuration; 3: the metadata cannot be used.
    pub(crate) exit_code: u8,
    /// What to tell, complete.
    pub(crate) message: String,
}

impl Failure {
    /// Wrong usage, configuration, or files that cannot be read or written.
    pub(crate) fn usage(message: impl AsRef<str>) -> Self {
        Self {
            exit_code: 2,
            message: format!("error: {}\n", message.as_ref()),
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
        let text = Renderer::coloured().render(diagnostics, sources);
        let count = paths::count(diagnostics.errors(), "error");
        Self {
            exit_code,
            message: format!("{text}{count}\n"),
        }
    }
}
