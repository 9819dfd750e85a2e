//! The requests that a document lists: it says what the service answers.

use std::collections::BTreeSet;

use super::trie::Trie;

/// The requests that a document lists.
#[derive(Debug, Default)]
pub struct Requests(BTreeSet<String>);

impl Requests {
    pub(super) fn of(trie: &Trie<'_, '_>) -> Self {
        let mut requests = Self::default();
        requests.add(trie, "");
        requests
    }

    fn add(&mut self, trie: &Trie<'_, '_>, path: &str) {
        for (method, _) in trie.operations() {
            self.0.insert(format!("{method} {path}"));
        }
        for (segment, child) in &trie.children {
            self.add(child, &format!("{path}/{}", shape(segment)));
        }
    }

    /// Is there such a request? Names of parameters do not count.
    pub fn contains<'s>(&self, method: &str, segments: impl IntoIterator<Item = &'s str>) -> bool {
        let mut request = format!("{} ", method.to_ascii_lowercase());
        for segment in segments {
            request.push('/');
            request.push_str(&shape(segment));
        }
        self.0.contains(&request)
    }
}

/// A segment without the names of its parameters.
fn shape(segment: &str) -> String {
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
