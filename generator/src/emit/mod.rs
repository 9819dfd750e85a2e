//! Writes the crate: one item kind, one file, one closing `quote!`.

mod builder;
mod docs;
mod enumeration;
mod file;
mod gates;
mod kind;
mod lines;
mod manifest;
mod member;
mod module;
mod parallel;
mod parameters;
mod part;
mod permissions;
mod structure;
mod types;

pub use manifest::missing_features;

use crate::config::Package;
use crate::output::Tree;
use crate::rust::{Api, Features, ModelKind, Namespace};
use file::SourceFile;
use gates::Gates;

/// The files of a module for one service description.
pub fn api(api: &Api) -> Tree {
    let mut tree = Tree::default();
    let folder = format!("src/{}", api.module.as_str());
    let gates = Gates::of(api);
    let macros = gates.file();
    let text = module::api(api, macros.is_some());
    tree.generated(format!("{folder}/mod.rs"), text);
    if let Some(text) = macros {
        tree.generated(format!("{folder}/features.rs"), text);
    }
    if !api.permissions.is_empty() {
        let text = permissions::module(api);
        tree.generated(format!("{folder}/permissions.rs"), text);
    }
    for namespace in &api.namespaces {
        emit_namespace(&mut tree, api, namespace, &gates, &folder);
    }
    tree
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
    let manifest = manifest::manifest(package, runtime_path, has_requests, features);
    tree.scaffold("Cargo.toml", manifest);
}

/// Is any code, documentation aside, not ASCII?
fn has_foreign_letters(tree: &Tree) -> bool {
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    tree.files()
        .filter(|(_, file)| !file.text.is_ascii())
        .any(|(_, file)| !file.text.lines().filter(is_code).all(str::is_ascii))
}

fn emit_namespace(
    tree: &mut Tree,
    api: &Api,
    namespace: &Namespace,
    gates: &Gates<'_>,
    folder: &str,
) {
    let folder = match &namespace.module {
        Some(module) => {
            let folder = format!("{folder}/{}", module.as_str());
            tree.generated(format!("{folder}/mod.rs"), module::namespace(namespace));
            folder
        }
        None => folder.to_owned(),
    };
    if !namespace.models.is_empty() {
        tree.generated(
            format!("{folder}/models/mod.rs"),
            module::models(namespace, gates),
        );
    }
    let module = namespace.module.as_ref();
    let models = parallel::map(&namespace.models, |model| {
        let mut file = SourceFile::new(api, module, "models", &model.module);
        match &model.kind {
            ModelKind::Structure(structure) => structure::emit(&mut file, structure),
            ModelKind::Enumeration(enumeration) => enumeration::emit(&mut file, enumeration),
        }
        file.finish()
    });
    for (model, text) in models {
        tree.generated(
            format!("{folder}/models/{}.rs", model.module.as_str()),
            text,
        );
    }
    if !namespace.builders.is_empty() {
        tree.generated(
            format!("{folder}/requests/mod.rs"),
            module::requests(namespace, gates),
        );
    }
    let requests = parallel::map(&namespace.builders, |builders| {
        let mut file = SourceFile::new(api, module, "requests", &builders.module);
        builder::emit(&mut file, builders);
        file.finish()
    });
    for (builders, text) in requests {
        let path = format!("{folder}/requests/{}.rs", builders.module.as_str());
        tree.generated(path, text);
    }
}
