//! Documents that are as declared, and those that are not quite.

#![allow(clippy::expect_used, clippy::unwrap_used)] // failing is what a test is for

mod common;

use common::models::{
    LongRunningOperation, LongRunningOperationStatus, RichLongRunningOperation, Right, User,
};
use cpu_time::ThreadTime;
use msgraph_core::{
    Date, Decimal, Duration, ErrorKind, Guid, Json, MismatchKind, Model as _, Page, TimeOfDay,
};

fn user(json: &str) -> User {
    User::from_json(json.as_bytes()).expect(json)
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
        Some(Decimal::from_wire("12345678901234567890.1200"))
    );
    assert_eq!(user.time, Some(TimeOfDay::from_wire("22:50:41.5")));
    assert_eq!(user.date, Some(Date::from_wire("9999-12-31")));
    assert_eq!(user.duration, Some(Duration::from_wire("-P1DT0.5S")));
    assert_eq!(user.guid, Some(Guid::from_wire("19356be4")));
    assert_eq!(
        user.binary.as_ref().unwrap().to_bytes().unwrap(),
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
    let children: Vec<_> = user.children.iter().map(User::to_json).collect();
    assert_eq!(children, [r#"{"text":"x"}"#, "{}"]);
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
    assert_eq!(
        user(r#"{"rights":"read, write"}"#).rights,
        Some([Right::Read, Right::Write].into())
    );
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
    let items: Vec<_> = page
        .value
        .iter()
        .map(LongRunningOperation::to_json)
        .collect();
    assert_eq!(items, [r#"{"id":"1"}"#, r#"{"id":2}"#, r#"{"status":[]}"#]);
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
fn duplicates_are_reported_once_each_and_nothing_else_is() {
    for (json, paths) in [
        (r#"{"text":"a","text":"b"}"#, &["$.text"][..]),
        (r#"{"text":"a","text":null,"text":"c"}"#, &["$.text"]),
        (r#"{"text":null,"text":null}"#, &["$.text"]),
        (r#"{"texts":[],"texts":["a"]}"#, &["$.texts"]),
        (r#"{"id":"a","x":1,"id":"b"}"#, &["$.id"]),
        (r#"{"x":1,"y":2,"x":3,"x":4}"#, &["$.x"]),
        (r#"{"x":1,"\u0078":2}"#, &["$.x"]),
        (r#"{"child":{"text":"","text":""}}"#, &["$.child.text"]),
        (r#"{"children":[{},{"y":1,"y":2}]}"#, &["$.children[1].y"]),
        (
            r#"{"text":"a","texts":["a"],"child":{"text":"a"},"x":{"text":1}}"#,
            &[],
        ),
    ] {
        let user = user(json);
        assert_eq!(mismatches(&user), paths, "{json}");
        assert_eq!(mismatches(&user.clone()), paths, "{json}");
        let written = User::from_json(user.to_json().as_bytes()).unwrap();
        assert!(written.mismatches().is_empty(), "{json}");
    }
    let kept = user(r#"{"children":[{"y":1,"y":2},7]}"#);
    assert_eq!(mismatches(&kept), ["$.children[0].y", "$.children[1]"]);
    let twice = user(r#"{"text":1,"text":"b","x":1,"x":2}"#);
    let found = twice.mismatches();
    assert_eq!(found[0].kind(), MismatchKind::Duplicate);
    assert_eq!(
        found[0].to_string(),
        "the value at $.text occurs more than once"
    );
    assert_eq!(twice.additional.get("text"), None);
    assert_eq!(format!("{:?}", twice.additional), r#"{"x":2}"#);
    let base = twice.into_base();
    assert_eq!(base.mismatches(), found);
    assert_eq!(base.downcast::<User>().unwrap().mismatches(), found);
}

/// Of many names that no field has, each is looked at for having come before.
#[test]
fn one_of_many_unknown_names_that_repeats_is_reported() {
    for count in [2, 15, 16, 17, 40] {
        for repeated in [0, count / 2, count - 1] {
            let members = (0..count).map(|n| format!(r#""x{n}":{n}"#));
            let members = members.collect::<Vec<_>>().join(",");
            let once = user(&format!("{{{members}}}"));
            assert_eq!(mismatches(&once), [""; 0], "{members}");
            let twice = user(&format!(r#"{{{members},"x{repeated}":"last"}}"#));
            assert_eq!(mismatches(&twice), [format!("$.x{repeated}")], "{members}");
            let last = twice.additional.get(&format!("x{repeated}"));
            assert_eq!(last, Some(r#""last""#), "{members}");
            assert_eq!(twice.additional.len(), count, "{members}");
        }
    }
}

#[test]
fn unknown_members_keep_order_and_spelling() {
    let json = r#"{"z":1.0E+2,"a":{"b":[ 1 , 2 ]},"\"q\"":"\u00e9","@x.y":null}"#;
    let user = user(json);
    assert_eq!(user.to_json(), json);
    assert_eq!(user.additional.get("\"q\""), Some(r#""\u00e9""#));
    let names: Vec<_> = user
        .additional
        .iter()
        .map(|(name, _)| name.into_owned())
        .collect();
    assert_eq!(names, ["z", "a", "\"q\"", "@x.y"]);
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

/// The CPU time of reading and writing an object with `count` members, `name` making their names.
fn seconds(count: usize, member: impl Fn(usize) -> String) -> f64 {
    let members: Vec<_> = (0..count).map(member).collect();
    let json = format!("{{{}}}", members.join(","));
    let start = ThreadTime::now();
    let user = User::from_json(json.as_bytes()).unwrap();
    let written = user.to_json();
    let seconds = start.elapsed().as_secs_f64();
    assert_eq!(User::from_json(written.as_bytes()).unwrap(), user);
    seconds
}

/// The least of some, since caches are filled and emptied by others, too.
fn fastest(size: usize, member: fn(usize) -> String) -> f64 {
    let runs = (0..3).map(|_| seconds(size, member));
    runs.fold(f64::INFINITY, f64::min)
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
        let few = fastest(2_000, member);
        let many = fastest(20_000, member);
        // Ten times as much; what grows with the square takes a hundred times as long.
        assert!(many < few * 30.0, "kind {kind}: {few} s became {many} s");
    }
}
