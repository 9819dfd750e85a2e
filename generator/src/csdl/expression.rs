//! Expressions (CSDL 14.3, 14.4).

use super::annotation::{annotation, value};
use super::reader::Reader;
use super::syntax::{Annotation, Dynamic, Expression, PathText, PropertyValue, Record};

/// Constants, which are an attribute or an element with text (CSDL 14.3).
const CONSTANTS: &[&str] = &[
    "String",
    "Bool",
    "Int",
    "Date",
    "DateTimeOffset",
    "Decimal",
    "Duration",
    "Float",
    "Guid",
    "TimeOfDay",
    "Binary",
];

/// Paths, which are an attribute or an element with text (CSDL 14.4.1).
const PATHS: &[&str] = &[
    "Path",
    "PropertyPath",
    "NavigationPropertyPath",
    "AnnotationPath",
    "ModelElementPath",
];

/// Expressions of operands alone: logic, comparison, arithmetic, conditions (CSDL 14.4.2, 14.4.3, 14.4.8).
const OPERATORS: &[&str] = &[
    "And", "Or", "Not", "Eq", "Ne", "Gt", "Ge", "Lt", "Le", "Has", "In", "Add", "Sub", "Neg",
    "Mul", "Div", "DivBy", "Mod", "If",
];

/// The value that an attribute gives.
pub(super) fn attribute_value<'a>(r: &mut Reader<'a, '_>) -> Option<Expression<'a>> {
    if !r.has_attributes() {
        return None;
    }
    if let Some((form, text)) = r.take_any(CONSTANTS) {
        return Some(Expression::Constant(form, text));
    }
    if let Some((form, text)) = r.take_any(PATHS) {
        return Some(Expression::Path(form, text.into()));
    }
    if let Some(text) = r.path("EnumMember") {
        return Some(Expression::EnumMember(text));
    }
    let url = r.take("UrlRef")?;
    let operands = vec![Expression::Constant("String", url)];
    Some(dynamic("UrlRef", None, operands, Vec::new()))
}

/// The expression that the current element is, if it is one.
pub(super) fn expression<'a>(r: &mut Reader<'a, '_>, name: &str) -> Option<Expression<'a>> {
    let known = |names: &[&'static str]| names.iter().copied().find(|n| *n == name);
    if let Some(form) = known(CONSTANTS) {
        return Some(Expression::Constant(form, r.text()));
    }
    if let Some(form) = known(PATHS) {
        return Some(Expression::Path(form, r.text().into()));
    }
    if let Some(form) = known(OPERATORS) {
        return Some(operation(r, form, None));
    }
    match name {
        "EnumMember" => Some(Expression::EnumMember(r.text().into())),
        "Null" => {
            r.annotations();
            Some(Expression::Null)
        }
        "Collection" => Some(Expression::Collection(operands(r).0)),
        "Record" => Some(Expression::Record(Box::new(record(r)))),
        "Apply" => {
            let function = r.expected("Function").map(PathText::from);
            Some(operation(r, "Apply", function))
        }
        "Cast" => Some(type_test(r, "Cast")),
        "IsOf" => Some(type_test(r, "IsOf")),
        "LabeledElement" => {
            let label = r.expected("Name").map(PathText::from);
            let (value, annotations) = value(r);
            let operands = value.into_iter().collect();
            Some(dynamic("LabeledElement", label, operands, annotations))
        }
        "LabeledElementReference" => {
            let label = PathText::from(r.text());
            Some(dynamic(
                "LabeledElementReference",
                Some(label),
                Vec::new(),
                Vec::new(),
            ))
        }
        "UrlRef" => Some(operation(r, "UrlRef", None)),
        _ => {
            r.skip_unknown();
            None
        }
    }
}

/// `Cast` and `IsOf` (CSDL 14.4.5, 14.4.9). The facets of the type do not matter here.
fn type_test<'a>(r: &mut Reader<'a, '_>, form: &'static str) -> Expression<'a> {
    let ty = r.expected("Type").map(PathText::from);
    super::structure::facets(r);
    operation(r, form, ty)
}

fn operation<'a>(
    r: &mut Reader<'a, '_>,
    form: &'static str,
    argument: Option<PathText<'a>>,
) -> Expression<'a> {
    let (operands, annotations) = operands(r);
    dynamic(form, argument, operands, annotations)
}

fn operands<'a>(r: &mut Reader<'a, '_>) -> (Vec<Expression<'a>>, Vec<Annotation<'a>>) {
    let mut operands = Vec::new();
    let mut annotations = Vec::new();
    while let Some(child) = r.child() {
        match child {
            "Annotation" => annotations.extend(annotation(r)),
            _ => operands.extend(expression(r, child)),
        }
    }
    (operands, annotations)
}

fn record<'a>(r: &mut Reader<'a, '_>) -> Record<'a> {
    let ty = r.take("Type");
    let mut values = Vec::new();
    let mut annotations = Vec::new();
    while let Some(child) = r.child() {
        match child {
            "PropertyValue" => values.extend(property_value(r)),
            "Annotation" => annotations.extend(annotation(r)),
            _ => r.skip_unknown(),
        }
    }
    Record {
        ty,
        values,
        annotations,
    }
}

fn property_value<'a>(r: &mut Reader<'a, '_>) -> Option<PropertyValue<'a>> {
    let property = r.expected("Property");
    let (value, annotations) = value(r);
    Some(PropertyValue {
        property: property?,
        value,
        annotations,
    })
}

fn dynamic<'a>(
    form: &'static str,
    argument: Option<PathText<'a>>,
    operands: Vec<Expression<'a>>,
    annotations: Vec<Annotation<'a>>,
) -> Expression<'a> {
    Expression::Dynamic(Box::new(Dynamic {
        form,
        argument,
        operands,
        annotations,
    }))
}
