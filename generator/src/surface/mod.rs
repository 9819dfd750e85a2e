//! The public surface of a generated crate: an item, a line. It is made of what [`emit`](crate::emit) makes
//! the code of, without writing any, so it can be had of a few types of a large schema, quickly.
//!
//! `api.txt` beside `src/` is its text. [`compare`] tells which code still compiles.

mod between;
mod compare;
mod line;
mod read;
#[cfg(test)]
mod tests;
mod types;

pub use between::{between, touched};
pub use compare::{Change, Effect, compare};
pub use line::{Line, Public, Receiver, Space};

use std::fmt::Write as _;

use crate::rust::{Api, Features};

/// What stands above the lines of `api.txt`: what every item of a kind has beside what its lines say.
const LEGEND: &str = "\
#
# The public items of this crate, one a line. Types are written as from within the module of their API.
# Not written, since all of a kind have it:
#   model    new(), Clone, Debug, Default, Model; the field `base` and, through Deref, all that is behind it,
#            or the field `additional`; a model `X` among `models` is Object<XFields>, or of the struct that
#            stands behind it, and has in its module the handles of its bases
#   enum     Unrecognized(..), as_str(), is_known(), Clone, Debug, Display, Eq, Hash, Enumeration, with the
#            feature `serde` Serialize and Deserialize; further variants may come
#   kind     Other(Box<..>), Debug; further variants may come
#   builder  Clone, Debug; constants of what its requests need to be allowed, as in the module `permissions`
";

/// The public items of a crate, sorted by path: what is in a type or module comes right after it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surface {
    lines: Vec<Line>,
}

impl Surface {
    /// The surface of a module of the crate.
    pub fn of(api: &Api) -> Self {
        Self::from_lines(read::lines(api))
    }

    /// The features that are there for parts of the crate.
    pub fn of_features(features: &Features) -> Self {
        let lines = features.iter().map(|feature| Line {
            path: feature.clone(),
            public: Public::Feature,
            features: Features::new(),
            element: String::new(),
        });
        Self::from_lines(lines.collect())
    }

    fn from_lines(mut lines: Vec<Line>) -> Self {
        // Paths have long beginnings in common, which are compared faster as a whole.
        lines.sort_by_cached_key(Line::sort_key);
        Self { lines }
    }

    /// Adds the items of another part of the crate.
    pub fn extend(&mut self, other: Self) {
        if self.lines.is_empty() {
            *self = other;
            return;
        }
        if other.lines.is_empty() {
            return;
        }
        self.lines.extend(other.lines);
        // Both parts are sorted, which this makes use of.
        self.lines.sort_by(|a, b| line::order(a.key(), b.key()));
    }

    /// The items, sorted.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The item with that path. One path can mean a field and a method.
    pub fn get(&self, path: &str, space: Space) -> Option<&Line> {
        let at = self
            .lines
            .binary_search_by(|line| line::order(line.key(), (path, space)));
        self.lines.get(at.ok()?)
    }

    /// The model at that path, its base, the base of that, and so on, as far as they are in this surface.
    pub fn lineage<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Line> {
        std::iter::successors(self.get(path, Space::Type), |line| match &line.public {
            Public::Model { base, .. } => self.get(base.as_ref()?, Space::Type),
            _ => None,
        })
    }

    /// The field that `value.name` means for a value of the model at `path`: its own, or the nearest inherited one.
    pub fn field(&self, path: &str, name: &str) -> Option<&Line> {
        self.lineage(path)
            .find_map(|model| self.get(&format!("{}::{name}", model.path), Space::Field))
    }

    /// The handle called `name` in the module of the model at `path`: of an own member, or of an inherited one.
    pub fn handle(&self, path: &str, name: &str) -> Option<&Line> {
        self.lineage(path).find_map(|model| match &model.public {
            Public::Model { module, .. } => self.get(&format!("{module}::{name}"), Space::Value),
            _ => None,
        })
    }

    /// The text of `api.txt`, with this notice at its head.
    pub fn text(&self, notice: &str) -> String {
        let mut text = format!("# {notice}\n{LEGEND}");
        let mut is_first = true;
        for line in &self.lines {
            // Parts of the crate are set apart.
            if is_first || matches!(line.public, Public::Module) && !line.path.contains("::") {
                text.push('\n');
            }
            is_first = false;
            // Writing to a text does not fail.
            let _ = writeln!(text, "{line}");
        }
        text
    }
}
