//! Names that the configuration gives: of the crate and of its modules.

use toml::Spanned;

use super::Style;
use super::reserved::{is_device, is_keyword};
use crate::config::{Config, span};
use crate::diagnostics::{Diagnostic, Diagnostics};

/// Refuses names that crates or modules cannot have, at their places in the configuration, the source of that number.
pub(crate) fn check(config: &Config, source: usize, diagnostics: &mut Diagnostics) {
    let mut vet = |key: &str, name: &Spanned<String>, fault: Option<&str>| {
        if let Some(reason) = fault {
            let message = format!("`{}` cannot be `{key}`", name.get_ref());
            let error = Diagnostic::error("E0305", message).in_source(source);
            diagnostics.push(error.at(span(name.span()), reason));
        }
    };
    let name = &config.package.name;
    vet("name", name, fault_of_crate(name.get_ref()));
    for api in &config.apis {
        let name = &api.module;
        vet("module", name, fault_of_module(name.get_ref()));
    }
    for name in &config.package.modules {
        vet("modules", name, fault_of_module(name.get_ref()));
    }
}

/// What is wrong with the name of a crate, if anything is.
///
/// Cargo wants letters, digits, `-` and `_`; the name must also be one that Rust code can use.
fn fault_of_crate(name: &str) -> Option<&'static str> {
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
fn fault_of_module(name: &str) -> Option<&'static str> {
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

#[cfg(test)]
mod tests {
    use super::{fault_of_crate, fault_of_module};

    #[test]
    fn modules_are_identifiers() {
        for bad in [
            "v1.0",
            "con",
            "a__b",
            "models",
            "1",
            "",
            "fn",
            "self",
            "V1",
            "lib",
            "bin",
            "naïve",
            "a-b",
            "../x",
            "_",
            "msgraph_core",
        ] {
            assert!(fault_of_module(bad).is_some(), "{bad}");
        }
        for good in ["v1_0", "beta", "api"] {
            assert_eq!(fault_of_module(good), None, "{good}");
        }
    }

    #[test]
    fn crate_names_are_what_cargo_takes() {
        for bad in [
            "",
            "1st",
            "a b",
            "é",
            "alloc",
            "core",
            "proc-macro",
            "std",
            "test",
            "msgraph-core",
            "self",
            "match",
            "gen",
            "try",
            "con",
            "NUL",
            "lpt1",
            "deps",
            "-a",
            "a/b",
        ] {
            assert!(fault_of_crate(bad).is_some(), "{bad}");
        }
        for good in ["graph", "my-graph_2", "tests", "console", "Test"] {
            assert_eq!(fault_of_crate(good), None, "{good}");
        }
    }
}
