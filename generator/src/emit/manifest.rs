//! The manifest of a crate that has none yet.

use toml::de::DeTable;

use crate::config::{Package, Runtime};
use crate::foreign;
use crate::rust::{Features, RUNTIME_FEATURES};

/// `Cargo.toml`; from then on it is the user's.
pub(super) fn manifest(
    package: &Package,
    runtime_path: Option<&str>,
    has_requests: bool,
    features: &Features,
) -> String {
    let name = foreign::toml(package.name.get_ref());
    let description = package
        .description
        .as_deref()
        .map_or_else(String::new, |text| {
            format!("description = {}\n", foreign::toml(text))
        });
    let source = match (runtime_path, &package.runtime) {
        (Some(path), _) => format!("path = {}", foreign::toml(path)),
        (None, Some(Runtime::Path(path))) => format!("path = {}", foreign::toml(path)),
        (None, Some(Runtime::Git { url, rev })) => {
            format!("git = {}, rev = {}", foreign::toml(url), foreign::toml(rev))
        }
        (None, Some(Runtime::Version(version))) => format!("version = {}", foreign::toml(version)),
        (None, None) => format!("version = {}", foreign::toml(env!("CARGO_PKG_VERSION"))),
    };
    let defaults: Vec<_> = (has_requests.then_some("rustls").into_iter())
        .chain(["serde"])
        .chain(package.default_features())
        .map(foreign::toml)
        .collect();
    let defaults = defaults.join(", ");
    let features: String = features.iter().map(|name| declaration(name)).collect();
    let features = if features.is_empty() {
        features
    } else {
        format!("# What can be called: an entity set or singleton each.\n{features}")
    };
    format!(
        "[package]\n\
         name = {name}\n\
         {description}\
         version = \"0.1.0\"\n\
         edition = \"2024\"\n\
         rust-version = \"1.86\"\n\
         \n\
         [features]\n\
         default = [{defaults}]\n\
         {RUNTIME_FEATURES}\
         {features}\
         \n\
         [dependencies]\n\
         msgraph-core = {{ {source}, default-features = false }}\n"
    )
}

/// The declarations of features that generated code asks for and a manifest does not have.
///
/// ```
/// use msgraph_generator::emit::missing_features;
///
/// let wanted = ["sites".to_owned(), "users".to_owned()].into();
/// let manifest = "[features]\ndefault = [\"users\"]\nusers = []\n";
/// assert_eq!(missing_features(manifest, &wanted).unwrap(), ["sites = []"]);
/// ```
///
/// # Errors
/// The manifest is not TOML.
pub fn missing_features(manifest: &str, features: &Features) -> Result<Vec<String>, String> {
    let manifest = DeTable::parse(manifest).map_err(|error| error.message().to_owned())?;
    let declared = manifest.get_ref().get("features");
    let declared = declared.and_then(|table| table.get_ref().as_table());
    let is_declared = |name: &str| declared.is_some_and(|table| table.contains_key(name));
    let missing = features.iter().filter(|name| !is_declared(name));
    Ok(missing
        .map(|name| declaration(name).trim_end().to_owned())
        .collect())
}

/// A feature that brings no other one.
fn declaration(feature: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if feature.chars().all(is_bare) {
        format!("{feature} = []\n")
    } else {
        format!("{} = []\n", foreign::toml(feature))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_cannot_be_left() {
        assert_eq!(foreign::toml("a\"\n[x]\\"), "\"a\\\"\\U0000000A[x]\\\\\"");
    }
}
