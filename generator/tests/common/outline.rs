//! What there is in a crate, whatever it is called.

use std::collections::{BTreeMap, BTreeSet};

use msgraph_generator::output::Tree;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Item};

/// The items of all files, and the manifest, without names and texts.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Outline {
    /// Each item, with how often there is one like it.
    items: BTreeMap<String, usize>,
    /// The keys of the manifest.
    manifest: Vec<String>,
}

impl Outline {
    pub(crate) fn of(tree: &Tree) -> Self {
        let mut items = BTreeMap::new();
        for (path, file) in tree.files().filter(|(path, _)| path.starts_with("src/")) {
            let file = syn::parse_file(&file.text).unwrap_or_else(|e| panic!("{path}: {e}"));
            let depth = path.matches('/').count();
            *items
                .entry(format!("file {depth} deep: {}", attributes(&file.attrs)))
                .or_default() += 1;
            for item in file
                .items
                .iter()
                .filter(|item| !matches!(item, Item::Use(_)))
            {
                *items.entry(outline(item)).or_default() += 1;
            }
        }
        let manifest = &tree.get("Cargo.toml").unwrap().text;
        Self {
            items,
            manifest: keys(manifest),
        }
    }

    /// What only one of the two has.
    pub(crate) fn difference(&self, other: &Self) -> String {
        let lines = |outline: &Self| {
            let items = outline
                .items
                .iter()
                .map(|(item, count)| format!("{count} × {item}"));
            items
                .chain(outline.manifest.iter().cloned())
                .collect::<BTreeSet<_>>()
        };
        let (own, others) = (lines(self), lines(other));
        let gone = own.difference(&others).map(|line| format!("  - {line}"));
        let new = others.difference(&own).map(|line| format!("  + {line}"));
        gone.chain(new).collect::<Vec<_>>().join("\n")
    }
}

/// The attributes but for documentation, and for the lints about letters.
fn attributes(attributes: &[Attribute]) -> String {
    let others = attributes.iter().map(|a| a.to_token_stream().to_string());
    let is_about_code = |a: &String| !a.starts_with("# ! [doc") && !a.contains("confusable_idents");
    let mut others: Vec<_> = others.filter(is_about_code).collect();
    others.sort();
    others.join(" ")
}

/// The words and marks of an item that are no names and no texts, sorted: the order of members goes by
/// their names.
fn outline(item: &Item) -> String {
    let mut words = Vec::new();
    collect(item.to_token_stream(), &mut words);
    words.sort();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    let counts: Vec<_> = counts
        .into_iter()
        .map(|(word, count)| format!("{word}{count}"))
        .collect();
    counts.join(" ")
}

fn collect(tokens: TokenStream, words: &mut Vec<String>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            // Documentation may be of any length, and what is deprecated is said in texts.
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                let is_said = |token: &TokenTree| {
                    matches!(token, TokenTree::Group(group)
                    if group.stream().into_iter().next().is_some_and(|word| {
                        matches!(word.to_string().as_str(), "doc" | "deprecated")
                    }))
                };
                if tokens.next_if(is_said).is_none() {
                    words.push("#".to_owned());
                }
            }
            // A path may be longer, where a name means something else.
            TokenTree::Punct(mark) if mark.as_char() == ':' || mark.as_char() == ',' => {}
            TokenTree::Punct(mark) => words.push(mark.to_string()),
            TokenTree::Group(group) => {
                // The arm of a long `match` gets braces.
                if group.delimiter() != Delimiter::Brace {
                    words.push(format!("{:?}", group.delimiter()));
                }
                collect(group.stream(), words);
            }
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                words.push(if text.starts_with('"') {
                    "text".to_owned()
                } else {
                    text
                });
            }
            TokenTree::Ident(word) if is_keyword(&word.to_string()) => words.push(word.to_string()),
            TokenTree::Ident(_) => {}
        }
    }
}

fn is_keyword(word: &str) -> bool {
    // These two begin paths.
    !matches!(word, "crate" | "super")
        && syn::parse_str::<syn::Ident>(word).is_err()
        && !word.starts_with("r#")
}

/// The keys of a manifest in order, tables with them.
fn keys(manifest: &str) -> Vec<String> {
    fn walk(table: &toml::de::DeTable<'_>, prefix: &str, keys: &mut Vec<String>) {
        for (key, value) in table {
            let key = format!("{prefix}/{}", key.get_ref());
            if let toml::de::DeValue::Table(table) = value.get_ref() {
                walk(table, &key, keys);
            }
            keys.push(key);
        }
    }
    let table = toml::de::DeTable::parse(manifest).unwrap_or_else(|e| panic!("{e}\n{manifest}"));
    let mut all = Vec::new();
    walk(table.get_ref(), "", &mut all);
    all
}

/// Names that Windows keeps for devices, whatever comes after a dot.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Files are where they belong, and can be there on every system.
pub(crate) fn check_paths(tree: &Tree) {
    let mut paths = BTreeSet::new();
    for (path, _) in tree.files() {
        assert!(paths.insert(path.to_lowercase()), "{path} in two spellings");
        assert!(path.len() < 400, "{path} is too long");
        let Some(inner) = path.strip_prefix("src/") else {
            assert!(["Cargo.toml", "api.txt"].contains(&path), "{path}");
            continue;
        };
        let inner = inner
            .strip_suffix(".rs")
            .unwrap_or_else(|| panic!("{path}"));
        for segment in inner.split('/') {
            let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            assert!(
                !segment.is_empty() && segment.chars().all(is_word),
                "{path}"
            );
            let port = segment.strip_prefix("com").or(segment.strip_prefix("lpt"));
            let is_port =
                port.is_some_and(|n| n.len() == 1 && n.starts_with(|c: char| c.is_ascii_digit()));
            assert!(!DEVICES.contains(&segment) && !is_port, "{path}");
        }
    }
}
