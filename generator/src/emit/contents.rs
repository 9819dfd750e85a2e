//! What the module of a namespace has to know of the files in it.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use crate::rust::names::Name;
use crate::rust::{BuilderFile, Features, Model, ModelKind, Namespace, code};

/// What is in a namespace.
pub(super) struct Contents<'p> {
    /// Its module; the main namespace has none of its own.
    pub(super) module: Option<&'p Name>,
    /// The namespace's own name.
    pub(super) wire: &'p str,
    pub(super) models: Vec<Export>,
    pub(super) requests: Vec<Export>,
}

impl<'p> Contents<'p> {
    pub(super) fn of(namespace: &'p Namespace) -> Self {
        Self {
            module: namespace.module.as_ref(),
            wire: &namespace.wire,
            models: namespace.models.iter().map(Export::of_model).collect(),
            requests: (namespace.builders.iter())
                .map(Export::of_builders)
                .collect(),
        }
    }
}

/// A file, as the module that it is in sees it.
pub(super) struct Export {
    module: Name,
    /// The items that the module exports of it.
    items: Vec<Name>,
    /// What is said about the module of the file, if it has more than these items; otherwise it is private.
    docs: Option<String>,
    /// What brings it.
    pub(super) features: Features,
}

impl Export {
    /// The type is exported; property descriptors stay.
    fn of_model(model: &Model) -> Self {
        let (items, docs) = match &model.kind {
            ModelKind::Structure(structure) => {
                let names = [&structure.name].into_iter().chain(&structure.kind);
                let docs = || format!("{} and its members.", docs::link(&structure.name));
                let docs = structure.has_descriptors.then(docs);
                (names.cloned().collect(), docs)
            }
            ModelKind::Enumeration(enumeration) => (vec![enumeration.name.clone()], None),
        };
        Self {
            module: model.module.clone(),
            items,
            docs,
            features: model.features.clone(),
        }
    }

    /// Builders are exported; parameters stay.
    fn of_builders(file: &BuilderFile) -> Self {
        let docs = format!("Requests to {}, and their parameters.", code(&file.wire));
        Self {
            module: file.module.clone(),
            items: file.builders.iter().map(|b| b.name.clone()).collect(),
            docs: Some(docs),
            features: file.features.clone(),
        }
    }

    pub(super) fn declaration(&self) -> TokenStream {
        let module = &self.module;
        let docs = self.docs.as_deref().map(docs::line);
        let public = docs.map(|docs| quote!(#docs pub));
        quote!(#public mod #module;)
    }

    /// Shows the items where they are exported, although they could be seen in their own module; an item a line, so that
    /// one more changes no other line.
    pub(super) fn reexport(&self) -> TokenStream {
        let module = &self.module;
        let items = &self.items;
        let inline = self.docs.iter().map(|_| quote!(#[doc(inline)]));
        let inline: TokenStream = inline.collect();
        quote!(#(#inline pub use #module::#items;)*)
    }
}
