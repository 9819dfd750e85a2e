//! The permissions in `schemas/slices.toml`: those that are well known, and the same as in Microsoft's list.

// Clippy knows tests, but not the functions that they share.
#![allow(clippy::print_stderr, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use msgraph_codegen::config::{Api, Config};
use msgraph_codegen::diagnostics::{Diagnostics, Source};
use msgraph_codegen::permissions::{Document, Need, Scheme, request_key};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn apis() -> Vec<Api> {
    let text = fs::read_to_string(repository().join("schemas/slices.toml")).unwrap();
    Config::parse(&text).unwrap().apis
}

/// What the requests of a slice need, and the requests of which it is not known.
fn needs(api: &Api) -> (BTreeMap<String, Need>, Vec<String>) {
    let path = repository().join("schemas").join(api.metadata.get_ref());
    let metadata = Source {
        name: path.display().to_string(),
        text: fs::read_to_string(path).unwrap(),
    };
    let mut diagnostics = Diagnostics::default();
    let requirements = msgraph_codegen::requirements(api, &metadata, &mut diagnostics).unwrap();
    let known = requirements.known.into_iter();
    let needs = known.map(|known| (known.request, known.need));
    (needs.collect(), requirements.unknown)
}

#[test]
fn what_is_well_known() {
    for api in apis() {
        let (needs, unknown) = needs(&api);
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
        let roots = api.roots.len();
        assert_eq!(needs.len() + unknown.len(), roots, "each root once");
        assert!(
            unknown
                .iter()
                .all(|request| request.contains("getOperationStatus")),
            "{unknown:?}"
        );
    }
}

/// Where the list tells of a request, it tells the same least permissions.
#[test]
fn the_list_says_the_same() {
    let path = repository().join("../shared/graph/permissions.json");
    let Ok(text) = fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return;
    };
    let mut diagnostics = Diagnostics::default();
    let document = Document::read(&text, &mut diagnostics).unwrap();
    let mut compared = BTreeSet::new();
    for mut api in apis() {
        let (ours, _) = needs(&api);
        api.permissions.clear();
        api.documented = document.clone();
        let (theirs, _) = needs(&api);
        for (request, their) in &theirs {
            let key = request_key(request);
            let our = ours.iter().find(|(ours, _)| request_key(ours) == key);
            // The builders make more requests than the roots ask for.
            let Some((_, our)) = our else { continue };
            for scheme in Scheme::ALL {
                let [our, their] = [our, their].map(|need| &need.scopes(scheme).least);
                // The list is about v1.0, where programs alone may not read these.
                let is_of_beta = their.is_empty() && api.module.get_ref() == "beta";
                assert!(
                    our == their || is_of_beta,
                    "{request} {scheme:?}: {our:?}, {their:?}"
                );
            }
            compared.insert(key);
        }
    }
    assert!(compared.len() >= 9, "{compared:?}");
}
