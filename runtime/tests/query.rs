//! Typed query options, as they stand in URLs and headers.

#![allow(clippy::panic, clippy::unwrap_used)] // failing is what a test is for

mod common;

use common::models::{
    LongRunningOperationStatus as Status, RichLongRunningOperation, Right, User,
    long_running_operation, public_error, public_error_detail, rich_long_running_operation, user,
};
use common::v1_0::Graph;
use msgraph_core::{
    Binary, Client, Cloud, Count, Decimal, Duration, Enumeration, Expand, Filter, Flags, Order,
    Page, Property, Request, StaticToken, Unrecognized, enumeration, it, transport_fn,
};
use percent_encoding::percent_decode_str;

fn client() -> Client {
    let transport = transport_fn(|request| async move {
        panic!("{} was sent", request.uri());
    });
    Client::with_transport(Cloud::Global, StaticToken::new("s3cret"), transport)
}

fn users() -> Request<Page<User>> {
    Graph::new(client()).users().list()
}

/// The value of a query option, percent-decoded.
fn option<T>(request: &Request<T>, name: &str) -> Option<String> {
    let url = request.url();
    let (_, query) = url.split_once('?')?;
    let mut options = query.split('&').filter_map(|option| option.split_once('='));
    let (_, value) = options.find(|(other, _)| *other == name)?;
    Some(
        percent_decode_str(value)
            .decode_utf8()
            .unwrap()
            .into_owned(),
    )
}

fn text(filter: Filter<User>) -> String {
    let text = filter.to_string();
    assert_eq!(option(&users().filter(filter), "$filter").unwrap(), text);
    text
}

#[test]
fn literals_are_spelled_by_their_type() {
    let date = "2022-01-24T16:28:23.5+01:00";
    for (filter, expected) in [
        (user::TEXT.eq("O'Neil & ü"), "text eq 'O''Neil & ü'"),
        (user::TEXT.eq(""), "text eq ''"),
        (user::FLAG.eq(true), "flag eq true"),
        (user::BYTE.eq(200_u8), "byte eq 200"),
        (user::SBYTE.eq(-5_i8), "sbyte eq -5"),
        (user::INT16.eq(-5_i16), "int16 eq -5"),
        (user::INT32.eq(-5), "int32 eq -5"),
        (user::INT64.eq(i64::MIN), "int64 eq -9223372036854775808"),
        (user::INT64.eq(5), "int64 eq 5"),
        (user::SINGLE.eq(0.1_f32), "single eq 0.1"),
        (user::DOUBLE.eq(0.1), "double eq 0.1"),
        (user::DOUBLE.eq(f64::INFINITY), "double eq INF"),
        (user::DECIMAL.eq("12.3400"), "decimal eq 12.3400"),
        (user::TIME.eq("22:50:41.541"), "time eq 22:50:41.541"),
        (user::DATE.eq("2022-01-24"), "date eq 2022-01-24"),
        (user::DURATION.eq("PT5M"), "duration eq duration'PT5M'"),
        (
            user::GUID.eq("19356be4-7e93-4ed6"),
            "guid eq 19356be4-7e93-4ed6",
        ),
        (
            user::BINARY.eq(Binary::from_bytes("OData")),
            "binary eq binary'T0RhdGE='",
        ),
        (user::STATUS.eq(Status::Running), "status eq 'running'"),
        (
            user::RIGHTS.eq([Right::Read, Right::Share]),
            "rights eq 'read,share'",
        ),
        (user::RIGHTS.has(Right::Write), "rights has 'write'"),
    ] {
        assert_eq!(text(filter), expected);
    }
    let filter: Filter<RichLongRunningOperation> =
        long_running_operation::CREATED_DATE_TIME.eq(date);
    assert_eq!(filter.to_string(), format!("createdDateTime eq {date}"));
}

#[test]
fn a_value_stays_one_literal() {
    let tricky = "1 or true eq true";
    for (filter, expected) in [
        (user::DATE.eq(tricky), "date eq '1 or true eq true'"),
        (user::GUID.eq("x'y"), "guid eq 'x''y'"),
        (user::DECIMAL.eq(Decimal::from("1)")), "decimal eq '1)'"),
        (user::DATE.eq(""), "date eq ''"),
        (
            user::DURATION.eq(Duration::from("P' or '1")),
            "duration eq duration'P'' or ''1'",
        ),
    ] {
        assert_eq!(text(filter), expected);
    }
}

#[test]
fn every_operator() {
    for (filter, expected) in [
        (user::INT32.eq(5), "int32 eq 5"),
        (user::INT32.ne(5), "int32 ne 5"),
        (user::INT32.gt(5), "int32 gt 5"),
        (user::INT32.ge(5), "int32 ge 5"),
        (user::INT32.lt(5), "int32 lt 5"),
        (user::INT32.le(5), "int32 le 5"),
        (user::TEXT.is_null(), "text eq null"),
        (user::TEXT.is_not_null(), "text ne null"),
        (user::MAIL.eq("a@b"), "mail eq 'a@b'"),
        (user::ID.in_(["a", "b'c"]), "id in ('a','b''c')"),
        (
            user::STATUS.in_([Status::Failed, Status::Running]),
            "status in ('failed','running')",
        ),
        (user::ID.in_(Vec::<String>::new()), "false"),
        (user::TEXT.starts_with("a'b"), "startswith(text,'a''b')"),
        (user::TEXT.ends_with("a"), "endswith(text,'a')"),
        (user::TEXT.contains(String::from("a")), "contains(text,'a')"),
        (user::CHILD.member(user::TEXT).eq("a"), "child/text eq 'a'"),
        (
            user::CHILD
                .member(user::CHILD)
                .member(user::ID)
                .contains("a"),
            "contains(child/child/id,'a')",
        ),
        (user::TEXTS.any(it().eq("a")), "texts/any(x:x eq 'a')"),
        (
            user::TEXTS.all(it().starts_with("smtp:")),
            "texts/all(x:startswith(x,'smtp:'))",
        ),
        (user::NUMBERS.any(it().gt(5)), "numbers/any(x:x gt 5)"),
        (
            user::STATUSES.any(it().eq(Status::Failed)),
            "statuses/any(x:x eq 'failed')",
        ),
        (
            user::CHILDREN.any(user::TEXT.eq("a").and(user::ID.ne("b"))),
            "children/any(x:x/text eq 'a' and x/id ne 'b')",
        ),
        (
            user::CHILD.member(user::CHILDREN).all(user::FLAG.eq(true)),
            "child/children/all(x:x/flag eq true)",
        ),
        (user::TEXTS.count().eq(0), "texts/$count eq 0"),
        (Filter::raw("a  eq 1"), "a  eq 1"),
    ] {
        assert_eq!(text(filter), expected);
    }
    let filter: Filter<RichLongRunningOperation> = rich_long_running_operation::ERROR
        .member(public_error::DETAILS)
        .any(public_error_detail::CODE.eq("conflict"));
    assert_eq!(
        filter.to_string(),
        "error/details/any(x:x/code eq 'conflict')"
    );
}

#[test]
fn the_item_itself_has_a_name_outside_of_lambdas_too() {
    let filter: Filter<String> = it().eq("a");
    assert_eq!(filter.to_string(), "$it eq 'a'");
}

#[test]
fn lambdas_in_lambdas_have_variables_of_their_own() {
    let grandchildren = user::CHILDREN.any(user::CHILDREN.any(user::TEXTS.any(it().eq("a"))));
    assert_eq!(
        text(grandchildren),
        "children/any(x2:x2/children/any(x1:x1/texts/any(x:x eq 'a')))"
    );
}

#[test]
fn parentheses_stand_where_precedence_wants_them() {
    let [a, b, c] = ["a", "b", "c"].map(|id| -> Filter<User> { user::ID.eq(id) });
    let f = || -> Filter<User> { user::TEXT.contains("x") };
    for (filter, expected) in [
        (
            a.clone().and(b.clone()).and(c.clone()),
            "id eq 'a' and id eq 'b' and id eq 'c'",
        ),
        (
            a.clone().and(b.clone()).or(c.clone()),
            "id eq 'a' and id eq 'b' or id eq 'c'",
        ),
        (
            a.clone().or(b.clone()).and(c.clone()),
            "(id eq 'a' or id eq 'b') and id eq 'c'",
        ),
        (
            a.clone().and(b.clone().or(c.clone())),
            "id eq 'a' and (id eq 'b' or id eq 'c')",
        ),
        (
            a.clone().or(b.clone().and(c.clone())),
            "id eq 'a' or id eq 'b' and id eq 'c'",
        ),
        (a.clone().not(), "not (id eq 'a')"),
        (!!a.clone(), "not (not (id eq 'a'))"),
        (f().not(), "not contains(text,'x')"),
        (!f() & c.clone(), "not contains(text,'x') and id eq 'c'"),
        (
            a.clone().or(b.clone()).not(),
            "not (id eq 'a' or id eq 'b')",
        ),
        (
            Filter::raw("x or y").and(a.clone()),
            "(x or y) and id eq 'a'",
        ),
        (
            user::CHILDREN.any(Filter::raw("x/a")).not(),
            "not children/any(x:x/a)",
        ),
        (
            user::TEXTS.any(it().eq("a").or(it().eq("b"))).and(b | c),
            "texts/any(x:x eq 'a' or x eq 'b') and (id eq 'b' or id eq 'c')",
        ),
    ] {
        assert_eq!(text(filter), expected);
    }
}

#[test]
fn handles_of_base_types_and_of_the_type_itself_mix() {
    let operations = Graph::new(client()).users().by_id("1").operations().list();
    let request = operations
        .filter(long_running_operation::STATUS.eq(Status::Running))
        .order_by([
            long_running_operation::CREATED_DATE_TIME.desc(),
            common::models::entity::ID.asc(),
            Order::raw("a/b"),
        ]);
    assert_eq!(
        option(&request, "$orderby").unwrap(),
        "createdDateTime desc,id,a/b"
    );
    let filter: Filter<RichLongRunningOperation> = long_running_operation::STATUS
        .eq(Status::Running)
        .and(rich_long_running_operation::PERCENTAGE_COMPLETE.gt(50));
    assert_eq!(
        filter.to_string(),
        "status eq 'running' and percentageComplete gt 50"
    );
    let order: Order<User> = user::CHILD.member(user::TEXT).desc();
    assert_eq!(order.to_string(), "child/text desc");
}

#[test]
fn expansions_nest_and_add_up() {
    let request = users()
        .expand(user::CHILD)
        .expand(
            Expand::of(user::CHILDREN)
                .select([user::ID, user::TEXT])
                .filter(user::TEXT.eq("a'b"))
                .order_by([user::TEXT.desc()])
                .top(5)
                .top(6)
                .skip(1)
                .with_count()
                .search("c d")
                .expand(user::CHILD)
                .expand(Expand::of(user::CHILDREN).select([user::ID])),
        )
        .select([user::ID]);
    assert_eq!(
        option(&request, "$expand").unwrap(),
        "child,children($select=id,text;$filter=text eq 'a''b';$orderby=text desc;$top=6;$skip=1;\
         $count=true;$search=\"c d\";$expand=child,children($select=id))"
    );
    let one = Graph::new(client()).users().by_id("1").get();
    let one = one.expand(
        Expand::of(user::CHILD)
            .expand(user::CHILD)
            .select([user::ID]),
    );
    assert!(
        one.url()
            .ends_with("/users/1?$expand=child($expand%3Dchild%3B$select%3Did)"),
        "{}",
        one.url()
    );
}

#[test]
fn searches_are_quoted() {
    let request = users().search(r#"displayName:a"b\c"#);
    assert_eq!(
        option(&request, "$search").unwrap(),
        r#""displayName:a\"b\\c""#
    );
    let request = users().search_raw(r#""a" AND "b""#);
    assert_eq!(option(&request, "$search").unwrap(), r#""a" AND "b""#);
}

#[test]
fn eventual_consistency_comes_with_the_count() {
    let request = users().eventual();
    assert_eq!(request.headers()["consistencylevel"], "eventual");
    assert_eq!(option(&request, "$count").unwrap(), "true");

    let filter: Filter<User> = user::TEXT.ends_with("a");
    let request: Request<Count> = Graph::new(client()).users().count();
    let request = request.filter_raw(&filter.to_string()).eventual();
    assert_eq!(request.headers()["consistencylevel"], "eventual");
    assert!(
        request
            .url()
            .ends_with("/users/$count?$filter=endswith(text,%27a%27)")
    );
}

#[test]
fn preferences_stand_in_one_header() {
    let request = users()
        .with_header("Prefer", "return=minimal, respond-async")
        .with_header("prefer", "odata.maxpagesize=5")
        .with_header("PREFER", "return=representation")
        .with_header("x-other", "a")
        .with_header("x-other", "b");
    assert_eq!(
        request
            .headers()
            .get_all("prefer")
            .iter()
            .collect::<Vec<_>>(),
        ["respond-async, odata.maxpagesize=5, return=representation"]
    );
    assert_eq!(request.headers()["x-other"], "b");
}

/// Like 150 enumerations of Graph: it got a member after it had been published.
#[derive(Clone, Debug, PartialEq)]
enum Level {
    Low,
    UnknownFutureValue,
    High,
    Unrecognized(Unrecognized),
}

enumeration!(Level);

impl Enumeration for Level {
    const NAME: &'static str = "microsoft.graph.level";
    const MEMBERS: &'static [(i64, Self)] = &[
        (0, Self::Low),
        (2, Self::High),
        (1, Self::UnknownFutureValue),
    ];

    fn as_str(&self) -> &str {
        match self {
            Self::Low => "low",
            Self::UnknownFutureValue => "unknownFutureValue",
            Self::High => "high",
            Self::Unrecognized(name) => name.as_str(),
        }
    }

    fn unrecognized(name: Unrecognized) -> Self {
        Self::Unrecognized(name)
    }
}

#[test]
fn who_names_a_later_member_also_says_that_it_is_known() {
    const LEVEL: &Property<User, Option<Level>> = &Property::new("level");
    const LEVELS: &Property<User, Vec<Level>> = &Property::new("levels");
    const FLAGS: &Property<User, Option<Flags<Level>>> = &Property::new("flags");
    let unrecognized: Level = serde_json::from_str(r#""extreme""#).unwrap();
    assert!(!unrecognized.is_known());

    let known = "include-unknown-enum-members";
    for (filter, expected) in [
        (LEVEL.eq(Level::Low), None),
        (LEVEL.eq(Level::UnknownFutureValue), None),
        (LEVEL.eq(Level::High), Some(known)),
        (LEVEL.eq(unrecognized), Some(known)),
        (LEVEL.in_([Level::Low, Level::High]), Some(known)),
        (LEVEL.in_([Level::Low]), None),
        (FLAGS.has([Level::Low, Level::High]), Some(known)),
        (LEVELS.any(it().ne(Level::High)), Some(known)),
        (
            user::ID
                .eq("1")
                .and(LEVEL.eq(Level::High).or(user::ID.eq("2")))
                .not(),
            Some(known),
        ),
        // An enumeration that has no such point in its history hides nothing.
        (user::RIGHTS.has(Right::Write), None),
        (user::STATUS.eq(Status::Failed), None),
    ] {
        let name = filter.to_string();
        let request = users().filter(filter.clone());
        let preference = request
            .headers()
            .get("prefer")
            .map(|value| value.to_str().unwrap());
        assert_eq!(preference, expected, "{name}");
        let inner = Expand::of(user::CHILDREN).filter(filter);
        let request = users().expand(Expand::of(user::CHILD).expand(inner));
        let preference = request
            .headers()
            .get("prefer")
            .map(|value| value.to_str().unwrap());
        assert_eq!(preference, expected, "{name} in an expansion");
    }
}

#[test]
fn a_client_can_know_all_members_always() {
    let graph = Graph::new(client().with_unknown_enum_members());
    let request = graph.users().list().with_header("prefer", "a");
    assert_eq!(
        request.headers()["prefer"],
        "include-unknown-enum-members, a"
    );
    let request = graph.users().by_id("1").delete();
    assert_eq!(request.headers()["prefer"], "include-unknown-enum-members");
}
