//! Repositories of tests.

use std::path::Path;
use std::process::Command;

/// Runs git in a folder, as somebody, which must go well; what it says.
pub(crate) fn git(folder: &Path, line: &str) -> String {
    let somebody = ["user.name=a", "user.email=a@b", "commit.gpgsign=false"];
    let output = Command::new("git")
        .args(somebody.iter().flat_map(|setting| ["-c", setting]))
        .args(line.split(' '))
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}
