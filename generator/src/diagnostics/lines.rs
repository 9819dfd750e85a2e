//! Byte offsets as lines and columns.

use super::render::char_boundary;

/// Where the lines of a text start, so that many places in it are told quickly.
///
/// ```
/// use msgraph_generator::diagnostics::Lines;
/// assert_eq!(Lines::of("ab\ncafé!").place(8), (2, 5));
/// ```
#[derive(Debug, Clone)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// The lines of this text.
    pub fn of(text: &'t str) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(ends).collect(),
        }
    }

    /// The line and the column, in characters and from 1, of a byte offset.
    pub fn place(&self, offset: usize) -> (usize, usize) {
        let offset = char_boundary(self.text, offset);
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = line
            .checked_sub(1)
            .and_then(|n| self.starts.get(n))
            .copied();
        let before = self.text.get(start.unwrap_or(0)..offset);
        (line, before.map_or(0, |before| before.chars().count()) + 1)
    }
}
