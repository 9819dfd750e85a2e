//! `slices.toml`: what is generated from what, and the facts that the metadata lacks.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

/// The whole file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The crate to write.
    #[serde(rename = "crate")]
    pub package: Package,
    /// The service descriptions that it is written from, one module each.
    #[serde(rename = "api")]
    pub apis: Vec<Api>,
}

/// `[crate]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Package {
    /// The name of the crate.
    pub name: Spanned<String>,
    /// One line on what it is for.
    pub description: Option<String>,
    /// Where the crate goes, relative to this file; `--out` wins over it.
    pub out: Option<String>,
    /// Where `msgraph-core` comes from.
    #[serde(default)]
    pub runtime: Runtime,
}

/// Where `msgraph-core` comes from: a folder, relative to this file, or a published version.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Runtime {
    /// The folder of the crate.
    pub path: Option<String>,
    /// A version requirement.
    pub version: Option<String>,
}

/// `[[api]]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Api {
    /// The module of the crate: `v1_0`.
    pub module: Spanned<String>,
    /// The metadata, relative to this file.
    pub metadata: Spanned<String>,
    /// The path of the service below its host: `v1.0`.
    pub service: String,
    /// What is wanted: `type:ns.name`, `GET /path/{id}`, or `*`.
    pub roots: Vec<Spanned<String>>,
    /// How URLs are spelled.
    #[serde(default)]
    pub conventions: Conventions,
    /// The pages that describe types: `{type}` stands for the name in lower case.
    pub documentation: Option<String>,
}

/// How URLs are spelled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Conventions {
    /// Keys are path segments, operations go by their simple names: `/users/1/revokeSignInSessions`.
    #[default]
    Graph,
    /// Keys are in parentheses, operations go by qualified names: `/People('x')/Ns.Trip(a=1)`.
    OData,
}

/// A fault of the file: where, what, and what would be right.
#[derive(Debug, Clone)]
pub struct ConfigError {
    /// The bytes at fault.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub hint: Option<String>,
}
