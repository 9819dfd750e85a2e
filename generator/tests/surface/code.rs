//! The public items of written code, as `api.txt` says them. Nothing of the generator is used but the files
//! that it writes.

use std::collections::{BTreeMap, BTreeSet};

use msgraph_generator::output::Tree;
use proc_macro2::TokenTree;
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::{
    Fields, FnArg, GenericArgument, ImplItem, Item, Macro, PathArguments, ReturnType, Token, Type,
    TypeParamBound, UseTree, Visibility,
};

use crate::gates::{attributes, condition, conditions, features_of};

/// The lines of all files.
pub(crate) fn lines(tree: &Tree) -> BTreeSet<String> {
    let code = Code::read(tree);
    let mut lines = BTreeSet::new();
    for (module, file) in &code.files {
        code.file(module, file, &mut lines);
    }
    lines.extend(
        code.features()
            .into_iter()
            .map(|name| format!("feature {name}")),
    );
    lines
}

/// Parsed files by module, and what their modules hand on.
struct Code {
    files: BTreeMap<String, syn::File>,
    /// Where a type is, by the module that declares it and its name: in its parent, if that hands it on.
    handed_on: BTreeSet<(String, String)>,
    /// The conditions of modules and of what is handed on.
    gates: BTreeMap<String, String>,
}

impl Code {
    fn read(tree: &Tree) -> Self {
        let sources = tree.files().filter(|(path, _)| path.starts_with("src/"));
        let files: BTreeMap<_, _> = sources
            .map(|(path, file)| (module(path), syn::parse_file(&file.text).unwrap()))
            .collect();
        let mut code = Self {
            files: BTreeMap::new(),
            handed_on: BTreeSet::new(),
            gates: BTreeMap::new(),
        };
        for (module, file) in &files {
            let conditions = conditions(module, &files);
            for item in &file.items {
                code.declare(module, item, "");
                if let Item::Macro(item) = item
                    && let Some(condition) = name(&item.mac).and_then(|name| conditions.get(&name))
                {
                    let inner: syn::File = item.mac.parse_body().unwrap();
                    for item in &inner.items {
                        code.declare(module, item, condition);
                    }
                }
            }
        }
        code.files = files;
        code
    }

    /// Notes modules and what is handed on, which may stand in a macro.
    fn declare(&mut self, module: &str, item: &Item, condition: &str) {
        match item {
            Item::Mod(item) if is_public(&item.vis) => {
                let path = join(module, &item.ident.to_string());
                self.gates.insert(path, condition.to_owned());
            }
            Item::Use(item) if is_public(&item.vis) => {
                for path in leaves(&item.tree) {
                    if let [child, name] = path.as_slice() {
                        let from = join(module, child);
                        self.handed_on.insert((from, name.clone()));
                        self.gates.insert(join(module, name), condition.to_owned());
                    }
                }
            }
            _ => {}
        }
    }

    /// All features that conditions name.
    fn features(&self) -> BTreeSet<String> {
        let in_gates = self.gates.values().flat_map(|gate| gate.split_whitespace());
        let words = in_gates.filter(|word| !["if", "or"].contains(word));
        let mut features: BTreeSet<_> = words.map(str::to_owned).collect();
        for file in self.files.values() {
            for item in &file.items {
                let attributes = attributes(item);
                features.extend(attributes.iter().flat_map(|a| features_of(a)));
            }
        }
        features
    }

    /// The path by which a type is meant to be found.
    fn path(&self, module: &str, name: &str) -> String {
        let is_handed_on = self
            .handed_on
            .contains(&(module.to_owned(), name.to_owned()));
        match module.rsplit_once("::") {
            Some((parent, _)) if is_handed_on => join(parent, name),
            _ => join(module, name),
        }
    }

    fn file(&self, module: &str, file: &syn::File, lines: &mut BTreeSet<String>) {
        // Facts of documentation, which the schema does not have.
        if module.ends_with("::permissions") {
            return;
        }
        let scope = Scope::new(self, module, file);
        let gate = |path: &str| self.gates.get(path).map_or("", String::as_str).to_owned();
        if let Some(gate) = self.gates.get(module) {
            lines.insert(format!("mod {module}{gate}"));
        }
        for item in &file.items {
            match item {
                Item::Struct(item) if matches!(item.fields, Fields::Unnamed(_)) => {
                    let path = scope.own(&item.ident);
                    lines.insert(format!("builder {path}{}", gate(&path)));
                }
                Item::Struct(item) => {
                    lines.insert(scope.model(item));
                    let path = scope.own(&item.ident);
                    for field in &item.fields {
                        let name = field.ident.as_ref().unwrap();
                        if name != "base" && name != "additional" {
                            let ty = scope.ty(&field.ty);
                            lines.insert(format!("field {path}::{name}: {ty}"));
                        }
                    }
                }
                Item::Macro(item) => lines.extend(scope.call(&item.mac)),
                Item::Enum(item) => {
                    let path = scope.own(&item.ident);
                    let is_kind = item
                        .variants
                        .iter()
                        .any(|variant| variant.ident == "Other" && !variant.fields.is_empty());
                    if is_kind {
                        lines.insert(format!("kind {path}{}", gate(&path)));
                    }
                    let implied = if is_kind { "Other" } else { "Unrecognized" };
                    for variant in item.variants.iter().filter(|v| v.ident != implied) {
                        let of = variant.fields.iter().map(|field| scope.ty(&field.ty));
                        let of: Vec<_> = of.map(|ty| format!("({ty})")).collect();
                        let of = of.concat();
                        let gate = condition(&variant.attrs);
                        lines.insert(format!("variant {path}::{}{of}{gate}", variant.ident));
                    }
                }
                Item::Impl(item) => lines.extend(scope.implementation(item)),
                _ => {}
            }
        }
    }
}

/// The names of one file.
struct Scope<'c> {
    code: &'c Code,
    module: &'c str,
    own: BTreeSet<String>,
    imported: BTreeMap<String, Vec<String>>,
}

impl<'c> Scope<'c> {
    fn new(code: &'c Code, module: &'c str, file: &syn::File) -> Self {
        let own = file.items.iter().filter_map(|item| match item {
            Item::Struct(item) => Some(item.ident.to_string()),
            Item::Enum(item) => Some(item.ident.to_string()),
            _ => None,
        });
        let imports = file.items.iter().filter_map(|item| match item {
            Item::Use(item) if !is_public(&item.vis) => Some(&item.tree),
            _ => None,
        });
        let imported = imports
            .flat_map(leaves)
            .map(|path| (path.last().unwrap().clone(), path))
            .collect();
        Self {
            code,
            module,
            own: own.collect(),
            imported,
        }
    }

    fn own(&self, name: &syn::Ident) -> String {
        self.code.path(self.module, &name.to_string())
    }

    /// The type, and the type of the field `base`.
    fn model(&self, item: &syn::ItemStruct) -> String {
        let path = self.own(&item.ident);
        let gate = self.code.gates.get(&path).map_or("", String::as_str);
        let base = (item.fields.iter())
            .find(|field| field.ident.as_ref().unwrap() == "base")
            .map_or_else(String::new, |base| format!(": {}", self.ty(&base.ty)));
        format!("model {path}{base}{gate}")
    }

    /// What a macro of the runtime says of a type.
    fn call(&self, mac: &Macro) -> Vec<String> {
        let kind = name(mac).unwrap();
        let statements = statements(mac);
        let Some(TokenTree::Ident(own)) = statements.first().and_then(|words| words.first()) else {
            return Vec::new();
        };
        let path = self.own(own);
        let gate = self.code.gates.get(&path).map_or("", String::as_str);
        match kind.as_str() {
            "enumeration" => vec![format!("enum {path}{gate}")],
            "operation" => vec![format!("impl LongRunning for {path}")],
            "model" => {
                let lines = statements.iter().skip(1);
                lines.flat_map(|words| self.part(own, words)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// A property descriptor, or the ways to derived types.
    fn part(&self, own: &syn::Ident, words: &[TokenTree]) -> Vec<String> {
        match words {
            [
                TokenTree::Ident(_),
                _equals,
                TokenTree::Literal(_),
                _comma,
                TokenTree::Ident(constant),
                _colon,
                rest @ ..,
            ] => {
                let rest = rest.iter().cloned().collect();
                let types = Punctuated::<Type, Token![,]>::parse_terminated
                    .parse2(rest)
                    .unwrap();
                // What follows the type of the field is a name of the runtime.
                let text = |(n, ty): (usize, &Type)| match n {
                    0 => self.ty(ty),
                    _ => quote::quote!(#ty).to_string(),
                };
                let types: Vec<_> = types.iter().enumerate().map(text).collect();
                let owner = self.name(&[own.to_string()]);
                let types = types.join(", ");
                vec![format!(
                    "const {}::{constant}: &Property<{owner}, {types}>",
                    self.module
                )]
            }
            [
                TokenTree::Punct(_),
                TokenTree::Punct(_),
                TokenTree::Ident(kind),
                TokenTree::Group(_),
            ] => {
                let path = self.own(own);
                let kind = self.name(&[kind.to_string()]);
                vec![
                    format!("fn {path}::kind(&self) -> {kind}"),
                    format!("fn {path}::into_kind(self) -> {kind}"),
                ]
            }
            _ => Vec::new(),
        }
    }

    fn implementation(&self, item: &syn::ItemImpl) -> Vec<String> {
        let Type::Path(owner) = &*item.self_ty else {
            return Vec::new();
        };
        let path = self.own(owner.path.get_ident().unwrap());
        let methods: Vec<_> = (item.items.iter())
            .filter_map(|item| match item {
                ImplItem::Fn(method) if is_public(&method.vis) => Some(method),
                _ => None,
            })
            .collect();
        let lines = methods.iter().map(|method| {
            let inputs = method.sig.inputs.iter().map(|input| match input {
                FnArg::Receiver(this) if quote::quote!(#this).to_string().starts_with('&') => {
                    "&self".to_owned()
                }
                FnArg::Receiver(_) => "self".to_owned(),
                FnArg::Typed(input) => {
                    let syn::Pat::Ident(name) = &*input.pat else {
                        panic!("{path}");
                    };
                    format!("{}: {}", name.ident, self.ty(&input.ty))
                }
            });
            let inputs: Vec<_> = inputs.collect();
            let ReturnType::Type(_, returns) = &method.sig.output else {
                panic!("{path}");
            };
            let name = &method.sig.ident;
            let gate = condition(&method.attrs);
            let returns = self.ty(returns);
            format!(
                "fn {path}::{name}({}) -> {returns}{gate}",
                inputs.join(", ")
            )
        });
        lines.collect()
    }

    fn ty(&self, ty: &Type) -> String {
        match ty {
            Type::Path(path) => self.path(&path.path),
            Type::Reference(of) => format!("&{}", self.ty(&of.elem)),
            Type::Paren(of) => format!("({})", self.ty(&of.elem)),
            Type::Tuple(of) if of.elems.is_empty() => "()".to_owned(),
            Type::ImplTrait(of) => {
                let bounds = of.bounds.iter().map(|bound| match bound {
                    TypeParamBound::Trait(bound) => self.path(&bound.path),
                    _ => panic!("a bound that is no trait"),
                });
                format!("impl {}", bounds.collect::<Vec<_>>().join(" + "))
            }
            _ => panic!("a type of another kind"),
        }
    }

    fn path(&self, path: &syn::Path) -> String {
        let names: Vec<_> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        let mut text = self.name(&names);
        for segment in &path.segments {
            let PathArguments::AngleBracketed(arguments) = &segment.arguments else {
                continue;
            };
            let arguments = arguments.args.iter().map(|argument| match argument {
                GenericArgument::Type(ty) => self.ty(ty),
                GenericArgument::AssocType(of) => format!("{} = {}", of.ident, self.ty(&of.ty)),
                _ => panic!("an argument of another kind"),
            });
            let arguments: Vec<_> = arguments.collect();
            text = format!("{text}<{}>", arguments.join(", "));
        }
        text
    }

    /// What a path means, written from within the module of the API.
    fn name(&self, names: &[String]) -> String {
        let absolute = |names: &[String]| -> Option<String> {
            let (first, rest) = names.split_first()?;
            match first.as_str() {
                "crate" => Some(rest.join("::")),
                "super" => Some(join(self.module.rsplit_once("::")?.0, &rest.join("::"))),
                _ => None,
            }
        };
        let runtime = |names: &[String]| match names {
            [first, name] if first == "msgraph_core" => Some(name.clone()),
            _ => None,
        };
        let found = match names {
            [name] if self.own.contains(name) => Some(self.code.path(self.module, name)),
            [name] => match self.imported.get(name) {
                Some(path) => match runtime(path) {
                    Some(name) => return name,
                    None => absolute(path),
                },
                None => None,
            },
            _ => match runtime(names) {
                Some(name) => return name,
                None => absolute(names),
            },
        };
        let Some(path) = found else {
            return names.join("::");
        };
        match path.split_once("::") {
            Some((_, inner)) if inner.contains("::") => inner.to_owned(),
            _ => path,
        }
    }
}

/// The statements in a macro, without their semicolons.
fn statements(mac: &Macro) -> Vec<Vec<TokenTree>> {
    let mut statements = vec![Vec::new()];
    for word in mac.tokens.clone() {
        if matches!(&word, TokenTree::Punct(end) if end.as_char() == ';') {
            statements.push(Vec::new());
        } else {
            statements.last_mut().unwrap().push(word);
        }
    }
    statements
}

/// `src/v1_0/models/user.rs` is `v1_0::models::user`.
fn module(path: &str) -> String {
    let path = path.trim_start_matches("src/").trim_end_matches(".rs");
    let path = path.trim_end_matches("lib").trim_end_matches("mod");
    let names = path.trim_end_matches('/').split('/').map(|name| {
        let is_keyword = name == "gen" || syn::parse_str::<syn::Ident>(name).is_err();
        let raw = if is_keyword && !name.is_empty() {
            "r#"
        } else {
            ""
        };
        format!("{raw}{name}")
    });
    names.collect::<Vec<_>>().join("::")
}

pub(crate) fn join(module: &str, name: &str) -> String {
    if module.is_empty() {
        return name.to_owned();
    }
    format!("{module}::{name}")
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn name(mac: &Macro) -> Option<String> {
    Some(mac.path.segments.last()?.ident.to_string())
}

/// The paths in a `use`.
fn leaves(tree: &UseTree) -> Vec<Vec<String>> {
    match tree {
        UseTree::Path(path) => {
            let first = path.ident.to_string();
            let inner = leaves(&path.tree).into_iter();
            let joined = inner.map(|rest| [vec![first.clone()], rest].concat());
            joined.collect()
        }
        UseTree::Group(group) => group.items.iter().flat_map(leaves).collect(),
        UseTree::Name(name) => vec![vec![name.ident.to_string()]],
        _ => Vec::new(),
    }
}
