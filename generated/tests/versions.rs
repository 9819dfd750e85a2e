//! Values of one version of the service as those of the other.

#![allow(clippy::unwrap_used)] // failing is what a test is for

use msgraph_operations::msgraph_core::{Enumeration as _, Model, VersionOf};
use msgraph_operations::{beta, v1_0};
use serde_json::Value;

const DOCUMENTS: [&str; 8] = [
    include_str!("answers/1-password-reset-running.json"),
    include_str!("answers/2-alert-refresh-running.json"),
    include_str!("answers/3-alert-refresh-succeeded.json"),
    include_str!("answers/4-content-type-copy-succeeded.json"),
    include_str!("answers/6-status-newer-than-the-crate.json"),
    include_str!("answers/7-old-spelling-of-states.json"),
    r#"{"id":null,"percentageComplete":"half","error":{"code":"a","details":[{"code":"b","c":1}],"d":{}}}"#,
    r##"{"@odata.type":"#microsoft.graph.engagementAsyncOperation","percentageComplete":4.0}"##,
];

/// There and back, and the document on the way.
fn convert<A, B>(json: &str) -> B
where
    A: Model + PartialEq + std::fmt::Debug + VersionOf<B>,
    B: Model + VersionOf<A>,
{
    let one = A::from_json(json.as_bytes()).unwrap();
    let other: B = one.convert().unwrap();
    let back: A = other.convert().unwrap();
    assert_eq!(back, one, "{json}");
    for text in [other.to_json(), back.to_json()] {
        let [text, json]: [Value; 2] =
            [&*text, json].map(|json| serde_json::from_str(json).unwrap());
        assert_eq!(text, json);
    }
    other
}

#[test]
fn nothing_gets_lost_between_versions() {
    for json in DOCUMENTS {
        convert::<beta::models::RichLongRunningOperation, v1_0::models::RichLongRunningOperation>(
            json,
        );
        convert::<v1_0::models::LongRunningOperation, beta::models::LongRunningOperation>(json);
        convert::<v1_0::models::Entity, beta::models::Entity>(json);
    }
}

#[test]
fn fields_are_filled() {
    let json =
        r#"{"id":"1","status":"running","error":{"code":"a","innerError":{"code":"b","x":[1]}}}"#;
    let stable: v1_0::models::RichLongRunningOperation =
        convert::<beta::models::RichLongRunningOperation, _>(json);
    assert_eq!(stable.id.as_deref(), Some("1"));
    assert_eq!(
        stable.status,
        Some(v1_0::models::LongRunningOperationStatus::Running)
    );
    let inner = stable.error.as_ref().unwrap().inner_error.as_ref().unwrap();
    assert_eq!(inner.code.as_deref(), Some("b"));
    assert_eq!(inner.additional.get("x"), Some("[1]"));
}

#[test]
fn kinds_that_one_version_has_are_told_there() {
    let json = r##"{"@odata.type":"#microsoft.graph.engagementAsyncOperation","operationType":"createCommunity"}"##;
    let preview = beta::models::LongRunningOperation::from_json(json.as_bytes()).unwrap();
    let stable: v1_0::models::LongRunningOperation = preview.convert().unwrap();
    assert!(matches!(
        stable.into_kind(),
        v1_0::models::LongRunningOperationKind::EngagementAsyncOperation(_)
    ));
}

#[test]
fn members_of_enumerations_are_converted_by_name() {
    use beta::models::LongRunningOperationStatus as Preview;
    use v1_0::models::LongRunningOperationStatus as Stable;

    for (_, member) in Stable::TYPE.members() {
        assert_eq!(member.convert::<Preview>().as_str(), member.as_str());
    }
    let json = br#"{"status":"pausedByPolicy"}"#;
    let stable = v1_0::models::LongRunningOperation::from_json(json).unwrap();
    let preview: Preview = stable.status.as_ref().unwrap().convert();
    assert!(!preview.is_known());
    assert_eq!(preview.as_str(), "pausedByPolicy");
}
