//! Diagnostics as text, the way rustc shows them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Snippet};

use crate::foreign;

use super::{Diagnostic, Diagnostics, Label, Severity, Source, Span};

/// How many warnings of one code are shown in full.
const WARNINGS_PER_CODE: usize = 2;
/// How many errors of one code are shown in full.
const ERRORS_PER_CODE: usize = 50;
/// How many bytes of a message or hint are shown; names in it may be of any length.
const MESSAGE: usize = 400;
/// How many places of a diagnostic are shown.
const LABELS: usize = 20;
/// How many bytes of a line are shown on each side of a label.
const CONTEXT: usize = 120;

/// Turns diagnostics into text.
#[derive(Debug, Clone)]
pub struct Renderer {
    inner: annotate_snippets::Renderer,
}

impl Renderer {
    /// Plain text, for files and logs.
    pub fn plain() -> Self {
        let inner = annotate_snippets::Renderer::plain();
        Self { inner }
    }

    /// With ANSI colours, for terminals.
    pub fn coloured() -> Self {
        let inner = annotate_snippets::Renderer::styled();
        Self { inner }
    }

    /// All diagnostics in a stable order. Of those of one code only the first ones are shown in full, of
    /// warnings fewer than of errors; a line tells how many more there are.
    pub fn render(&self, diagnostics: &Diagnostics, sources: &[Source]) -> String {
        let mut text = String::new();
        let mut left_out: BTreeMap<&str, usize> = BTreeMap::new();
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for diagnostic in diagnostics.sorted() {
            let shown = match diagnostic.severity {
                Severity::Error => ERRORS_PER_CODE,
                Severity::Warning => WARNINGS_PER_CODE,
            };
            let count = seen.entry(diagnostic.code).or_default();
            *count += 1;
            if *count > shown {
                *left_out.entry(diagnostic.code).or_default() += 1;
                continue;
            }
            text.push_str(&self.render_one(diagnostic, sources));
            text.push_str("\n\n");
        }
        for (code, more) in left_out {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "… and {more} more of {code}");
        }
        text
    }

    /// One diagnostic.
    pub fn render_one(&self, diagnostic: &Diagnostic, sources: &[Source]) -> String {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level
            .primary_title(shortened(&diagnostic.message))
            .id(diagnostic.code);
        let mut group = Group::with_title(title);
        if let Some(source) = sources.get(diagnostic.source) {
            for (origin, excerpt) in excerpts(diagnostic, source) {
                if let Some(origin) = origin {
                    group = group.element(origin);
                }
                group = group.element(excerpt);
            }
            if diagnostic.labels.is_empty() {
                group = group.element(Origin::path(source.name.as_str()));
            }
        }
        if let Some(hint) = &diagnostic.hint {
            group = group.element(Level::HELP.message(shortened(hint)));
        }
        foreign::styled(&self.inner.render(&[group]))
    }
}

/// A part of the input. It tells where it is from itself, unless its line does not start with it:
/// then its columns are not those of the input, and the place comes first.
type Excerpt<'a> = (
    Option<Origin<'a>>,
    Snippet<'a, annotate_snippets::Annotation<'a>>,
);

/// A label and how it is underlined.
type Marker<'a> = (AnnotationKind, &'a Label);

/// One excerpt for each line that has labels, in the order of the labels.
fn excerpts<'a>(diagnostic: &'a Diagnostic, source: &'a Source) -> Vec<Excerpt<'a>> {
    let mut lines: Vec<(Range<usize>, Vec<Marker<'_>>)> = Vec::new();
    for (n, label) in diagnostic.labels.iter().take(LABELS).enumerate() {
        let window = window(source, label.span);
        let kind = match n {
            0 => AnnotationKind::Primary,
            _ => AnnotationKind::Context,
        };
        match lines.iter_mut().find(|(range, _)| *range == window) {
            Some((_, labels)) => labels.push((kind, label)),
            None => lines.push((window, vec![(kind, label)])),
        }
    }
    lines
        .into_iter()
        .map(|(window, labels)| excerpt(source, window, &labels))
        .collect()
}

fn excerpt<'a>(source: &'a Source, window: Range<usize>, labels: &[Marker<'a>]) -> Excerpt<'a> {
    let first = labels.first().map_or(window.start, |(_, label)| {
        char_boundary(&source.text, label.span.start as usize)
    });
    let file = source.file_at(first);
    let (line, column) = line_column(file.text, first.saturating_sub(file.start));
    let shown = source.text.get(window.clone()).unwrap_or_default();
    let mut snippet = Snippet::source(shown).line_start(line);
    let before = source.text.get(..window.start).unwrap_or_default();
    let starts_line = window.start == file.start || before.ends_with('\n');
    let origin = if starts_line {
        snippet = snippet.path(file.name);
        None
    } else {
        let origin = Origin::path(file.name);
        Some(origin.line(line).char_column(column))
    };
    for &(kind, label) in labels {
        let within = |offset: u32| {
            let offset = char_boundary(&source.text, offset as usize);
            offset.clamp(window.start, window.end) - window.start
        };
        let span = within(label.span.start)..within(label.span.end);
        let mut annotation = kind.span(span);
        if !label.text.is_empty() {
            annotation = annotation.label(shortened(&label.text));
        }
        snippet = snippet.annotation(annotation);
    }
    (origin, snippet)
}

/// The text as one line, without its middle where it is very long.
fn shortened(text: &str) -> String {
    let text = &*foreign::line(text);
    if text.len() <= MESSAGE {
        return text.to_owned();
    }
    let head = text.get(..char_boundary(text, MESSAGE / 2));
    let tail = text.get(char_boundary(text, text.len() - MESSAGE / 2)..);
    format!("{}…{}", head.unwrap_or_default(), tail.unwrap_or_default())
}

/// The line in which a span starts, cut where it is very long. Files of one input end their last lines.
fn window(source: &Source, span: Span) -> Range<usize> {
    let text = &*source.text;
    let start = char_boundary(text, span.start as usize);
    let end = char_boundary(text, span.end as usize).max(start);
    let file = source.file_at(start);
    let file_end = file.start + file.text.len();
    let before = text.get(file.start..start).unwrap_or_default();
    let after = text.get(start..file_end).unwrap_or_default();
    let line_start = before
        .rfind('\n')
        .map_or(file.start, |at| file.start + at + 1);
    let line_end = after.find(['\n', '\r']).map_or(file_end, |at| start + at);
    if line_end - line_start <= 2 * CONTEXT {
        return line_start..line_end;
    }
    let from = char_boundary(text, start.saturating_sub(CONTEXT)).max(line_start);
    let to = char_boundary(text, end.min(start + CONTEXT) + CONTEXT).min(line_end);
    from..to
}

/// The last character boundary at or before an offset.
pub(super) fn char_boundary(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

/// The line and the column, in characters and from 1, of a byte offset.
///
/// ```
/// use msgraph_generator::diagnostics::line_column;
/// assert_eq!(line_column("ab\ncafé!", 8), (2, 5));
/// ```
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..char_boundary(text, offset)).unwrap_or_default();
    let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before.get(start..).unwrap_or_default().chars().count() + 1;
    (line, column)
}

#[cfg(test)]
mod tests;
