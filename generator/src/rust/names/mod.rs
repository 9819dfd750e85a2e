//! The one place that makes identifiers and file names out of names of the schema.
//!
//! A name follows from the wire name. Of those that read the same, the most plainly spelled one
//! (`fooBar`, then `FooBar`) has the plain name; the others say how they are spelled, and carry a
//! checksum of their wire name only where that tells nothing. A name that was published before keeps
//! its meaning, whatever comes ([`Published`]). A name that Rust or generated code has a use for gets a suffix.

mod given;
mod published;
pub(crate) mod reserved;
mod scope;
mod spelling;
#[cfg(test)]
mod tests;

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub(crate) use given::check;
pub(crate) use published::MEANS;
pub use published::{Given, Kind, Published};
pub use scope::Scope;
pub(crate) use spelling::rank;

/// What an identifier is for: decides its case and which names are taken from the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// A struct or enum.
    Type,
    /// A field of a struct.
    Field,
    /// A variant of an enum.
    Variant,
    /// A method of a request builder.
    Method,
    /// The module of a type, and with it a file.
    Module,
    /// The module of a namespace, and with it a folder.
    Namespace,
}

/// An identifier. Each is in many places, so copies share the text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Arc<str>);

/// Names of more underscores than that, and of nothing else, are not spelled out.
const MOST_UNDERSCORES: usize = 4;

/// In bytes. Longer names are cut, which keeps file names below every limit.
const MAX_LENGTH: usize = 96;

impl Style {
    fn convert(self, wire: &str) -> String {
        match self {
            Self::Type | Self::Variant => wire.to_upper_camel_case(),
            _ if wire.bytes().all(is_small) => wire.to_owned(),
            _ => wire.to_snake_case(),
        }
    }

    /// What a reserved name gets at its end.
    fn suffix(self) -> &'static str {
        match self {
            Self::Type => "Type",
            Self::Variant => "Member",
            Self::Field => "_member",
            Self::Method => "_segment",
            Self::Module => "_type",
            Self::Namespace => "_namespace",
        }
    }

    fn with_checksum(self, ident: &str, wire: &str) -> String {
        let checksum = checksum(wire);
        match self {
            Self::Type | Self::Variant => format!("{ident}X{checksum:04x}"),
            _ => format!("{ident}_x{checksum:04x}"),
        }
    }

    fn with_number(self, ident: &str, number: u32) -> String {
        match self {
            Self::Type | Self::Variant => format!("{ident}N{number}"),
            _ => format!("{ident}_n{number}"),
        }
    }

    /// The identifier of a wire name that shares its scope with no other one like it.
    pub fn name(self, wire: &str) -> Name {
        let mut ident = if wire.is_ascii() {
            self.convert(wire)
        } else {
            // The compatibility form, because rustc warns of letters such as `º` and `ﬁ`.
            let normal = match self {
                Self::Module | Self::Namespace => wire.nfkd().fold(String::new(), push_ascii),
                _ => wire.nfkc().fold(String::new(), push_valid),
            };
            self.convert(&normal).nfkc().collect()
        };
        if ident.is_empty() && wire.len() <= MOST_UNDERSCORES && wire.bytes().all(|b| b == b'_') {
            ident = self.convert(&vec!["underscore"; wire.len()].join(" "));
        }
        if ident.is_empty() {
            ident = self.convert(&format!("unnamed {:04x}", checksum(wire)));
        }
        if ident.starts_with(|c| !unicode_ident::is_xid_start(c)) {
            ident.insert(0, '_');
        }
        if ident.len() > MAX_LENGTH {
            let head: String = ident
                .char_indices()
                .take_while(|(at, c)| at + c.len_utf8() <= MAX_LENGTH)
                .map(|(_, c)| c)
                .collect();
            // Two underscores in a row would not be snake case.
            ident = self.with_checksum(head.trim_end_matches('_'), wire);
        }
        // A module and its type are neighbours; without case they would have the same name.
        let has_case = ident.starts_with(|c: char| c.is_ascii_lowercase());
        let is_like_its_type =
            self == Self::Module && !has_case && Self::Type.name(wire).as_str() == ident;
        if is_like_its_type || reserved::is_reserved(self, &ident) {
            ident.push_str(self.suffix());
        }
        Name::from(ident)
    }
}

/// Letters and digits that an identifier cannot have become their code points; what is neither
/// letter nor digit only separates words.
fn push_valid(ident: String, c: char) -> String {
    // A small letter that has no capital one cannot be in types and constants.
    let has_capital = !c.is_lowercase() || !c.to_uppercase().eq([c]);
    push(ident, c, unicode_ident::is_xid_continue(c) && has_capital)
}

/// The files of modules have ASCII names only; accents are dropped.
fn push_ascii(ident: String, c: char) -> String {
    if is_combining_mark(c) {
        return ident;
    }
    push(ident, c, c.is_ascii())
}

fn push(mut ident: String, c: char, is_valid: bool) -> String {
    if is_valid || !c.is_alphanumeric() {
        ident.push(c);
    } else {
        ident.extend(format!("u{:x}", u32::from(c)).chars());
    }
    ident
}

fn is_small(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'0'..=b'9')
}

/// FNV-1a, folded to 16 bits.
fn checksum(text: &str) -> u32 {
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (hash >> 16) ^ (hash & 0xffff)
}

impl From<String> for Name {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl Borrow<str> for Name {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// As it stands in source: raw where it is a keyword.
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if reserved::can_be_raw(&self.0) {
            f.write_str("r#")?;
        }
        f.write_str(&self.0)
    }
}

/// As an identifier.
impl ToTokens for Name {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(self.ident());
    }
}

impl Name {
    /// The text, without `r#`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The token, raw where the text is a keyword.
    pub fn ident(&self) -> Ident {
        if reserved::can_be_raw(&self.0) {
            Ident::new_raw(&self.0, Span::call_site())
        } else {
            Ident::new(&self.0, Span::call_site())
        }
    }

    /// The constant that goes with a field: `STATUS` for `status`.
    #[must_use]
    pub fn constant(&self) -> Self {
        if self.0.bytes().all(|byte| byte == b'_' || is_small(byte)) {
            return Self::from(self.0.to_ascii_uppercase());
        }
        let shouty = self.0.to_shouty_snake_case();
        let lead = if shouty.starts_with(|c| !unicode_ident::is_xid_start(c)) {
            "_"
        } else {
            ""
        };
        Self::from(format!("{lead}{shouty}"))
    }

    /// Does it have the letters and digits of a wire name, and nothing else but underscores between them? Then it
    /// is what that name becomes when no other one is like it.
    pub(super) fn spells(&self, wire: &str) -> bool {
        let letters = self.0.bytes().filter(|&byte| byte != b'_');
        let letters = letters.map(|byte| byte.to_ascii_lowercase());
        wire.is_ascii() && letters.eq(wire.bytes().map(|byte| byte.to_ascii_lowercase()))
    }

    /// The same with something before and after it.
    #[must_use]
    pub fn affixed(&self, before: &str, after: &str) -> Self {
        Self::from([before, &self.0, after].concat())
    }
}
