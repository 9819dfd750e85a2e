//! How generated code is laid out.

use msgraph_codegen::output::Tree;

/// All code is laid out as prettyplease does it, empty lines aside, though most of it is not printed by that. What is in
/// macros it does not lay out.
pub(crate) fn check(tree: &Tree) {
    for (path, file) in tree.files().filter(|(path, _)| path.starts_with("src/")) {
        if file.text.contains("! {\n") || file.text.contains("macro_rules! ") {
            continue;
        }
        let parsed = syn::parse_file(&file.text).unwrap_or_else(|e| panic!("{path}: {e}"));
        let printed = prettyplease::unparse(&parsed);
        let pairs = lines(&file.text).zip(lines(&printed));
        for (line, printed) in pairs {
            assert_eq!(line, printed, "in {path}");
        }
        assert_eq!(lines(&file.text).count(), lines(&printed).count(), "{path}");
    }
}

/// Plain comments are nothing that the parser sees.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with("// "))
}
