//! The types of the language itself (CSDL 3.3 to 3.6).

use super::{ItemType, QualifiedName};

/// The built-in types (CSDL 3.3 to 3.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // each is `Edm.` and its own name
pub enum Primitive {
    Binary,
    Boolean,
    Byte,
    Date,
    DateTimeOffset,
    Decimal,
    Double,
    Duration,
    Guid,
    Int16,
    Int32,
    Int64,
    SByte,
    Single,
    Stream,
    String,
    TimeOfDay,
    Geography(Shape),
    Geometry(Shape),
    Untyped,
    /// `Edm.PrimitiveType`
    AnyPrimitive,
    /// `Edm.ComplexType`
    AnyComplex,
    /// `Edm.EntityType`
    AnyEntity,
    /// One of the path types, such as `Edm.PropertyPath`; only terms may have them.
    Path,
}

/// Which shape a geographic or geometric value has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names of GeoJSON
pub enum Shape {
    Any,
    Point,
    LineString,
    Polygon,
    MultiPoint,
    MultiLineString,
    MultiPolygon,
    Collection,
}

/// A type of the namespace `Edm`.
pub(crate) fn primitive(name: &str) -> Option<Primitive> {
    let found = PRIMITIVES.iter().find(|(known, _)| *known == name);
    found.map(|&(_, primitive)| primitive)
}

/// The names of the built-in types: `Edm.String`.
pub(crate) fn primitive_names() -> impl Iterator<Item = String> {
    PRIMITIVES.iter().map(|(name, _)| format!("Edm.{name}"))
}

impl Primitive {
    /// Each of them once.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let written = PRIMITIVES.iter();
        let written = written.filter(|(name, primitive)| primitive.name().name == *name);
        written.map(|&(_, primitive)| primitive)
    }

    /// Its name: `Edm.String`.
    pub fn name(self) -> QualifiedName<'static> {
        let found = PRIMITIVES.iter().find(|(_, known)| *known == self);
        QualifiedName {
            namespace: "Edm",
            name: found.map_or("Untyped", |(name, _)| name),
        }
    }

    /// The abstract type that it is derived from.
    pub(super) fn base(self) -> Option<Self> {
        match self {
            Self::Untyped => None,
            Self::AnyPrimitive | Self::AnyComplex | Self::AnyEntity => Some(Self::Untyped),
            Self::Geography(Shape::Any) | Self::Geometry(Shape::Any) => Some(Self::AnyPrimitive),
            Self::Geography(_) => Some(Self::Geography(Shape::Any)),
            Self::Geometry(_) => Some(Self::Geometry(Shape::Any)),
            _ => Some(Self::AnyPrimitive),
        }
    }
}

impl From<Primitive> for ItemType {
    fn from(primitive: Primitive) -> Self {
        Self::Primitive(primitive)
    }
}

/// Of several names for one, the first is the one that is written; the common ones come first.
const PRIMITIVES: &[(&str, Primitive)] = &[
    ("String", Primitive::String),
    ("Boolean", Primitive::Boolean),
    ("Int32", Primitive::Int32),
    ("DateTimeOffset", Primitive::DateTimeOffset),
    ("Int64", Primitive::Int64),
    ("Guid", Primitive::Guid),
    ("Date", Primitive::Date),
    ("Duration", Primitive::Duration),
    ("Double", Primitive::Double),
    ("Stream", Primitive::Stream),
    ("Binary", Primitive::Binary),
    ("Single", Primitive::Single),
    ("Int16", Primitive::Int16),
    ("Byte", Primitive::Byte),
    ("SByte", Primitive::SByte),
    ("Decimal", Primitive::Decimal),
    ("TimeOfDay", Primitive::TimeOfDay),
    ("Untyped", Primitive::Untyped),
    ("PrimitiveType", Primitive::AnyPrimitive),
    ("ComplexType", Primitive::AnyComplex),
    ("EntityType", Primitive::AnyEntity),
    ("Geography", Primitive::Geography(Shape::Any)),
    ("GeographyPoint", Primitive::Geography(Shape::Point)),
    (
        "GeographyLineString",
        Primitive::Geography(Shape::LineString),
    ),
    ("GeographyPolygon", Primitive::Geography(Shape::Polygon)),
    (
        "GeographyMultiPoint",
        Primitive::Geography(Shape::MultiPoint),
    ),
    (
        "GeographyMultiLineString",
        Primitive::Geography(Shape::MultiLineString),
    ),
    (
        "GeographyMultiPolygon",
        Primitive::Geography(Shape::MultiPolygon),
    ),
    (
        "GeographyCollection",
        Primitive::Geography(Shape::Collection),
    ),
    ("Geometry", Primitive::Geometry(Shape::Any)),
    ("GeometryPoint", Primitive::Geometry(Shape::Point)),
    ("GeometryLineString", Primitive::Geometry(Shape::LineString)),
    ("GeometryPolygon", Primitive::Geometry(Shape::Polygon)),
    ("GeometryMultiPoint", Primitive::Geometry(Shape::MultiPoint)),
    (
        "GeometryMultiLineString",
        Primitive::Geometry(Shape::MultiLineString),
    ),
    (
        "GeometryMultiPolygon",
        Primitive::Geometry(Shape::MultiPolygon),
    ),
    ("GeometryCollection", Primitive::Geometry(Shape::Collection)),
    ("PropertyPath", Primitive::Path),
    ("AnnotationPath", Primitive::Path),
    ("AnyPropertyPath", Primitive::Path),
    ("ModelElementPath", Primitive::Path),
    ("NavigationPropertyPath", Primitive::Path),
];
