//! All of Microsoft Graph as Rust. Its metadata is not part of the repository: where it is missing,
//! the test says so and passes.

// Clippy knows tests, but not the functions that they share.
#![allow(clippy::panic, clippy::print_stdout, clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use msgraph_codegen::config::Config;
use msgraph_codegen::diagnostics::{Renderer, Source};
use msgraph_codegen::generate;
use syn::{ImplItem, Item, UseTree};

const SETTINGS: &str = r#"
[crate]
name = "everything"

[[api]]
module = "v1_0"
service = "v1.0"
metadata = "v1.0.csdl"
roots = ["*"]
"#;

#[test]
fn everything_is_rust_and_has_names_of_its_own() {
    let real = Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../shared/graph/v1.0.csdl"
    ));
    if !real.exists() {
        println!("skipped: {} is not there", real.display());
        return;
    }
    let sources = [Source {
        name: real.display().to_string(),
        text: fs::read_to_string(real).unwrap(),
    }];
    let generation = generate(&Config::parse(SETTINGS).unwrap(), &sources, None);
    let Some(tree) = generation.tree else {
        panic!(
            "{}",
            Renderer::plain().render(&generation.diagnostics, &sources)
        );
    };
    let mut paths = BTreeSet::new();
    for (path, file) in tree.files().filter(|(path, _)| path.starts_with("src/")) {
        assert!(paths.insert(path.to_lowercase()), "{path} in two spellings");
        let file = syn::parse_file(&file.text).unwrap_or_else(|e| panic!("{path}: {e}"));
        check_names(path, &file.items);
    }
    assert!(paths.len() > 4_000, "{}", paths.len());
}

/// No name is declared twice: not in a module, not in a struct or enum, not among methods.
fn check_names(path: &str, items: &[Item]) {
    let mut types = Names::new(path, "types");
    let mut values = Names::new(path, "values");
    let mut methods = Names::new(path, "methods");
    for item in items {
        match item {
            Item::Mod(item) => types.add(&item.ident),
            Item::Struct(item) => {
                types.add(&item.ident);
                let mut fields = Names::new(path, "fields");
                let names = item.fields.iter().filter_map(|field| field.ident.as_ref());
                names.for_each(|name| fields.add(name));
            }
            Item::Enum(item) => {
                types.add(&item.ident);
                let mut variants = Names::new(path, "variants");
                item.variants.iter().for_each(|v| variants.add(&v.ident));
            }
            Item::Const(item) => values.add(&item.ident),
            Item::Use(item) => check_use(&item.tree, &mut types, &mut values),
            Item::Impl(item) if item.trait_.is_none() => {
                let owner = quote::quote!(#item).to_string();
                let owner = owner.split('{').next().unwrap_or_default();
                for item in &item.items {
                    if let ImplItem::Fn(method) = item {
                        methods.add(&format!("{owner}{}", method.sig.ident));
                    }
                }
            }
            _ => {}
        }
    }
}

/// What is imported has a name here, too; constants are known by their capitals.
fn check_use<'p>(tree: &UseTree, types: &mut Names<'p>, values: &mut Names<'p>) {
    match tree {
        UseTree::Path(path) => check_use(&path.tree, types, values),
        UseTree::Group(group) => group
            .items
            .iter()
            .for_each(|tree| check_use(tree, types, values)),
        UseTree::Name(name) => {
            let text = name.ident.to_string();
            let is_constant = text.len() > 1 && !text.contains(char::is_lowercase);
            if is_constant { values } else { types }.add(&text);
        }
        _ => {}
    }
}

/// Names that must differ.
struct Names<'p> {
    path: &'p str,
    kind: &'static str,
    seen: BTreeSet<String>,
}

impl<'p> Names<'p> {
    fn new(path: &'p str, kind: &'static str) -> Self {
        let seen = BTreeSet::new();
        Self { path, kind, seen }
    }

    fn add(&mut self, name: &impl ToString) {
        let name = name.to_string();
        assert!(
            self.seen.insert(name.clone()),
            "{}: {} have `{name}` twice",
            self.path,
            self.kind
        );
    }
}
