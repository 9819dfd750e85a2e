//! What the module of a namespace has to know of the files in it.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use crate::rust::names::Name;
use crate::rust::{BuilderFile, Features, Model, ModelKind, Namespace};

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
    /// What the module that it is in exports of it.
    items: Vec<Name>,
    /// What else it has, to be found in its own module.
    stays: Stays,
    /// What brings it.
    pub(super) features: Features,
}

/// What is not exported of a file.
#[derive(Clone, Copy)]
enum Stays {
    Nothing,
    Handles,
    Parameters,
}

impl Export {
    /// The type is exported; handles stay.
    fn of_model(model: &Model) -> Self {
        let (items, stays) = match &model.kind {
            ModelKind::Structure(structure) => {
                let names = [&structure.name, &structure.fields].into_iter();
                let names = names.chain(&structure.kind).cloned().collect();
                let stays = if structure.has_handles {
                    Stays::Handles
                } else {
                    Stays::Nothing
                };
                (names, stays)
            }
            ModelKind::Enumeration(enumeration) => (vec![enumeration.name.clone()], Stays::Nothing),
        };
        Self {
            module: model.module.clone(),
            items,
            stays,
            features: model.features.clone(),
        }
    }

    /// Builders are exported; parameters stay.
    fn of_builders(file: &BuilderFile) -> Self {
        Self {
            module: file.module.clone(),
            items: file.builders.iter().map(|b| b.name.clone()).collect(),
            stays: Stays::Parameters,
            features: file.features.clone(),
        }
    }

    /// What is said about the module of the file; nothing where it cannot be seen from outside.
    fn docs(&self) -> Option<TokenStream> {
        let text = match (self.stays, self.items.as_slice()) {
            (Stays::Nothing, _) => return None,
            (Stays::Handles, items) => {
                let ty = items.first().map(docs::link).unwrap_or_default();
                format!("{ty} and its members.")
            }
            (Stays::Parameters, []) => "Parameters.".to_owned(),
            (Stays::Parameters, builders) => {
                let builders: Vec<_> = builders.iter().map(docs::link).collect();
                format!("{} and parameters.", builders.join(", "))
            }
        };
        Some(docs::line(&text))
    }

    pub(super) fn declaration(&self) -> TokenStream {
        let module = &self.module;
        let public = self.docs().map(|docs| quote!(#docs pub));
        quote!(#public mod #module;)
    }

    /// Shows what is exported where it is exported, although it could be seen in its own module.
    pub(super) fn reexport(&self) -> TokenStream {
        let module = &self.module;
        let inline = match self.stays {
            Stays::Nothing => None,
            Stays::Handles | Stays::Parameters => Some(quote!(#[doc(inline)])),
        };
        match self.items.as_slice() {
            [] => TokenStream::new(),
            [item] => quote!(#inline pub use #module::#item;),
            items => quote!(#inline pub use #module::{#(#items),*};),
        }
    }
}
