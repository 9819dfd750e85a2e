//! The members of structs: their fields, and their lines in the macros of the runtime.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::file::SourceFile;
use super::{docs, types};
use crate::rust::Member;

/// The declarations of the own fields.
pub(super) fn fields(file: &mut SourceFile, members: &[Member]) -> Vec<TokenStream> {
    members
        .iter()
        .map(|member| {
            let docs = docs::attributes(&member.docs);
            let field = &member.field;
            let ty = types::tokens(file, &member.ty.field());
            quote!(#docs pub #field: #ty,)
        })
        .collect()
}

/// A line for each member: `status = "status";`.
pub(super) fn lines(members: &[Member]) -> impl Iterator<Item = String> {
    members.iter().map(|member| named(member) + ";")
}

/// A line for each member, with its property descriptor: `status = "status", STATUS: Option<Status>;`.
pub(super) fn described_lines(file: &mut SourceFile, members: &[Member]) -> Vec<String> {
    let lines = members.iter().map(|member| {
        let constant = member.field.constant();
        let ty = types::text(&types::tokens(file, &member.ty.field()));
        let access = member.access.name().map(|access| format!(", {access}"));
        let access = access.unwrap_or_default();
        format!("{}, {constant}: {ty}{access};", named(member))
    });
    lines.collect()
}

fn named(member: &Member) -> String {
    format!("{} = {}", member.field, literal(&member.wire))
}

/// A text as the language writes it.
pub(super) fn literal(text: &str) -> String {
    Literal::string(text).to_string()
}
