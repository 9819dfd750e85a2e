//! What patches cannot do, and what is said then.

use super::assert_refused;

/// A target, what is added, how that is refused.
const REFUSED_ADDITIONS: &[(&str, &str, &str)] = &[
    // It is there.
    (
        "zoo.animl/mood",
        "add = { kind = \"property\", type = \"zoo.mood\" }",
        "E0407 at \"zoo.animl/mood\": `zoo.animl/mood` is there already; \
             the metadata says it by now: delete the patch",
    ),
    (
        "zoo.cat/idd",
        "add = { kind = \"property\", type = \"Edm.String\" }",
        "E0407 at \"zoo.cat/idd\": `zoo.cat/idd` is there already; \
             the metadata says it by now: delete the patch",
    ),
    (
        "zoo.mood/sad",
        "add = { kind = \"member\", value = 1 }",
        "E0407 at \"zoo.mood/sad\": `zoo.mood/sad` is there already; \
             the metadata says it by now: delete the patch",
    ),
    (
        "zoo.service/boss",
        "add = { kind = \"singleton\", type = \"zoo.keeper\" }",
        "E0407 at \"zoo.service/boss\": `zoo.service/boss` is there already; \
             the metadata says it by now: delete the patch",
    ),
    (
        "zoo.place",
        "add = { kind = \"complex-type\" }",
        "E0407 at \"zoo.place\": `zoo.place` is there already; \
             the metadata says it by now: delete the patch",
    ),
    (
        "zoo.feed/fod",
        "add = { kind = \"parameter\", type = \"Edm.String\" }",
        "E0407 at \"zoo.feed/fod\": `zoo.feed/fod` is there already; \
             the metadata says it by now: delete the patch",
    ),
    // Something else of that name is there.
    (
        "zoo.animl/mood",
        "add = { kind = \"property\", type = \"Edm.String\" }",
        "E0408 at \"zoo.animl/mood\": `zoo.animl/mood` cannot be added like that; \
             a member of that name says something else: patch its attributes, or remove it first",
    ),
    (
        "zoo.animl/prey",
        "add = { kind = \"property\", type = \"Edm.String\" }",
        "E0408 at \"zoo.animl/prey\": `zoo.animl/prey` cannot be added like that; \
             `zoo.cat` has a member of that name, and would inherit this one: remove its own first",
    ),
    (
        "zoo.mood/sad",
        "add = { kind = \"member\", value = 2 }",
        "E0408 at \"zoo.mood/sad\": `zoo.mood/sad` cannot be added like that; \
             its number is 1: remove it first",
    ),
    (
        "zoo.service/cuont",
        "add = { kind = \"entity-set\", type = \"zoo.cat\" }",
        "E0408 at \"zoo.service/cuont\": `zoo.service/cuont` cannot be added like that; \
             something else in the container has that name: remove it first",
    ),
    (
        "zoo.feed/it",
        "add = { kind = \"parameter\", type = \"Edm.String\" }",
        "E0408 at \"zoo.feed/it\": `zoo.feed/it` cannot be added like that; \
             what it is bound to is called that",
    ),
    (
        "zoo.mood",
        "add = { kind = \"complex-type\" }",
        "E0408 at \"zoo.mood\": `zoo.mood` cannot be added like that; \
             a type of that name is of another kind",
    ),
    // There is nothing to add it to.
    (
        "zoo.animal/age",
        "add = { kind = \"property\", type = \"Edm.Int32\" }",
        "E0407 at \"zoo.animal/age\": the metadata has no entity or complex type `zoo.animal` to add to; \
             did you mean `zoo.animl`?",
    ),
    (
        "zoo.animl/angry",
        "add = { kind = \"member\", value = 7 }",
        "E0408 at \"zoo.animl/angry\": `zoo.animl` is not an enumeration type; \
             types have properties, enumeration types members, operations parameters, the container sets",
    ),
    (
        "zoo.fed/twice",
        "add = { kind = \"parameter\", type = \"Edm.Boolean\" }",
        "E0407 at \"zoo.fed/twice\": the metadata has no action or function `zoo.fed` to add to; \
             did you mean `zoo.feed`?",
    ),
    (
        "zoo.feed/twice",
        "binding = \"zoo.cat\"\nadd = { kind = \"parameter\", type = \"Edm.Boolean\" }",
        "E0407 at \"zoo.cat\": `zoo.feed/twice` is not bound to `zoo.cat`; \
             it is bound to `zoo.animl`, `zoo.keeper`",
    ),
    (
        "zoo.services/cats",
        "add = { kind = \"entity-set\", type = \"zoo.cat\" }",
        "E0407 at \"zoo.services/cats\": the metadata has no entity container `zoo.services` to add to; \
             it is called `zoo.service`",
    ),
    (
        "zo.dog",
        "add = { kind = \"complex-type\" }",
        "E0408 at \"zo.dog\": `zo.dog` cannot be added like that; did you mean `zoo`?",
    ),
    // It is not of that kind.
    (
        "zoo.animl/best",
        "add = { kind = \"property\", type = \"zoo.animl\" }",
        "E0408 at \"zoo.animl/best\": `zoo.animl/best` cannot be added like that; \
             properties hold no entities: `navigation-property` leads to them",
    ),
    (
        "zoo.animl/best",
        "add = { kind = \"navigation-property\", type = \"zoo.place\" }",
        "E0408 at \"zoo.animl/best\": `zoo.animl/best` cannot be added like that; \
             navigation leads to entity types; others are held by `property`",
    ),
    (
        "zoo.service/cats",
        "add = { kind = \"entity-set\", type = \"Collection(zoo.cat)\" }",
        "E0408 at \"zoo.service/cats\": `zoo.service/cats` cannot be added like that; \
             the type of an entity set or singleton is an entity type, not a collection",
    ),
    (
        "zoo.mood/vast",
        "add = { kind = \"member\", value = 3_000_000_000 }",
        "E0408 at \"zoo.mood/vast\": `zoo.mood/vast` cannot be added like that; \
             3000000000 is not a number of the type Int32",
    ),
    (
        "zoo.animl/age",
        "add = { kind = \"property\", type = \"zoo.moood\" }",
        "E0408 at \"zoo.moood\": there is no type `zoo.moood`; did you mean `zoo.mood`?",
    ),
    (
        "zoo.sing/loud",
        "binding = \"zoo.animl\"\nadd = { kind = \"parameter\", type = \"Edm.Boolean\" }",
        "E0408 at \"zoo.sing/loud\": `zoo.sing/loud` cannot be added like that; \
             another overload has just these parameters",
    ),
];

#[test]
fn what_is_added_must_fit() {
    for (target, change, expected) in REFUSED_ADDITIONS {
        assert_refused(&[(target, change)], expected);
    }
}

const TAKEN_NAMES: &[(&str, &str, &str)] = &[
    (
        "zoo.animl",
        "name = \"animl\"",
        "E0407 at \"zoo.animl\": `zoo.animl` is so already; \
             the metadata says it by now: delete the patch",
    ),
    (
        "zoo.animal",
        "name = \"animl\"",
        "E0407 at \"zoo.animal\": `zoo.animal` is called `animl` already; \
             the metadata says it by now: delete the patch",
    ),
    (
        "zoo.anmial/age",
        "name = \"aeg\"",
        "E0407 at \"zoo.anmial/age\": the metadata has no `zoo.anmial/age` to patch; \
             if it is gone from the metadata, delete the patch",
    ),
    (
        "zoo.animl",
        "name = \"cat\"",
        "E0408 at \"zoo.animl\": `zoo.animl` cannot be changed like that; \
             the type `zoo.cat` is called `cat` already",
    ),
    (
        "zoo.animl/mood",
        "name = \"idd\"",
        "E0408 at \"zoo.animl/mood\": `zoo.animl/mood` cannot be changed like that; \
             a member of `zoo.thing` is called `idd` already",
    ),
    (
        "zoo.animl/mood",
        "name = \"prey\"",
        "E0408 at \"zoo.animl/mood\": `zoo.animl/mood` cannot be changed like that; \
             a member of `zoo.cat` is called `prey` already",
    ),
    (
        "zoo.mood/hapy",
        "name = \"sad\"",
        "E0408 at \"zoo.mood/hapy\": `zoo.mood/hapy` cannot be changed like that; \
             another member is called `sad` already",
    ),
    (
        "zoo.service/animls",
        "name = \"boss\"",
        "E0408 at \"zoo.service/animls\": `zoo.service/animls` cannot be changed like that; \
             something else in the container is called `boss` already",
    ),
    (
        "zoo.feed/fod",
        "name = \"it\"",
        "E0408 at \"zoo.feed/fod\": `zoo.feed/fod` cannot be changed like that; \
             another parameter is called `it` already",
    ),
    (
        "zoo.sing/$ReturnType",
        "name = \"song\"",
        "E0408 at \"zoo.sing/$ReturnType\": `zoo.sing/$ReturnType` cannot be changed like that; \
             keys and return types have no names",
    ),
    (
        "zoo.animl",
        "name = \"ns.animal\"",
        "E0305 at \"ns.animal\": `ns.animal` cannot be `name`; ",
    ),
];

#[test]
fn names_must_be_free() {
    for (target, change, expected) in TAKEN_NAMES {
        assert_refused(&[(target, change)], expected);
    }
}

#[test]
fn a_base_must_fit() {
    let cases: [(&[(&str, &str)], &str); 8] = [
        (
            &[("zoo.cat", "base-type = \"zoo.animl\"")],
            "E0407 at \"zoo.cat\": `zoo.cat` is so already; \
             the metadata says it by now: delete the patch",
        ),
        (
            &[("zoo.place", "base-type = \"none\"")],
            "E0407 at \"zoo.place\": `zoo.place` is so already; \
             the metadata says it by now: delete the patch",
        ),
        (
            &[("zoo.thing", "base-type = \"zoo.cat\"")],
            "E0408 at \"zoo.thing\": `zoo.thing` cannot be changed like that; \
             `zoo.cat` is derived from it, and nothing is its own base",
        ),
        (
            &[("zoo.place", "base-type = \"zoo.thing\"")],
            "E0408 at \"zoo.place\": `zoo.place` cannot be changed like that; \
             the base of an entity type is an entity type, that of a complex type is a complex type",
        ),
        (
            &[("zoo.keeper", "base-type = \"zoo.animl\"")],
            "E0408 at \"zoo.keeper\": `zoo.keeper` cannot be changed like that; \
             `zoo.keeper` would inherit a key and has its own: remove `zoo.keeper/$Key` first",
        ),
        (
            &[
                ("zoo.keeper/$Key", "remove = true"),
                ("zoo.keeper", "base-type = \"zoo.animl\""),
            ],
            "E0408 at \"zoo.keeper\": `zoo.keeper` cannot be changed like that; \
             `zoo.keeper` would inherit `mood` of `zoo.animl` and has its own: remove `zoo.keeper/mood` first",
        ),
        (
            &[("zoo.mood", "base-type = \"zoo.place\"")],
            "E0408 at \"zoo.mood\": `zoo.mood` cannot be changed like that; \
             only entity and complex types have a base type",
        ),
        (
            &[("zoo.cat", "base-type = \"dog\"")],
            "E0408 at \"dog\": there is no type `dog`; \
             types are named in full: `Edm.String`, `Collection(microsoft.graph.user)`",
        ),
    ];
    for (patches, expected) in cases {
        assert_refused(patches, expected);
    }
}
