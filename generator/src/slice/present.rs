//! The slice of what is there.

use super::{Roots, Slice, slice};
use crate::schema::Schema;

/// The wanted part of a schema in which some roots may lead nowhere, and those roots, sorted.
///
/// Where drift is told, a root that is gone is what is told, and no fault.
pub fn present<'r>(schema: &Schema<'_>, roots: Roots<'r>) -> (Slice, Vec<&'r str>) {
    let Roots {
        lines: mut roots,
        listed,
    } = roots;
    let mut missing = Vec::new();
    loop {
        let lines = roots.clone();
        let errors = match slice(schema, Roots { lines, listed }) {
            Ok(slice) => {
                missing.sort_unstable();
                return (slice, missing);
            }
            Err(errors) => errors,
        };
        let is_faulty = |n: usize| errors.iter().any(|(root, _)| *root == n);
        let numbered = std::mem::take(&mut roots).into_iter().enumerate();
        let (gone, left): (Vec<_>, Vec<_>) = numbered.partition(|(n, _)| is_faulty(*n));
        missing.extend(gone.iter().map(|(_, root)| *root));
        roots.extend(left.into_iter().map(|(_, root)| root));
        if gone.is_empty() || roots.is_empty() {
            missing.extend(roots);
            missing.sort_unstable();
            return (Slice::default(), missing);
        }
    }
}
