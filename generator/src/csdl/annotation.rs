//! Annotations, inline and out of line (CSDL 14.2).

use super::expression::{attribute_value, expression};
use super::reader::Reader;
use super::syntax::{Annotation, Expression, ExternalAnnotations};
use crate::diagnostics::Diagnostic;

/// `Annotations` (CSDL 14.2.2).
pub(super) fn external_annotations<'a>(r: &mut Reader<'a, '_>) -> Option<ExternalAnnotations<'a>> {
    let target = r.expected("Target");
    let qualifier = r.take("Qualifier");
    let annotations = r.annotations();
    Some(ExternalAnnotations {
        target: target?,
        qualifier,
        annotations,
    })
}

/// `Annotation` (CSDL 14.2).
pub(super) fn annotation<'a>(r: &mut Reader<'a, '_>) -> Option<Annotation<'a>> {
    let span = r.tag();
    let term = r.expected("Term");
    let qualifier = r.take("Qualifier");
    let (value, annotations) = value(r);
    Some(Annotation {
        term: term?,
        qualifier,
        span,
        value,
        annotations,
    })
}

/// The value of an annotation or property value, an attribute or a child element, and what is said
/// about it.
pub(super) fn value<'a>(r: &mut Reader<'a, '_>) -> (Option<Expression<'a>>, Vec<Annotation<'a>>) {
    let mut value = attribute_value(r);
    let mut annotations = Vec::new();
    while let Some(child) = r.child() {
        if child == "Annotation" {
            annotations.extend(annotation(r));
            continue;
        }
        let tag = r.tag();
        let Some(element) = expression(r, child) else {
            continue;
        };
        if value.is_some() {
            let warning = Diagnostic::warning("W0110", "there is more than one value");
            r.report(warning.at(tag, "this one is ignored"));
        } else {
            value = Some(element);
        }
    }
    (value, annotations)
}

impl<'a> Reader<'a, '_> {
    /// Leaves an element whose only children are annotations.
    pub(super) fn annotations(&mut self) -> Vec<Annotation<'a>> {
        let mut annotations = Vec::new();
        while let Some(child) = self.child() {
            match child {
                "Annotation" => {
                    if annotations.is_empty() {
                        annotations.reserve_exact(1); // most elements have one; 4 take 700 bytes
                    }
                    annotations.extend(annotation(self));
                }
                _ => self.skip_unknown(),
            }
        }
        annotations
    }
}
