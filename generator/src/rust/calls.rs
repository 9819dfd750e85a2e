//! Which request a chain of methods makes: `users().by_id(id).get()` is `GET /users/{id}`.

use std::collections::BTreeMap;

use super::names::{Name, Style};
use super::{Api, Builder, Call, Method};
use crate::permissions::{Need, request_key};

/// The requests that a module's builders make.
pub struct Requests<'r> {
    root: &'r [Method],
    builders: BTreeMap<(Vec<Name>, &'r Name), &'r Builder>,
    needs: BTreeMap<String, &'r Need>,
}

/// A request that a chain of methods makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeRequest {
    /// `GET /users/{id}`
    pub request: String,
    /// What it needs to be allowed, if that is known.
    pub need: Option<Need>,
}

impl<'r> Requests<'r> {
    /// Those of a module.
    pub fn of(api: &'r Api) -> Self {
        let area = Style::Field.name("requests");
        let builders = api.namespaces.iter().flat_map(|namespace| {
            let modules: Vec<_> = namespace.module.iter().chain([&area]).cloned().collect();
            let builders = namespace.builders.iter().flat_map(|file| &file.builders);
            builders.map(move |builder| ((modules.clone(), &builder.name), builder))
        });
        let needs = api.permissions.iter().flat_map(|constant| {
            let requests = constant.requests.iter();
            requests.map(|request| (request_key(request), &constant.need))
        });
        Self {
            root: api.root.as_ref().map_or(&[], |root| &root.methods),
            builders: builders.collect(),
            needs: needs.collect(),
        }
    }

    /// The request that a chain makes whose first method is one of the service root. What follows the method that
    /// makes it is of no interest.
    pub fn made_by(&self, chain: &[impl AsRef<str>]) -> Option<MadeRequest> {
        let mut methods = self.root;
        let mut path = String::new();
        let mut chain = chain.iter().map(AsRef::as_ref);
        loop {
            let name = chain.next()?;
            let method = methods.iter().find(|method| method.name.as_str() == name)?;
            let to = match &method.call {
                Call::Segment { wire, to, .. } | Call::Compose { wire, to, .. } => {
                    path = format!("{}/{wire}", closed(path));
                    to
                }
                Call::Address { from, to } => {
                    let key = from
                        .iter()
                        .map(|part| format!("/{{{}}}", part.name.as_str()));
                    path = format!("{path}{}{NAMES}", key.collect::<String>());
                    to
                }
                Call::Key {
                    parts,
                    in_parentheses,
                    to,
                } => {
                    let parts: Vec<_> = parts
                        .iter()
                        .map(|part| format!("{{{}}}", part.name.as_str()))
                        .collect();
                    let key = parts.join(",");
                    path = if *in_parentheses {
                        format!("{path}({key})")
                    } else {
                        format!("{path}/{key}")
                    };
                    to
                }
                last => {
                    let request = request(last, &path, chain.next());
                    let need = self.needs.get(&request_key(&request)).copied().cloned();
                    return Some(MadeRequest { request, need });
                }
            };
            methods = &self.builders.get(&(to.modules.clone(), &to.item))?.methods;
        }
    }
}

/// A path of names, which a colon closes where something follows it.
const NAMES: &str = ":/{path}";

fn closed(mut path: String) -> String {
    if path.ends_with(NAMES) {
        path.push(':');
    }
    path
}

/// The request at the end of a path. Of streams and references the next method tells which.
fn request(call: &Call, path: &str, next: Option<&str>) -> String {
    let by_name = match next {
        Some("put") => "PUT",
        Some("add") => "POST",
        Some("delete" | "remove") => "DELETE",
        _ => "GET",
    };
    let (verb, behind) = match call {
        Call::Create(_) => ("POST", String::new()),
        Call::Update(_) => ("PATCH", String::new()),
        Call::Put(_) => ("PUT", String::new()),
        Call::Delete => ("DELETE", String::new()),
        Call::Count => ("GET", "/$count".to_owned()),
        Call::Media { wire } if wire.is_empty() => (by_name, String::new()),
        Call::Media { wire } => (by_name, format!("/{wire}")),
        Call::References | Call::Reference => (by_name, "/$ref".to_owned()),
        Call::Action(call) => ("POST", format!("/{}", call.wire)),
        Call::Function(call) => ("GET", format!("/{}", call.wire)),
        _ => ("GET", String::new()),
    };
    if behind.is_empty() {
        return format!("{verb} {path}");
    }
    format!("{verb} {}{behind}", closed(path.to_owned()))
}
