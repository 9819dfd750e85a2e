//! In which manner something is not done.

/// In which manner something is not done.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Manner<'a> {
    /// In none.
    AtAll,
    /// With these members, or these forms of expressions.
    With(Vec<&'a str>),
    /// By these members in ascending order.
    Ascending(Vec<&'a str>),
    /// By these members in descending order.
    Descending(Vec<&'a str>),
    /// By this member, but with a certain form of expression.
    But(&'a str, &'a str),
    /// With other functions than these.
    OtherThan(Vec<&'a str>),
    /// More than so many levels deep.
    Deeper(&'a str),
    /// Behind more than so many navigation properties.
    Behind(&'a str),
    /// With such query options.
    Option(&'static str),
    /// Where the path has a cast.
    ThroughCasts,
    /// With entities inside that it leads to.
    WithRelated,
    /// With its streams.
    Streams,
    /// With this method.
    Method(&'static str),
    /// Where there is nothing yet.
    Anew,
    /// Behind a filter in the path.
    BehindFilter,
    /// Without any filter.
    WithoutFilter,
    /// Without a filter by these members.
    WithoutFilterBy(Vec<&'a str>),
    /// Without these members.
    Without(Vec<&'a str>),
    /// Without this header.
    WithoutHeader(&'a str),
    /// Without this query option.
    WithoutOption(&'a str),
    /// Without all scopes of one of these sets.
    WithoutScopes(Vec<Vec<&'a str>>),
    /// Without the `ETag` of what is meant.
    WithoutEtag,
    /// What the metadata itself says of it.
    Explained(&'a str),
}

impl Manner<'_> {
    /// The words behind those for what is not done: "without the header `X`". Members have words that depend on that,
    /// and are not among them. `quoted` writes what comes from the metadata.
    pub(crate) fn words(&self, quoted: impl Fn(&str) -> String) -> Option<String> {
        let list = |names: &[&str], word| list(names.iter().map(|name| quoted(name)), word);
        Some(match self {
            Self::AtAll | Self::With(_) | Self::Explained(_) => return None,
            Self::Ascending(names) => format!("by {} in ascending order", list(names, "or")),
            Self::Descending(names) => format!("by {} in descending order", list(names, "or")),
            Self::But(name, form) => {
                format!("by {} but with {}", quoted(name), form_of(form, quoted))
            }
            Self::OtherThan(names) => {
                format!("with other functions than {}", list(names, "and"))
            }
            Self::Deeper("1") => "more than one level deep".to_owned(),
            Self::Deeper(levels) => format!("more than {} levels deep", quoted(levels)),
            Self::Behind("1") => "behind more than one navigation property".to_owned(),
            Self::Behind(number) => {
                format!("behind more than {} navigation properties", quoted(number))
            }
            Self::Option(name) => format!("with {}", quoted(name)),
            Self::ThroughCasts => "through casts".to_owned(),
            Self::WithRelated => "with related entities inside".to_owned(),
            Self::Streams => "by streams".to_owned(),
            Self::Method(name) => format!("by {}", quoted(name)),
            Self::Anew => "where there is nothing yet".to_owned(),
            Self::BehindFilter => format!("behind {}", quoted("$filter(…)")),
            Self::WithoutFilter => "without a filter".to_owned(),
            Self::WithoutFilterBy(names) => format!("without a filter by {}", list(names, "and")),
            Self::Without(names) => format!("without {}", list(names, "and")),
            Self::WithoutHeader(name) => format!("without the header {}", quoted(name)),
            Self::WithoutOption(name) => format!("without the query option {}", quoted(name)),
            Self::WithoutScopes(sets) => {
                let sets = sets.iter().map(|scopes| list(scopes, "and"));
                format!("without the permission {}", self::list(sets, "or"))
            }
            Self::WithoutEtag => "without an ETag".to_owned(),
        })
    }
}

/// What a filter expression may look like, in words.
fn form_of(form: &str, quoted: impl Fn(&str) -> String) -> String {
    match form {
        "SingleValue" => format!("one {}", quoted("eq")),
        "MultiValue" => format!("one {}", quoted("in")),
        "SingleRange" => format!("one {} and one {}", quoted("ge"), quoted("le")),
        "MultiRange" => "ranges".to_owned(),
        "SearchExpression" => "parts of its text".to_owned(),
        "MultiRangeOrSearchExpression" => "ranges and parts of its text".to_owned(),
        other => quoted(other),
    }
}

/// Words with commas, and a word before the last one.
pub(crate) fn list(items: impl Iterator<Item = String>, word: &str) -> String {
    let items: Vec<_> = items.collect();
    match items.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} {word} {last}", others.join(", ")),
    }
}
