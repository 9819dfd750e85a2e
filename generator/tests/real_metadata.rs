//! Reads real metadata. It is not part of the repository: where it is missing, these tests say so and pass.

// Clippy knows tests, but not the functions that they share.
#![allow(clippy::panic, clippy::print_stdout, clippy::unwrap_used)]

#[path = "common/skipped.rs"]
mod skipped;

use std::fs;
use std::path::{Path, PathBuf};

use skipped::skipped;

use msgraph_generator::Surroundings;
use msgraph_generator::config::Config;
use msgraph_generator::diagnostics::{Diagnostics, Renderer, Severity, Source, line_column};
use msgraph_generator::schema::{
    self, Annotations, ItemType, OperationKind, Primitive, Schema, TypeKind,
};
use msgraph_generator::{canonical, csdl, generate};

fn folder(name: &str) -> Option<PathBuf> {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared")).join(name);
    if path.is_dir() {
        return Some(path);
    }
    skipped(path.display());
    None
}

/// All CSDL files in a folder and the folders in it, sorted.
fn csdl_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(csdl_files(&path));
        } else if path.extension().is_some_and(|e| e == "csdl" || e == "xml") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Reads and resolves a file, which must go without errors.
fn with_schema<T>(path: &Path, check: impl FnOnce(&Schema<'_>, &Diagnostics) -> T) -> T {
    let text = fs::read_to_string(path).unwrap();
    let mut diagnostics = Diagnostics::new();
    let document = csdl::parse(&text, 0, &mut diagnostics);
    let schema = document
        .as_ref()
        .and_then(|document| schema::resolve(document, &mut diagnostics));
    let Some(schema) = schema else {
        let name = path.display().to_string();
        let sources = [Source::new(name, text.clone())];
        panic!("{}", Renderer::plain().render(&diagnostics, &sources));
    };
    check(&schema, &diagnostics)
}

fn is_sorted_and_consistent(schema: &Schema<'_>) {
    assert!(schema.types.is_sorted_by_key(|ty| ty.name));
    assert!(
        schema
            .operations
            .is_sorted_by_key(|operation| operation.name)
    );
    for id in schema.type_ids() {
        assert_eq!(schema.find_type(schema[id].name), Some(id));
        let Some(structure) = schema[id].structure() else {
            continue;
        };
        assert!(structure.properties.is_sorted_by_key(|p| p.name));
        assert!(structure.navigation.is_sorted_by_key(|n| n.name));
        assert!(structure.derived.is_sorted());
        assert!(
            structure
                .derived
                .iter()
                .all(|&d| schema[d].structure().unwrap().base == Some(id))
        );
        assert!(schema.lineage(id).count() < 20);
        for property in &structure.properties {
            assert!(
                property
                    .annotations
                    .0
                    .is_sorted_by_key(|a| (a.term, a.qualifier))
            );
        }
    }
}

#[test]
fn all_of_graph_resolves() {
    let Some(folder) = folder("graph") else {
        return;
    };
    let files = csdl_files(&folder);
    assert_eq!(files.len(), 31);
    for file in files {
        with_schema(&file, |schema, _| {
            is_sorted_and_consistent(schema);
            assert!(
                schema.container.is_some() && schema.types.len() > 150,
                "{}",
                file.display()
            );
        });
    }
}

#[test]
fn graph_has_the_known_size() {
    let Some(folder) = folder("graph") else {
        return;
    };
    with_schema(&folder.join("v1.0.csdl"), |schema, diagnostics| {
        let count =
            |f: fn(&TypeKind<'_>) -> bool| schema.types.iter().filter(|t| f(&t.kind)).count();
        assert_eq!(count(|k| matches!(k, TypeKind::Entity(_))), 1182);
        assert_eq!(count(|k| matches!(k, TypeKind::Complex(_))), 1779);
        assert_eq!(count(|k| matches!(k, TypeKind::Enumeration(_))), 861);
        assert_eq!(schema.operations.len(), 1183);
        let container = schema.container.as_ref().unwrap();
        assert_eq!(container.sources.len(), 41 + 31);
        assert!(
            (1..100).contains(&diagnostics.warnings()),
            "{}",
            diagnostics.warnings()
        );
    });
}

#[test]
fn the_long_running_operations_of_graph_are_as_documented() {
    let Some(folder) = folder("graph") else {
        return;
    };
    with_schema(&folder.join("v1.0.csdl"), |schema, _| {
        let find = |name| {
            let namespace = "microsoft.graph";
            schema
                .find_type(schema::QualifiedName { namespace, name })
                .unwrap()
        };
        let base = find("longRunningOperation");
        let operation = schema[base].structure().unwrap();
        let names: Vec<_> = operation.properties.iter().map(|p| p.name).collect();
        let wanted = [
            "createdDateTime",
            "lastActionDateTime",
            "resourceLocation",
            "status",
            "statusDetail",
        ];
        assert_eq!(names, wanted);
        assert_eq!(operation.base, Some(find("entity")));
        let derived: Vec<_> = operation
            .derived
            .iter()
            .map(|&d| schema[d].name.name)
            .collect();
        let wanted = [
            "attackSimulationOperation",
            "engagementAsyncOperation",
            "richLongRunningOperation",
        ];
        assert_eq!(derived, wanted);
        assert_eq!(schema.key(find("richLongRunningOperation"))[0].path, "id");
        let ItemType::Named(status) = operation.properties[3].ty.item else {
            panic!("an enumeration")
        };
        let TypeKind::Enumeration(status) = &schema[status].kind else {
            panic!("an enumeration")
        };
        let members: Vec<_> = status.members.iter().map(|m| (m.name, m.value)).collect();
        assert_eq!(members[0], ("notStarted", 0));
        assert_eq!(members[4], ("unknownFutureValue", 4));
        let reset = schema
            .operations
            .iter()
            .find(|o| o.name.name == "resetPassword")
            .unwrap();
        assert_eq!(reset.kind, OperationKind::Action);
        let bound_to = ItemType::Named(find("authenticationMethod"));
        assert_eq!(reset.binding.as_ref().unwrap().ty.item, bound_to);
        assert_eq!(
            reset.parameters[0].ty.item,
            ItemType::Primitive(Primitive::String)
        );
    });
}

/// The annotations of everything that can have some.
fn lists_of_annotations<'s, 'a>(schema: &'s Schema<'a>) -> Vec<&'s Annotations<'a>> {
    let mut lists = Vec::new();
    for ty in &schema.types {
        lists.push(&ty.annotations);
        match &ty.kind {
            TypeKind::Entity(s) | TypeKind::Complex(s) => {
                lists.extend(s.properties.iter().map(|p| &p.annotations));
                lists.extend(s.navigation.iter().map(|n| &n.annotations));
            }
            TypeKind::Enumeration(e) => lists.extend(e.members.iter().map(|m| &m.annotations)),
            TypeKind::Definition(_) => {}
        }
    }
    for operation in &schema.operations {
        lists.push(&operation.annotations);
        let parameters = operation.binding.iter().chain(&operation.parameters);
        lists.extend(parameters.map(|p| &p.annotations));
        lists.extend(operation.returns.iter().map(|r| &r.annotations));
    }
    let container = schema.container.as_ref().unwrap();
    lists.push(&container.annotations);
    lists.extend(container.sources.iter().map(|s| &s.annotations));
    lists.extend(container.imports.iter().map(|i| &i.annotations));
    lists
}

/// What annotations are attached to is counted from the text, independently of the resolver.
#[test]
fn no_annotation_of_graph_gets_lost() {
    let Some(folder) = folder("graph") else {
        return;
    };
    let path = folder.join("v1.0.csdl");
    let stray = |text: &str| text.matches("<Annotation Term=").count();
    let all = stray(&fs::read_to_string(&path).unwrap());
    with_schema(&path, |schema, diagnostics| {
        let attached = lists_of_annotations(schema)
            .into_iter()
            .map(|list| list.0.len())
            .sum::<usize>();
        let lost = diagnostics
            .iter()
            .filter(|d| d.code == "W0201" || d.code == "W0206")
            .count();
        assert!(
            all - attached < 3 * lost + 5,
            "{all} annotations, {attached} attached, {lost} explained"
        );
    });
}

#[test]
fn other_services_resolve() {
    let Some(folder) = folder("odata") else {
        return;
    };
    let types = [
        ("AdventureWorksPlus.csdl", 94),
        ("ExampleService.xml", 22),
        ("KeywordsAsNames.xml", 1),
        ("Northwind.xml", 26),
        ("TripPin.xml", 14),
        ("containment.xml", 6),
        ("csdl-16.1.xml", 5),
        ("csdl-16.2.xml", 0),
        ("library-aspnet.xml", 31),
        ("miscellaneous.xml", 59),
    ];
    for (name, types) in types {
        with_schema(&folder.join(name), |schema, _| {
            is_sorted_and_consistent(schema);
            assert_eq!(schema.types.len(), types, "{name}");
        });
    }
}

#[test]
fn what_is_not_csdl_4_is_refused_at_the_right_place() {
    let Some(folder) = folder("odata") else {
        return;
    };
    for (name, code, line, shown) in [
        ("invalid-1.xml", "E0110", 9, "the first one"),
        ("Northwind-v2.csdl", "E0107", 2, "version 4"),
    ] {
        let text = fs::read_to_string(folder.join(name)).unwrap();
        let mut diagnostics = Diagnostics::new();
        let document = csdl::parse(&text, 0, &mut diagnostics);
        let schema = document
            .as_ref()
            .and_then(|d| schema::resolve(d, &mut diagnostics));
        assert!(schema.is_none());
        let error = diagnostics
            .iter()
            .find(|d| d.severity == Severity::Error)
            .unwrap();
        let found = line_column(&text, error.labels[0].span.start as usize).0;
        assert_eq!((error.code, found), (code, line), "{name}");
        let name = name.to_owned();
        let rendered = Renderer::plain().render(&diagnostics, &[Source::new(name, text.clone())]);
        assert!(rendered.contains(shown), "{rendered}");
    }
}

/// Real documents come through writing and reading again unchanged.
#[test]
fn real_documents_settle_at_once() {
    let Some(folder) = folder("graph") else {
        return;
    };
    for name in ["v1.0.csdl", "beta-usnat.csdl", "v1.0-clean.xml"] {
        let canonical = |text: &str| {
            let mut diagnostics = Diagnostics::new();
            let document = csdl::parse(text, 0, &mut diagnostics).unwrap();
            canonical::write(&schema::resolve(&document, &mut diagnostics).unwrap())
        };
        let once = canonical(&fs::read_to_string(folder.join(name)).unwrap());
        let again = canonical(&once);
        let differ = once.lines().zip(again.lines()).find(|(a, b)| a != b);
        assert_eq!(differ, None, "{name}");
        assert!(once == again, "{name}");
    }
}

/// Reading must survive any damage: it ends, with an error or without.
#[test]
fn damaged_metadata_does_no_harm() {
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas/v1.0.csdl");
    let others = folder("odata").map(|folder| folder.join("miscellaneous.xml"));
    let read = |text: &str| {
        let mut diagnostics = Diagnostics::new();
        let document = csdl::parse(text, 0, &mut diagnostics);
        let schema = document
            .as_ref()
            .and_then(|d| schema::resolve(d, &mut diagnostics));
        assert!(schema.is_some() || diagnostics.has_errors());
    };
    for path in others.into_iter().chain([own.into()]) {
        let text = fs::read_to_string(path).unwrap();
        for at in (0..text.len()).step_by(997) {
            read(&String::from_utf8_lossy(&text.as_bytes()[..at])); // cut off
            let mut bytes = text.clone().into_bytes();
            bytes[at] = b'<';
            read(&String::from_utf8_lossy(&bytes)); // one byte changed
            bytes.drain(at..(at + 20).min(text.len()));
            read(&String::from_utf8_lossy(&bytes)); // some bytes lost
        }
    }
}

/// Graph's metadata says opposite things about `directoryObject`, and all of these can be listed in every way.
#[test]
fn directories_can_be_filtered_selected_expanded_and_counted() {
    let Some(folder) = folder("graph") else {
        return;
    };
    let sets = [
        "users",
        "groups",
        "applications",
        "servicePrincipals",
        "devices",
    ];
    let roots = sets.map(|set| format!("GET /{set}"));
    let settings = format!(
        "[crate]\nname = \"x\"\n[[api]]\nmodule = \"m\"\nservice = \"v1.0\"\nmetadata = \"m\"\nroots = {roots:?}"
    );
    let name = "v1.0.csdl".to_owned();
    let text = fs::read_to_string(folder.join(&name)).unwrap();
    let config = Config::parse(&settings).unwrap();
    let tree = generate(
        &config,
        &[Source::new(name, text)],
        &Surroundings::default(),
    )
    .tree
    .unwrap();
    for ty in [
        "user",
        "group",
        "application",
        "service_principal",
        "device",
    ] {
        let file = tree.get(&format!("src/m/requests/{ty}.rs")).unwrap();
        let docs: Vec<_> = file.text.split("///").map(str::trim).collect();
        // Sets may name single members that cannot be expanded.
        let docs = docs.join(" ").replace("expanded by `", "");
        assert!(docs.contains("pub fn list"), "{docs}");
        for denied in ["filtered", "$select", "expanded", "counted"] {
            assert!(!docs.contains(denied), "{ty}: {docs}");
        }
    }
}
