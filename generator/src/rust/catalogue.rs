//! Where the types of a crate are, for programs that are written about it.

use super::lower::Context;
use super::names::Style;
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
    /// It has a member `value`, which can be taken for that of a page.
    pub has_value: bool,
}

impl<'s, 'a> Catalogue<'s, 'a> {
    /// The types of a slice, named as [`lower`](super::lower) names them.
    pub(crate) fn new(
        schema: &'s Schema<'a>,
        slice: &'s Slice,
        overlay: &'s Overlay,
        config: &'s config::Api,
    ) -> Self {
        let context = Context::new(schema, slice, overlay, config);
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
            RequestBody::Parameters(id) => Some(Readable {
                wire: self.context.schema[id].name.to_string(),
                rust: self.in_crate(self.parameters.path(id)?),
                is_object: true,
                has_value: true,
            }),
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
            has_value: self.has_value(ty),
        })
    }

    fn has_value(&self, ty: ItemType) -> bool {
        let ItemType::Named(id) = ty else {
            return false;
        };
        let schema = self.context.schema;
        let structures = schema.lineage(id).filter_map(|id| schema[id].structure());
        let mut names = structures.flat_map(|structure| {
            let properties = structure.properties.iter().map(|p| p.name);
            properties.chain(structure.navigation.iter().map(|n| n.name))
        });
        names.any(|name| name == "value")
    }

    fn in_crate(&self, path: &Path) -> String {
        let module = Style::Module.name(self.context.config.module.get_ref());
        let names = [&module].into_iter().chain(&path.modules);
        let names = names.chain([&path.item]);
        let names: Vec<_> = names.map(|name| name.ident().to_string()).collect();
        names.join("::")
    }
}
