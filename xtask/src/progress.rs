//! A sign of life for work that takes long.

use std::io::{IsTerminal, stderr};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::ProgressBar;

/// How long people wait without wondering.
const PATIENCE: Duration = Duration::from_secs(1);

/// Shows a spinner on a terminal as long as it lives, if it lives longer than a second.
pub(crate) struct Progress(Option<(Sender<()>, JoinHandle<()>)>);

impl Progress {
    /// Starts waiting.
    pub(crate) fn start(message: &'static str) -> Self {
        if !stderr().is_terminal() {
            return Self(None);
        }
        let (done, wait) = channel::<()>();
        let spinner = std::thread::spawn(move || {
            if wait.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                let bar = ProgressBar::new_spinner().with_message(message);
                bar.enable_steady_tick(Duration::from_millis(100));
                // Returns as soon as the sender is gone.
                let _ = wait.recv();
                bar.finish_and_clear();
            }
        });
        Self(Some((done, spinner)))
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((done, spinner)) = self.0.take() {
            drop(done);
            // A spinner that broke has done no harm.
            let _ = spinner.join();
        }
    }
}
