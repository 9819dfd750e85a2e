//! Two sorted lists side by side.

use std::cmp::Ordering;

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

#[cfg(test)]
mod tests {
    use super::Pair::{Both, New, Old};
    use super::*;

    #[test]
    fn what_is_in_both_stands_side_by_side() {
        let found: Vec<_> = pairs([1, 3, 4], [2, 3, 5], Ord::cmp).collect();
        assert_eq!(found, [Old(1), New(2), Both(3, 3), Old(4), New(5)]);
    }
}
