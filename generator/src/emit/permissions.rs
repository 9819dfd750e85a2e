//! What requests need to be allowed: a module of constants, and which of them a method's requests have.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::file::SourceFile;
use crate::permissions::{Need, Scopes};
use crate::rust::names::{Name, Style};
use crate::rust::{Api, Method, Path, Permissions};

/// Where the constants are.
const MODULE: &str = "permissions";

/// An `impl` with a constant for each method of which it is known; nothing if it is known of none.
pub(super) fn emit(file: &mut SourceFile, builder: &Name, methods: &[Method]) -> TokenStream {
    let known = methods
        .iter()
        .filter(|method| !method.permissions.is_empty());
    let constants: Vec<_> = known.map(|method| constant(file, method)).collect();
    if constants.is_empty() {
        return TokenStream::new();
    }
    quote!(impl #builder { #(#constants)* })
}

fn constant(file: &mut SourceFile, method: &Method) -> TokenStream {
    let name = method.name.constant().affixed("", "_PERMISSIONS");
    let docs = docs::line(&format!(
        "What [`{0}`](Self::{0}) needs to be allowed.",
        method.name.as_str()
    ));
    let ty = file.runtime("Permissions");
    let paths = method.permissions.iter().map(|constant| Path {
        modules: vec![Style::Module.name(MODULE)],
        item: constant.clone(),
    });
    let paths: Vec<_> = paths.collect();
    let constants: Vec<_> = paths.iter().map(|path| file.path(path)).collect();
    quote! {
        #docs
        pub const #name: &'static [#ty] = &[#(#constants),*];
    }
}

/// The module of the constants.
pub(super) fn module(api: &Api) -> String {
    let mut file = SourceFile::new(&api.module, None, MODULE, &Style::Module.name(MODULE));
    for constant in &api.permissions {
        let Permissions {
            name,
            docs,
            requests,
            need,
        } = constant;
        let docs = docs::attributes(docs);
        let ty = file.runtime("Permissions");
        let needs = needs(need);
        file.push(quote! {
            #docs
            pub const #name: #ty = #ty::of(&[#(#requests),*]) #needs;
        });
    }
    file.finish()
}

fn needs(need: &Need) -> TokenStream {
    let Need {
        delegated,
        personal,
        application,
        roles,
    } = need;
    let delegated = scopes(delegated).map(|scopes| quote!(.delegated(#scopes)));
    let personal = scopes(personal).map(|scopes| quote!(.personal(#scopes)));
    let application = scopes(application).map(|scopes| quote!(.application(#scopes)));
    let roles = (!roles.is_empty()).then(|| quote!(.roles(&[#(#roles),*])));
    quote!(#delegated #personal #application #roles)
}

fn scopes(scopes: &Scopes) -> Option<TokenStream> {
    let Scopes { least, higher } = scopes;
    (!scopes.is_empty()).then(|| quote!(&[#(#least),*], &[#(#higher),*]))
}
