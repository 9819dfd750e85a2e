//! Annotations and their values (CSDL JSON 14).

use super::{Reader, text};
use crate::csdl::syntax::{
    Annotation, Dynamic, Expression, ExternalAnnotations, PathText, PropertyValue, Record, Text,
};
use crate::diagnostics::Span;
use crate::tree::{Node, Value};

/// Expressions of operands alone.
const OPERATORS: &[(&str, &str)] = &[
    ("$And", "And"),
    ("$Or", "Or"),
    ("$Not", "Not"),
    ("$Eq", "Eq"),
    ("$Ne", "Ne"),
    ("$Gt", "Gt"),
    ("$Ge", "Ge"),
    ("$Lt", "Lt"),
    ("$Le", "Le"),
    ("$Has", "Has"),
    ("$In", "In"),
    ("$Add", "Add"),
    ("$Sub", "Sub"),
    ("$Neg", "Neg"),
    ("$Mul", "Mul"),
    ("$Div", "Div"),
    ("$DivBy", "DivBy"),
    ("$Mod", "Mod"),
    ("$If", "If"),
    ("$UrlRef", "UrlRef"),
];

/// Expressions with an argument beside their operands: the members of both, and what the form is called.
const WITH_ARGUMENT: &[(&str, &str, &str)] = &[
    ("$Apply", "$Function", "Apply"),
    ("$Cast", "$Type", "Cast"),
    ("$IsOf", "$Type", "IsOf"),
    ("$LabeledElement", "$Name", "LabeledElement"),
];

impl Reader<'_> {
    /// Annotations of a target somewhere else (14.2.2).
    pub(super) fn external<'a>(
        &mut self,
        target: &Text<'a>,
        node: &Node<'a>,
    ) -> ExternalAnnotations<'a> {
        ExternalAnnotations {
            target: target.clone(),
            qualifier: None,
            annotations: self.annotations(node, ""),
        }
    }

    /// What is said in an object about itself or, with a name, about a member of it: `@Term`, `name@Term`.
    pub(super) fn annotations<'a>(&mut self, node: &Node<'a>, of: &str) -> Vec<Annotation<'a>> {
        let mut found = Vec::new();
        for (name, value) in node.map() {
            let term = name
                .strip_prefix(of)
                .and_then(|rest| rest.strip_prefix('@'));
            // Others are about the annotation, and control information has no dot.
            let Some(term) = term.filter(|term| !term.contains('@') && term.contains('.')) else {
                continue;
            };
            let start = name.len() - term.len();
            let (term, qualifier) = match term.split_once('#') {
                Some((term, qualifier)) => {
                    (term, Some(part(name, start + term.len() + 1, qualifier)))
                }
                None => (term, None),
            };
            found.push(Annotation {
                term: part(name, start, term),
                qualifier,
                span: name.span,
                value: Some(self.expression(value)),
                annotations: self.annotations(node, name),
            });
        }
        found
    }

    fn expression<'a>(&mut self, node: &Node<'a>) -> Expression<'a> {
        match &node.value {
            Value::Quoted(text) => Expression::Constant(
                "String",
                Text {
                    value: text.clone(),
                    span: node.span,
                },
            ),
            Value::Plain(_) => constant(node),
            Value::List(items) => {
                Expression::Collection(items.iter().map(|item| self.expression(item)).collect())
            }
            Value::Map(_) => self.object(node),
        }
    }

    fn object<'a>(&mut self, node: &Node<'a>) -> Expression<'a> {
        if let Some(path) = text(node, "$Path") {
            return Expression::Path("Path", path.into());
        }
        if node.get("$Null").is_some() {
            return Expression::Null;
        }
        if let Some(label) = text(node, "$LabeledElementReference") {
            return self.dynamic("LabeledElementReference", Some(label), None, node);
        }
        for &(operand, argument, form) in WITH_ARGUMENT {
            if let Some(operands) = node.get(operand) {
                return self.dynamic(form, text(node, argument), Some(operands), node);
            }
        }
        for &(operand, form) in OPERATORS {
            if let Some(operands) = node.get(operand) {
                return self.dynamic(form, None, Some(operands), node);
            }
        }
        self.record(node)
    }

    fn dynamic<'a>(
        &mut self,
        form: &'static str,
        argument: Option<Text<'a>>,
        operands: Option<&Node<'a>>,
        node: &Node<'a>,
    ) -> Expression<'a> {
        let operands = match operands.map(|operands| (operands, &operands.value)) {
            Some((_, Value::List(items))) => {
                items.iter().map(|item| self.expression(item)).collect()
            }
            Some((operand, _)) => vec![self.expression(operand)],
            None => Vec::new(),
        };
        Expression::Dynamic(Box::new(Dynamic {
            form,
            argument: argument.map(PathText::from),
            operands,
            annotations: self.annotations(node, ""),
        }))
    }

    fn record<'a>(&mut self, node: &Node<'a>) -> Expression<'a> {
        let ty = text(node, "@type").or_else(|| text(node, "@odata.type"));
        let ty = ty.map(|ty| match ty.rfind('#') {
            Some(at) => part(&ty, at + 1, ty.get(at + 1..).unwrap_or_default()),
            None => ty,
        });
        let values = node.map().iter().filter(|(name, _)| !name.contains('@'));
        let values = values.map(|(property, value)| PropertyValue {
            property: property.clone(),
            value: Some(self.expression(value)),
            annotations: self.annotations(node, property),
        });
        let values = values.collect();
        Expression::Record(Box::new(Record {
            ty,
            values,
            annotations: self.annotations(node, ""),
        }))
    }
}

/// `null`, a truth value or a number.
fn constant<'a>(node: &Node<'a>) -> Expression<'a> {
    let Some(text) = node.text() else {
        return Expression::Null;
    };
    let form = match &*text {
        "true" | "false" => "Bool",
        number if number.bytes().all(|b| b.is_ascii_digit() || b == b'-') => "Int",
        _ => "Decimal",
    };
    Expression::Constant(form, text)
}

/// A part of a text with its place, as far as the text has no escapes.
fn part<'a>(text: &Text<'a>, start: usize, part: &str) -> Text<'a> {
    let offset = |at: usize| text.span.start + u32::try_from(at).unwrap_or_default();
    Text {
        value: part.to_owned().into(),
        span: Span {
            start: offset(start),
            end: offset(start + part.len()),
        },
    }
}
