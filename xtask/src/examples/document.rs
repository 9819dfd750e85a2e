//! The JSON texts of an example, and the types that they are read into.

use msgraph_generator::rust::{Catalogue, Readable};

use super::json::{self, Members};
use super::record::Record;

/// A JSON text and what it is said to be.
pub(crate) struct Document {
    /// The example and, of a part of a body, where it is: `v1.0/api/user-list#1 $.value[0]`.
    pub(crate) id: String,
    pub(crate) part: Part,
    pub(crate) text: String,
    pub(crate) reading: Result<Reading, Untold>,
}

/// Which part of an example a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Response,
    Request,
    /// A response, or an item of one, whose `@odata.type` names a type derived from the declared one.
    Derived,
}

/// How a document is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The type, in words: `page of microsoft.graph.user`.
    pub(crate) ty: String,
    /// An expression of the program: a function that reads a text.
    pub(crate) function: String,
}

/// Why a document cannot be read into a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Untold {
    /// The page does not say what the response is.
    NoType,
    /// The metadata has no such type, or the type is no part of a JSON text.
    UnknownType(String),
    /// The path of the request leads nowhere that takes a body of a type: to a function, to bytes.
    NoBody(String),
}

/// The documents of all examples, in their order.
pub(crate) fn documents(records: &[Record], catalogue: &Catalogue) -> Vec<Document> {
    let mut documents = Vec::new();
    for record in records {
        if let Some(text) = &record.request_body {
            documents.push(Document {
                id: record.id.clone(),
                part: Part::Request,
                text: text.clone(),
                reading: request(record, catalogue),
            });
        }
        if let Some(text) = &record.body {
            response(record, text, catalogue, &mut documents);
        }
    }
    documents
}

fn request(record: &Record, catalogue: &Catalogue) -> Result<Reading, Untold> {
    let Record { method, url, .. } = record;
    let body = catalogue.request_body(method, url);
    let body = body.ok_or_else(|| Untold::NoBody(format!("{method} {url}")))?;
    Ok(Reading::plain(&body))
}

fn response(record: &Record, text: &str, catalogue: &Catalogue, documents: &mut Vec<Document>) {
    let mut push = |place: &str, part, text: &str, reading| {
        documents.push(Document {
            id: format!("{}{place}", record.id),
            part,
            text: text.to_owned(),
            reading,
        });
    };
    let declared = match declared(record, catalogue) {
        Ok(declared) => declared,
        Err(untold) => return push("", Part::Response, text, Err(untold)),
    };
    let Declared { ty, is_collection } = declared;
    let fits = |item: &&str| item.starts_with('{') == ty.is_object;
    let items = Members::of(text)
        .and_then(|members| json::items(members.get("value")?))
        .filter(|items| is_collection || (!ty.has_values && items.iter().all(fits)));
    let reading = match items {
        Some(_) => Reading::page(&ty),
        None if ty.is_object => Reading::plain(&ty),
        None => Reading::value(&ty),
    };
    push("", Part::Response, text, Ok(reading));
    let objects = match items {
        Some(items) => items
            .into_iter()
            .zip(0..)
            .map(|(item, n)| (format!(" $.value[{n}]"), item))
            .collect(),
        None => vec![(String::new(), text)],
    };
    for (place, object) in objects {
        if let Some(reading) = derived(&ty, object, catalogue) {
            push(&place, Part::Derived, object, Ok(reading));
        }
    }
}

/// What a page says about a body.
struct Declared {
    ty: Readable,
    is_collection: bool,
}

fn declared(record: &Record, catalogue: &Catalogue) -> Result<Declared, Untold> {
    let claim = record.odata_type.as_deref().ok_or(Untold::NoType)?.trim();
    let item = collection_item(claim);
    let name = item.unwrap_or(claim).trim().trim_start_matches('#');
    let ty = catalogue.named(name);
    Ok(Declared {
        ty: ty.ok_or_else(|| Untold::UnknownType(claim.to_owned()))?,
        is_collection: item.is_some(),
    })
}

/// `Collection(a)` is one of `a`, in any letter case.
fn collection_item(claim: &str) -> Option<&str> {
    let (word, item) = claim.strip_suffix(')')?.split_once('(')?;
    word.eq_ignore_ascii_case("collection").then_some(item)
}

/// How an object is read that says it is of a type derived from `declared`.
fn derived(declared: &Readable, object: &str, catalogue: &Catalogue) -> Option<Reading> {
    let name = json::string(Members::of(object)?.get("@odata.type")?)?;
    let ty = catalogue.named(name.trim_start_matches('#'))?;
    let steps = catalogue.steps_up(&ty.wire, &declared.wire)?;
    // One that names its type in an odd way is not what it says.
    (steps > 0 && name.ends_with(&ty.wire)).then(|| Reading::derived(declared, &ty, steps))
}

impl Reading {
    fn plain(ty: &Readable) -> Self {
        Self {
            ty: ty.wire.clone(),
            function: format!("plain!({})", in_program(ty)),
        }
    }

    fn page(ty: &Readable) -> Self {
        Self {
            ty: format!("page of {}", ty.wire),
            function: format!("plain!(msgraph_core::Page<{}>)", in_program(ty)),
        }
    }

    fn value(ty: &Readable) -> Self {
        Self {
            ty: ty.wire.clone(),
            function: format!("plain!(msgraph_core::Single<Option<{}>>)", in_program(ty)),
        }
    }

    fn derived(declared: &Readable, ty: &Readable, steps: usize) -> Self {
        let (base, derived) = (in_program(declared), in_program(ty));
        let back = ".into_base()".repeat(steps);
        Self {
            ty: format!("{} as {}", declared.wire, ty.wire),
            function: format!("derived!({base}, {derived}, {back})"),
        }
    }
}

/// The path of a type for the program, to which the generated crate is foreign.
fn in_program(ty: &Readable) -> String {
    let is_elsewhere = ty.rust.starts_with("msgraph_core::") || !ty.rust.contains("::");
    if is_elsewhere {
        // A set of flags names a type of the crate.
        ty.rust.replace('<', "<conformance::")
    } else {
        format!("conformance::{}", ty.rust)
    }
}
