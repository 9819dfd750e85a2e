//! For comments on pull requests, and for summaries of workflow runs.

mod escape;
mod fit;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;

pub(super) use self::escape::code;
use self::escape::{fenced, prose};
use self::fit::{Block, Part, fit};
use super::Comparison;
use super::header::header;
use super::outline::{
    DECLARATION, NAME, NAMED_PLACES, PROSE, SHOWN_ITEMS, SHOWN_PLACES, counts, declarations,
    is_folded, items, kinds, places, sections,
};
use super::wording::{self, shortened};
use crate::diagnostics::count;
use crate::drift::{Finding, Occurrence, Place, Report, Section};
use crate::foreign;

/// The first line: what finds the comment again, so that it is updated in place.
pub const MARKER: &str = "<!-- msgraph-codegen: drift -->";

/// How many characters a comment has at most: GitHub takes 65,536, and the workflow may add a line.
pub const MARKDOWN_LIMIT: usize = 60_000;

const AXES: &str = "*Wire*: can it break a client that is already shipped? *Source*: does code that compiled against the \
old generated crate still compile against the new one? The version of the crate follows from the second alone.";

/// All comparisons as GitHub Flavored Markdown of at most `limit` bytes.
///
/// It is cut at findings. What breaks and what is announced is kept, in a line each where there is no room for more; a
/// line says how much was left out.
///
/// ```
/// use msgraph_generator::drift::report::{MARKDOWN_LIMIT, MARKER, markdown};
///
/// let text = markdown(&[], MARKDOWN_LIMIT);
/// assert!(text.starts_with(MARKER) && text.contains("Nothing changed."));
/// ```
pub fn markdown(comparisons: &[Comparison], limit: usize) -> String {
    let verdict = wording::verdict(comparisons);
    let mut parts = vec![Part::fixed(format!(
        "{MARKER}\n## Schema drift\n\n**{verdict}**\n\n"
    ))];
    let findings = || comparisons.iter().flat_map(|c| &c.report.findings);
    if findings().next().is_some() {
        parts.push(Part::fixed(format!("{AXES}\n\n")));
    }
    for comparison in comparisons {
        let Comparison { title, report, .. } = comparison;
        if comparisons.len() > 1 {
            parts.push(Part::fixed(format!(
                "## {}\n\n",
                code(&shortened(title, NAME))
            )));
        }
        parts.push(facts(comparison));
        parts.extend(sections(report).map(|(section, findings)| self::section(section, findings)));
        parts.extend(elsewhere(report));
        parts.extend(suppressed(report));
        parts.extend(ignored(report));
        parts.push(inputs(report));
    }
    if let Some(first) = findings().next() {
        let rule = first.rule.id;
        let legend =
            format!("<sub>The command `drift explain {rule}` tells more about a rule.</sub>\n");
        parts.push(Part::fixed(legend));
    }
    foreign::without_commands(&fit(&parts, limit))
}

/// The inputs, the number of findings of each verdict, and the version that is needed.
fn facts(comparison: &Comparison) -> Part {
    let mut text = "| | |\n|---|---|\n".to_owned();
    for (name, fact) in header(comparison) {
        // A bar would end the cell.
        let fact = code(&shortened(&fact, PROSE).replace('|', "/"));
        let _ = writeln!(text, "| {name} | {fact} |");
    }
    text.push('\n');
    Part::fixed(text)
}

fn section(section: Section, findings: &[Finding]) -> Part {
    let (title, meaning) = wording::section(section);
    let (open, close) = if is_folded(section) {
        let n = count(findings.len(), "finding");
        (
            format!("<details>\n<summary>{n}</summary>\n\n"),
            "</details>\n\n",
        )
    } else {
        (String::new(), "")
    };
    Part {
        head: format!("### {title} ({})\n\n{meaning}\n\n{open}", findings.len()),
        blocks: findings.iter().map(block).collect(),
        tail: close.to_owned(),
        is_kept: section <= Section::AnnouncedRemovals,
    }
}

fn block(finding: &Finding) -> Block {
    Block {
        full: full(finding),
        short: short(finding),
    }
}

fn short(finding: &Finding) -> String {
    let rule = finding.rule;
    let title = title(finding);
    let announced = finding.announcement.as_ref();
    let announced = announced.map(|announcement| format!(", {}", wording::countdown(announcement)));
    let announced = announced.unwrap_or_default();
    format!(
        "- {title}: {}{announced} ({} {})\n",
        rule.title, rule.id, rule.name
    )
}

fn full(finding: &Finding) -> String {
    let rule = finding.rule;
    let mut text = format!("#### {}\n\n", title(finding));
    let version = wording::version(finding.bump).map(|version| format!(" ({version})"));
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "{} Wire: **{}** · Source: **{}**{} · {} {}\n",
        wording::happened(finding),
        wording::wire(finding.wire),
        wording::source(finding.source),
        version.unwrap_or_default(),
        rule.id,
        rule.name,
    );
    told(finding, &mut text);
    let places = places(finding);
    let shown = places.get(..SHOWN_PLACES).unwrap_or(&places);
    metadata(shown, places.len() > 1, &mut text);
    further(places.get(SHOWN_PLACES..).unwrap_or_default(), &mut text);
    surface(finding, &mut text);
    let _ = writeln!(text, "**To do:** {}\n", finding.advice());
    let evidence = evidence(finding, shown);
    let _ = writeln!(
        text,
        "<sub>{evidence}fingerprint {}</sub>\n",
        finding.fingerprint
    );
    text
}

/// The element, what happened to it, and in how many places.
fn title(finding: &Finding) -> String {
    let mut title = code(&shortened(&finding.subject, NAME));
    if !finding.shape.is_empty() {
        let _ = write!(title, ": {}", code(&shortened(&finding.shape, NAME)));
    }
    if let Some(places) = wording::places(finding) {
        let _ = write!(title, " ({places})");
    }
    title
}

/// What is said about this finding only.
fn told(finding: &Finding, text: &mut String) {
    if let Some(note) = &finding.note {
        let _ = writeln!(text, "{}\n", prose(note, PROSE));
    }
    if let Some(announcement) = &finding.announcement {
        let countdown = wording::countdown(announcement);
        let _ = writeln!(text, "Its end was {countdown}.\n");
        if let Some(description) = &announcement.description {
            let _ = writeln!(text, "> {}\n", prose(description, PROSE));
        }
    }
    if wording::is_unannounced(finding) {
        let _ = writeln!(text, "{}\n", wording::UNANNOUNCED);
    }
    for past in finding.past.iter().take(SHOWN_PLACES) {
        let (event, date) = wording::past(past);
        let element = code(&shortened(&past.element, NAME));
        let _ = writeln!(text, "Before: {element} {event} on {date}.\n");
    }
    if let Some(others) = finding.rule.other_sdks {
        let _ = writeln!(text, "*Other SDKs:* {others}\n");
    }
}

/// Before and after, as the metadata declares it.
fn metadata(shown: &[&Occurrence], are_named: bool, text: &mut String) {
    let mut lines = Vec::new();
    for occurrence in shown {
        let (old, new) = declarations(occurrence);
        if are_named {
            lines.push(format!("@@ {} @@", described(occurrence)));
        }
        let is_same = old.is_none() && occurrence.old.is_some();
        let sign = if is_same { ' ' } else { '+' };
        let line = |sign, place: &Place| format!("{sign} {}", shortened(&place.csdl, DECLARATION));
        lines.extend(old.map(|place| line('-', place)));
        lines.extend(new.map(|place| line(sign, place)));
    }
    if !lines.is_empty() {
        let _ = writeln!(text, "In the metadata:\n\n{}", fenced("diff", &lines));
    }
}

fn further(others: &[&Occurrence], text: &mut String) {
    if others.is_empty() {
        return;
    }
    let (more, kinds) = (count(others.len(), "more place"), kinds(others));
    let _ = writeln!(text, "<details><summary>{more}: {kinds}</summary>\n");
    for occurrence in others.iter().take(NAMED_PLACES) {
        let _ = writeln!(text, "- {}", code(&described(occurrence)));
    }
    if let Some(more) = others.len().checked_sub(NAMED_PLACES).filter(|n| *n > 0) {
        let _ = writeln!(text, "- … and {more} more");
    }
    text.push_str("\n</details>\n\n");
}

/// Before and after, as the crate has it.
fn surface(finding: &Finding, text: &mut String) {
    let items = items(finding);
    let mut lines = Vec::new();
    for item in items.iter().take(SHOWN_ITEMS) {
        let sides = [('-', &item.before), ('+', &item.after)];
        for (sign, line) in sides {
            lines.extend(
                line.as_ref()
                    .map(|line| format!("{sign} {}", shortened(&line.text, DECLARATION))),
            );
        }
    }
    if let Some(more) = items.len().checked_sub(SHOWN_ITEMS).filter(|n| *n > 0) {
        lines.push(format!("  … and {}", count(more, "more item")));
    }
    if !lines.is_empty() {
        let _ = writeln!(text, "In the crate:\n\n{}", fenced("diff", &lines));
    }
}

/// Where that can be seen.
fn evidence(finding: &Finding, shown: &[&Occurrence]) -> String {
    let mut evidence = String::new();
    if let Some(first) = shown.first() {
        for (side, place) in [("old", &first.old), ("new", &first.new)] {
            if let Some(Place { file, line, .. }) = place {
                let file = file
                    .as_ref()
                    .map_or(String::new(), |file| format!(" in {}", code(file)));
                let _ = write!(evidence, "line {line} of the {side} metadata{file} · ");
            }
        }
    }
    if let Some(item) = items(finding).first() {
        for (side, line) in [("old", &item.before), ("new", &item.after)] {
            if let Some(line) = line.as_ref().filter(|line| line.line > 0) {
                let _ = write!(evidence, "line {} of the {side} api.txt · ", line.line);
            }
        }
    }
    evidence
}

fn described(occurrence: &Occurrence) -> String {
    let element = shortened(&occurrence.element, NAME);
    let rule = occurrence.rule.name;
    if occurrence.detail.is_empty() {
        return format!("{element}: {rule}");
    }
    format!("{element}: {rule}, {}", shortened(&occurrence.detail, NAME))
}

fn elsewhere(report: &Report) -> Option<Part> {
    let others = &report.elsewhere;
    if others.is_empty() {
        return None;
    }
    let counts = counts(others)
        .into_iter()
        .map(|(section, n)| wording::counted(section, n));
    let counts = counts.collect::<Vec<_>>().join(", ");
    let line = |finding| Block {
        full: short(finding),
        short: short(finding),
    };
    Some(Part {
        head: format!(
            "### Elsewhere ({})\n\nOutside the slice that the crate is generated from, \
             where it decides nothing: {counts}.\n\n<details><summary>What it is</summary>\n\n",
            others.len()
        ),
        blocks: others.iter().map(line).collect(),
        tail: "\n</details>\n\n".to_owned(),
        is_kept: false,
    })
}

fn suppressed(report: &Report) -> Option<Part> {
    let passed_over = report.suppressed.iter().map(|suppressed| {
        let (reason, until) = (&suppressed.by.reason, wording::until(&suppressed.by));
        let title = title(&suppressed.finding);
        let rule = suppressed.finding.rule;
        let reason = prose(reason, PROSE);
        format!(
            "- {title}: {} ({} {}). {reason} ({until})\n",
            rule.title, rule.id, rule.name
        )
    });
    let unused = report.unused_suppressions.iter().map(|unused| {
        let by = &unused.suppression;
        let [rule, element] = [&by.rule, &by.element].map(|name| code(&shortened(name, NAME)));
        let reason = wording::unused(unused.reason);
        format!("- **The suppression of {rule} at {element} {reason}.**\n")
    });
    let blocks: Vec<_> = passed_over.chain(unused).map(Block::line).collect();
    (!blocks.is_empty()).then(|| Part {
        head: format!("### Suppressed ({})\n\n", report.suppressed.len()),
        blocks,
        tail: "\n".to_owned(),
        is_kept: true,
    })
}

fn ignored(report: &Report) -> Option<Part> {
    let lines = report.ignored.iter().map(|ignored| {
        let example = ignored.example.as_deref();
        let example =
            example.map(|example| format!(", such as {}", code(&shortened(example, NAME))));
        let times = count(ignored.count, "time");
        Block::line(format!(
            "- {}: {times}{}\n",
            ignored.what,
            example.unwrap_or_default()
        ))
    });
    let blocks: Vec<_> = lines.collect();
    (!blocks.is_empty()).then(|| Part {
        head: "### Ignored\n\nWritten differently, and means the same.\n\n".to_owned(),
        blocks,
        tail: "\n".to_owned(),
        is_kept: false,
    })
}

fn inputs(report: &Report) -> Part {
    let mut text = "### Inputs\n\n".to_owned();
    for (side, input) in ["old", "new"].into_iter().zip(&report.inputs) {
        let name = code(&shortened(&input.name, NAME));
        let types = count(input.types, "type");
        let operations = count(input.operations, "operation");
        let bytes = count(input.bytes, "byte");
        let _ = writeln!(text, "- {side}: {name} ({bytes}, {types}, {operations})");
        let missing = input.missing_roots.iter().take(NAMED_PLACES);
        let missing: Vec<_> = missing.map(|root| code(&shortened(root, NAME))).collect();
        if !missing.is_empty() {
            let _ = writeln!(
                text,
                "  - requests of the slice that it does not have: {}",
                missing.join(", ")
            );
        }
    }
    text.push('\n');
    Part::fixed(text)
}
