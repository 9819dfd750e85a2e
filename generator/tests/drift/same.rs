//! What means the same is no finding.

use std::fs;
use std::path::Path;

use crate::skipped::skipped;

use msgraph_generator::compared;
use msgraph_generator::diagnostics::{Diagnostics, Source};
use msgraph_generator::drift::{Options, Report};

use crate::seed::seed;
use crate::shuffle::{Numbers, shuffled};
use crate::{pairs, read};

/// The made-up schemas, and those of this repository.
fn inputs() -> Vec<String> {
    let schemas = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas"));
    let made_up = pairs().into_iter().map(|pair| pair.join("new.csdl"));
    let own = ["v1.0.csdl", "beta.csdl"].map(|file| schemas.join(file));
    made_up.chain(own).map(|path| read(&path).text).collect()
}

fn tell(old: &str, new: &str) -> Report {
    let [old, new] = [old, new].map(|text| Source::new("", text));
    compared(&old, &new, &Options::default(), &mut Diagnostics::new()).unwrap()
}

fn assert_same(old: &str, new: &str) {
    let report = tell(old, new);
    let found: Vec<_> = report
        .findings
        .iter()
        .map(|f| (f.rule.name, &f.subject))
        .collect();
    assert!(found.is_empty(), "{found:?}");
}

/// The schema with this alias for its namespace, and names that begin with it.
fn with_alias(text: &str, namespace: &str, alias: &str) -> String {
    // Nothing is written with the alias that ours have.
    let schema = format!("Namespace=\"{namespace}\"");
    let text = text.replace(&format!("{schema} Alias=\"graph\""), &schema);
    let mut text = text.replace(&schema, &format!("{schema} Alias=\"{alias}\""));
    for before in ["\"", "(", ">", "/"] {
        text = text.replace(
            &format!("{before}{namespace}."),
            &format!("{before}{alias}."),
        );
    }
    text
}

#[test]
fn a_schema_and_itself() {
    for text in inputs() {
        assert_same(&text, &text);
    }
}

#[test]
fn another_order() {
    let seed = seed(0);
    for text in inputs() {
        for turn in 0..4 {
            assert_same(
                &text,
                &shuffled(&text, &mut Numbers(seed.wrapping_add(turn))),
            );
        }
    }
}

#[test]
fn another_indentation() {
    for text in inputs() {
        assert_same(&text, &text.replace('\n', "\r\n"));
        let lines: Vec<_> = text.lines().map(str::trim_start).collect();
        assert_same(&text, &lines.join("\n\t\t"));
    }
}

#[test]
fn another_alias() {
    for text in inputs() {
        let namespace = if text.contains("\"zoo\"") {
            "zoo"
        } else {
            "microsoft.graph"
        };
        let aliased = with_alias(&text, namespace, "short");
        assert!(aliased.len() < text.len() || namespace == "zoo");
        assert_same(&text, &aliased);
        assert_same(&aliased, &with_alias(&text, namespace, "other"));
    }
}

#[test]
fn what_is_understood_anyway() {
    let document = |body: &str| {
        format!(
            r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
            <Schema Namespace="zoo" xmlns="http://docs.oasis-open.org/odata/ns/edm">{body}</Schema>
            </edmx:DataServices></edmx:Edmx>"#
        )
    };
    let plain = document(
        r#"<ComplexType Name="cat"><Property Name="fur" Type="Edm.String"><Annotation Term="Org.OData.Core.V1.Computed"/></Property></ComplexType>"#,
    );
    let long = document(
        r#"<ComplexType Name="cat" Abstract="false" OpenType="false">
        <Property Name="fur" Type="Edm.String" Nullable="true">
        <Annotation Term="Org.OData.Core.V1.Computed" Bool="true"/><Annotation Term="Org.OData.Core.V1.Computed"/>
        </Property></ComplexType>"#,
    );
    assert_same(&plain, &long);
}

#[test]
fn nor_is_it_in_real_metadata() {
    let real = Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../shared/graph/v1.0.csdl"
    ));
    let Ok(text) = fs::read_to_string(real) else {
        return skipped(real.display());
    };
    assert_same(&text, &text);
    let text = without_signatures(&text);
    assert_same(&text, &shuffled(&text, &mut Numbers(seed(1))));
}

/// Without annotations whose targets count on the order of parameters (CSDL 14.2.2).
fn without_signatures(text: &str) -> String {
    let mut is_left_out = false;
    let lines = text.lines().filter(|line| {
        is_left_out |= line.contains("<Annotations Target=") && line.contains(',');
        let is_kept = !is_left_out;
        is_left_out &= !line.contains("</Annotations>");
        is_kept
    });
    lines.collect::<Vec<_>>().join("\n")
}
