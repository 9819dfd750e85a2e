use super::*;
use crate::diagnostics::Diagnostics;

const DOCUMENT: &str = r#"{
  "$schema": "ignored",
  "permissions": {
    "Sites.Read.All": {
      "schemes": {},
      "pathSets": [{
        "schemeKeys": ["DelegatedWork", "Application"],
        "methods": ["GET"],
        "paths": {"/sites/{id}": "least=DelegatedWork", "/Sites": ""}
      }]
    },
    "Sites.Selected": {
      "pathSets": [{
        "schemeKeys": ["Application"],
        "methods": ["GET", "PATCH"],
        "paths": {"/sites/{site-id}": "least=Application;AlsoRequires=A.B,C.D"}
      }]
    }
  }
}"#;

fn read(text: &str) -> Result<Document, (String, u32)> {
    let mut diagnostics = Diagnostics::new();
    Document::read(text, &mut diagnostics).ok_or_else(|| {
        let sorted = diagnostics.sorted();
        let [fault] = sorted.as_slice() else {
            panic!("one fault: {sorted:?}")
        };
        assert_eq!(fault.code, "E0309");
        (fault.message.clone(), fault.labels[0].span.start)
    })
}

#[test]
fn needs_are_read_by_request() {
    let document = read(DOCUMENT).unwrap();
    let needs: Vec<_> = document.needs().collect();
    let requests: Vec<_> = needs.iter().map(|(request, _)| *request).collect();
    assert_eq!(
        requests,
        ["GET /Sites", "GET /sites/{id}", "PATCH /sites/{site-id}"]
    );
    let scopes = |least: &[&str], higher: &[&str]| Scopes {
        least: least.iter().map(ToString::to_string).collect(),
        higher: higher.iter().map(ToString::to_string).collect(),
    };
    assert_eq!(
        *needs[0].1.scopes(Scheme::Delegated),
        scopes(&[], &["Sites.Read.All"])
    );
    let Need {
        delegated,
        personal,
        application,
        ..
    } = needs[1].1;
    assert_eq!(*delegated, scopes(&["Sites.Read.All"], &[]));
    assert!(personal.is_empty());
    let selected = "Sites.Selected and one of A.B, C.D";
    assert_eq!(*application, scopes(&[selected], &["Sites.Read.All"]));
}

/// What comes from elsewhere is taken, or refused where it is wrong; never believed.
#[test]
fn hostile_documents_are_refused_at_their_place() {
    let deep = "[".repeat(100_000);
    for (text, message, place) in [
        ("", "EOF", 0),
        ("{\n  nonsense", "key must be a string", 4),
        (&deep, "expected a map", 0),
        (
            &format!("{{\"x\": {deep}"),
            "EOF while parsing a list",
            100_005,
        ),
        ("{\"permissions\": 1}", "invalid type: integer `1`", 16),
        ("{}", "missing field `permissions`", 1),
    ] {
        let (found, at) = read(text).unwrap_err();
        assert!(
            found.contains(message) && !found.contains(" line "),
            "{found}"
        );
        assert_eq!(at, place, "{found}");
    }
    for (from, to, message) in [
        (
            "\"Sites.Read.All\"",
            "\"a|b`](x)\"",
            "is no name of a permission",
        ),
        ("\"Sites.Read.All\"", "\"\"", "it is empty"),
        (
            "least=DelegatedWork\"",
            "most=all\"",
            "\"most\" is no condition",
        ),
        ("C.D", "<script>", "is no name of a permission"),
        ("[\"GET\"]", "\"GET\"", "expected a sequence"),
    ] {
        let (found, place) = read(&DOCUMENT.replace(from, to)).unwrap_err();
        assert!(found.contains(message), "{found}");
        assert!(place > 0);
    }
}

#[test]
fn keys_and_parameters_are_alike_whatever_they_are_called() {
    for request in [
        "GET /sites/{id}/getOperationStatus(operationId={operationId})",
        "GET /Sites/{site-id}/getoperationstatus(operationid='{value}')",
        "GET /sites/{}/getOperationStatus",
    ] {
        assert_eq!(request_key(request), "get /sites/{}/getoperationstatus");
    }
}

#[test]
fn the_least_is_no_more_than_needed() {
    let requirement = |request: &str, least: &[&str], higher: &[&str]| Requirement {
        request: request.to_owned(),
        need: Need {
            delegated: Scopes {
                least: least.iter().map(ToString::to_string).collect(),
                higher: higher.iter().map(ToString::to_string).collect(),
            },
            ..Need::default()
        },
    };
    let read = requirement("GET /a", &["Read"], &["ReadWrite"]);
    let write = requirement("POST /a", &["ReadWrite"], &[]);
    let other = requirement("GET /b", &["Other"], &[]);
    let never = requirement("GET /c", &[], &[]);
    let all = [read.clone(), other, write, never];
    let Least {
        permissions,
        impossible,
    } = least(&all, Scheme::Delegated);
    let names: Vec<_> = permissions.keys().map(String::as_str).collect();
    assert_eq!(names, ["Other", "ReadWrite"]);
    assert_eq!(permissions["ReadWrite"], ["GET /a", "POST /a"]);
    assert_eq!(impossible, ["GET /c"]);
    let alone = least(&[read], Scheme::Delegated);
    assert!(alone.permissions.keys().eq(["Read"]));
    assert_eq!(least(&all, Scheme::Application).impossible.len(), 4);
}
