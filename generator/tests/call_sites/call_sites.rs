//! Every form of path and request, from its call site to the URL.

#![allow(clippy::unwrap_used, clippy::panic)] // it is a test

use case_bound_values::api as values;
use case_bound_values::api::edm::requests::{stream, string};
use case_bound_values::part;
use case_keys::api as keys;
use case_odata_conventions::api as odata;
use case_requests::api;
use case_requests::api::models::{Place, Schedule, User, place, user};
use case_requests::api::requests::user::{Like, Near};
use case_slice_requests::api as slice;
use msgraph_core::{Bytes, Client, Cloud, Patch, StaticToken, http, transport_fn};

const ROOT: &str = "https://graph.microsoft.com/v1";

/// Compares methods and URLs of requests, from the version of the service on.
macro_rules! assert_requests {
    ($($method:literal $path:literal => $request:expr;)+) => {
        $({
            let request = $request;
            assert_eq!(request.method(), $method);
            assert_eq!(request.url(), format!("{ROOT}{}", $path));
        })+
    };
}

fn offline() -> Client {
    let transport = transport_fn(|request| async move { panic!("{} was sent", request.uri()) });
    Client::with_transport(Cloud::Global, StaticToken::new("token"), transport)
}

#[test]
fn references() {
    let graph = api::Graph::new(offline());
    let members = graph.groups().by_id("g").members();
    let user = graph.users().by_id("u");
    assert_requests! {
        "GET" "/groups/g/members/$ref" => members.references().list();
        "POST" "/groups/g/members/$ref" => members.references().add("users/u");
        "DELETE" "/groups/g/members/$ref?$id=users/u" => members.references().remove("users/u");
        "GET" "/groups/g/members/u/$ref" => members.by_id("u").reference().get();
        "DELETE" "/groups/g/members/u/$ref" => members.by_id("u").reference().delete();
        "PUT" "/users/u/manager/$ref" => user.manager().reference().put("users/v");
        "DELETE" "/users/u/manager/$ref" => user.manager().reference().delete();
        "GET" "/users/u/print/recentShares/$ref" => user.print().recent_shares().references().list();
    }
    let request = members.references().add(&user.get());
    let body = format!(r#"{{"@odata.id":"{ROOT}/users/u"}}"#);
    assert_eq!(request.body(), Some(body.as_bytes()));
}

#[test]
fn bytes() {
    let graph = api::Graph::new(offline());
    let photo = graph.me().photo().media();
    let thumbnail = graph.me().root().children().by_id("c").thumbnail();
    assert_requests! {
        "GET" "/me/photo/$value" => photo.get();
        "PUT" "/me/photo/$value" => photo.put("image/png", "bytes");
        "DELETE" "/me/photo/$value" => photo.delete();
        "GET" "/me/root/children/c/thumbnail" => thumbnail.get();
        "PUT" "/me/root/children/c/thumbnail" => thumbnail.put("image/png", "bytes");
    }
}

#[test]
fn alternate_keys() {
    let graph = api::Graph::new(offline());
    let users = graph.users();
    assert_requests! {
        "GET" "/users(mail='o''neil@x')" => users.by_mail("o'neil@x").get();
        "GET" "/users(company='c',employee=7)/manager" =>
            users.by_company_and_employee("c", 7).manager().get();
        "GET" "/groups/g/members/demo.guest(mail='m')" =>
            graph.groups().by_id("g").members().as_guest().by_mail("m").get();
    }
    let graph = slice::Graph::new(offline());
    assert_requests! {
        "GET" "/users(name='a%2Fb')/drive/jobs/$count" =>
            graph.users().by_name("a/b").drive().jobs().count();
    }
}

#[test]
fn keys_of_every_kind() {
    let graph = keys::Graph::new(offline());
    let line = (graph.orders().by_number(1).lines()).by_order_number_and_product_code_and_kind(
        1,
        "x",
        keys::models::LineKind::Goods,
    );
    let id = msgraph_core::Guid::from_u128(5);
    let argument = (graph.arguments()).by_self_segment_and_type_and_base(id, "t", true);
    assert_requests! {
        "GET" "/orders/1" => graph.orders().by_number(1).get();
        "GET" "/orders/1/lines(orderNumber=1,productCode='x',kind=demo.lineKind'goods')" => line.get();
        "GET" "/arguments(self=00000000-0000-0000-0000-000000000005,type='t',base=true)" => argument.get();
        "GET" "/readings/2020-01-01T00%3A00%3A00Z" =>
            graph.readings().by_taken_at("2020-01-01T00:00:00Z".parse().unwrap()).get();
    }
    let service = odata::Container::new(offline());
    assert_requests! {
        "GET" "/People('a%2Fb')" => service.people().by_user_name("a/b").get();
        "GET" "/People/Demo.Service.Employee('a')/Trips(1)" =>
            service.people().as_employee().by_user_name("a").trips().by_trip_id(1).get();
        "GET" "/OrderDetails(OrderID=1,ProductID='x')" =>
            service.order_details().by_order_id_and_product_id(1, "x").get();
    }
}

#[test]
fn complex_values_casts_and_recursion() {
    let graph = api::Graph::new(offline());
    let me = graph.me();
    let children = me
        .root()
        .children()
        .by_id("a")
        .children()
        .by_id("b")
        .children();
    assert_requests! {
        "GET" "/me/print" => me.print().get();
        "PATCH" "/me/mailbox" => me.mailbox().update(Patch::new());
        "DELETE" "/me/print" => me.print().delete();
        "GET" "/me/print/recentShares/s" => me.print().recent_shares().by_id("s").get();
        "GET" "/me/print/defaults/test()" => me.print().defaults().test();
        "GET" "/me/handler/demo.customHandler/folder" => me.handler().as_custom_handler().folder().get();
        "GET" "/me/handlers/$count" => me.handlers().count();
        "POST" "/me/handlers/sort" => me.handlers().sort();
        "GET" "/me/demo.guest/invitedBy" => me.as_guest().invited_by().get();
        "POST" "/users/u/demo.guest/reinvite" => graph.users().by_id("u").as_guest().reinvite();
        "GET" "/me/root/children/a/children/b/children/$count" => children.count();
        "GET" "/me/manager/manager/manager" => me.manager().manager().manager().get();
        "POST" "/reset" => graph.reset();
    }
}

#[test]
fn composable_functions_lead_on() {
    let graph = api::Graph::new(offline());
    let me = graph.me();
    assert_requests! {
        "GET" "/best()/manager" => graph.best().manager().get();
        "GET" "/me/printer()" => me.printer().get();
        "GET" "/me/printer()/recentShares/s" => me.printer().recent_shares().by_id("s").get();
        "GET" "/me/printer()/defaults/test()" => me.printer().defaults().test();
        "GET" "/me/handling()" => me.handling().list();
        "GET" "/me/handling()/$count" => me.handling().count();
        "GET" "/me/handling()/demo.customHandler" => me.handling().as_custom_handler().list();
        "POST" "/me/handling()/sort" => me.handling().sort();
        "GET" "/users/homes()/$count" => graph.users().homes().count();
        // Nothing lies behind a place.
        "GET" "/me/nearest()" => me.nearest();
    }
    let graph = slice::Graph::new(offline());
    assert_requests! {
        "GET" "/users/busiest()" => graph.users().busiest().get();
        "GET" "/users/busiest()/contact()/jobs" => graph.users().busiest().contact().jobs().list();
        "GET" "/users/addresses()" => graph.users().addresses().list();
    }
}

#[test]
fn operations_are_bound_to_values() {
    let graph = values::Graph::new(offline());
    let thing = graph.things().by_id(1);
    let name = thing.name();
    assert_requests! {
        "GET" "/things/1/name" => name.get();
        "DELETE" "/things/1/name" => name.delete();
        "GET" "/things/1/name/$value" => name.raw_value().get();
        "PUT" "/things/1/name/$value" => name.raw_value().put("text/plain", "Ada");
        "GET" "/things/1/name/normalized(culture='en')" =>
            name.normalized(string::Normalized::default().culture("en"));
        "GET" "/things/1/name/trimmed()/words()" => name.trimmed().words().list();
        "GET" "/things/1/name/words()/$count" => name.words().count();
        "GET" "/things/1/tags" => thing.tags().list();
        "GET" "/things/1/tags/$count" => thing.tags().count();
        "POST" "/things/1/tags/sort" => thing.tags().sort(string::Sort::default());
        "GET" "/things/1/colour" => thing.colour().get();
        "GET" "/things/1/colour/normalized()" => thing.colour().normalized();
        "GET" "/things/1/colours/mixed()" => thing.colours().mixed();
        "POST" "/things/1/access/grant" => thing.access().grant();
        "GET" "/things/1/sizes/height/inFeet()" => thing.sizes().height().in_feet();
        "GET" "/things/1/place/wrapped()" => thing.place().wrapped();
        "GET" "/motto()/trimmed()" => graph.motto().trimmed().get();
        "GET" "/names()" => graph.names();
    }
}

#[test]
fn operations_are_bound_to_streams_and_to_any_entity() {
    let graph = values::Graph::new(offline());
    let picture = graph.things().by_id(1).picture();
    assert_requests! {
        "GET" "/things/1/picture" => picture.media().get();
        "PUT" "/things/1/picture" => picture.media().put("image/png", "bytes");
        "POST" "/things/1/picture/resize" => picture.resize(stream::Resize::default().width(10));
        "POST" "/things/1/audit" => graph.things().by_id(1).audit();
        "GET" "/things/checksum()" => graph.things().checksum();
    }
}

#[test]
fn roots_ask_for_single_values() {
    let thing = part::Graph::new(offline()).things().by_id(1);
    assert_requests! {
        "GET" "/things/1/isOld" => thing.is_old().get();
        "GET" "/things/1/name/$value" => thing.name().raw_value().get();
        "GET" "/things/1/counts/$count" => thing.counts().count();
        "POST" "/things/1/picture/resize" => thing.picture().resize(part::edm::requests::stream::Resize::default());
        "GET" "/things/1/sizes/height/inFeet()" => thing.sizes().height().in_feet();
    }
}

#[test]
fn structured_parameters_go_by_aliases() {
    let graph = api::Graph::new(offline());
    let place = |city: &str| Place::new().with(place::CITY, city);
    let near = |city| Near::new().places([place(city)]);
    let found = graph
        .users()
        .near(near("a"))
        .near(near("b").limit(2))
        .by_id("u");
    let request = found.like(
        Like::new()
            .places([place("c"), place("d")])
            .tags(["x", "y"]),
    );
    let url = request.url();
    let (path, query) = url.split_once('?').unwrap();
    assert_eq!(
        path,
        format!(
            "{ROOT}/users/near(places=@places)/near(limit=2,places=@places1)/u/like(places=@places2,tags=@tags)"
        ),
    );
    let options: Vec<_> = query.split('&').collect();
    assert_eq!(
        options,
        [
            "@places=%5B%7B%22city%22:%22a%22%7D%5D",
            "@places1=%5B%7B%22city%22:%22b%22%7D%5D",
            "@places2=%5B%7B%22city%22:%22c%22%7D,%7B%22city%22:%22d%22%7D%5D",
            "@tags=%5B%22x%22,%22y%22%5D",
        ],
    );
    let user = User::new().with(user::MAIL, "m");
    let request = graph.me().like(Like::new().others([user]).home(place("h")));
    assert_eq!(
        request.url(),
        format!(
            "{ROOT}/me/like(home=@home,others=@others)\
             ?@home=%7B%22city%22:%22h%22%7D&@others=%5B%7B%22mail%22:%22m%22%7D%5D"
        ),
    );
}

/// What reaches the transport, and what is made of the answers.
#[tokio::test]
async fn requests_are_sent_as_they_look() {
    let transport = transport_fn(|request: http::Request<Bytes>| async move {
        let path = request.uri().path().trim_start_matches("/v1").to_owned();
        let body = std::str::from_utf8(request.body()).unwrap();
        let content_type = request.headers().get("content-type");
        let seen = (request.method().as_str(), path.as_str(), body);
        let answer = match seen {
            ("PUT", "/me/photo/$value", "bytes") => {
                assert_eq!(content_type.unwrap(), "image/png");
                ""
            }
            ("GET", "/me/photo/$value", "") => "bytes",
            ("PUT", "/me/schedule", r#"{"id":"s"}"#) => r#"{"id":"s"}"#,
            ("GET", "/groups/g/members/$ref", "") => r#"{"value":[{"@odata.id":"users/u"}]}"#,
            ("POST", "/groups/g/members/$ref", r#"{"@odata.id":"users/u"}"#) => {
                assert_eq!(content_type.unwrap(), "application/json");
                ""
            }
            ("GET", "/me/manager/$ref", "") => r#"{"@odata.id":"users/v"}"#,
            _ => panic!("{seen:?}"),
        };
        let status = if answer.is_empty() { 204 } else { 200 };
        let response = http::Response::builder().status(status);
        Ok(response.body(Bytes::from(answer)).unwrap())
    });
    let client = Client::with_transport(Cloud::Global, StaticToken::new("token"), transport);
    let graph = api::Graph::new(client);
    let photo = graph.me().photo().media();
    assert!(photo.put("image/png", "bytes").await.unwrap().is_empty());
    assert_eq!(photo.get().await.unwrap(), "bytes");
    let mut schedule = Schedule::new();
    schedule.id = Some("s".to_owned());
    assert_eq!(
        graph.me().schedule().put(&schedule).await.unwrap(),
        schedule
    );
    let members = graph.groups().by_id("g").members().references();
    members.add("users/u").await.unwrap();
    let page = members.list().await.unwrap();
    assert_eq!(page.value[0].id.as_deref(), Some("users/u"));
    let manager = graph.me().manager().reference().get().await.unwrap();
    assert_eq!(manager.id.as_deref(), Some("users/v"));
}
