//! Valid schemas that nobody thought of.

use std::fmt::Write as _;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Names that mean something to Rust, to generated code or to a file system, or read like another one.
const NAMES: &[&str] = &[
    "a",
    "A",
    "aB",
    "ab",
    "a_b",
    "AB",
    "a1",
    "1a",
    "id",
    "Id",
    "type",
    "self",
    "Self",
    "crate",
    "super",
    "gen",
    "async",
    "fn",
    "mod",
    "con",
    "aux",
    "nul",
    "com1",
    "base",
    "additional",
    "get",
    "list",
    "new",
    "none",
    "None",
    "Option",
    "Box",
    "Vec",
    "String",
    "Model",
    "Client",
    "Target",
    "Kind",
    "kind",
    "value",
    "Value",
    "entity",
    "unknownFutureValue",
    "unrecognized",
    "größe",
    "図",
    "é",
    "_",
    "__",
];

const TYPES: &[&str] = &[
    "Edm.String",
    "Edm.Int32",
    "Edm.Boolean",
    "Edm.DateTimeOffset",
    "Edm.Stream",
    "Edm.Untyped",
    "Edm.Double",
];

/// What only binding parameters are of here.
const ABSTRACT: &[&str] = &["Edm.PrimitiveType", "Edm.ComplexType", "Edm.EntityType"];

/// A member or a parameter: its name, the number of its type, and whether there are many of it.
type Member = (&'static str, usize, bool);

/// A type: its name, its kind, the number of its base, its members, and what else is said of it.
#[derive(Debug, Clone)]
struct Type {
    name: &'static str,
    kind: Kind,
    base: usize,
    members: Vec<Member>,
    navigation: Vec<Member>,
    is_abstract: bool,
    is_open: bool,
    has_stream: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Entity,
    Complex,
    Enumeration,
    Definition,
}

/// An action or function: its name, what it is bound to, its parameters, what it returns, and whether
/// paths go on from it.
#[derive(Debug, Clone)]
struct Operation {
    name: &'static str,
    is_function: bool,
    binding: Option<(usize, bool)>,
    parameters: Vec<Member>,
    returns: (usize, bool),
    is_composable: bool,
}

/// A schema. Numbers stand for one of as many as there are.
#[derive(Debug, Clone)]
pub(crate) struct Schema {
    types: Vec<Type>,
    operations: Vec<Operation>,
    sources: Vec<Member>,
}

fn members() -> impl Strategy<Value = Vec<Member>> {
    vec((select(NAMES), any::<usize>(), any::<bool>()), 0..6).prop_map(unique)
}

/// Those whose names were not there before.
fn unique(mut members: Vec<Member>) -> Vec<Member> {
    members.sort_unstable();
    members.dedup_by_key(|member| member.0);
    members
}

fn a_type() -> impl Strategy<Value = Type> {
    let kind = prop_oneof![3 => Just(Kind::Entity), 3 => Just(Kind::Complex), 2 => Just(Kind::Enumeration), 1 => Just(Kind::Definition)];
    let traits = any::<[bool; 3]>();
    let parts = (
        select(NAMES),
        kind,
        any::<usize>(),
        members(),
        members(),
        traits,
    );
    parts.prop_map(|(name, kind, base, members, mut navigation, traits)| {
        navigation.retain(|(name, ..)| members.iter().all(|member| member.0 != *name));
        let [is_abstract, is_open, has_stream] = traits;
        Type {
            name,
            kind,
            base,
            members,
            navigation,
            is_abstract,
            is_open,
            has_stream,
        }
    })
}

fn operation() -> impl Strategy<Value = Operation> {
    let place = || (any::<usize>(), any::<bool>());
    let parts = (
        select(NAMES),
        any::<bool>(),
        proptest::option::of(place()),
        members(),
        place(),
        any::<bool>(),
    );
    parts.prop_map(
        |(name, is_function, binding, parameters, returns, is_composable)| Operation {
            name,
            is_function,
            binding,
            parameters,
            returns,
            is_composable,
        },
    )
}

pub(crate) fn schema() -> impl Strategy<Value = Schema> {
    let parts = (vec(a_type(), 1..10), vec(operation(), 0..6), members());
    parts.prop_map(|(mut types, mut operations, sources)| {
        types.sort_by_key(|ty| ty.name);
        types.dedup_by_key(|ty| ty.name);
        // One of each name: overloads that cannot be told apart are refused.
        operations.sort_by_key(|operation| operation.name);
        operations.dedup_by_key(|operation| operation.name);
        Schema {
            types,
            operations,
            sources,
        }
    })
}

impl Schema {
    pub(crate) fn metadata(&self) -> String {
        let mut text = String::from(
            r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="z" xmlns="http://docs.oasis-open.org/odata/ns/edm">"#,
        );
        for (at, ty) in self.types.iter().enumerate() {
            self.write_type(at, ty, &mut text);
        }
        for operation in &self.operations {
            self.write_operation(operation, &mut text);
        }
        text.push_str("<EntityContainer Name='service'>");
        for (name, ty, is_collection) in &self.sources {
            let Some(ty) = self.entity(*ty) else { continue };
            let _ = if *is_collection {
                write!(text, "<EntitySet Name='{name}' EntityType='z.{ty}'/>")
            } else {
                write!(text, "<Singleton Name='{name}' Type='z.{ty}'/>")
            };
        }
        text.push_str("</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>");
        text
    }

    fn write_type(&self, at: usize, ty: &Type, text: &mut String) {
        let name = ty.name;
        let _ = match ty.kind {
            Kind::Definition => write!(
                text,
                "<TypeDefinition Name='{name}' UnderlyingType='Edm.String'/>"
            ),
            Kind::Enumeration => {
                let members = ty.members.iter().enumerate();
                let members: Vec<_> = members
                    .map(|(n, (name, ..))| format!("<Member Name='{name}' Value='{n}'/>"))
                    .collect();
                let members = members.concat();
                write!(
                    text,
                    "<EnumType Name='{name}' IsFlags='{}'>{members}</EnumType>",
                    ty.base.is_multiple_of(2)
                )
            }
            Kind::Entity | Kind::Complex => return self.write_structure(at, ty, text),
        };
    }

    fn write_structure(&self, at: usize, ty: &Type, text: &mut String) {
        let name = ty.name;
        let element = if ty.kind == Kind::Entity {
            "EntityType"
        } else {
            "ComplexType"
        };
        // A type that stands before this one, so that there are no cycles.
        let mut bases = self
            .types
            .iter()
            .take(at)
            .filter(|base| base.kind == ty.kind);
        let count = bases.clone().count() + 1;
        let base = bases
            .nth(ty.base % count)
            .map(|base| format!(" BaseType='z.{}'", base.name));
        let _ = write!(
            text,
            "<{element} Name='{name}'{} Abstract='{}' OpenType='{}'",
            base.unwrap_or_default(),
            ty.is_abstract,
            ty.is_open
        );
        text.push_str(if ty.has_stream && ty.kind == Kind::Entity {
            " HasStream='true'>"
        } else {
            ">"
        });
        if let Some((key, ..)) = ty
            .members
            .first()
            .filter(|_| ty.kind == Kind::Entity && base_is_none(text))
        {
            let _ = write!(text, "<Key><PropertyRef Name='{key}'/></Key>");
        }
        for (name, ty, is_collection) in &ty.members {
            let _ = write!(
                text,
                "<Property Name='{name}' Type='{}'/>",
                self.type_name(*ty, *is_collection)
            );
        }
        for (name, ty, is_collection) in &ty.navigation {
            let Some(ty) = self.entity(*ty) else { continue };
            let ty = collection(format!("z.{ty}"), *is_collection);
            let _ = write!(text, "<NavigationProperty Name='{name}' Type='{ty}'/>");
        }
        let _ = write!(text, "</{element}>");
    }

    fn write_operation(&self, operation: &Operation, text: &mut String) {
        let Operation {
            name,
            is_function,
            binding,
            parameters,
            returns,
            is_composable,
        } = operation;
        let element = if *is_function { "Function" } else { "Action" };
        let binding = binding.map(|(ty, many)| self.bound_to(ty, many));
        let _ = write!(
            text,
            "<{element} Name='{name}' IsBound='{}'",
            binding.is_some()
        );
        if *is_function {
            let _ = write!(text, " IsComposable='{is_composable}'");
        }
        text.push('>');
        if let Some(binding) = binding {
            let _ = write!(
                text,
                "<Parameter Name='bindingParameter' Type='{binding}'/>"
            );
        }
        for (name, ty, is_collection) in parameters {
            let _ = write!(
                text,
                "<Parameter Name='{name}' Type='{}'/>",
                self.type_name(*ty, *is_collection)
            );
        }
        let _ = write!(
            text,
            "<ReturnType Type='{}'/></{element}>",
            self.type_name(returns.0, returns.1)
        );
    }

    /// Any type, the abstract ones of the language among them.
    fn bound_to(&self, number: usize, is_collection: bool) -> String {
        let choices = 2 * ABSTRACT.len();
        match ABSTRACT.get(number % choices) {
            Some(name) => collection((*name).to_owned(), is_collection),
            None => self.type_name(number / choices, is_collection),
        }
    }

    /// One of the types, built-in ones among them.
    fn type_name(&self, number: usize, is_collection: bool) -> String {
        let at = number % (TYPES.len() + self.types.len());
        let name = match TYPES.get(at) {
            Some(name) => (*name).to_owned(),
            None => format!("z.{}", self.types.get(at - TYPES.len()).unwrap().name),
        };
        collection(name, is_collection)
    }

    /// One of the entity types, if there is any.
    fn entity(&self, number: usize) -> Option<&'static str> {
        self.one(number, &[Kind::Entity])
    }

    fn one(&self, number: usize, kinds: &[Kind]) -> Option<&'static str> {
        let fitting = self.types.iter().filter(|ty| kinds.contains(&ty.kind));
        let count = fitting.clone().count().max(1);
        fitting.map(|ty| ty.name).nth(number % count)
    }
}

fn base_is_none(tag: &str) -> bool {
    tag.rsplit('<')
        .next()
        .is_some_and(|tag| !tag.contains("BaseType"))
}

fn collection(name: String, is_collection: bool) -> String {
    if is_collection {
        format!("Collection({name})")
    } else {
        name
    }
}
