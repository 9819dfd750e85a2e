//! What models do with documents that are not quite as declared, and with changes made by code.

mod common;

use common::models::{
    Entity, LongRunningOperation, LongRunningOperationStatus, PublicError, PublicErrorDetail,
    RichLongRunningOperation, Right, User, long_running_operation, public_error,
    rich_long_running_operation, user,
};
use msgraph_core::{
    Binary, Date, DateTimeOffset, Decimal, Duration, ErrorKind, Flags, Guid, Json, Page, Patch,
    TimeOfDay, Value,
};

fn user(json: &str) -> User {
    User::from_json(json.as_bytes()).expect(json)
}

fn rich(json: &str) -> RichLongRunningOperation {
    RichLongRunningOperation::from_json(json.as_bytes()).expect(json)
}

fn mismatches(user: &User) -> Vec<String> {
    user.mismatches()
        .iter()
        .map(|mismatch| mismatch.path().to_owned())
        .collect()
}

#[test]
fn every_kind_of_value_is_read_and_written() {
    let json = concat!(
        r#"{"id":"1","text":"a\"ü\n","flag":true,"byte":255,"sbyte":-128,"int16":-32768,"#,
        r#""int32":2147483647,"int64":-9223372036854775808,"single":0.1,"double":47.645,"#,
        r#""decimal":12345678901234567890.1200,"time":"22:50:41.5","date":"9999-12-31","#,
        r#""duration":"-P1DT0.5S","guid":"19356be4","binary":"-_8=","json":{"a":[1.0,null]},"#,
        r#""rights":"read,share","status":"running","child":{"id":"2"},"texts":["a",""],"#,
        r#""numbers":[1,-2],"doubles":["INF","-INF","NaN",0.5],"statuses":["failed","new"],"#,
        r#""rightsList":["read","write,new"],"children":[{"text":"x"},{}],"jsons":[1,"a",[]],"#,
        r#""displayName":"Ada","mail":"a@b"}"#
    );
    let user = user(json);
    assert_eq!(user.to_json(), json);
    assert!(user.additional.is_empty());
    assert!(user.mismatches().is_empty());
    assert_eq!(user, user.clone());

    assert_eq!(user.id.as_deref(), Some("1"));
    assert_eq!(user.text.as_deref(), Some("a\"ü\n"));
    assert_eq!(
        (user.byte, user.sbyte, user.int16),
        (Some(255), Some(-128), Some(i16::MIN))
    );
    assert_eq!((user.int32, user.int64), (Some(i32::MAX), Some(i64::MIN)));
    assert_eq!((user.single, user.double), (Some(0.1), Some(47.645)));
    assert_eq!(
        user.decimal,
        Some(Decimal::from("12345678901234567890.1200"))
    );
    assert_eq!(user.time, Some(TimeOfDay::from("22:50:41.5")));
    assert_eq!(user.date, Some(Date::from("9999-12-31")));
    assert_eq!(user.duration, Some(Duration::from("-P1DT0.5S")));
    assert_eq!(user.guid, Some(Guid::from("19356be4")));
    assert_eq!(
        user.binary.as_ref().unwrap().decode().unwrap(),
        [0xfb, 0xff]
    );
    assert_eq!(
        user.json.as_ref().map(Json::as_str),
        Some(r#"{"a":[1.0,null]}"#)
    );
    assert_eq!(user.rights, Some([Right::Read, Right::Share].into()));
    assert_eq!(user.child.as_ref().unwrap().id.as_deref(), Some("2"));
    assert!(user.doubles[2].is_nan());
    assert_eq!(user.statuses[1].as_str(), "new");
    assert_eq!(user.rights_list[1].to_string(), "write,new");
    assert_eq!(user.children.len(), 2);
}

#[test]
fn null_absent_and_a_value_are_three_things() {
    let absent = user("{}");
    let null = user(r#"{"text":null}"#);
    let value = user(r#"{"text":""}"#);
    assert_eq!(
        (&absent.text, &null.text, &value.text),
        (&None, &None, &Some(String::new()))
    );
    assert_ne!(absent, null);
    assert_ne!(null, value);
    assert_eq!(absent.to_json(), "{}");
    assert_eq!(null.to_json(), r#"{"text":null}"#);
    assert!(null.mismatches().is_empty());
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
fn unusual_spellings_are_read_and_kept() {
    for json in [
        r#"{"double":47.6450}"#,
        r#"{"double":1}"#,
        r#"{"single":1e0}"#,
        r#"{"int32":1e3}"#,
        r#"{"int32":-0}"#,
        r#"{"int64":"9007199254740993"}"#,
        r#"{"decimal":"1.50"}"#,
        r#"{"status":"NotStarted"}"#,
        r#"{"status":"1"}"#,
        r#"{"status":3}"#,
        r#"{"status":77}"#,
        r#"{"rights":"read, write"}"#,
        r#"{"rights":"read,read"}"#,
        r#"{"rights":"4"}"#,
        r#"{"texts":[]}"#,
        r#"{"texts":null}"#,
        r#"{"texts":["a",null,"b"]}"#,
        r#"{"statuses":["RUNNING"]}"#,
        r#"{"text":"\ud800"}"#,
        r#"{"doubles":["NaN",1e0,null]}"#,
        r#"{"child":null}"#,
        r#"{"children":[{"a":1},null]}"#,
        r#"{"jsons":[null,1]}"#,
        r#"{"json":null}"#,
    ] {
        let user = user(json);
        assert_eq!(user.to_json(), json);
        assert_eq!(mismatches(&user), [""; 0], "{json}");
        assert_eq!(user, user.clone());
        assert!(!user.additional.is_empty(), "{json}");
    }
    assert_eq!(
        user(r#"{"int64":"9007199254740993"}"#).int64,
        Some(9_007_199_254_740_993)
    );
    assert_eq!(user(r#"{"int32":1e3}"#).int32, Some(1000));
    assert_eq!(
        user(r#"{"status":3}"#).status,
        Some(LongRunningOperationStatus::Failed)
    );
    assert_eq!(user(r#"{"status":77}"#).status.unwrap().as_str(), "77");
    assert_eq!(user(r#"{"texts":["a",null,"b"]}"#).texts, ["a", "b"]);
    assert_eq!(user(r#"{"rights":"read, write"}"#).rights.unwrap().len(), 2);
    assert_eq!(user(r#"{"rights":"4"}"#).rights, Some(Right::Share.into()));
}

#[test]
fn a_value_of_the_wrong_kind_is_kept_and_reported() {
    for (json, paths) in [
        (r#"{"text":1}"#, &["$.text"][..]),
        (r#"{"text":{"a":1},"flag":"true"}"#, &["$.text", "$.flag"]),
        (r#"{"int32":"1"}"#, &["$.int32"]),
        (r#"{"int32":2147483648}"#, &["$.int32"]),
        (r#"{"int32":1.5}"#, &["$.int32"]),
        (r#"{"byte":-1}"#, &["$.byte"]),
        (r#"{"int64":"1x"}"#, &["$.int64"]),
        (r#"{"double":"1.5"}"#, &["$.double"]),
        (r#"{"double":1e999}"#, &["$.double"]),
        (r#"{"status":1.5}"#, &["$.status"]),
        (r#"{"guid":7}"#, &["$.guid"]),
        (r#"{"child":[]}"#, &["$.child"]),
        (r#"{"children":{}}"#, &["$.children"]),
        (
            r#"{"numbers":[1,"2",3,[]]}"#,
            &["$.numbers[1]", "$.numbers[3]"],
        ),
        (r#"{"child":{"child":{"flag":0}}}"#, &["$.child.child.flag"]),
        (
            r#"{"children":[7,{"flag":1},null,{"texts":[1]}]}"#,
            &[
                "$.children[0]",
                "$.children[1].flag",
                "$.children[3].texts[0]",
            ],
        ),
    ] {
        let user = user(json);
        assert_eq!(mismatches(&user), paths, "{json}");
        assert_eq!(user.to_json(), json);
    }
    assert_eq!(user(r#"{"numbers":[1,"2",3,[]]}"#).numbers, [1, 3]);
}

#[test]
fn mismatches_inside_a_page_name_the_item() {
    let page = Page::<LongRunningOperation>::from_json(
        br#"{"value":[{"id":"1"},{"id":2},"x",{"status":[]}],"@odata.nextLink":false}"#,
    )
    .unwrap();
    assert_eq!(page.value.len(), 3);
    let found: Vec<_> = page
        .mismatches()
        .iter()
        .map(|m| m.path().to_owned())
        .collect();
    assert_eq!(
        found,
        [
            "$.value[1].id",
            "$.value[2]",
            "$.value[3].status",
            "$['@odata.nextLink']"
        ]
    );
}

#[test]
fn of_duplicates_the_last_wins() {
    for (json, written) in [
        (r#"{"text":"a","text":"b"}"#, r#"{"text":"b"}"#),
        (r#"{"text":"a","text":null}"#, r#"{"text":null}"#),
        (r#"{"text":null,"text":"b"}"#, r#"{"text":"b"}"#),
        (r#"{"text":1,"text":2}"#, r#"{"text":2}"#),
        (r#"{"text":"a","text":1}"#, r#"{"text":1}"#),
        (r#"{"int32":1e3,"int32":1000}"#, r#"{"int32":1000}"#),
        (
            r#"{"numbers":[1,null],"numbers":[1]}"#,
            r#"{"numbers":[1]}"#,
        ),
        (r#"{"numbers":[1,2],"numbers":[]}"#, r#"{"numbers":[]}"#),
        (
            r#"{"child":{"text":"a","x":1},"child":{"flag":true}}"#,
            r#"{"child":{"flag":true}}"#,
        ),
        (r#"{"x":1,"y":2,"x":3}"#, r#"{"y":2,"x":3}"#),
        (r#"{"x":1,"\u0078":2}"#, r#"{"x":2}"#),
        (r#"{"t\u0065xt":"a"}"#, r#"{"text":"a"}"#),
    ] {
        assert_eq!(user(json).to_json(), written, "{json}");
        assert_eq!(user(json), user(written), "{json}");
    }
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
fn unknown_members_keep_order_and_spelling() {
    let json = r#"{"z":1.0E+2,"a":{"b":[ 1 , 2 ]},"\"q\"":"\u00e9","@x.y":null}"#;
    let user = user(json);
    assert_eq!(user.to_json(), json);
    assert_eq!(user.additional.len(), 4);
    assert_eq!(user.additional.get("\"q\""), Some(r#""\u00e9""#));
    let names: Vec<_> = user
        .additional
        .iter()
        .map(|(name, _)| name.into_owned())
        .collect();
    assert_eq!(names, ["z", "a", "\"q\"", "@x.y"]);
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
fn documents_that_are_not_json_are_errors_with_a_path() {
    let error = Page::<RichLongRunningOperation>::from_json(
        br#"{"value":[{},{"error":{"details":[{"code":tru}]}}]}"#,
    )
    .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.path(), Some("$.value[1].error.details[0].code"));

    for json in [
        "",
        "null",
        "[]",
        "\"a\"",
        "{",
        "{}x",
        "{\"text\":\"a\"",
        "{\"a\":\"\\u12\"}",
    ] {
        assert!(User::from_json(json.as_bytes()).is_err(), "{json}");
    }
    assert!(User::from_json(b"{\"text\":\"\xff\"}").is_err());
    assert!(User::from_json(b"\xef\xbb\xbf {} \n").is_ok());
}

#[test]
fn a_document_cut_anywhere_is_an_error() {
    let json = r#"{"text":"ü\u00e9","numbers":[1,2],"child":{"status":"running","x":null}}"#;
    for end in 0..json.len() {
        assert!(
            User::from_json(&json.as_bytes()[..end]).is_err(),
            "cut at {end}"
        );
    }
}

#[test]
fn a_depth_bomb_is_an_error() {
    let nested = |depth: usize| {
        format!(
            "{}{}",
            "{\"child\":".repeat(depth) + "{}",
            "}".repeat(depth)
        )
    };
    assert!(User::from_json(nested(127).as_bytes()).is_ok());
    let error = User::from_json(nested(100_000).as_bytes()).unwrap_err();
    assert_eq!(error.message(), "nested too deeply at byte 1153");
    let unknown = format!("{{\"x\":{}", "[".repeat(1_000_000));
    assert!(User::from_json(unknown.as_bytes()).is_err());
}

/// The time of reading and writing an object with `count` members, `name` making their names.
fn seconds(count: usize, member: impl Fn(usize) -> String) -> f64 {
    let members: Vec<_> = (0..count).map(member).collect();
    let json = format!("{{{}}}", members.join(","));
    let start = std::time::Instant::now();
    let user = User::from_json(json.as_bytes()).unwrap();
    assert!(user.to_json().len() <= json.len());
    start.elapsed().as_secs_f64()
}

#[test]
fn huge_objects_take_linear_time() {
    let members: [fn(usize) -> String; 5] = [
        |n| format!(r#""unknown{n}":{n}"#),
        |_| r#""same":1"#.to_owned(),
        |_| r#""text":null"#.to_owned(),
        |n| {
            if n % 2 == 0 {
                r#""int32":1e3"#.to_owned()
            } else {
                r#""int32":1000"#.to_owned()
            }
        },
        |n| format!(r#""\u0061{n}":[{n}]"#),
    ];
    for (kind, member) in members.into_iter().enumerate() {
        let few = seconds(20_000, member);
        let many = seconds(200_000, member);
        assert!(
            many < few * 100.0 + 1.0,
            "kind {kind}: {few} s became {many} s"
        );
    }
}

#[test]
fn moving_down_and_up_loses_nothing() {
    let json = r##"{"@odata.type":"#microsoft.graph.richLongRunningOperation","id":"1","status":"failed","percentageComplete":4e1,"resourceId":7,"type":"t","error":{"code":"c","new":1},"x":1.50}"##;
    let entity = Entity::from_json(json.as_bytes()).unwrap();
    assert_eq!(
        entity.odata_type(),
        Some("microsoft.graph.richLongRunningOperation")
    );
    assert_eq!(entity.additional.len(), 7);

    let operation: LongRunningOperation = msgraph_core::downcast(entity.clone()).unwrap();
    assert_eq!(operation.status, Some(LongRunningOperationStatus::Failed));
    assert_eq!(operation.id.as_deref(), Some("1"));

    let rich = operation.downcast::<RichLongRunningOperation>().unwrap();
    assert_eq!(rich.percentage_complete, Some(40));
    assert_eq!(rich.resource_id, None);
    assert_eq!(rich.error.as_ref().unwrap().code.as_deref(), Some("c"));
    assert_eq!(rich.mismatches().len(), 1);
    assert_eq!(
        rich,
        RichLongRunningOperation::from_json(json.as_bytes()).unwrap()
    );
    assert_eq!(
        rich,
        msgraph_core::downcast::<_, RichLongRunningOperation>(entity.clone()).unwrap()
    );

    let back = rich.clone().into_base().into_base();
    let value = |json: &str| serde_json::from_str::<serde_json::Value>(json).unwrap();
    assert_eq!(value(&back.to_json()), value(json));
    assert_eq!(
        msgraph_core::downcast::<_, RichLongRunningOperation>(back).unwrap(),
        rich
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
            msgraph_core::downcast::<_, RichLongRunningOperation>(named(name)).is_ok(),
            "{name}"
        );
        assert!(
            msgraph_core::downcast::<_, LongRunningOperation>(named(name)).is_ok(),
            "{name}"
        );
        assert!(
            msgraph_core::downcast::<_, User>(named(name)).is_err(),
            "{name}"
        );
    }
    for name in [
        "",
        "#",
        "microsoft.graph.longRunningOperation",
        "richLongRunningOperation",
    ] {
        assert!(
            msgraph_core::downcast::<_, RichLongRunningOperation>(named(name)).is_err(),
            "{name}"
        );
    }
    let untyped = Entity::new();
    assert!(msgraph_core::downcast::<_, User>(untyped.clone()).is_err());
    assert!(msgraph_core::downcast::<_, Entity>(untyped).is_ok());
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
            "2020-03-19T12:01:03Z",
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
        Some(DateTimeOffset::from("2020-03-19T12:01:03Z"))
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

#[test]
fn debug_shows_no_texts() {
    let secret = "s3cret";
    let json = format!(
        r##"{{"@odata.type":"#microsoft.graph.user","id":"{secret}","text":"{secret}","flag":true,"int32":7,"double":0.5,"date":"{secret}",
        "binary":"{secret}","json":["{secret}"],"status":"running","rights":"read,write","texts":["{secret}"],"decimal":"{secret}",
        "child":{{"text":"{secret}"}},"children":[{{"mail":"{secret}"}}],"unknown":"{secret}","guid":"{secret}"}}"##
    );
    let user = user(&json);
    let output = format!(
        "{user:?} {user:#?} {:?} {:?}",
        Patch::<User>::new().set(user::TEXT, secret),
        user.json
    );
    assert!(!output.contains(secret), "{output}");
    assert_eq!(
        format!(
            "{:?}",
            rich(
                r#"{"id":"1","status":"new","percentageComplete":4,"error":{"details":[{"code":"c"}]},"x":1}"#
            )
        ),
        r#"richLongRunningOperation { id: "…", status: new, error: publicError { details: [publicErrorDetail { code: "…" }] }, percentageComplete: 4, additional: ["x"] }"#
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
    assert_eq!(flags.into_iter().collect::<Flags<_>>().len(), 2);

    let rights = user(r#"{"rights":" read ,new,, Write"}"#).rights.unwrap();
    assert_eq!(rights.to_string(), "read,new,write");
    assert_eq!(rights.iter().filter(|right| !right.is_known()).count(), 1);
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
        Value::<Option<bool>>::from_json(br#"{"@odata.context":"c","value":true}"#).unwrap();
    assert_eq!(value.value, Some(true));
    assert_eq!(value.to_json(), r#"{"@odata.context":"c","value":true}"#);
    assert_eq!(
        Value::<Vec<i32>>::from_json(br#"{"value":[1,2]}"#)
            .unwrap()
            .value,
        [1, 2]
    );
    assert_eq!(
        Value::<Option<Binary>>::from_json(br#"{"value":null}"#)
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
