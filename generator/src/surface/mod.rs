//! The public surface of a generated crate: an item, a line. It is made of what [`emit`](crate::emit) makes
//! the code of, without writing any. Each line has the element of the schema that it comes from, and what its name means
//! on the wire.
//!
//! `api.txt` beside `src/` is its [`text`](Surface::text). [`compare`] tells which code still compiles.

mod compare;
mod line;
mod listing;
mod read;
#[cfg(test)]
mod tests;
mod types;

pub use compare::{Change, Effect, compare};
pub use line::{Line, Public, Receiver, Space};

use crate::rust::names::Published;
use crate::rust::{Api, Features, Meaning};
use read::Reader;

/// The public items of a crate, sorted by path: what is in a type or module comes right after it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surface {
    lines: Vec<Line>,
}

impl Surface {
    /// The surface of a module of the crate.
    pub fn of(api: &Api) -> Self {
        let mut reader = Reader::new(&api.module);
        reader.modules(&api.namespaces);
        for namespace in &api.namespaces {
            let module = namespace.module.as_ref();
            for model in &namespace.models {
                reader.model(module, model);
            }
            for file in &namespace.builders {
                reader.builders(module, file);
            }
        }
        if let Some(root) = &api.root {
            reader.root(root);
        }
        Self::from_lines(reader.lines())
    }

    /// The surface of a crate with these modules and features.
    pub fn of_crate(modules: impl IntoIterator<Item = Self>, features: &Features) -> Self {
        let features = features.iter().map(|feature| Line {
            path: feature.clone(),
            public: Public::Feature,
            features: Features::new(),
            element: None,
            meaning: Meaning::None,
        });
        let lines = modules.into_iter().flat_map(|module| module.lines);
        Self::from_lines(lines.chain(features).collect())
    }

    fn from_lines(mut lines: Vec<Line>) -> Self {
        // In place: there are many, and what is implemented for one item has its key.
        lines.sort_unstable_by(|a, b| {
            line::order(a.key(), b.key()).then_with(|| a.to_string().cmp(&b.to_string()))
        });
        Self { lines }
    }

    /// The names of the items, by what they mean on the wire.
    pub fn published(&self) -> Published {
        let mut published = Published::default();
        for line in &self.lines {
            let meaning = line.meaning.to_string();
            if let Some(kind) = line.kind().filter(|_| !meaning.is_empty()) {
                published.add(kind, &line.path, &meaning);
            }
        }
        published
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
}
