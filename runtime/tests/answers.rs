//! The answers of a service, small and nasty, read and written again.

#![allow(clippy::unwrap_used)] // failing is what a test is for

mod common;

use common::models::{
    LongRunningOperation, LongRunningOperationKind, LongRunningOperationStatus,
    RichLongRunningOperation,
};
use msgraph_core::{Model as _, Page};
use serde_json::Value;

const ANSWERS: [(&str, &str); 7] = [
    (
        "password reset",
        include_str!("answers/1-password-reset-running.json"),
    ),
    (
        "alert refresh",
        include_str!("answers/2-alert-refresh-running.json"),
    ),
    (
        "alert refresh done",
        include_str!("answers/3-alert-refresh-succeeded.json"),
    ),
    (
        "content type copy",
        include_str!("answers/4-content-type-copy-succeeded.json"),
    ),
    ("page of base type", PAGE),
    (
        "newer status",
        include_str!("answers/6-status-newer-than-the-crate.json"),
    ),
    (
        "old spelling",
        include_str!("answers/7-old-spelling-of-states.json"),
    ),
];

const PAGE: &str = include_str!("answers/5-page-of-base-type.json");

/// The members of a JSON text, sorted; numbers and strings as they are spelled.
fn sorted(json: &str) -> String {
    fn sort(raw: &serde_json::value::RawValue) -> String {
        let text = raw.get();
        if let Ok(object) = serde_json::from_str::<
            std::collections::BTreeMap<String, Box<serde_json::value::RawValue>>,
        >(text)
        {
            let members = object
                .iter()
                .map(|(name, value)| format!("{name:?}:{}", sort(value)));
            return format!("{{{}}}", members.collect::<Vec<_>>().join(","));
        }
        if let Ok(array) = serde_json::from_str::<Vec<Box<serde_json::value::RawValue>>>(text) {
            let items = array.iter().map(|item| sort(item));
            return format!("[{}]", items.collect::<Vec<_>>().join(","));
        }
        text.to_owned()
    }
    sort(serde_json::from_str(json).unwrap())
}

#[test]
fn answers_are_written_as_they_were_read() {
    for (name, json) in ANSWERS {
        let written = if name == "page of base type" {
            Page::<LongRunningOperation>::from_json(json.as_bytes())
                .unwrap()
                .to_json()
        } else {
            LongRunningOperation::from_json(json.as_bytes())
                .unwrap()
                .to_json()
        };
        assert_eq!(sorted(&written), sorted(json), "{name}");
    }
}

#[test]
fn answers_survive_the_wrong_and_the_more_derived_type() {
    for (name, json) in ANSWERS {
        let rich = RichLongRunningOperation::from_json(json.as_bytes()).unwrap();
        assert_eq!(sorted(&rich.to_json()), sorted(json), "{name}");
        let entity = rich.into_base().into_base();
        let mut expected: Value = serde_json::from_str(json).unwrap();
        expected["@odata.type"] = "#microsoft.graph.richLongRunningOperation".into();
        assert_eq!(
            serde_json::from_str::<Value>(&entity.to_json()).unwrap(),
            expected,
            "{name}"
        );
    }
}

#[test]
fn a_page_of_a_base_type_holds_what_is_derived_from_it() {
    let page = Page::<LongRunningOperation>::from_json(PAGE.as_bytes()).unwrap();
    assert_eq!(page.count(), Some(4));
    assert_eq!(
        page.next_link(),
        Some(
            "https://graph.microsoft.com/v1.0/users/adele/authentication/operations?$skiptoken=X%2744%27"
        )
    );
    assert_eq!(page.delta_link(), None);
    assert!(page.mismatches().is_empty());

    let types: Vec<_> = page
        .value
        .iter()
        .map(LongRunningOperation::odata_type)
        .collect();
    assert_eq!(
        types,
        [
            None,
            Some("microsoft.graph.richLongRunningOperation"),
            Some("microsoft.graph.quantumOperation"),
            Some("microsoft.graph.attackSimulationOperation"),
        ]
    );
    assert_eq!(page.value[2].additional.get("qubits"), Some("47.6450"));

    let mut items = page.value.into_iter();
    assert!(matches!(
        items.next().unwrap().into_kind(),
        LongRunningOperationKind::Other(_)
    ));
    let LongRunningOperationKind::Rich(rich) = items.next().unwrap().into_kind() else {
        panic!("the second item is a rich one");
    };
    assert_eq!(rich.percentage_complete, Some(40));
    assert_eq!(rich.status, Some(LongRunningOperationStatus::Failed));
    let inner = rich.error.as_ref().unwrap().inner_error.as_ref().unwrap();
    assert_eq!(inner.code.as_deref(), Some("lockedByUser"));
    assert_eq!(inner.additional.get("lockOwner"), Some("\"adele\""));

    let newer = items.next().unwrap();
    let untouched = newer
        .clone()
        .downcast::<RichLongRunningOperation>()
        .unwrap_err();
    assert_eq!(untouched, newer);
}

#[test]
fn a_status_newer_than_the_crate_keeps_its_name() {
    let operation = LongRunningOperation::from_json(ANSWERS[5].1.as_bytes()).unwrap();
    let status = operation.status.unwrap();
    assert!(!status.is_known());
    assert_eq!(status.to_string(), "pausedByPolicy");
    assert!(
        matches!(status, LongRunningOperationStatus::Unrecognized(name) if name.as_str() == "pausedByPolicy")
    );
}

#[test]
fn an_old_spelling_is_the_same_status() {
    let operation = LongRunningOperation::from_json(ANSWERS[6].1.as_bytes()).unwrap();
    assert_eq!(
        operation.status,
        Some(LongRunningOperationStatus::NotStarted)
    );
    assert_eq!(operation.last_action_date_time, None);
}
