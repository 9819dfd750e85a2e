//! Names in generated code.

use std::collections::BTreeSet;

use syn::{ImplItem, Item, UseTree, Visibility};

/// No name is declared twice: not in a module, not in a struct or enum, not among methods.
pub fn check_names(path: &str, items: &[Item]) {
    let is_module = path.ends_with("/mod.rs") || path.ends_with("/lib.rs");
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
            // Constants are handed on to where their types are derived from, types are only used there.
            Item::Use(item) => {
                let is_handed_on = matches!(item.vis, Visibility::Public(_)) && !is_module;
                let names = if is_handed_on {
                    &mut values
                } else {
                    &mut types
                };
                check_use(&item.tree, names);
            }
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

/// What is imported has a name here, too.
fn check_use(tree: &UseTree, names: &mut Names<'_>) {
    match tree {
        UseTree::Path(path) => check_use(&path.tree, names),
        UseTree::Group(group) => group.items.iter().for_each(|tree| check_use(tree, names)),
        UseTree::Name(name) => names.add(&name.ident),
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
