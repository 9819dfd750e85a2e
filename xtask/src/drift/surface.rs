//! Where the items of a crate stand in its `api.txt`.

use std::collections::HashMap;

use msgraph_generator::drift::SurfaceLine;
use msgraph_generator::drift::report::Comparison;

use crate::drift::earlier::Earlier;
use crate::drift::git;
use crate::project::Project;

/// The file beside the manifest of a crate.
pub(crate) const FILE: &str = "api.txt";

/// Numbers the lines that are in the surfaces of the old crate and of the new one, as far as these are known.
pub(crate) fn number(comparisons: &mut [Comparison], old: Option<&str>, new: Option<&str>) {
    let [old, new] = [old, new].map(|text| lines(text.unwrap_or_default()));
    let findings = comparisons
        .iter_mut()
        .flat_map(|comparison| &mut comparison.report.findings);
    let occurrences = findings.flat_map(|finding| &mut finding.occurrences);
    for change in occurrences.flat_map(|occurrence| &mut occurrence.rust) {
        for (line, lines) in [(&mut change.before, &old), (&mut change.after, &new)] {
            if let Some(SurfaceLine { line, text }) = line {
                *line = lines.get(text.as_str()).copied().unwrap_or(*line);
            }
        }
    }
}

fn lines(text: &str) -> HashMap<&str, u32> {
    text.lines().zip(1..).collect()
}

/// The surface of the crate that is there.
pub(crate) fn checked_in(project: &Project) -> Option<String> {
    let destination = project.destination(None).ok()?;
    std::fs::read_to_string(destination.join(FILE)).ok()
}

/// The surface of the crate that was there.
pub(crate) fn in_revision(
    project: &Project,
    earlier: Option<&Earlier<'_>>,
    revision: &str,
) -> Option<String> {
    let config = earlier.map_or(&project.config, |earlier| &earlier.config);
    let out = config.package.out.as_ref()?;
    let object = format!("{revision}:./{out}/{FILE}");
    let bytes = git::show(project.folder(), &object).ok()?;
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn lines_are_counted_from_one() {
        let lines = lines("a\nb\n");
        assert_eq!((lines["a"], lines["b"]), (1, 2));
    }
}
