//! Texts that try to be more than texts, in every place from which a text reaches source, a file name,
//! the manifest or documentation.
//!
//! Whatever stands in such a place, the crate has the files and items that it has with a harmless text
//! there, under other names; or there is none, and a diagnostic.

// Clippy knows tests, but not the functions that they share.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "the tests of the cases use more of it")]
mod common;
#[path = "common/outline.rs"]
mod outline;

use common::run;
use msgraph_generator::output::Tree;
use outline::Outline;

const METADATA: &str = include_str!("hostile/places.csdl");
const SETTINGS: &str = include_str!("hostile/places.toml");

/// What is wrong with some texts in some places: they are refused, with one of these codes.
///
/// A place is written `{place}` in the two files, and is called there what it holds.
#[rustfmt::skip] // a table
const PLACES: &[(&str, &[&str])] = &[
    ("{namespace}", &["E0203", "E0208"]),
    ("{alias}", &["E0203", "E0208"]),
    ("{entity}", &["E0203", "E0204"]),
    ("{complex}", &["E0203", "E0402", "E0401"]),
    ("{enumeration}", &["E0203"]),
    ("{definition}", &["E0203"]),
    ("{key}", &["E0213"]),
    ("{property}", &[]),
    ("{navigation}", &[]),
    ("{member}", &[]),
    ("{action}", &["E0210", "E0404"]),
    ("{function}", &["E0210", "E0203"]),
    ("{parameter}", &[]),
    ("{argument}", &[]),
    ("{container}", &[]),
    ("{set}", &[]),
    ("{singleton}", &[]),
    ("{action import}", &[]),
    ("{function import}", &[]),
    ("{term}", &[]),
    ("{description}", &[]),
    ("{long description}", &[]),
    ("{default}", &[]),
    ("{revision}", &[]),
    ("{removal}", &[]),
    ("{kind}", &[]),
    ("{qualifier}", &[]),
    ("{reference}", &[]),
    ("{included}", &["E0208"]),
    ("{target}", &[]),
    ("{partner}", &[]),
    ("{path}", &[]),
    ("{facet}", &[]),
    ("{filter function}", &[]),
    ("{levels}", &[]),
    ("{restricted}", &[]),
    ("{form}", &[]),
    ("{explanation}", &[]),
    ("{header}", &[]),
    ("{scope}", &[]),
    ("{value}", &["E0207"]),
    ("{underlying}", &["E0203", "E0204"]),
    ("{declared}", &["E0203"]),
    ("{base}", &["E0203", "E0206"]),
    ("{crate}", &["E0305"]),
    ("{summary}", &[]),
    ("{module}", &["E0305"]),
    ("{service}", &["E0305"]),
    ("{page}", &["E0305"]),
    ("{version}", &["E0305"]),
    ("{out}", &["E0305"]),
    ("{file}", &["E0305"]),
    ("{root}", &["E0401", "E0402", "E0403", "E0305"]),
    ("{status}", &["E0202"]),
    ("{succeeded}", &[]),
    ("{failed}", &[]),
    ("{percentage}", &["E0202"]),
    ("{answer}", &["E0404"]),
    ("{binding}", &["E0404"]),
    ("{new name}", &["E0305"]),
    ("{why}", &["E0305"]),
    ("{added}", &["E0305"]),
    ("{added type}", &["E0305", "E0408"]),
    ("{patched}", &["E0407"]),
];

/// Texts that end something, begin something, or are something.
const TEXTS: &[&str] = &[
    // Rust
    "\"",
    "\"#",
    "\"; fn evil() {} \"",
    "'",
    "\\",
    "\\\"",
    "*/ fn evil() {} /*",
    "/*",
    "//",
    "//! evil",
    "\nfn evil() {}",
    "\r\nfn evil() {}\r\n",
    "} fn evil() {",
    ") {} fn evil(",
    "#![no_std]",
    "#![doc = \"evil\"]",
    "#[evil]",
    "include!(\"/etc/hosts\")",
    "r#\"",
    "r#fn",
    "fn",
    "self",
    "Self",
    "crate",
    "super",
    "_",
    "'static",
    "{}",
    "{0}",
    "${evil}",
    "#evil",
    "$crate",
    "\\u{202e}",
    "a::b",
    "<evil>",
    "&evil",
    "evil!",
    // Markdown and HTML
    "`",
    "```\nevil\n```",
    "    evil();",
    "[evil]",
    "[`evil`](evil)",
    "<script>evil</script>",
    "<!--",
    "-->",
    "# evil",
    "- evil",
    // XML and TOML
    "]]>",
    "&amp;",
    "&evil;",
    "<evil/>",
    "\"\"\"",
    "'''",
    "\"\n[evil]\nevil = \"",
    "]",
    "evil = 1",
    // Paths and files
    "../../evil",
    "..\\..\\evil",
    "/evil",
    "C:\\evil",
    "evil/../..",
    ".",
    "..",
    "...",
    "evil.rs",
    "mod",
    "lib",
    "main",
    "build",
    "con",
    "CON",
    "prn",
    "aux",
    "nul",
    "com1",
    "LPT9",
    "com\u{b9}",
    "con.txt",
    "nul.",
    "aux ",
    "evil. . .",
    "conin$",
    ".git",
    "Cargo.toml",
    "src",
    // Characters
    "",
    " ",
    "\t",
    "\0",
    "\u{1}",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{202e}live",
    "\u{2066}x",
    "\u{2028}",
    "\u{2029}",
    "\u{feff}",
    "\u{fffd}",
    "\u{e0041}",
    "\u{1f600}",
    "\u{301}",
    "e\u{301}",
    "\u{fb01}",
    "\u{130}",
    "\u{df}",
    "\u{5d0}",
    "\u{56f3}",
    // The names of others, in this case and in another
    "other",
    "Other",
    "OTHER",
    "oTher",
    "id",
    "ID",
    "base",
    "additional",
    "get",
    "list",
    "new",
    "by_id",
    "client",
    "None",
    "Option",
    "Model",
    "Client",
    "Target",
    "msgraph_core",
    "core",
    "std",
    "models",
    "requests",
    "Property",
];

/// The text of the place when all is well.
fn harmless(place: &str) -> &str {
    match place {
        "{value}" => "7",
        "{facet}" => "12",
        "{underlying}" => "Edm.Int32",
        "{declared}" => "Edm.String",
        "{base}" => "demo.shape",
        "{path}" => "it",
        "{page}" => "page",
        "{version}" => "1",
        "{kind}" => "Org.OData.Core.V1.RevisionKind/Deprecated",
        "{removal}" => "2030-01-01",
        "{root}" => "type:demo.shape",
        "{answer}" | "{binding}" => "demo.job",
        "{new name}" => "renamed",
        "{added type}" => "addition",
        "{patched}" => "demo.outline/removed",
        "{key}" => "code",
        "{crate}" => "harmless",
        "{module}" => "api",
        "{service}" => "v1",
        _ => place.trim_matches(['{', '}']),
    }
}

/// As the value of an attribute. NUL has no reference; it stands there itself.
fn in_xml(text: &str) -> String {
    let escape = |c: char| match c {
        '"' | '&' | '<' | '\t' | '\n' | '\r' => format!("&#{};", u32::from(c)),
        c => c.to_string(),
    };
    text.chars().map(escape).collect()
}

/// As a basic string.
fn in_toml(text: &str) -> String {
    let escape = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
        c => c.to_string(),
    };
    text.chars().map(escape).collect()
}

/// Both files with texts in some places and harmless ones in the others.
fn with(filled: &[(&str, &str)]) -> (Option<Tree>, String) {
    let (mut settings, mut metadata) = (SETTINGS.to_owned(), METADATA.to_owned());
    for (other, _) in PLACES {
        let text = filled.iter().find(|(place, _)| place == other);
        let text = text.map_or_else(|| harmless(other), |(_, text)| *text);
        settings = settings.replace(other, &in_toml(text));
        metadata = metadata.replace(other, &in_xml(text));
    }
    run(&settings, &metadata)
}

#[test]
fn every_place_is_in_the_files() {
    for (place, _) in PLACES {
        assert!(
            METADATA.contains(place) || SETTINGS.contains(place),
            "{place}"
        );
    }
}

/// The outline of the crate when all is well.
fn well() -> Outline {
    let (tree, report) = with(&[]);
    Outline::of(&tree.unwrap_or_else(|| panic!("{report}")))
}

/// Each text in all places that take any text, a different one in each.
#[test]
fn no_text_gets_out_of_its_place() {
    let well = well();
    let places: Vec<_> = PLACES
        .iter()
        .filter(|(_, codes)| codes.is_empty())
        .collect();
    let texts = texts();
    for turn in 0..texts.len() {
        let filled: Vec<_> = places
            .iter()
            .enumerate()
            .map(|(n, (place, _))| (*place, texts[(turn + 7 * n) % texts.len()].as_str()))
            .collect();
        let faults = faults(&well, &filled, &[]);
        assert!(faults.is_empty(), "{filled:?}: {faults}");
    }
}

/// Each text in each place, alone. The test above and a share of these are run all the time.
#[test]
fn a_share_of_all() {
    every(23);
}

#[test]
#[ignore = "takes minutes"]
fn all() {
    every(1);
}

fn texts() -> Vec<String> {
    let texts = TEXTS.iter().map(|text| (*text).to_owned());
    texts.chain(["a".repeat(10_000)]).collect()
}

fn every(nth: usize) {
    let well = well();
    let mut all = Vec::new();
    let pairs = PLACES
        .iter()
        .flat_map(|place| texts().into_iter().map(move |text| (place, text)));
    for ((place, codes), text) in pairs.step_by(nth) {
        let faults = faults(&well, &[(place, &text)], codes);
        if !faults.is_empty() {
            let shown: String = text.chars().take(40).collect();
            all.push(format!("{place} {shown:?}: {faults}"));
        }
    }
    assert!(all.is_empty(), "{} faults\n{}", all.len(), all.join("\n"));
}

/// What is not as it should be with these texts in these places.
fn faults(well: &Outline, filled: &[(&str, &str)], codes: &[&str]) -> String {
    let (tree, report) = with(filled);
    assert!(
        !report.contains(['\u{1b}', '\u{202e}', '\0']),
        "{filled:?}: {report:?}"
    );
    let Some(tree) = tree else {
        let code = report
            .split("error[")
            .nth(1)
            .and_then(|rest| rest.get(..5))
            .unwrap_or_default();
        let is_known = codes.contains(&code);
        return if is_known {
            String::new()
        } else {
            format!("refused\n{report}")
        };
    };
    outline::check_paths(&tree);
    let outline = Outline::of(&tree);
    if outline == *well {
        String::new()
    } else {
        well.difference(&outline)
    }
}
