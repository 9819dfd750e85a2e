//! For a terminal.

use std::fmt::Write as _;

use super::Comparison;
use super::header::header;
use super::outline::{
    DECLARATION, NAME, NAMED_PLACES, PROSE, SHOWN_ITEMS, SHOWN_PLACES, counts, declarations,
    is_folded, items, places, sections,
};
use super::wording::{self, shortened};
use crate::diagnostics::count;
use crate::drift::{Finding, Occurrence, Report, RustChange, Section, SurfaceLine};
use crate::foreign;

/// With ANSI colours or without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// For terminals.
    Ansi,
    /// For files.
    Plain,
}

const BOLD: &str = "\u{1b}[1m";
const RED: &str = "\u{1b}[31m";
const GREEN: &str = "\u{1b}[32m";
const DIM: &str = "\u{1b}[2m";

/// All comparisons as plain text.
///
/// ```
/// use msgraph_generator::drift::report::{Colour, text};
///
/// assert_eq!(text(&[], Colour::Plain), "Nothing changed.\n");
/// ```
pub fn text(comparisons: &[Comparison], colour: Colour) -> String {
    let mut page = Page {
        text: String::new(),
        colour,
    };
    page.line(BOLD, &wording::verdict(comparisons));
    for comparison in comparisons {
        page.comparison(comparison, comparisons.len() > 1);
    }
    match colour {
        Colour::Plain => foreign::lines(&page.text),
        Colour::Ansi => foreign::styled(&page.text),
    }
}

struct Page {
    text: String,
    colour: Colour,
}

impl Page {
    fn line(&mut self, style: &str, line: &str) {
        // Writing to a string cannot fail.
        let _ = match self.colour {
            Colour::Ansi if !style.is_empty() => writeln!(self.text, "{style}{line}\u{1b}[0m"),
            _ => writeln!(self.text, "{line}"),
        };
    }

    fn heading(&mut self, title: &str) {
        self.text.push('\n');
        self.line(BOLD, title);
    }

    fn comparison(&mut self, comparison: &Comparison, is_titled: bool) {
        let Comparison { title, report, .. } = comparison;
        if is_titled {
            self.heading(&format!("== {} ==", shortened(title, NAME)));
        }
        for (name, fact) in header(comparison) {
            self.line("", &format!("  {name:7}  {}", shortened(&fact, PROSE)));
        }
        for (section, findings) in sections(report) {
            let (title, meaning) = wording::section(section);
            self.heading(&format!("{} ({})", title.to_uppercase(), findings.len()));
            self.line(DIM, meaning);
            if is_folded(section) {
                self.folded(findings);
                continue;
            }
            for finding in findings {
                self.text.push('\n');
                self.finding(finding);
            }
        }
        self.elsewhere(report);
        self.suppressed(report);
        self.ignored(report);
        self.inputs(report);
    }

    fn finding(&mut self, finding: &Finding) {
        let style = match finding.section {
            Section::WireBreaks | Section::SourceBreaks => RED,
            _ => BOLD,
        };
        let rule = finding.rule;
        self.line(
            style,
            &format!("{} {}  {}", rule.id, rule.name, title(finding)),
        );
        self.line("", &format!("  {}", wording::happened(finding)));
        let wire = wording::wire(finding.wire);
        let source = wording::source(finding.source);
        let version = wording::version(finding.bump).map(|version| format!(" ({version})"));
        let version = version.unwrap_or_default();
        self.line("", &format!("  wire: {wire}   source: {source}{version}"));
        self.prose(finding);
        let places = places(finding);
        for occurrence in places.iter().take(SHOWN_PLACES) {
            self.declarations(occurrence, places.len() > 1);
        }
        self.further(places.get(SHOWN_PLACES..).unwrap_or_default());
        let items = items(finding);
        for item in items.iter().take(SHOWN_ITEMS) {
            self.item(item);
        }
        if let Some(more) = items.len().checked_sub(SHOWN_ITEMS).filter(|n| *n > 0) {
            self.line(
                "",
                &format!("  … and {} of the crate", count(more, "more item")),
            );
        }
        self.line("", &format!("  to do: {}", finding.advice()));
        self.line(DIM, &format!("  fingerprint {}", finding.fingerprint));
    }

    fn prose(&mut self, finding: &Finding) {
        if let Some(note) = &finding.note {
            self.line("", &format!("  {}", shortened(note, PROSE)));
        }
        if let Some(announcement) = &finding.announcement {
            self.line("", &format!("  {}", wording::countdown(announcement)));
            if let Some(description) = &announcement.description {
                self.line("", &format!("  \"{}\"", shortened(description, PROSE)));
            }
        }
        if wording::is_unannounced(finding) {
            self.line("", &format!("  {}", wording::UNANNOUNCED));
        }
        self.past(finding);
        if let Some(others) = finding.rule.other_sdks {
            self.line(DIM, &format!("  other SDKs: {others}"));
        }
    }

    fn past(&mut self, finding: &Finding) {
        for past in finding.past.iter().take(NAMED_PLACES) {
            let (event, date) = wording::past(past);
            let element = shortened(&past.element, NAME);
            self.line("", &format!("  before: {element} {event} on {date}"));
        }
    }

    fn declarations(&mut self, occurrence: &Occurrence, is_named: bool) {
        if is_named {
            self.line("", &format!("  {}", named(occurrence)));
        }
        let (old, new) = declarations(occurrence);
        if let Some(place) = old {
            let csdl = shortened(&place.csdl, DECLARATION);
            let line = wording::line("old", place);
            self.line(RED, &format!("  - {csdl}  ({line})"));
        }
        if let Some(place) = new {
            let csdl = shortened(&place.csdl, DECLARATION);
            let line = wording::line("new", place);
            let (style, sign) = if old.is_none() && occurrence.old.is_some() {
                ("", ' ')
            } else {
                (GREEN, '+')
            };
            self.line(style, &format!("  {sign} {csdl}  ({line})"));
        }
    }

    fn further(&mut self, places: &[&Occurrence]) {
        for occurrence in places.iter().take(NAMED_PLACES) {
            self.line("", &format!("  {}", named(occurrence)));
        }
        if let Some(more) = places.len().checked_sub(NAMED_PLACES).filter(|n| *n > 0) {
            self.line("", &format!("  … and {}", count(more, "more place")));
        }
    }

    fn item(&mut self, item: &RustChange) {
        let mut side = |style, sign, line: &Option<SurfaceLine>| {
            if let Some(SurfaceLine { line, text }) = line {
                let place = match line {
                    0 => String::new(),
                    line => format!("  (api.txt line {line})"),
                };
                let text = shortened(text, DECLARATION);
                self.line(style, &format!("  {sign} {text}{place}"));
            }
        };
        side(RED, '-', &item.before);
        side(GREEN, '+', &item.after);
    }

    /// The rest of the schema decides nothing, so it is told in a line each, and not all of it.
    fn elsewhere(&mut self, report: &Report) {
        let others = &report.elsewhere;
        if others.is_empty() {
            return;
        }
        self.heading(&format!("ELSEWHERE ({})", others.len()));
        self.line(DIM, "Outside your slice. It decides nothing.");
        let counts = counts(others).into_iter();
        let counts: Vec<_> = counts
            .map(|(section, n)| wording::counted(section, n))
            .collect();
        self.line("", &format!("  {}", counts.join(", ")));
        self.text.push('\n');
        self.folded(others);
    }

    /// A line each, as far as there is room.
    fn folded(&mut self, findings: &[Finding]) {
        for finding in findings.iter().take(NAMED_PLACES) {
            let rule = finding.rule;
            self.line(
                "",
                &format!("  {} {}  {}", rule.id, rule.name, title(finding)),
            );
            self.past(finding);
        }
        let more = findings.len().checked_sub(NAMED_PLACES);
        let more = more.filter(|n| *n > 0).map(|n| count(n, "more finding"));
        let more = more.map_or_else(String::new, |more| format!("… and {more}; "));
        let line = format!("  {more}`--format json` and `--format html` have all of them");
        self.line(DIM, &line);
    }

    fn suppressed(&mut self, report: &Report) {
        let n = report.suppressed.len() + report.unused_suppressions.len();
        if n == 0 {
            return;
        }
        self.heading(&format!("SUPPRESSED ({})", report.suppressed.len()));
        for suppressed in &report.suppressed {
            let (finding, by) = (&suppressed.finding, &suppressed.by);
            let rule = finding.rule;
            self.line(
                "",
                &format!("  {} {}  {}", rule.id, rule.name, title(finding)),
            );
            let (reason, until) = (shortened(&by.reason, PROSE), wording::until(by));
            self.line(DIM, &format!("    {reason} ({until})"));
        }
        for unused in &report.unused_suppressions {
            let by = &unused.suppression;
            let (rule, element) = (shortened(&by.rule, NAME), shortened(&by.element, NAME));
            let reason = wording::unused(unused.reason);
            self.line(
                BOLD,
                &format!("  the suppression of {rule} at {element} {reason}"),
            );
        }
    }

    fn ignored(&mut self, report: &Report) {
        if report.ignored.is_empty() {
            return;
        }
        self.heading("IGNORED");
        self.line(DIM, "Written differently, and means the same.");
        for ignored in &report.ignored {
            let times = count(ignored.count, "time");
            let example = ignored
                .example
                .as_deref()
                .map(|example| format!(", such as {}", shortened(example, NAME)));
            let example = example.unwrap_or_default();
            self.line("", &format!("  {}: {times}{example}", ignored.what));
        }
    }

    fn inputs(&mut self, report: &Report) {
        self.heading("INPUTS");
        for (side, input) in ["old", "new"].into_iter().zip(&report.inputs) {
            let name = shortened(&input.name, NAME);
            let types = count(input.types, "type");
            let operations = count(input.operations, "operation");
            let bytes = count(input.bytes, "byte");
            self.line(
                "",
                &format!("  {side}  {name}  ({bytes}, {types}, {operations})"),
            );
            for root in &input.missing_roots {
                let root = shortened(root, NAME);
                self.line("", &format!("       the root `{root}` is not there"));
            }
        }
    }
}

/// The element, what happened to it in a few words, and how many others there are.
fn title(finding: &Finding) -> String {
    let mut title = shortened(&finding.subject, NAME);
    if !finding.shape.is_empty() {
        title = format!("{title}: {}", shortened(&finding.shape, NAME));
    }
    match wording::places(finding) {
        Some(places) => format!("{title} ({places})"),
        None => title,
    }
}

fn named(occurrence: &Occurrence) -> String {
    let element = shortened(&occurrence.element, NAME);
    let rule = occurrence.rule.name;
    if occurrence.detail.is_empty() {
        return format!("{element} ({rule})");
    }
    format!(
        "{element}: {} ({rule})",
        shortened(&occurrence.detail, NAME)
    )
}
