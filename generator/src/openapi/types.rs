//! Which component schemas are types of their own, what they are called, and their bases.

use rustc_hash::{FxHashMap, FxHashSet};

use super::context::Context;
use super::enumerations::Members;
use super::formats::built_in;
use super::operations::Bound;
use super::paths::Navigation;
use super::{errors, namespace, pages};
use crate::csdl::syntax::Text;
use crate::diagnostics::{Diagnostic, Span};
use crate::tree::Node;
use std::collections::{BTreeMap, BTreeSet};

/// The place of a type in [`Types`].
pub(super) type TypeIndex = usize;

/// All types, those of the document and those that only paths tell of.
#[derive(Default)]
pub(super) struct Types<'t, 'a> {
    list: Vec<Type<'t, 'a>>,
    by_schema: FxHashMap<&'t str, TypeIndex>,
    by_name: FxHashMap<String, TypeIndex>,
    /// What has no namespace is in this one.
    pub(super) namespace: String,
}

/// A type.
pub(super) struct Type<'t, 'a> {
    pub(super) namespace: String,
    pub(super) name: String,
    pub(super) span: Span,
    /// What the document says of it; nothing of types that only paths tell of.
    pub(super) schema: Option<&'t Node<'a>>,
    pub(super) form: Form,
    pub(super) base: Option<TypeIndex>,
    /// The schemas that have its own properties.
    pub(super) parts: Vec<&'t Node<'a>>,
    /// They have those of its bases, too.
    repeats_bases: bool,
    pub(super) is_entity: bool,
    pub(super) has_stream: bool,
    pub(super) key: Vec<String>,
    /// Properties that only paths tell of, with their types.
    pub(super) told: BTreeMap<String, (Bound, Span)>,
    /// Properties with a path that brings bytes: streams, however their schemas are spelled.
    pub(super) streams: BTreeSet<String>,
    /// What paths tell of navigation properties.
    pub(super) navigation: BTreeMap<String, Navigation<'a>>,
}

/// What a schema is in CSDL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Structure,
    Enumeration,
    Definition,
}

impl<'t, 'a> Type<'t, 'a> {
    pub(super) fn new(namespace: &str, name: &str, span: Span, form: Form) -> Self {
        Self {
            namespace: namespace.to_owned(),
            name: name.to_owned(),
            span,
            schema: None,
            form,
            base: None,
            parts: Vec::new(),
            repeats_bases: false,
            is_entity: false,
            has_stream: false,
            key: Vec::new(),
            told: BTreeMap::new(),
            streams: BTreeSet::new(),
            navigation: BTreeMap::new(),
        }
    }

    pub(super) fn qualified(&self) -> String {
        format!("{}.{}", self.namespace, self.name)
    }

    /// The properties that its schemas have; what has an at sign in its name is an annotation.
    fn listed(&self) -> impl Iterator<Item = &'t (Text<'a>, Node<'a>)> {
        let members = self
            .parts
            .iter()
            .flat_map(|part| part.members("properties"));
        members.filter(|(name, _)| !name.contains('@'))
    }
}

impl<'t, 'a> Types<'t, 'a> {
    pub(super) fn get(&self, index: TypeIndex) -> Option<&Type<'t, 'a>> {
        self.list.get(index)
    }

    pub(super) fn get_mut(&mut self, index: TypeIndex) -> Option<&mut Type<'t, 'a>> {
        self.list.get_mut(index)
    }

    pub(super) fn list(&self) -> &[Type<'t, 'a>] {
        &self.list
    }

    /// The type that a component schema is.
    pub(super) fn of_schema(&self, name: &str) -> Option<TypeIndex> {
        self.by_schema.get(name).copied()
    }

    /// The type of a qualified name, or of a simple one in the default namespace.
    pub(super) fn find(&self, name: &str) -> Option<TypeIndex> {
        let qualified = || format!("{}.{name}", self.namespace);
        let found = self
            .by_name
            .get(name)
            .or_else(|| self.by_name.get(&qualified()));
        found.copied()
    }

    /// The type itself, its base, and so on.
    pub(super) fn lineage(&self, index: TypeIndex) -> impl Iterator<Item = TypeIndex> + '_ {
        let bases = std::iter::successors(Some(index), |&index| self.get(index)?.base);
        bases.take(crate::limits::BASES + 1)
    }

    /// The type that a name is of, made up where there is none.
    pub(super) fn find_or_tell(&mut self, name: &str, span: Span) -> TypeIndex {
        if let Some(found) = self.find(name) {
            return found;
        }
        let namespace = self.namespace.clone();
        let (namespace, simple) = name.rsplit_once('.').unwrap_or((&namespace, name));
        let mut ty = Type::new(namespace, simple, span, Form::Structure);
        ty.is_entity = true;
        self.add(ty)
    }

    /// Adds a type that no component schema is.
    pub(super) fn add(&mut self, ty: Type<'t, 'a>) -> TypeIndex {
        let index = self.list.len();
        self.by_name.insert(ty.qualified(), index);
        self.list.push(ty);
        index
    }

    /// The own properties of a type.
    pub(super) fn properties(&self, index: TypeIndex) -> Vec<&'t (Text<'a>, Node<'a>)> {
        let Some(ty) = self.get(index) else {
            return Vec::new();
        };
        let base = ty.base.filter(|_| ty.repeats_bases);
        let above: FxHashSet<&str> = base
            .and_then(|base| self.get(base))
            .into_iter()
            .flat_map(|base| base.listed().map(|(name, _)| &**name))
            .collect();
        ty.listed()
            .filter(|(name, _)| !above.contains(&**name))
            .collect()
    }

    /// Who declares a property, and what it is.
    pub(super) fn property(
        &self,
        index: TypeIndex,
        name: &str,
    ) -> Option<(TypeIndex, &'t (Text<'a>, Node<'a>))> {
        let listed = |index| {
            let mut listed = self.get(index)?.listed();
            listed.find(|(own, _)| **own == *name)
        };
        let mut owner = index;
        // Where types repeat what their bases have, the last one that has it declares it.
        for above in self.lineage(index) {
            if listed(above).is_some() {
                owner = above;
                if !self.get(above)?.repeats_bases {
                    break;
                }
            }
        }
        Some((owner, listed(owner)?))
    }

    /// Whole families are entities if one of them is (CSDL 6.2, 9.2).
    pub(super) fn settle_families(&mut self) {
        let root = |types: &Self, index| types.lineage(index).last();
        let entities =
            (0..self.list.len()).filter(|&index| self.get(index).is_some_and(|ty| ty.is_entity));
        let roots: FxHashSet<_> = entities.filter_map(|index| root(self, index)).collect();
        for index in 0..self.list.len() {
            let is_entity = root(self, index).is_some_and(|root| roots.contains(&root));
            if let Some(ty) = self.list.get_mut(index).filter(|_| is_entity) {
                ty.is_entity = true;
            }
        }
    }
}

/// Makes the types of the document known.
pub(super) fn declare(cx: &mut Context<'_, '_, '_>) {
    let schemas = match cx.root.get("components") {
        Some(components) => components.members("schemas"),
        None => &[],
    };
    let errors = errors::models(cx);
    let pages = pages::marked(cx);
    let names: FxHashSet<&str> = schemas.iter().map(|(name, _)| &**name).collect();
    let is_view = |name: &str| {
        let full = name
            .strip_suffix("-create")
            .or(name.strip_suffix("-update"));
        full.is_some_and(|full| names.contains(full))
    };
    let types: Vec<_> = schemas
        .iter()
        .filter(|(name, schema)| {
            is_type(name, schema)
                && !is_view(name)
                && !errors.contains(&**name)
                && !pages::is_page(cx, name, schema, &pages)
        })
        .collect();
    let Some(namespace) = namespace::default(cx, &types) else {
        return;
    };
    cx.types.namespace = namespace;
    for (name, schema) in types {
        declare_one(cx, name, schema);
    }
    for index in 0..cx.types.list.len() {
        link(cx, index);
    }
    for index in 0..cx.types.list.len() {
        link_derived(cx, index);
    }
}

/// Can a component schema be a type of the service? Those of the language, those that have annotations only, such as
/// references, and undotted names of primitive types are only other spellings.
pub(super) fn is_type(name: &str, schema: &Node<'_>) -> bool {
    let properties = schema.members("properties");
    let is_annotation = !properties.is_empty()
        && properties.iter().all(|(name, _)| name.contains('@'))
        && schema.get("allOf").is_none()
        && !name.contains('.');
    let form = form(schema);
    let is_alias = !name.contains('.') && form == Some(Form::Definition);
    built_in(name).is_none() && !is_annotation && form.is_some() && !is_alias
}

fn declare_one<'t, 'a>(cx: &mut Context<'t, 'a, '_>, name: &'t Text<'a>, schema: &'t Node<'a>) {
    let Some(form) = form(schema) else {
        return;
    };
    let namespace = cx.types.namespace.clone();
    let (namespace, simple) = name.rsplit_once('.').unwrap_or((&namespace, name));
    let mut ty = Type::new(namespace, simple, name.span, form);
    ty.schema = Some(schema);
    let index = cx.types.list.len();
    if let Some(first) = cx.types.by_name.insert(ty.qualified(), index) {
        let first = cx.types.get(first).map_or(name.span, |ty| ty.span);
        let error = Diagnostic::error("E0513", format!("two schemas are `{}`", ty.qualified()));
        cx.report(
            error
                .at(name.span, "again here")
                .and(first, "first here")
                .hint("rename one of them"),
        );
    }
    cx.types.by_schema.insert(name, index);
    cx.types.list.push(ty);
}

/// What a component schema is; `None` if it is only another spelling of something.
fn form(schema: &Node<'_>) -> Option<Form> {
    let is = |wanted: &str| types_of(schema).any(|ty| ty == wanted);
    if schema.get("enum").is_some() {
        return Some(match Members::of(schema) {
            Members::Of(_) => Form::Definition,
            Members::Texts | Members::Mixed(_) => Form::Enumeration,
        });
    }
    let is_scalar = ["string", "integer", "number", "boolean"]
        .into_iter()
        .any(is);
    let has_members = !schema.items("allOf").is_empty() || schema.get("properties").is_some();
    if has_members
        || is("object")
            && schema
                .get("anyOf")
                .or_else(|| schema.get("oneOf"))
                .is_none()
    {
        return Some(Form::Structure);
    }
    is_scalar.then_some(Form::Definition)
}

/// The words of `type`, which is one or, since OpenAPI 3.1, a list.
pub(super) fn types_of<'t>(schema: &'t Node<'_>) -> impl Iterator<Item = &'t str> {
    let ty = schema.get("type");
    let many = ty.into_iter().flat_map(Node::list);
    // In a list, `null` may be written without quotes.
    let word = |node: &'t Node<'_>| {
        if node.is_null() {
            Some("null")
        } else {
            node.as_str()
        }
    };
    ty.into_iter().chain(many).filter_map(word)
}

/// Finds the base of a structure and the schemas with its own properties.
fn link(cx: &mut Context<'_, '_, '_>, index: TypeIndex) {
    let Some((schema, name)) = cx
        .types
        .get(index)
        .filter(|ty| ty.form == Form::Structure)
        .and_then(|ty| Some((ty.schema?, ty.qualified())))
    else {
        return;
    };
    let mut parts = vec![schema];
    let mut bases: Vec<(TypeIndex, Span)> = Vec::new();
    for part in schema.items("allOf") {
        let Some(reference) = part.get("$ref") else {
            parts.push(part);
            continue;
        };
        let Some((base, node)) = cx.component(reference) else {
            continue;
        };
        match cx.types.of_schema(base) {
            Some(base) => bases.push((base, reference.span)),
            // What is no type of its own lends its properties.
            None => parts.push(node),
        }
    }
    if let [(_, first), (_, second), ..] = bases.as_slice() {
        let error = Diagnostic::error("E0508", format!("`{name}` has two bases"));
        cx.report(
            error
                .at(*second, "the second one")
                .and(*first, "the first one")
                .hint("a type has one base (CSDL 6.2); write out the properties of the other"),
        );
    }
    if let Some(ty) = cx.types.list.get_mut(index) {
        ty.parts = parts;
        ty.base = bases.first().map(|&(base, _)| base);
    }
}

/// The converter of OASIS lists derived types, beside anything else, in `anyOf` of the base, and repeats the properties
/// of the base in each of them.
fn link_derived(cx: &mut Context<'_, '_, '_>, base: TypeIndex) {
    let ty = cx.types.get(base).filter(|ty| ty.form == Form::Structure);
    let Some(schema) = ty.and_then(|ty| ty.schema) else {
        return;
    };
    let branches = schema.items("anyOf");
    if schema.get("properties").is_none() || !branches.iter().any(Node::is_anything) {
        return;
    }
    for reference in branches.iter().filter_map(|branch| branch.get("$ref")) {
        let derived = cx
            .component(reference)
            .and_then(|(name, _)| cx.types.of_schema(name));
        if let Some(ty) = derived.and_then(|derived| cx.types.list.get_mut(derived))
            && ty.base.is_none()
        {
            ty.base = Some(base);
            ty.repeats_bases = true;
        }
    }
}
