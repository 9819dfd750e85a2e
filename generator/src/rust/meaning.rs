//! The meaning of names of the crate on the wire.

use std::fmt;

use super::names::Given;

/// What a name of the crate means on the wire. Displays as it stands in `api.txt`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Meaning {
    /// Nothing: the name is the crate's own.
    #[default]
    None,
    /// A name of the schema: of a member, of a type, of a namespace.
    Name(String),
    /// A way to other requests, or a request.
    Path(PathMeaning),
}

/// What a method of a request builder means on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathMeaning {
    /// `GET`; none where the method only leads on, or where the next one tells.
    pub verb: Option<&'static str>,
    /// The template of what the path goes on with: `/users`, `/{id}`, `/$count`. Empty if the path ends.
    pub template: String,
    /// The parameters of an action or function, sorted; none if it is neither.
    pub parameters: Option<Vec<String>>,
    /// The namespace of an action or function that the template does not say, unless it is the default one.
    pub namespace: Option<String>,
}

impl PathMeaning {
    /// A way to other requests.
    pub(super) fn template(template: String) -> Self {
        Self {
            verb: None,
            template,
            parameters: None,
            namespace: None,
        }
    }

    /// The text before the parameters and the one after them.
    fn around(&self) -> [String; 2] {
        let verb = self.verb.map(|verb| format!("{verb} "));
        let namespace = self.namespace.as_ref().map(|name| format!(" in {name}"));
        [
            format!("{}{}(", verb.unwrap_or_default(), self.template),
            format!("){}", namespace.unwrap_or_default()),
        ]
    }

    /// Is that the published meaning of the same action or function, in the same letter case?
    pub(super) fn is_published_as(&self, text: &str) -> bool {
        let [start, end] = self.around();
        text.starts_with(&start) && text.ends_with(&end)
    }

    /// The published meanings of the same action or function, whatever its parameters were, with these.
    pub(super) fn published<'g>(
        &self,
        given: &'g Given,
    ) -> impl Iterator<Item = (&'g str, Vec<&'g str>)> + use<'g> {
        let [start, end] = self.around();
        given.keys().filter_map(move |meaning| {
            let inner = strip_start(meaning, &start)?.strip_suffix(end.as_str())?;
            let parameters = inner.split(", ").filter(|name| !name.is_empty());
            Some((meaning.as_str(), parameters.collect()))
        })
    }
}

/// The rest of a text that begins with another one, in whatever letter case.
fn strip_start<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    let head = text.get(..start.len())?;
    head.eq_ignore_ascii_case(start)
        .then(|| text.get(start.len()..).unwrap_or_default())
}

impl fmt::Display for Meaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::None => return Ok(()),
            Self::Name(name) => name.clone(),
            Self::Path(path) => path.to_string(),
        };
        // A meaning is the rest of a line.
        for c in text.chars() {
            if c.is_control() {
                write!(f, "{}", c.escape_default())?;
            } else {
                write!(f, "{c}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for PathMeaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parameters) = &self.parameters {
            let [start, end] = self.around();
            return write!(f, "{start}{}{end}", parameters.join(", "));
        }
        let verb = self.verb.unwrap_or_default();
        let separator = if verb.is_empty() || self.template.is_empty() {
            ""
        } else {
            " "
        };
        write!(f, "{verb}{separator}{}", self.template)
    }
}
