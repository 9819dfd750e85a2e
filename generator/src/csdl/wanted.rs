//! What roots ask for, told from their words alone: where a path leads is not known before types are read.

use rustc_hash::FxHashSet;

use crate::slice::{Root, parse_root};

/// How much of a type is wanted; of its name, where several types have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Extent {
    /// Paths go through it: its key, and the members that roots name.
    Path,
    /// All its members.
    Type,
    /// Values of it, which may be of a derived type.
    Value,
}

/// What is wanted of a document.
#[derive(Debug, Default)]
pub struct Wanted<'r> {
    /// The words of all paths.
    pub(super) words: FxHashSet<&'r str>,
    /// The words of their last segments, but for keys and such as `$count`.
    ends: FxHashSet<&'r str>,
    /// Types by their simple names.
    pub(super) types: Vec<(&'r str, Extent)>,
}

impl<'r> Wanted<'r> {
    /// What roots ask for; `None` if that is everything, or nothing that makes sense.
    pub fn by(roots: &[&'r str]) -> Option<Self> {
        let mut wanted = Self::default();
        for root in roots {
            match parse_root(root).ok()? {
                Root::Everything => return None,
                Root::Type(name) => wanted.types.push((simple(name), Extent::Type)),
                Root::Request { segments, .. } => {
                    wanted.path(segments.iter().map(|(_, segment)| segment));
                }
            }
        }
        Some(wanted)
    }

    fn path<'s>(&mut self, segments: impl DoubleEndedIterator<Item = &'s &'r str> + Clone)
    where
        'r: 's,
    {
        self.words.extend(segments.clone().flat_map(|s| words(s)));
        let named = segments.rev().filter(|s| !s.starts_with(['{', '$', '(']));
        for (n, segment) in named.enumerate() {
            if n == 0 {
                self.ends.extend(words(segment));
            }
            let cast = head(segment);
            if cast.contains('.') {
                let extent = if n == 0 { Extent::Value } else { Extent::Path };
                self.types.push((simple(cast), extent));
            }
        }
    }

    /// How much of what a member leads to is wanted, if anything is.
    pub(super) fn extent(&self, member: &str) -> Option<Extent> {
        if self.ends.contains(member) {
            Some(Extent::Value)
        } else {
            self.words.contains(member).then_some(Extent::Path)
        }
    }
}

/// The names in a segment: those of a property or operation, of a type and its namespace, of keys and parameters.
fn words(segment: &str) -> impl Iterator<Item = &str> {
    segment.split(|c: char| !c.is_alphanumeric() && c != '_')
}

/// What comes before a slash or parenthesis: the qualified name that the target of annotations starts with.
pub(crate) fn head(path: &str) -> &str {
    let end = path.bytes().position(|byte| matches!(byte, b'/' | b'('));
    end.and_then(|end| path.get(..end)).unwrap_or(path)
}

/// The name of a type without its namespace: `user` of `Collection(microsoft.graph.user)`.
pub(super) fn simple(ty: &str) -> &str {
    let ty = ty.trim_ascii_end();
    let ty = ty.strip_suffix(')').unwrap_or(ty);
    let start = ty
        .bytes()
        .rposition(|byte| byte == b'.')
        .map_or(0, |dot| dot + 1);
    ty.get(start..).unwrap_or(ty).trim_ascii()
}
