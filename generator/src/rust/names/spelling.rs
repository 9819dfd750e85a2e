//! Wire names that read alike, told apart by how they are spelled.

use heck::{ToLowerCamelCase, ToUpperCamelCase};

use super::{Name, Style};

/// The order in which wire names that read alike have a claim to the plain name: the most plainly spelled one first.
/// `fooBar`, `FooBar`, any other without underscores, then those with them.
pub(crate) fn rank(wire: &str) -> usize {
    let underscores = wire.chars().filter(|c| !c.is_alphanumeric()).count();
    if underscores > 0 {
        return 3 + underscores;
    }
    match Case::of(wire) {
        Case::Small => 0,
        Case::Capitalized => 1,
        Case::Capitals => 2,
        Case::Mixed => 3,
    }
}

/// The letter case of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    /// `fooBar`
    Small,
    /// `FooBar`
    Capitalized,
    /// `FOO`
    Capitals,
    /// Any other.
    Mixed,
}

impl Case {
    fn of(wire: &str) -> Self {
        let mut letters = wire.chars().filter(|c| c.is_alphabetic());
        if wire == wire.to_lower_camel_case() {
            Self::Small
        } else if wire == wire.to_upper_camel_case() {
            Self::Capitalized
        } else if letters.all(char::is_uppercase) {
            Self::Capitals
        } else {
            Self::Mixed
        }
    }
}

impl Style {
    /// The names for a wire name when the plain one is another's, best first: with a word that tells what it is, with
    /// words for how it is spelled, with the suffix of reserved names. They follow from this wire name alone.
    pub(in crate::rust) fn distinct(self, wire: &str, word: &str) -> impl Iterator<Item = Name> {
        let plain = self.name(wire);
        let with_word = (!word.is_empty()).then(|| self.joined(&[plain.as_str(), word]));
        let spelled = self.spelled(wire, &plain);
        let with_suffix = plain.affixed("", self.suffix());
        with_word.into_iter().chain(spelled).chain([with_suffix])
    }

    /// `_Currency` is `underscore_currency`, `OID` is `oid_uppercase`.
    fn spelled(self, wire: &str, plain: &Name) -> Option<Name> {
        let core = wire.trim_matches('_');
        if core.is_empty() {
            return None;
        }
        let before = wire.len() - wire.trim_start_matches('_').len();
        let after = wire.len() - wire.trim_end_matches('_').len();
        let inside = [
            ('_', "underscored"),
            ('-', "hyphenated"),
            ('.', "dotted"),
            (' ', "spaced"),
        ];
        let inside = inside.into_iter().filter(|(mark, _)| core.contains(*mark));
        let mut parts = vec!["underscore"; before.min(MOST)];
        parts.push(plain.as_str().trim_matches('_'));
        parts.extend(vec!["underscore"; after.min(MOST)]);
        parts.extend(inside.map(|(_, word)| word));
        if parts.len() == 1 {
            match Case::of(core) {
                Case::Small | Case::Mixed => return None,
                Case::Capitalized => parts.push("capitalized"),
                Case::Capitals => parts.push("uppercase"),
            }
        }
        Some(self.joined(&parts))
    }

    /// Words as one name; the identifiers among them stay as they are.
    fn joined(self, parts: &[&str]) -> Name {
        let is_camel = matches!(self, Self::Type | Self::Variant);
        let mut ident = String::new();
        for part in parts {
            if is_camel {
                let mut letters = part.chars();
                ident.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                ident.push_str(letters.as_str());
            } else {
                if !ident.is_empty() {
                    ident.push('_');
                }
                ident.push_str(part);
            }
        }
        if ident.starts_with(|c| !unicode_ident::is_xid_start(c)) {
            ident.insert(0, '_');
        }
        Name::from(ident)
    }
}

/// More underscores in a row than that are not counted.
const MOST: usize = 4;
