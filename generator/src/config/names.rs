//! What may be the name of a crate or module, and the path of a service.

use crate::rust::names::Style;
use crate::rust::names::reserved::{is_device, is_keyword};

/// What is wrong with the name of a crate, if anything is.
///
/// Cargo wants letters, digits, `-` and `_`; the name must also be one that Rust code can use.
pub(super) fn crate_name(name: &str) -> Option<&'static str> {
    let identifier = name.replace('-', "_");
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        Some("it must start with an ASCII letter")
    } else if !name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    {
        Some("only ASCII letters, digits, `-` and `_` may be in it")
    } else if is_keyword(&identifier) {
        Some("it is a keyword of Rust")
    } else if ["alloc", "core", "proc_macro", "std", "test"].contains(&identifier.as_str()) {
        Some("it is the name of a crate that comes with Rust")
    } else if is_device(name) {
        Some("files cannot have that name on Windows")
    } else if ["build", "deps", "examples", "incremental"].contains(&name) {
        Some("it is the name of a folder that Cargo builds in")
    } else if identifier == "msgraph_core" {
        Some("it is the name of the runtime")
    } else {
        None
    }
}

/// What is wrong with the name of a module, if anything is.
///
/// It becomes a folder in `src`, so it must not get in the way of Cargo's own names there either.
pub(super) fn module(name: &str) -> Option<&'static str> {
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) {
        Some("it must start with a lower-case ASCII letter")
    } else if !name
        .chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    {
        Some("only lower-case ASCII letters, digits and `_` may be in it")
    } else if is_keyword(name) {
        Some("it is a keyword of Rust")
    } else if ["bin", "lib", "main"].contains(&name) {
        Some("Cargo gives that name in `src` a meaning of its own")
    } else if ["alloc", "core", "msgraph_core", "std"].contains(&name) {
        Some("generated code refers to a crate of that name")
    } else if Style::Module.name(name).as_str() != name {
        Some("it must be in snake case, and a name that files can have on every system")
    } else {
        None
    }
}

/// What is wrong with the name of a command, if anything is. It stands between backticks in a comment.
pub(super) fn command(text: &str) -> Option<&'static str> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || " -_./=:".contains(c);
    if text.trim().is_empty() {
        Some("it is empty")
    } else if !text.chars().all(allowed) {
        Some("only ASCII letters, digits, blanks and `-_./=:` may be in it")
    } else {
        None
    }
}

/// What is wrong with the path of a service below its host, if anything is. It may be empty.
pub(super) fn service(path: &str) -> Option<&'static str> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~/!$&'()*+,;=:@".contains(c);
    if path.starts_with('/') || path.ends_with('/') {
        Some("it stands between slashes already")
    } else if !path.chars().all(allowed) {
        Some("it has characters that cannot be in the path of a URL")
    } else if !path.is_empty() && path.split('/').any(|s| matches!(s, "" | "." | "..")) {
        Some("`.`, `..` and empty segments lead elsewhere")
    } else {
        None
    }
}

/// What is wrong with the address of a documentation page, if anything is.
pub(super) fn documentation(url: &str) -> Option<&'static str> {
    let rest = url.replace("{type}", "");
    if !url.starts_with("https://") && !url.starts_with("http://") {
        Some("it must start with `https://`")
    } else if rest.len() == url.len() {
        Some("`{type}` must stand where the name of a type belongs")
    } else if !rest
        .chars()
        .all(|c| c.is_ascii_graphic() && !"<>\"`{}\\^|".contains(c))
    {
        Some("it has characters that cannot be in a URL")
    } else {
        None
    }
}

/// What is wrong with the address of a page, if anything is.
pub(super) fn link(url: &str) -> Option<&'static str> {
    let is_address = url.starts_with("https://") || url.starts_with("http://");
    (!is_address).then_some("it must start with `https://`")
}

/// What is wrong with what paths start with, if anything is.
pub(super) fn path_prefix(path: &str) -> Option<&'static str> {
    (!path.starts_with('/'))
        .then_some("it must start with a slash, as the paths of the document do")
}

/// What is wrong with the name of an element of the metadata, if anything is.
pub(super) fn element(name: &str) -> Option<&'static str> {
    let separates = |c: char| c.is_whitespace() || c.is_control() || "./()".contains(c);
    if name.is_empty() {
        Some("it is empty")
    } else if name.contains(separates) {
        Some("names of elements are simple: no dots, slashes, parentheses or blanks")
    } else {
        None
    }
}

/// What is wrong with the target of an addition, if anything is.
pub(super) fn addition(target: &str, is_type: bool) -> Option<&'static str> {
    let (separator, reason) = if is_type {
        ('.', "types are named in full: `microsoft.graph.user`")
    } else {
        (
            '/',
            "it is named with what it is added to: `microsoft.graph.user/nickname`",
        )
    };
    match target.rsplit_once(separator) {
        Some((owner, name)) if !owner.is_empty() && !owner.contains('/') => element(name),
        _ => Some(reason),
    }
}
