//! The crate with all types, and the program in it that reads documents and writes them back.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use msgraph_generator::output::{self, Tree};

use super::Document;
use crate::failure::Failure;
use crate::{cargo, origin, paths};

/// What the program says of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    Kept {
        /// The document, written back in one or two ways.
        encoded: Vec<String>,
        /// The paths of values that are not of the declared kind.
        mismatches: Vec<String>,
    },
    Refused(String),
    Panicked(String),
}

/// The program in its folder.
pub(crate) struct Program<'a> {
    folder: &'a Path,
    /// The functions that read documents, by their places in the program's table.
    readers: BTreeMap<&'a str, usize>,
}

impl<'a> Program<'a> {
    /// Writes the crate, with a program that can read these documents.
    pub(crate) fn write(
        folder: &'a Path,
        mut tree: Tree,
        documents: &'a [Document],
    ) -> Result<Self, Failure> {
        let functions = documents.iter().filter_map(|d| d.reading.as_ref().ok());
        let functions: BTreeSet<_> = functions.map(|r| r.function.as_str()).collect();
        let notice = output::notice("msgraph-codegen examples");
        for (path, text) in [
            ("src/main.rs", include_str!("harness.rs")),
            ("src/readers.rs", &table(&functions)),
        ] {
            tree.generated(path, format!("// {notice}\n{text}"));
        }
        let manifest = tree.get("Cargo.toml").map_or("", |file| &file.text);
        let manifest = format!("{manifest}\n[profile.dev]\ndebug = false\n");
        tree.generated("Cargo.toml", manifest);
        cargo::write(folder, tree)?;
        Ok(Self {
            folder,
            readers: functions.into_iter().zip(0..).collect(),
        })
    }

    /// Compiles it.
    pub(crate) fn build(&self) -> Result<(), Failure> {
        run(&mut cargo::command(
            "build",
            self.folder,
            Path::new("target"),
        ))
        .map(|_| ())
    }

    /// Lets it read the documents; each with what came of it.
    pub(crate) fn run(&self, documents: &[&Document]) -> Result<Vec<Answer>, Failure> {
        let mut input = String::new();
        for document in documents {
            let function = document.reading.as_ref().map(|r| r.function.as_str());
            let reader = function
                .ok()
                .and_then(|f| self.readers.get(f))
                .unwrap_or(&0);
            // Line ends stand between the parts of a JSON text only.
            let text = document.text.replace(['\n', '\r'], " ");
            // Writing to a string cannot fail.
            let _ = writeln!(input, "{reader} {text}");
        }
        let file = self.folder.join("target/documents.txt");
        std::fs::write(&file, input).map_err(|error| Failure::io("write", &file, &error))?;
        let binary = format!("target/debug/conformance{}", std::env::consts::EXE_SUFFIX);
        let binary = paths::resolved(&self.folder.join(binary));
        let output = run(Command::new(binary)
            .arg("target/documents.txt")
            .current_dir(self.folder))?;
        let answers = answers(&output);
        if answers.len() == documents.len() {
            Ok(answers)
        } else {
            let last = documents.get(answers.len()).map_or("", |d| &d.id);
            Err(Failure::usage(format!("the program ended at {last}")))
        }
    }
}

/// The source of the table of functions.
fn table(functions: &BTreeSet<&str>) -> String {
    let rows: Vec<_> = functions.iter().map(|f| format!("    {f},\n")).collect();
    let rows = rows.concat();
    format!(
        "//! The types that documents are read into.\n\
         #![allow(deprecated, reason = \"deprecated types are still read and written\")]\n\n\
         #[allow(unused_imports, reason = \"not every file of examples needs all\")]\n\
         use crate::{{Reader, derived, plain}};\n\
         use msgraph_core::Model as _;\n\n\
         pub(crate) const READERS: &[Reader] = &[\n{rows}];\n"
    )
}

fn answers(output: &str) -> Vec<Answer> {
    let mut answers = Vec::new();
    let (mut encoded, mut mismatches, mut ended) = (Vec::new(), Vec::new(), None);
    for line in output.lines() {
        let (word, text) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "encoded" => encoded.push(text.to_owned()),
            "mismatch" => mismatches.push(text.to_owned()),
            "refused" => ended = Some(Answer::Refused(text.to_owned())),
            "panicked" => ended = Some(Answer::Panicked(text.to_owned())),
            _ => answers.push(ended.take().unwrap_or_else(|| Answer::Kept {
                encoded: std::mem::take(&mut encoded),
                mismatches: std::mem::take(&mut mismatches),
            })),
        }
    }
    answers
}

/// Where the crate of a metadata document is kept, unless it is said where.
pub(crate) fn default_folder(metadata: &Path) -> PathBuf {
    let name = metadata.file_stem().unwrap_or("metadata".as_ref());
    origin::target_folder().join("documents").join(name)
}

/// What a program writes, if it ends well.
fn run(command: &mut Command) -> Result<String, Failure> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .output()
        .map_err(|error| Failure::usage(format!("cannot run {name}: {error}")))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    Err(Failure::usage(format!(
        "{name} failed ({})\n{}",
        output.status,
        errors.trim_end()
    )))
}

#[cfg(test)]
mod tests {
    use super::{Answer, answers};

    #[test]
    fn answers_end_where_they_say() {
        let output =
            "encoded {}\nencoded {\"a\":1}\nmismatch $.a\nend \npanicked at x\nend \nencoded {}\n";
        let kept = Answer::Kept {
            encoded: vec!["{}".to_owned(), "{\"a\":1}".to_owned()],
            mismatches: vec!["$.a".to_owned()],
        };
        // The last one was cut off.
        assert_eq!(answers(output), [kept, Answer::Panicked("at x".to_owned())]);
    }
}
