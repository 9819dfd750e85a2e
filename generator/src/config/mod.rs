//! `slices.toml`: what is generated from what, and the facts that the metadata lacks.

mod fields;
mod names;
mod read;
#[cfg(test)]
mod tests;

use toml::Spanned;

use crate::diagnostics::Diagnostics;

/// The whole file.
#[derive(Debug, Clone)]
pub struct Config {
    /// The crate to write.
    pub package: Package,
    /// The service descriptions that it is written from, one module each. There is at least one.
    pub apis: Vec<Api>,
}

/// `[crate]`
#[derive(Debug, Clone)]
pub struct Package {
    /// The name of the crate.
    pub name: Spanned<String>,
    /// One line on what it is for.
    pub description: Option<String>,
    /// Where the crate goes, relative to this file; `--out` wins over it.
    pub out: Option<String>,
    /// Where `msgraph-core` comes from.
    pub runtime: Runtime,
}

/// Where `msgraph-core` comes from: a folder, relative to this file, or a published version.
#[derive(Debug, Clone, Default)]
pub struct Runtime {
    /// The folder of the crate.
    pub path: Option<String>,
    /// A version requirement.
    pub version: Option<String>,
}

/// `[[api]]`
#[derive(Debug, Clone)]
pub struct Api {
    /// The module of the crate: `v1_0`.
    pub module: Spanned<String>,
    /// The metadata, relative to this file.
    pub metadata: Spanned<String>,
    /// The path of the service below its host: `v1.0`.
    pub service: String,
    /// What is wanted: `type:ns.name`, `GET /path/{id}`, or `*`. There is at least one.
    pub roots: Vec<Spanned<String>>,
    /// How URLs are spelled.
    pub conventions: Conventions,
    /// The pages that describe types: `{type}` stands for the name in lower case.
    pub documentation: Option<String>,
}

/// How URLs are spelled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Conventions {
    /// Keys are path segments, operations go by their simple names: `/users/1/revokeSignInSessions`.
    #[default]
    Graph,
    /// Keys are in parentheses, operations go by qualified names: `/People('x')/Ns.Trip(a=1)`.
    OData,
}

impl Config {
    /// Reads the text of `slices.toml`.
    ///
    /// All faults are reported in one go, with their places in the text (source 0).
    ///
    /// ```
    /// use msgraph_codegen::config::Config;
    ///
    /// let config = Config::parse(
    ///     r#"
    ///     [crate]
    ///     name = "directory"
    ///     [[api]]
    ///     module = "v1_0"
    ///     service = "v1.0"
    ///     metadata = "v1.0.csdl"
    ///     roots = ["GET /users/{id}"]
    ///     "#,
    /// );
    /// assert_eq!(config.unwrap().apis[0].module.get_ref(), "v1_0");
    ///
    /// let faults = Config::parse("[crate]\nnme = \"directory\"").unwrap_err();
    /// assert!(faults.iter().any(|fault| fault.hint.as_deref() == Some("did you mean `name`?")));
    /// ```
    pub fn parse(text: &str) -> Result<Self, Diagnostics> {
        read::config(text)
    }
}
