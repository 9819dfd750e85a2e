//! Reads documents into types and writes them back. The `examples` command compiles it beside the crate that it has
//! generated: a file of documents in, answers out, both by lines.

mod readers;

use std::panic::{catch_unwind, set_hook};
use std::sync::{Mutex, PoisonError};

use msgraph_core::{Error, Mismatch, MismatchKind};

/// Reads a text, or says why it cannot be read.
type Reader = fn(&[u8]) -> Result<Kept, Error>;

/// What a type has kept of a document.
struct Kept {
    /// The document, written back in one or two ways.
    encoded: Vec<String>,
    mismatches: Vec<Mismatch>,
}

/// A reader for a type. Models are used here as programs use them.
macro_rules! plain {
    ($type:ty) => {
        |json| {
            let model = <$type>::from_json(json)?;
            Ok(crate::Kept {
                encoded: vec![model.to_json()],
                mismatches: model.mismatches(),
            })
        }
    };
}

/// A reader for a type that goes on to the derived type which a document says it is of, and back.
macro_rules! derived {
    ($base:ty, $derived:ty, $($into_base:tt)*) => {
        |json| {
            let base = <$base>::from_json(json)?;
            let derived: $derived = base.downcast()
                .map_err(|_| msgraph_core::Error::request("it is not of the type that it names"))?;
            let mismatches = derived.mismatches();
            let encoded = vec![derived.to_json(), derived$($into_base)*.to_json()];
            Ok(crate::Kept { encoded, mismatches })
        }
    };
}

#[allow(unused_imports, reason = "not every file of examples has such texts")]
pub(crate) use {derived, plain};

static LAST_PANIC: Mutex<String> = Mutex::new(String::new());

fn main() {
    set_hook(Box::new(|panic| {
        let mut last = LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner);
        *last = panic.to_string();
    }));
    let file = std::env::args_os().nth(1).expect("a file of documents");
    let documents = std::fs::read_to_string(file).expect("the documents");
    for document in documents.lines() {
        let (reader, json) = document.split_once(' ').expect("a reader and a text");
        let reader = readers::READERS[reader.parse::<usize>().expect("a number")];
        match catch_unwind(|| reader(json.as_bytes())) {
            Ok(Ok(kept)) => {
                kept.encoded.iter().for_each(|text| answer("encoded", text));
                // Repeated members have a verdict of their own.
                let of_type = |m: &&Mismatch| m.kind() == MismatchKind::Type;
                let mismatches = kept.mismatches.iter().filter(of_type);
                mismatches.for_each(|m| answer("mismatch", m.path()));
            }
            Ok(Err(error)) => answer("refused", &error.to_string()),
            Err(_) => {
                let last = LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner);
                answer("panicked", &last);
            }
        }
        answer("end", "");
    }
}

fn answer(word: &str, text: &str) {
    println!("{word} {}", text.replace(['\n', '\r'], " "));
}
