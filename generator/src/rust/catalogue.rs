//! Where the types of a crate are, for programs that are written about it.

use super::lower::Context;
use super::names::{Published, Style};
use super::parameters::ParameterTable;
use super::types::item_type;
use super::{Item, Path, builders};
use crate::config;
use crate::overlay::Overlay;
use crate::schema::{self, ItemType, QualifiedName, Schema, TypeId};
use crate::slice::{RequestBody, Slice, request_body};

/// The types of a slice that JSON texts can be read as.
pub struct Catalogue<'s, 'a> {
    context: Context<'s, 'a>,
    parameters: ParameterTable,
}

/// A type that JSON texts can be read as.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Readable {
    /// The qualified name of the type or, of the parameters of an action, that of the action.
    pub wire: String,
    /// The type in Rust: `v1_0::models::User` of the crate, `msgraph_core::Guid` of the runtime, `String`.
    pub rust: String,
    /// An entity or complex type, or parameters: a JSON object.
    pub is_object: bool,
    /// It has a collection called `value`, and so looks like a page.
    pub has_values: bool,
}

impl<'s, 'a> Catalogue<'s, 'a> {
    /// The types of a slice, named as [`lower`](super::lower) names them.
    pub(crate) fn new(
        schema: &'s Schema<'a>,
        slice: &'s Slice,
        overlay: &'s Overlay,
        config: &'s config::Api,
        published: &'s Published,
    ) -> Self {
        let context = Context::new(schema, slice, overlay, config, published);
        let root_name = builders::root_name(&context);
        let parameters = ParameterTable::new(&context, &root_name);
        Self {
            context,
            parameters,
        }
    }

    /// The type with that name, as people write it: in any letter case, and without the namespace where that is
    /// `Edm` or the one of the entity container.
    pub fn named(&self, name: &str) -> Option<Readable> {
        self.readable(self.find(name)?)
    }

    /// What the body of a request is. `url` is relative to the service root; its keys may be anything.
    pub fn request_body(&self, method: &str, url: &str) -> Option<Readable> {
        match request_body(self.context.schema, &self.context.bound, method, url)? {
            RequestBody::Value(id) => self.readable(ItemType::Named(id)),
            RequestBody::Reference => Some(Readable {
                wire: "Edm.EntityReference".to_owned(),
                rust: "msgraph_core::EntityReference".to_owned(),
                is_object: true,
                has_values: false,
            }),
            RequestBody::Parameters(id) => {
                let operation = &self.context.schema[id];
                let mut parameters = operation.parameters.iter();
                Some(Readable {
                    wire: operation.name.to_string(),
                    rust: self.in_crate(self.parameters.any_path(id)?),
                    is_object: true,
                    has_values: parameters.any(|p| p.name == "value" && p.ty.is_collection),
                })
            }
        }
    }

    /// How many steps lead up from a type to one that it is derived from; 0 if they are the same.
    pub fn steps_up(&self, from: &str, to: &str) -> Option<usize> {
        let (ItemType::Named(from), ItemType::Named(to)) = (self.find(from)?, self.find(to)?)
        else {
            return None;
        };
        let mut lineage = self.context.schema.lineage(from);
        lineage.position(|id| id == to)
    }

    fn find(&self, name: &str) -> Option<ItemType> {
        let schema = self.context.schema;
        if let Some((namespace, name)) = name.rsplit_once('.') {
            if let Some(id) = schema.find_type(QualifiedName { namespace, name }) {
                return Some(ItemType::Named(id));
            }
            return match namespace {
                "Edm" => schema::primitive(name).map(ItemType::Primitive),
                _ => self.find_in_any_case(namespace, name).map(ItemType::Named),
            };
        }
        let container = schema.container.as_ref()?;
        let named = self.find_in_any_case(container.name.namespace, name);
        named.map(ItemType::Named).or_else(|| {
            let mut name = name.to_owned();
            name.get_mut(..1)?.make_ascii_uppercase();
            schema::primitive(&name).map(ItemType::Primitive)
        })
    }

    fn find_in_any_case(&self, namespace: &str, name: &str) -> Option<TypeId> {
        let schema = self.context.schema;
        schema.type_ids().find(|&id| {
            let known = schema[id].name;
            known.name.eq_ignore_ascii_case(name) && known.namespace.eq_ignore_ascii_case(namespace)
        })
    }

    /// Nothing if the type is no part of the crate.
    fn readable(&self, ty: ItemType) -> Option<Readable> {
        let schema = self.context.schema;
        let item = item_type(schema, &self.context.paths, ty);
        let wire = match ty {
            ItemType::Named(id) => schema[id].name.to_string(),
            ItemType::Primitive(primitive) => format!("Edm.{primitive:?}"),
        };
        let rust = match &item {
            Item::Std(name) => (*name).to_owned(),
            Item::Runtime("Json") => return None,
            Item::Runtime(name) => format!("msgraph_core::{name}"),
            Item::Enumeration(path) | Item::Structure(path) => self.in_crate(path),
            Item::Flags(path) => format!("msgraph_core::Flags<{}>", self.in_crate(path)),
        };
        Some(Readable {
            wire,
            rust,
            is_object: matches!(item, Item::Structure(_)),
            has_values: self.has_values(ty),
        })
    }

    /// Whether the type has a collection called `value`.
    fn has_values(&self, ty: ItemType) -> bool {
        let ItemType::Named(id) = ty else {
            return false;
        };
        let schema = self.context.schema;
        let structures = schema.lineage(id).filter_map(|id| schema[id].structure());
        let mut members = structures.flat_map(|structure| {
            let properties = structure.properties.iter();
            let properties = properties.map(|p| (p.name, p.ty.is_collection));
            let navigation = structure.navigation.iter();
            properties.chain(navigation.map(|n| (n.name, n.is_collection)))
        });
        members.any(|member| member == ("value", true))
    }

    fn in_crate(&self, path: &Path) -> String {
        let module = Style::Module.name(self.context.config.module.get_ref());
        let names = [&module].into_iter().chain(&path.modules);
        let names = names.chain([&path.item]);
        let names: Vec<_> = names.map(|name| name.ident().to_string()).collect();
        names.join("::")
    }
}

#[cfg(test)]
mod tests {
    use super::Readable;
    use crate::config::Config;
    use crate::diagnostics::{Diagnostics, Source};

    const ZOO: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices><Schema Namespace="zoo" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <EnumType Name="traits" IsFlags="true"><Member Name="shy" Value="1"/></EnumType>
  <EntityType Name="match"><Key><PropertyRef Name="id"/></Key>
    <Property Name="id" Type="Edm.String" Nullable="false"/>
  </EntityType>
  <EntityType Name="cat" BaseType="zoo.match"><Property Name="value" Type="Edm.String"/></EntityType>
  <ComplexType Name="bag"><Property Name="value" Type="Collection(Edm.String)"/></ComplexType>
  <Action Name="feed" IsBound="true">
    <Parameter Name="it" Type="zoo.cat"/><Parameter Name="grams" Type="Edm.Double"/>
  </Action>
  <EntityContainer Name="C"><EntitySet Name="cats" EntityType="zoo.cat"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>"#;

    fn look<T>(look: impl FnOnce(&super::Catalogue) -> T) -> T {
        let config = "[crate]\nname = \"zoo\"\n[[api]]\nmodule = \"v1\"\nservice = \"v1\"\n\
                      metadata = \"zoo.csdl\"\nroots = [\"*\"]";
        let config = Config::parse(config).unwrap();
        let metadata = Source::new("zoo.csdl", ZOO);
        let mut diagnostics = Diagnostics::new();
        crate::catalogued(
            &config.apis[0],
            &metadata,
            &crate::Surroundings::default(),
            &mut diagnostics,
            look,
        )
        .unwrap()
    }

    /// `flags`: is it an object, and has it a collection `value`?
    #[track_caller]
    fn expect(readable: Option<&Readable>, wire: &str, rust: &str, flags: (bool, bool)) {
        let (is_object, has_values) = flags;
        let expected = Readable {
            wire: wire.to_owned(),
            rust: rust.to_owned(),
            is_object,
            has_values,
        };
        assert_eq!(readable, Some(&expected));
    }

    #[test]
    fn types_go_by_many_names() {
        look(|catalogue| {
            for name in ["zoo.cat", "Zoo.Cat", "cat"] {
                expect(
                    catalogue.named(name).as_ref(),
                    "zoo.cat",
                    "v1::models::Cat",
                    (true, false),
                );
            }
            for name in ["Edm.String", "String", "string"] {
                expect(
                    catalogue.named(name).as_ref(),
                    "Edm.String",
                    "String",
                    (false, false),
                );
            }
            let traits = "msgraph_core::Flags<v1::models::Traits>";
            expect(
                catalogue.named("traits").as_ref(),
                "zoo.traits",
                traits,
                (false, false),
            );
            expect(
                catalogue.named("zoo.bag").as_ref(),
                "zoo.bag",
                "v1::models::Bag",
                (true, true),
            );
            expect(
                catalogue.named("match").as_ref(),
                "zoo.match",
                "v1::models::Match",
                (true, false),
            );
            expect(
                catalogue.named("Edm.Guid").as_ref(),
                "Edm.Guid",
                "msgraph_core::Guid",
                (false, false),
            );
            for name in ["Edm.Stream", "zoo.dog", "é", ""] {
                assert_eq!(catalogue.named(name), None, "{name}");
            }
        });
    }

    #[test]
    fn parameters_are_in_the_file_of_what_the_action_is_bound_to() {
        let feed = look(|catalogue| catalogue.request_body("POST", "/cats/1/feed"));
        expect(
            feed.as_ref(),
            "zoo.feed",
            "v1::requests::cat::Feed",
            (true, false),
        );
    }

    #[test]
    fn steps_lead_up_only() {
        look(|catalogue| {
            assert_eq!(catalogue.steps_up("zoo.cat", "zoo.match"), Some(1));
            assert_eq!(catalogue.steps_up("zoo.cat", "zoo.cat"), Some(0));
            assert_eq!(catalogue.steps_up("zoo.match", "zoo.cat"), None);
            assert_eq!(catalogue.steps_up("zoo.cat", "zoo.bag"), None);
        });
    }
}
