//! Diagnostics, for people and for editors.

use std::collections::BTreeMap;

use clap::ValueEnum;
use msgraph_generator::diagnostics::{
    Diagnostic, Diagnostics, Label, Places, Renderer, Severity, Source, count,
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

    /// Of warnings about metadata only how many there are: it is the service's file. Editors are told all.
    pub(crate) fn in_brief(self, diagnostics: &Diagnostics, sources: &[Source]) -> String {
        if matches!(self, Self::Json) {
            return self.diagnostics(diagnostics, sources);
        }
        let metadata = sources.len().saturating_sub(1);
        let mut own = Diagnostics::new();
        let mut codes: BTreeMap<usize, BTreeMap<&str, usize>> = BTreeMap::new();
        for diagnostic in diagnostics.sorted() {
            if diagnostic.source < metadata {
                let codes = codes.entry(diagnostic.source).or_default();
                *codes.entry(diagnostic.code).or_default() += 1;
            } else {
                own.push(diagnostic.clone());
            }
        }
        let mut text = String::new();
        for (source, codes) in codes {
            let name = sources.get(source).map_or("", |source| &source.name);
            let all = count(codes.values().sum(), "warning");
            let codes: Vec<_> = codes
                .iter()
                .map(|(code, n)| format!("{n} {code}"))
                .collect();
            let codes = codes.join(", ");
            text.push_str(&foreign::lines(&format!(
                "{name}: {all} ({codes}); `--verbose` shows them\n"
            )));
        }
        text + &self.diagnostics(&own, sources)
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
    /// Where it is not in the file of the line.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
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
    let places: Vec<_> = sources.iter().map(Places::of).collect();
    let found = diagnostics.sorted().into_iter();
    found
        .map(|diagnostic| text(&line(diagnostic, places.get(diagnostic.source))))
        .collect()
}

fn line<'a>(diagnostic: &'a Diagnostic, places: Option<&Places<'a>>) -> Line<'a> {
    let labels = diagnostic.labels.iter().enumerate();
    let first = diagnostic
        .labels
        .first()
        .map_or(0, |label| label.span.start);
    let file = places.and_then(|places| Some(places.place(first as usize)?.0.name));
    let spans = labels.filter_map(|(n, label)| span(label, n == 0, places?, file));
    Line {
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        code: Some(diagnostic.code),
        message: &diagnostic.message,
        hint: diagnostic.hint.as_deref(),
        file,
        spans: spans.collect(),
    }
}

/// The places of a label. Its file is told where it is another than that of the first one.
fn span<'a>(
    label: &'a Label,
    is_primary: bool,
    places: &Places<'a>,
    first: Option<&str>,
) -> Option<Span<'a>> {
    let [start, end] = [label.span.start, label.span.end].map(|at| at as usize);
    let (file, line_start, column_start) = places.place(start)?;
    let (line_end, column_end) = places.place_in(file, end);
    let offset = |at: usize| u32::try_from(at.saturating_sub(file.start)).unwrap_or(u32::MAX);
    Some(Span {
        file: Some(file.name).filter(|name| first.is_some_and(|first| first != *name)),
        byte_start: offset(start),
        byte_end: offset(end),
        line_start,
        column_start,
        line_end,
        column_end,
        is_primary,
        label: &label.text,
    })
}

fn text(line: &Line<'_>) -> String {
    // Texts and numbers can always be written.
    let mut text = serde_json::to_string(line).unwrap_or_default();
    text.push('\n');
    foreign::json(&text)
}
