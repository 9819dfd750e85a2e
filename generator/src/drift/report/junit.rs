//! For the test tabs of CI servers: a finding is a test case, and one that breaks something has failed.

use std::fmt::Write as _;

use super::Comparison;
use super::outline::{NAMED_PLACES, items};
use super::wording::{self, shortened};
use crate::drift::{Finding, Report, Source, Wire};
use crate::foreign;

/// All comparisons as `JUnit` XML, a suite each.
///
/// ```
/// use msgraph_generator::drift::report::junit;
///
/// assert!(junit(&[]).contains("<testsuites name=\"Schema drift\" tests=\"0\" failures=\"0\">"));
/// ```
pub fn junit(comparisons: &[Comparison]) -> String {
    let all = comparisons.iter().flat_map(|c| &c.report.findings);
    let (tests, failures) = counts(all);
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"Schema drift\" tests=\"{tests}\" failures=\"{failures}\">\n"
    );
    for Comparison { title, report, .. } in comparisons {
        suite(title, report, &mut text);
    }
    text.push_str("</testsuites>\n");
    text
}

fn suite(title: &str, report: &Report, text: &mut String) {
    let (tests, failures) = counts(&report.findings);
    let title = if title.is_empty() { "schema" } else { title };
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "  <testsuite name=\"{}\" tests=\"{tests}\" failures=\"{failures}\">",
        escaped(title)
    );
    for finding in &report.findings {
        case(finding, text);
    }
    text.push_str("  </testsuite>\n");
}

fn case(finding: &Finding, text: &mut String) {
    let rule = finding.rule;
    let mut name = finding.subject.clone();
    if !finding.shape.is_empty() {
        let _ = write!(name, ": {}", finding.shape);
    }
    let _ = writeln!(
        text,
        "    <testcase classname=\"{} {}\" name=\"{}\">",
        rule.id,
        rule.name,
        escaped(&name)
    );
    let details = escaped(&details(finding));
    let _ = if is_failure(finding) {
        let happened = escaped(&wording::happened(finding));
        writeln!(
            text,
            "      <failure message=\"{happened}\" type=\"{}\">{details}</failure>",
            rule.name
        )
    } else {
        writeln!(text, "      <system-out>{details}</system-out>")
    };
    text.push_str("    </testcase>\n");
}

fn details(finding: &Finding) -> String {
    let mut text = format!(
        "{}\nwire: {}, source: {}\n",
        wording::happened(finding),
        wording::wire(finding.wire),
        wording::source(finding.source)
    );
    for item in items(finding).into_iter().take(NAMED_PLACES) {
        for (sign, line) in [('-', &item.before), ('+', &item.after)] {
            if let Some(line) = line {
                let _ = writeln!(text, "{sign} {}", line.text);
            }
        }
    }
    let _ = write!(
        text,
        "to do: {}\nfingerprint {}",
        finding.advice(),
        finding.fingerprint
    );
    text
}

fn counts<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> (usize, usize) {
    let findings = findings.into_iter();
    findings.fold((0, 0), |(tests, failures), finding| {
        (tests + 1, failures + usize::from(is_failure(finding)))
    })
}

fn is_failure(finding: &Finding) -> bool {
    finding.wire == Wire::Break || finding.source == Source::Break
}

/// Text in elements and in quoted attributes; lines stay lines.
fn escaped(text: &str) -> String {
    let lines = text
        .lines()
        .map(|line| foreign::markup(&shortened(line, usize::MAX)));
    lines.collect::<Vec<_>>().join("\n")
}
