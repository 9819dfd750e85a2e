//! Functions, arithmetic, computed values, aggregation, search, casts: as they are written.

#![allow(clippy::panic, clippy::unwrap_used)] // failing is what a test is for

mod common;

use std::num::NonZeroU32;

use common::models::{
    Entity, LongRunningOperation, RichLongRunningOperation, User, long_running_operation,
    rich_long_running_operation, user,
};
use common::v1_0::Graph;
use msgraph_core::{
    Aggregate, Apply, Client, Cloud, Computation, Date, DateTimeOffset, Duration, Expand, Filter,
    Navigation, Page, Property, Request, Search, StaticToken, item_as, max_date_time,
    min_date_time, now, transport_fn,
};
use percent_encoding::percent_decode_str;

const CHILD: &Property<User, Option<Box<User>>, Navigation> = &Property::new("child");
const CHILDREN: &Property<User, Vec<User>, Navigation> = &Property::new("children");
const OPERATION: &Property<User, Option<Box<LongRunningOperation>>> = &Property::new("operation");
const OPERATIONS: &Property<User, Vec<LongRunningOperation>> = &Property::new("operations");
const LENGTH: &Property<User, Option<i32>> = &Property::new("textLength");
const TOTAL: &Property<User, Option<i64>> = &Property::new("total");
const SUM: &Property<User, Option<i32>> = &Property::new("sum");

fn users() -> Request<Page<User>> {
    let transport = transport_fn(|request| async move {
        panic!("{} was sent", request.uri());
    });
    let client = Client::with_transport(Cloud::Global, StaticToken::new("s3cret"), transport);
    Graph::new(client).users().list()
}

fn decoded<T>(request: &Request<T>) -> String {
    let url = request.url();
    let text = percent_decode_str(&url).decode_utf8().unwrap().into_owned();
    text.strip_prefix("https://graph.microsoft.com/v1.0")
        .unwrap()
        .to_owned()
}

#[track_caller]
fn spelled<const N: usize>(cases: [(Filter<User>, &str); N]) {
    for (filter, expected) in cases {
        assert_eq!(filter.to_string(), expected);
    }
}

#[test]
fn texts_have_functions() {
    spelled([
        (user::TEXT.length().gt(5), "length(text) gt 5"),
        (user::TEXT.to_lower().eq("a'b"), "tolower(text) eq 'a''b'"),
        (
            user::TEXT.to_upper().trim().ne("A"),
            "trim(toupper(text)) ne 'A'",
        ),
        (
            user::TEXT.index_of("o'n").ge(0),
            "indexof(text,'o''n') ge 0",
        ),
        (user::TEXT.substring(1).eq("b"), "substring(text,1) eq 'b'"),
        (
            user::TEXT.substring_of_length(1, 2).eq("bc"),
            "substring(text,1,2) eq 'bc'",
        ),
        (
            user::TEXT.concat(", ").concat(user::MAIL).eq("a, b"),
            "concat(concat(text,', '),mail) eq 'a, b'",
        ),
        (
            user::TEXT.matches_pattern("^a.*"),
            "matchesPattern(text,'^a.*')",
        ),
        (
            user::TEXT.to_lower().contains("a"),
            "contains(tolower(text),'a')",
        ),
        (user::TEXT.trim().is_null(), "trim(text) eq null"),
        (
            user::TEXT.trim().is_in(["a", "b"]),
            "trim(text) in ('a','b')",
        ),
        (
            user::CHILD.member(user::TEXT).length().lt(3),
            "length(child/text) lt 3",
        ),
        (user::TEXT.eq(user::MAIL), "text eq mail"),
        (
            user::TEXT.eq(user::MAIL.to_lower()),
            "text eq tolower(mail)",
        ),
    ]);
}

#[test]
fn times_have_parts_and_differences() {
    let day = || Duration::try_from("P1D").unwrap();
    let date = || Date::try_from("2022-01-24").unwrap();
    let filters: [(Filter<LongRunningOperation>, &str); 8] = [
        (
            long_running_operation::CREATED_DATE_TIME.year().eq(2024),
            "year(createdDateTime) eq 2024",
        ),
        (
            long_running_operation::CREATED_DATE_TIME.date().eq(date()),
            "date(createdDateTime) eq 2022-01-24",
        ),
        (
            long_running_operation::CREATED_DATE_TIME
                .time()
                .hour()
                .lt(8),
            "hour(time(createdDateTime)) lt 8",
        ),
        (
            long_running_operation::CREATED_DATE_TIME
                .add(day())
                .lt(now()),
            "createdDateTime add duration'P1D' lt now()",
        ),
        (
            long_running_operation::LAST_ACTION_DATE_TIME
                .since(long_running_operation::CREATED_DATE_TIME)
                .gt(day()),
            "lastActionDateTime sub createdDateTime gt duration'P1D'",
        ),
        (
            long_running_operation::LAST_ACTION_DATE_TIME
                .since(long_running_operation::CREATED_DATE_TIME)
                .total_seconds()
                .gt(60),
            "totalseconds(lastActionDateTime sub createdDateTime) gt 60",
        ),
        (
            long_running_operation::CREATED_DATE_TIME
                .gt(min_date_time())
                .and(long_running_operation::CREATED_DATE_TIME.lt(max_date_time())),
            "createdDateTime gt mindatetime() and createdDateTime lt maxdatetime()",
        ),
        (
            long_running_operation::CREATED_DATE_TIME
                .eq(DateTimeOffset::try_from("2022-01-24T00:00:00Z").unwrap()),
            "createdDateTime eq 2022-01-24T00:00:00Z",
        ),
    ];
    for (filter, expected) in filters {
        assert_eq!(filter.to_string(), expected);
    }
}

#[test]
fn dates_and_durations_have_them_too() {
    let day = || Duration::try_from("P1D").unwrap();
    let date = || Date::try_from("2022-01-24").unwrap();
    spelled([
        (user::DATE.month().eq(2), "month(date) eq 2"),
        (
            user::DATE.add(day()).gt(date()),
            "date add duration'P1D' gt 2022-01-24",
        ),
        (user::TIME.second().eq(0), "second(time) eq 0"),
        (
            user::DURATION.negated().lt(day()),
            "- duration lt duration'P1D'",
        ),
    ]);
}

#[test]
fn numbers_are_computed_with() {
    spelled([
        (user::INT32.add(1).gt(5), "int32 add 1 gt 5"),
        (user::INT32.sub(user::INT32).eq(0), "int32 sub int32 eq 0"),
        (user::INT32.add(1).mul(2).gt(5), "(int32 add 1) mul 2 gt 5"),
        (
            user::INT32.mul(user::INT32.add(1)).gt(5),
            "int32 mul (int32 add 1) gt 5",
        ),
        (
            user::INT32.div(2).modulo(3).eq(1),
            "(int32 div 2) mod 3 eq 1",
        ),
        (user::INT32.div_by(2).lt(3), "int32 divby 2 lt 3"),
        (user::INT32.negated().add(1).eq(1), "(- int32) add 1 eq 1"),
        (user::DOUBLE.round().eq(2.0), "round(double) eq 2.0"),
        (
            user::DOUBLE.mul(1.5).floor().eq(2.0),
            "floor(double mul 1.5) eq 2.0",
        ),
        (user::DECIMAL.ceiling().eq(2), "ceiling(decimal) eq 2"),
        (!user::INT32.add(1).gt(5), "not (int32 add 1 gt 5)"),
        (user::INT32.gt(user::INT32.add(1)), "int32 gt int32 add 1"),
    ]);
}

#[test]
fn items_and_types_are_asked_for() {
    spelled([
        (CHILDREN.is_not_empty(), "children/any()"),
        (
            CHILDREN.count_of(user::TEXT.eq("a")).gt(2),
            "children/$count($filter=text eq 'a') gt 2",
        ),
        (
            CHILDREN.any(user::TEXT.length().gt(2)),
            "children/any(x:length(x/text) gt 2)",
        ),
        (
            CHILDREN.all(user::INT32.add(1).eq(user::INT32)),
            "children/all(x:x/int32 add 1 eq x/int32)",
        ),
        (Filter::is_of::<User>(), "isof(microsoft.graph.user)"),
        (
            OPERATION.is_of::<_, RichLongRunningOperation>(),
            "isof(operation,microsoft.graph.richLongRunningOperation)",
        ),
        (
            OPERATION
                .cast::<RichLongRunningOperation>()
                .member(rich_long_running_operation::RESOURCE_ID)
                .eq("a"),
            "operation/microsoft.graph.richLongRunningOperation/resourceId eq 'a'",
        ),
        (
            OPERATIONS
                .cast::<RichLongRunningOperation>()
                .any(rich_long_running_operation::RESOURCE_ID.eq("a")),
            "operations/microsoft.graph.richLongRunningOperation/any(x:x/resourceId eq 'a')",
        ),
    ]);
    let filter: Filter<Entity> = item_as::<_, User>().member(user::TEXT).eq("a");
    assert_eq!(filter.to_string(), "microsoft.graph.user/text eq 'a'");
}

#[test]
fn computed_values_have_names() {
    let request = users()
        .compute((
            user::TEXT.length().named(LENGTH),
            CHILD.member(user::INT32).named(SUM),
            Computation::raw("a as b"),
        ))
        .filter(LENGTH.gt(5))
        .order_by(user::TEXT.length().desc());
    assert_eq!(
        decoded(&request),
        "/users?$compute=length(text) as textLength,child/int32 as sum,a as b\
         &$filter=textLength gt 5&$orderby=length(text) desc"
    );
    let expanded = users().expand(Expand::new(CHILDREN).compute(user::INT32.add(1).named(SUM)));
    assert_eq!(
        decoded(&expanded),
        "/users?$expand=children($compute=int32 add 1 as sum)"
    );
}

#[test]
fn items_are_grouped_and_aggregated() {
    let grouped = users().apply(
        Apply::new()
            .filter(user::INT32.gt(0))
            .group_by_with(
                (user::TEXT, CHILD.member(user::MAIL)),
                (
                    user::INT32.sum().named(SUM),
                    Aggregate::count().named(TOTAL),
                ),
            )
            .order_by(SUM.desc())
            .raw("topcount(5,sum)"),
    );
    assert_eq!(
        decoded(&grouped),
        "/users?$apply=filter(int32 gt 0)/groupby((text,child/mail),aggregate(int32 with sum as sum,$count as total))\
         /orderby(sum desc)/topcount(5,sum)"
    );
    let one = Apply::<User>::new()
        .search("a b")
        .compute(user::TEXT.length().named(LENGTH))
        .aggregate([LENGTH.max().named(SUM), user::INT32.mul(2).min().named(SUM)])
        .skip(1)
        .top(2);
    assert_eq!(
        one.to_string(),
        "search(\"a b\")/compute(length(text) as textLength)\
         /aggregate(textLength with max as sum,int32 mul 2 with min as sum)/skip(1)/top(2)"
    );
    let distinct = Apply::<User>::new().aggregate(user::TEXT.count_distinct().named(TOTAL));
    assert_eq!(
        distinct.to_string(),
        "aggregate(text with countdistinct as total)"
    );
    assert_eq!(
        Apply::<User>::new().group_by(user::TEXT).to_string(),
        "groupby((text))"
    );
    assert_eq!(Apply::<User>::default().to_string(), "identity");
}

#[test]
fn levels_search_and_segments() {
    let two = NonZeroU32::new(2).unwrap();
    let request = users()
        .expand((
            Expand::new(CHILD).levels(two),
            Expand::new(CHILDREN).all_levels(),
        ))
        .search(Search::phrase("a b").and("c").or(!Search::phrase("d")));
    assert_eq!(
        decoded(&request),
        "/users?$expand=child($levels=2),children($levels=max)&$search=\"a b\" AND \"c\" OR NOT \"d\""
    );
    let search = Search::raw("a OR b") & Search::phrase("c");
    assert_eq!(search.to_string(), "(a OR b) AND \"c\"");
    let count = users()
        .filter(user::TEXT.eq("a"))
        .top(5)
        .search("b")
        .into_count();
    assert_eq!(
        decoded(&count),
        "/users/$count?$filter=text eq 'a'&$search=\"b\""
    );
    assert_eq!(count.headers()["accept"], "text/plain");
    let segment = users().filter_segment(user::TEXT.eq("a/b?")).top(5);
    assert!(
        segment
            .url()
            .contains("/users/$filter(text%20eq%20'a%2Fb%3F')?$top=5"),
        "{}",
        segment.url()
    );
}
