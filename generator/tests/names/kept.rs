//! Random schemas that grow: a name that was given keeps its meaning. And any two schemas: where a name means something
//! else, that is told as a break.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use msgraph_generator::config::Config;
use msgraph_generator::diagnostics::{Diagnostics, Source};
use msgraph_generator::drift::{Options, Source as Code};
use msgraph_generator::rust::names::Published;
use msgraph_generator::rust::{Lowering, Meaning};
use msgraph_generator::surface::{Effect, Surface, compare};
use msgraph_generator::{compared, csdl, overlay, schema, slice};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::{GRAPH, ODATA, api_txt, crate_of};

/// Names that read alike, and such that generated code has a use for.
const NAMES: [&str; 12] = [
    "open", "Open", "OPEN", "_open", "open_", "_Open", "get", "Get", "base", "kind", "openKind",
    "close",
];

/// How many elements there are of each kind: one for each name, so that those of one kind differ.
const COUNT: usize = NAMES.len();

/// Which elements are there, by kind.
type Present = Vec<Vec<bool>>;

const KINDS: usize = 9;

fn present() -> impl Strategy<Value = Present> {
    vec(vec(prop::bool::weighted(0.4), COUNT), KINDS)
}

fn union(a: &Present, b: &Present) -> Present {
    let rows = a.iter().zip(b);
    rows.map(|(a, b)| a.iter().zip(b).map(|(a, b)| *a || *b).collect())
        .collect()
}

/// The elements of a kind, each made of its name.
fn each(present: &Present, kind: usize, element: impl Fn(&str) -> String) -> String {
    let there = NAMES
        .iter()
        .zip(&present[kind])
        .filter(|(_, is_there)| **is_there);
    there.map(|(name, _)| element(name)).collect()
}

fn text(present: &Present) -> String {
    let key = r#"<Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>"#;
    let each = |kind, element: &dyn Fn(&str) -> String| each(present, kind, element);
    let properties = each(0, &|name| {
        format!(r#"<Property Name="{name}" Type="Edm.String"/>"#)
    });
    // What is a property is no navigation property, too.
    let free = |name: &str| {
        NAMES
            .iter()
            .position(|n| *n == name)
            .is_some_and(|n| n % 2 == 1)
    };
    let below = each(1, &|name| {
        if free(name) {
            format!(r#"<NavigationProperty Name="{name}Of" Type="zoo.thing"/>"#)
        } else {
            format!(r#"<Property Name="{name}Of" Type="Edm.String"/>"#)
        }
    });
    let members = each(2, &|name| format!(r#"<Member Name="{name}"/>"#));
    let types = each(3, &|name| format!(r#"<ComplexType Name="{name}"/>"#));
    let derived = each(4, &|name| {
        format!(r#"<EntityType Name="{name}Thing" BaseType="zoo.thing"/>"#)
    });
    let sets = each(5, &|name| {
        format!(r#"<EntitySet Name="{name}" EntityType="zoo.thing"/>"#)
    });
    let imports = each(6, &|name| {
        format!(r#"<ActionImport Name="{name}All" Action="zoo.reset"/>"#)
    });
    let action = |name: &str| {
        format!(
            r#"<Action Name="{name}" IsBound="true"><Parameter Name="it" Type="zoo.thing"/></Action>"#
        )
    };
    let overload = |name: &str| {
        format!(
            r#"<Function Name="find" IsBound="true"><Parameter Name="it" Type="zoo.thing"/><Parameter Name="{name}" Type="Edm.String" Nullable="false"/><ReturnType Type="Edm.Int32"/></Function>"#
        )
    };
    let actions = each(7, &action);
    let [other_actions, overloads] = [each(8, &action), each(6, &overload)];
    let mut text = String::from(
        r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>"#,
    );
    let xmlns = "http://docs.oasis-open.org/odata/ns/edm";
    write!(text, r#"<Schema Namespace="zoo" xmlns="{xmlns}"><EntityType Name="thing">{key}{properties}</EntityType>"#).unwrap();
    write!(text, r#"<EntityType Name="other" BaseType="zoo.thing">{below}</EntityType><EnumType Name="state">{members}<Member Name="last" Value="99"/></EnumType>"#).unwrap();
    write!(text, r#"{types}{derived}<Action Name="reset"/>{actions}{overloads}<EntityContainer Name="C"><EntitySet Name="things" EntityType="zoo.thing"/>{sets}{imports}</EntityContainer></Schema>"#).unwrap();
    write!(text, r#"<Schema Namespace="audit" xmlns="{xmlns}">{other_actions}</Schema></edmx:DataServices></edmx:Edmx>"#).unwrap();
    text
}

/// The meanings in an `api.txt`, but for parameters: an overload more changes them.
fn meanings(surface: &str) -> BTreeMap<&str, String> {
    let lines = surface.lines().filter_map(|line| line.split_once("  = "));
    let meanings = lines.map(|(item, meaning)| {
        let end = item.find(['(', ' ']).map_or(item.len(), |space| {
            let rest = &item[space + 1..];
            space + 1 + rest.find(['(', ' ']).unwrap_or(rest.len())
        });
        let head = meaning.rfind('(').map_or(meaning, |at| &meaning[..at]);
        let tail = meaning.rfind(')').map_or("", |at| &meaning[at + 1..]);
        (item[..end].trim_end_matches(':'), format!("{head}{tail}"))
    });
    meanings.collect()
}

/// Runs `look` with the surface of all of a schema that no crate was made of before.
fn with_surface<T>(text: &str, look: impl FnOnce(&Surface) -> T) -> T {
    let config = "[crate]\nname = \"x\"\n[[api]]\nmodule = \"api\"\nservice = \"v1\"\nmetadata = \"x\"\nroots = [\"*\"]\n";
    let config = Config::parse(config).unwrap();
    let mut ignored = Diagnostics::new();
    let document = csdl::parse(text, 0, &mut ignored).unwrap();
    let schema = schema::resolve(&document, &mut ignored).unwrap();
    let wanted = slice::slice(&schema, &["*"]).unwrap();
    let api = &config.apis[0];
    let overlay = overlay::resolve(
        &schema,
        &wanted,
        api,
        &overlay::Documented::default(),
        1,
        &mut ignored,
    );
    let published = Published::default();
    let lowering = Lowering::new(&schema, &wanted, &overlay, api, &published);
    look(&Surface::of(&lowering.lower(|_| true)))
}

/// Roots, of which a smaller crate has the first ones.
const ROOTS: [&str; 5] = [
    "GET /things",
    "GET /things/{id}",
    "type:zoo.state",
    "type:zoo.other",
    "*",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn names_keep_their_meaning_when_a_schema_grows(
        before in present(), more in present(), roots in 1..=ROOTS.len(), is_odata in any::<bool>()
    ) {
        let conventions = if is_odata { ODATA } else { GRAPH };
        let after = union(&before, &more);
        let old = crate_of(&text(&before), conventions, &ROOTS[..roots], "");
        let new = crate_of(&text(&after), conventions, &ROOTS, api_txt(&old));
        let now = meanings(api_txt(&new));
        // Nothing that is wanted is dropped: each action has a method, or it is told that nothing leads to it.
        let called = |wire: &str| now.values().any(|meaning| meaning == wire);
        for (kind, namespace) in [(7, "zoo"), (8, "audit")] {
            for (name, _) in NAMES.iter().zip(&after[kind]).filter(|(_, is_there)| **is_there) {
                let qualified = format!("POST /{namespace}.{name}");
                let simple = format!("POST /{name}");
                let is_called = called(&qualified) || called(&simple) || called(&format!("{simple} in {namespace}"));
                prop_assert!(is_called, "{} is not called: {}", qualified, api_txt(&new));
            }
        }
        for (item, meaning) in meanings(api_txt(&old)) {
            prop_assert_eq!(now.get(item), Some(&meaning), "{}", item);
        }
        let source = |text: String| Source::new("", text);
        let (old, new) = (source(text(&before)), source(text(&after)));
        let report = compared(&old, &new, &Options::default(), &mut Diagnostics::new()).unwrap();
        let broken = report.findings.iter().filter(|finding| finding.source == Code::Break);
        let broken: Vec<_> = broken.map(|finding| (finding.rule.name, &finding.subject, finding.occurrences.iter().flat_map(|o| &o.rust).collect::<Vec<_>>())).collect();
        prop_assert!(broken.is_empty(), "{:?}", broken);
        let unexplained = report.findings.iter().find(|finding| finding.rule.name == "unattributed");
        prop_assert_eq!(unexplained.map(|finding| &finding.subject), None);
    }

    #[test]
    fn a_name_that_means_something_else_is_a_break(one in present(), other in present()) {
        with_surface(&text(&one), |old| with_surface(&text(&other), |new| {
            let changes = compare(old, new);
            for line in old.lines() {
                let Some(now) = new.get(&line.path, line.space()) else { continue };
                let [was, is] = [&line.meaning, &now.meaning].map(ToString::to_string);
                let head = |meaning: &str| meaning.split('(').next().map(str::to_owned);
                // Parameters tell overloads apart, of which there may be more or fewer.
                let is_same = match &line.meaning {
                    Meaning::Path(path) if path.parameters.is_some() => head(&was) == head(&is),
                    _ => was == is,
                };
                let owner = line.path.rsplit_once("::").map_or("", |(owner, _)| owner);
                let is_there = new.lines().iter().any(|other| {
                    other.owner() == owner && other.space() == line.space() && other.meaning == line.meaning
                });
                if is_same || was.eq_ignore_ascii_case(&is) && !is_there {
                    continue;
                }
                let told = changes.iter().find(|change| change.item == line.path && change.space == line.space());
                let effect = told.map(|change| change.effect);
                prop_assert!(effect >= Some(Effect::Retargeted), "{}: {} => {}: {:?}", line.path, was, is, effect);
            }
            Ok(())
        }))?;
    }
}

#[test]
fn the_meaning_is_no_part_of_the_path() {
    let surface =
        "fn a::B::c(&self) -> Request<()>  = POST /c(x, y) in z\nfield a::B::d: Vec<i32>  = d\n";
    let found = meanings(surface);
    assert_eq!(
        found.get("fn a::B::c").map(String::as_str),
        Some("POST /c in z")
    );
    assert_eq!(found.get("field a::B::d").map(String::as_str), Some("d"));
}
