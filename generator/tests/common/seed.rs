//! The numbers that tests choose by.

#![allow(clippy::print_stdout, clippy::unwrap_used)] // the helpers of tests may fail as tests do

/// The seed of a test: the same in each run, unless `SEED` in the environment asks for another.
///
/// It is printed, so that a failure tells it.
pub(crate) fn seed(usual: u64) -> u64 {
    let asked = std::env::var("SEED").ok();
    let seed = asked.map_or(usual, |text| text.parse().unwrap());
    println!("SEED={seed}");
    seed
}
