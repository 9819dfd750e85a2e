//! What both benchmarks measure: the metadata of Microsoft Graph, where it lies beside the
//! repository, and schemas of any size that are made up here.

use std::fs;
use std::path::Path;

use msgraph_generator::Surroundings;
use msgraph_generator::config::Config;
use msgraph_generator::diagnostics::{Diagnostics, Source};
use msgraph_generator::output::Tree;
use msgraph_generator::schema::Schema;
use msgraph_generator::slice::Slice;
use msgraph_generator::{csdl, generate, schema, slice};

/// How many types the made-up schemas have.
pub(crate) const SIZES: [usize; 6] = [100, 300, 1_000, 3_000, 10_000, 30_000];

/// All of Graph v1.0, and what the slice that this repository ships asks for of it.
pub(crate) struct Graph {
    pub(crate) text: String,
    pub(crate) roots: Vec<String>,
}

impl Graph {
    /// `None`, and a message, where the metadata is not there.
    pub(crate) fn load() -> Option<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let Ok(text) = fs::read_to_string(root.join("../shared/graph/v1.0.csdl")) else {
            println!("skipped: ../shared/graph/v1.0.csdl is not there\n");
            return None;
        };
        let settings = fs::read_to_string(root.join("schemas/slices.toml")).unwrap();
        let config = Config::parse(&settings).unwrap();
        let api = config
            .apis
            .iter()
            .find(|api| api.service.path == "v1.0")
            .unwrap();
        let roots = api.wanted.roots.iter().map(|root| root.get_ref().clone());
        Some(Self {
            roots: roots.collect(),
            text,
        })
    }

    pub(crate) fn roots(&self) -> Vec<&str> {
        self.roots.iter().map(String::as_str).collect()
    }
}

/// Parses, resolves and slices, as `generate` does.
pub(crate) fn read<T>(text: &str, roots: &[&str], then: impl FnOnce(&Schema, &Slice) -> T) -> T {
    let mut diagnostics = Diagnostics::new();
    let document = csdl::parse(text, 0, &mut diagnostics).unwrap();
    let schema = schema::resolve(&document, &mut diagnostics).unwrap();
    let slice = slice::slice(&schema, roots).unwrap();
    then(&schema, &slice)
}

/// A configuration that asks for everything.
pub(crate) fn everything() -> Config {
    let settings = r#"
        [crate]
        name = "everything"
        [[api]]
        module = "v1_0"
        service = "v1.0"
        metadata = "metadata.csdl"
        roots = ["*"]
    "#;
    Config::parse(settings).unwrap()
}

/// The whole crate, from text to files in memory.
pub(crate) fn whole(config: &Config, source: &[Source]) -> Tree {
    generate(config, source, &Surroundings::default())
        .tree
        .unwrap()
}

pub(crate) fn source(text: &str) -> Vec<Source> {
    vec![Source::new("metadata.csdl", text)]
}

/// A schema with that many types, in the proportions of Graph: for each ten, seven structured types
/// with a handful of members, two enumerations, one action and one entity set.
///
/// Names are of one length in all: longer ones make longer lines, which cost more.
pub(crate) fn synthetic(types: usize) -> String {
    use std::fmt::Write as _;
    let mut text = String::from(
        r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices>
<Schema Namespace="made.up" Alias="self" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="thing" Abstract="true"><Key><PropertyRef Name="id"/></Key>
<Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
"#,
    );
    let mut sets = String::new();
    let digits = |n: usize| format!("{n:05}");
    for number in 1..types {
        let (n, tens) = (digits(number), number / 10 * 10);
        let result = match number % 10 {
            0 => write!(
                sets,
                r#"<EntitySet Name="things{n}" EntityType="self.thing{n}"/>"#
            )
            .and_then(|()| {
                write!(
                    text,
                    r#"<EntityType Name="thing{n}" BaseType="self.thing">
<Property Name="displayName" Type="Edm.String"/>
<Property Name="createdDateTime" Type="Edm.DateTimeOffset" Nullable="false"/>
<Property Name="kind" Type="self.state{state}"/>
<NavigationProperty Name="children" Type="Collection(self.thing{n})" ContainsTarget="true"/>
</EntityType>
<Action Name="restart{n}" IsBound="true"><Parameter Name="bindingParameter" Type="self.thing{n}"/>
<Parameter Name="reason" Type="Edm.String" Unicode="false"/><ReturnType Type="self.thing{n}"/></Action>
"#,
                    state = digits(if number + 1 < types { number + 1 } else { 1 }),
                )
            }),
            1 | 2 => write!(
                text,
                r#"<EnumType Name="state{n}"><Member Name="none" Value="0"/>
<Member Name="some" Value="1"/><Member Name="unknownFutureValue" Value="2"/></EnumType>
"#
            ),
            _ => write!(
                text,
                r#"<ComplexType Name="part{n}"><Property Name="name" Type="Edm.String" Nullable="false">
<Annotation Term="Org.OData.Core.V1.Description" String="What part {n} is called."/></Property>
<Property Name="counts" Type="Collection(Edm.Int32)" Nullable="false"/>
<Property Name="owner" Type="self.thing{tens}"/>
<Property Name="next" Type="self.part{next}"/></ComplexType>
"#,
                tens = if tens == 0 { String::new() } else { digits(tens) },
                next = digits(if number % 10 == 9 || number + 1 >= types { number } else { number + 1 }),
            ),
        };
        result.unwrap();
    }
    write!(
        text,
        "<EntityContainer Name=\"service\">{sets}</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>"
    )
    .unwrap();
    text
}

/// Prints a table in Markdown.
pub(crate) fn table(head: &[&str], rows: &[Vec<String>]) {
    println!("| {} |", head.join(" | "));
    let rule = head
        .iter()
        .enumerate()
        .map(|(n, _)| if n == 0 { "---" } else { "---:" });
    println!("|{}|", rule.collect::<Vec<_>>().join("|"));
    for row in rows {
        println!("| {} |", row.join(" | "));
    }
    println!();
}
