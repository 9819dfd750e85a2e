//! What every step of resolving needs: the names, and a place for findings.

use super::names::{Found, Names};
use super::primitives::primitive;
use super::{ItemType, Primitive, QualifiedName, TypeId, TypeRef};
use crate::csdl::Document;
use crate::csdl::syntax::{PathText, Text};
use crate::diagnostics::{Diagnostic, Diagnostics, Span};

/// After how many unknown names no similar ones are looked for: it takes time.
const SUGGESTIONS: usize = 50;

pub(super) struct Context<'a, 'd> {
    pub(super) names: Names<'a>,
    source: usize,
    diagnostics: &'d mut Diagnostics,
    suggestions: usize,
}

impl<'a, 'd> Context<'a, 'd> {
    pub(super) fn new(document: &'a Document<'a>, diagnostics: &'d mut Diagnostics) -> Self {
        let mut cx = Self {
            names: Names::default(),
            source: document.source,
            diagnostics,
            suggestions: 0,
        };
        cx.names = Names::of(document, &mut cx);
        cx
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic.in_source(self.source));
    }

    /// Reports that something is there twice.
    pub(super) fn report_again(
        &mut self,
        code: &'static str,
        what: &str,
        again: Span,
        first: Span,
    ) {
        let (again, first) = (again.max(first), again.min(first));
        let error = Diagnostic::error(code, format!("{what} is declared more than once"));
        self.report(error.at(again, "again here").and(first, "first here"));
    }

    /// The type of a property, parameter or return value. What cannot be resolved is untyped.
    pub(super) fn type_ref(&mut self, text: &'a Text<'a>) -> TypeRef {
        self.known_type(text).unwrap_or_else(|| TypeRef {
            item: ItemType::Primitive(Primitive::Untyped),
            is_collection: item_of(text).1,
        })
    }

    /// The type of a position where it must be known.
    pub(super) fn known_type(&mut self, text: &'a Text<'a>) -> Option<TypeRef> {
        let (item, is_collection) = item_of(text);
        let item = self.find(item, text.span)?.into();
        Some(TypeRef {
            item,
            is_collection,
        })
    }

    /// The entity type that navigation leads to, and whether it leads to many. `None` if there is none.
    pub(super) fn entity(&mut self, text: &'a Text<'a>) -> Option<(TypeId, bool)> {
        let (item, is_collection) = item_of(text);
        match self.find(item, text.span)? {
            Found::Type(id) if self.names.is_entity(id) => Some((id, is_collection)),
            Found::Primitive(Primitive::AnyEntity) => {
                let warning = Diagnostic::warning("W0208", "this leads to entities of any type");
                self.report(warning.at(text.span, "left out"));
                None
            }
            _ => {
                let message = format!("`{item}` is not an entity type");
                let error = Diagnostic::error("E0204", message);
                self.report(error.at(text.span, "expected an entity type"));
                None
            }
        }
    }

    /// What a qualified name stands for. If for nothing, that is reported.
    pub(super) fn find(&mut self, text: &str, span: Span) -> Option<Found> {
        if let Some(found) = self.names.find(text, span) {
            return Some(found);
        }
        if let Some(primitive) = primitive(text) {
            let warning = Diagnostic::warning("W0210", format!("`{text}` lacks a namespace"));
            self.report(warning.at(span, format!("read as `Edm.{text}`")));
            return Some(Found::Primitive(primitive));
        }
        if self.names.is_elsewhere(text, span) {
            let message = format!("the type `{text}` is declared in another document");
            let warning = Diagnostic::warning("W0203", message);
            self.report(warning.at(span, "this type is not known here"));
            return None;
        }
        let message = format!("there is no type `{text}`");
        let mut error = Diagnostic::error("E0203", message).at(span, "unknown type");
        if self.suggestions < SUGGESTIONS {
            self.suggestions += 1;
            if let Some(similar) = self.names.most_similar(text, span) {
                error = error.hint(format!("did you mean `{similar}`?"));
            }
        }
        self.report(error);
        None
    }

    /// Is it a type of a document that is not at hand?
    pub(super) fn is_far(&self, text: &Text<'_>) -> bool {
        let is_found = self.names.find(text, text.span).is_some();
        !is_found && self.names.is_elsewhere(text, text.span)
    }

    /// A path with namespaces for aliases.
    pub(super) fn expand(&self, path: &'a PathText<'a>) -> &'a str {
        match self.names.expand(&path.text, path.text.span) {
            None => &path.text,
            Some(expanded) => path.expanded.get_or_init(|| expanded.into()),
        }
    }

    /// A qualified name with its namespace for an alias; unknown namespaces are taken as they are.
    pub(super) fn qualified(&self, text: &'a Text<'a>) -> QualifiedName<'a> {
        self.names.qualified(text, text.span)
    }
}

/// `Collection(x)` is a collection of `x`; all else is itself.
pub(super) fn item_of(text: &str) -> (&str, bool) {
    match text
        .strip_prefix("Collection(")
        .and_then(|rest| rest.strip_suffix(')'))
    {
        Some(item) => (item.trim(), true),
        None => (text.trim(), false),
    }
}
