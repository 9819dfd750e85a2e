/// So many of something: `1 file`, `2 files`, `0 entities`.
///
/// ```
/// use msgraph_generator::diagnostics::count;
///
/// assert_eq!(count(1, "file"), "1 file");
/// assert_eq!(count(0, "file"), "0 files");
/// assert_eq!(count(2, "entity"), "2 entities");
/// ```
pub fn count(n: usize, noun: &str) -> String {
    match noun.strip_suffix('y') {
        _ if n == 1 => format!("1 {noun}"),
        Some(stem) => format!("{n} {stem}ies"),
        None => format!("{n} {noun}s"),
    }
}
