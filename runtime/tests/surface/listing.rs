//! The public items of a crate, a line per fact.

use std::collections::{BTreeMap, BTreeSet};

use quote::ToTokens as _;
use syn::{Attribute, Item};

use super::facts::{impl_lines, is_for, own_lines};
use super::source::{Module, conditions, documentation, imports, is_hidden, is_public, named};
use super::spelling::{macro_lines, skeleton, tidy};

/// Something public, and where it is defined.
pub(crate) struct Public<'a> {
    pub(crate) path: String,
    pub(crate) item: &'a Item,
    pub(crate) documentation: String,
    pub(crate) is_hidden: bool,
    conditions: Vec<String>,
}

pub(crate) struct Crate {
    modules: Vec<Module>,
}

impl Crate {
    pub(crate) fn new(modules: Vec<Module>) -> Self {
        Self { modules }
    }

    /// All that can be named outside of the crate, by its path; and what is passed on of other crates.
    pub(crate) fn public(&self) -> (BTreeMap<String, Public<'_>>, BTreeSet<String>) {
        let (mut found, mut foreign) = (BTreeMap::new(), BTreeSet::new());
        self.visit(&[], &mut found, &mut foreign);
        (found, foreign)
    }

    fn module(&self, path: &[String]) -> Option<&Module> {
        self.modules.iter().find(|module| module.path == path)
    }

    fn visit<'a>(
        &'a self,
        path: &[String],
        found: &mut BTreeMap<String, Public<'a>>,
        foreign: &mut BTreeSet<String>,
    ) {
        let module = self.module(path).unwrap();
        for item in &module.items {
            match item {
                Item::Mod(inner) if is_public(&inner.vis) => {
                    let path = [path, &[inner.ident.to_string()]].concat();
                    if self.module(&path).is_some() {
                        self.visit(&path, found, foreign);
                    }
                }
                Item::Use(import) if is_public(&import.vis) => {
                    let mut names = Vec::new();
                    imports(&import.tree, &[], &mut names);
                    for (target, name) in names {
                        let public = [path, &[name]].concat().join("::");
                        let Some(item) = self.resolve(path, &target) else {
                            foreign.insert(format!("{public} = {}", target.join("::")));
                            continue;
                        };
                        Self::add(public, item, &import.attrs, found);
                    }
                }
                _ => {
                    let Some((name, _)) = named(item) else {
                        continue;
                    };
                    if public_here(item) {
                        let public = [path, &[name]].concat().join("::");
                        Self::add(public, (item, module), &[], found);
                    }
                }
            }
        }
    }

    fn add<'a>(
        path: String,
        (item, module): (&'a Item, &'a Module),
        outer: &[Attribute],
        found: &mut BTreeMap<String, Public<'a>>,
    ) {
        let (_, attributes) = named(item).unwrap();
        let mut all = module.conditions.clone();
        all.extend(conditions(outer).into_iter().chain(conditions(&attributes)));
        let public = Public {
            path: path.clone(),
            item,
            documentation: documentation(&attributes),
            is_hidden: is_hidden(outer) || (is_hidden(&attributes) && !path.starts_with("codegen")),
            conditions: all,
        };
        found.insert(path, public);
    }

    /// The item that a path means, seen from a module; `None` for one of another crate.
    fn resolve(&self, from: &[String], target: &[String]) -> Option<(&Item, &Module)> {
        let (name, folders) = target.split_last()?;
        let (start, folders) = match folders.split_first() {
            Some((first, rest)) if first == "crate" => (Vec::new(), rest),
            Some((first, rest)) if first == "self" => (from.to_vec(), rest),
            Some((first, rest)) if first == "super" => (from.split_last()?.1.to_vec(), rest),
            _ => (from.to_vec(), folders),
        };
        let path = [&start, folders].concat();
        let module = self.module(&path)?;
        // Exported macros are at the root, wherever they are defined.
        let modules = if path.is_empty() && name.starts_with("__") {
            self.modules.iter().collect()
        } else {
            vec![module]
        };
        for module in modules {
            for item in &module.items {
                if named(item).is_some_and(|(other, _)| other == *name) {
                    return Some((item, module));
                }
                if let Item::Use(import) = item {
                    let mut names = Vec::new();
                    imports(&import.tree, &[], &mut names);
                    // `use http;` is another crate.
                    let mut others = names.into_iter().filter(|(target, _)| target.len() > 1);
                    let import = others.find(|(_, other)| other == name);
                    let found = import.and_then(|(target, _)| self.resolve(&path, &target));
                    if found.is_some() {
                        return found;
                    }
                }
            }
        }
        None
    }

    /// The lines about something public.
    pub(crate) fn lines(&self, public: &Public<'_>) -> Vec<String> {
        let mut lines = own_lines(public.item);
        let (name, _) = named(public.item).unwrap();
        if !matches!(public.item, Item::Fn(_) | Item::Trait(_) | Item::Const(_)) {
            for module in &self.modules {
                for item in &module.items {
                    if let Item::Impl(block) = item
                        && is_for(block, &name)
                    {
                        let own = conditions(&block.attrs);
                        let all = [&*module.conditions, &*own].concat();
                        let condition = cfgs(&all, &public.conditions);
                        let facts = impl_lines(block).into_iter();
                        lines.extend(facts.map(|line| condition.clone() + &line));
                    }
                }
            }
        }
        if !matches!(public.item, Item::Macro(it) if it.ident.is_some()) {
            lines[1..].sort();
        }
        let head = lines.first_mut().unwrap();
        *head = cfgs(&public.conditions, &[]) + head;
        lines
    }

    /// The macros that only the crate calls, with their calls.
    pub(crate) fn local_macros(&self) -> BTreeMap<String, Vec<String>> {
        let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let items = || self.modules.iter().flat_map(|module| &module.items);
        for item in items() {
            let Item::Macro(it) = item else { continue };
            if let Some(name) = &it.ident {
                let is_exported = it
                    .attrs
                    .iter()
                    .any(|one| one.path().is_ident("macro_export"));
                if !is_exported {
                    let lines = all.entry(name.to_string()).or_default();
                    lines.splice(0..0, macro_lines(it.mac.tokens.clone()));
                }
            }
        }
        for item in items() {
            let Item::Macro(it) = item else { continue };
            let name = it.mac.path.to_token_stream().to_string();
            if let (None, Some(lines)) = (&it.ident, all.get_mut(&name)) {
                let call = tidy(&skeleton(it.mac.tokens.clone()));
                lines.push(format!("{name}!({call})"));
            }
        }
        all
    }
}

/// The conditions that are not known already.
pub(crate) fn cfgs(conditions: &[String], known: &[String]) -> String {
    let new: BTreeSet<_> = conditions
        .iter()
        .filter(|one| !known.contains(one))
        .collect();
    let attributes = new.into_iter().map(|one| format!("#[cfg({one})] "));
    attributes.collect::<Vec<_>>().concat()
}

/// Returns true if an item of a public module is public itself.
fn public_here(item: &Item) -> bool {
    match item {
        Item::Const(it) => is_public(&it.vis),
        Item::Enum(it) => is_public(&it.vis),
        Item::Fn(it) => is_public(&it.vis),
        Item::Struct(it) => is_public(&it.vis),
        Item::Trait(it) => is_public(&it.vis),
        Item::Type(it) => is_public(&it.vis),
        _ => false,
    }
}
