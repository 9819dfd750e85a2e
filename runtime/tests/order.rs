//! Modules import only from modules below them, and from where a thing is defined.

#[path = "common/sources.rs"]
mod sources;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use sources::sources;
use syn::visit::{self, Visit};
use syn::{Attribute, ItemMod, ItemUse, Macro, UseTree};

/// The order of the modules, low to high. Modules of one layer may import from each other:
///
/// - The codec has the values and enumerations in its table, and these tell it how they are read and written.
/// - Settings hold policies, policies go on to the pipeline, and the pipeline reads the settings: all of that is
///   `exchange::pipeline`, one module.
const ORDER: &[&[&str]] = &[
    &["error"],
    &["model::json"],
    &["model::codec", "model::enumeration", "model::values"],
    &["model::flags"],
    &["model::macros"],
    &["model::page"],
    &["model::property"],
    &["model::patch"],
    &["odata::path"],
    &["odata::permissions"],
    &["odata::query"],
    &["exchange::future"],
    &["exchange::random"],
    &["exchange::cloud"],
    &["exchange::hosts"],
    &["exchange::links"],
    &["exchange::timer"],
    &["exchange::credential"],
    &["exchange::transport"],
    &["exchange::trace"],
    &["exchange::pipeline"],
    &["exchange::pointers"],
    &["exchange::client"],
    &["request::response"],
    &["request::fault"],
    &["request::message"],
    &["request::progress"],
    &["request::stream"],
    &["request::download"],
    &["request::options"],
    &["request::pages"],
    &["request::operation"],
    &["request::batch"],
    &["request::target"],
    &["request::media"],
    &["request::references"],
    &["codegen"],
    &["client"],
    &["test_support"],
];

/// The crate root re-exports, and the guide is text.
const OUTSIDE: [&str; 2] = ["lib", "guide"];

/// The crate-absolute paths that a file mentions outside of its tests.
struct Mentions {
    /// Where the file, or the inline module in it, is.
    module: Vec<String>,
    paths: Vec<Vec<String>>,
}

impl Mentions {
    /// A path from the crate root, if this one is of the crate.
    fn add(&mut self, path: &[String]) {
        let mut rest = path;
        let mut base = self.module.clone();
        while let Some((first, more)) = rest.split_first() {
            match first.as_str() {
                "crate" => base.clear(),
                "super" => _ = base.pop(),
                "self" => {}
                _ => break,
            }
            rest = more;
        }
        if rest.len() == path.len() {
            return; // of another crate, or of the module itself
        }
        base.extend_from_slice(rest);
        if !base.is_empty() {
            self.paths.push(base);
        }
    }

    fn add_tree(&mut self, tree: &UseTree, prefix: &mut Vec<String>) {
        match tree {
            UseTree::Path(path) => {
                prefix.push(path.ident.to_string());
                self.add_tree(&path.tree, prefix);
                prefix.pop();
            }
            UseTree::Group(group) => group
                .items
                .iter()
                .for_each(|item| self.add_tree(item, prefix)),
            UseTree::Name(name) => self.add(&[&**prefix, &[name.ident.to_string()]].concat()),
            UseTree::Rename(name) => self.add(&[&**prefix, &[name.ident.to_string()]].concat()),
            UseTree::Glob(_) => self.add(prefix),
        }
    }
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let list = attribute
            .path()
            .is_ident("cfg")
            .then(|| attribute.meta.require_list().ok());
        list.flatten()
            .is_some_and(|list| list.tokens.to_string() == "test")
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

    /// Macros are tokens: `crate::a::B` is found as text, `$crate::B` is for other crates.
    fn visit_macro(&mut self, item: &'ast Macro) {
        let text = item.tokens.to_string().replace(' ', "");
        // Every other piece is in quotes.
        let text: String = text.split('"').step_by(2).collect();
        for (at, _) in text.match_indices("crate::") {
            if !text[..at].ends_with('$') {
                let path = text[at..].split(|c: char| !c.is_alphanumeric() && !"_:".contains(c));
                let path = path.map(|path| path.split("::").map(str::to_owned).collect::<Vec<_>>());
                path.take(1).for_each(|path| self.add(&path));
            }
        }
        visit::visit_macro(self, item);
    }
}

/// The module of [`ORDER`] that a path leads into.
fn unit(path: &[String]) -> Option<(usize, String)> {
    let candidates = [path.get(..1), path.get(..2)];
    candidates.into_iter().flatten().find_map(|path| {
        let name = path.join("::");
        let layer = ORDER.iter().position(|layer| layer.contains(&&*name))?;
        Some((layer, name))
    })
}

/// The module of a file: `model/codec/mod.rs` is `model::codec`.
fn module(path: &Path) -> Vec<String> {
    let path = path.with_extension("");
    let mut module: Vec<_> = path
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    if module.last().is_some_and(|last| last == "mod") {
        module.pop();
    }
    module
}

#[test]
fn modules_import_from_below() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = sources(&root, &["rs"]);
    files.retain(|file| !file.ends_with("tests.rs"));
    let mut wrong = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for file in files {
        let module = module(file.strip_prefix(&root).unwrap());
        let source = syn::parse_file(&fs::read_to_string(&file).unwrap()).unwrap();
        let mut mentions = Mentions {
            module: module.clone(),
            paths: Vec::new(),
        };
        mentions.visit_file(&source);
        let Some((layer, name)) = unit(&module) else {
            let is_folder = ORDER
                .iter()
                .copied()
                .flatten()
                .any(|unit| unit.starts_with(&format!("{}::", module.join("::"))));
            if !is_folder && !OUTSIDE.contains(&module[0].as_str()) {
                wrong.insert(format!("{} has no place in the order", module.join("::")));
            } else if is_folder && !mentions.paths.is_empty() {
                wrong.insert(format!(
                    "{} imports, and is only a folder",
                    module.join("::")
                ));
            }
            continue;
        };
        // Exported macros are at the root, wherever they are defined.
        let is_macro = |path: &Vec<String>| path[0].starts_with("__");
        for path in mentions.paths.into_iter().filter(|path| !is_macro(path)) {
            let problem = match unit(&path) {
                Some((other, _)) if other <= layer => continue,
                Some((_, other)) => format!("from {other}, which is above it"),
                None => format!("{} not from where it is defined", path.join("::")),
            };
            wrong.insert(format!("{name} imports {problem}"));
        }
        seen.insert(name);
    }
    for unit in ORDER.iter().copied().flatten() {
        if !seen.contains(*unit) {
            wrong.insert(format!("{unit} is in the order, and nowhere else"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
