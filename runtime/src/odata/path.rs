//! How keys and parameters are spelled in URLs.
//!
//! See [URL Conventions 4.01, 2](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_URLParsing):
//! a URL is split at its delimiters first and percent-decoded afterwards.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::model::codec::{Datum, Element, Literal, datum, write_value};
use crate::model::values::Guid;

/// All but the unreserved characters of [RFC 3986](https://www.rfc-editor.org/rfc/rfc3986#section-2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What a name that the schema gives may not have in it.
const OUTSIDE_NAMES: &AsciiSet = &RESERVED
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'\'')
    .remove(b',')
    .remove(b'=')
    .remove(b'@')
    .remove(b':');

/// What the literals in a key or parameter list may not have in them.
const OUTSIDE_LITERALS: &AsciiSet = &RESERVED.remove(b'\'').remove(b':').remove(b'@');

/// Characters that an expression in a segment may not have in it.
const OUTSIDE_EXPRESSIONS: &AsciiSet = &OUTSIDE_LITERALS
    .remove(b'(')
    .remove(b')')
    .remove(b',')
    .remove(b'$');

/// What the value of a query option may not have in it. A URL parser would encode `'` on its own.
const OUTSIDE_QUERIES: &AsciiSet = &RESERVED
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b'/')
    .remove(b':')
    .remove(b'@')
    .remove(b'!');

/// A segment that the schema gives: `authentication`, `$count`, `microsoft.graph.user`.
pub(crate) fn name(name: &str) -> String {
    utf8_percent_encode(name, OUTSIDE_NAMES).to_string()
}

/// A segment that is a key; `None` if no URL can hold it: parsers drop `.`, `..` and their
/// percent-encoded spellings, and an empty segment means something else.
pub(crate) fn key(key: &str) -> Option<String> {
    let possible = !matches!(key, "" | "." | "..");
    possible.then(|| utf8_percent_encode(key, RESERVED).to_string())
}

/// Names of items, separated by slashes; `None` if no URL can hold one of them, see [`key`].
pub(crate) fn names(names: &str) -> Option<String> {
    let segments: Option<Vec<_>> = names.split('/').map(key).collect();
    Some(segments?.join("/"))
}

/// `(1)`, `(OrderID=1,ProductID='a')`: names with their literals; a name may be empty.
pub(crate) fn list<'a>(items: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let items = items.into_iter().map(|(name, literal)| {
        let equals = if name.is_empty() { "" } else { "=" };
        let literal = utf8_percent_encode(&literal, OUTSIDE_LITERALS);
        format!("{}{equals}{literal}", self::name(name))
    });
    format!("({})", items.collect::<Vec<_>>().join(","))
}

/// An expression in a segment, which has no slash that would end it.
pub(crate) fn expression(text: &str) -> String {
    utf8_percent_encode(text, OUTSIDE_EXPRESSIONS).to_string()
}

/// A query option: `$top=5`.
pub(crate) fn query_option(name: &str, value: &str) -> String {
    let name = utf8_percent_encode(name, OUTSIDE_QUERIES);
    format!("{name}={}", utf8_percent_encode(value, OUTSIDE_QUERIES))
}

/// A value that can be a key as a segment of its own: `/users/adele`.
///
/// ```
/// use msgraph_core::{Guid, KeySegment};
///
/// assert_eq!("adele@contoso.com".into_segment(), "adele@contoso.com");
/// assert_eq!(Guid::from_u128(1).into_segment(), "00000000-0000-0000-0000-000000000001");
/// ```
pub trait KeySegment {
    /// The value as text, not yet percent-encoded.
    fn into_segment(self) -> String;
}

impl KeySegment for &str {
    fn into_segment(self) -> String {
        self.to_owned()
    }
}

impl<T: Element> KeySegment for T {
    fn into_segment(self) -> String {
        match datum(&self) {
            Datum::String(text) | Datum::Text(_, text) | Datum::Decimal(text) => text.to_owned(),
            Datum::Enumeration(member) => member.name().to_owned(),
            Datum::Flags(flags) => flags.joined(),
            view => json(&view),
        }
    }
}

/// A value that can be written as a literal of OData: `'O''Neil'`, `42`, `duration'PT5M'`
/// ([ABNF](https://docs.oasis-open.org/odata/odata/v4.01/os/abnf/odata-abnf-construction-rules.txt)).
///
/// ```
/// use msgraph_core::KeyLiteral;
///
/// assert_eq!("O'Neil".to_literal(), "'O''Neil'");
/// assert_eq!(42.to_literal(), "42");
/// ```
pub trait KeyLiteral {
    /// The literal, not yet percent-encoded.
    fn to_literal(&self) -> String;
}

impl KeyLiteral for str {
    fn to_literal(&self) -> String {
        quoted(self)
    }
}

impl KeyLiteral for &str {
    fn to_literal(&self) -> String {
        quoted(self)
    }
}

impl<T: Element> KeyLiteral for T {
    fn to_literal(&self) -> String {
        literal(&datum(self))
    }
}

/// A value as a literal. Structured values have none in a path, see [`is_structured`].
pub(crate) fn literal(view: &Datum<'_>) -> String {
    match *view {
        Datum::Text(Literal::Bare, text) | Datum::Decimal(text) if is_bare(text) => text.to_owned(),
        // Whoever made this text, it must stay one literal.
        Datum::String(text) | Datum::Text(Literal::Bare, text) | Datum::Decimal(text) => {
            quoted(text)
        }
        Datum::Text(Literal::Duration, text) => format!("duration{}", quoted(text)),
        // URLs have the URL-safe alphabet, whatever bodies have.
        Datum::Text(Literal::Binary, text) => {
            format!(
                "binary{}",
                quoted(&text.replace('+', "-").replace('/', "_"))
            )
        }
        Datum::Enumeration(member) => {
            format!("{}{}", member.type_name(), quoted(member.name()))
        }
        Datum::Flags(flags) => format!("{}{}", flags.type_name(), quoted(&flags.joined())),
        // `INF` is a string in JSON, and no literal has quotes of that kind.
        Datum::Single(_) | Datum::Double(_) => json(view).trim_matches('"').to_owned(),
        Datum::Object(_) | Datum::List(_) | Datum::Json(_) => quoted(&json(view)),
        Datum::Boolean(_) | Datum::Integer(_) | Datum::Absent => json(view),
    }
}

/// Whether `text` is a number, a date, a time or a GUID, or one of their like that a service made up: those need no
/// quotes. Nothing else may be read as one, such as the name of a property.
fn is_bare(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.:".contains(&byte);
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit()) && text.bytes().all(is_plain);
    is_number || ["INF", "-INF", "NaN"].contains(&text) || Guid::try_from(text).is_ok()
}

/// Whether a value must be passed by a parameter alias: `f(p=@p)?@p=[1,2]`
/// ([URL Conventions 4.01, 5.3](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_ParameterAliases)).
pub(crate) fn is_structured(view: &Datum<'_>) -> bool {
    matches!(view, Datum::Object(_) | Datum::List(_) | Datum::Json(_))
}

/// A value as JSON.
pub(crate) fn json(view: &Datum<'_>) -> String {
    let mut text = String::new();
    write_value(view, &mut text);
    text
}

/// A string literal: `'O''Neil'`.
pub(crate) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::values::{Binary, Date, DateTimeOffset, Decimal, Duration, Json, TimeOfDay};

    #[test]
    fn keys_keep_only_unreserved_characters() {
        assert_eq!(
            key("a_b#EXT#@contoso.com").unwrap(),
            "a_b%23EXT%23%40contoso.com"
        );
        assert_eq!(key("x/../y?z").unwrap(), "x%2F..%2Fy%3Fz");
        assert_eq!(key("100% ü").unwrap(), "100%25%20%C3%BC");
        assert_eq!(key("..."), Some("...".to_owned()));
    }

    #[test]
    fn keys_that_no_path_can_hold() {
        assert_eq!([key(""), key("."), key("..")], [None, None, None]);
    }

    #[test]
    fn names_stay_readable() {
        assert_eq!(name("$count"), "$count");
        assert_eq!(name("getByPath(path=@p)"), "getByPath(path=@p)");
        assert_eq!(name("a/b?c"), "a%2Fb%3Fc");
    }

    #[test]
    fn literals_follow_the_type() {
        assert_eq!("O'Neil".to_literal(), "'O''Neil'");
        assert_eq!(5_i64.to_literal(), "5");
        assert_eq!(true.to_literal(), "true");
        assert_eq!(0.1_f32.to_literal(), "0.1");
        assert_eq!(f64::NEG_INFINITY.to_literal(), "-INF");
        assert_eq!(
            Guid::from_u128(10 << 124).to_literal(),
            "a0000000-0000-0000-0000-000000000000"
        );
        assert_eq!(Duration::from_wire("PT5M").to_literal(), "duration'PT5M'");
        assert_eq!(Binary::from_bytes("OData").to_literal(), "binary'T0RhdGE='");
        assert_eq!(Binary::from_wire("+/8").to_literal(), "binary'-_8'");
    }

    /// Values of services may be anything; no URL may be read otherwise for it.
    #[test]
    fn texts_that_are_no_values_stay_one_literal() {
        for text in [
            "1,b='x'",
            "1) or (1 eq 1",
            "displayName",
            "null",
            "true",
            "",
            "1 or 2",
            "1/x",
            "1?x",
            "@p",
            "é",
            "'",
        ] {
            let quoted = quoted(text);
            for literal in [
                Guid::from_wire(text).to_literal(),
                Date::from_wire(text).to_literal(),
                TimeOfDay::from_wire(text).to_literal(),
                DateTimeOffset::from_wire(text).to_literal(),
                Decimal::from_wire(text).to_literal(),
            ] {
                assert_eq!(literal, quoted);
            }
            assert_eq!(
                Duration::from_wire(text).to_literal(),
                format!("duration{quoted}")
            );
        }
        let json = Json::new(r#"["1,b='x'"]"#).unwrap();
        assert_eq!(json.to_literal(), r#"'["1,b=''x''"]'"#);
        for text in [
            "2020-03-19T12-01-03.45Z",
            "-1.5e10",
            "+1",
            "INF",
            "22:50",
            "2023-06-09",
        ] {
            assert_eq!(DateTimeOffset::from_wire(text).to_literal(), text);
        }
        let key: [(&str, &dyn KeyLiteral); 2] = [("a", &Guid::from_wire("1,b='x'")), ("b", &2)];
        let parts = key.iter().map(|(name, value)| (*name, value.to_literal()));
        assert_eq!(list(parts), "(a='1%2Cb%3D''x''',b=2)");
    }

    #[test]
    fn lists_hold_any_value() {
        let items = [("path", "a/b, 'c'".to_literal()), ("n", 1_i32.to_literal())];
        assert_eq!(list(items), "(path='a%2Fb%2C%20''c''',n=1)");
        assert_eq!(list([("", "..".to_literal())]), "('..')");
        assert_eq!(list([]), "()");
    }

    #[test]
    fn query_options_keep_the_dollar_sign() {
        assert_eq!(
            query_option("$filter", "a eq 'b&c+d'"),
            "$filter=a%20eq%20%27b%26c%2Bd%27"
        );
        assert_eq!(query_option("$select", "id,status"), "$select=id,status");
    }
}
