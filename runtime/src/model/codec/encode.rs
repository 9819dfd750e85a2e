//! Models to JSON.

use super::kept::{all_kept, for_each_kept};
use super::model::{DynModel, ODATA_TYPE, Place, additional, base, type_fragment};
use super::places::Places;
use super::{Datum, List, View};
use crate::model::json::{is_number, write_float, write_integer, write_string, write_text};

/// More than this is not reserved for the rest of a collection: its first item may be unlike the others.
const MOST_RESERVED: usize = 4 << 20;

/// The JSON text of `model`.
///
/// What has no field comes first, so that `@odata.type` stands where streaming readers want it;
/// then the fields, the root's first.
#[must_use]
pub(crate) fn to_json(model: &DynModel) -> String {
    let mut out = String::with_capacity(1024);
    write_object(model, &mut out);
    out
}

/// The JSON text of `model` with `@odata.type`, for a place that is not declared to hold its type.
pub(crate) fn to_typed_json(model: &DynModel) -> String {
    let mut out = "{".to_owned();
    if !additional(model).tells_type() {
        write_string(ODATA_TYPE, &mut out);
        out.push(':');
        write_string(&type_fragment(model), &mut out);
        out.push(',');
    }
    write_members(model, &mut out);
    close('}', &mut out);
    out
}

fn write_object(model: &DynModel, out: &mut String) {
    out.push('{');
    write_members(model, out);
    close('}', out);
}

/// The members of an object, a comma after each.
fn write_members(model: &DynModel, out: &mut String) {
    let mut written = Places::default();
    write_kept(model, &mut written, out);
    write_fields(model, 0, &written, out);
}

/// What has no field, or one that holds no more than the text says: usually all that is kept.
fn write_kept(model: &DynModel, written: &mut Places, out: &mut String) {
    let additional = additional(model);
    if let Some(json) = all_kept(model, additional, written) {
        out.push_str(json);
        return;
    }
    for_each_kept(model, |kept| {
        if let Some(place) = kept.place {
            written.insert(place);
        }
        out.push_str(kept.member.text);
        out.push(',');
    });
}

fn write_fields(model: &DynModel, level: usize, written: &Places, out: &mut String) {
    if let Some(base) = base(model) {
        write_fields(base, level + 1, written, out);
    }
    let info = model.info();
    let names_are_plain = info.has_plain_names();
    for (index, name) in info.members().iter().enumerate() {
        if written.contains(Place { level, index }) {
            continue;
        }
        // Values stay where they are: to copy one as a whole, the machine would wait for its parts.
        match &model.member(index) {
            View::Field(Datum::String(text) | Datum::Text(_, text)) if names_are_plain => {
                write_string_member(name, text, out);
            }
            View::Field(value) if !value.is_empty() => write_member(name, value, out),
            _ => {}
        }
    }
}

fn write_member(name: &str, value: &Datum<'_>, out: &mut String) {
    write_string(name, out);
    out.push(':');
    write_value(value, out);
    out.push(',');
}

/// Most members are strings, and are written with as few steps as can be. The name is plain.
fn write_string_member(name: &str, text: &str, out: &mut String) {
    out.push('"');
    out.push_str(name);
    out.push_str("\":\"");
    write_text(text, out);
    out.push_str("\",");
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
        Datum::List(list) => write_list(list, out),
    }
}

fn write_list(list: &dyn List, out: &mut String) {
    out.push('[');
    let start = out.len();
    for index in 0..list.length() {
        if index == 1 {
            // The others are about as long as the first.
            let first = out.len() - start;
            let others = (first + first / 8).saturating_mul(list.length() - 1);
            out.reserve(others.min(MOST_RESERVED));
        }
        write_value(&list.item(index), out);
        out.push(',');
    }
    close(']', out);
}

/// The bracket instead of the last comma, if there is one.
fn close(bracket: char, out: &mut String) {
    if out.ends_with(',') {
        out.pop();
    }
    out.push(bracket);
}

#[cfg(test)]
mod tests {
    use crate::model::codec::{Additional, Field as _, Model, Slot, TypeInfo, View};

    /// A model with names that no schema has.
    #[derive(Clone, Default)]
    struct Odd {
        quoted: Option<String>,
        additional: Additional,
    }

    impl Model for Odd {
        const TYPE: TypeInfo = TypeInfo::new("sample.odd", &["a\"\\\n"], &[]);

        fn member(&self, n: usize) -> View<'_> {
            match n {
                0 => self.quoted.view(),
                _ => View::Root(&self.additional),
            }
        }

        fn member_mut(&mut self, n: usize) -> Slot<'_> {
            match n {
                0 => self.quoted.slot(),
                _ => Slot::Root(&mut self.additional),
            }
        }
    }

    #[test]
    fn names_are_escaped_where_they_must_be() {
        for json in [
            r#"{"a\"\\\n":"x"}"#,
            r#"{"b\"":1,"a\"\\\n":"x"}"#,
            r#"{"a\"\\\n":null}"#,
        ] {
            let odd = Odd::from_json(json.as_bytes()).unwrap();
            assert_eq!(
                odd.quoted.as_deref(),
                (!json.contains("null")).then_some("x")
            );
            assert_eq!(odd.to_json(), json);
        }
    }
}
