//! Actions and functions (CSDL 12).

use super::annotation::annotation;
use super::reader::Reader;
use super::structure::facets;
use super::syntax::{Operation, Parameter, ReturnType};

pub(super) fn operation<'a>(r: &mut Reader<'a, '_>, is_function: bool) -> Option<Operation<'a>> {
    let span = r.tag();
    let name = r.required("Name");
    let is_bound = r.flag("IsBound").unwrap_or(false);
    let is_composable = is_function && r.flag("IsComposable").unwrap_or(false);
    let entity_set_path = r.path("EntitySetPath");
    let mut parameters = Vec::new();
    let mut first_return_type = None;
    let mut returns = None;
    let mut annotations = Vec::new();
    while let Some(child) = r.child() {
        match child {
            "Parameter" => parameters.extend(parameter(r)),
            "ReturnType" => {
                r.once("ReturnType", &mut first_return_type);
                returns = return_type(r);
            }
            "Annotation" => annotations.extend(annotation(r)),
            _ => r.skip_unknown(),
        }
    }
    Some(Operation {
        is_function,
        name: name?,
        span,
        is_bound,
        is_composable,
        entity_set_path,
        parameters,
        returns,
        annotations,
    })
}

fn parameter<'a>(r: &mut Reader<'a, '_>) -> Option<Parameter<'a>> {
    let name = r.required("Name");
    let ty = r.required("Type");
    let nullable = r.flag("Nullable");
    let facets = facets(r);
    let annotations = r.annotations();
    Some(Parameter {
        name: name?,
        ty: ty?,
        nullable,
        facets,
        annotations,
    })
}

fn return_type<'a>(r: &mut Reader<'a, '_>) -> Option<ReturnType<'a>> {
    let span = r.tag();
    let ty = r.required("Type");
    let nullable = r.flag("Nullable");
    let facets = facets(r);
    let annotations = r.annotations();
    Some(ReturnType {
        span,
        ty: ty?,
        nullable,
        facets,
        annotations,
    })
}
