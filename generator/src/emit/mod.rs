//! Writes the crate: one item kind, one file, one closing `quote!`.

mod builder;
mod contents;
mod docs;
mod enumeration;
mod file;
mod gates;
mod kind;
mod manifest;
mod member;
mod module;
mod parameters;
mod permissions;
mod structure;
mod types;

pub use manifest::missing_features;

use crate::config::Package;
use crate::output::Tree;
use crate::rust::names::Name;
use crate::rust::{Api, BuilderFile, Features, Model, ModelKind};
use contents::Contents;
use file::SourceFile;
use gates::Gates;

/// The files of a module for one service description.
pub fn api(api: &Api) -> Tree {
    let mut tree = Tree::default();
    for namespace in &api.namespaces {
        let place = Place::of(api, namespace.module.as_ref());
        for model in &namespace.models {
            tree.generated(place.in_area("models", &model.module), place.model(model));
        }
        for file in &namespace.builders {
            let path = place.in_area("requests", &file.module);
            tree.generated(path, place.builders(file));
        }
    }
    emit_modules(&mut tree, api);
    tree
}

/// Adds the files that others are in.
fn emit_modules(tree: &mut Tree, api: &Api) {
    let contents: Vec<_> = api.namespaces.iter().map(Contents::of).collect();
    let gates = Gates::of(&contents);
    let macros = gates.file();
    let root = Place::of(api, None);
    let text = module::api(api, &contents, macros.is_some());
    tree.generated(root.file("mod"), text);
    if let Some(text) = macros {
        tree.generated(root.file("features"), text);
    }
    if !api.permissions.is_empty() {
        tree.generated(root.file("permissions"), permissions::module(api));
    }
    for contents in &contents {
        let place = Place::of(api, contents.module);
        if contents.module.is_some() {
            tree.generated(place.file("mod"), module::namespace(contents));
        }
        for (area, exports) in [
            ("models", &contents.models),
            ("requests", &contents.requests),
        ] {
            if !exports.is_empty() {
                let path = place.file(&format!("{area}/mod"));
                tree.generated(path, module::area(exports, &gates));
            }
        }
    }
}

/// A namespace of a module.
#[derive(Clone, Copy)]
struct Place<'p> {
    api: &'p Name,
    namespace: Option<&'p Name>,
}

impl<'p> Place<'p> {
    fn of(api: &'p Api, namespace: Option<&'p Name>) -> Self {
        Self {
            api: &api.module,
            namespace,
        }
    }

    /// The path of a file.
    fn file(&self, name: &str) -> String {
        let api = self.api.as_str();
        match self.namespace {
            Some(namespace) => format!("src/{api}/{}/{name}.rs", namespace.as_str()),
            None => format!("src/{api}/{name}.rs"),
        }
    }

    /// The path of a file of an area.
    fn in_area(&self, area: &str, module: &Name) -> String {
        self.file(&format!("{area}/{}", module.as_str()))
    }

    fn model(&self, model: &Model) -> String {
        let mut file = SourceFile::new(self.api, self.namespace, "models", &model.module);
        match &model.kind {
            ModelKind::Structure(structure) => structure::emit(&mut file, structure),
            ModelKind::Enumeration(enumeration) => enumeration::emit(&mut file, enumeration),
        }
        file.finish()
    }

    fn builders(&self, builders: &BuilderFile) -> String {
        let mut file = SourceFile::new(self.api, self.namespace, "requests", &builders.module);
        builder::emit(&mut file, builders);
        file.finish()
    }
}

/// Adds the files that all modules share: `lib.rs`, and the manifest where there is none yet. Each file of the
/// generator's says so in its first line.
pub fn package(
    tree: &mut Tree,
    package: &Package,
    runtime_path: Option<&str>,
    apis: &[(String, String)],
    features: &Features,
) {
    let has_requests = tree
        .files()
        .any(|(path, _)| path.ends_with("/requests/mod.rs"));
    let library = module::library(package, apis, has_requests, has_foreign_letters(tree));
    tree.generated("src/lib.rs", library);
    tree.head(&format!("// {}\n", package.notice()));
    for module in &package.modules {
        let module = format!("src/{}", module.get_ref());
        tree.by_hand(module, BY_HAND.to_owned());
    }
    let manifest = manifest::manifest(package, runtime_path, has_requests, features);
    tree.scaffold("Cargo.toml", manifest);
}

/// A module that is written by hand, before anything is written there.
const BY_HAND: &str = "//! Written by hand: no command changes this file.\n";

/// Is any code, documentation aside, not ASCII?
fn has_foreign_letters(tree: &Tree) -> bool {
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    tree.files()
        .filter(|(_, file)| !file.text.is_ascii())
        .any(|(_, file)| !file.text.lines().filter(is_code).all(str::is_ascii))
}
