//! One source file: its items, and the imports that they turned out to need.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::rust::names::{Name, Style};
use crate::rust::{Features, Path};

/// A file that is being written.
pub(super) struct SourceFile {
    api: Name,
    /// The module that the file's own module is in, below that of the API.
    here: Vec<Name>,
    /// The file's own module.
    this: Vec<Name>,
    own: BTreeSet<Name>,
    /// Constants of the file, which types are not imported over.
    constants: BTreeSet<Name>,
    imported: BTreeMap<Name, Vec<Name>>,
    /// Names of the runtime.
    runtime: BTreeSet<&'static str>,
    groups: Vec<Group>,
}

impl SourceFile {
    /// A file of models or requests in a namespace.
    pub(super) fn new(api: &Name, namespace: Option<&Name>, area: &str, module: &Name) -> Self {
        let area = Style::Field.name(area);
        let here: Vec<_> = namespace.cloned().into_iter().chain([area]).collect();
        let this = here.iter().chain([module]).cloned().collect();
        Self {
            here,
            this,
            ..Self::root(api)
        }
    }

    /// The file of the API's own module.
    pub(super) fn root(api: &Name) -> Self {
        Self {
            api: api.clone(),
            here: Vec::new(),
            this: Vec::new(),
            own: BTreeSet::new(),
            constants: BTreeSet::new(),
            imported: BTreeMap::new(),
            runtime: BTreeSet::new(),
            groups: Vec::new(),
        }
    }

    /// A name that the file itself declares, so that nothing of that name is imported.
    pub(super) fn declare(&mut self, name: &Name) {
        self.own.insert(name.clone());
    }

    /// A constant that the file has. Types without small letters can be called like one.
    pub(super) fn declare_constant(&mut self, name: Name) {
        self.constants.insert(name);
    }

    /// How the file calls an item: by its name, imported, unless that name means another one here.
    pub(super) fn path(&mut self, path: &Path) -> TokenStream {
        let item = &path.item;
        let is_own = path.modules == self.here || path.modules == self.this;
        if let Some(modules) = self.imported.get(item)
            && *modules == path.modules
        {
            return quote!(#item);
        }
        let is_declared = self.own.contains(item);
        if is_declared && is_own {
            return quote!(#item);
        }
        let is_free = !is_declared
            && !self.constants.contains(item)
            && !self.runtime.contains(item.as_str())
            && !self.imported.contains_key(item);
        if is_free {
            self.imported.insert(item.clone(), path.modules.clone());
            return quote!(#item);
        }
        self.whole_path(path)
    }

    fn whole_path(&self, path: &Path) -> TokenStream {
        let (module, item) = (self.module(&path.modules), &path.item);
        quote!(#module::#item)
    }

    /// The same for an item that may not be there: by its whole path, as imports are for what is.
    pub(super) fn gated_path(&mut self, path: &Path, features: &Features) -> TokenStream {
        if features.is_empty() {
            self.path(path)
        } else {
            self.whole_path(path)
        }
    }

    /// How the file calls an item of the runtime.
    pub(super) fn runtime(&mut self, item: &'static str) -> TokenStream {
        let ident = Ident::new(item, Span::call_site());
        if self.own.contains(item) || self.imported.contains_key(item) {
            return quote!(msgraph_core::#ident);
        }
        self.runtime.insert(item);
        quote!(#ident)
    }

    /// The path of a module: `super` for the file's own parent, else from the crate.
    pub(super) fn module(&self, modules: &[Name]) -> TokenStream {
        if modules == self.here && !self.here.is_empty() {
            return quote!(super);
        }
        let api = &self.api;
        quote!(crate::#api #(::#modules)*)
    }

    /// Adds items that belong together.
    pub(super) fn push(&mut self, group: TokenStream) {
        self.groups.push(Group::Items(group));
    }

    /// Adds a call of a macro of the runtime, with these lines in it: the printer would run them together.
    pub(super) fn push_call(&mut self, name: &str, lines: &[String]) {
        let mut text = format!("msgraph_core::codegen::v1::{name}! {{\n");
        for line in lines {
            text.extend(["    ", line, "\n"]);
        }
        self.groups.push(Group::Text(text + "}\n"));
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        let mut by_module: BTreeMap<&[Name], Vec<&Name>> = BTreeMap::new();
        for (name, modules) in &self.imported {
            by_module.entry(modules).or_default().push(name);
        }
        // An item a line, so that one more changes no other line.
        let mut imports = TokenStream::new();
        for (modules, names) in by_module {
            let module = self.module(modules);
            imports.extend(quote!(#(use #module::#names;)*));
        }
        let runtime = self.runtime.iter();
        let runtime = runtime.map(|item| Ident::new(item, Span::call_site()));
        imports.extend(quote!(#(use msgraph_core::#runtime;)*));
        joined([Group::Items(imports)].into_iter().chain(self.groups))
    }
}

/// What stands together in a file.
enum Group {
    Items(TokenStream),
    Text(String),
}

/// A file of groups of items, with an empty line before each.
pub(super) fn text(groups: impl IntoIterator<Item = TokenStream>) -> String {
    joined(groups.into_iter().map(Group::Items))
}

fn joined(groups: impl IntoIterator<Item = Group>) -> String {
    let mut text = String::new();
    for group in groups {
        match group {
            Group::Items(items) if items.is_empty() => {}
            Group::Items(items) => {
                text.push('\n');
                push_spaced(&mut text, &printed(items));
            }
            Group::Text(group) => text.extend(["\n", &group]),
        }
    }
    text
}

fn printed(file: TokenStream) -> String {
    match syn::parse2(file) {
        Ok(file) => prettyplease::unparse(&file),
        // Tokens from `quote!` and identifiers parse; a test parses all that is written.
        Err(error) => error.to_compile_error().to_string(),
    }
}

/// A macro with items in it.
pub(super) fn invocation(name: &Name, items: TokenStream) -> String {
    let mut text = format!("\n{name}! {{\n");
    for line in self::text([items]).trim_start().lines() {
        if !line.is_empty() {
            text.push_str("    ");
        }
        text.push_str(line);
        text.push('\n');
    }
    text.push_str("}\n");
    text
}

/// Lays out what the printer leaves to taste: an empty line between the methods of an `impl` and
/// after an item with a body.
fn push_spaced(text: &mut String, printed: &str) {
    let mut previous = "";
    let mut in_impl = false;
    for line in printed.lines() {
        let ends_method = previous == "    }";
        let begins_method = in_impl && line.starts_with("    fn ") && previous.ends_with(';');
        let ends_item = previous == "}";
        if (ends_method && line != "}") || begins_method || ends_item {
            text.push('\n');
        }
        if !line.starts_with(' ') && line != "}" {
            in_impl = line.starts_with("impl");
        }
        text.push_str(line);
        text.push('\n');
        let is_comment = line.trim_start().starts_with("//");
        previous = if is_comment { "" } else { line };
    }
}
