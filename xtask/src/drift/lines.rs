//! The last line of defence: each line of `api.txt` that changed is explained by a finding.

use std::collections::BTreeSet;

use msgraph_generator::Surroundings;
use msgraph_generator::config::Config;
use msgraph_generator::diagnostics::{Source, count};
use msgraph_generator::drift::report::Comparison;
use msgraph_generator::drift::{RustChange, Source as DriftSource, SurfaceLine};
use msgraph_generator::rust::names::Published;

use super::earlier::Earlier;
use super::surface;
use crate::failure::Failure;
use crate::project::Project;

/// The number of unexplained lines that are shown.
const SHOWN: usize = 10;

/// Compares the surface that was checked in with the one that is. What the generator writes otherwise than the one that
/// wrote the old crate is a finding; any other line that no finding explains is a fault of the tool. `current` gives what
/// the generator writes of today's inputs: that the crate is not current is told by `check`.
pub(crate) fn explain(
    comparisons: &mut [Comparison],
    earlier: Option<&Earlier<'_>>,
    [before, now]: [Option<&str>; 2],
    current: impl FnOnce() -> Option<String>,
) -> Result<(), Failure> {
    let (Some(before), Some(now)) = (before, now) else {
        return Ok(());
    };
    let unexplained = unexplained(comparisons, before, now);
    if unexplained.iter().all(Vec::is_empty) {
        return Ok(());
    }
    let then = earlier.and_then(|earlier| regenerated(earlier, before));
    let Blamed { generator, tool } = Blamed::of(
        unexplained,
        [then, current()].each_ref().map(Option::as_deref),
    );
    if tool.iter().any(|lines| !lines.is_empty()) {
        return Err(fault(&tool));
    }
    if let Some(comparison) = comparisons.first_mut() {
        let [gone, come] = generator;
        let gone = gone.into_iter().map(|line| change(line, true));
        let changes: Vec<_> = gone
            .chain(come.into_iter().map(|line| change(line, false)))
            .collect();
        if !changes.is_empty() {
            comparison.report.by_generator(changes);
        }
    }
    Ok(())
}

/// Lines that are gone, and lines that have come.
type Lines = [Vec<String>; 2];

/// Who changed a line that no finding explains.
#[derive(Debug, Default, PartialEq, Eq)]
struct Blamed {
    generator: Lines,
    tool: Lines,
}

impl Blamed {
    /// By the surfaces that this generator writes of the inputs then and now.
    fn of([gone, come]: Lines, [then, now]: [Option<&str>; 2]) -> Self {
        let [then, now] = [then, now].map(|text| text.map(items));
        let has = |surface: &Option<BTreeSet<&str>>, line: &String| {
            let lines = surface.as_ref();
            lines.map(|lines| lines.contains(line.as_str()))
        };
        let mut blamed = Self::default();
        // What is the other way round in what is checked in than in what is generated is not current.
        for line in gone.into_iter().filter(|l| has(&now, l) != Some(true)) {
            let by_generator = has(&then, &line) == Some(false);
            blamed.lines(by_generator)[0].push(line);
        }
        for line in come.into_iter().filter(|l| has(&now, l) != Some(false)) {
            let by_generator = has(&then, &line) == Some(true);
            blamed.lines(by_generator)[1].push(line);
        }
        blamed
    }

    fn lines(&mut self, by_generator: bool) -> &mut Lines {
        if by_generator {
            &mut self.generator
        } else {
            &mut self.tool
        }
    }
}

/// A line that is gone, or has come.
fn change(line: String, is_gone: bool) -> RustChange {
    let item = line.split_whitespace().nth(1).unwrap_or(&line);
    let item = item.split('(').next().unwrap_or(item);
    let item = item.trim_end_matches(':').to_owned();
    let text = Some(SurfaceLine {
        line: 0,
        text: line,
    });
    let (before, after) = if is_gone { (text, None) } else { (None, text) };
    RustChange {
        source: if is_gone {
            DriftSource::Break
        } else {
            DriftSource::Additive
        },
        item,
        before,
        after,
    }
}

/// Lines that only one of the surfaces has, and that no finding tells of.
fn unexplained(comparisons: &[Comparison], before: &str, now: &str) -> Lines {
    let [before, now] = [before, now].map(items);
    let told = |side: fn(&RustChange) -> Option<&SurfaceLine>| {
        let reports = comparisons.iter().map(|comparison| &comparison.report);
        let findings = reports.flat_map(|report| {
            let suppressed = report.suppressed.iter().map(|s| &s.finding);
            report.findings.iter().chain(suppressed)
        });
        let changes = findings.flat_map(|f| f.occurrences.iter().flat_map(|o| &o.rust));
        let lines = changes.filter_map(side).map(|line| line.text.as_str());
        lines.collect::<BTreeSet<_>>()
    };
    let (gone, come) = (
        told(|change| change.before.as_ref()),
        told(|change| change.after.as_ref()),
    );
    let only = |here: &BTreeSet<&str>, there: &BTreeSet<&str>, told: &BTreeSet<&str>| {
        let lines = here.difference(there).filter(|line| !told.contains(*line));
        lines.map(|line| (*line).to_owned()).collect()
    };
    [only(&before, &now, &gone), only(&now, &before, &come)]
}

/// The lines that are about items.
fn items(surface: &str) -> BTreeSet<&str> {
    let lines = surface.lines();
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
}

/// The surface of the old crate, as this generator writes it.
fn regenerated(earlier: &Earlier<'_>, before: &str) -> Option<String> {
    let apis = earlier.config.apis.iter();
    let metadata = apis.map(|api| Some(earlier.metadata(api).ok()??.source));
    let metadata: Option<Vec<_>> = metadata.collect();
    generated(&earlier.config, &metadata?, Published::read(before))
}

/// The surface of the crate, as this generator writes it.
pub(crate) fn current(project: &Project) -> Option<String> {
    let apis = project.config.apis.iter();
    let metadata: Option<Vec<_>> = apis.map(|api| project.metadata(api).ok()).collect();
    let published = surface::checked_in(project);
    let published = published.map_or_else(Published::default, |text| Published::read(&text));
    generated(&project.config, &metadata?, published)
}

fn generated(config: &Config, metadata: &[Source], published: Published) -> Option<String> {
    // Neither the manifest of the crate matters here nor its documentation.
    let surroundings = Surroundings {
        runtime_path: Some(String::new()),
        published,
        ..Surroundings::default()
    };
    let generated = msgraph_generator::generate(config, metadata, &surroundings);
    Some(generated.tree?.get(surface::FILE)?.text.clone())
}

fn fault([gone, come]: &Lines) -> Failure {
    let signed = |sign: char, lines: &[String]| -> Vec<String> {
        lines
            .iter()
            .map(|line| format!("  {sign} {line}"))
            .collect()
    };
    let lines = [signed('-', gone), signed('+', come)].concat();
    let shown: Vec<_> = lines.iter().take(SHOWN).map(String::as_str).collect();
    let more = match lines.len().checked_sub(SHOWN).filter(|n| *n > 0) {
        Some(n) => format!("\n  … and {}", count(n, "more line")),
        None => String::new(),
    };
    Failure::usage(format!(
        "{} of api.txt changed, and no finding explains it. This is a fault of msgraph-codegen, or \
         api.txt was changed by hand: please report it with both configurations and schemas.\n{}{more}",
        count(lines.len(), "line"),
        shown.join("\n"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(texts: [&[&str]; 2]) -> Lines {
        texts.map(|lines| lines.iter().map(|line| (*line).to_owned()).collect())
    }

    #[test]
    fn a_line_is_blamed_on_the_generator_on_the_tool_or_is_not_current() {
        let unexplained = || lines([&["fn a", "fn b"], &["fn c", "fn d"]]);
        let of = |then: &str, now: &str| Blamed::of(unexplained(), [Some(then), Some(now)]);
        let generator = Blamed {
            generator: unexplained(),
            ..Blamed::default()
        };
        assert_eq!(of("fn c\nfn d", "fn c\nfn d"), generator);
        let tool = Blamed {
            tool: unexplained(),
            ..Blamed::default()
        };
        assert_eq!(of("fn a\nfn b", "fn c\nfn d"), tool);
        assert_eq!(Blamed::of(unexplained(), [None, None]), tool);
        assert_eq!(of("fn a\nfn b", "fn a\nfn b"), Blamed::default());
        let each = Blamed {
            generator: lines([&["fn a"], &["fn c"]]),
            tool: lines([&["fn b"], &["fn d"]]),
        };
        assert_eq!(of("fn b\nfn c", "fn c\nfn d"), each);
    }

    #[test]
    fn a_fault_names_the_lines() {
        let failure = fault(&lines([&["fn a"; 11], &["fn b"]]));
        let text = failure.text(crate::messages::MessageFormat::Human);
        assert_eq!(failure.exit_code, 2);
        assert!(text.contains("12 lines of api.txt changed"), "{text}");
        assert!(
            text.contains("\n  - fn a\n") && text.contains("and 2 more lines"),
            "{text}"
        );
    }
}
