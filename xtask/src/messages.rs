//! Diagnostics, for people and for editors.

use clap::ValueEnum;
use msgraph_generator::diagnostics::{
    Diagnostic, Diagnostics, Label, Lines, Renderer, Severity, Source,
};
use msgraph_generator::foreign;
use serde::Serialize;

/// How diagnostics are told.
#[derive(Clone, Copy, Default, ValueEnum)]
pub(crate) enum MessageFormat {
    /// For people: with an excerpt of the file; many of one code are cut short
    #[default]
    Human,
    /// For editors: one JSON object a line, all of them
    Json,
}

impl MessageFormat {
    /// All diagnostics, in a stable order.
    pub(crate) fn diagnostics(self, diagnostics: &Diagnostics, sources: &[Source]) -> String {
        match self {
            Self::Human => Renderer::coloured().render(diagnostics, sources),
            Self::Json => json(diagnostics, sources),
        }
    }

    /// An error that is about no place.
    pub(crate) fn error(self, message: &str) -> String {
        match self {
            Self::Human => format!("error: {message}\n"),
            Self::Json => text(&Line {
                severity: "error",
                code: None,
                message: message.trim_end(),
                hint: None,
                file: None,
                spans: Vec::new(),
            }),
        }
    }
}

/// A line of the JSON form.
#[derive(Serialize)]
struct Line<'a> {
    severity: &'static str,
    code: Option<&'static str>,
    message: &'a str,
    hint: Option<&'a str>,
    file: Option<&'a str>,
    /// The primary place first.
    spans: Vec<Span<'a>>,
}

/// A place, in the terms of rustc: bytes are counted from 0, lines and columns from 1, columns in characters;
/// the end is behind the last character.
#[derive(Serialize)]
struct Span<'a> {
    byte_start: u32,
    byte_end: u32,
    line_start: usize,
    column_start: usize,
    line_end: usize,
    column_end: usize,
    is_primary: bool,
    label: &'a str,
}

fn json(diagnostics: &Diagnostics, sources: &[Source]) -> String {
    let lines: Vec<_> = sources
        .iter()
        .map(|source| Lines::of(&source.text))
        .collect();
    let found = diagnostics.sorted().into_iter();
    found
        .map(|diagnostic| {
            let source = sources.get(diagnostic.source);
            let lines = lines.get(diagnostic.source);
            text(&line(diagnostic, source, lines))
        })
        .collect()
}

fn line<'a>(
    diagnostic: &'a Diagnostic,
    source: Option<&'a Source>,
    lines: Option<&Lines<'_>>,
) -> Line<'a> {
    let labels = diagnostic.labels.iter().enumerate();
    let spans = labels.filter_map(|(n, label)| Some(span(label, n == 0, lines?)));
    Line {
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        code: Some(diagnostic.code),
        message: &diagnostic.message,
        hint: diagnostic.hint.as_deref(),
        file: source.map(|source| source.name.as_str()),
        spans: spans.collect(),
    }
}

fn span<'a>(label: &'a Label, is_primary: bool, lines: &Lines<'_>) -> Span<'a> {
    let (line_start, column_start) = lines.place(label.span.start as usize);
    let (line_end, column_end) = lines.place(label.span.end as usize);
    Span {
        byte_start: label.span.start,
        byte_end: label.span.end,
        line_start,
        column_start,
        line_end,
        column_end,
        is_primary,
        label: &label.text,
    }
}

fn text(line: &Line<'_>) -> String {
    // Texts and numbers can always be written.
    let mut text = serde_json::to_string(line).unwrap_or_default();
    text.push('\n');
    foreign::json(&text)
}
