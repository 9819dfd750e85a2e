//! Pages, as the query options ask for them.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::filter::Filter;
use crate::test_support::{Answer, Received};

/// Where the items of a page come from, and what the last page says.
pub(super) struct Listing<'a> {
    pub(super) items: Vec<&'a Value>,
    pub(super) page_size: usize,
    /// The last page has a link with this `$deltatoken`.
    pub(super) delta_token: Option<usize>,
}

impl Listing<'_> {
    /// The page that is asked for, or what about the question is not understood.
    pub(super) fn page(&self, request: &Received) -> Result<Answer, String> {
        let options = request.query();
        let number = |name: &str, default: usize| match options.get(name) {
            None => Ok(default),
            Some(text) => text.parse().map_err(|_| format!("{name}={text}")),
        };
        let skip = number("$skip", 0)?;
        let top = number("$top", usize::MAX)?.min(self.page_size).max(1);
        if let Some(option) = options.keys().find(|name| !is_understood(name)) {
            return Err(option.clone());
        }
        let filter = options.get("$filter").map_or("", String::as_str);
        let filter = Filter::parse(filter).ok_or_else(|| format!("$filter={filter}"))?;

        let matching = self.items.iter().filter(|item| filter.matches(item));
        let matching: Vec<_> = matching.collect();
        let items = matching.iter().skip(skip).take(top);
        let items: Vec<_> = items.map(|item| selected(item, &options)).collect();
        let mut page = Map::from_iter([("value".to_owned(), Value::from(items))]);
        if options.get("$count").is_some_and(|count| count == "true") {
            page.insert("@odata.count".to_owned(), matching.len().into());
        }
        let next = skip.saturating_add(top);
        if next < matching.len() {
            let link = link(request, "$skip", next);
            page.insert("@odata.nextLink".to_owned(), link.into());
        } else if let Some(token) = self.delta_token {
            let link = link(request, "$deltatoken", token);
            page.insert("@odata.deltaLink".to_owned(), link.into());
        }
        Ok(Answer::json(Value::Object(page)))
    }
}

/// Options that change an answer in a way that this does not know would make a test lie.
fn is_understood(option: &str) -> bool {
    let understood = [
        "$count",
        "$deltatoken",
        "$expand",
        "$filter",
        "$select",
        "$skip",
        "$top",
    ];
    understood.contains(&option) || !option.starts_with('$')
}

/// The object with the members that `$select` names.
pub(super) fn selected(item: &Value, options: &BTreeMap<String, String>) -> Value {
    let (Some(select), Value::Object(members)) = (options.get("$select"), item) else {
        return item.clone();
    };
    let names: Vec<_> = select.split(',').map(str::trim).collect();
    let is_wanted =
        |name: &str| name.starts_with('@') || names.contains(&name) || names.contains(&"*");
    let members = members.iter().filter(|(name, _)| is_wanted(name));
    let members: Map<_, _> = members.map(|(n, v)| (n.clone(), v.clone())).collect();
    Value::Object(members)
}

/// The URL of the request with another option; what it says of pages and rounds is replaced.
fn link(request: &Received, option: &str, value: usize) -> String {
    let url = request.url().to_string();
    let (path, query) = url.split_once('?').unwrap_or((&url, ""));
    let is_kept = |other: &&str| {
        let name = other.split('=').next().unwrap_or_default();
        let is_delta = option == "$skip" && name == "$deltatoken";
        !name.is_empty() && (is_delta || !["$skip", "$deltatoken"].contains(&name))
    };
    let mut options: Vec<_> = query
        .split('&')
        .filter(is_kept)
        .map(str::to_owned)
        .collect();
    options.push(format!("{option}={value}"));
    format!("{path}?{}", options.join("&"))
}
