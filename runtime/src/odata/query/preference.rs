//! The header `Prefer` ([RFC 7240](https://www.rfc-editor.org/rfc/rfc7240)).

/// Asks for members of an enumeration that came after `unknownFutureValue`
/// ([Graph: evolvable enumerations](https://learn.microsoft.com/graph/best-practices-concept#handling-future-members-in-evolvable-enumerations)).
pub(crate) const UNKNOWN_ENUM_MEMBERS: &str = "include-unknown-enum-members";

/// Both lists as one; a preference that is in both counts as it is in `new`.
pub(crate) fn merge_preferences(old: &str, new: &str) -> String {
    let replaced = |preference: &&str| {
        preferences(new).any(|new| name(new).eq_ignore_ascii_case(name(preference)))
    };
    let kept = preferences(old).filter(|preference| !replaced(preference));
    let merged: Vec<_> = kept.chain(preferences(new)).collect();
    merged.join(", ")
}

/// The preferences of a header; a comma in quotes does not end one.
fn preferences(header: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    let mut escaped = false;
    let ends = move |c: char| {
        let after_backslash = std::mem::take(&mut escaped);
        match c {
            _ if after_backslash => {}
            '\\' => escaped = quoted,
            '"' => quoted = !quoted,
            _ => return c == ',' && !quoted,
        }
        false
    };
    let preferences = header.split(ends).map(str::trim);
    preferences.filter(|preference| !preference.is_empty())
}

fn name(preference: &str) -> &str {
    let end = preference.find(['=', ';']).unwrap_or(preference.len());
    preference.get(..end).unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preferences_add_up() {
        for (old, new, merged) in [
            ("", "a", "a"),
            ("a", "", "a"),
            ("return=minimal", "a", "return=minimal, a"),
            (
                "return=minimal, a",
                "Return = representation",
                "a, Return = representation",
            ),
            (
                "odata.maxpagesize=5; x=y,a",
                "odata.maxpagesize=9",
                "a, odata.maxpagesize=9",
            ),
            (
                r#"outlook.timezone="a, \", b",c"#,
                "c",
                r#"outlook.timezone="a, \", b", c"#,
            ),
            ("a,,b , ", "b", "a, b"),
        ] {
            assert_eq!(merge_preferences(old, new), merged, "{old} and {new}");
        }
    }
}
