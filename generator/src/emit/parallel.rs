//! Files do not depend on each other, so all cores write them.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What `write` makes of each item, in the order of the items.
///
/// It runs on threads of its own even where there is one core: the allocator gives each thread fresh
/// memory, and the many short-lived tokens stay close together there instead of filling the gaps
/// between everything that is held while they are written.
pub(super) fn map<T: Sync, U: Send>(
    items: &[T],
    write: impl Fn(&T) -> U + Sync,
) -> impl Iterator<Item = (&T, U)> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut written = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else {
                return written;
            };
            written.push((at, write(item)));
        }
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let mut written: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..cores.min(items.len()))
            .map(|_| scope.spawn(work))
            .collect();
        let finished = threads.into_iter().map(|thread| match thread.join() {
            Ok(written) => written,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        finished.flatten().collect()
    });
    written.sort_unstable_by_key(|(at, _)| *at);
    let texts = written.into_iter().map(|(_, written)| written);
    items.iter().zip(texts)
}

#[cfg(test)]
mod tests {
    use super::map;

    #[test]
    fn results_stay_with_their_items() {
        let items: Vec<_> = (0..1_000).collect();
        let doubled: Vec<_> = map(&items, |item| item * 2).collect();
        assert_eq!(doubled.len(), items.len());
        assert!(doubled.iter().all(|(item, double)| **item * 2 == *double));
        assert_eq!(map(&[], |(): &()| ()).count(), 0);
    }
}
