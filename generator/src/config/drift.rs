//! `[drift]`: what reports of drift pass over.

use toml::Spanned;
use toml::de::DeTable;

use super::fields::{Fields, suggestion};
use super::{Api, Suppress};
use crate::diagnostics::Diagnostics;

/// `[drift]`
pub(super) fn suppressions(
    table: Option<Spanned<DeTable<'_>>>,
    apis: &[Api],
    diagnostics: &mut Diagnostics,
) -> Vec<Suppress> {
    let Some(table) = table else {
        return Vec::new();
    };
    let mut fields = Fields::new("[drift]", table, diagnostics);
    let tables = fields.optional_tables("suppress");
    fields.finish();
    let tables = tables.into_iter();
    tables
        .filter_map(|table| suppress(table, apis, diagnostics))
        .collect()
}

/// `[[drift.suppress]]`
fn suppress(
    table: Spanned<DeTable<'_>>,
    apis: &[Api],
    diagnostics: &mut Diagnostics,
) -> Option<Suppress> {
    let mut fields = Fields::new("[[drift.suppress]]", table, diagnostics);
    let api = fields.optional_text("api");
    if let Some(api) = &api {
        let modules: Vec<_> = apis.iter().map(|a| a.module.get_ref().as_str()).collect();
        if !modules.contains(&api.get_ref().as_str()) {
            fields.refuse("api", api, &suggestion(api.get_ref(), &modules));
        }
    }
    let rule = fields.required_text("rule");
    let element = fields.required_text("element");
    fields.vet("element", element.as_ref(), super::read::not_empty);
    let reason = fields.required_text("reason");
    fields.vet("reason", reason.as_ref(), super::read::not_empty);
    let until = fields.optional_date_text("until");
    fields.finish();
    Some(Suppress {
        api,
        rule: rule?,
        element: element?,
        reason: reason?,
        until,
    })
}
