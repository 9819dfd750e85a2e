use crate::diagnostics::{Diagnostics, Renderer, Source};
use crate::{csdl, schema};

/// The canonical form of a document.
fn canonical(text: &str) -> String {
    let mut diagnostics = Diagnostics::default();
    let schema = csdl::parse(text, 0, &mut diagnostics).and_then(|document| {
        schema::resolve(&document, &mut diagnostics).map(|s| super::write(&s))
    });
    schema.unwrap_or_else(|| {
        let source = Source::new("input", text);
        panic!("{}", Renderer::plain().render(&diagnostics, &[source]))
    })
}

fn document(schemas: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
{schemas}
  </edmx:DataServices>
</edmx:Edmx>
"#
    )
}

/// Has one of everything, in an order and a spelling that are not canonical.
const UNTIDY: &str = r#"
<Schema Namespace="b" Alias="self" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <EntityContainer Name="Service">
    <Singleton Name="me" Type="self.user" />
    <FunctionImport Name="now" Function="self.now" IncludeInServiceDocument="true" />
    <ActionImport Name="reset" Action="self.reset" EntitySet="users" />
    <EntitySet Name="users" EntityType="self.user" IncludeInServiceDocument="false">
      <NavigationPropertyBinding Path="friends" Target="users" />
    </EntitySet>
  </EntityContainer>
  <Function Name="now"><ReturnType Type="Edm.DateTimeOffset" Nullable="false" /></Function>
  <Action Name="reset"><ReturnType Type="self.user" /></Action>
  <Action Name="move" IsBound="true" EntitySetPath="it/friends">
    <Parameter Name="it" Type="self.user" Nullable="true" />
    <Parameter Name="to" Type="Edm.String"><Annotation Term="Org.OData.Core.V1.OptionalParameter"><Record /></Annotation></Parameter>
    <Parameter Name="by" Type="Edm.Int32" Nullable="false" />
    <ReturnType Type="Collection(self.user)" />
  </Action>
  <Function Name="near" IsBound="true" IsComposable="true">
    <Parameter Name="it" Type="Collection(self.user)" />
    <ReturnType Type="Edm.GeographyPoint" />
  </Function>
  <EntityType Name="user" OpenType="true" HasStream="true">
    <NavigationProperty Name="friends" Type="Collection(self.user)" Partner="friends" />
    <NavigationProperty Name="boss" Type="self.user" Nullable="false" ContainsTarget="true" />
    <Property Name="town" Type="a.place" Nullable="true" />
    <Property Name="pay" Type="Edm.Decimal" Precision="9" Scale="variable" DefaultValue="0" />
    <Property Name="name" Type="Edm.String" Nullable="false" MaxLength="max" Unicode="true" />
    <Property Name="code" Type="self.text" Unicode="false" />
    <Key><PropertyRef Name="name" /><PropertyRef Name="town/zip" Alias="zip" /></Key>
  </EntityType>
  <TypeDefinition Name="text" UnderlyingType="Edm.String" />
  <Annotations Target="self.user/name">
    <Annotation Term="Org.OData.Core.V1.Description" String="&quot;&lt;Å&gt;&quot; &amp;&#10;more" />
    <Annotation Term="Org.OData.Core.V1.Computed" />
  </Annotations>
  <Annotations Target="self.user">
    <Annotation Term="Org.OData.Core.V1.Revisions">
      <Collection><Record>
        <PropertyValue Property="Kind" EnumMember="Org.OData.Core.V1.RevisionKind/Deprecated" />
        <PropertyValue Property="Date" Date="2026-01-01" />
      </Record></Collection>
    </Annotation>
    <Annotation Term="a.nothing" Qualifier="x"><Null /></Annotation>
    <Annotation Term="a.paths"><Collection><PropertyPath>name</PropertyPath><String>b &lt; c</String></Collection></Annotation>
    <Annotation Term="a.computed"><Apply Function="odata.concat"><String>x</String></Apply></Annotation>
  </Annotations>
</Schema>
<Schema Namespace="a" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <EnumType Name="size" IsFlags="true" UnderlyingType="Edm.Int64">
    <Member Name="big" Value="2" /><Member Name="small" Value="1"><Annotation Term="Org.OData.Core.V1.Description" String="tiny" /></Member>
  </EnumType>
  <EnumType Name="none" />
  <ComplexType Name="place"><Property Name="zip" Type="Edm.String" Nullable="false" /></ComplexType>
  <ComplexType Name="address" BaseType="a.place" Abstract="true" />
</Schema>"#;

const TIDY: &str = r#"    <Schema Namespace="a" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EnumType Name="none"/>
      <EnumType Name="size" UnderlyingType="Edm.Int64" IsFlags="true">
        <Member Name="small" Value="1">
          <Annotation Term="Org.OData.Core.V1.Description" String="tiny"/>
        </Member>
        <Member Name="big" Value="2"/>
      </EnumType>
      <ComplexType Name="address" BaseType="a.place" Abstract="true"/>
      <ComplexType Name="place">
        <Property Name="zip" Type="Edm.String" Nullable="false"/>
      </ComplexType>
    </Schema>
    <Schema Namespace="b" Alias="self" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <TypeDefinition Name="text" UnderlyingType="Edm.String"/>
      <EntityType Name="user" OpenType="true" HasStream="true">
        <Key>
          <PropertyRef Name="name"/>
          <PropertyRef Name="town/zip" Alias="zip"/>
        </Key>
        <Annotation Term="Org.OData.Core.V1.Revisions">
          <Collection>
            <Record>
              <PropertyValue Property="Date" Date="2026-01-01"/>
              <PropertyValue Property="Kind" EnumMember="Org.OData.Core.V1.RevisionKind/Deprecated"/>
            </Record>
          </Collection>
        </Annotation>
        <Annotation Term="a.nothing" Qualifier="x">
          <Null/>
        </Annotation>
        <Annotation Term="a.paths">
          <Collection>
            <PropertyPath>name</PropertyPath>
            <String>b &lt; c</String>
          </Collection>
        </Annotation>
        <Property Name="code" Type="b.text" Unicode="false"/>
        <Property Name="name" Type="Edm.String" Nullable="false" MaxLength="max">
          <Annotation Term="Org.OData.Core.V1.Computed" Bool="true"/>
          <Annotation Term="Org.OData.Core.V1.Description" String="&quot;&lt;Å&gt;&quot; &amp;&#10;more"/>
        </Property>
        <Property Name="pay" Type="Edm.Decimal" DefaultValue="0" Precision="9" Scale="variable"/>
        <Property Name="town" Type="a.place"/>
        <NavigationProperty Name="boss" Type="b.user" Nullable="false" ContainsTarget="true"/>
        <NavigationProperty Name="friends" Type="Collection(b.user)" Partner="friends"/>
      </EntityType>
      <Action Name="move" IsBound="true" EntitySetPath="it/friends">
        <Parameter Name="it" Type="b.user"/>
        <Parameter Name="by" Type="Edm.Int32" Nullable="false"/>
        <Parameter Name="to" Type="Edm.String">
          <Annotation Term="Org.OData.Core.V1.OptionalParameter">
            <Record/>
          </Annotation>
        </Parameter>
        <ReturnType Type="Collection(b.user)"/>
      </Action>
      <Action Name="reset">
        <ReturnType Type="b.user"/>
      </Action>
      <Function Name="near" IsBound="true" IsComposable="true">
        <Parameter Name="it" Type="Collection(b.user)"/>
        <ReturnType Type="Edm.GeographyPoint"/>
      </Function>
      <Function Name="now">
        <ReturnType Type="Edm.DateTimeOffset" Nullable="false"/>
      </Function>
      <EntityContainer Name="Service">
        <EntitySet Name="users" EntityType="b.user" IncludeInServiceDocument="false">
          <NavigationPropertyBinding Path="friends" Target="users"/>
        </EntitySet>
        <Singleton Name="me" Type="b.user"/>
        <ActionImport Name="reset" Action="b.reset" EntitySet="users"/>
        <FunctionImport Name="now" Function="b.now" IncludeInServiceDocument="true"/>
      </EntityContainer>
    </Schema>"#;

/// Equality that shows the first difference only: the texts are long.
fn assert_same(found: &str, wanted: &str) {
    let difference = found
        .lines()
        .zip(wanted.lines())
        .zip(1..)
        .find(|((f, w), _)| f != w);
    if let Some(((found, wanted), line)) = difference {
        panic!("line {line}\n found: {found}\nwanted: {wanted}");
    }
    assert!(
        found == wanted,
        "{} bytes in place of {}",
        found.len(),
        wanted.len()
    );
}

#[test]
fn everything_is_tidied() {
    assert_same(&canonical(&document(UNTIDY)), &document(TIDY));
}

#[test]
fn canonical_is_canonical() {
    assert_same(&canonical(&document(TIDY)), &document(TIDY));
}

/// The slices of this repository are in canonical form.
#[test]
fn the_slices_are_canonical() {
    for name in ["v1.0", "beta"] {
        let path = format!("{}/../schemas/{name}.csdl", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        assert_same(&text, &canonical(&text));
    }
}
