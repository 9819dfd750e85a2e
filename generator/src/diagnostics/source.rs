//! The inputs that diagnostics are about.

use super::Lines;

/// An input: what people call it and what is in it.
///
/// An input may be of several files, read one after the other. Their texts stand in `text`, so that a span is a place
/// in one of them; [`file_at`](Self::file_at) tells in which.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// The name to show, such as a path.
    pub name: String,
    /// The text that spans are ranges of.
    pub text: String,
    /// Where each file begins and what it is called; none, if the input is a file of its own.
    files: Vec<(usize, String)>,
}

/// A file of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct File<'s> {
    /// The name to show, such as a path.
    pub name: &'s str,
    /// What is in it.
    pub text: &'s str,
    /// Where it begins in the text of the input.
    pub start: usize,
}

impl Source {
    /// An input that is one file.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
            files: Vec::new(),
        }
    }

    /// Several inputs as one.
    ///
    /// ```
    /// use msgraph_generator::diagnostics::Source;
    ///
    /// let both = Source::joined("all", [Source::new("a.xml", "<a/>"), Source::new("b.xml", "<b/>")]);
    /// let start = both.text.find("<b/>").unwrap();
    /// assert_eq!(both.file_at(start + 1).name, "b.xml");
    /// assert_eq!(both.files().count(), 2);
    /// ```
    pub fn joined(name: impl Into<String>, parts: impl IntoIterator<Item = Self>) -> Self {
        let mut joined = Self::new(name, "");
        for part in parts {
            for file in part.files() {
                joined.files.push((joined.text.len(), file.name.to_owned()));
                joined.text.push_str(file.text);
            }
        }
        joined
    }

    /// The same input under another name. The files in it keep theirs.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Is it a file of its own, and not several?
    pub fn is_single(&self) -> bool {
        self.files.is_empty()
    }

    /// The files, in the order of their texts. There is at least one, except in an input that was joined of nothing.
    pub fn files(&self) -> impl Iterator<Item = File<'_>> {
        let whole = self.files.is_empty().then(|| self.whole());
        whole
            .into_iter()
            .chain((0..self.files.len()).filter_map(|n| self.file(n)))
    }

    /// The file in which an offset is.
    pub fn file_at(&self, offset: usize) -> File<'_> {
        let after = self.files.partition_point(|(start, _)| *start <= offset);
        let file = after.checked_sub(1).and_then(|n| self.file(n));
        file.unwrap_or_else(|| self.whole())
    }

    fn file(&self, n: usize) -> Option<File<'_>> {
        let (start, name) = self.files.get(n)?;
        let end = self.files.get(n + 1).map_or(self.text.len(), |next| next.0);
        Some(File {
            name,
            text: self.text.get(*start..end)?,
            start: *start,
        })
    }

    fn whole(&self) -> File<'_> {
        File {
            name: &self.name,
            text: &self.text,
            start: 0,
        }
    }
}

/// Where the lines of all files of an input start, so that many places in it are told quickly.
///
/// ```
/// use msgraph_generator::diagnostics::{Places, Source};
///
/// let both = Source::joined("all", [Source::new("a.xml", "<a/>"), Source::new("b.xml", "<b>\n</b>")]);
/// let (file, line, column) = Places::of(&both).place(8).unwrap();
/// assert_eq!((file.name, line, column), ("b.xml", 2, 1));
/// ```
#[derive(Debug, Clone)]
pub struct Places<'s>(Vec<(File<'s>, Lines<'s>)>);

impl<'s> Places<'s> {
    /// The places in an input.
    pub fn of(source: &'s Source) -> Self {
        let files = source.files();
        Self(files.map(|file| (file, Lines::of(file.text))).collect())
    }

    /// The file, the line and the column, in characters and from 1, of a byte offset.
    pub fn place(&self, offset: usize) -> Option<(File<'s>, usize, usize)> {
        let after = self.0.partition_point(|(file, _)| file.start <= offset);
        let (file, lines) = self.0.get(after.checked_sub(1)?)?;
        let (line, column) = lines.place(offset - file.start);
        Some((*file, line, column))
    }

    /// Are they in several files, so that a line says little without its file?
    pub fn is_of_several(&self) -> bool {
        self.0.len() > 1
    }

    /// The line and the column of a byte offset in a file, or right behind it.
    pub fn place_in(&self, file: File<'_>, offset: usize) -> (usize, usize) {
        let found = self.0.iter().find(|(known, _)| known.start == file.start);
        found.map_or((1, 1), |(_, lines)| {
            lines.place(offset.saturating_sub(file.start))
        })
    }
}
