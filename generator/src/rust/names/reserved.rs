//! Words that mean something already.

use super::Style;

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

/// Files that Cargo gives a meaning of their own.
const CARGO_FILES: [&str; 3] = ["mod", "main", "lib"];

/// What Windows takes for devices, in whatever case, with whatever extension.
const DEVICES: [&str; 24] = [
    "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
    "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Crates that paths begin with: beside a module of that name they would be ambiguous.
const CRATES: [&str; 3] = ["core", "msgraph_core", "std"];

/// The modules of a namespace.
const AREAS: [&str; 2] = ["models", "requests"];

/// A keyword, of whatever edition.
pub(crate) fn is_keyword(word: &str) -> bool {
    can_be_raw(word) || NEVER_RAW.contains(&word)
}

/// A keyword that is an identifier with `r#` before it.
pub(super) fn can_be_raw(word: &str) -> bool {
    KEYWORDS.binary_search(&word).is_ok()
}

/// A keyword that is no identifier, not even a raw one.
pub(super) fn is_never_raw(word: &str) -> bool {
    NEVER_RAW.contains(&word)
}

/// A name that files cannot have on Windows.
pub(crate) fn is_device(name: &str) -> bool {
    DEVICES
        .iter()
        .any(|device| name.eq_ignore_ascii_case(device))
}

/// An identifier that a name of that style cannot be.
pub(super) fn is_reserved(style: Style, ident: &str) -> bool {
    if NEVER_RAW.contains(&ident) {
        return true;
    }
    match style {
        // `New::new()` reads as if it made something else.
        Style::Type => ident == "New" || PRELUDE.contains(&ident),
        Style::Variant => ident == "Unrecognized",
        Style::Field => matches!(ident, "base" | "additional"),
        Style::Method => false,
        Style::Module | Style::Namespace => {
            AREAS.contains(&ident)
                || (style == Style::Namespace && matches!(ident, "features" | "permissions"))
                || CRATES.contains(&ident)
                || CARGO_FILES.contains(&ident)
                || is_device(ident)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::KEYWORDS;

    #[test]
    fn keywords_are_those_of_the_parser() {
        assert!(KEYWORDS.is_sorted());
        for keyword in KEYWORDS {
            // `gen` is a keyword since edition 2024 only, which the parser does not know.
            let is_known = keyword == "gen" || syn::parse_str::<syn::Ident>(keyword).is_err();
            assert!(is_known, "{keyword}");
        }
    }
}
