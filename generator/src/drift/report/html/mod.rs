//! One static page with everything: filter, search, collapse. Without scripts it is still all there.

#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use super::Comparison;
use super::header::header;
use super::outline::{counts, declarations, items, places, sections};
use super::wording::{self, shortened};
use crate::diagnostics::count;
use crate::drift::{Finding, Occurrence, Report, RustChange, Section, SurfaceLine};
use crate::foreign;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// The only style and the only script that the page may have, by their SHA-256 (Content Security Policy 2.3.1), so
/// nothing that gets in by mistake can run. It may not load or send anything.
const STYLE_HASH: &str = "H1wf8K6qHvQfsGrMCnrq29o6zAHEHrSx0QzsAenWUx0=";
const SCRIPT_HASH: &str = "zzavNOMn2PL+iEzoTJoNxGxzmJhHDcu7JZgzA2SUkm4=";

const CONTROLS: &str = r#"<form hidden>
<input type="search" name="text" placeholder="Element, rule, text" aria-label="Search">
<label>Wire <select name="wire"><option value="">all</option><option value="break">breaks</option><option value="risk">risk</option><option value="safe">safe</option></select></label>
<label>Source <select name="source"><option value="">all</option><option value="break">breaks</option><option value="additive">additive</option><option value="none">unchanged</option></select></label>
<button type="button" name="open">Open all</button>
<button type="button" name="close">Close all</button>
<button type="reset">Reset</button>
<output id="shown"></output>
</form>
"#;

/// All comparisons as a page of HTML.
pub fn html(comparisons: &[Comparison]) -> String {
    let verdict = escaped(&wording::verdict(comparisons));
    let mut text = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; \
         script-src 'sha256-{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>Schema drift</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <h1>Schema drift</h1>\n<p class=\"verdict\">{verdict}</p>\n\
         <p class=\"soft\"><em>Wire</em>: can it break a client that is already shipped? <em>Source</em>: does code that \
         compiled against the old generated crate still compile against the new one?</p>\n{CONTROLS}"
    );
    for compared in comparisons {
        let Comparison { title, report, .. } = compared;
        if comparisons.len() > 1 {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "<h2>{}</h2>", escaped(title));
        }
        text.push_str("<dl>\n");
        for (name, fact) in header(compared) {
            let _ = writeln!(text, "<dt>{name}</dt><dd>{}</dd>", escaped(&fact));
        }
        text.push_str("</dl>\n");
        comparison(report, &mut text);
    }
    let _ = write!(text, "<script>{SCRIPT}</script>\n</body>\n</html>\n");
    text
}

fn comparison(report: &Report, text: &mut String) {
    for (section, findings) in sections(report) {
        let (title, meaning) = wording::section(section);
        section_of(title, meaning, findings, text);
    }
    if !report.elsewhere.is_empty() {
        let counts = counts(&report.elsewhere).into_iter();
        let counts = counts.map(|(section, n)| wording::counted(section, n));
        let counts = counts.collect::<Vec<_>>().join(", ");
        let meaning = format!("Outside your slice, where it decides nothing: {counts}.");
        section_of("Elsewhere", &meaning, &report.elsewhere, text);
    }
    suppressed(report, text);
    ignored(report, text);
    inputs(report, text);
}

fn section_of(title: &str, meaning: &str, findings: &[Finding], text: &mut String) {
    let n = findings.len();
    let _ = writeln!(
        text,
        "<section>\n<h3>{title} ({n})</h3>\n<p class=\"soft\">{meaning}</p>"
    );
    for finding in findings {
        self::finding(finding, text);
    }
    text.push_str("</section>\n");
}

fn finding(finding: &Finding, text: &mut String) {
    let rule = finding.rule;
    let (wire, source) = (wording::wire(finding.wire), wording::source(finding.source));
    let [wire_class, source_class] = classes(finding);
    let _ = writeln!(
        text,
        "<details class=\"finding\" id=\"{0}\" data-wire=\"{wire_class}\" data-source=\"{source_class}\" data-text=\"{1}\"{6}>\n\
         <summary>{2} <span class=\"badge {wire_class}\">wire: {wire}</span> \
         <span class=\"badge {source_class}\">source: {source}</span><br>{3} <small>{4} {5}</small></summary>",
        finding.fingerprint,
        escaped(&searched(finding)),
        title(finding),
        wording::happened(finding),
        rule.id,
        rule.name,
        if finding.section <= Section::SourceBreaks {
            " open"
        } else {
            ""
        },
    );
    told(finding, text);
    let places = places(finding);
    let _ = writeln!(text, "<p>In the metadata:</p>\n<pre>");
    for occurrence in &places {
        declared(occurrence, places.len() > 1, text);
    }
    text.push_str("</pre>\n");
    let items = items(finding);
    if !items.is_empty() {
        text.push_str("<p>In the crate:</p>\n<pre>");
        for item in items {
            changed(item, text);
        }
        text.push_str("</pre>\n");
    }
    let _ = writeln!(
        text,
        "<p><strong>To do:</strong> {}</p>\n<p class=\"soft\">fingerprint {}</p>\n</details>",
        escaped(finding.advice()),
        finding.fingerprint,
    );
}

/// What filters look at.
fn classes(finding: &Finding) -> [&'static str; 2] {
    use crate::drift::{Source, Wire};
    let wire = match finding.wire {
        Wire::Break => "break",
        Wire::Risk => "risk",
        Wire::Safe => "safe",
    };
    let source = match finding.source {
        Source::Break => "break",
        Source::Additive => "additive",
        Source::None => "none",
    };
    [wire, source]
}

/// What the search looks at.
fn searched(finding: &Finding) -> String {
    let rule = finding.rule;
    let mut text = format!(
        "{} {} {} {} {}",
        rule.id, rule.name, rule.title, finding.subject, finding.shape
    );
    for occurrence in &finding.occurrences {
        let _ = write!(text, " {} {}", occurrence.element, occurrence.rule.name);
        for change in &occurrence.rust {
            let _ = write!(text, " {}", change.item);
        }
    }
    text.to_lowercase()
}

fn title(finding: &Finding) -> String {
    let mut title = format!("<code>{}</code>", escaped(&finding.subject));
    if !finding.shape.is_empty() {
        let _ = write!(title, ": <code>{}</code>", escaped(&finding.shape));
    }
    if let Some(places) = wording::places(finding) {
        let _ = write!(title, " ({places})");
    }
    title
}

fn told(finding: &Finding, text: &mut String) {
    if let Some(note) = &finding.note {
        let _ = writeln!(text, "<p>{}</p>", escaped(note));
    }
    if let Some(announcement) = &finding.announcement {
        let countdown = wording::countdown(announcement);
        let _ = writeln!(text, "<p>Its end was {countdown}.</p>");
        if let Some(description) = &announcement.description {
            let _ = writeln!(text, "<blockquote>{}</blockquote>", escaped(description));
        }
    }
    if wording::is_unannounced(finding) {
        let _ = writeln!(text, "<p>{}</p>", wording::UNANNOUNCED);
    }
    for past in &finding.past {
        let (event, date) = wording::past(past);
        let element = escaped(&past.element);
        let _ = writeln!(
            text,
            "<p>Before: <code>{element}</code> {event} on {date}.</p>"
        );
    }
    if let Some(others) = finding.rule.other_sdks {
        let _ = writeln!(text, "<p><em>Other SDKs:</em> {}</p>", escaped(others));
    }
}

fn declared(occurrence: &Occurrence, is_named: bool, text: &mut String) {
    if is_named {
        let (element, rule) = (escaped(&occurrence.element), occurrence.rule.name);
        let _ = write!(text, "<b>{element}</b> <span class=\"place\">{rule}");
        if !occurrence.detail.is_empty() {
            let _ = write!(text, ", {}", escaped(&occurrence.detail));
        }
        text.push_str("</span>\n");
    }
    let (old, new) = declarations(occurrence);
    let is_same = old.is_none() && occurrence.old.is_some();
    let (class, sign) = if is_same {
        ("same", ' ')
    } else {
        ("plus", '+')
    };
    let sides = [("minus", '-', "old", old), (class, sign, "new", new)];
    for (class, sign, side, place) in sides {
        if let Some(place) = place {
            let csdl = escaped(&place.csdl);
            let line = wording::line(side, place);
            let place = format!("<span class=\"place\">{}</span>", escaped(&line));
            let _ = writeln!(
                text,
                "<span class=\"{class}\">{sign} {csdl}</span>  {place}"
            );
        }
    }
}

fn changed(change: &RustChange, text: &mut String) {
    let sides = [("minus", '-', &change.before), ("plus", '+', &change.after)];
    for (class, sign, line) in sides {
        if let Some(SurfaceLine { line, text: says }) = line {
            let says = escaped(says);
            let _ = write!(text, "<span class=\"{class}\">{sign} {says}</span>");
            if *line > 0 {
                let _ = write!(text, "  <span class=\"place\">api.txt line {line}</span>");
            }
            text.push('\n');
        }
    }
}

fn suppressed(report: &Report, text: &mut String) {
    if report.suppressed.is_empty() && report.unused_suppressions.is_empty() {
        return;
    }
    let _ = writeln!(
        text,
        "<h3>Suppressed ({})</h3>\n<ul>",
        report.suppressed.len()
    );
    for suppressed in &report.suppressed {
        let rule = suppressed.finding.rule;
        let (reason, until) = (
            escaped(&suppressed.by.reason),
            wording::until(&suppressed.by),
        );
        let title = title(&suppressed.finding);
        let _ = writeln!(
            text,
            "<li>{title}: {} ({} {}). {reason} ({until})</li>",
            rule.title, rule.id, rule.name
        );
    }
    for unused in &report.unused_suppressions {
        let [rule, element] =
            [&unused.suppression.rule, &unused.suppression.element].map(|t| escaped(t));
        let reason = wording::unused(unused.reason);
        let _ = writeln!(
            text,
            "<li><strong>The suppression of <code>{rule}</code> at <code>{element}</code> {reason}.</strong></li>"
        );
    }
    text.push_str("</ul>\n");
}

fn ignored(report: &Report, text: &mut String) {
    if report.ignored.is_empty() {
        return;
    }
    text.push_str(
        "<h3>Ignored</h3>\n<p class=\"soft\">Written differently, and means the same.</p>\n<ul>\n",
    );
    for ignored in &report.ignored {
        let _ = write!(
            text,
            "<li>{}: {}",
            escaped(ignored.what),
            count(ignored.count, "time")
        );
        if let Some(example) = &ignored.example {
            let _ = write!(text, ", such as <code>{}</code>", escaped(example));
        }
        text.push_str("</li>\n");
    }
    text.push_str("</ul>\n");
}

fn inputs(report: &Report, text: &mut String) {
    text.push_str("<h3>Inputs</h3>\n<ul>\n");
    for (side, input) in ["old", "new"].into_iter().zip(&report.inputs) {
        let name = escaped(&input.name);
        let types = count(input.types, "type");
        let operations = count(input.operations, "operation");
        let bytes = count(input.bytes, "byte");
        let _ = write!(
            text,
            "<li>{side}: <code>{name}</code> ({bytes}, {types}, {operations})"
        );
        for root in &input.missing_roots {
            let _ = write!(
                text,
                "<br>the root <code>{}</code> is not there",
                escaped(root)
            );
        }
        text.push_str("</li>\n");
    }
    text.push_str("</ul>\n");
}

/// Text in elements and in quoted attributes.
fn escaped(text: &str) -> String {
    foreign::markup(&shortened(text, usize::MAX))
}
