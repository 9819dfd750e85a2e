//! Every code, in two tables.
//!
//! E01 and W01 are about the document, E02 and W02 about the schema in it, E03 and E04 about `slices.toml`,
//! E05 and W05 about OpenAPI documents.

mod errors;
#[cfg(test)]
mod tests;
mod warnings;

use std::fmt;

use super::nearest;

/// What a code means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The stable code.
    pub code: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// When it is given.
    pub explanation: &'static str,
    /// An input that it is given for: a part of a schema, whose alias is `self`, a document, a part of OpenAPI, or a
    /// part of `slices.toml`. Empty where none fits on a page.
    pub example: &'static str,
    /// What to do.
    pub remedy: &'static str,
}

const fn code(code: &'static str, title: &'static str, explanation: &'static str) -> Code {
    Code {
        code,
        title,
        explanation,
        example: "",
        remedy: "",
    }
}

impl Code {
    /// All codes, sorted.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        [errors::CODES, warnings::CODES].into_iter().flatten()
    }

    const fn example(mut self, example: &'static str) -> Self {
        self.example = example;
        self
    }

    const fn remedy(mut self, remedy: &'static str) -> Self {
        self.remedy = remedy;
        self
    }

    /// What is known of a code, in any letter case.
    ///
    /// # Errors
    /// There is no such code: the nearest one, if one is near.
    ///
    /// ```
    /// use msgraph_generator::diagnostics::Code;
    ///
    /// assert_eq!(Code::find("e0402").unwrap().title, "a root that matches nothing");
    /// assert_eq!(Code::find("E042"), Err(Some("E0402")));
    /// ```
    pub fn find(code: &str) -> Result<&'static Self, Option<&'static str>> {
        let found = Self::all().find(|known| known.code.eq_ignore_ascii_case(code));
        found.ok_or_else(|| nearest(code, Self::all().map(|known| known.code)))
    }
}

/// The page about a code.
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{}: {}\n\n{}",
            self.code,
            self.title,
            filled(self.explanation)
        )?;
        if !self.example.is_empty() {
            writeln!(f, "\nFor example:\n")?;
            for line in self.example.lines() {
                writeln!(f, "    {line}")?;
            }
        }
        write!(f, "\nWhat to do: {}", filled(self.remedy))
    }
}

/// The text in lines of at most 80 characters, as far as its words allow.
fn filled(text: &str) -> String {
    let mut filled = String::new();
    let mut column = 0;
    for word in text.split(' ') {
        let width = word.chars().count();
        if column > 0 {
            let fits = column + 1 + width <= 80;
            filled.push(if fits { ' ' } else { '\n' });
            column = if fits { column + 1 } else { 0 };
        }
        filled.push_str(word);
        column += width;
    }
    filled
}

const IN_THE_METADATA: &str = "Tell those who publish the metadata; until it is mended, correct it in a copy of the document.";
const UNLESS_WANTED: &str =
    "Nothing, unless you want what was left out; then tell those who publish the metadata.";
