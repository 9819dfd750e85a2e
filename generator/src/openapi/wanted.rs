//! The requests that are wanted have to be in the document: it is the list of what the service answers.

use super::trie::Trie;
use crate::slice::{Root, parse_root};

/// The places of the roots of which the document has no operation.
pub(super) fn missing(trie: &Trie<'_, '_>, roots: &[&str]) -> Vec<usize> {
    let is_missing = |root: &str| match parse_root(root) {
        Ok(Root::Request { method, segments }) => {
            let names: Vec<_> = segments.iter().map(|(_, segment)| *segment).collect();
            !has(trie, &names, &method.to_ascii_lowercase())
        }
        _ => false,
    };
    let numbered = roots.iter().enumerate();
    numbered
        .filter(|(_, root)| is_missing(root))
        .map(|(n, _)| n)
        .collect()
}

/// Is there an operation at the end of a path? Names of parameters do not count.
fn has(trie: &Trie<'_, '_>, segments: &[&str], method: &str) -> bool {
    let Some((first, rest)) = segments.split_first() else {
        return trie.operation(method).is_some();
    };
    let first = shape(first);
    let mut children = trie.children.iter();
    children.any(|(segment, child)| shape(segment) == first && has(child, rest, method))
}

/// A segment without the names of its parameters.
pub(super) fn shape(segment: &str) -> String {
    let mut shape = String::new();
    let mut inside = false;
    for c in segment.chars().filter(|c| !matches!(c, '\'' | '"')) {
        match c {
            '{' => inside = true,
            '}' => {
                inside = false;
                shape.push_str("{}");
            }
            _ if inside => {}
            _ => shape.push(c),
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::shape;

    #[test]
    fn names_of_parameters_do_not_count() {
        assert_eq!(shape("{user-id}"), "{}");
        assert_eq!(shape("f(a='{x}',b={y})"), "f(a={},b={})");
    }
}
