//! Models to JSON.

use super::Datum;
use super::kept::for_each_kept;
use super::model::{ODATA_TYPE, Object, Place, additional, base, type_fragment};
use crate::json::{is_number, write_float, write_integer, write_name, write_string};

/// The JSON text of `model`.
///
/// What has no field comes first, so that `@odata.type` stands where streaming readers want it;
/// then the fields, the root's first.
#[must_use]
pub(crate) fn to_json(model: &Object) -> String {
    let mut out = String::new();
    write_object(model, &mut out);
    out
}

/// The JSON text of `model` with `@odata.type`, for a place that is not declared to hold its type.
pub(crate) fn to_typed_json(model: &Object) -> String {
    let mut out = "{".to_owned();
    if !additional(model).tells_type() {
        write_name(ODATA_TYPE, &mut out);
        write_string(&type_fragment(model), &mut out);
    }
    write_members(model, 1, &mut out);
    out.push('}');
    out
}

fn write_object(model: &Object, out: &mut String) {
    out.push('{');
    write_members(model, out.len(), out);
    out.push('}');
}

/// The members of the object whose first member is at `start`.
fn write_members(model: &Object, start: usize, out: &mut String) {
    let mut spoken_for = Vec::new();
    for_each_kept(model, |kept| {
        separate(start, out);
        out.push_str(kept.member.text);
        spoken_for.extend(kept.spoken_for());
    });
    write_fields(model, 0, &spoken_for, start, out);
}

fn write_fields(
    model: &Object,
    level: usize,
    spoken_for: &[Place],
    start: usize,
    out: &mut String,
) {
    if let Some(base) = base(model) {
        write_fields(base, level + 1, spoken_for, start, out);
    }
    for (index, name) in model.info().members().iter().enumerate() {
        let view = model.member(index).datum();
        if view.is_empty() || spoken_for.contains(&Place { level, index }) {
            continue;
        }
        separate(start, out);
        write_name(name, out);
        write_value(&view, out);
    }
}

/// The JSON text of one value.
pub(crate) fn write_value(view: &Datum<'_>, out: &mut String) {
    match *view {
        Datum::Absent => out.push_str("null"),
        Datum::Boolean(value) => out.push_str(if value { "true" } else { "false" }),
        Datum::Integer(value) => write_integer(value, out),
        Datum::Single(value) => write_float(value, out),
        Datum::Double(value) => write_float(value, out),
        Datum::String(text) | Datum::Text(_, text) => write_string(text, out),
        Datum::Enumeration(member) => write_string(member.name(), out),
        Datum::Decimal(text) if !is_number(text) => write_string(text, out),
        Datum::Decimal(text) | Datum::Json(text) => out.push_str(text),
        Datum::Flags(flags) => write_string(&flags.joined(), out),
        Datum::Object(model) => write_object(model, out),
        Datum::List(list) => {
            out.push('[');
            let start = out.len();
            for index in 0..list.length() {
                separate(start, out);
                write_value(&list.item(index), out);
            }
            out.push(']');
        }
    }
}

/// The comma, unless nothing was written since `start`.
fn separate(start: usize, out: &mut String) {
    if out.len() > start {
        out.push(',');
    }
}
