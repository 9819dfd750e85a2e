//! What is there with some features only.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::contents::Contents;
use super::file;
use crate::rust::Features;
use crate::rust::names::{Name, Scope, Style};

/// The condition that any of the features is on, if there is one.
pub(super) fn attribute(features: &Features) -> Option<TokenStream> {
    let mut names = features.iter();
    match (names.next(), names.len()) {
        (None, _) => None,
        (Some(name), 0) => Some(quote!(#[cfg(feature = #name)])),
        _ => {
            let names = features.iter();
            Some(quote!(#[cfg(any(#(feature = #names),*))]))
        }
    }
}

/// The same as text.
pub(super) fn text(features: &Features) -> Option<String> {
    match conditions(features).as_slice() {
        [] => None,
        [condition] => Some(format!("#[cfg({condition})]")),
        conditions => Some(format!("#[cfg(any({}))]", conditions.join(", "))),
    }
}

fn conditions(features: &Features) -> Vec<String> {
    let names = features.iter().map(|name| Literal::string(name));
    names.map(|name| format!("feature = {name}")).collect()
}

/// A macro for each condition on files, so that it is written once.
pub(super) struct Gates<'a>(BTreeMap<&'a Features, Name>);

impl<'a> Gates<'a> {
    pub(super) fn of(contents: &'a [Contents<'_>]) -> Self {
        let exports = contents.iter();
        let exports = exports.flat_map(|contents| contents.models.iter().chain(&contents.requests));
        let features = exports.map(|export| &export.features);
        let mut gates = BTreeMap::new();
        for features in features.filter(|features| !features.is_empty()) {
            gates
                .entry(features)
                .or_insert_with(|| Style::Method.name(""));
        }
        let mut scope = Scope::default();
        for (features, name) in &mut gates {
            *name = macro_name(&mut scope, features);
        }
        Self(gates)
    }

    /// The macro of a condition.
    pub(super) fn name(&self, features: &Features) -> Option<&Name> {
        self.0.get(features)
    }

    /// The file that defines the macros, if there are any.
    pub(super) fn file(&self) -> Option<String> {
        let definitions = self
            .0
            .iter()
            .map(|(features, name)| definition(name, features));
        let text = definitions.fold(file::text([]), |text, definition| text + &definition);
        (!self.0.is_empty()).then_some(text)
    }
}

/// Laid out here, since the printer does not look into macros.
fn definition(name: &Name, features: &Features) -> String {
    let name = name.ident();
    let condition = match conditions(features).as_slice() {
        [condition] => condition.clone(),
        conditions => {
            let lines = conditions.join(",\n                ");
            format!("any(\n                {lines},\n            )")
        }
    };
    format!(
        "\nmacro_rules! {name} {{\n    \
             ($($item:item)*) => {{\n        \
                 $(\n            \
                     #[cfg({condition})]\n            \
                     $item\n        \
                 )*\n    \
             }};\n\
         }}\n"
    )
}

/// `with_users`, `with_me_or_users`, `with_drive_or_4_others`.
fn macro_name(scope: &mut Scope, features: &Features) -> Name {
    let names: Vec<_> = features.iter().map(String::as_str).collect();
    let words = match names.as_slice() {
        [first, _, _, ..] => format!("with {first} or {} others", names.len() - 1),
        _ => format!("with {}", names.join(" or ")),
    };
    let all = names.join(" ");
    scope.claim(Style::Method, &all, [Style::Method.name(&words)])
}
