//! XML namespaces: which elements are OData's.

const EDM: &str = "http://docs.oasis-open.org/odata/ns/edm";
const EDMX: &str = "http://docs.oasis-open.org/odata/ns/edmx";

/// What a namespace means to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Namespace {
    /// The schema language.
    Edm,
    /// Its envelope.
    Edmx,
    /// Either of them as of OData version 1, 2 or 3.
    Legacy,
    /// Not OData's.
    Foreign,
}

impl Namespace {
    fn of(uri: &str) -> Self {
        match uri {
            EDM => Self::Edm,
            EDMX => Self::Edmx,
            // One for each year, such as http://schemas.microsoft.com/ado/2007/06/edmx.
            _ if uri.starts_with("http://schemas.microsoft.com/ado/")
                && (uri.ends_with("/edm") || uri.ends_with("/edmx")) =>
            {
                Self::Legacy
            }
            _ => Self::Foreign,
        }
    }
}

/// The declarations that are in scope.
#[derive(Debug, Default)]
pub(super) struct Namespaces<'a> {
    depth: usize,
    declarations: Vec<Declaration<'a>>,
    /// That of elements without a prefix; kept because it is asked for all the time.
    default: Option<Namespace>,
}

#[derive(Debug)]
struct Declaration<'a> {
    depth: usize,
    /// Empty for the default namespace.
    prefix: &'a str,
    namespace: Namespace,
}

impl<'a> Namespaces<'a> {
    pub(super) fn enter(&mut self) {
        self.depth += 1;
    }

    pub(super) fn leave(&mut self) {
        while self
            .declarations
            .pop_if(|d| d.depth == self.depth)
            .is_some()
        {
            self.default = self.of_prefix("");
        }
        self.depth = self.depth.saturating_sub(1);
    }

    /// Notes a declaration of the element that was entered last.
    pub(super) fn declare(&mut self, prefix: &'a str, uri: &str) {
        self.declarations.push(Declaration {
            depth: self.depth,
            prefix,
            namespace: Namespace::of(uri),
        });
        self.default = self.of_prefix("");
    }

    /// The namespace of an element, and its local name.
    pub(super) fn resolve<'n>(&self, name: &'n str) -> (Namespace, &'n str) {
        let (namespace, local) = match name.split_once(':') {
            None => (self.default, name),
            Some((prefix, local)) => (self.of_prefix(prefix), local),
        };
        (namespace.unwrap_or(Namespace::Foreign), local)
    }

    fn of_prefix(&self, prefix: &str) -> Option<Namespace> {
        let declaration = self.declarations.iter().rev().find(|d| d.prefix == prefix);
        declaration.map(|d| d.namespace)
    }
}

/// The prefix that an attribute declares, if it is a namespace declaration.
pub(super) fn declared_prefix(attribute: &str) -> Option<&str> {
    match attribute.strip_prefix("xmlns")? {
        "" => Some(""),
        rest => rest.strip_prefix(':'),
    }
}
