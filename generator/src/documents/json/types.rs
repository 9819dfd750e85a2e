//! Entity, complex and enumeration types, type definitions, terms (CSDL JSON 6 to 11, 14.1).

use super::{Reader, elements, facets, text, type_of};
use crate::csdl::syntax::{
    EnumType, Member, NavigationProperty, OnDelete, Property, PropertyRef, ReferentialConstraint,
    StructuredType, Term, Text, TypeDefinition,
};
use crate::tree::{Node, Value};

impl Reader<'_> {
    /// An entity or complex type (6, 9).
    pub(super) fn structured_type<'a>(
        &mut self,
        name: &Text<'a>,
        node: &Node<'a>,
        is_entity: bool,
    ) -> StructuredType<'a> {
        let mut ty = StructuredType {
            is_entity,
            name: name.clone(),
            span: name.span,
            base: text(node, "$BaseType"),
            is_abstract: node.flag("$Abstract"),
            is_open: node.get("$OpenType").map(|_| node.flag("$OpenType")),
            has_stream: node.get("$HasStream").map(|_| node.flag("$HasStream")),
            annotations: self.annotations(node, ""),
            ..StructuredType::default()
        };
        for part in node.items("$Key") {
            ty.key.extend(key_part(part));
        }
        for (name, member) in elements(node) {
            match member.str("$Kind") {
                Some("NavigationProperty") => {
                    ty.navigation.extend(self.navigation_property(name, member));
                }
                None | Some("Property") => ty.properties.push(self.property(name, member)),
                kind => self.unknown_kind(name, kind),
            }
        }
        ty
    }

    /// A structural property (7).
    fn property<'a>(&mut self, name: &Text<'a>, node: &Node<'a>) -> Property<'a> {
        let ty = type_of(name, node);
        Property {
            name: name.clone(),
            facets: Some(facets(&ty, node)),
            ty,
            nullable: Some(node.flag("$Nullable")),
            annotations: self.annotations(node, ""),
        }
    }

    /// A navigation property (8).
    fn navigation_property<'a>(
        &mut self,
        name: &Text<'a>,
        node: &Node<'a>,
    ) -> Option<NavigationProperty<'a>> {
        let ty = self.required(node, "$Type")?;
        let on_delete = text(node, "$OnDelete").map(|action| OnDelete {
            action,
            annotations: self.annotations(node, "$OnDelete"),
        });
        let constraints = node.get("$ReferentialConstraint");
        let constraint = |(property, referenced): &(Text<'a>, Node<'a>)| {
            Some(ReferentialConstraint {
                property: property.clone(),
                referenced: referenced.text()?,
                annotations: self.annotations(constraints?, property),
            })
        };
        let pairs = constraints.map_or(&[][..], Node::map).iter();
        let constraints = pairs
            .filter(|(name, _)| !name.contains('@'))
            .filter_map(constraint);
        let constraints = constraints.collect();
        Some(NavigationProperty {
            name: name.clone(),
            ty: super::as_collection(ty, node),
            nullable: Some(node.flag("$Nullable")),
            partner: text(node, "$Partner"),
            contains_target: node.flag("$ContainsTarget"),
            constraints,
            on_delete,
            annotations: self.annotations(node, ""),
        })
    }

    /// An enumeration type (10).
    pub(super) fn enum_type<'a>(&mut self, name: &Text<'a>, node: &Node<'a>) -> EnumType<'a> {
        let members = elements(node).map(|(name, value)| Member {
            name: name.clone(),
            value: value.text(),
            annotations: self.annotations(node, name),
        });
        let members = members.collect();
        EnumType {
            name: name.clone(),
            span: name.span,
            underlying: text(node, "$UnderlyingType"),
            is_flags: node.flag("$IsFlags"),
            members,
            annotations: self.annotations(node, ""),
        }
    }

    /// A type definition (11).
    pub(super) fn type_definition<'a>(
        &mut self,
        name: &Text<'a>,
        node: &Node<'a>,
    ) -> Option<TypeDefinition<'a>> {
        let underlying = self.required(node, "$UnderlyingType")?;
        Some(TypeDefinition {
            name: name.clone(),
            span: name.span,
            facets: Some(facets(&underlying, node)),
            underlying,
            annotations: self.annotations(node, ""),
        })
    }

    /// A term (14.1).
    pub(super) fn term<'a>(&mut self, name: &Text<'a>, node: &Node<'a>) -> Term<'a> {
        let ty = type_of(name, node);
        Term {
            name: name.clone(),
            base: text(node, "$BaseTerm"),
            // A list in JSON; nothing depends on it.
            applies_to: None,
            nullable: Some(node.flag("$Nullable")),
            facets: Some(facets(&ty, node)),
            ty,
            annotations: self.annotations(node, ""),
        }
    }
}

/// A part of a key: a path, or an alias and a path (6.5).
fn key_part<'a>(node: &Node<'a>) -> Option<PropertyRef<'a>> {
    if let Value::Map(members) = &node.value {
        let (alias, path) = members.first()?;
        return Some(PropertyRef {
            path: path.text()?,
            alias: Some(alias.clone()),
        });
    }
    Some(PropertyRef {
        path: node.text()?,
        alias: None,
    })
}
