//! Where reports go, and in which form.

use std::path::PathBuf;
use std::str::FromStr;

use clap::ValueEnum;
use msgraph_generator::drift::report::{
    Colour, Comparison, MARKDOWN_LIMIT, changelog, github, html, json, junit, markdown, text,
};

use crate::console::Console;
use crate::failure::Failure;
use crate::transaction::Transaction;

/// A form of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// For a terminal
    Text,
    /// For a comment on a pull request or the summary of a run, 60,000 characters at most
    Markdown,
    /// For programs: everything, as `drift schema` describes it
    Json,
    /// One page with everything, to filter and search
    Html,
    /// Annotations of GitHub Actions, ten at most
    Github,
    /// `JUnit` XML: a finding is a test case, and what breaks something has failed
    Junit,
    /// The changes that users of the crate must know, in the form of Keep a Changelog
    Changelog,
}

/// `[FORM=]FILE`
#[derive(Debug, Clone)]
pub(crate) struct Output {
    form: Option<Form>,
    path: PathBuf,
}

impl FromStr for Output {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (form, path) = match text.split_once('=') {
            Some((form, path)) => (Some(Form::from_str(form, false)?), path),
            None => (None, text),
        };
        if path.is_empty() {
            return Err("the name of the file is missing".to_owned());
        }
        let path = PathBuf::from(path);
        Ok(Self { form, path })
    }
}

/// Writes the files, all or none of them, and prints the report unless one of the files is in place of that.
pub(crate) fn tell(
    comparisons: &[Comparison],
    form: Form,
    outputs: &[Output],
    console: &mut Console,
) -> Result<(), Failure> {
    let mut transaction = Transaction::default();
    stage(comparisons, form, outputs, &mut transaction)?;
    transaction.commit()?;
    print(comparisons, form, outputs, console)
}

/// Makes the files ready to be written.
pub(crate) fn stage(
    comparisons: &[Comparison],
    form: Form,
    outputs: &[Output],
    transaction: &mut Transaction,
) -> Result<(), Failure> {
    for output in outputs {
        let text = render(comparisons, output.form.unwrap_or(form), Colour::Plain);
        transaction.write(output.path.clone(), text.as_bytes())?;
    }
    Ok(())
}

/// Prints the report unless one of the files is in place of that.
pub(crate) fn print(
    comparisons: &[Comparison],
    form: Form,
    outputs: &[Output],
    console: &mut Console,
) -> Result<(), Failure> {
    if outputs.iter().any(|output| output.form.is_none()) {
        return Ok(());
    }
    let text = render(comparisons, form, Colour::Ansi);
    match form {
        Form::Text => console.print_styled(&text),
        _ => console.print_document(&text),
    }
}

fn render(comparisons: &[Comparison], form: Form, colour: Colour) -> String {
    match form {
        Form::Text => text(comparisons, colour),
        Form::Markdown => markdown(comparisons, MARKDOWN_LIMIT),
        Form::Json => json(comparisons),
        Form::Html => html(comparisons),
        Form::Github => github(comparisons),
        Form::Junit => junit(comparisons),
        Form::Changelog => changelog(comparisons),
    }
}
