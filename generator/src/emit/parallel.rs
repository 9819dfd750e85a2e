//! Files do not depend on each other, so all cores write them.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What `write` makes of the items: of some on each thread.
///
/// It runs on threads of its own even where there is one core: the allocator gives each thread fresh
/// memory, and the many short-lived tokens stay close together there instead of filling the gaps
/// between everything that is held while they are written.
pub(super) fn fold<'t, T: Sync, W: Default + Send>(
    items: &'t [T],
    write: impl Fn(&mut W, &'t T) + Sync,
) -> Vec<W> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut written = W::default();
        while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
            write(&mut written, item);
        }
        written
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..cores.min(items.len()))
            .map(|_| scope.spawn(work))
            .collect();
        let finished = threads.into_iter().map(|thread| match thread.join() {
            Ok(written) => written,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        finished.collect()
    })
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn each_item_is_written_once() {
        let items: Vec<_> = (0..1_000).collect();
        let mut written: Vec<i32> =
            fold(&items, |written: &mut Vec<_>, item| written.push(*item)).concat();
        written.sort_unstable();
        assert_eq!(written, items);
        assert!(fold(&[], |(), (): &()| ()).is_empty());
    }
}
