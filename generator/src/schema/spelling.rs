//! The one way in which people and files spell an element.

use super::{ElementId, QualifiedName, Schema};

impl Schema<'_> {
    /// The element as people and files spell it: `microsoft.graph.user/displayName`,
    /// `microsoft.graph.delta(Collection(microsoft.graph.user))/token`, `microsoft.graph.GraphService/users`.
    pub fn spelled(&self, element: ElementId) -> String {
        let own = match element {
            ElementId::Container => self.container.as_ref().map(|c| c.name.to_string()),
            ElementId::Type(id) => Some(self[id].name.to_string()),
            ElementId::Language(primitive) => Some(primitive.name().to_string()),
            ElementId::Operation(id) => {
                let operation = &self[id];
                let binding = operation.binding.as_ref();
                let binding = binding.map(|binding| self.type_name(binding.ty));
                Some(format!(
                    "{}({})",
                    operation.name,
                    binding.unwrap_or_default()
                ))
            }
            ElementId::Key(_) => Some("$Key".to_owned()),
            ElementId::AlternateKey(_, n) => Some(format!("$AlternateKey{n}")),
            ElementId::ReturnType(_) => Some("$ReturnType".to_owned()),
            _ => self.simple_name(element).map(str::to_owned),
        };
        let own = own.unwrap_or_default();
        match element.parent() {
            Some(parent) => format!("{}/{own}", self.spelled(parent)),
            None => own,
        }
    }

    /// The elements that a spelling stands for: none, one or, of an operation without parentheses, its overloads.
    pub fn find(&self, spelling: &str) -> Vec<ElementId> {
        let (owner, member) = match spelling.split_once('/') {
            Some((owner, member)) => (owner, Some(member)),
            None => (spelling, None),
        };
        let found = self.find_owners(owner);
        let Some(member) = member else {
            return found;
        };
        let members = found.into_iter().flat_map(|owner| self.children(owner));
        members
            .filter(|&child| match child {
                ElementId::Key(_) => member == "$Key",
                ElementId::ReturnType(_) => member == "$ReturnType",
                _ => self.simple_name(child) == Some(member),
            })
            .collect()
    }

    /// A type, the container, or the operations of that name.
    fn find_owners(&self, name: &str) -> Vec<ElementId> {
        let (simple, binding) = match name.split_once('(') {
            Some((simple, _)) => (simple, Some(name)),
            None => (name, None),
        };
        let Some((namespace, simple)) = simple.rsplit_once('.') else {
            return Vec::new();
        };
        let name = QualifiedName {
            namespace,
            name: simple,
        };
        if binding.is_none() {
            if let Some(id) = self.find_type(name) {
                return vec![ElementId::Type(id)];
            }
            let container = self.container.as_ref();
            if container.is_some_and(|container| container.name == name) {
                return vec![ElementId::Container];
            }
        }
        let operations = self.operation_ids().filter(|&id| self[id].name == name);
        operations
            .map(ElementId::Operation)
            .filter(|&id| binding.is_none_or(|binding| self.spelled(id) == binding))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::csdl;
    use crate::diagnostics::Diagnostics;
    use crate::schema::{ElementId, resolve};

    const ZOO: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices><Schema Namespace="zoo" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <EnumType Name="mood"><Member Name="calm"/></EnumType>
  <EntityType Name="cat"><Key><PropertyRef Name="id"/></Key>
    <Property Name="id" Type="Edm.String" Nullable="false"/><NavigationProperty Name="friend" Type="zoo.cat"/>
  </EntityType>
  <Action Name="feed" IsBound="true"><Parameter Name="it" Type="zoo.cat"/><Parameter Name="grams" Type="Edm.Double"/></Action>
  <Action Name="feed" IsBound="true"><Parameter Name="all" Type="Collection(zoo.cat)"/><ReturnType Type="zoo.mood"/></Action>
  <Action Name="open"/>
  <EntityContainer Name="Keeper"><EntitySet Name="cats" EntityType="zoo.cat"/><ActionImport Name="openAll" Action="zoo.open"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>"#;

    #[test]
    fn each_element_is_found_by_its_spelling_and_by_no_other() {
        let mut diagnostics = Diagnostics::new();
        let document = csdl::parse(ZOO, 0, &mut diagnostics).unwrap();
        let schema = resolve(&document, &mut diagnostics).unwrap();
        let types = schema.type_ids().map(ElementId::Type);
        let operations = schema.operation_ids().map(ElementId::Operation);
        let owners: Vec<_> = types
            .chain(operations)
            .chain([ElementId::Container])
            .collect();
        let members = owners.iter().flat_map(|&owner| schema.children(owner));
        let all: Vec<_> = owners.iter().copied().chain(members).collect();
        let spelled: Vec<_> = all.iter().map(|&id| schema.spelled(id)).collect();
        for (id, spelling) in all.iter().zip(&spelled) {
            assert_eq!(schema.find(spelling), [*id], "{spelling}");
            let parent = id.parent().map(|parent| schema.spelled(parent));
            let start = spelling.rsplit_once('/').map(|(start, _)| start.to_owned());
            assert_eq!(parent, start);
            assert!(schema.span(*id).is_some(), "{spelling}");
        }
        for expected in [
            "zoo.cat/$Key",
            "zoo.cat/friend",
            "zoo.mood/calm",
            "zoo.feed(zoo.cat)/grams",
            "zoo.feed(Collection(zoo.cat))/$ReturnType",
            "zoo.open()",
            "zoo.Keeper/cats",
            "zoo.Keeper/openAll",
        ] {
            assert!(
                spelled.iter().any(|s| s == expected),
                "{expected} in {spelled:?}"
            );
        }
        assert_eq!(schema.find("zoo.feed").len(), 2);
        for unknown in [
            "",
            "zoo",
            "zoo.dog",
            "zoo.cat/dog",
            "zoo.feed(zoo.dog)",
            "cat",
        ] {
            assert!(schema.find(unknown).is_empty(), "{unknown}");
        }
    }
}
