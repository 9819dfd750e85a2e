//! What was probably meant.

/// The word that is most like this one, if one is like it at all; letter case does not count. Of several that
/// are, the first in the alphabet.
///
/// ```
/// use msgraph_generator::diagnostics::nearest;
///
/// assert_eq!(nearest("user", ["groups", "users"].into_iter()), Some("users"));
/// assert_eq!(nearest("xyz", ["groups", "users"].into_iter()), None);
/// ```
pub fn nearest<S: AsRef<str>>(word: &str, known: impl Iterator<Item = S>) -> Option<S> {
    let word = word.to_lowercase();
    let likeness = |known: &S| strsim::jaro_winkler(&known.as_ref().to_lowercase(), &word);
    known
        .map(|known| (likeness(&known), known))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|(a, left), (b, right)| {
            let by_name = || right.as_ref().cmp(left.as_ref());
            a.total_cmp(b).then_with(by_name)
        })
        .map(|(_, nearest)| nearest)
}

/// A hint with the word that is most like this one, if one is.
pub(crate) fn did_you_mean<S: AsRef<str>>(
    word: &str,
    known: impl Iterator<Item = S>,
) -> Option<String> {
    let near = nearest(word, known)?;
    Some(format!("did you mean `{}`?", near.as_ref()))
}
