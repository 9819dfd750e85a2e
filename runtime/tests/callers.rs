//! Each public function has a caller: a test, an example in the documentation, or generated code.

#![allow(clippy::unwrap_used)] // failing is what a test is for

#[path = "common/sources.rs"]
mod sources;

use std::fs;
use std::path::Path;

use sources::sources;
use syn::visit::{self, Visit};
use syn::{ImplItemFn, ItemFn, ItemImpl, Type, Visibility};

/// What calls: tests of this crate, the crates beside it, generated code, its tests and examples. What macros call is generated code, too.
const CALLERS: [&str; 10] = [
    "notifications/src",
    "tests",
    "src/guide",
    "src/model/macros",
    "src/codegen.rs",
    "../generated/src",
    "../generated/tests",
    "../generated/examples",
    "../generator/tests/cases/bound-values/expected/src",
    "../generator/tests/call_sites/call_sites.rs",
];

/// Code, and the pages of the guide.
const SOURCES: [&str; 2] = ["rs", "md"];

/// A public function.
struct Function {
    /// The type that it is of, if it is of one that has a name.
    owner: Option<String>,
    name: String,
    has_receiver: bool,
}

#[derive(Default)]
struct Functions {
    owner: Option<String>,
    found: Vec<Function>,
}

impl<'ast> Visit<'ast> for Functions {
    fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
        let Type::Path(path) = &*item.self_ty else {
            return;
        };
        self.owner = path.path.segments.last().map(|last| last.ident.to_string());
        visit::visit_item_impl(self, item);
        self.owner = None;
    }

    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        if matches!(item.vis, Visibility::Public(_)) {
            self.found.push(Function {
                owner: self.owner.clone(),
                name: item.sig.ident.to_string(),
                has_receiver: item.sig.receiver().is_some(),
            });
        }
    }

    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        if matches!(item.vis, Visibility::Public(_)) {
            self.found.push(Function {
                owner: None,
                name: item.sig.ident.to_string(),
                has_receiver: false,
            });
        }
    }
}

impl Function {
    fn is_called_in(&self, text: &str) -> bool {
        let is_path = |before: &str| match &self.owner {
            None => !before.ends_with("fn "),
            // Entities and complex values are aliases of it.
            Some(owner) if owner == "Object" => before.ends_with("::"),
            Some(owner) => before.ends_with(&format!("{owner}::")) || before.ends_with(">::"),
        };
        text.match_indices(&self.name).any(|(start, name)| {
            let (before, after) = text.split_at(start);
            let after = after.get(name.len()..).unwrap_or_default();
            let is_in_word = |c: char| c.is_alphanumeric() || c == '_';
            !after.starts_with(is_in_word)
                && !before.ends_with(is_in_word)
                && (is_path(before) || self.has_receiver && before.trim_end().ends_with('.'))
        })
    }
}

/// The examples in the documentation of a file, and its tests.
fn examples_and_tests(path: &Path, text: &str) -> String {
    if path.ends_with("tests.rs") {
        return text.to_owned();
    }
    let (code, tests) = text
        .split_once("#[cfg(test)]\nmod tests {")
        .unwrap_or((text, ""));
    let docs = code.lines().map(str::trim_start);
    let docs = docs.filter_map(|line| line.strip_prefix("///").or(line.strip_prefix("//!")));
    let docs: Vec<_> = docs.collect();
    let docs = docs.join("\n");
    // Every other piece is between fences.
    let examples: String = docs.split("```").skip(1).step_by(2).collect();
    examples + tests
}

#[test]
fn every_public_function_has_a_caller() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut functions = Functions::default();
    let mut calls = String::new();
    for path in sources(&root.join("src"), &SOURCES) {
        let text = fs::read_to_string(&path).unwrap();
        calls += &examples_and_tests(&path, &text);
        if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
            functions.visit_file(&syn::parse_file(&text).unwrap());
        }
    }
    for path in CALLERS
        .iter()
        .flat_map(|place| sources(&root.join(place), &SOURCES))
    {
        calls += &fs::read_to_string(path).unwrap();
    }
    assert!(functions.found.len() > 300, "{}", functions.found.len());
    let idle = functions
        .found
        .iter()
        .filter(|function| !function.is_called_in(&calls));
    let idle: Vec<_> = idle
        .map(|function| {
            let owner = function.owner.as_deref().unwrap_or("-");
            format!("{owner}::{}", function.name)
        })
        .collect();
    assert!(idle.is_empty(), "nothing calls {idle:#?}");
}
