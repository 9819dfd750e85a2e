//! Formats, and component schemas that stand for types of the language.

/// Formats and what they are in CSDL (OpenAPI Format Registry; OData to OpenAPI 4.5.1). They count more than
/// `type`: `int32` comes as `number`, and `int64` and `decimal` as numbers and strings.
const FORMATS: &[(&str, &str)] = &[
    ("base64", "Edm.Binary"),
    ("base64url", "Edm.Binary"),
    ("binary", "Edm.Stream"),
    ("byte", "Edm.Binary"),
    ("date", "Edm.Date"),
    ("date-time", "Edm.DateTimeOffset"),
    ("decimal", "Edm.Decimal"),
    ("double", "Edm.Double"),
    ("duration", "Edm.Duration"),
    ("float", "Edm.Single"),
    ("guid", "Edm.Guid"),
    ("int16", "Edm.Int16"),
    ("int32", "Edm.Int32"),
    ("int64", "Edm.Int64"),
    ("int8", "Edm.SByte"),
    ("time", "Edm.TimeOfDay"),
    ("uint8", "Edm.Byte"),
    ("uuid", "Edm.Guid"),
];

/// Schemas that stand for types of the language: those of the converter of OASIS (OData to OpenAPI 4.5.1), and those of
/// Microsoft's, which are called as in CSDL.
const BUILT_IN: &[(&str, &str)] = &[
    ("Edm.Geography", "Edm.Geography"),
    ("Edm.GeographyCollection", "Edm.GeographyCollection"),
    ("Edm.GeographyLineString", "Edm.GeographyLineString"),
    (
        "Edm.GeographyMultiLineString",
        "Edm.GeographyMultiLineString",
    ),
    ("Edm.GeographyMultiPoint", "Edm.GeographyMultiPoint"),
    ("Edm.GeographyMultiPolygon", "Edm.GeographyMultiPolygon"),
    ("Edm.GeographyPoint", "Edm.GeographyPoint"),
    ("Edm.GeographyPolygon", "Edm.GeographyPolygon"),
    ("Edm.Geometry", "Edm.Geometry"),
    ("Edm.GeometryCollection", "Edm.GeometryCollection"),
    ("Edm.GeometryLineString", "Edm.GeometryLineString"),
    ("Edm.GeometryMultiLineString", "Edm.GeometryMultiLineString"),
    ("Edm.GeometryMultiPoint", "Edm.GeometryMultiPoint"),
    ("Edm.GeometryMultiPolygon", "Edm.GeometryMultiPolygon"),
    ("Edm.GeometryPoint", "Edm.GeometryPoint"),
    ("Edm.GeometryPolygon", "Edm.GeometryPolygon"),
    ("ReferenceNumeric", "Edm.String"), // what numbers cannot be: `INF`, `-INF`, `NaN`
    ("geoCollection", "Edm.GeographyCollection"),
    ("geoLineString", "Edm.GeographyLineString"),
    ("geoMultiLineString", "Edm.GeographyMultiLineString"),
    ("geoMultiPoint", "Edm.GeographyMultiPoint"),
    ("geoMultiPolygon", "Edm.GeographyMultiPolygon"),
    ("geoPoint", "Edm.GeographyPoint"),
    ("geoPolygon", "Edm.GeographyPolygon"),
];

/// The type of the language that a component schema stands for, if it does.
pub(super) fn built_in(name: &str) -> Option<&'static str> {
    let found = BUILT_IN.iter().find(|(schema, _)| *schema == name);
    found.map(|(_, edm)| *edm)
}

/// The type of the language that a format is.
pub(super) fn edm_of(format: &str) -> Option<&'static str> {
    let found = FORMATS.iter().find(|(name, _)| *name == format);
    found.map(|(_, edm)| *edm)
}
