//! Types as text.

use crate::rust::{Path, Type};

/// How a type is written from within the module of its API.
pub(super) fn text(api: &str, ty: &Type<'_>) -> String {
    let mut text = String::new();
    write(&mut text, api, ty);
    text
}

fn write(text: &mut String, api: &str, ty: &Type<'_>) {
    let mut around = |before: &str, of: &Type<'_>, after: &str| {
        text.push_str(before);
        write(text, api, of);
        text.push_str(after);
    };
    match ty {
        Type::Into(of) => around("impl Into<", of, ">"),
        Type::Items(of) => around("impl IntoIterator<Item = impl Into<", of, ">>"),
        Type::Derived(path) => around("&(impl Model + IsA<", &Type::Generated(path), ">)"),
        Type::Text => text.push_str("impl AsRef<str>"),
        Type::Generated(path) => write_path(text, api, path),
        Type::Std(name, of) | Type::Runtime(name, of) => write_generic(text, api, name, of),
    }
}

fn write_generic(text: &mut String, api: &str, name: &str, of: &[Type<'_>]) {
    text.push_str(name);
    let mut separator = "<";
    for ty in of {
        text.push_str(separator);
        write(text, api, ty);
        separator = ", ";
    }
    if !of.is_empty() {
        text.push('>');
    }
}

fn write_path(text: &mut String, api: &str, path: &Path) {
    if path.modules.is_empty() {
        text.push_str(api);
        text.push_str("::");
    }
    for module in &path.modules {
        text.push_str(&module.to_string());
        text.push_str("::");
    }
    text.push_str(&path.item.to_string());
}
