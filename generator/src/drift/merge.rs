//! Two sorted lists side by side.

use std::cmp::Ordering;
use std::collections::VecDeque;

use rustc_hash::FxHashMap;

/// What stands at a place of either list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pair<O, N> {
    /// Only the old list has it.
    Old(O),
    /// Only the new list has it.
    New(N),
    /// Both have it.
    Both(O, N),
}

/// Goes through two lists that are sorted by `order`.
pub(super) fn pairs<O, N, F>(
    old: impl IntoIterator<Item = O>,
    new: impl IntoIterator<Item = N>,
    order: F,
) -> impl Iterator<Item = Pair<O, N>>
where
    F: Fn(&O, &N) -> Ordering,
{
    let mut old = old.into_iter().peekable();
    let mut new = new.into_iter().peekable();
    std::iter::from_fn(move || {
        let order = match (old.peek(), new.peek()) {
            (Some(old), Some(new)) => order(old, new),
            (Some(_), None) => Ordering::Less,
            (None, _) => Ordering::Greater,
        };
        match order {
            Ordering::Less => old.next().map(Pair::Old),
            Ordering::Greater => new.next().map(Pair::New),
            Ordering::Equal => Some(Pair::Both(old.next()?, new.next()?)),
        }
    })
}

/// The elements that are left over on one side, to be found by their names in any letter case.
pub(super) struct Leftover<T> {
    items: Vec<Option<T>>,
    places: FxHashMap<String, VecDeque<usize>>,
}

impl<T> Leftover<T> {
    pub(super) fn new<'n>(items: Vec<T>, name: impl Fn(&T) -> &'n str) -> Self {
        let mut places: FxHashMap<String, VecDeque<usize>> = FxHashMap::default();
        for (at, item) in items.iter().enumerate() {
            let name = name(item).to_ascii_lowercase();
            places.entry(name).or_default().push_back(at);
        }
        let items = items.into_iter().map(Some).collect();
        Self { items, places }
    }

    /// Takes out the first that is called so.
    pub(super) fn take(&mut self, name: &str) -> Option<T> {
        let at = self
            .places
            .get_mut(&name.to_ascii_lowercase())?
            .pop_front()?;
        self.items.get_mut(at)?.take()
    }

    /// The elements that nobody took, in order.
    pub(super) fn rest(self) -> impl Iterator<Item = T> {
        self.items.into_iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::Pair::{Both, New, Old};
    use super::*;

    #[test]
    fn what_is_left_over_is_taken_once_in_any_letter_case() {
        let mut left = Leftover::new(vec!["aB", "c", "AB"], |name| name);
        assert_eq!(left.take("ab"), Some("aB"));
        assert_eq!(left.take("Ab"), Some("AB"));
        assert_eq!((left.take("ab"), left.take("d")), (None, None));
        assert_eq!(left.rest().collect::<Vec<_>>(), ["c"]);
    }

    #[test]
    fn what_is_in_both_stands_side_by_side() {
        let found: Vec<_> = pairs([1, 3, 4], [2, 3, 5], Ord::cmp).collect();
        assert_eq!(found, [Old(1), New(2), Both(3, 3), Old(4), New(5)]);
    }
}
