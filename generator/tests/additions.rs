//! One member more in the schema changes lines about that member, and no others: no line of code goes, and at most ten
//! come in each file (with a navigation property, sixteen). `api.txt` is sorted anew, so it may be laid out otherwise.

// Clippy knows tests, but not the functions that they share.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "common/skipped.rs"]
mod skipped;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use msgraph_generator::Surroundings;
use msgraph_generator::config::Config;
use msgraph_generator::diagnostics::Source;
use msgraph_generator::generate;
use skipped::skipped;

/// How many lines of a file may come with a member.
const MOST: usize = 10;
/// How many with a navigation property, to which two methods may lead: the path, and its references.
const MOST_OF_NAVIGATION: usize = 16;

/// Members to add, and whether complex types can have them. They are sorted before, between and after others.
const MEMBERS: [(&str, bool); 6] = [
    (r#"<Property Name="aaNew" Type="Edm.String"/>"#, true),
    (
        r#"<Property Name="newNumber" Type="Edm.Int32" Nullable="false"/>"#,
        true,
    ),
    (
        r#"<Property Name="zzNew" Type="Collection(Edm.DateTimeOffset)"/>"#,
        true,
    ),
    (
        r#"<Property Name="newError" Type="microsoft.graph.publicError"/>"#,
        true,
    ),
    (
        r#"<NavigationProperty Name="aaMore" Type="Collection(microsoft.graph.list)" ContainsTarget="true"/>"#,
        false,
    ),
    (
        r#"<NavigationProperty Name="zzMore" Type="microsoft.graph.user"/>"#,
        false,
    ),
];

/// The files of the crate of a schema, but for those that are lists of all there is.
fn crate_of(metadata: String, settings: &str) -> BTreeMap<String, String> {
    let config = Config::parse(settings).unwrap();
    let source = Source::new("schema.csdl".to_owned(), metadata);
    let generation = generate(&config, &[source], &Surroundings::default());
    let tree = generation
        .tree
        .unwrap_or_else(|| panic!("{:?}", generation.diagnostics));
    let files = tree.files().filter(|(path, _)| path.starts_with("src/"));
    files
        .map(|(path, file)| (path.to_owned(), file.text.clone()))
        .collect()
}

const SETTINGS: &str = r#"[crate]
name = "more"
[[api]]
module = "v1_0"
service = "v1.0"
metadata = "schema.csdl"
roots = ["*"]
"#;

/// The files that differ, each with the lines that came. None may have gone; a file may be new.
fn added<'f>(
    before: &BTreeMap<String, String>,
    after: &'f BTreeMap<String, String>,
    what: &str,
) -> Vec<(&'f str, usize)> {
    assert!(before.keys().all(|path| after.contains_key(path)), "{what}");
    let known = after
        .iter()
        .filter_map(|(path, text)| Some((path, before.get(path)?, text)));
    let differing = known.filter(|(_, old, new)| old != new);
    let differing = differing.map(|(path, old, new)| {
        let mut lines = new.lines();
        for line in old.lines() {
            assert!(
                lines.any(|other| other == line),
                "{what}: `{line}` went from {path}"
            );
        }
        (path.as_str(), new.lines().count() - old.lines().count())
    });
    differing.collect()
}

/// The schema with a member more in the type that begins there.
fn with_member(schema: &str, start: usize, member: &str) -> Option<String> {
    let end = if schema[start..].starts_with("<EntityType") {
        "</EntityType>"
    } else {
        "</ComplexType>"
    };
    let tag_ends = schema[start..].find('>')?;
    if schema[..start + tag_ends].ends_with('/') {
        return None;
    }
    let end = start + schema[start..].find(end)?;
    let (head, tail) = schema.split_at(end);
    Some(format!("{head}{member}{tail}"))
}

fn starts(schema: &str) -> Vec<usize> {
    let entities = schema.match_indices("<EntityType Name=");
    let complex = schema.match_indices("<ComplexType Name=");
    entities.chain(complex).map(|(start, _)| start).collect()
}

#[test]
fn a_member_more_changes_lines_about_it_alone() {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas/v1.0.csdl");
    let schema = fs::read_to_string(schema).unwrap();
    let before = crate_of(schema.clone(), SETTINGS);
    let mut count = 0;
    for start in starts(&schema) {
        let is_entity = schema[start..].starts_with("<EntityType");
        for (member, _) in MEMBERS
            .iter()
            .filter(|(_, anywhere)| is_entity || *anywhere)
        {
            let Some(changed) = with_member(&schema, start, member) else {
                continue;
            };
            count += 1;
            let name = schema[start..].split('"').nth(1).unwrap();
            let what = format!("{member} in {name}");
            let after = crate_of(changed, SETTINGS);
            let files = added(&before, &after, &what);
            assert!(!files.is_empty(), "{what}");
            for (path, lines) in files {
                // What declares nothing but its key has neither kinds nor paths; its first member makes them.
                let is_first = name == "entity";
                let most = if member.starts_with("<Navigation") {
                    MOST_OF_NAVIGATION
                } else {
                    MOST
                };
                assert!(
                    lines <= most || is_first,
                    "{what}: {lines} lines more in {path}"
                );
            }
        }
    }
    assert!(count >= 50, "{count}");
}

/// Fifty types of Graph with a member more each, in one go. None is derived from another, so each of their files has
/// one more.
#[test]
fn fifty_members_more_in_graph_change_lines_about_them_alone() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/graph/v1.0-clean.xml");
    let Ok(schema) = fs::read_to_string(&path) else {
        return skipped(path.display());
    };
    let is_base = |name: &str| schema.contains(&format!("BaseType=\"graph.{name}\""));
    let mut starts: Vec<_> = starts(&schema)
        .into_iter()
        .filter(|start| !is_base(schema[*start..].split('"').nth(1).unwrap()))
        .collect();
    // Types without members are written in one tag, and get none here.
    starts.retain(|start| with_member(&schema, *start, "").is_some());
    starts.sort_unstable();
    let step = starts.len() / 50;
    let chosen: Vec<_> = starts.into_iter().step_by(step).collect();
    let mut changed = schema.clone();
    let mut count = 0;
    // From the end, so that what is before stays where it is.
    for (n, start) in chosen.into_iter().rev().enumerate() {
        let (member, _) = MEMBERS[n % 4];
        let member = member.replace("microsoft.graph", "graph");
        if let Some(with) = with_member(&changed, start, &member) {
            (changed, count) = (with, count + 1);
        }
    }
    assert!(count >= 50, "{count}");
    let before = crate_of(schema, SETTINGS);
    let after = crate_of(changed, SETTINGS);
    let files = added(&before, &after, "fifty members");
    assert!(files.len() >= count, "{}", files.len());
    for (path, lines) in files {
        assert!(lines <= MOST, "{lines} lines more in {path}");
    }
}
