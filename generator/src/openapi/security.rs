//! What requests need to be allowed: the scopes of `security` (OpenAPI 3.0.4, 4.7.30).

use super::context::Context;
use crate::permissions::{Need, Scopes, fault_of_name};
use crate::tree::Node;

/// The permissions of which one is needed, by whether a user is signed in. Alternatives of several scopes at once are
/// left out: there is no word for them.
pub(super) fn need(cx: &Context<'_, '_, '_>, operation: &Node<'_>) -> Option<Need> {
    let alternatives = operation
        .get("security")
        .or_else(|| cx.root.get("security"))?;
    let mut need = Need::default();
    for (scheme, scopes) in alternatives.list().iter().flat_map(Node::map) {
        let [scope] = scopes.list() else {
            continue;
        };
        let Some(scope) = scope
            .as_str()
            .filter(|scope| fault_of_name(scope).is_none())
        else {
            continue;
        };
        for flow in flows(cx, scheme) {
            let scopes = if flow == "clientCredentials" {
                &mut need.application
            } else {
                &mut need.delegated
            };
            add(scopes, scope);
        }
    }
    (need != Need::default()).then_some(need)
}

/// The flows of a scheme; one of `OpenID` Connect signs users in.
fn flows<'t>(cx: &Context<'t, '_, '_>, scheme: &str) -> Vec<&'t str> {
    let components = cx.root.get("components");
    let schemes = components.map_or(&[][..], |components| components.members("securitySchemes"));
    let scheme = schemes.iter().find(|(name, _)| **name == *scheme);
    let Some((_, scheme)) = scheme else {
        return Vec::new();
    };
    match scheme.str("type") {
        Some("oauth2") => {
            let flows = scheme.members("flows").iter();
            flows.map(|(flow, _)| &**flow).collect()
        }
        Some("openIdConnect") => vec!["authorizationCode"],
        _ => Vec::new(),
    }
}

/// The first alternative is taken for the least one.
fn add(scopes: &mut Scopes, scope: &str) {
    if scopes.all().any(|known| known == scope) {
        return;
    }
    let place = if scopes.least.is_empty() {
        &mut scopes.least
    } else {
        &mut scopes.higher
    };
    place.push(scope.to_owned());
}
