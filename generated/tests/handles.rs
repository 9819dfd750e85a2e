//! Models made by a program, and the handles of their members.

#![allow(clippy::unwrap_used)] // failing is what a test is for

mod support;

use msgraph_operations::msgraph_core::prelude::*;
use msgraph_operations::msgraph_core::{DateTimeOffset, Field, IntoField, IsA, Patch, Property};
use msgraph_operations::v1_0::Graph;
use msgraph_operations::v1_0::models::{
    Entity, LongRunningOperation, LongRunningOperationStatus, PublicError, PublicErrorDetail,
    PublicInnerError, RichLongRunningOperation, attack_simulation_operation,
    long_running_operation, public_error, public_error_detail, public_inner_error,
    rich_long_running_operation,
};
use support::offline;

fn failed_copy() -> RichLongRunningOperation {
    RichLongRunningOperation::new()
        .with(rich_long_running_operation::ID, "contentTypeCopy,0x01")
        .with(
            rich_long_running_operation::STATUS,
            LongRunningOperationStatus::Failed,
        )
        .with(
            rich_long_running_operation::CREATED_DATE_TIME,
            DateTimeOffset::try_from("2022-01-24T16:28:23Z").unwrap(),
        )
        .with(rich_long_running_operation::PERCENTAGE_COMPLETE, 40)
        .with(rich_long_running_operation::TYPE, "contentTypeCopy")
        .with(
            rich_long_running_operation::ERROR,
            PublicError::new()
                .with(public_error::CODE, "conflict")
                .with(
                    public_error::DETAILS,
                    [PublicErrorDetail::new().with(public_error_detail::TARGET, "item")],
                )
                .with(
                    public_error::INNER_ERROR,
                    PublicInnerError::new().with(public_inner_error::CODE, "lockedByUser"),
                ),
        )
}

#[test]
fn one_expression_makes_a_model_with_inherited_members() {
    let rich = failed_copy();
    assert_eq!(rich.id.as_deref(), Some("contentTypeCopy,0x01"));
    assert_eq!(rich.status, Some(LongRunningOperationStatus::Failed));
    assert_eq!(rich.percentage_complete, Some(40));
    let error = rich.error.as_ref().unwrap();
    assert_eq!(error.code.as_deref(), Some("conflict"));
    let targets: Vec<_> = error.details.iter().map(|d| d.target.as_deref()).collect();
    assert_eq!(targets, [Some("item")]);
    assert_eq!(
        rich.to_json(),
        concat!(
            r#"{"id":"contentTypeCopy,0x01","createdDateTime":"2022-01-24T16:28:23Z","#,
            r#""status":"failed","error":{"code":"conflict","details":[{"target":"item"}],"#,
            r#""innerError":{"code":"lockedByUser"}},"percentageComplete":40,"#,
            r#""type":"contentTypeCopy"}"#,
        )
    );
    let read = RichLongRunningOperation::from_json(rich.to_json().as_bytes()).unwrap();
    assert_eq!(read, rich);
}

#[test]
fn fields_are_set_through_the_base_too() {
    let mut rich = RichLongRunningOperation::new();
    rich.id = Some("1".to_owned());
    rich.status = Some(LongRunningOperationStatus::Running);
    rich.percentage_complete = Some(7);
    assert_eq!(rich.base.base.id.as_deref(), Some("1"));
    assert_eq!(
        rich.to_json(),
        r#"{"id":"1","status":"running","percentageComplete":7}"#
    );
}

#[test]
fn a_model_is_equal_to_its_copy_until_one_changes() {
    let rich = failed_copy();
    let mut copy = rich.clone();
    assert_eq!(copy, rich);
    copy.status_detail = Some("The item is locked.".to_owned());
    assert_ne!(copy, rich);
    copy.status_detail = None;
    assert_eq!(copy, rich);
    copy.error.as_mut().unwrap().message = Some(String::new());
    assert_ne!(copy, rich);
}

#[test]
fn a_new_model_has_no_members() {
    assert_eq!(
        RichLongRunningOperation::new(),
        RichLongRunningOperation::default()
    );
    assert_eq!(RichLongRunningOperation::new().to_json(), "{}");
    assert_eq!(Entity::new().to_json(), "{}");
    assert_ne!(RichLongRunningOperation::new(), failed_copy());
}

#[test]
fn handles_have_the_name_on_the_wire() {
    assert_eq!(rich_long_running_operation::ID.name(), "id");
    assert_eq!(rich_long_running_operation::TYPE.name(), "type");
    assert_eq!(
        rich_long_running_operation::LAST_ACTION_DATE_TIME.name(),
        "lastActionDateTime"
    );
    assert_eq!(
        attack_simulation_operation::PERCENTAGE_COMPLETED.name(),
        "percentageCompleted"
    );
    assert_eq!(public_error::INNER_ERROR.name(), "innerError");
}

/// Sets a member of whatever has it.
fn set<T: IsA<B>, B, F: Field, A>(
    _: &T,
    property: &Property<B, F, A>,
    _: impl IntoField<F>,
) -> &'static str {
    property.name()
}

#[test]
fn handles_of_a_base_type_belong_to_the_types_derived_from_it() {
    fn is_a<B, T: IsA<B>>() {}
    is_a::<Entity, RichLongRunningOperation>();
    is_a::<LongRunningOperation, RichLongRunningOperation>();
    is_a::<RichLongRunningOperation, RichLongRunningOperation>();

    let rich = RichLongRunningOperation::new();
    assert_eq!(
        set(&rich, msgraph_operations::v1_0::models::entity::ID, "1"),
        "id"
    );
    let inherited = rich.with(long_running_operation::STATUS_DETAIL, "waits");
    assert_eq!(
        inherited,
        RichLongRunningOperation::new().with(rich_long_running_operation::STATUS_DETAIL, "waits")
    );
}

#[test]
fn handles_of_different_members_are_selected_together() {
    let operations = Graph::new(offline()).sites().by_id("root").operations();
    let request = operations.list().select((
        rich_long_running_operation::ID,
        rich_long_running_operation::STATUS,
        rich_long_running_operation::CREATED_DATE_TIME,
        rich_long_running_operation::PERCENTAGE_COMPLETE,
        rich_long_running_operation::ERROR,
    ));
    let selected = "?$select=id,status,createdDateTime,percentageComplete,error";
    assert_eq!(
        request.url(),
        format!("https://graph.microsoft.com/v1.0/sites/root/operations{selected}")
    );
    let request = operations.by_id("1").get().select((
        rich_long_running_operation::PERCENTAGE_COMPLETE,
        long_running_operation::STATUS,
    ));
    assert!(
        request
            .url()
            .ends_with("/1?$select=percentageComplete,status")
    );
}

#[test]
fn conditions_and_orders_are_made_of_handles() {
    use rich_long_running_operation::{
        CREATED_DATE_TIME, ERROR, PERCENTAGE_COMPLETE, STATUS, TYPE,
    };

    let request = Graph::new(offline())
        .sites()
        .by_id("root")
        .operations()
        .list()
        .filter(
            STATUS
                .is_in([
                    LongRunningOperationStatus::Running,
                    LongRunningOperationStatus::Failed,
                ])
                .and(PERCENTAGE_COMPLETE.lt(100).or(TYPE.is_null()))
                .and(
                    CREATED_DATE_TIME.ge(DateTimeOffset::try_from("2022-01-24T00:00:00Z").unwrap()),
                )
                .and(
                    ERROR
                        .member(public_error::DETAILS)
                        .any(public_error_detail::CODE.starts_with("lock")),
                ),
        )
        .order_by([CREATED_DATE_TIME.desc(), PERCENTAGE_COMPLETE.asc()])
        .top(10);
    let url = request.url();
    let url = percent_encoding::percent_decode_str(&url)
        .decode_utf8()
        .unwrap();
    let (_, query) = url.split_once('?').unwrap();
    assert_eq!(
        query,
        "$filter=status in ('running','failed') and (percentageComplete lt 100 or type eq null) \
         and createdDateTime ge 2022-01-24T00:00:00Z \
         and error/details/any(x:startswith(x/code,'lock'))\
         &$orderby=createdDateTime desc,percentageComplete&$top=10"
    );
    // None of these members is newer than the first version of their enumeration.
    assert!(!request.headers().contains_key("prefer"));
}

#[test]
fn a_patch_tells_setting_from_clearing() {
    let patch = Patch::<RichLongRunningOperation>::new()
        .set(rich_long_running_operation::STATUS_DETAIL, "paused")
        .set(rich_long_running_operation::PERCENTAGE_COMPLETE, 41)
        .clear(rich_long_running_operation::ERROR)
        .clear(rich_long_running_operation::RESOURCE_LOCATION);
    assert_eq!(
        patch.to_json(),
        r#"{"statusDetail":"paused","percentageComplete":41,"error":null,"resourceLocation":null}"#
    );
}
