//! Entity and complex types.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::SourceFile;
use super::{docs, kind, member, types};
use crate::overlay::Status;
use crate::rust::names::Name;
use crate::rust::{Inherited, Structure};

/// Everything about one structure.
pub(super) fn emit(file: &mut SourceFile, structure: &Structure) {
    file.declare(&structure.name);
    if let Some(kind) = &structure.kind {
        file.declare(kind);
    }
    let own = structure.described().iter().map(|member| &member.field);
    let inherited = structure.inherited.iter().flat_map(|base| &base.fields);
    for field in own.chain(inherited) {
        file.declare_constant(field.constant());
    }
    let declaration = declaration(file, structure);
    file.push(declaration);
    if let Some(kind) = &structure.kind {
        kind::emit(file, structure, kind);
    }
    let lines = lines(file, structure);
    file.push_call("model", &lines);
    if let Some(status) = &structure.status {
        file.push_call("operation", &[operation(&structure.name, status)]);
    }
    if structure.has_descriptors {
        let inherited = inherited_descriptors(file, structure);
        file.push(inherited);
    }
}

/// The struct.
fn declaration(file: &mut SourceFile, structure: &Structure) -> TokenStream {
    let docs = docs::attributes(&structure.docs);
    let name = &structure.name;
    let members = member::fields(file, &structure.members);
    let above = above(file, structure);
    let (base, additional) = if structure.ancestors.is_empty() {
        (None, Some(above))
    } else {
        (Some(above), None)
    };
    quote! {
        #docs
        #[derive(Default)]
        #[non_exhaustive]
        pub struct #name {
            #base
            #(#members)*
            #additional
        }
    }
}

/// The field of what the struct does not declare itself.
fn above(file: &mut SourceFile, structure: &Structure) -> TokenStream {
    let Some(base) = structure.ancestors.first() else {
        let docs = docs::line("Members that this crate does not know.");
        let additional = file.runtime("Additional");
        return quote!(#docs pub additional: #additional,);
    };
    let ty = file.path(base);
    let docs = docs_of_base(file, &structure.inherited);
    quote!(#docs pub base: #ty,)
}

/// Inherited members by base type, as links. A member is a line, so that one more changes no other line.
fn docs_of_base(file: &mut SourceFile, inherited: &[Inherited]) -> TokenStream {
    let mut lines = Vec::new();
    for (n, Inherited { base, fields, .. }) in inherited.iter().enumerate() {
        let ty = file.path(base);
        let path = types::text(&ty);
        let head = if n == 0 { "The members of" } else { "Those of" };
        // The first base is told all the same: its first member is to change no line.
        if n > 0 && fields.is_empty() {
            continue;
        }
        if n > 0 {
            lines.push(String::new());
        }
        lines.push(format!(" {head} {}:", docs::link(&base.item)));
        lines.extend(fields.iter().map(|field| {
            let field = field.as_str();
            let field = field.strip_prefix("r#").unwrap_or(field);
            format!(" [`{field}`]({path}::{field})")
        }));
    }
    quote!(#(#[doc = #lines])*)
}

/// The lines of `model!`.
fn lines(file: &mut SourceFile, structure: &Structure) -> Vec<String> {
    let is_root = structure.ancestors.is_empty();
    let mut head = format!("{} = {}", structure.name, member::literal(&structure.wire));
    if structure.facts.is_entity && is_root {
        head.push_str(", entity");
    }
    if structure.facts.is_abstract {
        head.push_str(", abstract_type");
    }
    if structure.facts.is_open {
        head.push_str(", open");
    }
    let ancestors = structure.ancestors.iter();
    let ancestors: Vec<_> = ancestors.map(|it| types::text(&file.path(it))).collect();
    let above = if is_root {
        "additional;".to_owned()
    } else {
        format!("base: {};", ancestors.join(", "))
    };
    let mut lines = vec![head + ";", above];
    if structure.has_descriptors {
        lines.extend(member::described_lines(file, &structure.members));
    } else {
        lines.extend(member::lines(&structure.members));
    }
    lines.extend(kind::lines(structure));
    lines
}

/// The line of `operation!`: how values tell how far an operation has come.
fn operation(name: &Name, of: &Status) -> String {
    let list = |texts: &[String]| {
        let texts: Vec<_> = texts.iter().map(|text| member::literal(text)).collect();
        format!("[{}]", texts.join(", "))
    };
    let mut line = format!("{name} = {}", member::literal(&of.status));
    line.extend([", ", &list(&of.succeeded), ", ", &list(&of.failed)]);
    if let Some(percentage) = &of.percentage {
        line.extend([", ", &member::literal(percentage)]);
    }
    line + ";"
}

/// Descriptors of inherited properties, so that they are found beside the own ones; one a line.
///
/// All but one that a base of the same name, in another namespace, is called like: importing it would import that
/// base, too.
fn inherited_descriptors(file: &SourceFile, structure: &Structure) -> TokenStream {
    let is_base = |name: &Name| structure.ancestors.iter().any(|base| base.item == *name);
    let is_free = |name: &Name| *name != structure.name || !is_base(name);
    let uses = structure.inherited.iter().map(|base| {
        let parent = file.module(&base.module.modules);
        let module = &base.module.item;
        let names = base.fields.iter().map(Name::constant).filter(is_free);
        quote!(#(pub use #parent::#module::#names;)*)
    });
    uses.collect()
}
