//! One source file: its items, and the imports that they turned out to need.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::docs::Documentation;
use crate::rust::names::{Name, Style};
use crate::rust::{Api, Docs, Features, Path};

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
    uses_fields: bool,
    documentation: Documentation,
    items: Vec<TokenStream>,
}

impl SourceFile {
    /// A file of models or requests in a namespace.
    pub(super) fn new(api: &Api, namespace: Option<&Name>, area: &str, module: &Name) -> Self {
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
    pub(super) fn root(api: &Api) -> Self {
        Self {
            api: api.module.clone(),
            here: Vec::new(),
            this: Vec::new(),
            own: BTreeSet::new(),
            constants: BTreeSet::new(),
            imported: BTreeMap::new(),
            runtime: BTreeSet::new(),
            uses_fields: false,
            documentation: Documentation::default(),
            items: Vec::new(),
        }
    }

    /// A name that the file itself declares, so that nothing of that name is imported.
    pub(super) fn declare(&mut self, name: &Name) {
        self.own.insert(name.clone());
    }

    /// Where an item is that the file declares.
    pub(super) fn own(&self, name: &Name) -> Path {
        Path {
            modules: self.here.clone(),
            item: name.clone(),
        }
    }

    /// A constant that the file has. Types without small letters can be called like one.
    pub(super) fn declare_constant(&mut self, name: Name) {
        self.constants.insert(name);
    }

    /// How the file calls an item: by its name, imported, unless that name means another one here.
    pub(super) fn path(&mut self, path: &Path) -> TokenStream {
        let item = path.item.ident();
        let is_own = path.modules == self.here || path.modules == self.this;
        if self.own.contains(&path.item) && is_own {
            return quote!(#item);
        }
        let is_free = !self.own.contains(&path.item)
            && !self.constants.contains(&path.item)
            && !self.runtime.contains(path.item.as_str())
            && self
                .imported
                .get(&path.item)
                .is_none_or(|modules| *modules == path.modules);
        if is_free {
            self.imported
                .insert(path.item.clone(), path.modules.clone());
            return quote!(#item);
        }
        let module = self.module(&path.modules);
        quote!(#module::#item)
    }

    /// The same for an item that may not be there: by its whole path, as imports are for what is.
    pub(super) fn gated_path(&mut self, path: &Path, features: &Features) -> TokenStream {
        if features.is_empty() {
            return self.path(path);
        }
        let module = self.module(&path.modules);
        let item = path.item.ident();
        quote!(#module::#item)
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
        let api = self.api.ident();
        let modules = modules.iter().map(Name::ident);
        quote!(crate::#api #(::#modules)*)
    }

    /// The file calls `view` and `slot` on fields.
    pub(super) fn use_fields(&mut self) {
        self.uses_fields = true;
    }

    /// The documentation of an item, and its deprecation.
    pub(super) fn docs(&mut self, docs: &Docs) -> TokenStream {
        self.documentation.mark(docs)
    }

    /// A single paragraph of documentation.
    pub(super) fn doc_line(&mut self, text: &str) -> TokenStream {
        self.documentation.mark_line(text)
    }

    /// Adds an item.
    pub(super) fn push(&mut self, item: TokenStream) {
        self.items.push(item);
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        let mut by_module: BTreeMap<&[Name], Vec<proc_macro2::Ident>> = BTreeMap::new();
        for (name, modules) in &self.imported {
            by_module.entry(modules).or_default().push(name.ident());
        }
        let mut imports: Vec<_> = by_module
            .into_iter()
            .map(|(modules, names)| {
                let module = self.module(modules);
                match names.as_slice() {
                    [name] => quote!(use #module::#name;),
                    names => quote!(use #module::{#(#names),*};),
                }
            })
            .collect();
        let runtime = self
            .runtime
            .iter()
            .map(|item| Ident::new(item, Span::call_site()));
        let mut runtime: Vec<_> = runtime.map(|item| quote!(#item)).collect();
        if self.uses_fields {
            let at = self.runtime.iter().filter(|item| **item < "Field").count();
            runtime.insert(at, quote!(Field as _));
        }
        match runtime.as_slice() {
            [] => {}
            [item] => imports.push(quote!(use msgraph_core::#item;)),
            items => imports.push(quote!(use msgraph_core::{#(#items),*};)),
        }
        let groups = [imports.into_iter().collect()];
        documented(groups.into_iter().chain(self.items), &self.documentation)
    }
}

/// A file of groups of items, with an empty line between two groups.
pub(super) fn text(groups: impl IntoIterator<Item = TokenStream>) -> String {
    documented(groups, &Documentation::default())
}

fn documented(
    groups: impl IntoIterator<Item = TokenStream>,
    documentation: &Documentation,
) -> String {
    let mut text = String::new();
    for group in groups {
        push_group(&mut text, group, documentation);
    }
    // Texts outlive all that they are made of; spare room between them would go to waste.
    text.shrink_to_fit();
    text
}

/// A macro with items in it.
pub(super) fn invocation(name: &Name, items: TokenStream) -> String {
    let name = name.ident();
    let mut text = format!("\n{name}! {{\n");
    let mut inner = String::new();
    push_group(&mut inner, items, &Documentation::default());
    for line in inner.trim_start().lines() {
        if !line.is_empty() {
            text.push_str("    ");
        }
        text.push_str(line);
        text.push('\n');
    }
    text.push_str("}\n");
    text
}

fn push_group(text: &mut String, group: TokenStream, documentation: &Documentation) {
    if group.is_empty() {
        return;
    }
    text.push('\n');
    match syn::parse2(group) {
        Ok(file) => push_spaced(text, &prettyplease::unparse(&file), documentation),
        // Tokens from `quote!` and identifiers parse; a test parses all that is written.
        Err(error) => text.push_str(&error.to_compile_error().to_string()),
    }
}

/// Lays out what the printer leaves to taste: an empty line between the methods of an `impl` and
/// after an item with a body, and short values on one line. Documentation takes the place of its marks.
fn push_spaced(text: &mut String, source: &str, documentation: &Documentation) {
    let mut previous = "";
    let mut in_impl = false;
    let mut lines = source.lines();
    while let Some(line) = lines.next() {
        let ends_method = previous == "    }";
        let begins_method = in_impl && line.starts_with("    fn ") && previous.ends_with(';');
        let ends_item = previous == "}";
        if (ends_method && line != "}") || begins_method || ends_item {
            text.push('\n');
        }
        if !line.starts_with(' ') && line != "}" {
            in_impl = line.starts_with("impl");
        }
        if let Some(docs) = documentation.marked(line) {
            push_docs(text, line, docs);
        } else if line.ends_with("= &Property::new(") {
            text.push_str(&joined_value(line, lines.by_ref().take(2)));
            text.push('\n');
        } else {
            text.push_str(line);
            text.push('\n');
        }
        previous = line;
    }
}

/// Documentation, indented like its mark.
fn push_docs(text: &mut String, mark: &str, docs: &[String]) {
    let indent = mark.split('#').next().unwrap_or_default();
    for line in docs {
        text.push_str(indent);
        text.push_str("///");
        text.push_str(line.trim_end_matches(' '));
        text.push('\n');
    }
}

/// `const NAME: Type =`, and below it the value, which the printer has broken over three lines.
fn joined_value<'l>(first: &str, rest: impl Iterator<Item = &'l str>) -> String {
    let joined: String = rest.map(|line| line.trim().trim_end_matches(',')).collect();
    let one_line = format!("{first}{joined}");
    if one_line.len() <= 100 {
        return one_line;
    }
    match one_line.split_once(" = ") {
        Some((left, value)) => format!("{left} =\n    {value}"),
        None => one_line,
    }
}
