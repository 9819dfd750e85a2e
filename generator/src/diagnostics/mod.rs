//! What is wrong with an input, where, and what to do about it.
//!
//! Every stage pushes [`Diagnostic`]s into a [`Diagnostics`]; at the edge a [`Renderer`] turns them
//! into text. [`Code`] explains each.
//!
//! ```
//! use msgraph_generator::diagnostics::{Diagnostic, Diagnostics, Renderer, Source, Span};
//!
//! let source = Source::new("api.csdl", "<Edmx/>");
//! let mut diagnostics = Diagnostics::default();
//! diagnostics.push(
//!     Diagnostic::error("E0106", "the root element is `Edmx` of no namespace")
//!         .at(Span { start: 1, end: 5 }, "here")
//!         .hint("declare the namespace of OData"),
//! );
//! let text = Renderer::plain().render(&diagnostics, &[source]);
//! assert!(text.contains("error[E0106]") && text.contains("api.csdl:1:2"));
//! ```

mod codes;
mod collector;
mod count;
mod lines;
mod near;
mod render;
mod source;

pub use codes::Code;
pub use collector::Diagnostics;
pub use count::count;
pub use lines::Lines;
pub(crate) use near::did_you_mean;
pub use near::nearest;
pub use render::{Renderer, line_column};
pub use source::{File, Places, Source};

/// A range of bytes in an input.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing can be generated.
    Error,
    /// Odd, but it could be read.
    Warning,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Which input it is about: an index into the sources given to the [`Renderer`].
    pub source: usize,
    /// The places, the primary one first. None: it is about the input as a whole.
    pub labels: Vec<Label>,
    /// How bad it is.
    pub severity: Severity,
    /// The stable code: that of a [`Code`].
    pub code: &'static str,
    /// What was found, in one sentence.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// A place and what is to be seen there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is to be seen there; may be empty.
    pub text: String,
}

impl Diagnostic {
    /// Something that must be put right.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message.into())
    }

    /// Something odd.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message.into())
    }

    fn new(severity: Severity, code: &'static str, message: String) -> Self {
        Self {
            source: 0,
            labels: Vec::new(),
            severity,
            code,
            message,
            hint: None,
        }
    }

    /// Where it is. The first call names the primary place.
    #[must_use]
    pub fn at(mut self, span: Span, label: impl Into<String>) -> Self {
        let text = label.into();
        self.labels.push(Label { span, text });
        self
    }

    /// Another place that has to do with it.
    #[must_use]
    pub fn and(self, span: Span, label: impl Into<String>) -> Self {
        self.at(span, label)
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What to do about it, if that is known.
    #[must_use]
    pub fn hint_if(mut self, hint: Option<String>) -> Self {
        self.hint = hint.or(self.hint);
        self
    }

    /// Which input it is about; without this call the first one.
    #[must_use]
    pub fn in_source(mut self, source: usize) -> Self {
        self.source = source;
        self
    }
}
