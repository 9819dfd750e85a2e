//! As much of `$filter` as tests of pages need: members that equal a literal, joined by `and`.

use serde_json::Value;

/// Paths of members, each with the value that it must have.
pub(super) struct Filter(Vec<(String, Value)>);

impl Filter {
    /// `None` if it says anything else.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let terms = text.split(" and ").filter(|term| !term.is_empty());
        let terms = terms.map(|term| {
            let (path, literal) = term.split_once(" eq ")?;
            let is_path = !path.contains([' ', '(', ')', '\'']);
            is_path.then_some((format!("/{path}"), read(literal)?))
        });
        terms.collect::<Option<_>>().map(Self)
    }

    pub(super) fn matches(&self, item: &Value) -> bool {
        let mut terms = self.0.iter();
        terms.all(|(path, wanted)| item.pointer(path).unwrap_or(&Value::Null) == wanted)
    }
}

/// A literal of OData
/// ([ABNF, primitiveLiteral](https://docs.oasis-open.org/odata/odata/v4.01/os/abnf/odata-abnf-construction-rules.txt)).
fn read(literal: &str) -> Option<Value> {
    if let Some(text) = literal.strip_prefix('\'') {
        let text = text.strip_suffix('\'')?.replace("''", "\u{0}");
        let is_one = !text.contains('\'');
        return is_one.then(|| text.replace('\u{0}', "'").into());
    }
    if literal.is_empty() || literal.contains([' ', '(', ')', '\'']) {
        return None;
    }
    // What is no JSON either is a date or a GUID, which JSON has as text.
    Some(serde_json::from_str(literal).unwrap_or_else(|_| literal.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn equality_is_understood() {
        let item = json!({ "a": "it's", "b": { "c": 2 }, "d": null });
        for (filter, expected) in [
            ("", true),
            ("a eq 'it''s'", true),
            ("a eq 'it''s' and b/c eq 2", true),
            ("a eq 'its'", false),
            ("b/c eq 3", false),
            ("d eq null and e eq null", true),
            ("b/c eq 2020-01-01", false),
        ] {
            let parsed = Filter::parse(filter);
            assert_eq!(parsed.map(|f| f.matches(&item)), Some(expected), "{filter}");
        }
    }

    #[test]
    fn nothing_else_is() {
        for filter in [
            "a ne 'b'",
            "a eq 'b' or a eq 'c'",
            "startswith(a, 'b')",
            "not (a eq 1)",
            "a eq 'b and c'",
            "a eq ",
        ] {
            assert!(Filter::parse(filter).is_none(), "{filter}");
        }
    }
}
