//! JSON to models, in one pass.

use super::leftovers::Leftovers;
use super::mismatch::check;
use super::model::{DynModel, Model, replace_additional, slot_at};
use super::names::Names;
use super::places::Places;
use super::shapes::Shapes;
use super::{Change, Collection, List, Sink, Slot};
use crate::error::Error;
use crate::model::json::{self, Kind, Problem, Reader, SyntaxError};
use crate::model::values::{Decimal, Json};

/// How well a JSON value fits the place that it was read into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// The place alone can write the value back.
    Exact,
    /// The place holds what the value means, and its text says more: `null`, `1e3`, `"NotStarted"`.
    Inexact,
    /// The value is of another kind; the place is empty.
    Mismatch,
}

/// The model that `json` is the text of.
pub(crate) fn from_json<M: Model>(json: &[u8]) -> Result<M, Error> {
    let mut model = M::default();
    read_into(&mut model, json, Strictness::Lenient)?;
    Ok(model)
}

/// What becomes of mismatches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strictness {
    /// They are kept.
    Lenient,
    /// They are errors.
    Strict,
}

/// Reads `json` into an empty model.
pub(crate) fn read_into(
    model: &mut DynModel,
    json: &[u8],
    strictness: Strictness,
) -> Result<(), Error> {
    read_document(json, model).map_err(Error::decode)?;
    match strictness {
        Strictness::Lenient => Ok(()),
        Strictness::Strict => check(model),
    }
}

fn read_document(json: &[u8], model: &mut DynModel) -> Result<(), SyntaxError> {
    let mut decoder = Decoder::new(json::utf8(json)?);
    if decoder.reader.kind()? != Kind::Object {
        return Err(decoder.reader.error(Problem::NotAnObject));
    }
    decoder.object(model)?;
    decoder.reader.end()
}

/// Reads one value into one place.
pub(crate) fn read_value(json: &str, slot: Sink<'_>) -> Result<Fit, SyntaxError> {
    Decoder::new(json).value(slot)
}

/// Reads an array into a list, telling `judge` how each item fits, and whether it is in the list.
pub(crate) fn read_items(
    json: &str,
    list: &mut Collection<'_>,
    judge: &mut dyn FnMut(&dyn List, Fit),
) -> Result<(), SyntaxError> {
    Decoder::new(json).items(list, judge)
}

struct Decoder<'a> {
    reader: Reader<'a>,
    leftovers: Leftovers,
    shapes: Shapes<'a>,
    /// A list is being read, and not its first item any more: there are others like what is in it.
    repeats: bool,
}

impl<'a> Decoder<'a> {
    fn new(json: &'a str) -> Self {
        Self {
            reader: Reader::new(json),
            leftovers: Leftovers::default(),
            shapes: Shapes::default(),
            repeats: false,
        }
    }

    fn object(&mut self, model: &mut DynModel) -> Result<(), SyntaxError> {
        let leftovers = self.leftovers.start();
        let mut names = Names::new(self.repeats.then(|| self.shapes.start(model)));
        let mut seen = Places::default();
        let mut has_repeated = false;
        let mut first = true;
        self.reader.enter(b'{')?;
        while self.reader.next(b'}', &mut first)? {
            self.reader.skip_blanks();
            let member_start = self.reader.position();
            let (name, place) = names.read(&mut self.shapes, &mut self.reader, model)?;
            self.reader.skip_blanks();
            let start = self.reader.position();
            let read = match place {
                // Not `Slot::sink`: it would copy as a whole what was just written in parts, and wait.
                Some(place) => match slot_at(model, place) {
                    Slot::Field(sink) => self.value(sink),
                    Slot::Base(_) | Slot::Root(_) => self.value(Sink::Absent),
                },
                None => self.reader.skip().map(|_| Fit::Inexact),
            };
            let fit = read.map_err(|error| error.in_member(&name.decode().0))?;
            if let Some(place) = place {
                if !seen.insert(place) {
                    has_repeated = true;
                    // Overrules what was kept of the earlier one.
                    self.leftovers.add_mark(name);
                }
                if fit == Fit::Exact {
                    continue;
                }
            }
            let text = self.reader.since(member_start);
            let value = self.reader.since(start);
            self.leftovers.add(name, value, text, place);
        }
        let additional = self.leftovers.collect(&leftovers, has_repeated, model);
        replace_additional(model, additional);
        Ok(())
    }

    fn value(&mut self, slot: Sink<'_>) -> Result<Fit, SyntaxError> {
        match (slot, self.reader.kind()?) {
            (slot, Kind::Null) => {
                slot.clear();
                self.reader.null()?;
                Ok(Fit::Inexact)
            }
            (Sink::Json(field), _) => {
                *field = Some(Json::from_valid(self.reader.skip()?));
                Ok(Fit::Exact)
            }
            (slot, Kind::String) => self.string(slot),
            (slot, Kind::Number) => Ok(number(self.reader.number()?, slot)),
            (Sink::Object(field) | Sink::Item(field), Kind::Object) => {
                if let Some(model) = field.change(Change::Fill) {
                    self.object(model)?;
                }
                Ok(Fit::Exact)
            }
            (Sink::List(mut list), Kind::Array) => {
                let mut all = Fit::Exact;
                self.items(&mut list, &mut |_, fit| {
                    if fit != Fit::Exact {
                        all = Fit::Inexact;
                    }
                })?;
                Ok(if list.list().length() == 0 {
                    Fit::Inexact
                } else {
                    all
                })
            }
            (Sink::Boolean(field), Kind::Boolean) => {
                *field = Some(self.reader.boolean()?);
                Ok(Fit::Exact)
            }
            (slot, _) => {
                slot.clear();
                self.reader.skip()?;
                Ok(Fit::Mismatch)
            }
        }
    }

    fn string(&mut self, slot: Sink<'_>) -> Result<Fit, SyntaxError> {
        let (text, exact) = self.reader.string()?.decode();
        Ok(match slot {
            Sink::String(field) => {
                *field = Some(text.into_owned());
                exact_if(exact)
            }
            Sink::Text(field) => {
                field.set(text.into_owned());
                exact_if(exact)
            }
            Sink::Enumeration(field) => exact_if(field.read(Some(&text)) && exact),
            Sink::Decimal(field) => {
                // What looks like a number is written as one.
                let fit = exact_if(exact && !json::is_number(&text));
                *field = Some(Decimal::from_wire(text));
                fit
            }
            Sink::Integer(field) if field.reads_text() => {
                field.clear();
                fit_if(
                    text.parse()
                        .ok()
                        .filter(|value| field.set(*value))
                        .map(|_| false),
                )
            }
            Sink::Double(field) => {
                *field = not_a_number(&text);
                fit_if(field.map(|_| exact))
            }
            #[allow(clippy::cast_possible_truncation)] // infinite, or not a number
            Sink::Single(field) => {
                *field = not_a_number(&text).map(|value| value as f32);
                fit_if(field.map(|_| exact))
            }
            slot => {
                slot.clear();
                Fit::Mismatch
            }
        })
    }

    fn items(
        &mut self,
        list: &mut Collection<'_>,
        judge: &mut dyn FnMut(&dyn List, Fit),
    ) -> Result<(), SyntaxError> {
        list.clear();
        let mut first = true;
        let mut index = 0;
        let repeated = self.repeats;
        self.reader.enter(b'[')?;
        while self.reader.next(b']', &mut first)? {
            let mut read = Ok(Fit::Mismatch);
            list.push(&mut |slot| read = self.value(slot));
            judge(list.list(), read.map_err(|error| error.in_item(index))?);
            index += 1;
            self.repeats = true;
        }
        self.repeats = repeated;
        Ok(())
    }
}

fn number(number: &str, slot: Sink<'_>) -> Fit {
    match slot {
        Sink::Integer(field) => {
            field.clear();
            let value = json::integer(number).filter(|(value, _)| field.set(*value));
            fit_if(value.map(|(_, exact)| exact))
        }
        Sink::Double(field) => {
            *field = number.parse().ok().filter(|value: &f64| value.is_finite());
            fit_if(field.map(|value| json::spells(number, value)))
        }
        Sink::Single(field) => {
            *field = number.parse().ok().filter(|value: &f32| value.is_finite());
            fit_if(field.map(|value| json::spells(number, value)))
        }
        Sink::Decimal(field) => {
            *field = Some(Decimal::from_wire(number));
            Fit::Exact
        }
        Sink::Enumeration(field) if number.parse::<i64>().is_ok() => {
            field.read(Some(number));
            Fit::Inexact
        }
        slot => {
            slot.clear();
            Fit::Mismatch
        }
    }
}

fn exact_if(exact: bool) -> Fit {
    if exact { Fit::Exact } else { Fit::Inexact }
}

/// The fit of a value that may not have been of the right kind.
fn fit_if(exact: Option<bool>) -> Fit {
    exact.map_or(Fit::Mismatch, exact_if)
}

/// The values of `Edm.Double` and `Edm.Single` that are strings in JSON.
fn not_a_number(name: &str) -> Option<f64> {
    match name {
        "INF" => Some(f64::INFINITY),
        "-INF" => Some(f64::NEG_INFINITY),
        "NaN" => Some(f64::NAN),
        _ => None,
    }
}
