use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::time::Instant;

use super::*;

/// Runs a future on this thread, with no runtime.
fn block_on<F: Future>(future: F) -> F::Output {
    struct Unpark(std::thread::Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = std::pin::pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => std::thread::park(),
        }
    }
}

#[test]
fn real_time_passes_without_a_runtime() {
    let start = Instant::now();
    let (later, sooner) = (Duration::from_millis(12), Duration::from_millis(3));
    let thread = std::thread::spawn(move || block_on(SystemTimer.sleep(later)));
    block_on(SystemTimer.sleep(sooner));
    assert!(start.elapsed() >= sooner);
    thread.join().unwrap();
    assert!(start.elapsed() >= later);
    drop(SystemTimer.sleep(Duration::MAX));
}

#[test]
fn virtual_sleeps_pass_at_once() {
    let timer = VirtualTimer::new();
    let start = timer.wall_clock();
    let day = Duration::from_secs(86400);
    block_on(timer.sleep(day));
    assert_eq!(timer.now(), day);
    assert_eq!(timer.wall_clock(), start + day);
    assert_eq!(timer.sleeps(), [day]);
}

#[test]
fn virtual_timeouts_wait_for_others() {
    let timer = VirtualTimer::new();
    let second = Duration::from_secs(1);
    let mut timeout = timer.timeout(2 * second);
    let mut context = Context::from_waker(Waker::noop());
    assert_eq!(timeout.as_mut().poll(&mut context), Poll::Pending);
    block_on(timer.sleep(second));
    assert_eq!(timeout.as_mut().poll(&mut context), Poll::Pending);
    timer.advance(second);
    assert_eq!(timeout.as_mut().poll(&mut context), Poll::Ready(()));
    assert_eq!(timer.sleeps(), [second]);
}

#[test]
fn virtual_time_begins_when_it_is_told() {
    let start = SystemTime::UNIX_EPOCH + Duration::from_secs(7);
    let timer = VirtualTimer::starting_at(start);
    assert_eq!(timer.wall_clock(), start);
    timer.advance(Duration::from_secs(5));
    assert_eq!(timer.wall_clock(), start + Duration::from_secs(5));
}
