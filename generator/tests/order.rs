//! The modules of the library lie in one order: each imports only from those before it, and from where a thing is
//! defined, not through the root of the crate.

// Clippy knows tests, but not the functions that they share.
#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};
use syn::{Attribute, ItemMod, ItemUse, Macro, UseTree};

/// The order. `lib.rs` re-exports, and is no module.
const ORDER: &[&str] = &[
    // What all stages have in common.
    "limits",
    "foreign",
    "diagnostics",
    "output",
    // What is said: facts as plain data, and `slices.toml`.
    "permissions",
    "clouds",
    "config",
    // Metadata.
    "csdl",
    "tree",
    "documents",
    "openapi",
    "schema",
    "canonical",
    "patch",
    // What is wanted of it, and what is known besides.
    "slice",
    "overlay",
    "picture",
    // The crate.
    "rust",
    "surface",
    "emit",
    // Two versions side by side.
    "drift",
    // The stages, one after the other.
    "pipeline",
];

#[test]
fn modules_import_from_modules_before_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for file in sources(&root) {
        let module = module(file.strip_prefix(&root).unwrap());
        let top = module[0].clone();
        if module == ["lib"] {
            continue;
        }
        let Some(place) = place(&top) else {
            wrong.insert(format!("`{top}` has no place in the order"));
            continue;
        };
        let mut mentions = Mentions {
            module,
            paths: BTreeSet::new(),
        };
        mentions.visit_file(&syn::parse_file(&fs::read_to_string(&file).unwrap()).unwrap());
        for other in mentions.paths {
            let fault = match self::place(&other) {
                Some(other) if other <= place => continue,
                Some(_) => "which comes later",
                None => "which is no module",
            };
            wrong.insert(format!("`{top}` imports from `{other}`, {fault}"));
        }
        seen.insert(top);
    }
    for module in ORDER {
        if !seen.contains(*module) {
            wrong.insert(format!("there is no `{module}`"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn place(module: &str) -> Option<usize> {
    ORDER.iter().position(|other| *other == module)
}

/// All source files but those of tests: tests use the crate as others do.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("tests") {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
            found.push(path);
        }
    }
    found
}

/// The module of a file: `csdl/reader/mod.rs` is `csdl::reader`.
fn module(path: &Path) -> Vec<String> {
    let path = path.with_extension("");
    let parts = path.iter().map(|part| part.to_string_lossy().into_owned());
    parts.filter(|part| part != "mod").collect()
}

/// The top-level modules and items of the crate that a file mentions.
struct Mentions {
    /// Where the file, or the inline module in it, is.
    module: Vec<String>,
    paths: BTreeSet<String>,
}

impl Mentions {
    /// Notes a path that begins with `crate`, or that `super` leads out of the top-level module.
    fn add(&mut self, path: &[String]) {
        let mut module = self.module.clone();
        for (n, segment) in path.iter().enumerate() {
            match segment.as_str() {
                "crate" => module.clear(),
                "super" => _ = module.pop(),
                "self" => {}
                _ if n > 0 && module.is_empty() => {
                    self.paths.insert(segment.clone());
                    return;
                }
                _ => return,
            }
        }
    }

    fn add_tree(&mut self, tree: &UseTree, prefix: &mut Vec<String>) {
        let name = match tree {
            UseTree::Path(path) => {
                prefix.push(path.ident.to_string());
                self.add_tree(&path.tree, prefix);
                prefix.pop();
                return;
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.add_tree(tree, prefix);
                }
                return;
            }
            UseTree::Name(name) => name.ident.to_string(),
            UseTree::Rename(name) => name.ident.to_string(),
            UseTree::Glob(_) => "*".to_owned(),
        };
        prefix.push(name);
        self.add(prefix);
        prefix.pop();
    }
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let is_test = |list: &syn::MetaList| list.tokens.to_string() == "test";
        attribute.path().is_ident("cfg") && attribute.meta.require_list().is_ok_and(is_test)
    })
}

impl<'ast> Visit<'ast> for Mentions {
    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        if !is_for_tests(&item.attrs) {
            self.add_tree(&item.tree, &mut Vec::new());
        }
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if !is_for_tests(&item.attrs) {
            self.module.push(item.ident.to_string());
            visit::visit_item_mod(self, item);
            self.module.pop();
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<_> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        self.add(&segments);
        visit::visit_path(self, path);
    }

    /// What is in a macro is tokens; `crate::#name` is code that is generated.
    fn visit_macro(&mut self, item: &'ast Macro) {
        let text = item.tokens.to_string().replace(' ', "");
        // Every other piece is in quotes.
        for code in text.split('"').step_by(2) {
            for (at, _) in code.match_indices("crate::") {
                let path = code[at..].split(|c: char| !c.is_alphanumeric() && !"_:".contains(c));
                let path = path.take(1).flat_map(|path| path.split("::"));
                let path: Vec<_> = path.map(str::to_owned).collect();
                if path.iter().all(|segment| !segment.is_empty()) {
                    self.add(&path);
                }
            }
        }
        visit::visit_macro(self, item);
    }
}
