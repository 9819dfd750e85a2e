//! Codes of errors, sorted.

use super::{Code, IN_THE_METADATA, code};

#[rustfmt::skip] // a table
pub(super) const CODES: &[Code] = &[
    code("E0101", "not UTF-8",
        "Metadata is read as UTF-8, which is what OData services send.")
        .remedy("Convert the file: `iconv -f UTF-16 -t UTF-8 old.csdl > new.csdl`."),
    code("E0102", "too large",
        "The document is larger than any metadata document known. The limit protects against taking something \
         else for metadata.")
        .remedy("See whether the file is what you meant; `schemas/README.md` lists the limits."),
    code("E0103", "not XML",
        "The document does not start like XML. An HTML page is often a sign-in or error page.")
        .example("<html><body>Sign in</body></html>")
        .remedy("Ask the service for `$metadata` with `Accept: application/xml`."),
    code("E0104", "malformed XML",
        "The document is not well-formed XML, for instance because it was cut off while it was fetched.")
        .example(r#"<EnumType Name="food"><Member Name="hay"></EnumType>"#)
        .remedy("Fetch the document again."),
    code("E0105", "document type declaration",
        "`<!DOCTYPE` is not allowed in metadata; entities that it could declare are a known way to attack \
         readers.")
        .example(r#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>"#)
        .remedy("Remove the declaration; metadata needs no entities of its own."),
    code("E0106", "not a metadata document",
        "The root of a metadata document is `Edmx` of the namespace http://docs.oasis-open.org/odata/ns/edmx \
         (CSDL 3).")
        .example(r#"<?xml version="1.0"?><rss/>"#)
        .remedy("Take the document that the service has at `$metadata`."),
    code("E0107", "old version of OData",
        "The document is of OData version 1, 2 or 3. Only version 4 can be read.")
        .example(r#"<?xml version="1.0"?><Edmx Version="1.0" xmlns="http://schemas.microsoft.com/ado/2007/06/edmx"/>"#)
        .remedy("See whether the service has a v4 endpoint beside the old one; many have."),
    code("E0108", "too deep, too wide or too long",
        "Elements are nested deeper, have more attributes or children, or a text is longer, than in any \
         sensible metadata. The limits protect time and memory.")
        .remedy("See whether the document is what you meant; `schemas/README.md` lists the limits."),
    code("E0109", "missing attribute",
        "An element lacks an attribute that it cannot be understood without, such as its name or type.")
        .example(r#"<ComplexType Name="cage"><Property Name="size" /></ComplexType>"#)
        .remedy(IN_THE_METADATA),
    code("E0110", "repeated element",
        "An element stands there more than once although there may be only one of it, for instance two keys \
         in an entity type (CSDL 6.5).")
        .example(r#"<EntityType Name="animal"><Key/><Key/></EntityType>"#)
        .remedy(IN_THE_METADATA),
    code("E0111", "nothing in it",
        "The `Edmx` element has no `DataServices` element, so there is no schema to read (CSDL 3.2).")
        .example(r#"<?xml version="1.0"?><Edmx Version="4.0" xmlns="http://docs.oasis-open.org/odata/ns/edmx"/>"#)
        .remedy("Fetch the document again; a part of it is missing."),
    code("E0201", "repeated name",
        "The types, terms and containers of a namespace must all have different names (CSDL 5).")
        .example(r#"<ComplexType Name="cat" />
<EnumType Name="cat"><Member Name="tabby" /></EnumType>"#)
        .remedy(IN_THE_METADATA),
    code("E0202", "repeated member",
        "The members of one type, the parameters of one operation, and the children of one container must \
         have different names.")
        .example(r#"<ComplexType Name="cat">
  <Property Name="age" Type="Edm.Int32" />
  <Property Name="age" Type="Edm.Decimal" />
</ComplexType>"#)
        .remedy(IN_THE_METADATA),
    code("E0203", "unknown name",
        "A type is referred to that the document neither declares nor includes from another one, or a base type whose \
         document is not at hand: what is inherited from it is not known.")
        .example(r#"<ComplexType Name="cat">
  <Property Name="age" Type="Edm.Itn32" />
</ComplexType>"#)
        .remedy("Correct the name. If the type is of another document, an `edmx:Reference` must include its \
         namespace, and that document stand beside this one or in `metadata`."),
    code("E0204", "wrong kind of type",
        "A name leads to a type that cannot stand there: navigation and entity sets lead to entity types, \
         type definitions to primitive types.")
        .example(r#"<ComplexType Name="cage" />
<EntityType Name="cat">
  <NavigationProperty Name="home" Type="self.cage" />
</EntityType>"#)
        .remedy(IN_THE_METADATA),
    code("E0205", "inheritance cycle",
        "A type is, by way of its base types, its own base.")
        .example(r#"<ComplexType Name="hen" BaseType="self.egg" />
<ComplexType Name="egg" BaseType="self.hen" />"#)
        .remedy(IN_THE_METADATA),
    code("E0206", "wrong kind of base",
        "Entity types are derived from entity types and complex types from complex types (CSDL 6.2, 9.2).")
        .example(r#"<ComplexType Name="cage" />
<EntityType Name="cat" BaseType="self.cage" />"#)
        .remedy(IN_THE_METADATA),
    code("E0207", "bad enumeration value",
        "The value of an enumeration member is not a whole number or does not fit the underlying type (CSDL \
         10.2).")
        .example(r#"<EnumType Name="size" UnderlyingType="Edm.Byte">
  <Member Name="huge" Value="256" />
</EnumType>"#)
        .remedy(IN_THE_METADATA),
    code("E0208", "ambiguous alias",
        "An alias stands for two namespaces, or is itself the name of a namespace (CSDL 5.1).")
        .example(r#"<Schema Namespace="zoo" Alias="z" />
<Schema Namespace="zoo.staff" Alias="z" />"#)
        .remedy(IN_THE_METADATA),
    code("E0209", "repeated overload",
        "Two overloads of an action or function cannot be told apart (CSDL 12.2, 12.4).")
        .example(r#"<Action Name="feed" />
<Action Name="feed" />"#)
        .remedy(IN_THE_METADATA),
    code("E0210", "unknown operation",
        "An action or function import names an operation that does not exist.")
        .example(r#"<EntityContainer Name="service">
  <ActionImport Name="feed" Action="self.feed" />
</EntityContainer>"#)
        .remedy(IN_THE_METADATA),
    code("E0211", "bound to nothing",
        "A bound action or function has no parameter that it could be bound to (CSDL 12.6).")
        .example(r#"<Action Name="feed" IsBound="true" />"#)
        .remedy(IN_THE_METADATA),
    code("E0212", "several containers",
        "A service has one entity container; another one may only be there to be extended by it (CSDL 13).")
        .example(r#"<EntityContainer Name="one" />
<EntityContainer Name="other" />"#)
        .remedy(IN_THE_METADATA),
    code("E0213", "unknown key property",
        "A key names a property that the type does not have (CSDL 6.5).")
        .example(r#"<EntityType Name="cat">
  <Key><PropertyRef Name="id" /></Key>
</EntityType>"#)
        .remedy(IN_THE_METADATA),
    code("E0214", "too many base types",
        "A type has so many base types above each other that Rust would refuse to look through them.")
        .remedy("No service is known to need that many; see whether the document is what you meant."),
    code("E0215", "too much to repeat",
        "What types inherit, imports make callable, and annotations say of overloads, is counted once for \
         each time that it is repeated. A small document can make that very much; no sensible one does.")
        .remedy("See whether the document is what you meant; `schemas/README.md` lists the limits."),
    code("E0216", "too many",
        "There are more types, more overloads of one name, or more parts of a key, than in any sensible \
         metadata.")
        .remedy("See whether the document is what you meant; `schemas/README.md` lists the limits."),
    code("E0301", "not TOML",
        "The configuration is not a TOML document (https://toml.io).")
        .example("[crate")
        .remedy("Look at the place that is shown, and at the line before it: a quote or bracket may not be closed."),
    code("E0302", "unknown key",
        "The configuration has a key that means nothing there. It is refused because it is most likely a \
         misspelling.")
        .example(r#"root = ["GET /users/{id}"]"#)
        .remedy("Correct or delete the key; `schemas/README.md` explains those that there are."),
    code("E0303", "missing key",
        "The configuration lacks a key that nothing can be generated without.")
        .example(r#"[[api]]
module = "v1_0"
service = "v1.0"
roots = ["*"]"#)
        .remedy("Add the key to the table."),
    code("E0304", "wrong kind of value",
        "A key of the configuration has a value of another kind, such as a number in place of a string.")
        .example(r#"roots = "*""#)
        .remedy("Write the value as the kind that is named: `roots = [\"*\"]` is a list of strings."),
    code("E0305", "impossible value",
        "A value of the configuration cannot be what it is meant to be, such as a module whose name is no \
         Rust identifier.")
        .example(r#"module = "v1.0""#)
        .remedy("The label tells what is wrong with it: `module = \"v1_0\"` could be one."),
    code("E0306", "repeated module",
        "Two APIs of the configuration are to become the same module, or one that is also written by hand.")
        .example(r#"[[api]]
module = "v1_0"
service = "v1.0"
metadata = "v1.0.csdl"
roots = ["*"]

[[api]]
module = "v1_0"
service = "beta"
metadata = "beta.csdl"
roots = ["*"]"#)
        .remedy("Give one of them another name."),
    code("E0307", "nothing wanted",
        "The `roots` of an API are empty, so there is nothing to generate.")
        .example("roots = []")
        .remedy("Name a type, `type:microsoft.graph.user`, a request, `GET /users/{id}`, or everything, `*`."),
    code("E0308", "not one change",
        "A patch changes one thing, so that each change has its reason and goes when the metadata is \
         corrected.")
        .example(r#"[[api.patch]]
target = "microsoft.graph.user"
why = "users have photos, and any property"
has-stream = true
open-type = true"#)
        .remedy("Write a patch for each change."),
    code("E0309", "not a list of permissions",
        "The file of `permissions`, or of `--permissions`, is not JSON in the format of Microsoft's list of the \
         permissions of Graph: <https://github.com/microsoftgraph/kibali>.")
        .remedy("Look at the place that is shown. Needs that you know yourself are written as `[[api.permission]]`."),
    code("E0401", "not a root",
        "A line of `roots` is `type:namespace.name`, a request such as `GET /users/{id}`, or `*` for \
         everything.")
        .example(r#"roots = ["/users/{id}"]"#)
        .remedy("Write the method before the path: `GET /users/{id}`."),
    code("E0402", "a root that matches nothing",
        "The metadata has no type, or no path, of that name.")
        .example(r#"roots = ["GET /user/{id}/authentication/operations"]"#)
        .remedy("Correct the name: the hint has a similar one where there is one. Renamed or removed? The command \
         `why NAME` tells where a name occurs."),
    code("E0403", "a path that leads nowhere",
        "The path goes on after its end, has a key where there is no collection, or ends where the method has \
         no meaning.")
        .example(r#"roots = ["GET /me/{id}"]"#)
        .remedy("Compare the path with those of the service's documentation: keys follow collections, and an action \
         is called with POST."),
    code("E0404", "an entry that matches nothing",
        "An entry of `slices.toml` is about a type, member, action or feature that the metadata does not \
         have, perhaps any more, or that no root wants.")
        .example(r#"[[api.long-running]]
action = "microsoft.graph.resetPasword"
answer = "microsoft.graph.longRunningOperation""#)
        .remedy("Correct the name, delete the entry, or add a root that needs what it is about."),
    code("E0405", "an answer that tells no status",
        "An action is said to start an operation of a type of which it is not said how it tells its status.")
        .example(r#"[[api.long-running]]
action = "microsoft.graph.resetPassword"
answer = "microsoft.graph.passwordResetResponse""#)
        .remedy("Add an `[[api.operation-status]]` for the type or for one of its bases."),
    code("E0406", "repeated entry",
        "Two entries of `slices.toml` say something about the same type or action.")
        .example(r#"[[api.operation-status]]
type = "microsoft.graph.longRunningOperation"
status = "status"
succeeded = ["succeeded"]
failed = ["failed"]

[[api.operation-status]]
type = "microsoft.graph.longRunningOperation"
status = "statusDetail"
succeeded = ["done"]
failed = []"#)
        .remedy("Delete one of them."),
    code("E0407", "a patch that matches nothing",
        "A patch is about something that the metadata does not have, perhaps any more, or it says what the \
         metadata says already. What it adds may be there by now, what it calls by another name may be called that.")
        .example(r#"[[api.patch]]
target = "microsoft.graph.passwordResetResponse/newPassword"
type = "Edm.String"
why = "passwords are text""#)
        .remedy("Has the metadata been corrected? Then delete the patch. Otherwise correct the target."),
    code("E0408", "a patch that does not fit",
        "What is patched cannot be changed like that: containment is about navigation, streams about entity \
         types, nothing is its own base, and what is added or renamed cannot have the name of something that is \
         there.")
        .example(r#"[[api.patch]]
target = "microsoft.graph.richLongRunningOperation/id"
name = "status"
why = "it tells the status, too"

[[api.patch]]
target = "microsoft.graph.longRunningOperation"
base-type = "microsoft.graph.richLongRunningOperation"
why = "all of them are rich""#)
        .remedy("The hint tells what is in the way; `schemas/README.md` has the table of changes and what they are \
         for."),
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
         numbers and their texts, and of types with a common base, which is what is read then.")
        .example("components:\n  schemas:\n    zoo.cat:\n      properties:\n        toy: { oneOf: [{ type: string }, { type: boolean }] }")
        .remedy("Patch the position, for instance with `type = \"Edm.Untyped\"`: then the union is not read."),
    code("E0510", "tuple",
        "The items of a list have types of their own. Collections of CSDL have items of one type.")
        .example("components:\n  schemas:\n    zoo.cat:\n      properties:\n        place: { type: array, prefixItems: [{ type: number }] }")
        .remedy("Patch the position, for instance with `type = \"Edm.Untyped\"`: then the tuple is not read."),
    code("E0511", "enumeration of different types",
        "The members of an `enum` are of different types. Members of enumerations are texts (CSDL 10.3); where all are numbers, \
         the type of numbers is read.")
        .example("components:\n  schemas:\n    zoo.size: { enum: [small, 2] }")
        .remedy("Say `type: string` beside the `enum`, or patch the position with `type = \"Edm.Untyped\"`."),
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
        "The schemas of the OpenAPI document have no namespace in their names, only some have one, or their namespaces have \
         nothing in common. Models of errors do not count.")
        .example("paths: { /cats: { get: { parameters: [{ name: $top, in: query }] } } }\ncomponents:\n  schemas:\n    cat: { type: object }")
        .remedy("State the namespace of names that have none: `namespace` in `[api.openapi]` of `slices.toml`."),
    code("E0515", "nothing in it",
        "The OpenAPI document has neither `paths` nor `components`, so there is no schema to read.")
        .example("# roots = [\"*\"]\ninfo: { title: Nothing }")
        .remedy("Fetch the document again; a part of it is missing."),
    code("E0516", "OpenAPI without OData",
        "Nothing in the OpenAPI document says that it describes an OData service: no `@odata` properties, no `$` parameters, no \
         collections in `value`, no qualified names. Read as OData it would become a client that does not work.")
        .example("paths:\n  /orders:\n    get: { responses: { '200': { description: Some } } }")
        .remedy("Use a generator for OpenAPI, such as `progenitor` or `openapi-generator`."),
    code("E0517", "bare list",
        "A request of the OpenAPI document answers a list. OData answers collections in the member `value` of an object.")
        .example("paths:\n  /cats:\n    get:\n      responses:\n        '200': { content: { application/json: { schema: { type: array, \
                  items: { $ref: '#/components/schemas/zoo.cat' } } } } }\n  /dogs:\n    get:\n      responses:\n        '200': { content: { \
                  application/json: { schema: { properties: { value: { type: array, items: { $ref: '#/components/schemas/zoo.cat' } } } } } } }\n\
                  components:\n  schemas:\n    zoo.cat: { type: object }")
        .remedy("Leave the request out: write `roots` without it."),
    code("E0518", "required parameter",
        "A request of the OpenAPI document has to be sent with a query option, header or cookie that OData does not have.")
        .example("paths:\n  /cats:\n    get:\n      parameters: [{ name: color, in: query, required: true }]\n      responses: { '200': { \
                  description: Some } }\ncomponents:\n  schemas:\n    zoo.cat: { type: object }")
        .remedy("Leave the request out: write `roots` without it."),
    code("E0519", "body that is neither JSON nor bytes",
        "A request of the OpenAPI document sends or answers a form, XML or something else with members that is not JSON.")
        .example("paths:\n  /cats:\n    post:\n      requestBody: { content: { multipart/form-data: { schema: { type: object } } } }\n      \
                  responses: { '204': { description: Done } }\ncomponents:\n  schemas:\n    zoo.cat: { type: object }")
        .remedy("Leave the request out: write `roots` without it."),
    code("E0520", "paths of several versions",
        "Some paths of the OpenAPI document start with one version of the service, some with another. These are several services.")
        .example("paths:\n  /v1.0/cats: { get: { responses: {} } }\n  /v2.0/cats: { get: { responses: {} } }\ncomponents:\n  schemas:\n    \
                  zoo.cat: { type: object }")
        .remedy("State the one that is wanted: `path-prefix` in `[api.openapi]` of `slices.toml`."),
];
