//! What earlier drift was: a JSON object a line, oldest first.

use std::path::Path;

use msgraph_generator::drift::report::Comparison;
use msgraph_generator::drift::{Date, Event, Past};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::{files, paths};

/// An element that came or went.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    date: String,
    api: String,
    event: String,
    element: String,
}

/// What is kept of an API; a file that is not there has nothing. All lines must be good.
pub(crate) fn read(path: &Path, api: &str) -> Result<Vec<Past>, Failure> {
    let text = text(path)?;
    let mut history = Vec::new();
    for (n, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let fault = |what: &str| {
            let (path, line) = (paths::shown(path), n + 1);
            Failure::usage(format!("{path}:{line} is not a line of a history: {what}"))
        };
        let line: Line = serde_json::from_str(line).map_err(|e| fault(&e.to_string()))?;
        let date = Date::parse(&line.date).ok_or_else(|| fault("`date` is no day"))?;
        let event = match line.event.as_str() {
            "added" => Event::Added,
            "removed" => Event::Removed,
            _ => return Err(fault("`event` is neither `added` nor `removed`")),
        };
        if api.is_empty() || line.api == api {
            let element = line.element;
            history.push(Past {
                element,
                date,
                event,
            });
        }
    }
    Ok(history)
}

/// The file with what came and went added to it.
pub(crate) fn extended(
    path: &Path,
    comparisons: &[Comparison],
    today: Date,
) -> Result<String, Failure> {
    let mut text = text(path)?;
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    for comparison in comparisons {
        for line in lines(comparison, today) {
            // Names of members are texts, so this cannot fail.
            let line = serde_json::to_string(&line).unwrap_or_default();
            // A run that was killed may have said it already.
            if !text.lines().rev().any(|known| known == line) {
                text += &line;
                text.push('\n');
            }
        }
    }
    Ok(text)
}

fn lines(comparison: &Comparison, today: Date) -> Vec<Line> {
    let report = &comparison.report;
    let passed_over = report.suppressed.iter().map(|s| &s.finding);
    let findings = report.findings.iter().chain(passed_over);
    let occurrences = findings.flat_map(|finding| &finding.occurrences);
    let events = occurrences.filter_map(|o| match (&o.old, &o.new) {
        (None, Some(_)) => Some(("added", &o.element)),
        (Some(_), None) => Some(("removed", &o.element)),
        _ => None,
    });
    let mut events: Vec<_> = events.collect();
    events.sort_unstable();
    events.dedup();
    let line = |(event, element): (&str, &String)| Line {
        date: today.to_string(),
        api: comparison.title.clone(),
        event: event.to_owned(),
        element: element.clone(),
    };
    events.into_iter().map(line).collect()
}

fn text(path: &Path) -> Result<String, Failure> {
    if !path.exists() {
        return Ok(String::new());
    }
    let bytes = files::read(path)?;
    String::from_utf8(bytes)
        .map_err(|_| Failure::usage(format!("{} is not UTF-8", paths::shown(path))))
}
