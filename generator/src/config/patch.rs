//! `[[api.patch]]`: corrections of the metadata.

use toml::Spanned;
use toml::de::DeTable;

use super::fields::{Fields, span, suggestion};
use super::vet;
use crate::diagnostics::{Diagnostic, Diagnostics};

/// `[[api.patch]]`: a correction of the metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patch {
    /// The corrected element, as targets of annotations name it (CSDL 14.2.2): `ns.Type`, `ns.Type/Member`,
    /// `ns.Container/Set`, `ns.Action`, `ns.Action/Parameter`, `ns.Function/$ReturnType`.
    pub target: Spanned<String>,
    /// The type that an operation is bound to, where others of the same name are not meant:
    /// `ns.site`, `Collection(ns.site)`.
    pub binding: Option<Spanned<String>>,
    /// The corrected statement.
    pub change: Change,
    /// Why: what the service does, and how that is known.
    pub why: String,
    /// The page where that can be read.
    pub link: Option<String>,
}

impl Patch {
    /// Returns true if there may be other paths than the metadata tells of.
    pub(crate) fn adds_paths(&self) -> bool {
        matches!(
            self.change,
            Change::Add(_)
                | Change::Name(_)
                | Change::BaseType(_)
                | Change::AddressedByPath(_)
                | Change::Composable(_)
        )
    }
}

/// The changes that a patch can make: the attributes of CSDL, [`Add`](Self::Add) and [`Remove`](Self::Remove).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// `add = { … }`: there is something that the metadata does not have.
    Add(Addition),
    /// `name = "right"`: a type, member, set, singleton, import, operation or parameter is called that.
    Name(String),
    /// `base-type = "ns.Base"`, or `"none"`: of an entity or complex type.
    BaseType(Spanned<String>),
    /// `type = "Collection(Edm.String)"`: of a property, parameter or return type.
    Type(Spanned<String>),
    /// `underlying-type = "Edm.Untyped"`: a type is only another name for a primitive one.
    UnderlyingType(Spanned<String>),
    /// `nullable`: of a property, parameter or return type.
    Nullable(bool),
    /// `contains-target`: of a navigation property.
    ContainsTarget(bool),
    /// `has-stream`: of an entity type.
    HasStream(bool),
    /// `addressed-by-path`: paths of names lead from an entity of the type to those below it.
    AddressedByPath(bool),
    /// `open-type`: of an entity or complex type.
    OpenType(bool),
    /// `abstract`: of an entity or complex type.
    Abstract(bool),
    /// `optional`: of a parameter; it may be left out.
    Optional(bool),
    /// `is-flags`: values of an enumeration type are sets of members.
    Flags(bool),
    /// `is-composable`: paths go on after a function.
    Composable(bool),
    /// `remove = true`: the member, set, singleton, import, operation or parameter is not there.
    Remove,
}

/// `add = { kind = "…", … }`: what the target of a patch is, that the metadata does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Addition {
    /// `property`: of an entity or complex type.
    Property {
        /// `type`: what it holds.
        ty: Spanned<String>,
        /// `nullable`: true where it is not said.
        nullable: bool,
    },
    /// `navigation-property`: of an entity or complex type.
    Navigation {
        /// `type`: the entity type that it leads to, or a collection of it.
        ty: Spanned<String>,
        /// `nullable`: true where it is not said.
        nullable: bool,
        /// `contains-target`: false where it is not said.
        contains_target: bool,
    },
    /// `parameter`: of an action or function.
    Parameter {
        /// `type`: what it holds.
        ty: Spanned<String>,
        /// `nullable`: true where it is not said.
        nullable: bool,
        /// `optional`: false where it is not said.
        is_optional: bool,
    },
    /// `entity-set` or `singleton`: of the container.
    Source {
        /// `type`: the entity type that it holds.
        ty: Spanned<String>,
        /// A singleton.
        is_singleton: bool,
    },
    /// `member`: of an enumeration type.
    Member {
        /// `value`: its number.
        value: i64,
    },
    /// `enum-type`, without members.
    EnumType {
        /// `is-flags`: false where it is not said.
        is_flags: bool,
    },
    /// `complex-type`, without members of its own.
    ComplexType {
        /// `base-type`.
        base: Option<Spanned<String>>,
    },
    /// `entity-type`, without members of its own; the key is that of its base.
    EntityType {
        /// `base-type`.
        base: Spanned<String>,
    },
}

impl Addition {
    /// The type that it names.
    pub(crate) fn ty(&self) -> Option<&Spanned<String>> {
        match self {
            Self::Property { ty, .. }
            | Self::Navigation { ty, .. }
            | Self::Parameter { ty, .. }
            | Self::Source { ty, .. }
            | Self::EntityType { base: ty } => Some(ty),
            Self::ComplexType { base } => base.as_ref(),
            Self::Member { .. } | Self::EnumType { .. } => None,
        }
    }
}

/// In place of a base type: there is none.
pub const NO_BASE: &str = "none";

/// A change that is a truth value.
type Flag = fn(bool) -> Change;

const TITLE: &str = "[[api.patch]]";

/// What can be added, by its `kind`.
const KINDS: [&str; 9] = [
    "property",
    "navigation-property",
    "parameter",
    "entity-set",
    "singleton",
    "member",
    "enum-type",
    "complex-type",
    "entity-type",
];

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
        fields.vet("link", link.as_ref(), vet::link);
        let addition = fields.optional_table("add");
        let is_added = addition.is_some();
        let mut changes = changes(&mut fields);
        let count = changes.len() + usize::from(is_added);
        if count != 1 {
            let message = format!("`{TITLE}` is to change one thing, not {count}");
            fields.push(
                Diagnostic::error("E0308", message)
                    .at(span(place), "")
                    .hint(
                        "one of `add`, `name`, `base-type`, `type`, `underlying-type`, `nullable`, \
                 `contains-target`, `has-stream`, `addressed-by-path`, `open-type`, `abstract`, `optional`, `is-flags`, \
                 `is-composable`, `remove`",
                    ),
            );
        }
        fields.finish();
        let addition = addition.and_then(|table| added(table, diagnostics));
        if let (Some(addition), Some(target)) = (&addition, &target)
            && let Some(reason) = vet::addition(target.get_ref(), is_type(addition))
        {
            diagnostics.push(
                Diagnostic::error("E0305", format!("`{}` cannot be added", target.get_ref()))
                    .at(span(target.span()), reason),
            );
        }
        changes.extend(addition.map(Change::Add));
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
    let name = fields.optional_text("name");
    fields.vet("name", name.as_ref(), vet::element);
    changes.extend(name.map(|name| Change::Name(name.into_inner())));
    changes.extend(fields.optional_text("base-type").map(Change::BaseType));
    changes.extend(fields.optional_text("type").map(Change::Type));
    let underlying = fields.optional_text("underlying-type");
    changes.extend(underlying.map(Change::UnderlyingType));
    let flags: [(_, Flag); 9] = [
        ("nullable", Change::Nullable),
        ("contains-target", Change::ContainsTarget),
        ("has-stream", Change::HasStream),
        ("addressed-by-path", Change::AddressedByPath),
        ("open-type", Change::OpenType),
        ("abstract", Change::Abstract),
        ("optional", Change::Optional),
        ("is-flags", Change::Flags),
        ("is-composable", Change::Composable),
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

/// Types stand in a namespace, all else in something that is there.
fn is_type(addition: &Addition) -> bool {
    matches!(
        addition,
        Addition::EnumType { .. } | Addition::ComplexType { .. } | Addition::EntityType { .. }
    )
}

/// `add = { … }`: which keys there are depends on the kind.
fn added(table: Spanned<DeTable<'_>>, diagnostics: &mut Diagnostics) -> Option<Addition> {
    let mut fields = Fields::new("add", table, diagnostics);
    let kind = fields.required_text("kind")?;
    let addition = match kind.get_ref().as_str() {
        "property" => property(&mut fields),
        "navigation-property" => navigation(&mut fields),
        "parameter" => parameter(&mut fields),
        "entity-set" => source(&mut fields, false),
        "singleton" => source(&mut fields, true),
        "member" => fields
            .required_integer("value")
            .map(|value| Addition::Member { value }),
        "enum-type" => Some(Addition::EnumType {
            is_flags: flag(&mut fields, "is-flags", false),
        }),
        "complex-type" => Some(Addition::ComplexType {
            base: fields.optional_text("base-type"),
        }),
        "entity-type" => fields
            .required_text("base-type")
            .map(|base| Addition::EntityType { base }),
        _ => {
            fields.refuse("kind", &kind, &suggestion(kind.get_ref(), &KINDS));
            return None;
        }
    };
    fields.finish();
    addition
}

fn property(fields: &mut Fields<'_, '_>) -> Option<Addition> {
    let ty = fields.required_text("type");
    let nullable = flag(fields, "nullable", true);
    ty.map(|ty| Addition::Property { ty, nullable })
}

fn navigation(fields: &mut Fields<'_, '_>) -> Option<Addition> {
    let ty = fields.required_text("type");
    let nullable = flag(fields, "nullable", true);
    let contains_target = flag(fields, "contains-target", false);
    ty.map(|ty| Addition::Navigation {
        ty,
        nullable,
        contains_target,
    })
}

fn parameter(fields: &mut Fields<'_, '_>) -> Option<Addition> {
    let ty = fields.required_text("type");
    let nullable = flag(fields, "nullable", true);
    let is_optional = flag(fields, "optional", false);
    ty.map(|ty| Addition::Parameter {
        ty,
        nullable,
        is_optional,
    })
}

fn source(fields: &mut Fields<'_, '_>, is_singleton: bool) -> Option<Addition> {
    let ty = fields.required_text("type");
    ty.map(|ty| Addition::Source { ty, is_singleton })
}

fn flag(fields: &mut Fields<'_, '_>, key: &'static str, default: bool) -> bool {
    let said = fields.optional_bool(key);
    said.map_or(default, Spanned::into_inner)
}
