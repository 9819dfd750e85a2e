//! Codes of warnings, sorted.

use super::{Code, UNLESS_WANTED, code};

#[rustfmt::skip] // a table
pub(super) const CODES: &[Code] = &[
    code("W0101", "no XML declaration",
        "The document does not start with `<?xml version=\"1.0\" encoding=\"utf-8\"?>`. It is read as UTF-8.")
        .example(r#"<Edmx Version="4.0" xmlns="http://docs.oasis-open.org/odata/ns/edmx"><DataServices/></Edmx>"#)
        .remedy("Nothing, if names and descriptions look right."),
    code("W0102", "byte order mark",
        "The document starts with a byte order mark, which UTF-8 does not need. It is skipped.")
        .remedy("Nothing."),
    code("W0103", "bare schema",
        "The root is `Schema`, without the `Edmx` and `DataServices` elements around it. It is read all the \
         same.")
        .example(r#"<?xml version="1.0"?><Schema Namespace="zoo" xmlns="http://docs.oasis-open.org/odata/ns/edm"/>"#)
        .remedy("Nothing, unless the document is to have several schemas, or references to others."),
    code("W0104", "unknown element",
        "An element of the OData namespaces is not known at this place. It is skipped with all that is in it.")
        .example(r#"<Using Namespace="zoo.staff" />"#)
        .remedy(UNLESS_WANTED),
    code("W0105", "unknown attribute",
        "An attribute is not known on this element. It is skipped.")
        .example(r#"<EnumType Name="food" Colour="red"><Member Name="hay" /></EnumType>"#)
        .remedy(UNLESS_WANTED),
    code("W0106", "stray text",
        "There is text where only elements belong. It is skipped.")
        .example(r#"<ComplexType Name="cage">size</ComplexType>"#)
        .remedy(UNLESS_WANTED),
    code("W0107", "unknown version",
        "The version of the document is neither 4.0 nor 4.01. It is read as if it were 4.01.")
        .example(r#"<?xml version="1.0"?><Edmx Version="4.02" xmlns="http://docs.oasis-open.org/odata/ns/edmx"><DataServices/></Edmx>"#)
        .remedy("See whether what is new in that version is of interest; it is not read."),
    code("W0108", "invalid value",
        "The value of an attribute is not one that CSDL allows there. It is read as if it were not there.")
        .example(r#"<EnumType Name="food" IsFlags="yes"><Member Name="hay" /></EnumType>"#)
        .remedy(UNLESS_WANTED),
    code("W0109", "other encoding declared",
        "The XML declaration names an encoding other than UTF-8, but the document is UTF-8, and is read as \
         such.")
        .example(r#"<?xml version="1.0" encoding="iso-8859-1"?><Edmx Version="4.0" xmlns="http://docs.oasis-open.org/odata/ns/edmx"><DataServices/></Edmx>"#)
        .remedy("Nothing, if names and descriptions look right."),
    code("W0110", "several values",
        "An annotation or property value has more than one value. The first is taken.")
        .example(r#"<Annotation Term="self.since" Int="1"><Int>2</Int></Annotation>"#)
        .remedy(UNLESS_WANTED),
    code("W0111", "incomplete annotation",
        "An annotation, or a part of its value, lacks an attribute that it cannot be understood without, such as its term or \
         target. It is left out.")
        .example(r#"<ComplexType Name="cage"><Annotation String="iron" /></ComplexType>"#)
        .remedy(UNLESS_WANTED),
    code("W0201", "dangling annotation target",
        "Annotations are meant for something that the document does not have. They are left out.")
        .example(r#"<Annotations Target="self.dog">
  <Annotation Term="Org.OData.Core.V1.Description" String="barks" />
</Annotations>"#)
        .remedy(UNLESS_WANTED),
    code("W0202", "spaces in an annotation target",
        "The target of annotations has spaces in it. They are read as if they were not there.")
        .example(r#"<ComplexType Name="cat" />
<Annotations Target="self. cat">
  <Annotation Term="Org.OData.Core.V1.Description" String="purrs" />
</Annotations>"#)
        .remedy("Nothing."),
    code("W0203", "type of another document",
        "A type is of a namespace that is only referenced, and its document is not at hand. Values become \
         untyped; navigation and what is bound to such a type are left out.")
        .example(r#"<edmx:Reference Uri="far.csdl"><edmx:Include Namespace="far.away" /></edmx:Reference>
...
<ComplexType Name="cat">
  <Property Name="home" Type="far.away.place" />
</ComplexType>"#)
        .remedy("If the type is wanted, put that document beside this one under the name that the reference ends with, or name both in \
         `metadata`."),
    code("W0204", "empty enumeration",
        "An enumeration type has no members.")
        .example(r#"<EnumType Name="food" />"#)
        .remedy("Nothing: values of it are read, and kept as they are written."),
    code("W0205", "inherited property declared again",
        "A type declares a property that one of its base types declares already (CSDL 6.2). The one of the \
         base type counts.")
        .example(r#"<ComplexType Name="animal"><Property Name="age" Type="Edm.Int32" /></ComplexType>
<ComplexType Name="cat" BaseType="self.animal"><Property Name="age" Type="Edm.Int32" /></ComplexType>"#)
        .remedy("If the base type has the wrong type, correct it by an `[[api.patch]]`."),
    code("W0206", "contradicting annotations",
        "A term is applied to the same target more than once, with different values. None of them counts.")
        .example(r#"<ComplexType Name="cat">
  <Annotation Term="Org.OData.Core.V1.Description" String="purrs" />
  <Annotation Term="Org.OData.Core.V1.Description" String="barks" />
</ComplexType>"#)
        .remedy(UNLESS_WANTED),
    code("W0207", "import of a bound operation",
        "Action and function imports make unbound operations callable (CSDL 13.5, 13.6), and there is no \
         unbound overload. It is left out.")
        .example(r#"<ComplexType Name="cat" />
<Action Name="feed" IsBound="true"><Parameter Name="it" Type="self.cat" /></Action>
<EntityContainer Name="service"><ActionImport Name="feed" Action="self.feed" /></EntityContainer>"#)
        .remedy("Nothing: the operation is called on what it is bound to."),
    code("W0208", "navigation to any entity",
        "A navigation property, entity set or singleton of the type `Edm.EntityType` leads to entities of \
         which nothing is known. It is left out.")
        .example(r#"<EntityType Name="cat">
  <NavigationProperty Name="friend" Type="Edm.EntityType" />
</EntityType>"#)
        .remedy("If the service always answers entities of one type, name that type in a copy of the metadata."),
    code("W0209", "one name for two things",
        "A type and an action or function have the same name (CSDL 5). Where the name stands tells which is \
         meant.")
        .example(r#"<ComplexType Name="feed" />
<Action Name="feed" />"#)
        .remedy("Nothing."),
    code("W0210", "primitive type without a namespace",
        "The built-in types are in the namespace `Edm`, which must be written out: `Edm.String`. Without it \
         the type is read all the same.")
        .example(r#"<ComplexType Name="cat"><Property Name="age" Type="Int32" /></ComplexType>"#)
        .remedy("Nothing."),
    code("W0211", "operation that nothing leads to",
        "All of the schema is wanted, and there is no path to what an action or function is bound to, or no import of an \
         unbound one. Its types are in the crate, a method is not. Below a common root with many derived types paths go on to \
         none of them unless a root asks for it.")
        .example(r#"<ComplexType Name="cat" />
<Action Name="feed" IsBound="true"><Parameter Name="it" Type="self.cat" /></Action>"#)
        .remedy("If the service has such a path, ask for it by a root, with the derived type as a segment."),
    code("W0301", "not offered by a cloud",
        "The crate is meant for the national clouds that `clouds` names, and one of them does not offer a request of \
         `roots`. The method is there all the same; a client of that cloud reports its use to `tracing`.")
        .example(r#"roots = ["GET /users/{id}/authentication/operations"]
clouds = ["China"]

[[api.availability]]
requests = ["GET /users/{id}/authentication/operations"]
clouds = ["Global"]"#)
        .remedy("Leave the request out, or the cloud."),
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
    code("W0503", "listed request without a meaning",
        "`*` asks for all requests that an OpenAPI document lists, and this one has no meaning in OData, such as `PATCH` of a \
         collection of values. It is left out.")
        .example("paths:\n  /cats/{cat-id}:\n    get:\n      parameters: [{ name: cat-id, in: path, x-ms-docs-key-type: cat }]\n      responses: \
                  { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/zoo.cat' } } } } }\n  /cats:\n    patch: { \
                  responses: { '204': { description: Done } } }\ncomponents:\n  schemas:\n    zoo.cat:\n      properties: { id: { type: \
                  string }, names: { type: array, items: { type: string } } }")
        .remedy(UNLESS_WANTED),
    code("W0504", "type that is made up",
        "A path of an OpenAPI document goes through a place of which nothing says which type it is of. One is made up, with what \
         paths tell of it; no schema is taken for it because of its name alone.")
        .example("paths:\n  /shelter/cats:\n    get:\n      responses:\n        '200': { content: { application/json: { schema: { properties: { \
                  value: { type: array, items: { $ref: '#/components/schemas/zoo.cat' } } } } } } }\ncomponents:\n  schemas:\n    zoo.cat: { \
                  type: object }")
        .remedy("If you know what the service calls it, say so by a patch with `name`."),
    code("W0505", "other discriminator",
        "An OpenAPI document tells derived types by another property than `@odata.type`. In OData values tell their types by that \
         alone, so conversions to derived types look at nothing else.")
        .example("components:\n  schemas:\n    zoo.cat:\n      type: object\n      properties: { kind: { type: string } }\n      \
                  discriminator: { propertyName: kind }")
        .remedy("Read that property yourself; members of derived types are in `additional`."),
    code("W0506", "bare lists",
        "The answers of an OpenAPI document are lists, and none is in the member `value` of an object. They are taken for \
         collections, as OData sends them.")
        .example("paths:\n  /cats:\n    get:\n      responses:\n        '200': { content: { application/json: { schema: { type: array, \
                  items: { $ref: '#/components/schemas/zoo.cat' } } } } }\ncomponents:\n  schemas:\n    zoo.cat: { type: object }")
        .remedy("Look at what the service really answers."),
];
