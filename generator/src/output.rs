//! The expected tree of files, and how it differs from the one that is there.

use std::collections::BTreeMap;

/// The folder that the generator owns: what is in it and not in the tree is an orphan.
const OWNED: &str = "src/";

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

/// A file that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// Which file.
    pub path: String,
    /// What is the matter with it.
    pub kind: DifferenceKind,
}

/// What is the matter with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DifferenceKind {
    /// It says something else.
    Changed,
    /// It is not there.
    Missing,
    /// It is there, but nothing generates it.
    Orphan,
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

    /// Puts a line at the head of each file of the generator's.
    pub fn head(&mut self, line: &str) {
        let files = self.files.values_mut();
        for file in files.filter(|file| file.ownership == Ownership::Generated) {
            file.text.insert_str(0, line);
        }
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

    /// Leaves out the files whose path does not pass.
    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.files.retain(|path, _| keep(path));
    }

    /// What would have to be done to `existing`, sorted by path: the files below `src/` and whatever
    /// else the tree has.
    ///
    /// Line ends do not count: a checkout may have turned them into `\r\n`. Scaffold files are only ever
    /// missing.
    ///
    /// ```
    /// use std::collections::BTreeMap;
    /// use msgraph_codegen::output::{DifferenceKind, Tree};
    ///
    /// let mut tree = Tree::default();
    /// tree.generated("src/lib.rs", "pub mod v1_0;\n".into());
    /// let existing = BTreeMap::from([
    ///     ("src/lib.rs".to_owned(), b"pub mod v1_0;\r\n".to_vec()),
    ///     ("src/old.rs".to_owned(), Vec::new()),
    /// ]);
    /// let differences = tree.compare(&existing);
    /// assert_eq!(differences.len(), 1);
    /// assert_eq!(differences[0].path, "src/old.rs");
    /// assert_eq!(differences[0].kind, DifferenceKind::Orphan);
    /// ```
    pub fn compare(&self, existing: &BTreeMap<String, Vec<u8>>) -> Vec<Difference> {
        let expected = self.files.iter().filter_map(|(path, file)| {
            let kind = match existing.get(path) {
                None => DifferenceKind::Missing,
                Some(bytes) if file.ownership == Ownership::Generated && !file.is(bytes) => {
                    DifferenceKind::Changed
                }
                Some(_) => return None,
            };
            Some((path, kind))
        });
        let orphans = existing
            .keys()
            .filter(|path| path.starts_with(OWNED) && !self.files.contains_key(*path))
            .map(|path| (path, DifferenceKind::Orphan));
        let mut differences: Vec<_> = expected
            .chain(orphans)
            .map(|(path, kind)| Difference {
                path: path.clone(),
                kind,
            })
            .collect();
        differences.sort();
        differences
    }
}

impl File {
    /// Do these bytes say the same, whatever their line ends?
    fn is(&self, bytes: &[u8]) -> bool {
        self.text.as_bytes() == bytes || self.text.as_bytes().iter().eq(with_unix_line_ends(bytes))
    }
}

/// The bytes without each `\r` that stands before a `\n`.
fn with_unix_line_ends(bytes: &[u8]) -> impl Iterator<Item = &u8> {
    let following = bytes.iter().skip(1).map(Some).chain([None]);
    bytes
        .iter()
        .zip(following)
        .filter_map(|(byte, next)| match (byte, next) {
            (b'\r', Some(b'\n')) => None,
            _ => Some(byte),
        })
}

#[cfg(test)]
mod tests {
    use super::{DifferenceKind, Tree};

    /// How a generated `src/a.rs` and a scaffolded `Cargo.toml` compare to what is there.
    fn compare(existing: &[(&str, &[u8])]) -> Vec<(String, DifferenceKind)> {
        let mut tree = Tree::default();
        tree.generated("src/a.rs", "fn a() {}\nfn b() {}\n".into());
        tree.scaffold("Cargo.toml", "[package]\n".into());
        let existing = existing
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.to_vec()));
        let differences = tree.compare(&existing.collect());
        differences.into_iter().map(|d| (d.path, d.kind)).collect()
    }

    const SAME: (&str, &[u8]) = ("src/a.rs", b"fn a() {}\nfn b() {}\n");
    const CARGO: (&str, &[u8]) = ("Cargo.toml", b"anything");

    #[test]
    fn equal_is_equal() {
        assert_eq!(compare(&[SAME, CARGO]), []);
    }

    #[test]
    fn both_ways() {
        let differences = compare(&[
            ("src/z/b.rs", b""),
            ("src/a.rs", b"fn a() {}\n"),
            ("tests/t.rs", b""),
        ]);
        let expected = [
            ("Cargo.toml", DifferenceKind::Missing),
            ("src/a.rs", DifferenceKind::Changed),
            ("src/z/b.rs", DifferenceKind::Orphan),
        ];
        assert_eq!(
            differences,
            expected.map(|(path, kind)| (path.to_owned(), kind))
        );
        assert_eq!(
            compare(&[CARGO]),
            [("src/a.rs".to_owned(), DifferenceKind::Missing)]
        );
    }

    #[test]
    fn line_ends_do_not_count() {
        assert_eq!(
            compare(&[("src/a.rs", b"fn a() {}\r\nfn b() {}\r\n"), CARGO]),
            []
        );
        assert_eq!(
            compare(&[("src/a.rs", b"fn a() {}\nfn b() {}\r\n"), CARGO]),
            []
        );
    }

    #[test]
    fn all_other_bytes_count() {
        let changed = [("src/a.rs".to_owned(), DifferenceKind::Changed)];
        for bytes in [
            &b"fn a() {}\rfn b() {}\n"[..],
            b"fn a() {}\r\r\nfn b() {}\n",
            b"fn a() {}\nfn b() {}",
            b"fn a() {}\nfn b() {}\n\n",
            b"fn a() {}\nfn b() {}\n\r",
            b"\xEF\xBB\xBFfn a() {}\nfn b() {}\n",
            b"fn a() {}\nfn \xFF() {}\n",
        ] {
            assert_eq!(compare(&[("src/a.rs", bytes), CARGO]), changed, "{bytes:?}");
        }
    }
}
