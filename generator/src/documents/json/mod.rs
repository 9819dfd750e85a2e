//! Reads CSDL in JSON, version 4.01, into the syntax tree of CSDL in XML.
//!
//! Section numbers in the documentation are those of
//! [CSDL JSON 4.01](https://docs.oasis-open.org/odata/odata-csdl-json/v4.01/odata-csdl-json-v4.01.html). Constants
//! have no type in JSON: dates, members of enumerations and paths are strings.

mod annotations;
mod container;
mod operations;
mod types;

use std::borrow::Cow;

use crate::csdl::Document;
use crate::csdl::syntax::{Facets, Include, IncludeAnnotations, Reference, Schema, Text};
use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::tree::{self, Builder, Node, Value};

/// A member of an object: its name and value.
type Member<'a> = (Text<'a>, Node<'a>);

/// What the parts of the reader have in common: a place for findings.
struct Reader<'d> {
    source: usize,
    diagnostics: &'d mut Diagnostics,
}

/// Reads the document that begins at an offset and goes to the end of the text.
pub(super) fn document<'a>(
    text: &'a str,
    start: usize,
    source: usize,
    diagnostics: &mut Diagnostics,
) -> Option<Document<'a>> {
    let mut builder = Builder {
        text,
        source,
        diagnostics,
    };
    let root = tree::json::parse(&mut builder, start).ok()?;
    let mut reader = Reader {
        source,
        diagnostics,
    };
    reader.check_version(&root);
    let mut document = Document {
        source,
        starts: Vec::new(),
        references: Vec::new(),
        schemas: Vec::new(),
    };
    for (uri, reference) in root.members("$Reference") {
        if !uri.contains('@') {
            document.references.push(reader.reference(uri, reference));
        }
    }
    for (name, schema) in root.map() {
        if !name.starts_with('$') && !name.contains('@') {
            document.schemas.push(reader.schema(name, schema));
        }
    }
    Some(document)
}

impl Reader<'_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic.in_source(self.source));
    }

    fn check_version(&mut self, root: &Node<'_>) {
        let version = root.get("$Version").and_then(Node::text);
        if let Some(version) = version.filter(|v| !matches!(&**v, "4.0" | "4.01")) {
            let message = format!("the version is `{}`", version.value);
            let warning = Diagnostic::warning("W0107", message);
            self.report(warning.at(version.span, "expected 4.0 or 4.01"));
        }
    }

    /// `$Reference` (4).
    fn reference<'a>(&mut self, uri: &Text<'a>, reference: &Node<'a>) -> Reference<'a> {
        let includes = reference.items("$Include").iter().filter_map(|include| {
            Some(Include {
                namespace: self.required(include, "$Namespace")?,
                alias: text(include, "$Alias"),
                annotations: self.annotations(include, ""),
            })
        });
        let includes = includes.collect();
        let annotations = reference.items("$IncludeAnnotations").iter();
        let include_annotations = annotations.filter_map(|included| {
            Some(IncludeAnnotations {
                term_namespace: self.required(included, "$TermNamespace")?,
                qualifier: text(included, "$Qualifier"),
                target_namespace: text(included, "$TargetNamespace"),
            })
        });
        Reference {
            uri: uri.clone(),
            includes,
            include_annotations: include_annotations.collect(),
            annotations: self.annotations(reference, ""),
        }
    }

    /// A schema (5).
    fn schema<'a>(&mut self, name: &Text<'a>, node: &Node<'a>) -> Schema<'a> {
        let mut schema = Schema {
            namespace: name.clone(),
            alias: text(node, "$Alias"),
            annotations: self.annotations(node, ""),
            ..Schema::default()
        };
        for (target, annotations) in node.members("$Annotations") {
            schema.external.push(self.external(target, annotations));
        }
        for (name, element) in elements(node) {
            match (element.str("$Kind"), &element.value) {
                (_, Value::List(overloads)) => {
                    let read = overloads.iter().filter_map(|o| self.operation(name, o));
                    schema.operations.extend(read);
                }
                (Some("EntityType"), _) => {
                    schema
                        .structures
                        .push(self.structured_type(name, element, true));
                }
                (Some("ComplexType"), _) => {
                    schema
                        .structures
                        .push(self.structured_type(name, element, false));
                }
                (Some("EnumType"), _) => schema.enumerations.push(self.enum_type(name, element)),
                (Some("TypeDefinition"), _) => {
                    schema
                        .definitions
                        .extend(self.type_definition(name, element));
                }
                (Some("Term"), _) => schema.terms.push(self.term(name, element)),
                (Some("EntityContainer"), _) => {
                    schema.containers.push(self.container(name, element));
                }
                (kind, _) => self.unknown_kind(name, kind),
            }
        }
        schema
    }

    fn unknown_kind(&mut self, name: &Text<'_>, kind: Option<&str>) {
        let message = match kind {
            Some(kind) => format!("`{kind}` is no kind of element"),
            None => format!("`{}` does not say what it is", name.value),
        };
        self.report(Diagnostic::warning("W0104", message).at(name.span, "skipped"));
    }

    /// A member that must be there.
    fn required<'a>(&mut self, node: &Node<'a>, name: &str) -> Option<Text<'a>> {
        let found = text(node, name);
        if found.is_none() {
            let error = Diagnostic::error("E0109", format!("there is no `{name}` in here"));
            self.report(error.at(node.span, format!("`{name}` is missing")));
        }
        found
    }
}

/// `$Type` and `$Collection` (3.1), which is a string where nothing is said.
fn type_of<'a>(name: &Text<'a>, node: &Node<'a>) -> Text<'a> {
    let ty = text(node, "$Type").unwrap_or_else(|| Text {
        value: "Edm.String".into(),
        span: name.span,
    });
    as_collection(ty, node)
}

fn as_collection<'a>(ty: Text<'a>, node: &Node<'a>) -> Text<'a> {
    if node.flag("$Collection") {
        let value = Cow::Owned(format!("Collection({})", ty.value));
        return Text { value, ..ty };
    }
    ty
}

/// The members that are elements, and neither facts nor annotations.
fn elements<'n, 'a>(node: &'n Node<'a>) -> impl Iterator<Item = &'n Member<'a>> {
    let members = node.map().iter();
    members.filter(|(name, _)| !name.starts_with('$') && !name.contains('@'))
}

fn text<'a>(node: &Node<'a>, name: &str) -> Option<Text<'a>> {
    node.get(name)?.text()
}

/// The facets besides `$Nullable` (7.2). A scale that is not given is variable, and one of 0 the default of XML.
fn facets<'a>(ty: &Text<'_>, node: &Node<'a>) -> Box<Facets<'a>> {
    let scale = match text(node, "$Scale") {
        None if ty.contains("Edm.Decimal") => Some(Text {
            value: "variable".into(),
            span: Span::default(),
        }),
        scale => scale.filter(|scale| &**scale != "0"),
    };
    Box::new(Facets {
        max_length: text(node, "$MaxLength"),
        precision: text(node, "$Precision"),
        scale,
        srid: text(node, "$SRID"),
        unicode: node.get("$Unicode").map(|_| node.flag("$Unicode")),
        default: node.get("$DefaultValue").and_then(default_value),
    })
}

/// The default value as XML writes it.
fn default_value<'a>(node: &Node<'a>) -> Option<Text<'a>> {
    let null = || Text {
        value: "null".into(),
        span: node.span,
    };
    node.text().or_else(|| node.is_null().then(null))
}
