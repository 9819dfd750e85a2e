//! Writes the crate: one item kind, one file, one closing `quote!`.

mod builder;
mod contents;
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

use std::borrow::Borrow;

use crate::config::Package;
use crate::output::Tree;
use crate::rust::names::Name;
use crate::rust::{Api, BuilderFile, Features, Model, ModelKind};
use crate::surface::Listing;
use contents::{Contents, Export};
use file::SourceFile;
use gates::Gates;

/// The files of a module for one service description, and its part of `api.txt`.
///
/// `model` and `builders` give what a file is made of. Each file is written and listed at once, and what it is made of
/// forgotten: of a large schema, not all of it has to be there at a time.
pub fn api<'p, M: Sync, B: Sync, LoweredModel, LoweredBuilders>(
    api: &'p Api<M, B>,
    model: impl Fn(&'p M) -> Option<LoweredModel> + Sync,
    builders: impl Fn(&'p B) -> Option<LoweredBuilders> + Sync,
) -> (Tree, Listing)
where
    LoweredModel: Borrow<Model>,
    LoweredBuilders: Borrow<BuilderFile>,
{
    let mut tree = Tree::default();
    let mut listing = Listing::default();
    listing.add_frame(api);
    let mut contents = Vec::new();
    for namespace in &api.namespaces {
        let place = Place {
            api: &api.module,
            namespace: namespace.module.as_ref(),
        };
        let models = parallel::fold(&namespace.models, |written, item| {
            if let Some(model) = model(item) {
                place.write_model(written, model.borrow());
            }
        });
        let requests = parallel::fold(&namespace.builders, |written, item| {
            if let Some(builders) = builders(item) {
                place.write_builders(written, builders.borrow());
            }
        });
        let mut keep = |written: Vec<Written>| {
            let mut exports = Vec::new();
            for part in written {
                tree.extend(part.tree);
                listing.extend(part.listing);
                exports.extend(part.exports);
            }
            exports.sort_by(|a: &Export, b| a.module.cmp(&b.module));
            exports
        };
        contents.push(Contents {
            module: namespace.module.as_ref(),
            wire: &namespace.wire,
            models: keep(models),
            requests: keep(requests),
        });
    }
    emit_modules(&mut tree, api, &contents);
    (tree, listing)
}

/// Adds the files that others are in.
fn emit_modules<M, B>(tree: &mut Tree, api: &Api<M, B>, contents: &[Contents<'_>]) {
    let gates = Gates::of(contents);
    let macros = gates.file();
    let place = |namespace| Place {
        api: &api.module,
        namespace,
    };
    let text = module::api(api, contents, macros.is_some());
    tree.generated(place(None).file("mod"), text);
    if let Some(text) = macros {
        tree.generated(place(None).file("features"), text);
    }
    if !api.permissions.is_empty() {
        tree.generated(place(None).file("permissions"), permissions::module(api));
    }
    for contents in contents {
        let place = place(contents.module);
        if contents.module.is_some() {
            tree.generated(place.file("mod"), module::namespace(contents));
        }
        for (area, exports) in [
            ("models", &contents.models),
            ("requests", &contents.requests),
        ] {
            if !exports.is_empty() {
                tree.generated(
                    place.file(&format!("{area}/mod")),
                    module::area(exports, &gates),
                );
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

/// Files, and what is to be known of them when all are there.
#[derive(Default)]
struct Written {
    tree: Tree,
    listing: Listing,
    exports: Vec<Export>,
}

impl Place<'_> {
    /// The path of a file.
    fn file(&self, name: &str) -> String {
        let api = self.api.as_str();
        match self.namespace {
            Some(namespace) => format!("src/{api}/{}/{name}.rs", namespace.as_str()),
            None => format!("src/{api}/{name}.rs"),
        }
    }

    /// Writes a file of an area.
    fn write(
        &self,
        written: &mut Written,
        area: &str,
        module: &Name,
        emit: impl FnOnce(&mut SourceFile),
    ) {
        let mut file = SourceFile::new(self.api, self.namespace, area, module);
        emit(&mut file);
        let path = self.file(&format!("{area}/{}", module.as_str()));
        written.tree.generated(path, file.finish());
    }

    fn write_model(&self, written: &mut Written, model: &Model) {
        self.write(written, "models", &model.module, |file| match &model.kind {
            ModelKind::Structure(structure) => structure::emit(file, structure),
            ModelKind::Enumeration(enumeration) => enumeration::emit(file, enumeration),
        });
        (written.listing).add_model(self.api, self.namespace, model);
        written.exports.push(Export::of_model(model));
    }

    fn write_builders(&self, written: &mut Written, builders: &BuilderFile) {
        self.write(written, "requests", &builders.module, |file| {
            builder::emit(file, builders);
        });
        (written.listing).add_builders(self.api, self.namespace, builders);
        written.exports.push(Export::of_builders(builders));
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
