//! What all paths start with before the names of entity sets: `/v1.0`, `/api/odata`.

use super::context::Context;
use crate::csdl::syntax::Text;
use crate::diagnostics::Diagnostic;
use crate::tree::Node;

/// The prefix that `slices.toml` says, or the words for services and versions that all paths start with.
pub(super) fn of(cx: &mut Context<'_, '_, '_>) -> String {
    if let Some(prefix) = &cx.profile.path_prefix {
        return prefix.get_ref().clone();
    }
    let paths = cx.root.members("paths");
    let common = common(paths);
    refuse_versions(cx, paths, &common);
    common
}

/// The longest prefix of such words.
pub(super) fn common(paths: &[(Text<'_>, Node<'_>)]) -> String {
    let mut prefix = String::new();
    let Some((first, _)) = paths.first() else {
        return prefix;
    };
    for word in first.split('/').skip(1) {
        let longer = format!("{prefix}/{word}");
        let is_within = |path: &str| {
            let below = path.strip_prefix(&*longer);
            below.is_some_and(|below| below.starts_with('/'))
        };
        let is_word = is_version(word) || ["api", "odata"].contains(&word);
        if !is_word || !paths.iter().all(|(path, _)| is_within(path)) {
            break;
        }
        prefix = longer;
    }
    prefix
}

/// Is a segment a version, such as `v1.0` and `beta`? No entity set is called so.
fn is_version(word: &str) -> bool {
    let is_rest = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
    let numbered = word.strip_prefix('v');
    word == "beta"
        || numbered.is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_ascii_digit()) && rest.chars().all(is_rest)
        })
}

/// Paths of several versions are several services.
fn refuse_versions<'t, 'a>(
    cx: &mut Context<'t, 'a, '_>,
    paths: &'t [(Text<'a>, Node<'a>)],
    common: &str,
) {
    let version = |path: &'t Text<'a>| {
        let below = path.strip_prefix(common)?.strip_prefix('/')?;
        let word = below.split('/').next()?;
        is_version(word).then_some(word)
    };
    let mut found = paths.iter().map(|(path, _)| (path, version(path)));
    let Some((first, Some(word))) = found.next() else {
        return;
    };
    let mut others = found.filter(|(_, other)| *other != Some(word));
    if let Some((other, Some(_))) = others.next() {
        let error = Diagnostic::error("E0520", "the paths are of several versions of the service")
            .at(first.span, "of one")
            .and(other.span, "of another");
        cx.report(error.hint(format!(
            "say which to take: `path-prefix = \"{common}/{word}\"` below `[api.openapi]`"
        )));
    }
}
