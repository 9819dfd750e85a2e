//! Finds things in the model: by id, by name, by place.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Index;

use super::{
    ItemType, KeyProperty, NavigationProperty, NavigationSource, Operation, OperationId,
    OperationImport, Property, QualifiedName, Schema, Type, TypeId, TypeRef,
};

impl<'a> Index<TypeId> for Schema<'a> {
    type Output = Type<'a>;

    #[allow(clippy::indexing_slicing)] // ids come from this schema only
    fn index(&self, id: TypeId) -> &Type<'a> {
        &self.types[id.0 as usize]
    }
}

impl<'a> Index<OperationId> for Schema<'a> {
    type Output = Operation<'a>;

    #[allow(clippy::indexing_slicing)] // ids come from this schema only
    fn index(&self, id: OperationId) -> &Operation<'a> {
        &self.operations[id.0 as usize]
    }
}

impl<'a> Schema<'a> {
    /// A qualified name, or a path that begins with one, with the namespace for an alias. All else is itself.
    ///
    /// A namespace has no alias that is a namespace, too.
    pub fn in_full<'t>(&self, name: &'t str) -> Cow<'t, str> {
        let head = name.split(['/', '(']).next().unwrap_or(name);
        let alias = head.rsplit_once('.').map(|(alias, _)| alias);
        let namespace = alias.and_then(|alias| Some((alias, self.aliases.get(alias)?)));
        match namespace {
            Some((alias, namespace)) => {
                let rest = name.get(alias.len()..).unwrap_or_default();
                Cow::Owned(format!("{namespace}{rest}"))
            }
            None => Cow::Borrowed(name),
        }
    }

    /// The type that a name in full, or with an alias, stands for.
    pub fn type_named(&self, name: &str) -> Option<TypeId> {
        let name = self.in_full(name);
        let (namespace, name) = name.rsplit_once('.')?;
        self.find_type(QualifiedName { namespace, name })
    }

    /// The type of that name.
    pub fn find_type(&self, name: QualifiedName<'_>) -> Option<TypeId> {
        self.types
            .binary_search_by(|ty| {
                (ty.name.namespace, ty.name.name).cmp(&(name.namespace, name.name))
            })
            .ok()
            .and_then(|at| u32::try_from(at).ok())
            .map(TypeId)
    }

    /// All types with their ids.
    pub fn type_ids(&self) -> impl Iterator<Item = TypeId> + use<> {
        (0..u32::try_from(self.types.len()).unwrap_or(u32::MAX)).map(TypeId)
    }

    /// All actions and functions with their ids.
    pub fn operation_ids(&self) -> impl Iterator<Item = OperationId> + use<> {
        (0..u32::try_from(self.operations.len()).unwrap_or(u32::MAX)).map(OperationId)
    }

    /// The property in that place of a type.
    pub fn property(&self, id: TypeId, n: u32) -> Option<&Property<'a>> {
        self[id].structure()?.properties.get(n as usize)
    }

    /// The navigation property in that place of a type.
    pub fn navigation(&self, id: TypeId, n: u32) -> Option<&NavigationProperty<'a>> {
        self[id].structure()?.navigation.get(n as usize)
    }

    /// The entity set or singleton in that place of the container.
    pub fn source(&self, n: u32) -> Option<&NavigationSource<'a>> {
        self.container.as_ref()?.sources.get(n as usize)
    }

    /// The action or function import in that place of the container.
    pub fn import(&self, n: u32) -> Option<&OperationImport<'a>> {
        self.container.as_ref()?.imports.get(n as usize)
    }

    /// The type itself, its base, the base of that, and so on up to the root.
    /// Nothing for a type of the language.
    pub fn lineage<T: Into<ItemType>>(
        &self,
        item: T,
    ) -> impl Iterator<Item = TypeId> + use<'_, 'a, T> {
        let first = item.into().named();
        std::iter::successors(first, |&id| self[id].structure().and_then(|s| s.base))
    }

    /// What an operation is bound to, as the configuration spells it: `ns.site`, `Collection(ns.site)`, or nothing.
    pub fn binding_of(&self, operation: &Operation<'_>) -> String {
        match operation.binding.as_ref().map(|binding| binding.ty) {
            Some(TypeRef {
                item: ItemType::Named(id),
                is_collection,
            }) => {
                let name = self[id].name;
                if is_collection {
                    format!("Collection({name})")
                } else {
                    name.to_string()
                }
            }
            _ => String::new(),
        }
    }

    /// Is an operation bound to what the configuration says?
    pub fn is_bound_to(&self, operation: &Operation<'_>, binding: &str) -> bool {
        let bound_to = self.binding_of(operation);
        let item = |text| match str::strip_prefix(text, "Collection(") {
            Some(inner) => format!("Collection({}", self.in_full(inner)),
            None => self.in_full(text).into_owned(),
        };
        bound_to == item(binding)
    }

    /// The key of an entity type: its own, or the nearest inherited one.
    pub fn key(&self, item: impl Into<ItemType>) -> &[KeyProperty<'a>] {
        self.lineage(item)
            .filter_map(|id| self[id].structure())
            .find(|structure| !structure.key.is_empty())
            .map_or(&[], |structure| &structure.key)
    }

    /// The type of what a path leads to: through complex properties, and through navigation to one entity.
    pub(crate) fn type_at(&self, start: impl Into<ItemType>, path: &str) -> Option<ItemType> {
        let mut segments = path.split('/');
        segments.try_fold(start.into(), |at, name| {
            let mut structures = self.lineage(at).filter_map(|id| self[id].structure());
            structures.find_map(|structure| {
                let property = found(&structure.properties, |p| p.name.cmp(name));
                let navigation = found(&structure.navigation, |n| n.name.cmp(name));
                property
                    .map(|p| p.ty.item)
                    .or(navigation.map(|n| n.target.into()))
            })
        })
    }
}

/// Finds an item in a sorted list.
pub(super) fn found<T>(list: &[T], order: impl Fn(&T) -> Ordering) -> Option<&T> {
    list.get(list.binary_search_by(order).ok()?)
}
