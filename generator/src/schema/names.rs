//! Which name stands for what.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::context::{Context, item_of};
use super::primitives::{primitive, primitive_names};
use super::{ItemType, Primitive, QualifiedName, TypeId, TypeRef};
use crate::csdl::Document;
use crate::csdl::syntax::Text;
use crate::diagnostics::{Diagnostic, Span};

/// Namespaces, aliases and types. Aliases are valid in the whole document that declares them, and in no other.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    namespaces: FxHashMap<&'a str, Scope<'a>>,
    /// By document. Of most inputs there is one.
    aliases: Vec<FxHashMap<&'a str, Scope<'a>>>,
    /// Where each document but the first begins.
    starts: &'a [u32],
    has_aliases: bool,
    types: FxHashMap<QualifiedName<'a>, TypeId>,
    /// By type id.
    is_entity: Vec<bool>,
}

#[derive(Debug, Clone, Copy)]
struct Scope<'a> {
    namespace: &'a str,
    /// Declared in one of the documents, not only included by them.
    is_local: bool,
    declared: Span,
}

/// What a type name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Primitive(Primitive),
    Type(TypeId),
}

impl From<Found> for ItemType {
    fn from(found: Found) -> Self {
        match found {
            Found::Primitive(primitive) => Self::Primitive(primitive),
            Found::Type(id) => Self::Named(id),
        }
    }
}

impl<'a> Names<'a> {
    /// The namespaces and aliases of the documents, their own and included ones.
    pub(super) fn of(document: &'a Document<'a>, cx: &mut Context<'a, '_>) -> Self {
        let mut names = Self {
            starts: &document.starts,
            aliases: vec![FxHashMap::default(); document.starts.len() + 1],
            ..Self::default()
        };
        let schemas = document.schemas.iter();
        let own = schemas.map(|s| (&s.namespace, s.alias.as_ref(), true));
        let others = document.references.iter().flat_map(|r| &r.includes);
        let included = others.map(|i| (&i.namespace, i.alias.as_ref(), false));
        let all: Vec<_> = own.chain(included).collect();
        let mut known = FxHashMap::default();
        for &(namespace, _, is_local) in &all {
            let scope = Scope {
                namespace,
                is_local,
                declared: namespace.span,
            };
            // Its own namespaces come first and stay local even if they are included, too.
            names.namespaces.entry(namespace).or_insert(scope);
            let place = (names.document_at(namespace.span), &**namespace);
            known.entry(place).or_insert(scope);
        }
        for (namespace, alias, _) in all {
            if let Some(alias) = alias {
                let place = (names.document_at(alias.span), &**alias);
                names.declare_alias(namespace, alias, known.get(&place), cx);
            }
        }
        names
    }

    /// The number of the document in which something stands.
    fn document_at(&self, at: Span) -> usize {
        self.starts.partition_point(|start| *start <= at.start)
    }

    /// `known` is the namespace of the document that is called like the alias.
    fn declare_alias(
        &mut self,
        namespace: &'a Text<'a>,
        alias: &'a Text<'a>,
        known: Option<&Scope<'a>>,
        cx: &mut Context<'a, '_>,
    ) {
        let Some(&scope) = self.namespaces.get(&**namespace) else {
            return;
        };
        let document = self.document_at(alias.span);
        let Some(aliases) = self.aliases.get_mut(document) else {
            return;
        };
        match known.or_else(|| aliases.get(&**alias)) {
            None => {
                let declared = alias.span;
                aliases.insert(alias, Scope { declared, ..scope });
                self.has_aliases = true;
            }
            Some(other) if other.namespace == scope.namespace => {}
            Some(other) => {
                let message = format!("`{}` stands for two namespaces", alias.value);
                let error = Diagnostic::error("E0208", message)
                    .at(alias.span, format!("for `{}` here", scope.namespace))
                    .and(other.declared, format!("for `{}` here", other.namespace));
                cx.report(error);
            }
        }
    }

    /// What a namespace or alias stands for in the document where it is written.
    fn scope(&self, qualifier: &str, at: Span) -> Option<&Scope<'a>> {
        let aliases = self.aliases.get(self.document_at(at));
        let by_alias = aliases.and_then(|aliases| aliases.get(qualifier));
        by_alias.or_else(|| self.namespaces.get(qualifier))
    }

    /// The aliases that stand for the same namespace in all documents that declare them, and are no namespaces.
    pub(super) fn aliases(&self) -> BTreeMap<&'a str, &'a str> {
        let mut found: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        for (&alias, scope) in self.aliases.iter().flatten() {
            let is_free = !self.namespaces.contains_key(alias);
            let meant = found.entry(alias).or_insert(Some(scope.namespace));
            *meant = meant.filter(|&namespace| is_free && namespace == scope.namespace);
        }
        let clear = |(alias, namespace): (_, Option<_>)| Some((alias, namespace?));
        found.into_iter().filter_map(clear).collect()
    }

    /// Makes the sorted types known.
    pub(super) fn declare_types(
        &mut self,
        types: impl ExactSizeIterator<Item = (QualifiedName<'a>, bool)>,
    ) {
        self.types.reserve(types.len());
        for (id, (name, is_entity)) in (0_u32..).zip(types) {
            self.types.insert(name, TypeId(id));
            self.is_entity.push(is_entity);
        }
    }

    pub(super) fn is_entity(&self, id: TypeId) -> bool {
        self.is_entity.get(id.0 as usize).copied().unwrap_or(false)
    }

    /// The type of a qualified name.
    pub(super) fn find(&self, text: &str, at: Span) -> Option<Found> {
        let (qualifier, name) = split(text)?;
        if qualifier == "Edm" {
            return primitive(name).map(Found::Primitive);
        }
        let namespace = self.scope(qualifier, at)?.namespace;
        let name = QualifiedName { namespace, name };
        self.types.get(&name).copied().map(Found::Type)
    }

    /// The type of a position, such as `Collection(Edm.String)`.
    pub(super) fn type_ref(&self, text: &str, at: Span) -> Option<TypeRef> {
        let (item, is_collection) = item_of(text);
        let item = self.find(item, at)?.into();
        Some(TypeRef {
            item,
            is_collection,
        })
    }

    /// The type of that name.
    pub(super) fn type_id(&self, name: QualifiedName<'_>) -> Option<TypeId> {
        self.types.get(&name).copied()
    }

    /// Is the name of a namespace that is included but not declared here?
    pub(super) fn is_elsewhere(&self, text: &str, at: Span) -> bool {
        split(text)
            .and_then(|(qualifier, _)| self.scope(qualifier, at))
            .is_some_and(|scope| !scope.is_local)
    }

    /// A qualified name, its alias resolved.
    pub(super) fn qualified<'t>(&self, text: &'t str, at: Span) -> QualifiedName<'t>
    where
        'a: 't,
    {
        let (qualifier, name) = split(text).unwrap_or(("", text));
        let scope = self.scope(qualifier, at);
        QualifiedName {
            namespace: scope.map_or(qualifier, |scope| scope.namespace),
            name,
        }
    }

    /// The text with namespaces for aliases, if that differs.
    pub(super) fn expand(&self, text: &str, at: Span) -> Option<String> {
        if !self.has_aliases || !text.contains('.') {
            return None;
        }
        let is_part_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
        let mut expanded = String::new();
        let mut quoted = false;
        for piece in text.split_inclusive(|c| !is_part_of_name(c)) {
            let name = piece.trim_end_matches(|c| !is_part_of_name(c));
            match self.alias_of(name, at) {
                Some((namespace, rest)) if !quoted => {
                    expanded.push_str(namespace);
                    expanded.push_str(rest);
                    expanded.push_str(piece.get(name.len()..).unwrap_or_default());
                }
                _ => expanded.push_str(piece),
            }
            quoted ^= piece.ends_with('\'');
        }
        (expanded != text).then_some(expanded)
    }

    /// `alias.name` is the namespace and `.name`.
    fn alias_of<'t>(&self, name: &'t str, at: Span) -> Option<(&'a str, &'t str)> {
        let dot = name.rfind('.')?;
        let (qualifier, rest) = name.split_at_checked(dot)?;
        Some((self.scope(qualifier, at)?.namespace, rest))
    }

    /// The known type name that is most like an unknown one.
    pub(super) fn most_similar(&self, text: &str, at: Span) -> Option<String> {
        let wanted = match self.alias_of(text, at) {
            Some((namespace, rest)) => format!("{namespace}{rest}"),
            None => text.to_owned(),
        };
        // Names that differ more in length differ too much anyway.
        let tolerance = wanted.len().min(LONGEST_SUGGESTION) / 4 + 1;
        let own = self.types.keys().map(ToString::to_string);
        let edm = primitive_names();
        own.chain(edm)
            .filter(|name| {
                name.len() <= LONGEST_SUGGESTION && name.len().abs_diff(wanted.len()) <= tolerance
            })
            .map(|name| (strsim::damerau_levenshtein(&name, &wanted), name))
            .min()
            .filter(|(distance, _)| *distance <= tolerance)
            .map(|(_, name)| name)
    }
}

/// The longest name that is compared to others, in bytes: it takes the square of that.
const LONGEST_SUGGESTION: usize = 200;

/// The namespace or alias, and the simple name. Simple names have no dots, so the namespace is all
/// before the last one.
fn split(text: &str) -> Option<(&str, &str)> {
    // Bytes, because this is done for every name of a document.
    let dot = text.bytes().rposition(|byte| byte == b'.')?;
    Some((text.get(..dot)?, text.get(dot + 1..)?))
}
