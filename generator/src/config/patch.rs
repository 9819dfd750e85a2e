//! `[[api.patch]]`: corrections of the metadata.

use toml::Spanned;
use toml::de::DeTable;

use super::fields::{Fields, span};
use super::{Change, Patch, names};
use crate::diagnostics::{Diagnostic, Diagnostics};

/// A change that is a truth value.
type Flag = fn(bool) -> Change;

const TITLE: &str = "[[api.patch]]";

/// `[[api.patch]]`
pub(super) fn patches(
    tables: Vec<Spanned<DeTable<'_>>>,
    diagnostics: &mut Diagnostics,
) -> Vec<Patch> {
    let mut patches = Vec::new();
    for table in tables {
        let place = table.span();
        let mut fields = Fields::new(TITLE, table, diagnostics);
        let target = fields.required_text("target");
        let binding = fields.optional_text("binding");
        let why = fields.required_text("why");
        fields.vet("why", why.as_ref(), super::read::not_empty);
        let link = fields.optional_text("link");
        fields.vet("link", link.as_ref(), names::link);
        let changes = changes(&mut fields);
        if changes.len() != 1 {
            let message = format!("`{TITLE}` is to change one thing, not {}", changes.len());
            fields.push(Diagnostic::error("E0308", message).at(span(place), "").hint(
                "one of `type`, `underlying-type`, `nullable`, `contains-target`, `has-stream`, \
                 `open-type`, `abstract`, `optional`, `remove`",
            ));
        }
        fields.finish();
        let change = changes.into_iter().next();
        if let (Some(target), Some(change), Some(why)) = (target, change, why) {
            patches.push(Patch {
                target,
                binding,
                change,
                why: why.into_inner(),
                link: link.map(Spanned::into_inner),
            });
        }
    }
    patches
}

fn changes(fields: &mut Fields<'_, '_>) -> Vec<Change> {
    let mut changes = Vec::new();
    changes.extend(fields.optional_text("type").map(Change::Type));
    let underlying = fields.optional_text("underlying-type");
    changes.extend(underlying.map(Change::UnderlyingType));
    let flags: [(_, Flag); 6] = [
        ("nullable", Change::Nullable),
        ("contains-target", Change::ContainsTarget),
        ("has-stream", Change::HasStream),
        ("open-type", Change::OpenType),
        ("abstract", Change::Abstract),
        ("optional", Change::Optional),
    ];
    for (key, change) in flags {
        changes.extend(
            fields
                .optional_bool(key)
                .map(|value| change(value.into_inner())),
        );
    }
    if let Some(remove) = fields.optional_bool("remove") {
        if !remove.get_ref() {
            let value = Spanned::new(remove.span(), "false".to_owned());
            fields.refuse("remove", &value, "leave the patch out instead");
        }
        changes.push(Change::Remove);
    }
    changes
}
