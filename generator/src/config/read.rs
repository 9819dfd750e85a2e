//! From TOML to [`Config`]: table by table, all faults in one go.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeTable;

use super::fields::{Fields, span, suggestion};
use super::{
    Api, Config, Conventions, Facts, FeatureSettings, Files, OpenApi, Package, Runtime, Service,
    Wanted, clouds, drift, long_running, patch, permission, vet,
};
use crate::diagnostics::{Diagnostic, Diagnostics};

pub(super) fn config(text: &str) -> Result<Config, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let fault = Diagnostic::error("E0301", format!("this is not TOML: {}", error.message()));
        let place = error.span().unwrap_or_default();
        diagnostics.push(fault.at(span(place), ""));
    }
    // What could be read of a broken file says more about the breakage than about its keys.
    if diagnostics.has_errors() {
        return Err(diagnostics);
    }
    match file(table, &mut diagnostics) {
        Some(config) if !diagnostics.has_errors() => Ok(config),
        _ => Err(diagnostics),
    }
}

fn file(table: Spanned<DeTable<'_>>, diagnostics: &mut Diagnostics) -> Option<Config> {
    // The table of the whole file has no place of its own; the start of the file stands for it.
    let table = Spanned::new(0..0, table.into_inner());
    let mut fields = Fields::new("slices.toml", table, diagnostics);
    let package = fields.required_table("crate");
    let tables = fields.required_tables("api");
    let drift = fields.optional_table("drift");
    fields.finish();

    let package = package.and_then(|table| self::package(table, diagnostics));
    let count = tables.len();
    let apis: Vec<_> = tables
        .into_iter()
        .filter_map(|table| api(table, diagnostics))
        .collect();
    let by_hand = package.as_ref().map_or(&[][..], |package| &package.modules);
    refuse_repeated_modules(&apis, by_hand, diagnostics);
    let suppressions = drift::suppressions(drift, &apis, diagnostics);
    let complete = !apis.is_empty() && apis.len() == count;
    package.filter(|_| complete).map(|package| Config {
        package,
        apis,
        suppressions,
    })
}

fn package(table: Spanned<DeTable<'_>>, diagnostics: &mut Diagnostics) -> Option<Package> {
    let mut fields = Fields::new("[crate]", table, diagnostics);
    let name = fields.required_text("name");
    let description = fields.optional_text("description").map(Spanned::into_inner);
    let out = fields.optional_text("out");
    fields.vet("out", out.as_ref(), not_empty);
    let command = fields.optional_text("command");
    fields.vet("command", command.as_ref(), vet::command);
    let runtime = fields.optional_table("runtime");
    let features = fields.optional_table("features");
    let modules = fields.optional_texts("modules");
    fields.finish();
    let features = features.map(|table| self::features(table, diagnostics));
    let runtime = runtime.and_then(|table| self::runtime(table, diagnostics));
    Some(Package {
        name: name?,
        description,
        out: out.map(Spanned::into_inner),
        command: command.map(Spanned::into_inner),
        runtime,
        features,
        modules: modules.map_or_else(Vec::new, Spanned::into_inner),
    })
}

fn features(table: Spanned<DeTable<'_>>, diagnostics: &mut Diagnostics) -> FeatureSettings {
    let mut fields = Fields::new("[crate.features]", table, diagnostics);
    let default = fields.optional_texts("default");
    fields.finish();
    FeatureSettings {
        default: default.map_or_else(Vec::new, Spanned::into_inner),
    }
}

/// One way to the runtime; of several, Cargo would take another one than was meant.
fn runtime(table: Spanned<DeTable<'_>>, diagnostics: &mut Diagnostics) -> Option<Runtime> {
    let span = table.span();
    let mut fields = Fields::new("[crate.runtime]", table, diagnostics);
    let [path, git, rev, version] = ["path", "git", "rev", "version"].map(|key| {
        let text = fields.optional_text(key);
        fields.vet(key, text.as_ref(), not_empty);
        text.map(Spanned::into_inner)
    });
    fields.finish();
    match (path, git, rev, version) {
        (Some(path), None, None, None) => Some(Runtime::Path(path)),
        (None, Some(url), Some(rev), None) => Some(Runtime::Git { url, rev }),
        (None, None, None, Some(version)) => Some(Runtime::Version(version)),
        _ => {
            diagnostics.push(
                Diagnostic::error("E0305", "`runtime` must say one place of `msgraph-core`")
                    .at(self::span(span), "in this table")
                    .hint("write `{ path = … }`, `{ git = …, rev = … }` or `{ version = … }`"),
            );
            None
        }
    }
}

fn api(table: Spanned<DeTable<'_>>, diagnostics: &mut Diagnostics) -> Option<Api> {
    let mut fields = Fields::new("[[api]]", table, diagnostics);
    let module = fields.required_text("module");
    let metadata = metadata(&mut fields);
    let references = fields.optional_table("references");
    let service = fields.required_text("service");
    fields.vet("service", service.as_ref(), vet::service);
    let roots = roots(&mut fields);
    let requests = fields.optional_bool("requests");
    let conventions = fields.optional_text("conventions");
    let conventions =
        conventions.map_or_else(Conventions::default, |v| self::conventions(&v, &mut fields));
    let documentation = fields.optional_text("documentation");
    fields.vet("documentation", documentation.as_ref(), vet::documentation);
    let starters = fields.optional_tables("long-running");
    let statuses = fields.optional_tables("operation-status");
    let patches = fields.optional_tables("patch");
    let openapi = fields.optional_table("openapi");
    let permissions = fields.optional_tables("permission");
    let permissions_file = fields.optional_text("permissions");
    fields.vet("permissions", permissions_file.as_ref(), not_empty);
    let clouds = clouds::tables(&mut fields);
    fields.finish();
    let long_running = long_running::long_running(starters, diagnostics);
    let operation_status = long_running::operation_status(statuses, diagnostics);
    let patches = patch::patches(patches, diagnostics);
    let permissions = permission::permissions(permissions, diagnostics);
    let clouds = clouds::read(clouds, diagnostics);
    Some(Api {
        module: module?,
        files: Files {
            metadata: metadata?,
            references: references.map_or_else(BTreeMap::new, |t| self::references(t, diagnostics)),
            permissions: permissions_file,
            clouds: clouds.metadata,
        },
        openapi: openapi.map_or_else(OpenApi::default, |table| self::openapi(table, diagnostics)),
        patches,
        wanted: Wanted {
            roots: roots?,
            requests: requests.is_none_or(Spanned::into_inner),
        },
        service: Service {
            path: service?.into_inner(),
            conventions,
            documentation: documentation.map(Spanned::into_inner),
        },
        facts: Facts {
            long_running,
            operation_status,
            permissions,
            targets: clouds.targets,
            availability: clouds.availability,
        },
    })
}

/// One file or folder, or several.
fn metadata(fields: &mut Fields<'_, '_>) -> Option<Vec<Spanned<String>>> {
    let named = fields.required_text_or_texts("metadata")?;
    if named.get_ref().is_empty() {
        fields.push(
            Diagnostic::error("E0307", "`metadata` is empty, so there is nothing to read")
                .at(span(named.span()), "no file")
                .hint("name a file, a folder, or several"),
        );
    }
    for name in named.get_ref() {
        fields.vet("metadata", Some(name), not_empty);
    }
    Some(named.into_inner())
}

/// `[api.references]`: URIs and files.
fn references(
    table: Spanned<DeTable<'_>>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, String> {
    let mut fields = Fields::new("[api.references]", table, diagnostics);
    let references = fields.all_texts();
    fields.finish();
    references
}

fn openapi(table: Spanned<DeTable<'_>>, diagnostics: &mut Diagnostics) -> OpenApi {
    let mut fields = Fields::new("[api.openapi]", table, diagnostics);
    let namespace = fields.optional_text("namespace");
    fields.vet("namespace", namespace.as_ref(), not_empty);
    let path_prefix = fields.optional_text("path-prefix");
    fields.vet("path-prefix", path_prefix.as_ref(), vet::path_prefix);
    let container = fields.optional_text("container");
    fields.vet("container", container.as_ref(), not_empty);
    fields.finish();
    OpenApi {
        namespace,
        path_prefix,
        container,
    }
}

fn roots(fields: &mut Fields<'_, '_>) -> Option<Vec<Spanned<String>>> {
    let roots = fields.required_texts("roots")?;
    if roots.get_ref().is_empty() {
        fields.push(
            Diagnostic::error("E0307", "`roots` is empty, so there is nothing to generate")
                .at(span(roots.span()), "nothing wanted")
                .hint("name a type, `type:microsoft.graph.user`, an operation, `GET /users/{id}`, or everything, `*`"),
        );
    }
    for root in roots.get_ref() {
        fields.vet("roots", Some(root), not_empty);
    }
    Some(roots.into_inner())
}

fn conventions(value: &Spanned<String>, fields: &mut Fields<'_, '_>) -> Conventions {
    match value.get_ref().as_str() {
        "graph" => Conventions::Graph,
        "odata" => Conventions::OData,
        other => {
            fields.refuse(
                "conventions",
                value,
                &suggestion(other, &["graph", "odata"]),
            );
            Conventions::default()
        }
    }
}

/// A module is that of one API, or written by hand.
fn refuse_repeated_modules(
    apis: &[Api],
    by_hand: &[Spanned<String>],
    diagnostics: &mut Diagnostics,
) {
    let of_apis = apis.iter().map(|api| ("two APIs want", &api.module));
    let by_hand = by_hand.iter().map(|module| ("there are two of", module));
    let modules: Vec<_> = of_apis.chain(by_hand).collect();
    for (n, (what, module)) in modules.iter().enumerate() {
        let name = module.get_ref();
        let mut before = modules.iter().take(n);
        if let Some((_, first)) = before.find(|(_, other)| other.get_ref() == name) {
            diagnostics.push(
                Diagnostic::error("E0306", format!("{what} the module `{name}`"))
                    .at(span(module.span()), "again here")
                    .and(span(first.span()), "first here"),
            );
        }
    }
}

pub(super) fn not_empty(text: &str) -> Option<&'static str> {
    text.trim().is_empty().then_some("it is empty")
}
