//! `slices.toml`: what is generated from what, and the facts that the metadata lacks.

mod clouds;
mod drift;
mod fields;
mod long_running;
mod patch;
mod permission;
mod read;
#[cfg(test)]
mod tests;
mod vet;

use std::collections::BTreeMap;

use toml::Spanned;

use crate::clouds::{Cloud, Clouds};
use crate::diagnostics::Diagnostics;
use crate::output;
use crate::permissions::Need;

pub(crate) use fields::span;
pub use patch::{Addition, Change, NO_BASE, Patch};

/// The whole file.
#[derive(Debug, Clone)]
pub struct Config {
    /// The crate to write.
    pub package: Package,
    /// The service descriptions that it is written from, one module each. There is at least one.
    pub apis: Vec<Api>,
    /// What reports of drift pass over.
    pub suppressions: Vec<Suppress>,
}

/// `[[drift.suppress]]`: a finding of drift that does not matter here.
#[derive(Debug, Clone)]
pub struct Suppress {
    /// The module of the API where it does not matter; absent, in any of them.
    pub api: Option<Spanned<String>>,
    /// The id or the name of the rule: `D056` or `parameter-removed`.
    pub rule: Spanned<String>,
    /// The element, as reports spell it. With `*` at its end, all that begin so.
    pub element: Spanned<String>,
    /// Why it does not matter.
    pub reason: Spanned<String>,
    /// The last day on which it is passed over, such as `2026-12-31`.
    pub until: Option<Spanned<String>>,
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
    /// How the crate is made anew, for those who come across its files.
    pub command: Option<String>,
    /// Where `msgraph-core` comes from; a crate that has a manifest already does not need to know.
    pub runtime: Option<Runtime>,
    /// How the crate is divided; absent, it is one piece.
    pub features: Option<FeatureSettings>,
    /// The modules of the crate that are written by hand.
    pub modules: Vec<Spanned<String>>,
}

/// `[crate.features]`: a feature for each entity set and singleton, which brings what is behind it.
#[derive(Debug, Clone, Default)]
pub struct FeatureSettings {
    /// Those that are on without being asked for.
    pub default: Vec<Spanned<String>>,
}

impl Package {
    /// The command that makes the crate anew.
    pub fn command(&self) -> &str {
        let command = self.command.as_deref();
        command.unwrap_or("msgraph-codegen generate")
    }

    /// The comment at the head of generated files, without what makes it one.
    pub(crate) fn notice(&self) -> String {
        output::notice(self.command())
    }

    /// The features that are on without being asked for.
    pub fn default_features(&self) -> impl Iterator<Item = &str> {
        let settings = self.features.iter();
        settings.flat_map(|settings| settings.default.iter().map(|name| name.get_ref().as_str()))
    }
}

/// Where `msgraph-core` comes from, as Cargo's manifests say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Runtime {
    /// The folder of the crate, relative to the configuration.
    Path(String),
    /// A repository and one of its commits or tags.
    Git {
        /// The URL.
        url: String,
        /// The commit or tag.
        rev: String,
    },
    /// A version requirement on the published crate.
    Version(String),
}

/// `[[api]]`
#[derive(Debug, Clone)]
pub struct Api {
    /// The module of the crate: `v1_0`.
    pub module: Spanned<String>,
    /// The files to read, for the command.
    pub files: Files,
    /// Facts that metadata in OpenAPI does not state, for its reader.
    pub openapi: OpenApi,
    /// Corrections of metadata that differs from the service.
    pub patches: Vec<Patch>,
    /// The wanted part of the service, for the slice.
    pub wanted: Wanted,
    /// The service as callers see it, for the crate.
    pub service: Service,
    /// Facts that the metadata lacks, for the overlay.
    pub facts: Facts,
}

/// The files that an API is read from, relative to the configuration.
#[derive(Debug, Clone, Default)]
pub struct Files {
    /// `metadata`: files, or folders of them. There is at least one.
    pub metadata: Vec<Spanned<String>>,
    /// `[api.references]`: the file of a document that metadata refers to by a URI. Others are looked for beside the
    /// document.
    pub references: BTreeMap<String, String>,
    /// `permissions`: Microsoft's list of permissions.
    pub permissions: Option<Spanned<String>>,
    /// `[api.cloud-metadata]`: the metadata of national clouds.
    pub clouds: BTreeMap<Cloud, Spanned<String>>,
}

/// The part of an API that a crate has.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// `type:ns.name`, `GET /path/{id}`, or `*`. There is at least one.
    pub roots: Vec<Spanned<String>>,
    /// `requests = false`: models alone, without request builders and the handles of members, which only requests take.
    pub requests: bool,
}

/// The service of an API as callers see it.
#[derive(Debug, Clone, Default)]
pub struct Service {
    /// `service`: the path below the host: `v1.0`.
    pub path: String,
    /// The way that URLs are spelled.
    pub conventions: Conventions,
    /// The pages that describe types: `{type}` stands for the name in lower case.
    pub documentation: Option<String>,
}

/// Facts that the configuration states and the metadata does not.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// The actions that start long-running operations.
    pub long_running: Vec<LongRunning>,
    /// The types that tell how far an operation has come.
    pub operation_status: Vec<OperationStatus>,
    /// Permissions of requests; these count where a list of permissions says something else.
    pub permissions: Vec<Permission>,
    /// `clouds`: those that the crate is meant for. It is said of each root that they lack.
    pub targets: Vec<Cloud>,
    /// Elements that are not in every cloud; these count where the metadata of a cloud says something else.
    pub availability: Vec<Availability>,
}

/// `[[api.availability]]`: what only some clouds offer.
#[derive(Debug, Clone)]
pub struct Availability {
    /// `GET /users/{id}`, as in `roots`.
    pub requests: Vec<Spanned<String>>,
    /// Qualified names of types.
    pub types: Vec<Spanned<String>>,
    /// The clouds that have them.
    pub clouds: Clouds,
}

/// `[[api.permission]]`: what some requests need to be allowed.
#[derive(Debug, Clone)]
pub struct Permission {
    /// `GET /users/{id}`, as in `roots`.
    pub requests: Vec<Spanned<String>>,
    /// What they need.
    pub need: Need,
}

/// `[api.openapi]`: what is not said in an OpenAPI document, and is the same in all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OpenApi {
    /// The namespace of names that have none: `libre.graph`.
    pub namespace: Option<Spanned<String>>,
    /// What all paths start with before the name of an entity set: `/v1.0`.
    pub path_prefix: Option<Spanned<String>>,
    /// The name of the entity container.
    pub container: Option<Spanned<String>>,
}

/// `[[api.long-running]]`: an action that starts something, and answers before that is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongRunning {
    /// The qualified name of the action.
    pub action: Spanned<String>,
    /// What it is bound to, where actions bound to something else have the same name:
    /// `ns.site`, `Collection(ns.site)`.
    pub binding: Option<Spanned<String>>,
    /// The type of what `Location` leads to, or [`MONITOR`].
    pub answer: Spanned<String>,
}

/// In place of a type: `Location` leads to a monitor of OneDrive or SharePoint.
pub const MONITOR: &str = "monitor";

/// `[[api.operation-status]]`: how values of a type, and of those derived from it, tell how far an
/// operation has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationStatus {
    /// The type.
    pub ty: Spanned<String>,
    /// The property that tells it.
    pub status: Spanned<String>,
    /// The values of it that mean the good end.
    pub succeeded: Vec<Spanned<String>>,
    /// The values of it that mean the bad end.
    pub failed: Vec<Spanned<String>>,
    /// Properties that tell how much is done, from 0 to 100. A type takes the first that it has.
    pub percentage: Vec<Spanned<String>>,
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
    /// use msgraph_generator::config::Config;
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
