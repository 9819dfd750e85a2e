//! The names that a crate has given already. A name that was given keeps its meaning on the wire, whatever else comes.

use std::collections::BTreeMap;

use super::{Name, reserved};

/// Stands between an item and its meaning in `api.txt`.
pub(crate) const MEANS: &str = "  = ";

/// What a name in `api.txt` is of; each has names of its own within an owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A module.
    Module,
    /// A struct or enum.
    Type,
    /// An enum of derived types.
    Downcast,
    /// A request builder.
    Builder,
    /// A field.
    Field,
    /// A variant.
    Variant,
    /// A method.
    Method,
}

/// The names of one owner, by what they mean on the wire.
pub type Given = BTreeMap<String, Name>;

/// The names of a published crate.
///
/// They are those of its `api.txt`. Without one, names follow from the schema alone.
///
/// ```
/// use msgraph_generator::rust::names::Published;
///
/// let published = Published::read("field v1_0::models::User::id: Option<String>  = id\n");
/// assert_ne!(published, Published::default());
/// assert_eq!(Published::read("what is no line of it"), Published::default());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Published(BTreeMap<(Kind, String), Given>);

impl Published {
    /// Reads the names in the text of an `api.txt`. Lines that say nothing of the wire are passed over.
    pub fn read(text: &str) -> Self {
        let mut published = Self::default();
        for line in text.lines() {
            let Some((item, meaning)) = line.split_once(MEANS) else {
                continue;
            };
            let Some((word, rest)) = item.split_once(' ') else {
                continue;
            };
            let kind = match word {
                "mod" => Kind::Module,
                "model" | "enum" => Kind::Type,
                "kind" => Kind::Downcast,
                "builder" => Kind::Builder,
                "field" => Kind::Field,
                "variant" => Kind::Variant,
                "fn" => Kind::Method,
                _ => continue,
            };
            let is_path = |c: char| c == ':' || c == '#' || unicode_ident::is_xid_continue(c);
            let end = rest.find(|c| !is_path(c)).unwrap_or(rest.len());
            let path = rest.get(..end).unwrap_or_default().trim_end_matches(':');
            published.add(kind, path, meaning);
        }
        published
    }

    /// Adds the name at the end of a path. The first one of a meaning counts.
    pub(crate) fn add(&mut self, kind: Kind, path: &str, meaning: &str) {
        let (owner, name) = path.rsplit_once("::").unwrap_or(("", path));
        let name = name.strip_prefix("r#").unwrap_or(name);
        if is_identifier(name) {
            let names = self.0.entry((kind, owner.to_owned())).or_default();
            let name = Name::from(name.to_owned());
            names.entry(meaning.to_owned()).or_insert(name);
        }
    }

    /// The names that an owner has given.
    pub(in crate::rust) fn of(&self, kind: Kind, owner: &str) -> Given {
        let names = self.0.get(&(kind, owner.to_owned()));
        names.cloned().unwrap_or_default()
    }
}

fn is_identifier(name: &str) -> bool {
    let mut letters = name.chars();
    let starts = letters
        .next()
        .is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c));
    starts && letters.all(unicode_ident::is_xid_continue) && !reserved::is_never_raw(name)
}
