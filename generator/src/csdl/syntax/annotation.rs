//! Annotations and their values (CSDL 14).

use super::{PathText, Text};
use crate::diagnostics::Span;

/// `Annotations` (CSDL 14.2.2).
#[derive(Debug)]
pub struct ExternalAnnotations<'a> {
    /// What they are about.
    pub target: Text<'a>,
    /// The qualifier of those that have none themselves.
    pub qualifier: Option<Text<'a>>,
    /// The annotations.
    pub annotations: Vec<Annotation<'a>>,
}

/// `Annotation` (CSDL 14.2).
#[derive(Debug)]
pub struct Annotation<'a> {
    /// The qualified name of the term.
    pub term: Text<'a>,
    /// `Qualifier`.
    pub qualifier: Option<Text<'a>>,
    /// The start tag.
    pub span: Span,
    /// The value. None given, it is the default value of the term.
    pub value: Option<Expression<'a>>,
    /// What is said about it.
    pub annotations: Vec<Annotation<'a>>,
}

/// A value of an annotation (CSDL 14.3, 14.4).
#[derive(Debug)]
pub enum Expression<'a> {
    /// A constant: the name of its form, such as `Int`, and its text.
    Constant(&'static str, Text<'a>),
    /// Members of an enumeration type: `ns.Color/Red ns.Color/Blue`.
    EnumMember(PathText<'a>),
    /// A path: the name of its form, such as `PropertyPath`, and its text.
    Path(&'static str, PathText<'a>),
    /// `Null`.
    Null,
    /// `Collection`.
    Collection(Vec<Expression<'a>>),
    /// `Record`.
    Record(Box<Record<'a>>),
    /// Every other form.
    Dynamic(Box<Dynamic<'a>>),
}

/// `Record` (CSDL 14.4.12).
#[derive(Debug)]
pub struct Record<'a> {
    /// The qualified name of its type.
    pub ty: Option<Text<'a>>,
    /// Its property values.
    pub values: Vec<PropertyValue<'a>>,
    /// What is said about it.
    pub annotations: Vec<Annotation<'a>>,
}

/// `PropertyValue` (CSDL 14.4.12.1).
#[derive(Debug)]
pub struct PropertyValue<'a> {
    /// The name of the property.
    pub property: Text<'a>,
    /// The value. None given, it is the default value of the property, or else `true`.
    pub value: Option<Expression<'a>>,
    /// What is said about it.
    pub annotations: Vec<Annotation<'a>>,
}

/// An expression that is computed, such as `Apply`, `If` or `And`.
#[derive(Debug)]
pub struct Dynamic<'a> {
    /// The name of its form.
    pub form: &'static str,
    /// What its attribute says: the function of `Apply`, the type of `Cast` and `IsOf`, the name of
    /// `LabeledElement`, the text of `LabeledElementReference`.
    pub argument: Option<PathText<'a>>,
    /// Its operands.
    pub operands: Vec<Expression<'a>>,
    /// What is said about it.
    pub annotations: Vec<Annotation<'a>>,
}
