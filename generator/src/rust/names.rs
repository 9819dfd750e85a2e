//! The one place that makes identifiers and file names out of names of the schema.
//!
//! A name depends on nothing but the wire name and on whether another one in its scope reads the
//! same, so it stays when others come and go. Of those that read the same, the one in the plain
//! spelling of its kind (`fooBar`, for types then `FooBar`) has the plain name; the others carry a checksum of their wire name. A name that Rust or generated code has a use for
//! gets a suffix.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use heck::{ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

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

/// An identifier.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(String);

/// Keywords that `r#` does not help.
const NEVER_RAW: [&str; 5] = ["self", "Self", "super", "crate", "_"];

/// All other keywords, also those that Rust only keeps for later. Sorted.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// What generated code takes from the prelude without a path, and the other names of the prelude
/// that are derive macros: links in documentation could not tell them from types.
const PRELUDE: [&str; 22] = [
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Eq",
    "Err",
    "Hash",
    "Into",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Some",
    "String",
    "Vec",
];

/// Files that Windows or Cargo give a meaning of their own.
const SPECIAL_FILES: [&str; 27] = [
    "mod", "main", "lib", "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4",
    "com5", "com6", "com7", "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6",
    "lpt7", "lpt8", "lpt9",
];

/// Crates that paths begin with: beside a module of that name they would be ambiguous.
const CRATES: [&str; 3] = ["core", "msgraph_core", "std"];

/// The modules of a namespace.
const AREAS: [&str; 2] = ["models", "requests"];

/// In bytes. Longer names are cut, which keeps file names below every limit.
const MAX_LENGTH: usize = 96;

impl Style {
    fn convert(self, wire: &str) -> String {
        match self {
            Self::Type | Self::Variant => wire.to_upper_camel_case(),
            _ => wire.to_snake_case(),
        }
    }

    /// The spellings that the wire normally has, the most usual one first.
    fn plain_spellings(self, wire: &str) -> impl Iterator<Item = String> {
        let upper =
            (!matches!(self, Self::Field | Self::Method)).then(|| wire.to_upper_camel_case());
        [wire.to_lower_camel_case()].into_iter().chain(upper)
    }

    fn is_reserved(self, ident: &str) -> bool {
        if NEVER_RAW.contains(&ident) {
            return true;
        }
        match self {
            // `New::new()` reads as if it made something else.
            Self::Type => ident == "New" || PRELUDE.contains(&ident),
            Self::Variant => ident == "Unrecognized",
            Self::Field => matches!(ident, "base" | "additional"),
            Self::Method => false,
            Self::Module | Self::Namespace => {
                let is_area =
                    AREAS.contains(&ident) || (self == Self::Namespace && ident == "features");
                is_area || CRATES.contains(&ident) || SPECIAL_FILES.contains(&ident)
            }
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
            self == Self::Module && !has_case && Self::Type.name(wire).0 == ident;
        if is_like_its_type || self.is_reserved(&ident) {
            ident.push_str(self.suffix());
        }
        Name(ident)
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

/// FNV-1a, folded to 16 bits.
fn checksum(text: &str) -> u32 {
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (hash >> 16) ^ (hash & 0xffff)
}

impl Borrow<str> for Name {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl Name {
    /// The text, without `r#`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The token, raw where the text is a keyword.
    pub fn ident(&self) -> Ident {
        if KEYWORDS.binary_search(&self.as_str()).is_ok() {
            Ident::new_raw(&self.0, Span::call_site())
        } else {
            Ident::new(&self.0, Span::call_site())
        }
    }

    /// The constant that goes with a field: `STATUS` for `status`.
    #[must_use]
    pub fn constant(&self) -> Self {
        let shouty = self.0.to_shouty_snake_case();
        let lead = if shouty.starts_with(|c| !unicode_ident::is_xid_start(c)) {
            "_"
        } else {
            ""
        };
        Self(format!("{lead}{shouty}"))
    }

    /// The same with something before and after it.
    #[must_use]
    pub fn affixed(&self, before: &str, after: &str) -> Self {
        Self(format!("{before}{}{after}", self.0))
    }
}

/// Names that have been given out in one scope.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    taken: BTreeSet<String>,
    /// How many names were made of one with a checksum.
    alike: BTreeMap<String, u32>,
}

impl Scope {
    /// A scope in which some names are taken from the start.
    pub fn with(taken: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self {
            taken: taken.into_iter().map(Into::into).collect(),
            alike: BTreeMap::new(),
        }
    }

    /// A scope in which the names of another one are taken.
    pub fn of(style: Style, names: impl IntoIterator<Item = Name>) -> Self {
        let mut scope = Self::default();
        for name in names {
            scope.take(style, &name);
        }
        scope
    }

    /// Gives each wire name an identifier that no other one in the scope has.
    pub fn assign<'w>(
        &mut self,
        style: Style,
        wires: impl IntoIterator<Item = &'w str>,
    ) -> BTreeMap<&'w str, Name> {
        let mut alike: BTreeMap<Name, BTreeSet<&str>> = BTreeMap::new();
        for wire in wires {
            alike.entry(style.name(wire)).or_default().insert(wire);
        }
        let mut names = BTreeMap::new();
        for (name, wires) in alike {
            let any = wires.first().copied();
            let plain = any.filter(|_| wires.len() == 1).or_else(|| {
                let mut spellings = style.plain_spellings(any?);
                spellings.find_map(|spelling| wires.get(spelling.as_str()).copied())
            });
            for wire in wires {
                let with_suffix = name.affixed("", style.suffix());
                let candidates = [name.clone(), with_suffix];
                let is_plain = Some(wire) == plain;
                let candidates = candidates.into_iter().filter(|_| is_plain);
                names.insert(wire, self.claim(style, wire, candidates));
            }
        }
        names
    }

    /// Takes the first of some names that is free, else the last one with a checksum.
    pub fn claim(
        &mut self,
        style: Style,
        wire: &str,
        candidates: impl IntoIterator<Item = Name>,
    ) -> Name {
        let mut last = None;
        for name in candidates {
            if self.take(style, &name) {
                return name;
            }
            last = Some(name);
        }
        let last = last.unwrap_or_else(|| style.name(wire));
        let stem = style.with_checksum(&last.0, wire);
        let mut name = Name(stem.clone());
        while !self.take(style, &name) {
            // Checksums can be alike, and made alike. Counting on keeps names short, and this quick.
            let count = self.alike.entry(stem.clone()).or_insert(1);
            *count += 1;
            name = Name(style.with_number(&stem, *count));
        }
        name
    }

    /// Takes a name that is free. Two fields may differ and their constants not: small letters can
    /// share a capital one.
    fn take(&mut self, style: Style, name: &Name) -> bool {
        let constant = (style == Style::Field).then(|| name.constant().0);
        let is_free = !self.taken.contains(&name.0)
            && !constant.as_ref().is_some_and(|c| self.taken.contains(c));
        if is_free {
            self.taken.insert(name.0.clone());
            self.taken.extend(constant);
        }
        is_free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(style: Style, wire: &str) -> String {
        style.name(wire).ident().to_string()
    }

    #[test]
    fn names_follow_the_conventions_of_rust() {
        assert_eq!(
            name(Style::Type, "longRunningOperation"),
            "LongRunningOperation"
        );
        assert_eq!(name(Style::Field, "createdDateTime"), "created_date_time");
        assert_eq!(name(Style::Variant, "notStarted"), "NotStarted");
        assert_eq!(Style::Field.name("type").constant().as_str(), "TYPE");
    }

    #[test]
    fn hazards_become_identifiers() {
        assert_eq!(name(Style::Field, "type"), "r#type");
        assert_eq!(name(Style::Field, "gen"), "r#gen");
        assert_eq!(name(Style::Field, "self"), "self_member");
        assert_eq!(name(Style::Variant, "self"), "SelfMember");
        assert_eq!(name(Style::Variant, "unrecognized"), "UnrecognizedMember");
        assert_eq!(name(Style::Type, "option"), "OptionType");
        assert_eq!(name(Style::Field, "base"), "base_member");
        assert_eq!(name(Style::Field, "_id"), "id");
        assert_eq!(name(Style::Field, "3dModel"), "_3d_model");
        assert_eq!(name(Style::Variant, "10"), "_10");
        assert_eq!(name(Style::Module, "con"), "con_type");
        assert_eq!(name(Style::Field, "größe"), "größe");
        assert_eq!(name(Style::Field, "x²"), "x2");
        assert_eq!(name(Style::Field, "nº"), "no");
        assert_eq!(name(Style::Type, "ĸ"), "U138");
        assert_eq!(name(Style::Type, "図"), "図");
        assert_eq!(name(Style::Module, "Größe"), "groudfe");
        assert_eq!(name(Style::Module, "図"), "u56f3");
        assert_eq!(name(Style::Module, "10"), "_10_type");
        assert_eq!(name(Style::Namespace, "models"), "models_namespace");
        assert_eq!(name(Style::Module, "core"), "core_type");
        assert!(name(Style::Field, "___").starts_with("unnamed_"));
    }

    #[test]
    fn keywords_are_those_of_the_parser() {
        assert!(KEYWORDS.is_sorted());
        for keyword in KEYWORDS {
            // `gen` is a keyword since edition 2024 only, which the parser does not know.
            let is_known = keyword == "gen" || syn::parse_str::<Ident>(keyword).is_err();
            assert!(is_known, "{keyword}");
        }
    }

    #[test]
    fn decomposed_and_composed_letters_are_one_name() {
        assert_eq!(Style::Field.name("e\u{301}"), Style::Field.name("é"));
    }

    #[test]
    fn long_names_are_cut_and_stay_apart() {
        let long = "a".repeat(10_000);
        let longer = "a".repeat(10_001);
        assert!(Style::Module.name(&long).as_str().len() < 120);
        assert_ne!(Style::Module.name(&long), Style::Module.name(&longer));
        let cut_between_words = "a".repeat(95) + "Bc";
        let name = Style::Method.name(&cut_between_words);
        assert!(!name.as_str().contains("__"), "{name:?}");
    }

    #[test]
    fn of_names_that_read_alike_the_plain_one_stays_plain() {
        let names = Scope::default().assign(Style::Field, ["FooBar", "fooBar", "foo_bar"]);
        assert_eq!(names["fooBar"].as_str(), "foo_bar");
        assert_ne!(names["FooBar"], names["foo_bar"]);
        assert!(names["FooBar"].as_str().starts_with("foo_bar_x"));
    }

    #[test]
    fn a_type_and_its_module_go_by_one_wire_name() {
        let wires = ["foo_bar", "fooBar", "FooBar"];
        let types = Scope::default().assign(Style::Type, wires);
        assert_eq!(types["fooBar"].as_str(), "FooBar");
        let modules = Scope::default().assign(Style::Module, wires);
        assert_eq!(modules["fooBar"].as_str(), "foo_bar");
        let types = Scope::default().assign(Style::Type, ["foo_bar", "FooBar"]);
        assert_eq!(types["FooBar"].as_str(), "FooBar");
    }

    #[test]
    fn what_is_taken_gets_a_suffix() {
        let names = Scope::with(["get"]).assign(Style::Method, ["get", "GET"]);
        assert_eq!(names["get"].as_str(), "get_segment");
        assert!(names["GET"].as_str().starts_with("get_x"));
    }

    #[test]
    fn fields_have_different_constants() {
        let names = Scope::default().assign(Style::Field, ["οδος", "οδοσ"]);
        assert_ne!(names["οδος"].constant(), names["οδοσ"].constant());
    }

    #[test]
    fn a_name_does_not_move_when_others_arrive() {
        let before = Scope::default().assign(Style::Field, ["FooBar", "fooBar"]);
        let after =
            Scope::default().assign(Style::Field, ["FOOBar", "FooBar", "fooBar", "foo_bar"]);
        assert_eq!(before["FooBar"], after["FooBar"]);
        assert_eq!(before["fooBar"], after["fooBar"]);
    }
}
