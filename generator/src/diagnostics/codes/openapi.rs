//! About OpenAPI documents.

use super::{Code, UNLESS_WANTED, code};

#[rustfmt::skip] // a table
pub(super) const CODES: &[Code] = &[
    code("E0501", "not OpenAPI 3.0 or 3.1",
        "OpenAPI is read in versions 3.0 and 3.1. Others may mean other things by the same words.")
        .example("swagger: '2.0'")
        .remedy("Convert Swagger 2.0 first, for instance with `swagger2openapi`."),
    code("E0502", "malformed YAML or JSON",
        "The OpenAPI document is not well-formed, for instance because it was cut off while it was fetched.")
        .example("components: {")
        .remedy("Fetch the document again."),
    code("E0503", "alias, anchor or tag",
        "Aliases of YAML are not read: a few that name each other stand for more than fits into any memory. OpenAPI has \
         `$ref` for the same.")
        .example("components:\n  schemas: &all\n    zoo.cat: { type: object }")
        .remedy("Write out what the alias stands for, or put it into a component and refer to that."),
    code("E0504", "repeated key",
        "An object of the OpenAPI document has the same key twice; readers disagree on which of them counts.")
        .example("components:\n  schemas:\n    zoo.cat: { type: object }\n    zoo.cat: { type: string }")
        .remedy("Remove one of them."),
    code("E0505", "reference to another document",
        "A `$ref` leads out of the OpenAPI document, and only one document is read.")
        .example("components:\n  schemas:\n    zoo.cat:\n      properties:\n        home: { $ref: 'places.yaml#/place' }")
        .remedy("Put all into one document first, for instance with `redocly bundle`."),
    code("E0506", "reference that leads nowhere",
        "A `$ref` names a component that the OpenAPI document does not have, or something that is no component.")
        .example("components:\n  schemas:\n    zoo.cat:\n      properties:\n        prey: { $ref: '#/components/schemas/zoo.mouse' }")
        .remedy("Add the component; a slice of a document has to keep all that it refers to."),
    code("E0507", "references in a circle",
        "A chain of `$ref` leads back to itself without coming by a type, or is longer than any sensible one.")
        .example("components:\n  schemas:\n    zoo.cat:\n      properties:\n        size: { $ref: '#/components/schemas/size' }\n    \
                  size: { $ref: '#/components/schemas/size' }")
        .remedy("Let one of them say what it is."),
    code("E0508", "two bases",
        "A schema has `allOf` with two references to types. Types have one base (CSDL 6.2, 9.2).")
        .example("components:\n  schemas:\n    zoo.pet: { type: object }\n    zoo.hunter: { type: object }\n    zoo.cat:\n      \
                  allOf: [{ $ref: '#/components/schemas/zoo.pet' }, { $ref: '#/components/schemas/zoo.hunter' }]")
        .remedy("Write out the properties of one of them."),
    code("E0509", "union",
        "A position takes values of several types by `anyOf` or `oneOf`. CSDL has no unions but of null and something, of \
         numbers and their texts, and of a type and those derived from it.")
        .example("components:\n  schemas:\n    zoo.cat:\n      properties:\n        toy: { oneOf: [{ type: string }, { type: boolean }] }")
        .remedy("Refer to a type that all are derived from, or say `{}`, which takes any value."),
    code("E0510", "tuple",
        "The items of a list have types of their own. Collections of CSDL have items of one type.")
        .example("components:\n  schemas:\n    zoo.cat:\n      properties:\n        place: { type: array, prefixItems: [{ type: number }] }")
        .remedy("Make it an object with named members, or let the items be `{}`."),
    code("E0511", "enumeration without names",
        "A member of an `enum` is a number or something else that is no text. Members of enumerations have names (CSDL 10.3).")
        .example("components:\n  schemas:\n    zoo.size: { type: integer, enum: [1, 2] }")
        .remedy("Leave the `enum` out, so that it is a number."),
    code("E0512", "a request that is not in the document",
        "A line of `roots` asks for a request that the OpenAPI document does not list. Such a document lists all that the \
         service answers.")
        .example("# roots = [\"DELETE /cats/{id}\"]\npaths:\n  /cats/{cat-id}:\n    get: { responses: {} }\ncomponents:\n  schemas:\n    zoo.cat: { type: object }")
        .remedy("Take a newer document, or one for the version of the service that has it."),
    code("E0513", "names that are the same",
        "Two schemas of the OpenAPI document are the same type once the default namespace is put before names that have none.")
        .example("# namespace = \"zoo\"\ncomponents:\n  schemas:\n    cat: { type: object }\n    zoo.cat: { type: object }")
        .remedy("Rename one of them, or choose another `namespace` in `[api.openapi]`."),
    code("E0514", "no namespace",
        "The schemas of the OpenAPI document have no namespace in their names.")
        .example("paths: { /cats: {} }\ncomponents:\n  schemas:\n    cat: { type: object }")
        .remedy("State one: `namespace` in `[api.openapi]` of `slices.toml`."),
    code("E0515", "nothing in it",
        "The OpenAPI document has neither `paths` nor `components`, so there is no schema to read.")
        .example("# roots = [\"*\"]\ninfo: { title: Nothing }")
        .remedy("Fetch the document again; a part of it is missing."),
    code("W0501", "contradicting discriminator",
        "A discriminator of an OpenAPI document says something else about inheritance than `allOf` does. `allOf` counts.")
        .example("components:\n  schemas:\n    zoo.cat:\n      type: object\n      discriminator:\n        propertyName: '@odata.type'\n        \
                  mapping: { '#zoo.dog': '#/components/schemas/zoo.dog' }\n    zoo.dog: { type: object }")
        .remedy(UNLESS_WANTED),
    code("W0502", "contradicting answer",
        "A path of an OpenAPI document answers something else than the property that it is about holds. The property counts.")
        .example("paths:\n  /cats/{cat-id}/toys:\n    get:\n      responses:\n        '200':\n          content:\n            \
                  application/json: { schema: { $ref: '#/components/schemas/zoo.cat' } }\n    parameters:\n      \
                  - { name: cat-id, in: path, x-ms-docs-key-type: cat }\ncomponents:\n  schemas:\n    zoo.cat:\n      properties:\n        \
                  toys: { type: array, items: { $ref: '#/components/schemas/zoo.toy' } }\n    zoo.toy: { type: object }")
        .remedy(UNLESS_WANTED),
];
