//! `[[api.permission]]`: what requests need to be allowed.

use toml::Spanned;
use toml::de::DeTable;

use super::Permission;
use super::fields::Fields;
use crate::diagnostics::Diagnostics;
use crate::permissions::{Need, Scopes, fault_of_name};

/// `[[api.permission]]`
pub(super) fn permissions(
    tables: Vec<Spanned<DeTable<'_>>>,
    diagnostics: &mut Diagnostics,
) -> Vec<Permission> {
    let read = |table| {
        let mut fields = Fields::new("[[api.permission]]", table, diagnostics);
        let requests = fields.required_texts("requests");
        let ways = ["delegated", "personal", "application"].map(|way| fields.optional_table(way));
        let roles = fields.optional_texts("roles");
        let roles = roles.map(Spanned::into_inner).unwrap_or_default();
        for role in &roles {
            fields.vet("roles", Some(role), super::read::not_empty);
        }
        fields.finish();
        let [delegated, personal, application] = ways.map(|table| {
            table
                .map(|table| scopes(table, diagnostics))
                .unwrap_or_default()
        });
        Some(Permission {
            requests: requests?.into_inner(),
            need: Need {
                delegated,
                personal,
                application,
                roles: roles.into_iter().map(Spanned::into_inner).collect(),
            },
        })
    };
    tables.into_iter().filter_map(read).collect()
}

/// `{ least = […], higher = […] }`
fn scopes(table: Spanned<DeTable<'_>>, diagnostics: &mut Diagnostics) -> Scopes {
    let mut fields = Fields::new("[[api.permission]]", table, diagnostics);
    let [least, higher] = [
        fields.required_texts("least"),
        fields.optional_texts("higher"),
    ]
    .map(|names| names.map(Spanned::into_inner).unwrap_or_default());
    for name in least.iter().chain(&higher) {
        fields.vet("a permission", Some(name), fault_of_name);
    }
    fields.finish();
    let texts = |names: Vec<Spanned<String>>| names.into_iter().map(Spanned::into_inner).collect();
    Scopes {
        least: texts(least),
        higher: texts(higher),
    }
}
