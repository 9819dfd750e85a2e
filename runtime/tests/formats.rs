//! Models in formats that are not JSON.

#![allow(clippy::expect_used, clippy::unwrap_used)] // failing is what a test is for

mod common;

use ciborium::Value as Cbor;
use common::models::{LongRunningOperationStatus, RichLongRunningOperation, Right, User};
use msgraph_core::{Binary, Cloud, Flags, Model as _, OperationState, Page};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

fn user(json: &str) -> User {
    User::from_json(json.as_bytes()).expect(json)
}

fn to_cbor(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).unwrap();
    bytes
}

fn through_cbor<T: Serialize + DeserializeOwned>(value: &T) -> T {
    ciborium::from_reader(&*to_cbor(value)).unwrap()
}

fn through_toml<T: Serialize + DeserializeOwned>(value: &T) -> T {
    toml::from_str(&toml::to_string(value).unwrap()).unwrap()
}

const EVERYTHING: &str = concat!(
    r#"{"@odata.type":"t","z":{"y":[1,{"a":0.5}]},"id":"1","text":"a\"ü\n","flag":true,"byte":255,"#,
    r#""int64":-9223372036854775808,"double":47.645,"decimal":12.25,"time":"22:50:41.5","#,
    r#""binary":"-_8=","json":{"a":[2],"b":1},"rights":"read,new","status":"running","#,
    r#""texts":["a",""],"numbers":[1,-2],"doubles":["INF","NaN",0.5],"statuses":["failed","new"],"#,
    r#""children":[{"a":"b","text":"x"},{}]}"#
);

#[test]
fn what_json_says_both_formats_say_too() {
    let everything = user(EVERYTHING);
    assert_eq!(through_cbor(&everything).to_json(), EVERYTHING);
    assert_eq!(through_toml(&everything), everything);
}

#[test]
fn null_mismatches_and_unknown_members_come_through() {
    for json in [
        "{}",
        r#"{"text":null,"texts":null,"x":null,"children":[null,{"text":null}]}"#,
        r#"{"text":1,"int32":"x","numbers":[1,"x",[]],"child":[],"status":{"a":1}}"#,
        r#"{"z":1,"y":{"c":1,"b":[{}]},"x":[],"status":3}"#,
        r#"{"int64":"5","status":"NotStarted","decimal":"1.50"}"#,
    ] {
        let before = user(json);
        let after = through_cbor(&before);
        assert_eq!(after.to_json(), json);
        assert_eq!(after.mismatches(), before.mismatches());
    }
    let page = br#"{"@odata.context":"c","value":[{"id":"1"},7],"@odata.nextLink":"n"}"#;
    let page = Page::<User>::from_json(page).unwrap();
    let after = through_cbor(&page);
    assert_eq!(after, page);
    assert_eq!(after.next_link(), Some("n"));
    assert_eq!(after.mismatches()[0].path(), "$.value[1]");
}

#[test]
fn a_format_without_null_loses_that_and_nothing_else() {
    let before =
        user(r#"{"x":null,"text":null,"flag":1,"y":{"a":null,"b":1.5},"numbers":[1,"x"]}"#);
    let after = through_toml(&before);
    assert_eq!(after, user(r#"{"flag":1,"y":{"b":1.5},"numbers":[1,"x"]}"#));
    assert_eq!(after.mismatches(), before.mismatches());
}

#[test]
fn spelling_is_lost_and_values_are_not() {
    let before = user(r#"{"double":47.6450,"int32":1e3,"x":1.50,"text":"\u0041"}"#);
    let after = through_cbor(&before);
    assert_eq!(
        after.to_json(),
        r#"{"int32":1000.0,"x":1.5,"text":"A","double":47.645}"#
    );
    assert_eq!((after.double, after.int32), (Some(47.645), Some(1000)));
}

#[test]
fn values_of_other_formats_are_read_as_what_they_are_in_odata() {
    let text = |text: &str| Cbor::Text(text.to_owned());
    let document = Cbor::Map(vec![
        (text("binary"), Cbor::Bytes(vec![0xfb, 0xff])),
        (text("single"), Cbor::Float(0.5)),
        (text("double"), Cbor::Float(f64::NEG_INFINITY)),
        (text("status"), Cbor::Integer(3.into())),
        (text("int64"), Cbor::Integer(u64::MAX.into())),
        (text("a\"b"), Cbor::Null),
    ]);
    let user: User = ciborium::from_reader(&*to_cbor(&document)).unwrap();
    assert_eq!(user.binary, Some(Binary::from_bytes([0xfb, 0xff])));
    assert_eq!(
        (user.single, user.double),
        (Some(0.5), Some(f64::NEG_INFINITY))
    );
    assert_eq!(user.status, Some(LongRunningOperationStatus::Failed));
    assert_eq!(user.mismatches()[0].path(), "$.int64");
    assert_eq!(user.additional.get("a\"b"), Some("null"));
    let twice = Cbor::Map(vec![(text("text"), text("a")), (text("text"), text("b"))]);
    let user: User = ciborium::from_reader(&*to_cbor(&twice)).unwrap();
    assert_eq!(user.text.as_deref(), Some("b"));
    assert_eq!(
        user.mismatches()[..]
            .iter()
            .map(msgraph_core::Mismatch::path)
            .collect::<Vec<_>>(),
        ["$.text"]
    );
}

#[test]
fn models_stand_in_other_types() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Saved {
        operation: RichLongRunningOperation,
        rights: Vec<Right>,
        statuses: Vec<Option<LongRunningOperationStatus>>,
    }
    let json = br#"{"id":"1","error":{"details":[{"code":"a","x":1}]},"percentageComplete":1}"#;
    let saved = Saved {
        operation: RichLongRunningOperation::from_json(json).unwrap(),
        rights: vec![Right::Read],
        statuses: vec![Some(LongRunningOperationStatus::Running)],
    };
    assert_eq!(through_cbor(&saved), saved);
    assert_eq!(through_toml(&saved), saved);
    let details = &saved.operation.error.as_ref().unwrap().details;
    let codes: Vec<_> = details.iter().map(|d| d.code.as_deref()).collect();
    assert_eq!(codes, [Some("a")]);
}

#[test]
fn what_json_cannot_hold_is_an_error() {
    let number = Cbor::Map(vec![(Cbor::Bool(true), Cbor::Null)]);
    assert!(ciborium::from_reader::<User, _>(&*to_cbor(&number)).is_err());
    for document in [Cbor::Null, Cbor::Array(vec![]), Cbor::Text("{}".to_owned())] {
        assert!(ciborium::from_reader::<User, _>(&*to_cbor(&document)).is_err());
    }
    let nested = (0..200).fold(Cbor::Null, |inner, _| Cbor::Array(vec![inner]));
    let document = Cbor::Map(vec![(Cbor::Text("x".to_owned()), nested)]);
    let error = ciborium::from_reader::<User, _>(&*to_cbor(&document)).unwrap_err();
    assert!(error.to_string().contains("nested too deeply"), "{error}");
}

#[test]
fn clouds_flags_and_states_are_texts() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Settings {
        clouds: Vec<Cloud>,
        rights: Flags<Right>,
        state: OperationState,
    }

    let text = "clouds = [\"china\", \"https://graph.example.com\"]\nrights = \"read,new\"\nstate = \"failed\"\n";
    let settings: Settings = toml::from_str(text).unwrap();
    assert_eq!(settings.clouds[0], Cloud::China);
    assert_eq!(settings.clouds[1].base(), "https://graph.example.com");
    assert_eq!(
        (settings.rights.len(), settings.state),
        (2, OperationState::Failed)
    );
    assert_eq!(toml::to_string(&settings).unwrap(), text);
    assert_eq!(through_cbor(&settings), settings);

    for wrong in ["germany", "http://graph.example.com"] {
        assert!(toml::from_str::<Settings>(&text.replace("china", wrong)).is_err());
    }
    assert!(toml::from_str::<Settings>(&text.replace("failed", "done")).is_err());
}
