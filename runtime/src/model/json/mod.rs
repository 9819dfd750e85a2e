//! JSON text ([RFC 8259](https://www.rfc-editor.org/rfc/rfc8259)): a pull reader and a writer.

mod error;
mod number;
mod plain;
mod reader;
mod text;
mod writer;

#[cfg(test)]
mod tests;

pub(crate) use error::{Path, Problem, SyntaxError};
pub(crate) use number::{integer, is_number, spells};
pub(crate) use plain::{is_plain, is_special};
#[cfg(feature = "serde")]
pub(crate) use reader::MAX_DEPTH;
pub(crate) use reader::{Kind, Reader, utf8};
pub(crate) use text::Text;
pub(crate) use writer::{write_escaped, write_float, write_integer, write_string, write_text};

/// Whether `text` is one JSON value and nothing else.
pub(crate) fn validate(text: &str) -> Result<(), SyntaxError> {
    let mut reader = Reader::new(text);
    reader.skip()?;
    reader.end()
}

/// The text of a member of an object, if `object` is an object that has it; of duplicates, the last.
pub(crate) fn member<'a>(object: &'a str, wanted: &str) -> Option<&'a str> {
    let mut reader = Reader::new(object);
    let mut found = None;
    let mut first = true;
    reader.enter(b'{').ok()?;
    while reader.next(b'}', &mut first).ok()? {
        let name = reader.name().ok()?;
        reader.colon().ok()?;
        let value = reader.skip().ok()?;
        if name.decode().0 == wanted {
            found = Some(value);
        }
    }
    found
}

/// The members of an object, if `object` is one.
pub(crate) fn entries(object: &str) -> Option<Vec<(String, &str)>> {
    let mut reader = Reader::new(object);
    let mut entries = Vec::new();
    let mut first = true;
    reader.enter(b'{').ok()?;
    while reader.next(b'}', &mut first).ok()? {
        let name = reader.name().ok()?;
        reader.colon().ok()?;
        entries.push((name.decode().0.into_owned(), reader.skip().ok()?));
    }
    Some(entries)
}

/// The texts of the items of an array, if `array` is one.
pub(crate) fn items(array: &str) -> Option<Vec<&str>> {
    let mut reader = Reader::new(array);
    let mut items = Vec::new();
    let mut first = true;
    reader.enter(b'[').ok()?;
    while reader.next(b']', &mut first).ok()? {
        items.push(reader.skip().ok()?);
    }
    Some(items)
}

/// The text that a JSON string stands for, if `value` is a string.
pub(crate) fn string(value: &str) -> Option<String> {
    let text = Reader::new(value).string().ok()?;
    Some(text.decode().0.into_owned())
}
