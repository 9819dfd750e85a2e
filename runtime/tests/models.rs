//! Models in a program: made, changed, moved, compared, shown.

#![allow(clippy::expect_used, clippy::unwrap_used)] // failing is what a test is for

mod common;

use common::models::{
    Entity, LongRunningOperation, LongRunningOperationStatus, PublicError, PublicErrorDetail,
    RichLongRunningOperation, Right, User, long_running_operation, public_error,
    rich_long_running_operation, user,
};
use msgraph_core::codegen::v1::TypeInfo;
use msgraph_core::{Binary, DateTimeOffset, ErrorKind, Flags, Model as _, Page, Patch, Single};

fn user(json: &str) -> User {
    User::from_json(json.as_bytes()).expect(json)
}

fn rich(json: &str) -> RichLongRunningOperation {
    RichLongRunningOperation::from_json(json.as_bytes()).expect(json)
}

#[test]
fn a_null_can_be_written_by_hand() {
    let mut user = User::new();
    user.additional.insert("text", "null").unwrap();
    assert_eq!(user.to_json(), r#"{"text":null}"#);
    user.text = Some("x".to_owned());
    assert_eq!(user.to_json(), r#"{"text":"x"}"#);
}

#[test]
fn a_change_by_code_wins_over_the_text() {
    let mut user = user(
        r#"{"status":"NotStarted","int32":1e3,"text":null,"flag":1,"numbers":[1,"x"],"texts":[]}"#,
    );
    user.status = Some(LongRunningOperationStatus::Running);
    user.int32 = None;
    user.text = Some("set".to_owned());
    user.flag = Some(false);
    user.numbers.push(2);
    user.texts.push("t".to_owned());
    let written = r#"{"text":"set","flag":false,"status":"running","texts":["t"],"numbers":[1,2]}"#;
    assert_eq!(user.to_json(), written);
    assert!(user.mismatches().is_empty());
    assert_eq!(user, User::from_json(written.as_bytes()).unwrap());

    user.int32 = Some(1000);
    assert!(
        user.to_json().contains(r#""int32":1e3"#),
        "the text says the same again"
    );
}

#[test]
fn a_change_deep_inside_wins_too() {
    let json = r#"{"children":[{"text":"a"},5,{"text":"b","x":1.50}]}"#;
    let mut user = user(json);
    assert_eq!(user.to_json(), json);
    user.children[1].text = None;
    assert_eq!(user.to_json(), r#"{"children":[{"text":"a"},{"x":1.50}]}"#);
    assert!(user.mismatches().is_empty());
}

#[test]
fn a_text_belongs_to_the_fields_of_the_model_that_has_it() {
    let json = r#"{"percentageComplete":5,"resourceId":null,"statusDetail":null,"x":1}"#;
    let operation = LongRunningOperation::from_json(json.as_bytes()).unwrap();
    assert_eq!(operation.to_json(), json);

    // What has no field there has one here.
    let mut moved = RichLongRunningOperation::new();
    moved.additional = operation.additional.clone();
    let read = r#"{"resourceId":null,"statusDetail":null,"x":1}"#;
    assert_eq!(moved.to_json(), read);
    moved.percentage_complete = Some(7);
    moved.resource_id = Some("r".to_owned());
    let changed = r#"{"statusDetail":null,"x":1,"percentageComplete":7,"resourceId":"r"}"#;
    assert_eq!(moved.to_json(), changed);

    // What has a field here has none there, or elsewhere.
    let mut rich = rich(json);
    assert_eq!(rich.base.to_json(), read);
    rich.status_detail = Some("s".to_owned());
    assert_eq!(
        rich.base.to_json(),
        r#"{"resourceId":null,"x":1,"statusDetail":"s"}"#
    );
    assert_eq!(
        rich.to_json(),
        r#"{"resourceId":null,"x":1,"statusDetail":"s","percentageComplete":5}"#
    );
}

#[test]
fn additional_members_can_be_changed() {
    let mut user = user(r#"{"a":1,"b":2,"c":3}"#);
    assert_eq!(user.additional.remove("b").as_deref(), Some("2"));
    assert_eq!(user.additional.remove("b"), None);
    user.additional.insert("a", " [true] ").unwrap();
    user.additional.insert("new\n", "{}").unwrap();
    assert_eq!(user.to_json(), r#"{"a":[true],"c":3,"new\n":{}}"#);
    let error = user.additional.insert("a", "1,\"b\":2").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(user.additional.get("new\n"), Some("{}"));
}

#[test]
fn moving_down_and_up_loses_nothing() {
    let json = r##"{"@odata.type":"#microsoft.graph.richLongRunningOperation","id":"1","status":"failed","percentageComplete":4e1,"resourceId":7,"type":"t","error":{"code":"c","new":1},"x":1.50}"##;
    let entity = Entity::from_json(json.as_bytes()).unwrap();
    assert_eq!(
        entity.odata_type(),
        Some("microsoft.graph.richLongRunningOperation")
    );
    let names: Vec<_> = entity.additional.iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "@odata.type",
            "status",
            "percentageComplete",
            "resourceId",
            "type",
            "error",
            "x"
        ]
    );

    let operation: LongRunningOperation = entity.clone().downcast().unwrap();
    assert_eq!(operation.status, Some(LongRunningOperationStatus::Failed));
    assert_eq!(operation.id.as_deref(), Some("1"));

    let rich = operation.downcast::<RichLongRunningOperation>().unwrap();
    assert_eq!(rich.percentage_complete, Some(40));
    assert_eq!(rich.resource_id, None);
    assert_eq!(rich.error.as_ref().unwrap().code.as_deref(), Some("c"));
    let mismatches = rich.mismatches();
    let paths: Vec<_> = mismatches
        .iter()
        .map(msgraph_core::Mismatch::path)
        .collect();
    assert_eq!(paths, ["$.resourceId"]);
    assert_eq!(
        rich,
        RichLongRunningOperation::from_json(json.as_bytes()).unwrap()
    );
    assert_eq!(
        rich,
        entity
            .clone()
            .downcast::<RichLongRunningOperation>()
            .unwrap()
    );

    let back = rich.clone().into_base().into_base();
    let value = |json: &str| serde_json::from_str::<serde_json::Value>(json).unwrap();
    assert_eq!(value(&back.to_json()), value(json));
    assert_eq!(back.downcast::<RichLongRunningOperation>().unwrap(), rich);

    assert_eq!(
        LongRunningOperation::from(rich.clone()),
        rich.clone().into_base()
    );
    assert_eq!(
        Entity::from(rich.clone()),
        rich.clone().into_base().into_base()
    );
}

#[test]
fn a_change_before_moving_up_is_what_moves() {
    let mut rich = rich(r#"{"percentageComplete":4e1,"type":null,"x":1}"#);
    rich.percentage_complete = None;
    rich.r#type = Some("t".to_owned());
    let operation = rich.into_base();
    assert_eq!(
        operation.to_json(),
        r##"{"@odata.type":"#microsoft.graph.richLongRunningOperation","type":"t","x":1}"##
    );
}

#[test]
fn downcast_goes_by_the_name_of_the_type() {
    let named = |name: &str| {
        let json = format!(r#"{{"@odata.type":"{name}","id":"1"}}"#);
        Entity::from_json(json.as_bytes()).unwrap()
    };
    for name in [
        "microsoft.graph.richLongRunningOperation",
        "#microsoft.graph.richLongRunningOperation",
        "https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.richLongRunningOperation",
    ] {
        assert!(
            named(name).downcast::<RichLongRunningOperation>().is_ok(),
            "{name}"
        );
        assert!(
            named(name).downcast::<LongRunningOperation>().is_ok(),
            "{name}"
        );
        assert!(named(name).downcast::<User>().is_err(), "{name}");
    }
    for name in [
        "",
        "#",
        "microsoft.graph.longRunningOperation",
        "richLongRunningOperation",
    ] {
        assert!(
            named(name).downcast::<RichLongRunningOperation>().is_err(),
            "{name}"
        );
    }
    let untyped = Entity::new();
    assert!(untyped.clone().downcast::<User>().is_err());
    assert!(untyped.downcast::<Entity>().is_ok());
}

#[test]
fn one_expression_makes_a_value() {
    let operation = RichLongRunningOperation::new()
        .with(rich_long_running_operation::ID, "1")
        .with(
            rich_long_running_operation::STATUS,
            LongRunningOperationStatus::Running,
        )
        .with(
            rich_long_running_operation::CREATED_DATE_TIME,
            DateTimeOffset::try_from("2020-03-19T12:01:03Z").unwrap(),
        )
        .with(rich_long_running_operation::PERCENTAGE_COMPLETE, 40)
        .with(
            rich_long_running_operation::ERROR,
            PublicError::new()
                .with(public_error::CODE, String::from("c"))
                .with(public_error::DETAILS, [PublicErrorDetail::new()]),
        );
    assert_eq!(operation.id.as_deref(), Some("1"));
    assert_eq!(
        operation.created_date_time,
        Some(DateTimeOffset::from_wire("2020-03-19T12:01:03Z"))
    );
    assert_eq!(
        operation.to_json(),
        r#"{"id":"1","createdDateTime":"2020-03-19T12:01:03Z","status":"running","error":{"code":"c","details":[{}]},"percentageComplete":40}"#
    );
    let user = User::new()
        .with(user::RIGHTS, [Right::Read, Right::Write, Right::Read])
        .with(user::TEXTS, ["a", "b"])
        .with(user::INT64, 5)
        .with(user::CHILDREN, vec![User::new()]);
    assert_eq!(
        user.to_json(),
        r#"{"int64":5,"rights":"read,write","texts":["a","b"],"children":[{}]}"#
    );
}

/// These tests have the feature `test-support`; that texts are hidden without it, unit tests show.
#[test]
fn debug_shows_texts_to_tests() {
    let json = r#"{"id":"1","status":"new","percentageComplete":4,"error":{"details":[{"code":"c"}]},"x":[1.50]}"#;
    assert_eq!(
        format!("{:?}", rich(json)),
        r#"richLongRunningOperation { id: "1", status: new, error: publicError { details: [publicErrorDetail { code: "c" }] }, percentageComplete: 4, additional: {"x":[1.50]} }"#
    );
}

#[test]
fn the_order_of_additional_members_makes_no_difference() {
    assert_eq!(
        user(r#"{"a":1,"b":2,"text":null}"#),
        user(r#"{"text":null,"b":2,"a":1}"#)
    );
    assert_ne!(user(r#"{"a":1}"#), user(r#"{"a":1.0}"#));
    assert_ne!(
        user(r#"{"children":[{}]}"#),
        user(r#"{"children":[{"a":1}]}"#)
    );
}

#[test]
fn models_are_what_serde_expects() {
    let json = r##"{"@odata.type":"#microsoft.graph.x","id":"1","status":"NEW","percentageComplete":null,"error":{"code":"ü\n","n":[1.5,-2,18446744073709551615,true]}}"##;
    let operation: RichLongRunningOperation = serde_json::from_str(json).unwrap();
    assert_eq!(operation, rich(json));
    assert_eq!(
        serde_json::to_string(&operation).unwrap(),
        operation.to_json()
    );
    assert_eq!(
        serde_json::to_value(&operation).unwrap(),
        serde_json::from_str::<serde_json::Value>(json).unwrap()
    );
    let value: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(
        serde_json::from_value::<RichLongRunningOperation>(value).unwrap(),
        operation
    );

    let page: Page<LongRunningOperation> =
        serde_json::from_str(r#"{"value":[{"id":"1"}]}"#).unwrap();
    assert_eq!(page.value[0].id.as_deref(), Some("1"));
    assert!(serde_json::from_str::<RichLongRunningOperation>("[1]").is_err());
    assert!(serde_json::from_str::<Vec<RichLongRunningOperation>>("[{},{}]").is_ok());
}

/// As they are when any crate in the program asks for `serde_json/arbitrary_precision`.
#[test]
fn numbers_that_serde_passes_on_as_objects_keep_their_spelling() {
    let operation: RichLongRunningOperation = serde_json::from_str(
        r#"{"percentageComplete":{"$serde_json::private::Number":"40"},
            "qubits":[{"$serde_json::private::Number":"47.6450"}],
            "text":{"$serde_json::private::Number":"no number"}}"#,
    )
    .unwrap();
    assert_eq!(operation.percentage_complete, Some(40));
    assert_eq!(operation.additional.get("qubits"), Some("[47.6450]"));
    assert_eq!(
        operation.additional.get("text"),
        Some(r#"{"$serde_json::private::Number":"no number"}"#)
    );
}

#[test]
fn enumerations_are_what_serde_expects() {
    let states: Vec<LongRunningOperationStatus> =
        serde_json::from_str(r#"["running","Failed",2,"n\u00e9w"]"#).unwrap();
    assert_eq!(
        states[..3],
        [
            LongRunningOperationStatus::Running,
            LongRunningOperationStatus::Failed,
            LongRunningOperationStatus::Succeeded,
        ]
    );
    assert!(!states[3].is_known());
    assert_eq!(
        serde_json::to_string(&states).unwrap(),
        r#"["running","failed","succeeded","néw"]"#
    );
}

#[test]
fn flags_are_an_ordered_set() {
    let mut flags: Flags<Right> = [Right::Write, Right::Read, Right::Write].into();
    assert_eq!(flags.to_string(), "write,read");
    assert!(flags.contains(&Right::Read) && !flags.contains(&Right::Share));
    assert!(flags.insert(Right::Share) && !flags.insert(Right::Share));
    assert!(flags.remove(&Right::Read) && !flags.remove(&Right::Read));
    assert_eq!(
        flags.iter().map(Right::as_str).collect::<Vec<_>>(),
        ["write", "share"]
    );
    let again: Flags<_> = flags.clone().into_iter().collect();
    assert_eq!(again, flags);

    let rights = user(r#"{"rights":" read ,new,, Write"}"#).rights.unwrap();
    assert_eq!(rights.to_string(), "read,new,write");
    let unknown = rights.iter().filter(|right| !right.is_known());
    assert_eq!(unknown.map(Right::as_str).collect::<Vec<_>>(), ["new"]);
}

#[test]
fn a_patch_tells_setting_from_clearing() {
    let patch = Patch::<RichLongRunningOperation>::new()
        .set(long_running_operation::STATUS_DETAIL, "a \"quote\"")
        .clear(rich_long_running_operation::ERROR)
        .set(rich_long_running_operation::PERCENTAGE_COMPLETE, 1)
        .set(rich_long_running_operation::PERCENTAGE_COMPLETE, 2);
    assert!(!patch.is_empty());
    assert_eq!(
        patch.to_json(),
        r#"{"statusDetail":"a \"quote\"","error":null,"percentageComplete":2}"#
    );
    let patch = Patch::<User>::new()
        .set(user::MAIL, "a@b")
        .set(user::NUMBERS, [0; 0])
        .clear(user::TEXTS)
        .set(user::CHILD, User::new().with(user::TEXT, "x"))
        .set(user::RIGHTS, [Right::Read]);
    assert_eq!(
        patch.to_json(),
        r#"{"mail":"a@b","numbers":[],"texts":[],"child":{"text":"x"},"rights":"read"}"#
    );
    assert!(Patch::<User>::default().is_empty());
}

#[test]
fn a_value_wraps_what_is_no_object() {
    let value =
        Single::<Option<bool>>::from_json(br#"{"@odata.context":"c","value":true}"#).unwrap();
    assert_eq!(value.value, Some(true));
    assert_eq!(value.to_json(), r#"{"@odata.context":"c","value":true}"#);
    assert_eq!(
        Single::<Vec<i32>>::from_json(br#"{"value":[1,2]}"#)
            .unwrap()
            .value,
        [1, 2]
    );
    assert_eq!(
        Single::<Option<Binary>>::from_json(br#"{"value":null}"#)
            .unwrap()
            .value,
        None
    );
}

#[test]
fn everything_can_be_sent_between_threads() {
    fn sendable<T: Send + Sync + 'static>() {}
    sendable::<RichLongRunningOperation>();
    sendable::<Page<User>>();
    sendable::<Patch<User>>();
    sendable::<msgraph_core::Request<Page<User>>>();
    sendable::<msgraph_core::Error>();
    sendable::<msgraph_core::Client>();
}

#[test]
fn a_type_tells_what_it_is() {
    const TYPE: TypeInfo = TypeInfo::new("sample.thing", &["a"], &["sample.other"])
        .abstract_type()
        .open();
    assert!(TYPE.is_abstract() && TYPE.is_open());
    assert_eq!(
        (TYPE.members(), TYPE.derived()),
        (&["a"][..], &["sample.other"][..])
    );
    assert!(Entity::TYPE.is_abstract() && !Entity::TYPE.is_open());
}
