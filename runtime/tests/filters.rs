//! Filters, as they are written.

mod common;

use common::models::{
    LongRunningOperationStatus as Status, RichLongRunningOperation, Right, User,
    long_running_operation, public_error, public_error_detail, rich_long_running_operation, user,
};
use msgraph_core::{Date, DateTimeOffset, Decimal, Duration, Filter, Guid, TimeOfDay, item};

fn spelled<const N: usize>(cases: [(Filter<User>, &str); N]) {
    for (filter, expected) in cases {
        assert_eq!(filter.to_string(), expected);
    }
}

#[test]
fn literals_are_spelled_by_their_type() {
    let date = "2022-01-24T16:28:23.5+01:00";
    spelled([
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
        (
            user::DECIMAL.eq(Decimal::try_from("12.3400").unwrap()),
            "decimal eq 12.3400",
        ),
        (
            user::TIME.eq(TimeOfDay::try_from("22:50:41.541").unwrap()),
            "time eq 22:50:41.541",
        ),
        (
            user::DATE.eq(Date::try_from("2022-01-24").unwrap()),
            "date eq 2022-01-24",
        ),
        (
            user::DURATION.eq(Duration::try_from("PT5M").unwrap()),
            "duration eq duration'PT5M'",
        ),
        (
            user::GUID.eq(Guid::from_u128(10 << 124)),
            "guid eq a0000000-0000-0000-0000-000000000000",
        ),
        (user::BINARY.eq(b"OData"), "binary eq binary'T0RhdGE='"),
        (user::STATUS.eq(Status::Running), "status eq 'running'"),
        (
            user::RIGHTS.eq([Right::Read, Right::Share]),
            "rights eq 'read,share'",
        ),
        (user::RIGHTS.has(Right::Write), "rights has 'write'"),
    ]);
    let filter: Filter<RichLongRunningOperation> =
        long_running_operation::CREATED_DATE_TIME.eq(DateTimeOffset::try_from(date).unwrap());
    assert_eq!(filter.to_string(), format!("createdDateTime eq {date}"));
}

#[test]
fn a_value_stays_one_literal() {
    let tricky = "1 or true eq true";
    spelled([
        (
            user::DATE.eq(Date::from_wire(tricky)),
            "date eq '1 or true eq true'",
        ),
        (user::GUID.eq(Guid::from_wire("x'y")), "guid eq 'x''y'"),
        (
            user::DECIMAL.eq(Decimal::from_wire("1)")),
            "decimal eq '1)'",
        ),
        (user::DATE.eq(Date::from_wire("")), "date eq ''"),
        (user::DATE.eq(Date::from_wire("text")), "date eq 'text'"),
        (
            user::DURATION.eq(Duration::from_wire("P' or '1")),
            "duration eq duration'P'' or ''1'",
        ),
    ]);
}

#[test]
fn every_operator() {
    spelled([
        (user::INT32.eq(5), "int32 eq 5"),
        (user::INT32.ne(5), "int32 ne 5"),
        (user::INT32.gt(5), "int32 gt 5"),
        (user::INT32.ge(5), "int32 ge 5"),
        (user::INT32.lt(5), "int32 lt 5"),
        (user::INT32.le(5), "int32 le 5"),
        (user::TEXT.is_null(), "text eq null"),
        (user::TEXT.is_not_null(), "text ne null"),
        (user::MAIL.eq("a@b"), "mail eq 'a@b'"),
        (user::ID.is_in(["a", "b'c"]), "id in ('a','b''c')"),
        (
            user::STATUS.is_in([Status::Failed, Status::Running]),
            "status in ('failed','running')",
        ),
        (user::ID.is_in(Vec::<String>::new()), "false"),
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
        (user::TEXTS.any(item().eq("a")), "texts/any(x:x eq 'a')"),
        (
            user::TEXTS.all(item().starts_with("smtp:")),
            "texts/all(x:startswith(x,'smtp:'))",
        ),
        (user::NUMBERS.any(item().gt(5)), "numbers/any(x:x gt 5)"),
        (
            user::STATUSES.any(item().eq(Status::Failed)),
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
    ]);
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
    let filter: Filter<String> = item().eq("a");
    assert_eq!(filter.to_string(), "$it eq 'a'");
}

#[test]
fn lambdas_in_lambdas_have_variables_of_their_own() {
    let grandchildren: Filter<User> =
        user::CHILDREN.any(user::CHILDREN.any(user::TEXTS.any(item().eq("a"))));
    assert_eq!(
        grandchildren.to_string(),
        "children/any(x2:x2/children/any(x1:x1/texts/any(x:x eq 'a')))"
    );
}

#[test]
fn parentheses_stand_where_precedence_wants_them() {
    let [a, b, c] = ["a", "b", "c"].map(|id| -> Filter<User> { user::ID.eq(id) });
    let f = || -> Filter<User> { user::TEXT.contains("x") };
    spelled([
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
            user::TEXTS
                .any(item().eq("a").or(item().eq("b")))
                .and(b | c),
            "texts/any(x:x eq 'a' or x eq 'b') and (id eq 'b' or id eq 'c')",
        ),
    ]);
}

#[test]
fn what_converts_to_a_value_can_be_compared() {
    let before: Filter<RichLongRunningOperation> =
        long_running_operation::CREATED_DATE_TIME.lt(std::time::SystemTime::UNIX_EPOCH);
    assert_eq!(
        before.to_string(),
        "createdDateTime lt 1970-01-01T00:00:00Z"
    );
    spelled([
        (user::DECIMAL.eq(5), "decimal eq 5"),
        (user::DECIMAL.eq(0.5), "decimal eq 0.5"),
        (
            user::DURATION.gt(std::time::Duration::from_secs(90)),
            "duration gt duration'PT1M30S'",
        ),
    ]);
}
