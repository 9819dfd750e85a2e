//! What the body of a request is, told from its method and URL.
//!
//! The URLs are those of documentation and logs: with keys that are real, made up or left in braces, with query
//! options, in any letter case, and with paths of files between colons.

use super::{BoundOperations, Node};
use crate::schema::{ItemType, OperationId, OperationKind, Schema, TypeId};

/// What the body of a request is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestBody {
    /// A value of an entity or complex type.
    Value(TypeId),
    /// The parameters of an action.
    Parameters(OperationId),
    /// A reference to an entity.
    Reference,
}

/// What the body of a request is, if the path leads somewhere where that method has a body.
///
/// `url` is relative to the service root.
pub fn request_body(
    schema: &Schema,
    bound: &BoundOperations,
    method: &str,
    url: &str,
) -> Option<RequestBody> {
    let walk = Walk { schema, bound };
    let path = url.split(['?', '#']).next()?;
    let mut segments = without_file_paths(path).into_iter();
    let mut end = walk.enter_service(segments.next()?)?;
    for segment in segments {
        end = walk.step(end, segment)?;
    }
    match (method, end) {
        ("POST", Position::Action(id)) => Some(RequestBody::Parameters(id)),
        ("POST" | "PUT", Position::Reference) => Some(RequestBody::Reference),
        ("POST", Position::Node(node)) if node.many => walk.value(node),
        ("PATCH" | "PUT", Position::Node(node) | Position::Result(node)) if !node.many => {
            walk.value(node)
        }
        _ => None,
    }
}

/// Where a path has led so far.
#[derive(Clone, Copy)]
enum Position {
    Node(Node),
    /// What a function returns.
    Result(Node),
    Action(OperationId),
    /// `$ref`
    Reference,
}

struct Walk<'s, 'a> {
    schema: &'s Schema<'a>,
    bound: &'s BoundOperations,
}

impl Walk<'_, '_> {
    fn enter_service(&self, segment: &str) -> Option<Position> {
        let container = self.schema.container.as_ref()?;
        let (name, key) = split_key(segment);
        if let Some(source) = container.sources.iter().find(|s| is_same(s.name, name)) {
            let node = Node {
                ty: source.target.into(),
                many: !source.is_singleton,
            };
            return Some(Position::Node(one_if(node, key)));
        }
        let import = container.imports.iter().find(|i| is_same(i.name, name))?;
        self.call(*import.operations.first()?)
    }

    fn step(&self, position: Position, segment: &str) -> Option<Position> {
        let (Position::Node(node) | Position::Result(node)) = position else {
            return None;
        };
        if segment == "$ref" {
            return Some(Position::Reference);
        }
        let (name, key) = split_key(segment);
        if !node.many
            && let Some(target) = self.member(node.ty, name)
        {
            return Some(Position::Node(one_if(target, key)));
        }
        if let Some(ty) = self.cast(node.ty, name) {
            let ty = ty.into();
            return Some(Position::Node(one_if(Node { ty, ..node }, key)));
        }
        let mut operations = self.bound.of(self.schema, node);
        if let Some(id) = operations.find(|&id| self.is_called(id, name)) {
            return self.call(id);
        }
        let is_key = node.many && !name.starts_with('$');
        is_key.then_some(Position::Node(one_if(node, true)))
    }

    /// The entity or complex value that a request to a node sends.
    fn value(&self, node: Node) -> Option<RequestBody> {
        let id = node.ty.named()?;
        self.schema[id].structure()?;
        Some(RequestBody::Value(id))
    }

    /// Where a navigation property or a structural property leads.
    fn member(&self, ty: ItemType, name: &str) -> Option<Node> {
        let lineage = || {
            let types = self.schema.lineage(ty);
            types.filter_map(|id| self.schema[id].structure())
        };
        let mut navigation = lineage().flat_map(|s| &s.navigation);
        let mut properties = lineage().flat_map(|s| &s.properties);
        let navigation = navigation.find(|n| is_same(n.name, name)).map(|n| Node {
            ty: n.target.into(),
            many: n.is_collection,
        });
        navigation.or_else(|| {
            let property = properties.find(|p| is_same(p.name, name))?;
            Some(property.ty.into())
        })
    }

    fn cast(&self, base: ItemType, name: &str) -> Option<TypeId> {
        let to = self.schema.type_named(name)?;
        let mut lineage = self.schema.lineage(to);
        lineage.any(|id| base.named() == Some(id)).then_some(to)
    }

    fn is_called(&self, id: OperationId, name: &str) -> bool {
        let operation = self.schema[id].name;
        is_same(operation.name, name) || is_same(&operation.to_string(), &self.schema.in_full(name))
    }

    fn call(&self, id: OperationId) -> Option<Position> {
        let operation = &self.schema[id];
        match (operation.kind, &operation.returns) {
            (OperationKind::Action, _) => Some(Position::Action(id)),
            (OperationKind::Function { .. }, Some(returns)) => {
                Some(Position::Result(returns.ty.into()))
            }
            _ => None,
        }
    }
}

fn is_same(name: &str, segment: &str) -> bool {
    name.eq_ignore_ascii_case(segment)
}

/// `users('a')` is `users` and a key.
fn split_key(segment: &str) -> (&str, bool) {
    match segment.split_once('(') {
        Some((name, _)) if !name.is_empty() => (name, true),
        _ => (segment, false),
    }
}

fn one_if(node: Node, key: bool) -> Node {
    Node {
        many: node.many && !key,
        ..node
    }
}

/// The segments of a path. Those of a file's own path, between two segments that end with colons, are left
/// out: `/drive/root:/a/b.txt:/content` goes on from an item, as `/drive/root/content` does.
fn without_file_paths(path: &str) -> Vec<&str> {
    let mut in_file_path = false;
    let mut kept = Vec::new();
    for segment in split_segments(path) {
        let colon = segment.strip_suffix(':');
        if !in_file_path && !segment.is_empty() {
            kept.push(colon.unwrap_or(segment));
        }
        if colon.is_some() {
            in_file_path = !in_file_path;
        }
    }
    kept
}

/// Splits at slashes outside parentheses.
fn split_segments(path: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_u32;
    path.split(move |c| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == '/' && depth == 0
    })
}

#[cfg(test)]
mod tests {
    use super::{RequestBody, request_body};
    use crate::diagnostics::Diagnostics;
    use crate::slice::BoundOperations;
    use crate::{csdl, schema};

    const SHOP: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices><Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <ComplexType Name="address"/>
  <EntityType Name="item"><Key><PropertyRef Name="id"/></Key>
    <Property Name="id" Type="Edm.String" Nullable="false"/>
    <Property Name="from" Type="shop.address"/>
    <Property Name="content" Type="Edm.Stream"/>
    <Property Name="name" Type="Edm.String"/>
    <NavigationProperty Name="parts" Type="Collection(shop.item)" ContainsTarget="true"/>
    <NavigationProperty Name="whole" Type="shop.item"/>
  </EntityType>
  <EntityType Name="bundle" BaseType="shop.item">
    <NavigationProperty Name="offer" Type="shop.offer"/>
  </EntityType>
  <EntityType Name="offer" BaseType="shop.item"/>
  <Action Name="copy" IsBound="true">
    <Parameter Name="it" Type="shop.item"/><Parameter Name="to" Type="Edm.String"/>
  </Action>
  <Action Name="sort" IsBound="true"><Parameter Name="it" Type="Collection(shop.item)"/></Action>
  <Function Name="part" IsBound="true">
    <Parameter Name="it" Type="shop.item"/><Parameter Name="at" Type="Edm.String"/>
    <ReturnType Type="shop.item"/>
  </Function>
  <Action Name="shorten" IsBound="true"><Parameter Name="it" Type="Edm.String"/></Action>
  <Action Name="crop" IsBound="true"><Parameter Name="it" Type="Edm.Stream"/></Action>
  <Action Name="close"/>
  <EntityContainer Name="C">
    <EntitySet Name="items" EntityType="shop.item"/>
    <Singleton Name="best" Type="shop.bundle"/>
    <ActionImport Name="shut" Action="shop.close"/>
  </EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>"#;

    #[test]
    fn bodies_are_told_from_method_and_url() {
        for (method, url, body) in [
            ("POST", "/items", "item"),
            ("POST", "items", "item"),
            ("PATCH", "/items/{id | name}", "item"),
            ("PUT", "/Items('a/b')?$select=id", "item"),
            ("POST", "/items/copy/parts", "item"),
            ("PATCH", "/best", "bundle"),
            ("PATCH", "/best/offer", "offer"),
            ("PATCH", "/items/1/shop.bundle/offer", "offer"),
            ("PATCH", "/items/1/from", "address"),
            ("POST", "/items/1/copy", "copy()"),
            ("POST", "/best/whole/shop.Copy?async=1", "copy()"),
            ("POST", "/items/sort", "sort()"),
            ("POST", "/items/1/part(at='$A/$1')/copy", "copy()"),
            ("PATCH", "/items/1/part(at='x')", "item"),
            ("POST", "/best:/a/b c.txt:/copy", "copy()"),
            ("PUT", "/items/1:/a.txt", "item"),
            ("POST", "/items/1/name/shorten", "shorten()"),
            ("POST", "/items/1/content/shop.crop", "crop()"),
            ("POST", "/shut", "close()"),
            ("POST", "/items/1/parts/$ref", "$ref"),
            ("PUT", "/items/1/whole/$ref?a=b", "$ref"),
        ] {
            assert_eq!(told(method, url).as_deref(), Some(body), "{method} {url}");
        }
    }

    #[test]
    fn what_has_no_body_of_a_type_is_not_guessed() {
        for (method, url) in [
            ("GET", "/items"),
            ("DELETE", "/items/1"),
            ("POST", "/items/1"),
            ("PATCH", "/items"),
            ("DELETE", "/items/1/parts/$ref"),
            ("POST", "/items/1/parts/$ref/more"),
            ("PUT", "/items/1/content"),
            ("PUT", "/items/1/name"),
            ("POST", "/items/1/fly"),
            ("POST", "/items/1/part(at='x')"),
            ("POST", "/items/1/copy/more"),
            ("POST", "/elsewhere"),
            ("POST", ""),
        ] {
            assert_eq!(told(method, url), None, "{method} {url}");
        }
    }

    fn told(method: &str, url: &str) -> Option<String> {
        let mut diagnostics = Diagnostics::new();
        let document = csdl::parse(SHOP, 0, &mut diagnostics).unwrap();
        let schema = schema::resolve(&document, &mut diagnostics).unwrap();
        let bound = BoundOperations::new(&schema);
        Some(match request_body(&schema, &bound, method, url)? {
            RequestBody::Value(id) => schema[id].name.name.to_owned(),
            RequestBody::Parameters(id) => format!("{}()", schema[id].name.name),
            RequestBody::Reference => "$ref".to_owned(),
        })
    }
}
