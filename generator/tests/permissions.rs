//! The permissions in `schemas/slices.toml`: those that are well known, and the same as in Microsoft's list.

// Clippy knows tests, but not the functions that they share.
#![allow(clippy::print_stderr, clippy::unwrap_used)]

#[path = "common/skipped.rs"]
mod skipped;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use skipped::skipped;

use msgraph_generator::Surroundings;
use msgraph_generator::config::{Api, Config};
use msgraph_generator::diagnostics::{Diagnostics, Source};
use msgraph_generator::overlay::Documented;
use msgraph_generator::permissions::{Document, Need, Scheme, request_key};

/// Requests of the slice that the list says nothing of.
const UNTOLD: [&str; 13] = [
    "get /drives/{}/list/operations",
    "get /drives/{}/list/operations/{}",
    "get /groups/{}/sites/{}/lists/{}/operations",
    "get /groups/{}/sites/{}/lists/{}/operations/{}",
    "get /groups/{}/sites/{}/operations",
    "get /groups/{}/sites/{}/operations/{}",
    "get /identitygovernance/rolemanagementalerts/operations",
    "get /me/authentication/operations",
    "get /me/authentication/operations/{}",
    "get /security/attacksimulation/operations",
    "get /shares/{}/list/operations",
    "get /shares/{}/list/operations/{}",
    "get /users/{}/authentication/operations",
];

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn apis() -> Vec<Api> {
    let text = fs::read_to_string(repository().join("schemas/slices.toml")).unwrap();
    Config::parse(&text).unwrap().apis
}

/// What the requests of a slice need, and the requests of which it is not known.
fn needs(api: &Api, documented: &Document) -> (BTreeMap<String, Need>, Vec<String>) {
    let path = repository()
        .join("schemas")
        .join(api.files.metadata.first().unwrap().get_ref());
    let metadata = Source::new(
        path.display().to_string(),
        fs::read_to_string(path).unwrap(),
    );
    let documented = Documented {
        permissions: documented.clone(),
        ..Documented::default()
    };
    let surroundings = Surroundings {
        documented: [(api.module.get_ref().clone(), documented)].into(),
        ..Surroundings::default()
    };
    let mut diagnostics = Diagnostics::default();
    let requirements =
        msgraph_generator::requirements(api, &metadata, &surroundings, &mut diagnostics).unwrap();
    let known = requirements.known.into_iter();
    let needs = known.map(|known| (known.request, known.need));
    (needs.collect(), requirements.unknown)
}

#[test]
fn what_is_well_known() {
    for api in apis() {
        let (needs, unknown) = needs(&api, &Document::default());
        for (request, need) in &needs {
            let (least, application) = match request {
                r if r.contains("resetPassword") || r.contains("refresh") => continue,
                r if r.contains("/authentication/") => {
                    let is_beta = api.module.get_ref() == "beta";
                    ("UserAuthenticationMethod.Read.All", is_beta)
                }
                r if r.contains("Alerts") => ("RoleManagementAlert.Read.Directory", true),
                r if r.contains("attackSimulation") => ("AttackSimulation.Read.All", true),
                r if r.contains("employeeExperience") => ("Community.Read.All", true),
                _ => ("Sites.Read.All", true),
            };
            assert_eq!(need.delegated.least, [least], "{request}");
            let of_application: &[_] = if application { &[least] } else { &[] };
            assert_eq!(need.application.least, of_application, "{request}");
            assert!(need.personal.is_empty(), "{request}");
        }
        let roots = api.wanted.roots.len();
        assert_eq!(needs.len() + unknown.len(), roots, "each root once");
        assert!(
            unknown
                .iter()
                .all(|request| request.contains("getOperationStatus")),
            "{unknown:?}"
        );
    }
}

/// Where the list tells of a request, it tells the same permissions, the least and the higher ones.
#[test]
fn the_list_says_the_same() {
    let path = repository().join("../shared/graph/permissions.json");
    let Ok(text) = fs::read_to_string(&path) else {
        skipped(path.display());
        return;
    };
    let mut diagnostics = Diagnostics::default();
    let document = Document::read(&text, &mut diagnostics).unwrap();
    let (mut differences, mut compared, mut untold) =
        (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for mut api in apis() {
        let (ours, _) = needs(&api, &Document::default());
        api.facts.permissions.clear();
        let (theirs, _) = needs(&api, &document);
        let is_beta = api.module.get_ref() == "beta";
        for (request, our) in &ours {
            let key = request_key(request);
            let their = theirs.iter().find(|(their, _)| request_key(their) == key);
            let Some((_, their)) = their else {
                untold.insert(key);
                continue;
            };
            for scheme in Scheme::ALL {
                // The list is about v1.0, where programs alone may not read these.
                if !is_beta || !their.scopes(scheme).is_empty() {
                    differences.extend(compare(request, scheme, our, their));
                }
            }
            compared.insert(key);
        }
    }
    let differences = differences.join("\n");
    assert!(differences.is_empty(), "{differences}");
    assert!(compared.len() >= 9, "{compared:?}");
    let untold: Vec<_> = untold.into_iter().collect();
    assert_eq!(untold, UNTOLD, "what the list does not have");
}

/// A line for each permission that only one of the two has.
fn compare(request: &str, scheme: Scheme, ours: &Need, theirs: &Need) -> Vec<String> {
    let [ours, theirs] = [ours, theirs].map(|need| need.scopes(scheme));
    let mut lines = Vec::new();
    for (kind, ours, theirs) in [
        ("least", &ours.least, &theirs.least),
        ("higher", &ours.higher, &theirs.higher),
    ] {
        let [ours, theirs] = [ours, theirs].map(|names| names.iter().collect::<BTreeSet<_>>());
        let what = format!("{request}, {}, {kind}", scheme.title());
        let lacking = theirs.difference(&ours);
        lines.extend(lacking.map(|name| format!("{what}: slices.toml does not have {name}")));
        let too_many = ours.difference(&theirs);
        lines.extend(too_many.map(|name| format!("{what}: the list does not have {name}")));
    }
    lines
}
