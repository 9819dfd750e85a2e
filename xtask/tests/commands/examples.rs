//! Documents survive, or it is told what they lost.

use super::kept::Kept;
use super::{CONFIG, METADATA, Outcome, Zoo};

/// What the metadata of the zoo does not have yet.
const MORE: &str = r#"<EntityType Name="cat" BaseType="zoo.animal">
        <Property Name="lives" Type="Edm.Int32"/>
        <NavigationProperty Name="cubs" Type="Collection(zoo.animal)"/>
      </EntityType>
      <ComplexType Name="bag"><Property Name="value" Type="Collection(Edm.String)"/></ComplexType>
      <Action Name="feed" IsBound="true">
        <Parameter Name="it" Type="zoo.animal"/><Parameter Name="grams" Type="Edm.Double"/>
      </Action>
      <EntityContainer "#;

const KEPT: &str = r##"
{"id":"get#1","odata_type":"zoo.animal","body":{"id":"1","cage":{"size":"big"},"mood":null,"x":[1e3]}}
{"id":"list#1","odata_type":"collection(Zoo.Animal)","body":{"value":[{"@odata.type":"#zoo.cat","id":"1","lives":9.0}]}}
{"id":"repeated#1","odata_type":"animal","body":{"id":"2"},"body_text":"{\n\"id\": \"1\",\r\n \"id\": \"2\"}"}
{"id":"wrapped#1","odata_type":"zoo.animal","body":{"value":{"id":"2"}}}
{"id":"bag#1","odata_type":"zoo.bag","body":{"value":["a"]}}
{"id":"strings#1","odata_type":"string","body":{"value":["a"]}}
{"id":"number#1","odata_type":"Edm.Int32","body":{"value":7}}
{"id":"mood#1","odata_type":"zoo.mood","body":{"value":"Calm"}}
{"id":"dog#1","odata_type":"zoo.dog","body":{}}
{"id":"untold#1","odata_type":null,"body":{}}
{"id":"feed#1","method":"POST","url":"/animals/{id}/feed","request_body":{"grams":12.50},"body":null}
{"id":"patch#1","method":"PATCH","url":"/animals/1","request_body":{"mood":"furious"}}
{"id":"cub#1","method":"POST","url":"/animals/1/zoo.cat/cubs/$ref","request_body":{"@odata.id":"animals/2"}}
{"id":"fly#1","method":"POST","url":"/animals/1/fly","request_body":{}}
"##;

/// A zoo whose examples are these. The crate is compiled in a folder that is kept between runs.
fn zoo(examples: &str) -> Zoo {
    let zoo = Zoo::new();
    zoo.write("zoo.csdl", METADATA.replace("<EntityContainer ", MORE));
    zoo.write("zoo.jsonl", examples);
    zoo
}

fn run(zoo: &Zoo, flags: &str) -> Outcome {
    let kept = Kept::new("documents");
    let folder = kept.path.display();
    zoo.run_plain(&format!(
        "examples --metadata zoo.csdl --examples zoo.jsonl --out {folder} {flags}"
    ))
}

#[test]
fn every_document_has_a_verdict() {
    let kept = run(&zoo(KEPT), "").expect(0);
    kept.says(&[
        "exact, last of repeated:\n  repeated#1 response (zoo.animal): $.id\n",
        "type not in the metadata:\n  dog#1 response: zoo.dog\n",
        "type not told:\n  untold#1 response\n",
        "no typed body at the path:\n  fly#1 request: POST /animals/1/fly\n",
        "not of the declared kind, and kept:\n  get#1 response (zoo.animal): $.cage.size\n",
        "                             responses  requests   derived\n\
         exact                                7         3         1\n\
         exact, last of repeated              1         0         0\n\
         lost                                 0         0         0\n\
         refused                              0         0         0\n",
        "with mismatches                      1         0         0\n",
    ]);

    let refused =
        r#"{"id":"array#1","odata_type":"zoo.animal","body":{"value":[[]]},"body_text":"[1]"}"#;
    run(&zoo(refused), "").expect(1).says(&[
        "refused:\n  array#1 response (zoo.animal): ",
        "expected an object",
        "$",
    ]);

    let json = run(&zoo(refused), "--format json").expect(1);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["totals"]["response"]["refused"], 1);
    assert_eq!(json["documents"][0]["id"], "array#1");
    assert_eq!(json["documents"][0]["verdict"], "refused");
}

#[test]
fn patches_correct_the_metadata() {
    let zoo = zoo(r#"{"id":"get#1","odata_type":"zoo.animal","body":{"cage":[{"size":"big"}]}}"#);
    let patch = "[[api.patch]]\ntarget = \"zoo.cage\"\nunderlying-type = \"Edm.Untyped\"\nwhy = \"any JSON\"\n";
    zoo.write("slices.toml", format!("{CONFIG}\n{patch}"));
    run(&zoo, "--patches slices.toml")
        .expect(0)
        .says(&["with mismatches                      0         0         0\n"]);
    zoo.write(
        "slices.toml",
        format!("{CONFIG}\n{patch}").replace("zoo.cage", "zoo.den"),
    );
    run(&zoo, "--patches slices.toml")
        .expect(2)
        .complains(&["zoo.den", "slices.toml:"]);
}

#[test]
fn unusable_input() {
    let zoo = zoo("{\"id\":\"a#1\"}\nnot JSON\n");
    run(&zoo, "")
        .expect(3)
        .complains(&["zoo.jsonl:2", "not an example"]);
    zoo.write("zoo.csdl", "<html>");
    zoo.write("zoo.jsonl", "{\"id\":\"a#1\"}");
    run(&zoo, "").expect(3).complains(&["zoo.csdl"]);
    zoo.run_plain("examples --metadata zoo.csdl --examples none.jsonl")
        .expect(2)
        .complains(&["cannot read none.jsonl"]);
    zoo.run_plain("examples --metadata zoo.csdl")
        .expect(2)
        .complains(&["--examples"]);
}
