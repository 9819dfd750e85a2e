//! What is wrong with a value of the configuration, if anything is.

/// What is wrong with the name of a command. It stands between backticks in a comment.
pub(super) fn command(text: &str) -> Option<&'static str> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || " -_./=:".contains(c);
    if text.trim().is_empty() {
        Some("it is empty")
    } else if !text.chars().all(allowed) {
        Some("only ASCII letters, digits, blanks and `-_./=:` may be in it")
    } else {
        None
    }
}

/// What is wrong with the path of a service below its host. It may be empty.
pub(super) fn service(path: &str) -> Option<&'static str> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~/!$&'()*+,;=:@".contains(c);
    if path.starts_with('/') || path.ends_with('/') {
        Some("it stands between slashes already")
    } else if !path.chars().all(allowed) {
        Some("it has characters that cannot be in the path of a URL")
    } else if !path.is_empty() && path.split('/').any(|s| matches!(s, "" | "." | "..")) {
        Some("`.`, `..` and empty segments lead elsewhere")
    } else {
        None
    }
}

/// What is wrong with the address of a documentation page.
pub(super) fn documentation(url: &str) -> Option<&'static str> {
    let rest = url.replace("{type}", "");
    if !url.starts_with("https://") && !url.starts_with("http://") {
        Some("it must start with `https://`")
    } else if rest.len() == url.len() {
        Some("`{type}` must stand where the name of a type belongs")
    } else if !rest
        .chars()
        .all(|c| c.is_ascii_graphic() && !"<>\"`{}\\^|".contains(c))
    {
        Some("it has characters that cannot be in a URL")
    } else {
        None
    }
}

/// What is wrong with the address of a page.
pub(super) fn link(url: &str) -> Option<&'static str> {
    let is_address = url.starts_with("https://") || url.starts_with("http://");
    (!is_address).then_some("it must start with `https://`")
}

/// What is wrong with what paths start with.
pub(super) fn path_prefix(path: &str) -> Option<&'static str> {
    (!path.starts_with('/'))
        .then_some("it must start with a slash, as the paths of the document do")
}

/// What is wrong with the name of an element of the metadata.
pub(super) fn element(name: &str) -> Option<&'static str> {
    let separates = |c: char| c.is_whitespace() || c.is_control() || "./()".contains(c);
    if name.is_empty() {
        Some("it is empty")
    } else if name.contains(separates) {
        Some("names of elements are simple: no dots, slashes, parentheses or blanks")
    } else {
        None
    }
}

/// What is wrong with the target of an addition.
pub(super) fn addition(target: &str, is_type: bool) -> Option<&'static str> {
    let (separator, reason) = if is_type {
        ('.', "types are named in full: `microsoft.graph.user`")
    } else {
        (
            '/',
            "it is named with what it is added to: `microsoft.graph.user/nickname`",
        )
    };
    match target.rsplit_once(separator) {
        Some((owner, name)) if !owner.is_empty() && !owner.contains('/') => element(name),
        _ => Some(reason),
    }
}
