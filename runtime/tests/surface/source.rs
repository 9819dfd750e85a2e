//! The modules of a crate, as they are written.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::{Attribute, Item, ItemMod, Macro, Meta, UseTree, Visibility};

/// A module with the names from the root of the crate to it.
pub(crate) struct Module {
    pub(crate) path: Vec<String>,
    pub(crate) items: Vec<Item>,
    /// The conditions of the modules around it.
    pub(crate) conditions: Vec<String>,
}

/// All modules of a crate, but for its tests.
pub(crate) fn modules(root: &Path) -> Vec<Module> {
    let mut found = Vec::new();
    collect(file(root), root, Vec::new(), Vec::new(), &mut found);
    found
}

fn collect(
    items: Vec<Item>,
    place: &Path,
    path: Vec<String>,
    conditions: Vec<String>,
    found: &mut Vec<Module>,
) {
    for item in &items {
        let Item::Mod(module) = item else { continue };
        let mut conditions = conditions.clone();
        conditions.extend(self::conditions(&module.attrs));
        if conditions.iter().any(|condition| condition == "test") {
            continue;
        }
        let mut path = path.clone();
        path.push(module.ident.to_string());
        let (items, place) = contents(module, place);
        collect(items, &place, path, conditions, found);
    }
    found.push(Module {
        path,
        items,
        conditions,
    });
}

/// The items of a module, and the file in which its own modules are looked for.
fn contents(module: &ItemMod, place: &Path) -> (Vec<Item>, PathBuf) {
    let name = module.ident.to_string();
    let name = name.trim_start_matches("r#");
    let stem = place.file_stem().unwrap().to_str().unwrap();
    let folder = match stem {
        "lib" | "mod" => place.with_file_name(name),
        _ => place.with_extension("").join(name),
    };
    if let Some((_, items)) = &module.content {
        return (items.clone(), folder.join("mod.rs"));
    }
    let single = folder.with_extension("rs");
    let place = if single.exists() {
        single
    } else {
        folder.join("mod.rs")
    };
    (file(&place), place)
}

fn file(path: &Path) -> Vec<Item> {
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    syn::parse_file(&text).unwrap().items
}

/// The conditions of `#[cfg(..)]`.
pub(crate) fn conditions(attributes: &[Attribute]) -> Vec<String> {
    let conditions = attributes.iter().filter(|one| one.path().is_ident("cfg"));
    conditions
        .map(|one| match &one.meta {
            Meta::List(list) => list.tokens.to_string().replace(" = ", "="),
            other => other.to_token_stream().to_string(),
        })
        .collect()
}

pub(crate) fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

pub(crate) fn is_hidden(attributes: &[Attribute]) -> bool {
    let mut lists = attributes
        .iter()
        .filter_map(|one| one.meta.require_list().ok());
    lists.any(|list| list.path.is_ident("doc") && list.tokens.to_string() == "hidden")
}

/// The text of the documentation.
pub(crate) fn documentation(attributes: &[Attribute]) -> String {
    let docs = attributes.iter().filter(|one| one.path().is_ident("doc"));
    let values = docs.filter_map(|one| one.meta.require_name_value().ok());
    values
        .map(|value| value.value.to_token_stream().to_string() + "\n")
        .collect()
}

/// The name of an item and its attributes. Of a call of a macro, the first name in it.
pub(crate) fn named(item: &Item) -> Option<(String, Vec<Attribute>)> {
    let (name, attributes) = match item {
        Item::Const(it) => (it.ident.to_string(), &it.attrs),
        Item::Enum(it) => (it.ident.to_string(), &it.attrs),
        Item::Fn(it) => (it.sig.ident.to_string(), &it.attrs),
        Item::Struct(it) => (it.ident.to_string(), &it.attrs),
        Item::Trait(it) => (it.ident.to_string(), &it.attrs),
        Item::Type(it) => (it.ident.to_string(), &it.attrs),
        Item::Macro(it) => match &it.ident {
            Some(name) => (name.to_string(), &it.attrs),
            None => return called(&it.mac),
        },
        _ => return None,
    };
    Some((name, attributes.clone()))
}

/// The attributes and the name that a call begins with: `string!(/** Docs. */ Date, ..)`.
fn called(call: &Macro) -> Option<(String, Vec<Attribute>)> {
    let begins = |input: syn::parse::ParseStream<'_>| {
        let attributes = input.call(Attribute::parse_outer)?;
        let name: syn::Ident = input.parse()?;
        let _: TokenStream = input.parse()?;
        Ok((name.to_string(), attributes))
    };
    syn::parse::Parser::parse2(begins, call.tokens.clone()).ok()
}

/// The paths that a `use` brings, each with the name that it brings it under.
pub(crate) fn imports(tree: &UseTree, before: &[String], found: &mut Vec<(Vec<String>, String)>) {
    let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
    match tree {
        UseTree::Path(path) => imports(&path.tree, &with(&path.ident), found),
        UseTree::Name(name) => found.push((with(&name.ident), name.ident.to_string())),
        UseTree::Rename(name) if name.rename == "_" => {
            found.push((with(&name.ident), name.ident.to_string()));
        }
        UseTree::Rename(name) => found.push((with(&name.ident), name.rename.to_string())),
        UseTree::Group(group) => {
            for tree in &group.items {
                imports(tree, before, found);
            }
        }
        UseTree::Glob(_) => panic!("names are imported one by one"),
    }
}
