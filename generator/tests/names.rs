//! Names of the crate: which they are, what they mean on the wire, and that a name that was given keeps its meaning.

// Clippy knows tests, but not the functions that they share.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used
)]

#[path = "names/kept.rs"]
mod kept;

use std::fs;
use std::path::Path;

use msgraph_generator::Surroundings;
use msgraph_generator::config::Config;
use msgraph_generator::diagnostics::Source;
use msgraph_generator::generate;
use msgraph_generator::output::Tree;
use msgraph_generator::rust::names::Published;

/// A service that calls operations by their simple names, as Graph does.
const GRAPH: &str = "";
/// One that calls them by their qualified names, as the standard says.
const ODATA: &str = "conventions = \"odata\"";

/// The metadata of that name.
fn metadata(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/names");
    fs::read_to_string(folder.join(name).with_extension("csdl")).unwrap()
}

/// The crate of these roots, where a crate with that `api.txt` is there.
fn crate_of(text: &str, conventions: &str, roots: &[&str], published: &str) -> Tree {
    let settings = format!(
        "[crate]\nname = \"names\"\n[[api]]\nmodule = \"api\"\nservice = \"v1\"\nmetadata = \"x.csdl\"\nroots = {roots:?}\n{conventions}\n"
    );
    let source = Source::new("x.csdl", text.to_owned());
    let config = Config::parse(&settings).unwrap();
    let surroundings = Surroundings {
        published: Published::read(published),
        ..Surroundings::default()
    };
    let generation = generate(&config, &[source], &surroundings);
    let faults = generation.diagnostics;
    generation.tree.unwrap_or_else(|| panic!("{faults:?}"))
}

/// The codes and messages of what is told about all of a schema.
fn warnings(text: &str) -> Vec<(&'static str, String)> {
    let settings = "[crate]\nname = \"names\"\n[[api]]\nmodule = \"api\"\nservice = \"v1\"\nmetadata = \"x.csdl\"\nroots = [\"*\"]\n";
    let config = Config::parse(settings).unwrap();
    let source = Source::new("x.csdl".to_owned(), text.to_owned());
    let generation = generate(&config, &[source], &Surroundings::default());
    assert!(generation.tree.is_some(), "{:?}", generation.diagnostics);
    let sorted = generation.diagnostics.sorted();
    let warnings = sorted.iter().map(|d| (d.code, d.message.clone()));
    warnings.collect()
}

fn api_txt(tree: &Tree) -> &str {
    &tree.get("api.txt").unwrap().text
}

/// The surface of all of a schema that no crate was made of before.
fn surface(name: &str, conventions: &str) -> String {
    let tree = crate_of(&metadata(name), conventions, &["*"], "");
    api_txt(&tree).to_owned()
}

/// Does a line begin like that, and mean that?
#[track_caller]
fn assert_means(surface: &str, item: &str, meaning: &str) {
    let lines = surface.lines().filter(|line| {
        let rest = line.strip_prefix(item);
        rest.is_some_and(|rest| rest.starts_with(['(', ':', ' ']) || rest.is_empty())
    });
    let found: Vec<_> = lines.filter_map(|line| line.split_once("  = ")).collect();
    let is_meant = found.iter().any(|(_, found)| *found == meaning);
    assert!(
        is_meant,
        "{item} is not {meaning}, but {found:?}:\n{surface}"
    );
}

fn count(surface: &str, item: &str) -> usize {
    surface
        .lines()
        .filter(|line| line.starts_with(item))
        .count()
}

#[test]
fn imports_are_called_by_their_own_names() {
    for conventions in [GRAPH, ODATA] {
        let surface = surface("imports", conventions);
        let root = if conventions == GRAPH { "Graph" } else { "C" };
        for (name, meaning) in [
            ("find", "GET /Find(p)"),
            ("find_again", "GET /FindAgain(p)"),
            ("run", "POST /Run(p)"),
            ("run_again", "POST /RunAgain(p)"),
        ] {
            assert_means(&surface, &format!("fn api::{root}::{name}"), meaning);
        }
        // Each has parameters of its own, and there are no others.
        for name in ["Find", "FindAgain", "Run", "RunAgain"] {
            let method = surface
                .lines()
                .find(|line| line.contains(&format!("parameters: api::{name})")));
            assert!(method.is_some(), "{name}: {surface}");
            assert_means(
                &surface,
                &format!("model api::{name}"),
                &format!("/{name}(p)"),
            );
        }
        assert_eq!(count(&surface, "model api::"), 4 + 1, "{surface}");
    }
}

#[test]
fn underscores_and_letter_case_are_words() {
    let surface = surface("underscores", GRAPH);
    for (name, wire) in [
        ("oid", "Oid"),
        ("oid_uppercase", "OID"),
        ("oid_underscore", "Oid_"),
        ("underscore_oid", "_Oid"),
        ("underscore_underscore_oid", "__Oid"),
        ("underscore", "_"),
        ("_1", "_1"),
        ("target_type", "TargetType"),
        ("target_type_underscore", "TargetType_"),
    ] {
        assert_means(
            &surface,
            &format!("field api::models::WeakUnderscore::{name}"),
            wire,
        );
    }
    assert_means(&surface, "model api::models::Weak", "xpo.Weak");
    assert_means(&surface, "model api::models::UnderscoreWeak", "xpo._weak");
    assert_means(&surface, "variant api::models::Kind::A", "a");
    assert_means(&surface, "variant api::models::Kind::ACapitalized", "A");
    let is_checksum = |word: &str| {
        word.len() > 5
            && word.as_bytes().windows(5).any(|five| {
                matches!(five.first(), Some(b'x' | b'X'))
                    && five.iter().skip(1).all(u8::is_ascii_hexdigit)
                    && five.iter().any(u8::is_ascii_digit)
            })
    };
    let words = surface.split(|c: char| !c.is_alphanumeric() && c != '_');
    let checksums: Vec<_> = words.filter(|word| is_checksum(word)).collect();
    assert!(checksums.is_empty(), "{checksums:?}");
}

#[test]
fn navigation_beside_a_property_says_so() {
    let text = metadata("odata").replace(
        "<Property Name=\"CustomerID\" Type=\"Edm.Int32\" Nullable=\"false\"/>",
        "<Property Name=\"CustomerID\" Type=\"Edm.Int32\" Nullable=\"false\"/>\
         <Property Name=\"Currency\" Type=\"Edm.String\"/><NavigationProperty Name=\"_Currency\" Type=\"Shop.Customer\"/>",
    );
    let tree = crate_of(&text, ODATA, &["*"], "");
    let surface = api_txt(&tree);
    assert_means(surface, "field api::models::Customer::currency", "Currency");
    assert_means(
        surface,
        "field api::models::Customer::currency_navigation",
        "_Currency",
    );
    assert_means(
        surface,
        "fn api::requests::CustomerRequestBuilder::currency",
        "/_Currency",
    );
}

#[test]
fn operations_of_one_name_are_qualified_and_none_is_dropped() {
    for (conventions, segments) in [
        (
            GRAPH,
            [
                "POST /Pay(k)",
                "POST /Two.Pay(k)",
                "GET /Sum()",
                "GET /Two.Sum(x)",
            ],
        ),
        (
            ODATA,
            [
                "POST /One.Pay(k)",
                "POST /Two.Pay(k)",
                "GET /One.Sum()",
                "GET /Two.Sum(x)",
            ],
        ),
    ] {
        let surface = surface("namespaces", conventions);
        let names = ["pay", "two_pay", "sum", "two_sum"];
        for (name, meaning) in names.into_iter().zip(segments) {
            let method = format!("fn api::requests::InvoiceRequestBuilder::{name}");
            assert_means(&surface, &method, meaning);
        }
        assert_means(
            &surface,
            "model api::requests::invoice::Pay",
            "One.Pay(One.Invoice)(k)",
        );
        assert_means(
            &surface,
            "model api::requests::invoice::TwoPay",
            "Two.Pay(One.Invoice)(k)",
        );
    }
}

#[test]
fn a_key_behind_navigation_is_of_the_type_of_its_property() {
    let surface = surface("keys", ODATA);
    let method = surface
        .lines()
        .find(|line| line.contains("::ByNavCollectionRequestBuilder::by_"));
    let method = method.unwrap();
    assert!(method.contains("no: i32, owner_on: bool)"), "{method}");
    assert!(method.ends_with("= ({no},{ownerOn})"), "{method}");
}

#[test]
fn paths_go_on_below_a_common_root_with_few_subtypes() {
    let text = metadata("few-subtypes");
    let all = surface("few-subtypes", GRAPH);
    for (method, meaning) in [
        ("RecordRequestBuilder::as_order", "/shop.order"),
        ("RecordCollectionRequestBuilder::as_line", "/shop.line"),
        (
            "OrderCollectionRequestBuilder::as_rush_order",
            "/shop.rushOrder",
        ),
        ("OrderRequestBuilder::ship", "POST /ship()"),
        ("RushOrderCollectionRequestBuilder::hurry", "POST /hurry()"),
    ] {
        assert_means(&all, &format!("fn api::requests::{method}"), meaning);
    }
    assert_means(&all, "variant api::models::RecordKind::Line", "shop.line");

    // Of many none is listed, and what cannot be called is told.
    let more = (0..48).fold(String::new(), |more, n| {
        more + "<EntityType Name=\"more" + &n.to_string() + "\" BaseType=\"shop.record\"/>"
    });
    let many = text.replace(
        "<Action Name=\"sweep\"/>",
        &format!("{more}<Action Name=\"sweep\"/>"),
    );
    let tree = crate_of(&many, GRAPH, &["*"], "");
    assert!(!api_txt(&tree).contains("::as_order"));
    assert!(!api_txt(&tree).contains("RecordKind"));
    let told = |text: &str| -> Vec<String> {
        let warnings = warnings(text).into_iter();
        warnings
            .filter(|(code, _)| *code == "W0211")
            .map(|(_, message)| message)
            .collect()
    };
    let alone = [
        "nothing leads to `shop.rescue`",
        "nothing leads to `shop.sweep`",
    ];
    assert_eq!(told(&text), alone);
    assert_eq!(told(&many).len(), 4, "{:?}", told(&many));
    // A root can name the one that is needed.
    let root = "POST /records/{id}/shop.order/ship";
    let tree = crate_of(&many, GRAPH, &[root], "");
    assert_means(
        api_txt(&tree),
        "fn api::requests::RecordRequestBuilder::as_order",
        "/shop.order",
    );
}

#[test]
fn annotations_without_a_target_or_a_term_are_told_and_left_out() {
    let codes: Vec<_> = warnings(&metadata("empty-annotations"))
        .into_iter()
        .map(|(code, _)| code)
        .collect();
    assert_eq!(codes, ["W0101", "W0111", "W0111", "W0111"]);
}

#[test]
fn a_later_overload_moves_no_method() {
    let before = surface("overload-before", GRAPH);
    let find = "fn api::requests::ERequestBuilder::find";
    assert_means(&before, find, "GET /find(text)");
    let after = crate_of(&metadata("overload-after"), GRAPH, &["*"], &before);
    let after = api_txt(&after);
    assert_means(after, find, "GET /find(text)");
    assert_means(
        after,
        "fn api::requests::ERequestBuilder::find_with_id",
        "GET /find(id)",
    );
}

#[test]
fn a_later_namespace_moves_no_method() {
    let before = surface("two-namespaces-before", GRAPH);
    let close = "fn api::requests::ERequestBuilder::close";
    assert_means(&before, close, "POST /close()");
    // With what was there before, and without: the default namespace comes first.
    for published in [before.as_str(), ""] {
        let after = crate_of(&metadata("two-namespaces-after"), GRAPH, &["*"], published);
        let after = api_txt(&after);
        assert_means(after, close, "POST /close()");
        let other = "fn api::requests::ERequestBuilder::audit_close";
        assert_means(after, other, "POST /audit.close()");
    }
    // What had the name first keeps it, whatever namespace it is of.
    let action =
        "<Action Name=\"close\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"two.e\"/></Action>";
    let all = metadata("two-namespaces-after");
    let first = all.replacen(action, "", 1);
    let before = crate_of(&first, GRAPH, &["*"], "");
    assert_means(api_txt(&before), close, "POST /close() in audit");
    let after = crate_of(&all, GRAPH, &["*"], api_txt(&before));
    assert_means(api_txt(&after), close, "POST /close() in audit");
    let other = "fn api::requests::ERequestBuilder::two_close";
    assert_means(api_txt(&after), other, "POST /two.close()");
}

#[test]
fn an_import_that_comes_takes_no_name() {
    let text = |imports: &str| {
        format!(
            r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
            <Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="z"><Action Name="reset"/>
            <EntityContainer Name="c">{imports}</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>"#
        )
    };
    let dear = r#"<ActionImport Name="ResetDear" Action="z.reset"/>"#;
    let all = r#"<ActionImport Name="ResetAll" Action="z.reset"/>"#;
    let before = crate_of(&text(dear), GRAPH, &["*"], "");
    let after = crate_of(
        &text(&format!("{all}{dear}")),
        GRAPH,
        &["*"],
        api_txt(&before),
    );
    for tree in [&before, &after] {
        assert_means(
            api_txt(tree),
            "fn api::Graph::reset_dear",
            "POST /ResetDear()",
        );
    }
    assert_means(
        api_txt(&after),
        "fn api::Graph::reset_all",
        "POST /ResetAll()",
    );
}

#[test]
fn odd_names_and_facets_give_a_crate() {
    let spaces = surface("spaces", ODATA);
    assert_means(&spaces, "field api::models::Vendor::bal", "Bal. %");
    assert_means(&spaces, "fn api::Resources::vendors_v2", "/Vendors V2");
    assert_means(
        &spaces,
        "fn api::requests::VendorRequestBuilder::bank_account",
        "/Bank Account",
    );
    let booleans = surface("booleans", GRAPH);
    assert_means(
        &booleans,
        "fn api::requests::ERequestBuilder::f",
        "GET /f()",
    );
    assert_means(
        &booleans,
        "fn api::requests::ERequestBuilder::media",
        "/$value",
    );
    let odata = surface("odata", ODATA);
    assert_means(
        &odata,
        "fn api::requests::CustomerRequestBuilder::close",
        "POST /Shop.Close()",
    );
    assert_means(
        &odata,
        "fn api::requests::CustomerCollectionRequestBuilder::by_customer_id",
        "({CustomerID})",
    );
}

#[test]
fn a_crate_that_was_generated_is_generated_again() {
    for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/names")).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "csdl") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for conventions in [GRAPH, ODATA] {
            let once = crate_of(&text, conventions, &["*"], "");
            let twice = crate_of(&text, conventions, &["*"], api_txt(&once));
            assert_eq!(once, twice, "{}", path.display());
        }
    }
}
