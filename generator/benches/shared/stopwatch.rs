//! CPU time, which neighbours on the machine disturb less than time on the wall.

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ProcessTime;

/// The CPU time that something takes.
pub(crate) fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = ProcessTime::now();
    let result = black_box(work());
    let time = start.elapsed();
    drop(result);
    time
}

/// The shortest times of several pieces of work, done in turn so that each has the same neighbours.
pub(crate) fn shortest<const N: usize>(
    rounds: usize,
    mut work: [&mut dyn FnMut() -> Duration; N],
) -> [Duration; N] {
    let mut times = [Duration::MAX; N];
    for _ in 0..rounds {
        for (time, work) in times.iter_mut().zip(&mut work) {
            *time = work().min(*time);
        }
    }
    times
}
