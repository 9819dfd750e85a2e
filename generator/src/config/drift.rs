//! `[drift]`: what reports of drift pass over.

use toml::Spanned;
use toml::de::DeTable;

use super::fields::{Fields, suggestion};
use super::{Api, Suppress};
use crate::diagnostics::{Diagnostics, nearest};
use crate::drift::{self, Date, RULES, Suppression};

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
        known("api", api, &modules, &mut fields);
    }
    let rule = fields.required_text("rule");
    if let Some(rule) = &rule
        && drift::rule(rule.get_ref()).is_none()
    {
        let names = RULES.iter().flat_map(|rule| [rule.id, rule.name]);
        known("rule", rule, &names.collect::<Vec<_>>(), &mut fields);
    }
    let element = fields.required_text("element");
    fields.vet("element", element.as_ref(), super::read::not_empty);
    let reason = fields.required_text("reason");
    fields.vet("reason", reason.as_ref(), super::read::not_empty);
    let until = fields.optional_date_text("until");
    fields.vet("until", until.as_ref(), |text| {
        let is_day = text.len() == 10 && Date::parse(text).is_some();
        (!is_day).then_some("not a day such as 2026-12-31")
    });
    fields.finish();
    let suppression = Suppression {
        rule: rule?.into_inner(),
        element: element?.into_inner(),
        reason: reason?.into_inner(),
        expires: until.and_then(|text| Date::parse(text.get_ref())),
    };
    Some(Suppress { api, suppression })
}

/// Refuses a word that is none of these.
fn known(key: &str, word: &Spanned<String>, words: &[&str], fields: &mut Fields<'_, '_>) {
    if !words.contains(&word.get_ref().as_str()) {
        let hint = match words.len() {
            0..=20 => suggestion(word.get_ref(), words),
            _ => nearest(word.get_ref(), words.iter().copied()).map_or_else(
                || "`drift explain` lists them".to_owned(),
                |near| format!("did you mean `{near}`?"),
            ),
        };
        fields.refuse(key, word, &hint);
    }
}
