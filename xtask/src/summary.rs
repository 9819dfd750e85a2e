//! What a person wants to read after `generate`.

use std::fmt::Write as _;
use std::time::Duration;

use msgraph_generator::ApiSummary;
use msgraph_generator::diagnostics::count;
use msgraph_generator::output::{Difference, DifferenceKind};

/// A module of the crate.
pub(crate) struct Module {
    /// What is in it.
    pub(crate) contents: ApiSummary,
    /// How many warnings its metadata gave.
    pub(crate) warnings: usize,
}

/// What happened.
pub(crate) struct Summary<'a> {
    /// The name of the crate.
    pub(crate) package: &'a str,
    /// Where it is.
    pub(crate) destination: String,
    /// What is in it.
    pub(crate) modules: &'a [Module],
    /// How many files it has.
    pub(crate) files: usize,
    /// What was done to them.
    pub(crate) differences: &'a [Difference],
    /// Files that were not generated, and so were left alone.
    pub(crate) foreign: Vec<String>,
    /// How long it took, where that is of interest.
    pub(crate) time: Option<Duration>,
}

impl Summary<'_> {
    /// A few lines.
    pub(crate) fn text(&self) -> String {
        let mut text = format!("{} in {}\n", self.package, self.destination);
        let names = self
            .modules
            .iter()
            .map(|module| module.contents.module.len());
        let widest = names.max().unwrap_or(0);
        for Module { contents, warnings } in self.modules {
            // Writing to a string cannot fail.
            let _ = write!(
                text,
                "  {:widest$}  {}",
                contents.module,
                described(contents)
            );
            if *warnings > 0 {
                let _ = write!(text, ", {}", count(*warnings, "warning"));
            }
            text.push('\n');
        }
        let _ = write!(text, "  {}", self.changes());
        if let Some(time) = self.time {
            let _ = write!(text, " in {:.1} s", time.as_secs_f64());
        }
        text.push('\n');
        for path in &self.foreign {
            let _ = writeln!(text, "  left alone, as it was not generated: {path}");
        }
        text
    }

    fn changes(&self) -> String {
        let of = |kind| self.differences.iter().filter(|d| d.kind == kind).count();
        let removed = of(DifferenceKind::Orphan);
        let written = self.differences.len() - removed;
        let unchanged = self.files.saturating_sub(written);
        format!(
            "{}: {written} written, {unchanged} unchanged, {removed} removed",
            count(self.files, "file")
        )
    }
}

fn described(api: &ApiSummary) -> String {
    format!(
        "{} ({}, {} complex), {}, {}",
        count(api.entities + api.complex, "type"),
        count(api.entities, "entity"),
        api.complex,
        count(api.enums, "enum"),
        count(api.requests, "operation"),
    )
}
