//! Properties and navigation properties.

use super::pairing::named;
use super::types::one;
use super::{Change, Comparison};
use crate::drift::merge::{Pair, pairs};
use crate::drift::rules::members::{
    COLLECTION_CHANGED, CONTAINMENT_ADDED, CONTAINMENT_REMOVED, DEFAULT_CHANGED, FACETS_LOOSENED,
    FACETS_TIGHTENED, NULL_ALLOWED, NULL_FORBIDDEN, PARTNER_CHANGED, TARGET_CHANGED, TYPE_CHANGED,
    TYPE_CHANGED_ALIKE,
};
use crate::drift::side::Side;
use crate::drift::{Rule, Source, Wire};
use crate::schema::{
    Annotations, ElementId, Facets, ItemType, NavigationProperty, Primitive, Property, Structure,
    TypeId, TypeKind, TypeRef,
};
use crate::slice::Element;

/// A member of a type.
#[derive(Clone, Copy)]
pub(super) enum Member<'s> {
    Property(&'s Property<'s>),
    Navigation(&'s NavigationProperty<'s>),
}

/// A member, the type that declares it, and its place there.
#[derive(Clone, Copy)]
pub(super) struct Declared<'s> {
    pub(super) by: TypeId,
    pub(super) place: u32,
    pub(super) member: Member<'s>,
}

/// A member that only one of two types declares.
pub(super) type Unpaired<'s> = Declared<'s>;

impl<'s> Member<'s> {
    pub(super) fn name(self) -> &'s str {
        match self {
            Self::Property(property) => property.name,
            Self::Navigation(navigation) => navigation.name,
        }
    }

    pub(super) fn ty(self) -> TypeRef {
        match self {
            Self::Property(property) => property.ty,
            Self::Navigation(navigation) => TypeRef {
                is_collection: navigation.is_collection,
                ..one(navigation.target)
            },
        }
    }

    fn nullable(self) -> bool {
        match self {
            Self::Property(property) => property.nullable,
            Self::Navigation(navigation) => navigation.nullable,
        }
    }

    pub(super) fn annotations(self) -> &'s Annotations<'s> {
        match self {
            Self::Property(property) => &property.annotations,
            Self::Navigation(navigation) => &navigation.annotations,
        }
    }
}

impl Declared<'_> {
    pub(super) fn id(self) -> ElementId {
        match self.member {
            Member::Property(_) => ElementId::Property(self.by, self.place),
            Member::Navigation(_) => ElementId::Navigation(self.by, self.place),
        }
    }

    pub(super) fn is_wanted(self, side: &Side<'_>) -> bool {
        let Self { by, place, member } = self;
        match member {
            Member::Property(_) => {
                side.wants(ElementId::Property(by, place))
                    || side.wants(Element::Segment(by, place))
            }
            Member::Navigation(_) => side.wants(ElementId::Navigation(by, place)),
        }
    }
}

/// The members that a type declares itself.
pub(super) fn members<'s>(
    side: &Side<'s>,
    by: TypeId,
) -> impl Iterator<Item = Declared<'s>> + use<'s> {
    let structure = side.schema[by].structure();
    let (properties, navigation) =
        structure.map_or((&[][..], &[][..]), |s| (&s.properties, &s.navigation));
    let properties = properties.iter().map(Member::Property).zip(0..);
    let navigation = navigation.iter().map(Member::Navigation).zip(0..);
    let all = properties.chain(navigation);
    all.map(move |(member, place)| Declared { by, place, member })
}

/// A member that a type declares or inherits.
pub(super) fn find<'s>(side: &Side<'s>, id: TypeId, name: &str) -> Option<Declared<'s>> {
    let mut lineage = side.schema.lineage(id);
    lineage.find_map(|id| declared(side, id, name))
}

/// A member that a type declares itself. They are sorted by name.
pub(super) fn declared<'s>(side: &Side<'s>, by: TypeId, name: &str) -> Option<Declared<'s>> {
    let structure = side.schema[by].structure()?;
    let of = |at: usize, member| {
        let place = u32::try_from(at).ok()?;
        Some(Declared { by, place, member })
    };
    let (properties, navigation) = (&structure.properties, &structure.navigation);
    if let Ok(at) = properties.binary_search_by(|it| it.name.cmp(name)) {
        return of(at, Member::Property(properties.get(at)?));
    }
    let at = navigation.binary_search_by(|it| it.name.cmp(name)).ok()?;
    of(at, Member::Navigation(navigation.get(at)?))
}

impl<'s> Comparison<'_, 's> {
    pub(super) fn compare_members(
        &mut self,
        (old, was): (TypeId, &'s Structure<'s>),
        (new, is): (TypeId, &'s Structure<'s>),
    ) {
        let properties = pairs(
            was.properties.iter().zip(0..),
            is.properties.iter().zip(0..),
            |(o, _), (n, _)| o.name.cmp(n.name),
        );
        for pair in properties {
            self.compare_declared(old, new, pair, Member::Property);
        }
        let navigation = pairs(
            was.navigation.iter().zip(0..),
            is.navigation.iter().zip(0..),
            |(o, _), (n, _)| o.name.cmp(n.name),
        );
        for pair in navigation {
            self.compare_declared(old, new, pair, Member::Navigation);
        }
    }

    /// What is on one side only is kept, to be looked at again.
    fn compare_declared<T>(
        &mut self,
        old: TypeId,
        new: TypeId,
        pair: Pair<(&'s T, u32), (&'s T, u32)>,
        member: impl Fn(&'s T) -> Member<'s>,
    ) {
        let before = |(it, place): (&'s T, u32)| Declared {
            by: old,
            place,
            member: member(it),
        };
        let after = |(it, place): (&'s T, u32)| Declared {
            by: new,
            place,
            member: member(it),
        };
        match pair {
            Pair::Old(was) => self.lost.push(before(was)),
            Pair::New(is) => self.gained.push(after(is)),
            Pair::Both(was, is) => self.compare_member(before(was), after(is)),
        }
    }

    /// A member that is on both sides, perhaps of another type or spelled otherwise.
    pub(super) fn compare_member(&mut self, old: Declared<'s>, new: Declared<'s>) {
        let (was, is) = (old.member, new.member);
        self.compare_member_types(old, new);
        if was.nullable() != is.nullable() && was.ty().is_collection == is.ty().is_collection {
            let rule = if is.nullable() {
                &NULL_ALLOWED
            } else {
                &NULL_FORBIDDEN
            };
            let change = self
                .of_member(rule, old, new)
                .like_others_of(self.new.name(new.by));
            // Fields of collections are the same, whether their items may be null or not.
            let is_collection = is.ty().is_collection;
            self.push(if is_collection {
                change.source(Source::None)
            } else {
                change
            });
        }
        let is_wanted = old.is_wanted(self.old) || new.is_wanted(self.new);
        self.compare_annotations([old.id(), new.id()], is_wanted);
        match (was, is) {
            (Member::Property(was), Member::Property(is)) => {
                let [facets, new_facets] = [was.facets, is.facets].map(normal);
                if facets != new_facets {
                    self.compare_facets(old, new, facets, new_facets);
                }
                if was.default != is.default {
                    let text =
                        |text: Option<&str>| text.map_or_else(|| "none".to_owned(), str::to_owned);
                    let detail = format!("{} → {}", text(was.default), text(is.default));
                    let change = self.of_member(&DEFAULT_CHANGED, old, new).detail(detail);
                    self.push(change);
                }
            }
            (Member::Navigation(was), Member::Navigation(is)) => {
                if was.contains_target != is.contains_target {
                    let rule = if is.contains_target {
                        &CONTAINMENT_ADDED
                    } else {
                        &CONTAINMENT_REMOVED
                    };
                    let change = self
                        .of_member(rule, old, new)
                        .like_others_of(self.new.name(new.by));
                    self.push(change);
                }
                if was.partner != is.partner {
                    let change = self.of_member(&PARTNER_CHANGED, old, new);
                    self.push(change.like_others());
                }
            }
            _ => {}
        }
    }

    /// A change of a member that is on both sides.
    pub(super) fn of_member(
        &self,
        rule: &'static Rule,
        old: Declared<'s>,
        new: Declared<'s>,
    ) -> Change {
        let element = format!("{}/{}", self.new.name(new.by), new.member.name());
        let is_wanted = old.is_wanted(self.old) || new.is_wanted(self.new);
        Change::new(rule, element, is_wanted)
            .old(self.was(old.id()))
            .new_one(self.is(new.id()))
    }

    fn compare_member_types(&mut self, old: Declared<'s>, new: Declared<'s>) {
        let (was, is) = (old.member.ty(), new.member.ty());
        if self.is_same(was, is) {
            return;
        }
        let same_item = self
            .types
            .to_new(was)
            .is_some_and(|was| was.item == is.item);
        let is_navigation = matches!(new.member, Member::Navigation(_));
        let rule = if was.is_collection != is.is_collection && same_item {
            &COLLECTION_CHANGED
        } else if is_navigation {
            &TARGET_CHANGED
        } else if was.is_collection == is.is_collection && self.looks_alike(was, is) {
            &TYPE_CHANGED_ALIKE
        } else {
            &TYPE_CHANGED
        };
        let detail = format!("{} → {}", self.old.type_name(was), self.new.type_name(is));
        let causes = self.swapped(was, is);
        let is_mild =
            is_navigation && was.is_collection == is.is_collection && self.looks_alike(was, is);
        let change = self
            .of_member(rule, old, new)
            .detail(detail)
            .caused_by(causes)
            .like_others();
        self.push(if is_mild {
            change.wire(Wire::Risk)
        } else {
            change
        });
    }

    /// Do values of both types have the same form on the wire, so that many are good as either?
    pub(super) fn looks_alike(&self, was: TypeRef, is: TypeRef) -> bool {
        if let (Some(old), Some(new)) = (named(was), named(is))
            && let (Some(old), Some(_)) = (self.types.new_of(old), self.new.schema[new].structure())
        {
            return self.derives(old, new) || self.derives(new, old);
        }
        match (form(self.old, was.item), form(self.new, is.item)) {
            (Form::Object, _) | (_, Form::Object) => false,
            (was, is) => was == is,
        }
    }

    fn compare_facets(
        &mut self,
        old: Declared<'s>,
        new: Declared<'s>,
        was: Facets<'_>,
        is: Facets<'_>,
    ) {
        let mut details = Vec::new();
        let mut is_tighter =
            was.unicode != is.unicode && is.unicode == Some(false) || was.srid != is.srid;
        for (name, was, is) in [
            ("MaxLength", was.max_length, is.max_length),
            ("Precision", was.precision, is.precision),
            ("Scale", was.scale, is.scale),
            ("SRID", was.srid, is.srid),
        ] {
            if was != is {
                is_tighter |= bound(is) < bound(was);
                details.push(format!(
                    "{name}: {} → {}",
                    was.unwrap_or("none"),
                    is.unwrap_or("none")
                ));
            }
        }
        if was.unicode != is.unicode {
            details.push("Unicode".to_owned());
        }
        let rule = if is_tighter {
            &FACETS_TIGHTENED
        } else {
            &FACETS_LOOSENED
        };
        let change = self
            .of_member(rule, old, new)
            .detail(details.join(", "))
            .like_others();
        self.push(change);
    }
}

/// Facets with the words for a scale in the letter case of the specification.
fn normal(facets: Facets<'_>) -> Facets<'_> {
    let words = ["floating", "variable"];
    let normal = |scale| {
        words
            .into_iter()
            .find(|word| word.eq_ignore_ascii_case(scale))
    };
    Facets {
        scale: facets.scale.map(|scale| normal(scale).unwrap_or(scale)),
        ..facets
    }
}

/// A facet as a number; what is not said is no bound.
fn bound(facet: Option<&str>) -> u64 {
    facet
        .and_then(|facet| facet.parse().ok())
        .unwrap_or(u64::MAX)
}

/// What values look like in JSON.
#[derive(PartialEq)]
enum Form {
    Text,
    Number,
    Boolean,
    Object,
    Any,
}

fn form(side: &Side<'_>, item: ItemType) -> Form {
    let primitive = match item {
        ItemType::Primitive(primitive) => primitive,
        ItemType::Named(id) => match &side.schema[id].kind {
            TypeKind::Enumeration(_) => return Form::Text,
            TypeKind::Definition(primitive) => *primitive,
            TypeKind::Entity(_) | TypeKind::Complex(_) => return Form::Object,
        },
    };
    match primitive {
        Primitive::Boolean => Form::Boolean,
        Primitive::Byte
        | Primitive::SByte
        | Primitive::Int16
        | Primitive::Int32
        | Primitive::Int64
        | Primitive::Single
        | Primitive::Double
        | Primitive::Decimal => Form::Number,
        Primitive::Binary
        | Primitive::Date
        | Primitive::DateTimeOffset
        | Primitive::Duration
        | Primitive::Guid
        | Primitive::String
        | Primitive::TimeOfDay
        | Primitive::Path => Form::Text,
        Primitive::Geography(_)
        | Primitive::Geometry(_)
        | Primitive::AnyComplex
        | Primitive::AnyEntity => Form::Object,
        Primitive::Stream | Primitive::Untyped | Primitive::AnyPrimitive => Form::Any,
    }
}
