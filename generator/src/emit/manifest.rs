//! The manifest of a crate that has none yet.

use crate::config::Package;
use crate::rust::is_invisible;

/// `Cargo.toml`; from then on it is the user's.
pub(super) fn manifest(package: &Package, runtime_path: Option<&str>) -> String {
    let name = toml_string(package.name.get_ref());
    let description = package
        .description
        .as_deref()
        .map_or_else(String::new, |text| {
            format!("description = {}\n", toml_string(text))
        });
    let version = package
        .runtime
        .version
        .as_deref()
        .unwrap_or(env!("CARGO_PKG_VERSION"));
    let source = match runtime_path {
        Some(path) => format!("path = {}", toml_string(path)),
        None => format!("version = {}", toml_string(version)),
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
         default = [\"rustls\"]\n\
         # Sends requests with reqwest. Without it, bring your own transport.\n\
         reqwest = [\"msgraph-core/reqwest\"]\n\
         # The TLS of reqwest: one of these, each of which brings reqwest.\n\
         rustls = [\"reqwest\", \"msgraph-core/rustls\"]\n\
         native-tls = [\"reqwest\", \"msgraph-core/native-tls\"]\n\
         rustls-no-provider = [\"reqwest\", \"msgraph-core/rustls-no-provider\"]\n\
         # Reports requests, attempts and waits.\n\
         tracing = [\"msgraph-core/tracing\"]\n\
         # Credentials of the Azure SDK.\n\
         azure = [\"msgraph-core/azure\"]\n\
         \n\
         [dependencies]\n\
         msgraph-core = {{ {source}, default-features = false }}\n"
    )
}

/// A basic string of TOML.
fn toml_string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            c if c.is_control() || is_invisible(c) => {
                quoted.extend(format!("\\U{:08X}", u32::from(c)).chars());
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_cannot_be_left() {
        assert_eq!(toml_string("a\"\n[x]\\"), "\"a\\\"\\U0000000A[x]\\\\\"");
    }
}
