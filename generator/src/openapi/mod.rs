//! Reads OpenAPI 3.0 and 3.1, YAML and JSON, into what a CSDL document would have said.
//!
//! The tree of the document becomes the syntax tree of `csdl`, whose places are those of the OpenAPI document, and
//! goes on as ever: names are resolved, patches made, slices cut. What OpenAPI has no words for is taken permissively
//! and noted: [`Loss`].
//!
//! | step | file |
//! |---|---|
//! | text to a tree with places, and what is refused on the way | `yaml.rs`, `crate::tree` |
//! | what is said somewhere | `marks.rs` |
//! | references | `components.rs`, `context.rs` |
//! | which schemas are types, their names and bases | `types.rs`, `namespace.rs` |
//! | models of errors, and envelopes, which are no types | `errors.rs`, `pages.rs` |
//! | what a schema says of a position, however it is spelled | `position.rs`, `formats.rs`, `enumerations.rs` |
//! | paths: entity sets, navigation, keys | `prefix.rs`, `trie.rs`, `paths` |
//! | actions and functions, and what requests send and bring | `operations.rs`, `bodies.rs` |
//! | descriptions, deprecation | `docs.rs` |
//! | whether discriminators agree | `discriminators.rs` |
//! | all that as CSDL | `lower` |
//! | which requests it lists, what they need to be allowed | `requests.rs`, `security.rs` |
//! | what of it is no OData | `outside.rs` |
//! | where the service is | `server.rs` |
//! | what the document does not say | `loss.rs` |
//!
//! Sections of OpenAPI are those of [version 3.0.4](https://spec.openapis.org/oas/v3.0.4.html).

mod bodies;
mod components;
mod context;
mod discriminators;
mod docs;
mod enumerations;
mod errors;
mod formats;
mod loss;
mod lower;
mod marks;
mod namespace;
mod operations;
mod outside;
mod pages;
mod paths;
mod position;
mod prefix;
mod requests;
mod security;
mod server;
mod trie;
mod types;
mod yaml;

pub(crate) use loss::narrow;
pub use loss::{Fact, Loss, explain};
pub use requests::Listed;
pub(crate) use requests::shape;
pub use server::{Server, server};

use crate::config::{OpenApi, Patch};
use crate::csdl::Document;
use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::limits;
use crate::tree::{self, Builder, Node, json};
use context::Context;

/// What a document says.
#[derive(Debug)]
pub struct Reading<'a> {
    /// What a CSDL document would have said.
    pub document: Document<'a>,
    /// What it would have said besides.
    pub losses: Vec<Loss>,
    /// The requests that the document lists; CSDL lists none.
    pub requests: Option<Vec<Listed>>,
}

impl<'a> Reading<'a> {
    /// The requests that the document lists, if it is one that lists them.
    pub(crate) fn listed(&self) -> Option<Vec<String>> {
        let requests = self.requests.as_ref()?.iter();
        Some(requests.map(|listed| listed.request.clone()).collect())
    }

    /// What a CSDL document says itself.
    pub(crate) fn of_csdl(document: Document<'a>) -> Self {
        Self {
            document,
            losses: Vec::new(),
            requests: None,
        }
    }
}

/// Is a text meant to be OpenAPI? It has a member `openapi`, or `swagger` in versions before 3.
pub fn is_openapi(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('<') {
        return false;
    }
    ["openapi", "swagger"].iter().any(|name| {
        text.match_indices(name).any(|(at, _)| {
            let (before, after) = (
                text.get(..at).unwrap_or_default(),
                text.get(at + name.len()..).unwrap_or_default(),
            );
            let quoted = before.ends_with(['"', '\'']);
            let line = before.strip_suffix(['"', '\'']).unwrap_or(before);
            let after = if quoted {
                after.get(1..).unwrap_or_default()
            } else {
                after
            };
            let starts_line = line.is_empty() || line.ends_with('\n') || text.starts_with('{');
            starts_line && after.trim_start().starts_with(':')
        })
    })
}

/// Reads a document. `source` is the index of the input that diagnostics are to name.
///
/// `None` if there are errors among the diagnostics.
///
/// ```
/// use msgraph_generator::config::OpenApi;
/// use msgraph_generator::{diagnostics::Diagnostics, openapi};
///
/// let text = "
/// openapi: 3.0.4
/// components:
///   schemas:
///     zoo.food: { type: string, enum: [hay, fish] }
/// ";
/// let mut diagnostics = Diagnostics::new();
/// let reading = openapi::parse(text, 0, &OpenApi::default(), &[], &mut diagnostics).unwrap();
/// assert_eq!(&*reading.document.schemas[0].enumerations[0].members[1].name, "fish");
/// assert_eq!(reading.losses.len(), 2); // the numbers of the members, and whether they are flags
/// ```
pub fn parse<'a>(
    text: &'a str,
    source: usize,
    profile: &OpenApi,
    patches: &[Patch],
    diagnostics: &mut Diagnostics,
) -> Option<Reading<'a>> {
    let before = diagnostics.errors();
    let mut builder = Builder {
        text,
        source,
        diagnostics: &mut *diagnostics,
    };
    let root = document(&mut builder)?;
    let mut cx = Context::new(&root, profile, patches, source, diagnostics);
    check_version(&mut cx);
    let trie = trie::Trie::of(&mut cx);
    outside::refuse_others(&mut cx, &trie);
    if cx.has_errors() {
        return None;
    }
    types::declare(&mut cx);
    cx.find_marks();
    discriminators::check(&mut cx);
    let requests = requests::listed(&mut cx, &trie);
    outside::report_bare_lists(&mut cx);
    let service = paths::walk(&mut cx, &trie);
    cx.types.settle_families();
    let document = lower::document(&mut cx, service, source);
    cx.losses.sort();
    cx.losses.dedup();
    let reading = Reading {
        document,
        losses: cx.losses,
        requests: Some(requests),
    };
    (diagnostics.errors() == before).then_some(reading)
}

/// The tree of a document within the limits.
fn document<'a>(builder: &mut Builder<'a, '_>) -> Option<Node<'a>> {
    let text = builder.text;
    if text.len() > limits::BYTES {
        let error = Diagnostic::error("E0102", format!("the document has {} bytes", text.len()));
        builder.give_up(error.hint(format!("at most {} are read", limits::BYTES)));
        return None;
    }
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with('{') {
        return yaml::parse(builder).ok();
    }
    // What starts with a brace is JSON, or YAML in flow style; if it is neither, it was meant to be JSON.
    let mut told = Diagnostics::new();
    let root = json::parse(&mut builder.apart(&mut told), 0).or_else(|given_up| {
        let mut unheard = Diagnostics::new();
        let root = yaml::parse(&mut builder.apart(&mut unheard));
        let root = root.map_err(|_| given_up)?;
        told = unheard;
        Ok::<_, tree::GivenUp>(root)
    });
    for diagnostic in told.iter() {
        builder.diagnostics.push(diagnostic.clone());
    }
    root.ok()
}

/// Refuses other versions than 3.0 and 3.1.
fn check_version(cx: &mut Context<'_, '_, '_>) {
    let version = cx.root.get("openapi").or_else(|| cx.root.get("swagger"));
    let found = version
        .and_then(Node::as_str)
        .unwrap_or_default()
        .to_owned();
    let is_known = ["3.0", "3.1"].iter().any(|known| {
        found
            .strip_prefix(known)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    });
    let place = version.map_or(Span::default(), |version| version.span);
    let is_empty = cx.root.get("paths").is_none() && cx.root.get("components").is_none();
    if is_known && is_empty {
        let error = Diagnostic::error("E0515", "the document has neither paths nor components");
        cx.report(
            error
                .at(place, "nothing comes with it")
                .hint("fetch the document again"),
        );
    }
    if is_known && cx.root.get("swagger").is_none() {
        return;
    }
    let error = Diagnostic::error("E0501", format!("the document is of version `{found}`"))
        .at(place, "expected 3.0 or 3.1");
    cx.report(if cx.root.get("swagger").is_some() {
        error.hint("convert it to OpenAPI 3 first, as `swagger2openapi` does")
    } else {
        error.hint("versions 3.0 and 3.1 are read")
    });
}
