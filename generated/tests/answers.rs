//! The seven answers in `answers/`, read and written again.

// Failing is what a test is for.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeMap;

use msgraph_operations::msgraph_core::{Error, Model as _, Page};
use msgraph_operations::v1_0::models::{
    AttackSimulationOperation, AttackSimulationOperationType, EngagementAsyncOperation, Entity,
    LongRunningOperation, LongRunningOperationKind, LongRunningOperationStatus,
    RichLongRunningOperation,
};
use msgraph_operations::v1_0::requests::authentication_method::ResetPassword;
use msgraph_operations::{beta, v1_0};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

const PASSWORD_RESET_RUNNING: &str = include_str!("answers/1-password-reset-running.json");
const ALERT_REFRESH_RUNNING: &str = include_str!("answers/2-alert-refresh-running.json");
const ALERT_REFRESH_SUCCEEDED: &str = include_str!("answers/3-alert-refresh-succeeded.json");
const CONTENT_TYPE_COPY: &str = include_str!("answers/4-content-type-copy-succeeded.json");
const PAGE_OF_BASE_TYPE: &str = include_str!("answers/5-page-of-base-type.json");
const NEWER_STATUS: &str = include_str!("answers/6-status-newer-than-the-crate.json");
const OLD_SPELLING: &str = include_str!("answers/7-old-spelling-of-states.json");

const OPERATIONS: [&str; 6] = [
    PASSWORD_RESET_RUNNING,
    ALERT_REFRESH_RUNNING,
    ALERT_REFRESH_SUCCEEDED,
    CONTENT_TYPE_COPY,
    NEWER_STATUS,
    OLD_SPELLING,
];

/// A JSON text without white space, members sorted, numbers and strings as they are spelled.
fn canonical(json: &str) -> String {
    let json = json.trim();
    if let Ok(object) = serde_json::from_str::<BTreeMap<String, Box<RawValue>>>(json) {
        let members = object
            .iter()
            .map(|(name, value)| format!("{name:?}:{}", canonical(value.get())));
        format!("{{{}}}", members.collect::<Vec<_>>().join(","))
    } else if let Ok(array) = serde_json::from_str::<Vec<Box<RawValue>>>(json) {
        let items = array.iter().map(|item| canonical(item.get()));
        format!("[{}]", items.collect::<Vec<_>>().join(","))
    } else {
        json.to_owned()
    }
}

/// Reads `json` as an `M` and writes it again, by the functions of the type and by serde.
fn assert_kept<M: Serialize + DeserializeOwned>(
    json: &str,
    read: fn(&[u8]) -> Result<M, Error>,
    write: fn(&M) -> String,
) {
    let written = write(&read(json.as_bytes()).unwrap());
    assert_eq!(canonical(&written), canonical(json));

    let value: serde_json::Value = serde_json::from_str(json).unwrap();
    let model: M = serde_json::from_str(json).unwrap();
    let written = serde_json::to_string(&model).unwrap();
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&written).unwrap(),
        value
    );

    let model: M = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&model).unwrap(), value);
}

/// Calls [`assert_kept`] for each type.
macro_rules! assert_kept_as {
    ($json:expr, $($type:ty),+ $(,)?) => {
        $(assert_kept::<$type>($json, <$type>::from_json, <$type>::to_json);)+
    };
}

/// An operation, read by serde and without it.
fn operation(json: &str) -> LongRunningOperation {
    let operation = LongRunningOperation::from_json(json.as_bytes()).unwrap();
    assert_eq!(
        serde_json::from_str::<LongRunningOperation>(json).unwrap(),
        operation
    );
    operation
}

/// The items of the page.
fn items() -> [LongRunningOperation; 4] {
    let page = Page::from_json(PAGE_OF_BASE_TYPE.as_bytes()).unwrap();
    page.value.try_into().unwrap()
}

#[test]
fn operations_are_written_as_they_were_read() {
    for json in OPERATIONS {
        assert_kept_as!(
            json,
            v1_0::models::LongRunningOperation,
            v1_0::models::RichLongRunningOperation,
            beta::models::LongRunningOperation,
            beta::models::RichLongRunningOperation,
        );
    }
}

#[test]
fn operations_are_written_as_they_were_read_whatever_they_were_read_as() {
    for json in OPERATIONS.into_iter().chain([PAGE_OF_BASE_TYPE]) {
        assert_kept_as!(
            json,
            Entity,
            AttackSimulationOperation,
            EngagementAsyncOperation,
            v1_0::models::PublicError,
            beta::models::PasswordResetResponse,
        );
        let parameters = ResetPassword::from_json(json.as_bytes()).unwrap();
        assert_eq!(canonical(&parameters.to_json()), canonical(json));
    }
}

#[test]
fn pages_are_written_as_they_were_read() {
    assert_kept_as!(
        PAGE_OF_BASE_TYPE,
        Page<v1_0::models::LongRunningOperation>,
        Page<v1_0::models::RichLongRunningOperation>,
        Page<v1_0::models::PublicErrorDetail>,
        Page<beta::models::LongRunningOperation>,
    );
}

#[test]
fn a_timestamp_that_is_none_is_kept() {
    let operation = operation(PASSWORD_RESET_RUNNING);
    assert_eq!(
        operation.id.as_deref(),
        Some("2d497bb-57bd-47a6-8749-5ccd0869f2bd")
    );
    assert_eq!(operation.status, Some(LongRunningOperationStatus::Running));
    let created = operation.created_date_time.as_ref().unwrap();
    assert_eq!(created.as_str(), "2020-03-19T12-01-03.45Z");
    assert_eq!(operation.resource_location, None);
    assert!(operation.additional.is_empty());
    assert_eq!(operation.mismatches(), []);
}

#[test]
fn an_alert_has_no_location_until_it_is_refreshed() {
    let read = |json: &str| beta::models::LongRunningOperation::from_json(json.as_bytes()).unwrap();
    let id = "refresh:DirectoryRole_19356be4-7e93-4ed6-a7c6-0ae28454d125_StaleSignInAlert";

    let running = read(ALERT_REFRESH_RUNNING);
    assert_eq!(running.id.as_deref(), Some(id));
    assert_eq!(running.resource_location.as_deref(), Some(""));
    assert_eq!(running.status_detail.as_deref(), Some(""));
    let worked_on = running.last_action_date_time.as_ref().unwrap();
    assert_eq!(worked_on.as_str(), "2023-06-09T22:52:09.0296021Z");
    assert_eq!(
        running.additional.get("@odata.context"),
        Some(
            "\"https://graph.microsoft.com/beta/$metadata\
             #identityGovernance/roleManagementAlerts/operations/$entity\""
        )
    );

    let succeeded = read(ALERT_REFRESH_SUCCEEDED);
    assert_eq!(
        succeeded.status,
        Some(beta::models::LongRunningOperationStatus::Succeeded)
    );
    let alert = id.strip_prefix("refresh:").unwrap();
    assert!(
        succeeded
            .resource_location
            .as_ref()
            .unwrap()
            .ends_with(alert)
    );
    assert_ne!(running, succeeded);
}

#[test]
fn a_rich_operation_has_the_members_of_its_base() {
    let rich = RichLongRunningOperation::from_json(CONTENT_TYPE_COPY.as_bytes()).unwrap();
    let id = rich.id.as_deref().unwrap();
    assert_eq!(
        id,
        "contentTypeCopy,0x010100298A15181454D84EBB62EDD7559FCBFE"
    );
    assert_eq!(
        id.split_once(','),
        Some((
            rich.r#type.as_deref().unwrap(),
            rich.resource_id.as_deref().unwrap()
        ))
    );
    assert_eq!(rich.status, Some(LongRunningOperationStatus::Succeeded));
    assert_eq!(rich.percentage_complete, None);
    assert_eq!(rich.error, None);
    assert!(rich.additional.is_empty());
}

#[test]
fn a_page_tells_how_it_goes_on() {
    let page: Page<LongRunningOperation> = serde_json::from_str(PAGE_OF_BASE_TYPE).unwrap();
    let ids = page.value.iter().map(|item| item.id.as_deref());
    assert!(ids.eq(["plain", "rich", "newer", "attack"].map(Some)));
    assert_eq!(page.count(), Some(4));
    assert_eq!(
        page.next_link(),
        Some(
            "https://graph.microsoft.com/v1.0/users/adele/authentication/operations\
             ?$skiptoken=X%2744%27"
        )
    );
    assert_eq!(page.mismatches(), []);
}

#[test]
fn items_of_a_page_say_what_they_are() {
    let types = items().map(|item| item.odata_type().map(str::to_owned));
    assert_eq!(
        types.each_ref().map(Option::as_deref),
        [
            None,
            Some("microsoft.graph.richLongRunningOperation"),
            Some("microsoft.graph.quantumOperation"),
            Some("microsoft.graph.attackSimulationOperation"),
        ]
    );
}

#[test]
fn into_kind_goes_by_what_items_say() {
    use LongRunningOperationKind::{AttackSimulationOperation as Attack, Other, Rich};

    let [Other(plain), Rich(rich), Other(newer), Attack(attack)] =
        items().map(LongRunningOperation::into_kind)
    else {
        panic!("{:?}", items().map(LongRunningOperation::into_kind));
    };
    assert_eq!(plain.status, Some(LongRunningOperationStatus::NotStarted));

    assert_eq!(rich.status, Some(LongRunningOperationStatus::Failed));
    assert_eq!(rich.percentage_complete, Some(40));
    let error = rich.error.as_ref().unwrap();
    assert_eq!(error.code.as_deref(), Some("conflict"));
    assert_eq!(error.message.as_deref(), Some("The item is locked."));
    let inner = error.inner_error.as_ref().unwrap();
    assert_eq!(inner.code.as_deref(), Some("lockedByUser"));
    assert_eq!(inner.additional.get("lockOwner"), Some("\"adele\""));

    assert_eq!(newer.status, Some(LongRunningOperationStatus::Running));
    assert_eq!(newer.additional.get("qubits"), Some("47.6450"));
    assert_eq!(
        newer.additional.get("entangledWith"),
        Some(r#"["rich", null]"#)
    );

    assert_eq!(
        attack.r#type,
        Some(AttackSimulationOperationType::CreateSimualation)
    );
    assert_eq!(attack.percentage_completed, Some(100));
}

#[test]
fn beta_knows_no_attack_simulations_in_this_slice() {
    use beta::models::LongRunningOperationKind::{Other, Rich};

    let page = Page::<beta::models::LongRunningOperation>::from_json(PAGE_OF_BASE_TYPE.as_bytes())
        .unwrap();
    let kinds: Vec<_> = page
        .value
        .into_iter()
        .map(beta::models::LongRunningOperation::into_kind)
        .collect();
    let [Other(_), Rich(rich), Other(_), Other(attack)] = &kinds[..] else {
        panic!("{kinds:?}");
    };
    assert_eq!(rich.percentage_complete, Some(40));
    assert_eq!(attack.additional.get("percentageCompleted"), Some("100"));
}

#[test]
fn downcast_gives_back_what_is_of_another_type() {
    let [plain, rich, newer, attack] = items();
    for other in [&plain, &newer, &attack] {
        let back = other.clone().downcast::<RichLongRunningOperation>();
        assert_eq!(back.as_ref(), Err(other));
    }
    let rich: RichLongRunningOperation = rich.downcast().unwrap();
    assert_eq!(rich.percentage_complete, Some(40));
    let attack: AttackSimulationOperation = attack.downcast().unwrap();
    assert_eq!(attack.percentage_completed, Some(100));
}

#[test]
fn moving_to_the_derived_type_and_back_loses_nothing() {
    let [_, rich, ..] = items();
    let json = rich.to_json();
    let rich: RichLongRunningOperation = rich.downcast().unwrap();
    assert_eq!(canonical(&rich.to_json()), canonical(&json));
    assert_eq!(canonical(&rich.into_base().to_json()), canonical(&json));
}

#[test]
fn a_status_newer_than_the_crate_keeps_its_text() {
    let operation = operation(NEWER_STATUS);
    let status = operation.status.clone().unwrap();
    assert!(!status.is_known());
    assert_eq!(status.as_str(), "pausedByPolicy");
    assert_eq!(status.to_string(), "pausedByPolicy");
    assert!(matches!(
        status,
        LongRunningOperationStatus::Unrecognized(_)
    ));
    assert_eq!(operation.status_detail, None);
}

#[test]
fn an_old_spelling_is_the_same_status() {
    let operation = operation(OLD_SPELLING);
    let status = operation.status.as_ref().unwrap();
    assert_eq!(*status, LongRunningOperationStatus::NotStarted);
    assert!(status.is_known());
    assert_eq!(operation.last_action_date_time, None);
    let created = operation.created_date_time.as_ref().unwrap();
    assert_eq!(created.as_str(), "0001-01-01T00:00:00+00:00");
}

#[test]
fn types_know_what_the_schema_says_of_them() {
    use msgraph_operations::v1_0::models::{
        Entity, LongRunningOperation, PublicError, PublicInnerError,
    };

    assert!(PublicInnerError::TYPE.is_open() && !PublicError::TYPE.is_open());
    assert!(Entity::TYPE.is_abstract() && !LongRunningOperation::TYPE.is_abstract());
    let derived = LongRunningOperation::TYPE.derived();
    assert!(
        derived.contains(&"microsoft.graph.richLongRunningOperation"),
        "{derived:?}"
    );
}
