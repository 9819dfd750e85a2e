//! Reads documents into types and writes them back. The `examples` command compiles it beside the crate that it has
//! generated: a file of documents in, answers out, both by lines.

mod readers;

use std::panic::{catch_unwind, set_hook};
use std::sync::{Mutex, PoisonError};

use msgraph_core::{Error, IsA, Model, downcast, glue};

/// What came of a document.
pub(crate) struct Kept {
    encoded: Vec<String>,
    mismatches: Vec<String>,
}

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
                kept.mismatches
                    .iter()
                    .for_each(|path| answer("mismatch", path));
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

/// Reads a text into a type.
pub(crate) fn plain<M: Model + Default>(json: &[u8]) -> Result<Kept, Error> {
    let model: M = glue::from_json(json)?;
    Ok(kept(&model))
}

/// Reads a text into a type, goes on to the derived type that it says it is of, and back.
#[allow(dead_code, reason = "not every file of examples has such texts")]
pub(crate) fn derived<B, D>(json: &[u8], into_base: fn(D) -> B) -> Result<Kept, Error>
where
    B: Model + Default,
    D: Model + Default + IsA<B>,
{
    let base: B = glue::from_json(json)?;
    let derived: D =
        downcast(base).map_err(|_| Error::request("it is not of the type that it names"))?;
    let mut kept = kept(&derived);
    kept.encoded.push(glue::to_json(&into_base(derived)));
    Ok(kept)
}

fn kept(model: &dyn Model) -> Kept {
    let mismatches = glue::mismatches(model);
    Kept {
        encoded: vec![glue::to_json(model)],
        mismatches: mismatches
            .iter()
            .map(|mismatch| mismatch.path().to_owned())
            .collect(),
    }
}
