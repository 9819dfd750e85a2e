//! The namespace of what has none in its name: undotted schemas, the container, calls by simple names.

use super::context::Context;
use crate::csdl::syntax::Text;
use crate::diagnostics::Diagnostic;
use crate::tree::Node;

/// What Microsoft's converter calls documents: "OData Service for namespace microsoft.graph".
const TITLE: &str = "OData Service for namespace ";

/// The default namespace: what `slices.toml` says, what the title says, or what all names have in common. `None` if
/// nothing tells it where it is needed; that is reported.
///
/// `types` are the schemas that are types; which of them are how many does not matter, so that a document with a few
/// more or less gives the same.
pub(super) fn default<'t, 'a>(
    cx: &mut Context<'t, 'a, '_>,
    types: &[&'t (Text<'a>, Node<'a>)],
) -> Option<String> {
    if let Some(namespace) = &cx.profile.namespace {
        return Some(namespace.get_ref().clone());
    }
    let (dotted, bare): (Vec<_>, Vec<_>) = types
        .iter()
        .map(|(name, _)| name)
        .partition(|name| name.contains('.'));
    let title = cx.root.get("info").and_then(|info| info.str("title"));
    let title = title.and_then(|title| title.strip_prefix(TITLE)?.split_whitespace().next());
    let names = dotted.iter().filter_map(|name| name.rsplit_once('.'));
    let mut namespaces: Vec<_> = names.map(|(namespace, _)| namespace).collect();
    namespaces.sort_unstable();
    namespaces.dedup();
    if let (Some(bare), Some(dotted)) = (bare.first(), dotted.first()) {
        let message = "some schemas have a namespace in their names, others have none";
        let error = Diagnostic::error("E0514", message)
            .at(bare.span, "has none")
            .and(dotted.span, "has one");
        let suggestion = title.or(common_prefix(&namespaces)).unwrap_or("a.b");
        let count = bare_count(&types.iter().map(|(name, _)| &**name).collect::<Vec<_>>());
        cx.report(error.hint(format!(
            "say where the {count} without one are: `namespace = \"{suggestion}\"` below `[api.openapi]`"
        )));
        return None;
    }
    if let Some(title) = title {
        return Some(title.to_owned());
    }
    if namespaces.is_empty() {
        namespaces = called_in_paths(cx.root);
    }
    if let Some(common) = common_prefix(&namespaces) {
        return Some(common.to_owned());
    }
    if cx.root.members("paths").is_empty() {
        return Some(namespaces.first().copied().unwrap_or_default().to_owned());
    }
    let place = types.first().map_or(cx.root.span, |(name, _)| name.span);
    let (message, label, example) = match namespaces.as_slice() {
        [] => (
            "the document has no namespace",
            "names have no namespace",
            "my.service",
        ),
        [first, ..] => (
            "the namespaces of the document have nothing in common",
            "one of them",
            *first,
        ),
    };
    let error = Diagnostic::error("E0514", message).at(place, label);
    cx.report(error.hint(format!(
        "say in slices.toml which to take: `namespace = \"{example}\"` below `[api.openapi]`"
    )));
    None
}

fn bare_count(names: &[&str]) -> usize {
    names.iter().filter(|name| !name.contains('.')).count()
}

/// What namespaces have in common, in whole words: `a.b` of `a.b`, `a.b.c` and `a.b.d`.
fn common_prefix<'n>(namespaces: &[&'n str]) -> Option<&'n str> {
    let (first, rest) = namespaces.split_first()?;
    let is_within = |namespace: &str, prefix: &str| {
        let rest = namespace.strip_prefix(prefix);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let prefixes = std::iter::successors(Some(*first), |prefix| {
        prefix.rsplit_once('.').map(|(shorter, _)| shorter)
    });
    let mut common = prefixes.filter(|prefix| rest.iter().all(|other| is_within(other, prefix)));
    common.next()
}

/// The namespaces in segments such as `microsoft.graph.recent()`, where there are no types to tell it.
fn called_in_paths<'t>(root: &'t Node<'_>) -> Vec<&'t str> {
    let segments = root
        .members("paths")
        .iter()
        .flat_map(|(path, _)| path.split('/'));
    let names = segments.map(|segment| segment.split('(').next().unwrap_or_default());
    let mut found: Vec<_> = names
        .filter(|name| !name.starts_with(['{', '$', '\'']))
        .filter_map(|name| name.rsplit_once('.'))
        .map(|(namespace, _)| namespace)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::common_prefix;

    #[test]
    fn the_common_prefix_is_of_whole_words() {
        assert_eq!(common_prefix(&["a.b", "a.b.c", "a.b.d"]), Some("a.b"));
        assert_eq!(common_prefix(&["a.b.c", "a.b.d"]), Some("a.b"));
        assert_eq!(common_prefix(&["a.bc", "a.bd"]), Some("a"));
        assert_eq!(common_prefix(&["a", "b"]), None);
        assert_eq!(common_prefix(&[]), None);
    }
}
