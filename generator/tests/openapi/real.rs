//! Documents that others published, and the CSDL of the same day: what comes of both is compared line by line, and each
//! line that is not the same has a reason: a fact that the document does not have.
//!
//! `cargo test -p msgraph-generator --test openapi real -- --nocapture` shows the lines and the table of
//! `docs/openapi.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use msgraph_generator::config::OpenApi;
use msgraph_generator::diagnostics::{Diagnostics, Renderer, Source};
use msgraph_generator::openapi::{self, Fact, Loss};
use msgraph_generator::slice::{BoundOperations, Call};
use msgraph_generator::{csdl, schema};

use super::{read, run, shared};

/// The documents, and what they were made from.
const PAIRS: [(&str, &[&str]); 3] = [
    (
        "ps2022/v1.0-clean-3d9bf1a2.csdl.xml",
        &[
            "ps2022/Bookings.yml",
            "ps2022/Compliance.yml",
            "ps2022/CrossDeviceExperiences.yml",
            "ps2022/DeviceManagement.Functions.yml",
            "ps2022/Identity.SignIns.yml",
            "ps2022/People.yml",
            "ps2022/Reports.yml",
            "ps2022/SchemaExtensions.yml",
            "ps2022/Security.yml",
            "ps2022/Sites.yml",
            "ps2022/Users.Functions.yml",
            "ps2022/WindowsUpdates.yml",
        ],
    ),
    (
        "converter/Multiple.Schema.OData.xml",
        &["converter/Multiple.Schema.OpenApi.yaml"],
    ),
    (
        "converter/TripService.OData.xml",
        &[
            "converter/TripService.OpenApi.yaml",
            "converter/TripService.OpenApi.V3.1.json",
        ],
    ),
];

/// Why a line is not the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    /// The document leaves derived types out that nothing refers to.
    Types,
    /// It does not say which type a place on the way is of.
    Places,
    Nullable,
    ReadOnly,
    Abstract,
    Composable,
    Stream,
}

const REASONS: [(Reason, &str); 7] = [
    (Reason::Types, "types left out"),
    (Reason::Places, "types of places"),
    (Reason::Nullable, "may be null"),
    (Reason::ReadOnly, "read only"),
    (Reason::Abstract, "abstract"),
    (Reason::Composable, "composable"),
    (Reason::Stream, "stream"),
];

#[test]
fn real_documents_give_the_same_but_for_what_they_do_not_say() {
    let mut table = String::from("| document | requests | lines | the same |");
    for (_, title) in REASONS {
        _ = write!(table, " {title} |");
    }
    table.push_str("\n|---|---:|---:|---:|");
    table.push_str(&"---:|".repeat(REASONS.len()));
    table.push('\n');
    let mut unexplained = Vec::new();
    for (metadata, documents) in PAIRS {
        let Some(csdl) = shared(&format!("openapi/real/{metadata}")) else {
            return;
        };
        for path in documents {
            let Some(document) = shared(&format!("openapi/real/{path}")) else {
                return;
            };
            let compared = Compared::new(&csdl, &document);
            let mut counts: BTreeMap<Reason, usize> = BTreeMap::new();
            for (sign, line) in compared.differences() {
                let reason = compared.reason(sign, &line);
                match reason {
                    Some(reason) => *counts.entry(reason).or_default() += 1,
                    None => unexplained.push(format!("{path}: {sign} {line}")),
                }
                println!("{path}: {sign} {line}: {reason:?}");
            }
            let name = path.rsplit('/').next().unwrap();
            let (lines, same) = (
                compared.csdl.len(),
                compared.csdl.intersection(&compared.openapi).count(),
            );
            _ = write!(
                table,
                "| {name} | {} | {lines} | {same} |",
                compared.requests
            );
            for (reason, _) in REASONS {
                _ = write!(table, " {} |", counts.get(&reason).copied().unwrap_or(0));
            }
            table.push('\n');
        }
    }
    println!("{table}");
    assert!(unexplained.is_empty(), "{}", unexplained.join("\n"));
    assert!(
        read("docs/openapi.md").contains(&table),
        "docs/openapi.md has another table:\n{table}"
    );
}

/// The lines of `api.txt` of both, and what the document has.
struct Compared {
    csdl: BTreeSet<String>,
    openapi: BTreeSet<String>,
    losses: Vec<Loss>,
    /// The simple names of the types of the metadata.
    types: BTreeSet<String>,
    /// Those of the schemas of the document.
    schemas: BTreeSet<String>,
    /// Those of types that only its paths tell of.
    told: BTreeSet<String>,
    requests: usize,
}

impl Compared {
    fn new(csdl: &str, document: &str) -> Self {
        let mut diagnostics = Diagnostics::new();
        let reading = openapi::parse(document, 0, &OpenApi::default(), &[], &mut diagnostics);
        let reading = reading.unwrap_or_else(|| {
            let source = Source::new("document", document);
            panic!("{}", Renderer::plain().render(&diagnostics, &[source]))
        });
        let told: BTreeSet<_> = reading
            .losses
            .iter()
            .filter(|loss| loss.fact == Fact::Type)
            .map(|loss| simple(&loss.target))
            .collect();
        let schemas = names(&reading.document)
            .difference(&told)
            .cloned()
            .collect();
        let metadata = csdl::parse(csdl, 0, &mut diagnostics).unwrap();
        let listed = reading.requests.as_ref().unwrap();
        let outside = outside(csdl, listed.iter().map(|listed| listed.request.as_str()));
        let requests = listed
            .iter()
            .map(|listed| &listed.request)
            .filter(|request| !outside.contains(request.as_str()));
        let requests: Vec<_> = requests.collect();
        let settings = format!(
            "[crate]\nname = \"real\"\n[[api]]\nmodule = \"v1_0\"\nservice = \"v1.0\"\nmetadata = \"m\"\nroots = {requests:?}\n"
        );
        Self {
            csdl: surface(&settings, csdl),
            openapi: surface(&settings, document),
            requests: requests.len(),
            types: names(&metadata),
            schemas,
            told,
            losses: reading.losses,
        }
    }

    fn differences(&self) -> impl Iterator<Item = (char, String)> + '_ {
        let gone = self
            .csdl
            .difference(&self.openapi)
            .map(|line| ('-', line.clone()));
        gone.chain(
            self.openapi
                .difference(&self.csdl)
                .map(|line| ('+', line.clone())),
        )
    }

    /// The fact that the document does not have.
    fn reason(&self, sign: char, line: &str) -> Option<Reason> {
        let is_gone = sign == '-';
        let other = if is_gone { &self.openapi } else { &self.csdl };
        if let Some(counterpart) = other.iter().find(|other| unmarked(other) == unmarked(line)) {
            let is_read_only = line.contains("ReadOnly") || counterpart.contains("ReadOnly");
            return if is_read_only {
                self.lacks(Fact::Computed, line).then_some(Reason::ReadOnly)
            } else {
                self.lacks(Fact::Nullable, line).then_some(Reason::Nullable)
            };
        }
        if is_gone && types_in(line).any(|name| self.is_left_out(&name)) {
            let is_model = line.contains("models::");
            return Some(if is_model {
                Reason::Types
            } else {
                Reason::Places
            });
        }
        if is_gone && types_in(line).any(|name| self.is_unreached(&name)) {
            return Some(Reason::Types);
        }
        let is_made_up = |name: String| self.told.contains(&name);
        if !is_gone && types_in(line).any(is_made_up) {
            return Some(Reason::Places);
        }
        if line.contains("Kind") {
            return if is_gone {
                self.has_left_out_kinds(line).then_some(Reason::Types)
            } else {
                self.lacks(Fact::Abstract, line).then_some(Reason::Abstract)
            };
        }
        if self.lacks(Fact::Stream, line) {
            return Some(Reason::Stream);
        }
        let is_behind = is_gone && self.is_behind_composable(line);
        (is_behind || self.lacks(Fact::Composable, line)).then_some(Reason::Composable)
    }

    /// The metadata has the type, the document has no schema of it.
    fn is_left_out(&self, name: &str) -> bool {
        self.types.contains(name) && !self.schemas.contains(name)
    }

    /// Only types that are left out have it as a member, so that nothing brings it.
    fn is_unreached(&self, name: &str) -> bool {
        let is_model = |line: &&String| line.starts_with("model ") || line.starts_with("enum ");
        let is_there = |lines: &BTreeSet<String>| {
            lines
                .iter()
                .filter(is_model)
                .any(|line| types_in(line).next().as_deref() == Some(name))
        };
        let fields = self.csdl.iter().filter(|line| line.starts_with("field "));
        let mut owners = fields.filter_map(|line| {
            let mut types = types_in(line);
            let owner = types.next()?;
            types.any(|ty| ty == name).then_some(owner)
        });
        is_there(&self.csdl)
            && !is_there(&self.openapi)
            && owners.all(|owner| {
                owner != name && (self.is_left_out(&owner) || self.is_unreached(&owner))
            })
    }

    /// Some type that a value may be of is left out.
    fn has_left_out_kinds(&self, line: &str) -> bool {
        let kinds: Vec<_> = words(line).filter(|word| word.ends_with("Kind")).collect();
        self.csdl.iter().any(|variant| {
            variant.starts_with("variant ")
                && words(variant).any(|word| kinds.contains(&word))
                && types_in(variant).any(|name| self.is_left_out(&name))
        })
    }

    /// A builder that only functions lead to of which the document does not say that paths go on.
    fn is_behind_composable(&self, line: &str) -> bool {
        let builders: BTreeSet<_> = types_in(line).collect();
        self.csdl.iter().any(|function| {
            let Some((call, to)) = function.split_once(" -> requests::") else {
                return false;
            };
            types_in(&format!("requests::{to}")).any(|name| builders.contains(&name))
                && self.lacks(Fact::Composable, call)
        })
    }

    /// Does the document not say a fact of what a line is about?
    fn lacks(&self, fact: Fact, line: &str) -> bool {
        let names: BTreeSet<_> = words(line)
            .flat_map(|word| [plain(word), simple_type(word)])
            .collect();
        let mut losses = self.losses.iter().filter(|loss| loss.fact == fact);
        losses.any(|loss| {
            let (owner, member) = loss.target.split_once('/').unwrap_or((&loss.target, ""));
            let owner = simple(owner);
            let is_owner = names.contains(&owner)
                || fact == Fact::Composable && names.iter().any(|name| name.starts_with(&owner));
            is_owner
                && (member.is_empty() || member.starts_with('$') || names.contains(&plain(member)))
        })
    }
}

/// The simple names of all types.
fn names(document: &csdl::Document<'_>) -> BTreeSet<String> {
    let types = document.schemas.iter().flat_map(|schema| {
        let structures = schema.structures.iter().map(|ty| &ty.name);
        structures.chain(schema.enumerations.iter().map(|ty| &ty.name))
    });
    types.map(|name| plain(name)).collect()
}

/// The requests that the metadata has no meaning for; the document, which was made from it, lists them all the same.
fn outside<'r>(csdl: &str, requests: impl Iterator<Item = &'r str>) -> BTreeSet<&'r str> {
    let mut diagnostics = Diagnostics::new();
    let document = csdl::parse(csdl, 0, &mut diagnostics).unwrap();
    let schema = schema::resolve(&document, &mut diagnostics).unwrap();
    let bound = BoundOperations::new(&schema);
    let outside: BTreeSet<_> = requests
        .filter(|request| Call::new(&schema, &bound, request).is_err())
        .collect();
    // Microsoft's converter lists changes of collections of values, which OData 4.0 does not have.
    assert!(
        outside.iter().all(|request| request.starts_with("PATCH ")),
        "{outside:?}"
    );
    outside
}

/// The lines of `api.txt`.
fn surface(settings: &str, metadata: &str) -> BTreeSet<String> {
    let (tree, report) = run(settings, metadata);
    let tree = tree.unwrap_or_else(|| panic!("{report}"));
    let (_, file) = tree.files().find(|(path, _)| *path == "api.txt").unwrap();
    let lines = file.text.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A line without what it says of whether a property can be set or may be null.
fn unmarked(line: &str) -> String {
    line.replace(", Required", "").replace(", ReadOnly", "")
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    let words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.filter(|word| !word.is_empty())
}

/// The types that a line names as models or builders.
fn types_in(line: &str) -> impl Iterator<Item = String> + '_ {
    let after = ["models::", "requests::"]
        .into_iter()
        .flat_map(|area| line.split(area).skip(1));
    after.filter_map(|rest| words(rest).next()).map(simple_type)
}

/// The type that a struct, enum or builder is for.
fn simple_type(word: &str) -> String {
    let suffixes = ["CollectionRequestBuilder", "RequestBuilder", "Kind"];
    let found = suffixes.iter().find_map(|suffix| word.strip_suffix(suffix));
    plain(found.unwrap_or(word))
}

/// The simple name of a qualified one.
fn simple(name: &str) -> String {
    plain(name.rsplit('.').next().unwrap_or(name))
}

/// A name without what Rust and OData spell differently.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
