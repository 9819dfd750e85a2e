//! `Debug` that can go to a log: structure, numbers and enumerations, and never a text. In tests, with the feature
//! `test-support`, it shows texts too, so that a failed assertion tells what differs.

use std::fmt;

use super::model::{DynModel, Model, additional, base};
use super::{Additional, Datum};
use crate::model::json::is_number;

/// Shows the members that have a value.
pub fn debug<M: Model>(model: &M, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    object(model, Texts::DEFAULT, f)
}

/// Texts may be anybody's data.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Texts {
    Hidden,
    Shown,
}

impl Texts {
    const DEFAULT: Self = if cfg!(feature = "test-support") {
        Self::Shown
    } else {
        Self::Hidden
    };
}

fn object(model: &DynModel, texts: Texts, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let name = model.info().name();
    let mut output = f.debug_struct(name.rsplit('.').next().unwrap_or(name));
    fields(model, texts, &mut output);
    let value = additional(model);
    if !value.is_empty() {
        output.field("additional", &Others { value, texts });
    }
    output.finish()
}

fn fields(model: &DynModel, texts: Texts, output: &mut fmt::DebugStruct<'_, '_>) {
    if let Some(base) = base(model) {
        fields(base, texts, output);
    }
    for (n, name) in model.info().members().iter().enumerate() {
        let value = model.member(n).datum();
        if !value.is_empty() {
            output.field(name, &Shown { value, texts });
        }
    }
}

/// A value, with or without its texts.
struct Shown<'a> {
    value: Datum<'a>,
    texts: Texts,
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { value, texts } = *self;
        match value {
            Datum::Absent => f.write_str("None"),
            Datum::Boolean(value) => value.fmt(f),
            Datum::Integer(value) => value.fmt(f),
            Datum::Single(value) => value.fmt(f),
            Datum::Double(value) => value.fmt(f),
            Datum::Decimal(text) if is_number(text) => f.write_str(text),
            Datum::String(_) | Datum::Text(..) | Datum::Json(_) | Datum::Decimal(_)
                if texts == Texts::Hidden =>
            {
                f.write_str("\"…\"")
            }
            Datum::String(text) | Datum::Text(_, text) | Datum::Decimal(text) => text.fmt(f),
            Datum::Json(text) => f.write_str(text),
            Datum::Enumeration(member) => f.write_str(member.name()),
            Datum::Flags(flags) => f.write_str(&flags.joined()),
            Datum::Object(model) => object(model, texts, f),
            Datum::List(list) => {
                let items = (0..list.length()).map(|n| list.item(n));
                let items = items.map(|value| Self { value, texts });
                f.debug_list().entries(items).finish()
            }
        }
    }
}

/// Additional members, with or without their values.
struct Others<'a> {
    value: &'a Additional,
    texts: Texts,
}

impl fmt::Debug for Others<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.texts {
            Texts::Hidden => {
                let names = self.value.members().map(|member| member.name);
                f.debug_list().entries(names).finish()
            }
            Texts::Shown => f.write_str(&self.value.to_object()),
        }
    }
}

/// Names only. With the feature `test-support`, values too.
impl fmt::Debug for Additional {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts = Texts::DEFAULT;
        Others { value: self, texts }.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AsyncJobStatus, Page};

    struct With(Page<AsyncJobStatus>, Texts);

    impl fmt::Debug for With {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            object(&self.0, self.1, f)
        }
    }

    fn page() -> Page<AsyncJobStatus> {
        let json = br#"{"value":[{"percentageComplete":1.5,"status":"s3cret","x":"s3cret"}],"y":"s3cret"}"#;
        Page::from_json(json).unwrap()
    }

    #[test]
    fn texts_are_hidden() {
        assert_eq!(
            format!("{:?}", With(page(), Texts::Hidden)),
            r#"Page { value: [asyncJobStatus { percentageComplete: 1.5, status: "…", additional: ["x"] }], additional: ["y"] }"#
        );
    }

    #[test]
    fn tests_see_them() {
        assert_eq!(
            format!("{:?}", With(page(), Texts::Shown)),
            r#"Page { value: [asyncJobStatus { percentageComplete: 1.5, status: "s3cret", additional: {"x":"s3cret"} }], additional: {"y":"s3cret"} }"#
        );
    }
}
