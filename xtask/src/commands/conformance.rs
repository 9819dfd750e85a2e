//! `conformance`: writes a crate of everything in each metadata document of a folder, and compiles it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use msgraph_generator::Surroundings;
use msgraph_generator::config::Config;
use msgraph_generator::diagnostics::{Diagnostics, Places, Severity, Source, Span, count};
use msgraph_generator::{ApiSummary, Generation, foreign};
use tempfile::TempDir;

use super::Answer;
use crate::args::ConformanceArgs;
use crate::console::Console;
use crate::failure::Failure;
use crate::metadata::Disk;
use crate::paths;
use crate::progress::Progress;
use crate::{cargo, files, metadata, origin};

/// How much of what the compiler says about one crate is shown.
const SHOWN_LINES: usize = 30;

pub(crate) fn run(args: &ConformanceArgs, console: &mut Console) -> Result<Answer, Failure> {
    let documents = documents(args)?;
    let scratch = Scratch::new(args.out.as_deref())?;
    let width = documents.iter().map(|document| document.name.len()).max();
    let width = width.unwrap_or_default().max("file".len());
    console.print(&format!(
        "{:width$}  {:>5}  {:>10}  {:>8}  {:>8}  result\n",
        "file", "types", "operations", "warnings", "seconds"
    ))?;
    let mut tally = Tally::default();
    for document in &documents {
        let start = Instant::now();
        let progress = Progress::start("working");
        let trial = try_out(document, args, &scratch)?;
        drop(progress);
        tally.add(&trial.verdict);
        console.print(&row(&document.name, width, &trial, start.elapsed()))?;
        if let Verdict::Broken(report) = &trial.verdict {
            console.report(&head(report));
        }
    }
    console.print(&tally.text())?;
    Ok(if tally.broken == 0 {
        Answer::Yes
    } else {
        Answer::No
    })
}

/// A metadata document, or several that refer to each other: paths in the folder, and what tells it from others.
struct Document {
    paths: Vec<String>,
    name: String,
}

/// The documents of the folder that are wanted, sorted.
fn documents(args: &ConformanceArgs) -> Result<Vec<Document>, Failure> {
    let store = Disk(&args.folder);
    let mut paths = Vec::new();
    for path in files::below(&args.folder, metadata::EXTENSIONS)? {
        let path = paths::slashed(path.strip_prefix(&args.folder).unwrap_or(&path));
        if metadata::is_metadata(&path, &store)? {
            paths.push(path);
        }
    }
    paths.sort();
    let documents = metadata::groups(&paths, &store)?.into_iter().map(|paths| {
        let first = paths.first().map_or("", String::as_str);
        let name = match paths.len() {
            1 => foreign::line(first),
            n => format!("{}+{}", foreign::line(first), n - 1),
        };
        Document { paths, name }
    });
    let is_wanted = |document: &Document| {
        args.only.is_empty() || args.only.iter().any(|part| document.name.contains(part))
    };
    let documents: Vec<_> = documents.filter(is_wanted).collect();
    if documents.is_empty() {
        let folder = paths::shown(&args.folder);
        return Err(Failure::usage(format!(
            "{folder} has no such .csdl, .edmx, .json or .xml files"
        )));
    }
    Ok(documents)
}

/// Where the crates go: a folder that stays, or one that goes with the command.
enum Scratch {
    Kept(PathBuf),
    Passing(TempDir),
}

impl Scratch {
    fn new(out: Option<&Path>) -> Result<Self, Failure> {
        if let Some(out) = out {
            return Ok(Self::Kept(paths::resolved(out)));
        }
        files::temporary_folder().map(Self::Passing)
    }

    fn path(&self) -> &Path {
        match self {
            Self::Kept(path) => path,
            Self::Passing(folder) => folder.path(),
        }
    }

    /// The folder of a document's crate. If nothing is to stay, one serves all: whole crates are large.
    fn folder(&self, package: &str) -> PathBuf {
        match self {
            Self::Kept(path) => path.join("crates").join(package),
            Self::Passing(folder) => folder.path().join("crate"),
        }
    }
}

/// What came of a document.
struct Trial {
    contents: Option<ApiSummary>,
    warnings: usize,
    verdict: Verdict,
}

enum Verdict {
    /// The crate was written and, where that is wanted, compiles.
    Good(&'static str),
    /// There is no crate: the first error and its place.
    Refused(String),
    /// What the compiler says about the crate.
    Broken(String),
    /// The generator broke.
    Crashed,
}

fn try_out(
    document: &Document,
    args: &ConformanceArgs,
    scratch: &Scratch,
) -> Result<Trial, Failure> {
    let source = match metadata::decode(&Disk(&args.folder), &document.paths)? {
        Ok(source) => source,
        Err((diagnostics, source)) => return Ok(refused(&diagnostics, &source)),
    };
    let package = match scratch {
        Scratch::Kept(_) => package_name(&document.name),
        Scratch::Passing(_) => "conformance".to_owned(),
    };
    let config = config(&package, &source.text)?;
    let sources = [source];
    // These crates are nobody's, so no name of them is to be kept.
    let surroundings = Surroundings {
        runtime_path: origin::runtime().map(|folder| paths::slashed(&folder)),
        ..Surroundings::default()
    };
    let generate = || msgraph_generator::generate(&config, &sources, &surroundings);
    let Ok(Generation {
        tree,
        mut apis,
        diagnostics,
        ..
    }) = catch_unwind(AssertUnwindSafe(generate))
    else {
        return Ok(Trial {
            contents: None,
            warnings: 0,
            verdict: Verdict::Crashed,
        });
    };
    let [source] = &sources;
    let Some(tree) = tree else {
        return Ok(refused(&diagnostics, source));
    };
    let folder = scratch.folder(&package);
    cargo::write(&folder, tree)?;
    let verdict = if args.no_compile {
        Verdict::Good("written")
    } else {
        match cargo::check(&folder, &scratch.path().join("target"))? {
            Ok(()) => Verdict::Good("compiles"),
            Err(report) => Verdict::Broken(report),
        }
    };
    Ok(Trial {
        contents: apis.pop(),
        warnings: diagnostics.warnings(),
        verdict,
    })
}

fn refused(diagnostics: &Diagnostics, source: &Source) -> Trial {
    let sorted = diagnostics.sorted();
    let first = sorted.iter().find(|d| d.severity == Severity::Error);
    let place = first.map_or_else(String::new, |error| {
        let span: Span = error
            .labels
            .first()
            .map_or_else(Span::default, |label| label.span);
        let place = Places::of(source).place(span.start as usize);
        let (file, line, column) = place.unwrap_or((source.file_at(0), 1, 1));
        if source.is_single() {
            format!("{} at {line}:{column}", error.code)
        } else {
            format!("{} at {}:{line}:{column}", error.code, file.name)
        }
    });
    Trial {
        contents: None,
        warnings: diagnostics.warnings(),
        verdict: Verdict::Refused(place),
    }
}

/// Everything in the document, as one module. Graph has its own way of spelling URLs.
fn config(package: &str, metadata: &str) -> Result<Config, Failure> {
    let conventions = if metadata.contains("Namespace=\"microsoft.graph\"") {
        "graph"
    } else {
        "odata"
    };
    let text = format!(
        "[crate]\n\
         name = \"{package}\"\n\
         [[api]]\n\
         module = \"service\"\n\
         service = \"service\"\n\
         metadata = \"metadata\"\n\
         conventions = \"{conventions}\"\n\
         roots = [\"*\"]\n"
    );
    let source = |text| Source::new("slices.toml", text);
    Config::parse(&text).map_err(|faults| Failure::diagnostics(&faults, &[source(text)]))
}

/// `graph/history/01/new.csdl` as the name of a crate.
fn package_name(document: &str) -> String {
    let word = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let name: String = document.chars().map(word).collect();
    format!("of-{}", name.to_ascii_lowercase())
}

fn row(name: &str, width: usize, trial: &Trial, time: Duration) -> String {
    let [types, operations] = match &trial.contents {
        Some(api) => [api.entities + api.complex + api.enums, api.requests].map(|n| n.to_string()),
        None => ["-"; 2].map(str::to_owned),
    };
    let (warnings, time) = (trial.warnings, time.as_secs_f64());
    let result = match &trial.verdict {
        Verdict::Good(result) => (*result).to_owned(),
        Verdict::Refused(place) => format!("refused, {place}"),
        Verdict::Broken(_) => "does not compile".to_owned(),
        Verdict::Crashed => "crashes the generator".to_owned(),
    };
    format!("{name:width$}  {types:>5}  {operations:>10}  {warnings:>8}  {time:>8.1}  {result}\n")
}

/// The beginning of what the compiler says.
fn head(report: &str) -> String {
    let mut lines: Vec<_> = report.lines().collect();
    let more = lines.split_off(lines.len().min(SHOWN_LINES)).len();
    let head = lines.join("\n");
    if more == 0 {
        return format!("{head}\n");
    }
    format!("{head}\n… and {}\n", count(more, "more line"))
}

#[derive(Default)]
struct Tally {
    good: usize,
    refused: usize,
    broken: usize,
}

impl Tally {
    fn add(&mut self, verdict: &Verdict) {
        let counter = match verdict {
            Verdict::Good(_) => &mut self.good,
            Verdict::Refused(_) => &mut self.refused,
            Verdict::Broken(_) | Verdict::Crashed => &mut self.broken,
        };
        *counter += 1;
    }

    fn text(&self) -> String {
        let Self {
            good,
            refused,
            broken,
        } = self;
        let files = count(good + refused + broken, "file");
        format!("{files}: {good} good, {refused} refused, {broken} broken\n")
    }
}
