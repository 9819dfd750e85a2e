//! Each folder of `tests/cases` is a case: `input.csdl` and `slices.toml` go in, and either the
//! crate in `expected/` comes out or the report in `expected.diagnostics`. The expected crates are
//! members of the workspace, so the test run compiles them too.
//!
//! `UPDATE_EXPECT=1 cargo test -p msgraph-codegen --test cases` renews what is expected.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use msgraph_codegen::config::Config;
use msgraph_codegen::diagnostics::{Renderer, Source};
use msgraph_codegen::generate;
use msgraph_codegen::output::Tree;

/// The way from an expected crate to the runtime.
const RUNTIME: &str = "../../../../../runtime";

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("input.csdl").exists())
        .collect();
    cases.sort();
    cases
}

/// What a case gives: the files of a crate, or the rendered diagnostics.
fn run(case: &Path, metadata: String) -> Result<Tree, String> {
    let settings = fs::read_to_string(case.join("slices.toml")).unwrap();
    let config = Config::parse(&settings).unwrap();
    let sources =
        [("input.csdl", metadata), ("slices.toml", settings)].map(|(name, text)| Source {
            name: name.to_owned(),
            text,
        });
    let metadata: Vec<_> = config.apis.iter().map(|_| sources[0].clone()).collect();
    let generation = generate(&config, &metadata, Some(RUNTIME));
    generation
        .tree
        .ok_or_else(|| Renderer::plain().render(&generation.diagnostics, &sources))
}

fn read_tree(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let name = path
                .strip_prefix(folder)
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/");
            files.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
    files
}

fn expected_files(tree: &Tree) -> BTreeMap<String, String> {
    tree.files()
        .map(|(path, file)| (path.to_owned(), file.text.clone()))
        .collect()
}

fn renew(case: &Path, outcome: &Result<Tree, String>) {
    let folder = case.join("expected");
    let _ = fs::remove_dir_all(&folder);
    let _ = fs::remove_file(case.join("expected.diagnostics"));
    match outcome {
        Ok(tree) => {
            for (path, file) in tree.files() {
                let path = folder.join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, &file.text).unwrap();
            }
        }
        Err(report) => fs::write(case.join("expected.diagnostics"), report).unwrap(),
    }
}

#[test]
fn cases_give_what_is_expected() {
    let cases = cases();
    assert!(!cases.is_empty());
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    for case in cases {
        let metadata = fs::read_to_string(case.join("input.csdl")).unwrap();
        let outcome = run(&case, metadata);
        if update {
            renew(&case, &outcome);
            continue;
        }
        match outcome {
            Ok(tree) => assert_eq!(
                expected_files(&tree),
                read_tree(&case.join("expected")),
                "{} differs; `UPDATE_EXPECT=1 cargo test -p msgraph-codegen --test cases` renews it",
                case.display()
            ),
            Err(report) => {
                let expected = fs::read_to_string(case.join("expected.diagnostics"));
                assert_eq!(report, expected.unwrap_or_default(), "{}", case.display());
            }
        }
    }
}
