//! The expected tree of files, and how it differs from the one that is there.

use std::collections::BTreeMap;

/// Whose a file is once it exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ownership {
    /// The generator's: it is to be equal to the last byte, and goes when the schema drops it.
    Generated,
    /// The user's: it is written where it is missing and never touched again.
    Scaffold,
}

/// A file to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// What it says; line ends are `\n`.
    pub text: String,
    /// Whose it is.
    pub ownership: Ownership,
}

/// Files by path. Paths are relative to the crate and have forward slashes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree {
    files: BTreeMap<String, File>,
}

impl Tree {
    /// Adds a file of the generator's.
    pub fn generated(&mut self, path: impl Into<String>, text: String) {
        self.insert(path.into(), text, Ownership::Generated);
    }

    /// Adds a file that is the user's once it exists.
    pub fn scaffold(&mut self, path: impl Into<String>, text: String) {
        self.insert(path.into(), text, Ownership::Scaffold);
    }

    fn insert(&mut self, path: String, text: String, ownership: Ownership) {
        self.files.insert(path, File { text, ownership });
    }

    /// Adds all files of another tree.
    pub fn extend(&mut self, other: Self) {
        self.files.extend(other.files);
    }

    /// All files, sorted by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, &File)> {
        self.files.iter().map(|(path, file)| (path.as_str(), file))
    }

    /// The file at that path.
    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }
}
