//! The text of `api.txt`.

use std::fmt::Write as _;
use std::ops::Range;

use super::line::{Line, Public};
use super::read::Reader;
use crate::rust::names::Name;
use crate::rust::{Api, BuilderFile, Features, Model};

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

/// The lines of the public items of a crate, put together of parts in any order: a [`Surface`](super::Surface) that only
/// remains to be written.
#[derive(Debug, Default)]
pub struct Listing {
    items: Vec<Item>,
    /// Sort keys and lines of the items, one behind the other: many small texts would take more room.
    texts: String,
}

/// An item with all that is in it.
#[derive(Debug)]
struct Item {
    is_feature: bool,
    /// A module that is in no other.
    is_outermost: bool,
    key: Range<usize>,
    lines: Range<usize>,
}

impl Listing {
    /// Adds the modules that files are in, and the service root.
    pub(crate) fn add_frame<M, B>(&mut self, api: &Api<M, B>) {
        let mut reader = Reader::new(&api.module);
        reader.modules(&api.namespaces);
        for line in reader.lines() {
            self.add(&line);
        }
        if let Some(root) = &api.root {
            let mut reader = Reader::new(&api.module);
            reader.root(root);
            self.add_file(reader.lines());
        }
    }

    /// Adds a file of models.
    pub(crate) fn add_model(&mut self, api: &Name, namespace: Option<&Name>, model: &Model) {
        let mut reader = Reader::new(api);
        reader.model(namespace, model);
        self.add_file(reader.lines());
    }

    /// Adds a file of requests.
    pub(crate) fn add_builders(
        &mut self,
        api: &Name,
        namespace: Option<&Name>,
        file: &BuilderFile,
    ) {
        let mut reader = Reader::new(api);
        reader.builders(namespace, file);
        self.add_file(reader.lines());
    }

    /// Adds the features that are there for parts of the crate.
    pub fn add_features(&mut self, features: &Features) {
        for feature in features {
            self.add(&Line {
                path: feature.clone(),
                public: Public::Feature,
                features: Features::new(),
                element: String::new(),
            });
        }
    }

    /// Adds items with all that is in them.
    pub(super) fn add_file(&mut self, mut lines: Vec<Line>) {
        lines.sort_by_cached_key(Line::sort_key);
        let mut outermost = None;
        for line in &lines {
            if outermost.is_some_and(|path| is_inside(&line.path, path)) {
                self.append(line);
            } else {
                outermost = Some(&line.path);
                self.add(line);
            }
        }
    }

    /// Adds an item.
    pub(super) fn add(&mut self, line: &Line) {
        let start = self.texts.len();
        self.texts.push_str(&line.sort_path());
        let end = self.texts.len();
        self.items.push(Item {
            is_feature: matches!(line.public, Public::Feature),
            is_outermost: matches!(line.public, Public::Module) && !line.path.contains("::"),
            key: start..end,
            lines: end..end,
        });
        self.append(line);
    }

    /// Adds a line to the last item.
    fn append(&mut self, line: &Line) {
        // Writing to a text does not fail.
        let _ = writeln!(self.texts, "{line}");
        if let Some(item) = self.items.last_mut() {
            item.lines.end = self.texts.len();
        }
    }

    /// Adds the items of another part of the crate.
    pub fn extend(&mut self, other: Self) {
        let by = self.texts.len();
        self.texts.push_str(&other.texts);
        let shifted = |range: Range<usize>| range.start + by..range.end + by;
        self.items.extend(other.items.into_iter().map(|item| Item {
            key: shifted(item.key),
            lines: shifted(item.lines),
            ..item
        }));
    }

    /// The text, with this notice at its head.
    pub fn text(mut self, notice: &str) -> String {
        let part = |range: &Range<usize>| self.texts.get(range.clone()).unwrap_or_default();
        self.items
            .sort_by_key(|item| (!item.is_feature, part(&item.key)));
        let mut text = format!("# {notice}\n{LEGEND}");
        for (n, item) in self.items.iter().enumerate() {
            // Parts of the crate are set apart.
            if n == 0 || item.is_outermost {
                text.push('\n');
            }
            text.push_str(part(&item.lines));
        }
        text
    }
}

fn is_inside(path: &str, outer: &str) -> bool {
    let rest = path.strip_prefix(outer);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}
