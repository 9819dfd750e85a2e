//! Paths and numbers, the way people read them.

use std::path::{Component, Path, PathBuf};

use msgraph_generator::foreign;

/// A path for messages, in one line: relative to the current folder where it is below it.
pub(crate) fn shown(path: &Path) -> String {
    let path = without_dots(path);
    let shown = match std::env::current_dir() {
        Ok(here) if path != here => path.strip_prefix(&here).unwrap_or(&path),
        _ => &path,
    };
    foreign::line(&slashed(shown))
}

/// Foreign text for messages, in one line.
pub(crate) fn one_line(text: &str) -> String {
    foreign::line(text)
}

/// How to get from one folder to another, with forward slashes. Neither has to exist.
///
/// On systems with several roots there may be no way; then it is the place itself.
pub(crate) fn relative(from: &Path, to: &Path) -> String {
    let (from, to) = (resolved(from), resolved(to));
    let common = from
        .components()
        .zip(to.components())
        .take_while(|(a, b)| a == b)
        .count();
    if common == 0 {
        return slashed(&to);
    }
    let up = from.components().skip(common).map(|_| Component::ParentDir);
    let way: PathBuf = up.chain(to.components().skip(common)).collect();
    if way.as_os_str().is_empty() {
        ".".into()
    } else {
        slashed(&way)
    }
}

/// The absolute path, with the links in the part of it that exists followed.
pub(crate) fn resolved(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let path = without_dots(&path);
    let existing = path
        .ancestors()
        .find_map(|a| Some((a, a.canonicalize().ok()?)));
    match existing {
        Some((ancestor, real)) => match path.strip_prefix(ancestor) {
            Ok(rest) if !rest.as_os_str().is_empty() => real.join(rest),
            _ => real,
        },
        None => path,
    }
}

/// `a/./b/../c` is `a/c`.
fn without_dots(path: &Path) -> PathBuf {
    let mut kept = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(kept.components().next_back(), Some(Component::Normal(_))) =>
            {
                kept.pop();
            }
            other => kept.push(other),
        }
    }
    if kept.as_os_str().is_empty() {
        ".".into()
    } else {
        kept
    }
}

/// A path with forward slashes.
pub(crate) fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) {
        text.replace('\\', "/")
    } else {
        text.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{relative, without_dots};

    #[test]
    fn ways_between_folders() {
        for (from, to, way) in [
            ("/x1/generated", "/x1/runtime", "../runtime"),
            (
                "/x1/schemas/../generated",
                "/x1/schemas/../runtime",
                "../runtime",
            ),
            ("/x1/a/b/c", "/x1/d", "../../../d"),
            ("/x1/a", "/x1/a/b", "b"),
            ("/x1/a", "/x1/a", "."),
        ] {
            assert_eq!(relative(Path::new(from), Path::new(to)), way);
        }
    }

    #[test]
    fn dots_go() {
        for (path, clean) in [
            ("a/./b/../c", "a/c"),
            ("../a", "../a"),
            ("a/..", "."),
            ("/..", "/.."),
        ] {
            assert_eq!(without_dots(Path::new(path)), Path::new(clean));
        }
    }
}
