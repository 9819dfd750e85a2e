//! Types of values, be they named or of the language itself.

use super::{ItemType, Primitive, QualifiedName, Schema, Structure, TypeId, TypeKind, TypeRef};

impl ItemType {
    /// The type of the schema, if it is one.
    pub fn named(self) -> Option<TypeId> {
        match self {
            Self::Named(id) => Some(id),
            Self::Primitive(_) => None,
        }
    }
}

impl From<TypeId> for ItemType {
    fn from(id: TypeId) -> Self {
        Self::Named(id)
    }
}

impl<'a> Schema<'a> {
    /// All types that values may be declared to be of.
    pub fn items(&self) -> impl Iterator<Item = ItemType> + use<> {
        let named = self.type_ids().map(ItemType::Named);
        named.chain(Primitive::all().map(ItemType::Primitive))
    }

    /// The name of a type; those of the language are in the namespace `Edm`.
    pub fn name_of(&self, item: ItemType) -> QualifiedName<'a> {
        match item {
            ItemType::Named(id) => self[id].name,
            ItemType::Primitive(primitive) => primitive.name(),
        }
    }

    /// How the metadata writes the type of a position: `Collection(Edm.String)`.
    pub fn type_name(&self, ty: TypeRef) -> String {
        let item = self.name_of(ty.item);
        if ty.is_collection {
            format!("Collection({item})")
        } else {
            item.to_string()
        }
    }

    /// The members of an entity or complex type.
    pub fn structure_of(&self, item: ItemType) -> Option<&Structure<'a>> {
        self[item.named()?].structure()
    }

    /// Is it an entity type?
    pub fn is_entity(&self, item: ItemType) -> bool {
        let kind = item.named().map(|id| &self[id].kind);
        matches!(kind, Some(TypeKind::Entity(_)))
    }

    /// The type itself and all types that its values are of, too: its bases, then the abstract types of the
    /// language. A type definition is not derived from the type beneath it
    /// ([CSDL 4.01, 4.5](https://docs.oasis-open.org/odata/odata-csdl-xml/v4.01/odata-csdl-xml-v4.01.html#sec_BuiltInAbstractTypes)).
    pub fn ancestry(&self, item: ItemType) -> impl Iterator<Item = ItemType> + '_ {
        let first = match item {
            ItemType::Primitive(primitive) => primitive,
            ItemType::Named(id) => match self[id].kind {
                TypeKind::Entity(_) => Primitive::AnyEntity,
                TypeKind::Complex(_) => Primitive::AnyComplex,
                TypeKind::Enumeration(_) | TypeKind::Definition(_) => Primitive::AnyPrimitive,
            },
        };
        let above = std::iter::successors(Some(first), |primitive| primitive.base());
        self.lineage(item)
            .map(ItemType::Named)
            .chain(above.map(ItemType::Primitive))
    }
}
