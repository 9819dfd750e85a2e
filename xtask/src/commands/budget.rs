//! `budget`: tells what the crate costs, and whether that is more than it may.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use msgraph_generator::output::{Ownership, Tree};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Answer, Expected, expected};
use crate::args::BudgetArgs;
use crate::console::Console;
use crate::failure::Failure;
use crate::progress::Progress;
use crate::project::Project;
use crate::{cargo, files, paths};

/// How often both crates are compiled in turn; the fastest counts.
const ROUNDS: usize = 3;
/// How many structs the reference crate has.
const STRUCTS: usize = 300;

pub(crate) fn run(args: &BudgetArgs, console: &mut Console) -> Result<Answer, Failure> {
    let project = Project::load(&args.config)?;
    let destination = project.destination(None)?;
    let Expected { tree, .. } = expected(&project, &destination, console)?;
    let size = Size::of(&tree);
    let budget = Budget::read(&destination.join("budget.toml"), &size)?;
    let mut items = vec![
        Item::new("lines", size.lines, budget.lines, ""),
        Item::new("bytes", size.bytes, budget.bytes, ""),
    ];
    if args.measure {
        let check = measure(&project, console)?;
        let what = " times the reference crate";
        items.push(Item::new("check", check, budget.check, what));
    }
    for item in &items {
        console.print(&item.text())?;
    }
    let shown = paths::shown(&destination);
    if items.iter().any(Item::is_over) {
        console.print(&format!("{shown} is over its budget\n"))?;
        return Ok(Answer::No);
    }
    console.print(&format!("{shown} is within its budget\n"))?;
    Ok(Answer::Yes)
}

/// What a crate costs, or may cost at most.
struct Budget {
    lines: f64,
    bytes: f64,
    /// The CPU time of `cargo check`, as a multiple of that of the reference crate.
    check: f64,
}

impl Budget {
    fn read(path: &Path, size: &Size) -> Result<Self, Failure> {
        let shown = paths::shown(path);
        if !path.exists() {
            let Size { lines, bytes } = size;
            return Err(Failure::usage(format!(
                "{shown} does not exist; as things are it would say\n\
                 lines = {lines}\nbytes = {bytes}\ncheck = 1.0"
            )));
        }
        let text = String::from_utf8_lossy(&files::read(path)?).into_owned();
        let table = DeTable::parse(&text)
            .map_err(|error| Failure::usage(format!("{shown}: {}", error.message())))?;
        let number = |key: &str| {
            let value = table.get_ref().get(key).map(Spanned::get_ref);
            let number = match value {
                Some(DeValue::Integer(number)) => number.as_str().parse().ok(),
                Some(DeValue::Float(number)) => number.as_str().parse().ok(),
                _ => None,
            };
            number.ok_or_else(|| Failure::usage(format!("{shown} has no number `{key}`")))
        };
        Ok(Self {
            lines: number("lines")?,
            bytes: number("bytes")?,
            check: number("check")?,
        })
    }
}

/// How much code there is.
struct Size {
    lines: f64,
    bytes: f64,
}

impl Size {
    fn of(tree: &Tree) -> Self {
        let is_code = |path: &str| Path::new(path).extension().is_some_and(|end| end == "rs");
        let code = tree.files().filter(|(path, _)| is_code(path));
        let files = code.map(|(_, file)| file);
        let generated = files.filter(|file| file.ownership == Ownership::Generated);
        let (lines, bytes) = generated.fold((0, 0), |(lines, bytes), file| {
            (lines + file.text.lines().count(), bytes + file.text.len())
        });
        let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        Self {
            lines: number(lines),
            bytes: number(bytes),
        }
    }
}

/// One line of the answer.
struct Item {
    name: &'static str,
    cost: f64,
    limit: f64,
    unit: &'static str,
}

impl Item {
    fn new(name: &'static str, cost: f64, limit: f64, unit: &'static str) -> Self {
        Self {
            name,
            cost,
            limit,
            unit,
        }
    }

    fn is_over(&self) -> bool {
        self.cost > self.limit
    }

    fn text(&self) -> String {
        let Self {
            name,
            cost,
            limit,
            unit,
        } = self;
        // Ratios have two digits that mean something, numbers of lines have none.
        let digits = if unit.is_empty() { 0 } else { 2 };
        let over = if self.is_over() { "  OVER" } else { "" };
        format!("{name}  {cost:>9.digits$}{unit}, at most {limit:.digits$}{over}\n")
    }
}

/// The CPU time of `cargo check` of the crate as a multiple of that of the reference crate, both compiled
/// in turn in the same run. What they depend on does not count.
fn measure(project: &Project, console: &mut Console) -> Result<f64, Failure> {
    let scratch = files::temporary_folder()?;
    let [own, reference] = ["own", "reference"].map(|name| scratch.path().join(name));
    let Expected { tree, .. } = expected(project, &own, &mut Console::silent())?;
    cargo::write(&own, tree)?;
    cargo::write(&reference, reference_crate())?;
    let target = scratch.path().join("target");
    let progress = Progress::start("compiling");
    let mut fastest = [Duration::MAX; 2];
    // The first time, dependencies are compiled.
    for round in 0..=ROUNDS {
        for (folder, fastest) in [&own, &reference].into_iter().zip(&mut fastest) {
            let time = cargo::time_of_check(folder, &target)?;
            if round > 0 {
                *fastest = time.min(*fastest);
            }
        }
    }
    drop(progress);
    let [own, reference] = fastest.map(|time| time.as_secs_f64());
    console.report(&format!(
        "cargo check: {own:.2} s of CPU time, the reference crate {reference:.2} s\n"
    ));
    Ok(own / reference)
}

/// Structs with the derives that everybody uses, and no dependency: as heavy on any machine as that machine
/// is slow.
fn reference_crate() -> Tree {
    let mut library = String::new();
    for n in 0..STRUCTS {
        // Writing to a string cannot fail.
        let _ = writeln!(
            library,
            "#[derive(Clone, Debug, Default, PartialEq)]\n\
             pub struct S{n} {{\n    \
                 pub a: Option<String>,\n    \
                 pub b: Option<i64>,\n    \
                 pub c: Vec<String>,\n    \
                 pub d: Option<Box<S{n}>>,\n\
             }}\n"
        );
    }
    let mut tree = Tree::default();
    tree.generated("src/lib.rs", library);
    let manifest = "[package]\nname = \"reference\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    tree.generated("Cargo.toml", manifest.to_owned());
    tree
}
