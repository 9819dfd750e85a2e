//! `Debug` that can go to a log: structure, numbers and enumerations, and never a text.

use std::fmt;

use super::Datum;
use super::model::{DynModel, Model, additional, base};

/// Shows the members that have a value.
pub fn debug<M: Model>(model: &M, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    object(model, f)
}

fn object(model: &DynModel, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let name = model.info().name();
    let mut output = f.debug_struct(name.rsplit('.').next().unwrap_or(name));
    fields(model, &mut output);
    let additional = additional(model);
    if !additional.is_empty() {
        output.field("additional", additional);
    }
    output.finish()
}

fn fields(model: &DynModel, output: &mut fmt::DebugStruct<'_, '_>) {
    if let Some(base) = base(model) {
        fields(base, output);
    }
    for (n, name) in model.info().members().iter().enumerate() {
        let view = model.member(n).datum();
        if !view.is_empty() {
            output.field(name, &view);
        }
    }
}

impl fmt::Debug for Datum<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Absent => f.write_str("None"),
            Self::Boolean(value) => value.fmt(f),
            Self::Integer(value) => value.fmt(f),
            Self::Single(value) => value.fmt(f),
            Self::Double(value) => value.fmt(f),
            Self::String(_) | Self::Text(..) | Self::Json(_) => f.write_str("\"…\""),
            Self::Decimal(text) if !crate::model::json::is_number(text) => f.write_str("\"…\""),
            Self::Decimal(text) => f.write_str(text),
            Self::Enumeration(member) => f.write_str(member.name()),
            Self::Flags(flags) => f.write_str(&flags.joined()),
            Self::Object(model) => object(model, f),
            Self::List(list) => f
                .debug_list()
                .entries((0..list.length()).map(|n| list.item(n)))
                .finish(),
        }
    }
}
