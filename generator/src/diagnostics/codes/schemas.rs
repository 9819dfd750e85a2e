//! About the schema in a document.

use super::{Code, IN_THE_METADATA, UNLESS_WANTED, code};

#[rustfmt::skip] // a table
pub(super) const CODES: &[Code] = &[
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
        "A type is referred to that the document neither declares nor includes from another one.")
        .example(r#"<ComplexType Name="cat">
  <Property Name="age" Type="Edm.Itn32" />
</ComplexType>"#)
        .remedy("Correct the name. If the type is of another document, an `edmx:Reference` must include its \
         namespace."),
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
         untyped; bases, navigation and what is bound to such a type are left out.")
        .example(r#"<edmx:Reference Uri="far.csdl"><edmx:Include Namespace="far.away" /></edmx:Reference>
...
<ComplexType Name="cat">
  <Property Name="home" Type="far.away.place" />
</ComplexType>"#)
        .remedy("If the type is wanted, put the schema of that document into this one, as another `Schema` element."),
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
        "A term is applied to the same target more than once, with different values. One of them is taken.")
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
];
