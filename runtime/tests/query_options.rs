//! Query options, as they stand in URLs and headers.

#![allow(clippy::panic, clippy::unwrap_used)] // failing is what a test is for

mod common;

use common::models::{
    LongRunningOperationStatus as Status, RichLongRunningOperation, Right, User,
    long_running_operation, rich_long_running_operation, user,
};
use common::v1_0::Graph;
use msgraph_core::codegen::v1::enumeration;
use msgraph_core::{
    Client, Cloud, Count, Expand, Filter, Flags, Model as _, Navigation, Order, Page, Patch,
    Property, Request, Single, StaticToken, Unrecognized, item, transport_fn,
};
use percent_encoding::percent_decode_str;

const CHILD: &Property<User, Option<Box<User>>, Navigation> = &Property::new("child");
const CHILDREN: &Property<User, Vec<User>, Navigation> = &Property::new("children");

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
    let order: Order<User> = CHILD.member(user::TEXT).desc();
    assert_eq!(order.to_string(), "child/text desc");
}

#[test]
fn expansions_nest_and_add_up() {
    let request = users()
        .expand(CHILD)
        .expand(
            Expand::new(CHILDREN)
                .select((user::ID, user::TEXT))
                .filter(user::TEXT.eq("a'b"))
                .order_by([user::TEXT.desc()])
                .top(5)
                .top(6)
                .skip(1)
                .with_count()
                .search("c d")
                .expand(CHILD)
                .expand(Expand::new(CHILDREN).select([user::ID])),
        )
        .select([user::ID]);
    assert_eq!(
        option(&request, "$expand").unwrap(),
        "child,children($select=id,text;$filter=text eq 'a''b';$orderby=text desc;$top=6;$skip=1;\
         $count=true;$search=\"c d\";$expand=child,children($select=id))"
    );
    let one = Graph::new(client()).users().by_id("1").get();
    let one = one.expand(Expand::new(CHILD).expand(CHILD).select([user::ID]));
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
#[derive(Clone)]
enum Level {
    Low,
    UnknownFutureValue,
    High,
    Unrecognized(Unrecognized),
}

enumeration! {
    Level = "microsoft.graph.level";
    Low = "low", 0;
    High = "high", 2;
    UnknownFutureValue = "unknownFutureValue", 1;
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
        (LEVEL.is_in([Level::Low, Level::High]), Some(known)),
        (LEVEL.is_in([Level::Low]), None),
        (FLAGS.has([Level::Low, Level::High]), Some(known)),
        (LEVELS.any(item().ne(Level::High)), Some(known)),
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
        let inner = Expand::new(CHILDREN).filter(filter);
        let request = users().expand(Expand::new(CHILD).expand(inner));
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

/// Options come over the wire as they look on the request: nothing on the way spells them anew.
#[cfg(feature = "reqwest")]
#[tokio::test]
async fn options_arrive() {
    use common::server::Server;

    let server = Server::answering("200 OK", "application/json", r#"{"value":[]}"#).await;
    let request = server
        .graph()
        .users()
        .list()
        .filter(
            user::TEXT
                .starts_with("O'Neil & \"Söhne\" #1+2%?;/\\")
                .and(user::TEXTS.any(item().eq("a;b(c)")).not()),
        )
        .order_by([user::TEXT.desc(), user::ID.asc()])
        .expand(Expand::new(CHILDREN).filter(user::TEXT.eq("x;y)&$top=1")))
        .search("displayName:\"ä\" & b")
        .with_header("prefer", "odata.maxpagesize=5")
        .with_header("prefer", "return=minimal")
        .eventual();
    let url = request.url();
    let expected = [
        (
            "$filter",
            "startswith(text,'O''Neil & \"Söhne\" #1+2%?;/\\') \
             and not texts/any(x:x eq 'a;b(c)')",
        ),
        ("$orderby", "text desc,id"),
        ("$expand", "children($filter=text eq 'x;y)&$top=1')"),
        ("$search", r#""displayName:\"ä\" & b""#),
        ("$count", "true"),
    ];
    request.await.unwrap();
    let received = server.last();
    assert_eq!(format!("{}{}", server.base, received.target), url);
    let options: Vec<_> = received
        .query()
        .split('&')
        .map(|option| {
            let (name, value) = option.split_once('=').unwrap();
            let value = percent_decode_str(value).decode_utf8().unwrap();
            (name, value.into_owned())
        })
        .collect();
    assert_eq!(
        options,
        expected.map(|(name, value)| (name, value.to_owned()))
    );
    assert_eq!(received.header("consistencylevel"), Some("eventual"));
    assert_eq!(
        received.header("prefer"),
        Some("odata.maxpagesize=5, return=minimal")
    );
}

#[test]
fn who_sends_a_later_member_also_says_that_it_is_known() {
    const LEVEL: &Property<User, Option<Level>> = &Property::new("level");
    const LEVELS: &Property<User, Vec<Level>> = &Property::new("levels");
    for (patch, expected) in [
        (Patch::new().set(LEVEL, Level::Low), false),
        (Patch::new().set(LEVEL, Level::High), true),
        (Patch::new().set(LEVELS, [Level::Low, Level::High]), true),
        (Patch::new().clear(LEVEL), false),
    ] {
        let request = client().service("v1.0").segment("users").key("1");
        let request: Request<User> = request.patch(patch);
        let says = request.headers().get("prefer");
        assert_eq!(says.is_some(), expected, "{request:?}");
    }
    for (level, expected) in [(Level::Low, false), (Level::High, true)] {
        let json = format!(r#"{{"value":"{}"}}"#, level.as_str());
        let value = Single::<Option<Level>>::from_json(json.as_bytes()).unwrap();
        let request = client().service("v1.0").action::<()>("raise", &value);
        assert_eq!(request.headers().contains_key("prefer"), expected);
    }
}
