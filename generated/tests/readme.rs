//! The program in the README is the example, which is compiled and tested.

#![allow(clippy::unwrap_used)] // failing is what a test is for

#[test]
fn the_readme_shows_the_example() {
    let example = include_str!("../examples/watch_operation.rs");
    let program = example.split("// ✂\n").nth(1).unwrap();
    let readme = include_str!("../../README.md");
    assert!(
        readme.contains(&format!("```rust\n{program}```\n")),
        "the program in README.md is not the one in generated/examples/watch_operation.rs"
    );
}
