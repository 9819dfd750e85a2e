//! What programs commonly want of Graph: roots, and what the metadata does not say of them, a file each.

use std::collections::BTreeSet;

use msgraph_generator::diagnostics::nearest;
use msgraph_generator::foreign::toml;
use toml::Table;

use crate::failure::Failure;

const PRESETS: [(&str, &str); 16] = [
    ("applications", include_str!("../presets/applications.toml")),
    ("calendar", include_str!("../presets/calendar.toml")),
    ("chats", include_str!("../presets/chats.toml")),
    ("contacts", include_str!("../presets/contacts.toml")),
    ("devices", include_str!("../presets/devices.toml")),
    ("files", include_str!("../presets/files.toml")),
    ("groups", include_str!("../presets/groups.toml")),
    ("mail", include_str!("../presets/mail.toml")),
    ("planner", include_str!("../presets/planner.toml")),
    ("security", include_str!("../presets/security.toml")),
    ("signins", include_str!("../presets/signins.toml")),
    ("sites", include_str!("../presets/sites.toml")),
    (
        "subscriptions",
        include_str!("../presets/subscriptions.toml"),
    ),
    ("teams", include_str!("../presets/teams.toml")),
    ("todo", include_str!("../presets/todo.toml")),
    ("users", include_str!("../presets/users.toml")),
];

/// A part of Graph that many programs use.
pub(crate) struct Preset {
    name: &'static str,
    /// One line on what is in it.
    about: &'static str,
    roots: Vec<String>,
    /// The tables of `[[api]]` that belong to the roots, as they are written.
    tables: &'static str,
}

/// All presets, by name.
pub(crate) fn all() -> impl Iterator<Item = Preset> {
    PRESETS.into_iter().map(|(name, text)| read(name, text))
}

/// The presets of these names.
pub(crate) fn named(names: &[String]) -> Result<Vec<Preset>, Failure> {
    let unique: BTreeSet<_> = names.iter().collect();
    let presets = unique.into_iter().map(|name| {
        all().find(|preset| preset.name == name).ok_or_else(|| {
            let meant = nearest(name, PRESETS.iter().map(|(name, _)| *name));
            let hint = meant.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            Failure::usage(format!(
                "there is no preset `{name}`{hint} `msgraph-codegen init --list` has all"
            ))
        })
    });
    presets.collect()
}

/// A line for each preset.
pub(crate) fn list() -> String {
    let line = |preset: Preset| format!("{:14} {}\n", preset.name, preset.about);
    all().map(line).collect::<Vec<_>>().concat()
}

/// The `roots` of a configuration: those of presets, each below its name, then the others.
pub(crate) fn roots(presets: &[Preset], others: &[String]) -> String {
    let mut known = BTreeSet::new();
    let mut lines = Vec::new();
    let named = presets
        .iter()
        .map(|preset| (Some(preset.name), &preset.roots[..]));
    for (name, roots) in named.chain([(None, others)]) {
        lines.extend(name.map(|name| format!("    # {name}\n")));
        let new = roots.iter().filter(|root| known.insert(*root));
        lines.extend(new.map(|root| format!("    {},\n", toml(root))));
    }
    lines.concat()
}

/// The tables that belong to the roots of presets.
pub(crate) fn tables(presets: &[Preset]) -> String {
    let tables = presets.iter().map(|preset| preset.tables);
    let tables = tables.filter(|tables| !tables.is_empty());
    tables.flat_map(|tables| ["\n", tables]).collect()
}

fn read(name: &'static str, text: &'static str) -> Preset {
    let about = text.lines().next().unwrap_or_default();
    let start = text.find("[[api.").unwrap_or(text.len());
    let (head, tables) = text.split_at(start);
    let head: Table = head.parse().unwrap_or_default();
    let roots = head.get("roots").and_then(|roots| roots.as_array());
    let roots = roots.into_iter().flatten().filter_map(|root| root.as_str());
    Preset {
        name,
        about: about.trim_start_matches("# "),
        roots: roots.map(str::to_owned).collect(),
        tables,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_have_roots_of_their_own() {
        let mut known = BTreeSet::new();
        for preset in all() {
            assert!(preset.about.ends_with('.'), "{}", preset.about);
            assert!(!preset.roots.is_empty(), "{}", preset.name);
            for root in preset.roots {
                assert!(known.insert(root.clone()), "{root} in {}", preset.name);
            }
        }
    }

    #[test]
    fn roots_are_said_once() {
        let presets = named(&["todo".to_owned(), "todo".to_owned()]).unwrap();
        let others = ["GET /me/todo/lists", "GET /me"].map(str::to_owned);
        let text = roots(&presets, &others);
        assert!(text.starts_with("    # todo\n    \"GET /me/todo/lists\",\n"));
        assert!(text.ends_with("\n    \"GET /me\",\n"), "{text}");
        assert_eq!(text.matches("\"GET /me/todo/lists\"").count(), 1);
        assert!(tables(&presets).starts_with("\n[[api.permission]]\n"));
    }

    #[test]
    fn a_wrong_name_is_near_to_one() {
        let error = named(&["mails".to_owned()]).err().unwrap();
        let crate::failure::Reason::Message(message) = error.reason else {
            panic!("{error:?}");
        };
        assert!(message.contains("did you mean `mail`?"), "{message}");
    }
}
