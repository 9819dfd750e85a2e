//! Discriminators repeat what `allOf` says; here is looked whether they agree.

use super::context::Context;
use crate::diagnostics::Diagnostic;

/// What a discriminator says of derived types is held against their bases (OpenAPI 3.0.4, 4.7.25).
pub(super) fn check(cx: &mut Context<'_, '_, '_>) {
    let mut disagreements = Vec::new();
    let mut others = Vec::new();
    for (index, ty) in cx.types.list().iter().enumerate() {
        let parts = ty.parts.iter().chain(ty.schema.iter());
        for (value, target) in parts
            .clone()
            .filter_map(|part| part.get("discriminator"))
            .flat_map(|found| found.members("mapping"))
        {
            let Some(reference) = target.as_str() else {
                continue;
            };
            let named = match cx.components.find(reference) {
                Ok((_, (name, _))) => Some(&**name),
                Err(_) => (!reference.contains(['#', '/'])).then_some(reference),
            };
            let Some(derived) = named.and_then(|name| cx.types.of_schema(name)) else {
                disagreements.push((target.span, format!("there is no `{reference}`")));
                continue;
            };
            if !cx.types.lineage(derived).any(|base| base == index) {
                let message = format!("`{}` is not derived from `{}`", &**value, ty.qualified());
                disagreements.push((value.span, message));
            }
        }
        for discriminator in parts.clone().filter_map(|part| part.get("discriminator")) {
            let name = discriminator.get("propertyName");
            if let Some((name, place)) = name.and_then(|name| Some((name.as_str()?, name.span)))
                && name != "@odata.type"
            {
                others.push((name, place));
            }
        }
        let own = ty
            .schema
            .and_then(|schema| schema.get("x-ms-discriminator-value"));
        if let Some(value) = own.filter(|value| {
            value
                .as_str()
                .is_some_and(|value| value.trim_start_matches('#') != ty.qualified())
        }) {
            disagreements.push((
                value.span,
                format!("`{}` calls itself something else", ty.qualified()),
            ));
        }
    }
    for (span, message) in disagreements {
        cx.report(
            Diagnostic::warning("W0501", message)
                .at(span, "the inheritance that `allOf` tells counts"),
        );
    }
    for (name, place) in others {
        let message = format!("the discriminator is `{name}`");
        let warning = Diagnostic::warning("W0505", message);
        cx.report(warning.at(place, "derived types are told by `@odata.type` alone"));
    }
}
