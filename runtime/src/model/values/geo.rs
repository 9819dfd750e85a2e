//! `Edm.Geography` and `Edm.Geometry`: a view of JSON as
//! [GeoJSON](https://www.rfc-editor.org/rfc/rfc7946), in which `OData` writes both
//! ([JSON Format 4.01, 7.1](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_PrimitiveValue)).

use std::fmt;

use super::{InvalidValue, Json};
use crate::model::json::{items, member, string, write_float, write_string};

const EDM_TYPE: &str = "Edm.Geography or Edm.Geometry";

/// A shape, and the coordinate reference system that it is in.
///
/// ```
/// use msgraph_core::{Geo, Json, Position, Shape};
///
/// let json = Json::new(r#"{"type":"Point","coordinates":[-122.13, 47.6450]}"#)?;
/// assert_eq!(json.to_geo()?.shape, Shape::Point(Position::new(-122.13, 47.645)));
///
/// let seattle = Geo::from(Shape::Point(Position::new(-122.5, 47.5)));
/// assert_eq!(
///     Json::from(&seattle).as_str(),
///     r#"{"type":"Point","coordinates":[-122.5,47.5]}"#
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Geo {
    /// The shape.
    pub shape: Shape,
    /// The name of the reference system, `EPSG:4326` for example, if it is not the default one: WGS
    /// 84 for geographies, none for geometries.
    pub crs: Option<String>,
}

/// A shape on the globe or in a plane.
///
/// ```
/// use msgraph_core::{Geo, Position, Shape};
///
/// let way = Shape::LineString(vec![Position::new(0.0, 0.0), Position::new(1.0, 2.0)]);
/// assert_eq!(Geo::from(way.clone()).shape, way);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Shape {
    /// `Edm.GeographyPoint`, `Edm.GeometryPoint`.
    Point(Position),
    /// `Edm.GeographyLineString`, `Edm.GeometryLineString`.
    LineString(Vec<Position>),
    /// `Edm.GeographyPolygon`, `Edm.GeometryPolygon`: the outer ring, then those of the holes.
    Polygon(Vec<Vec<Position>>),
    /// `Edm.GeographyMultiPoint`, `Edm.GeometryMultiPoint`.
    MultiPoint(Vec<Position>),
    /// `Edm.GeographyMultiLineString`, `Edm.GeometryMultiLineString`.
    MultiLineString(Vec<Vec<Position>>),
    /// `Edm.GeographyMultiPolygon`, `Edm.GeometryMultiPolygon`.
    MultiPolygon(Vec<Vec<Vec<Position>>>),
    /// `Edm.GeographyCollection`, `Edm.GeometryCollection`.
    Collection(Vec<Shape>),
}

/// A point: longitude and latitude in degrees, in this order, or x and y in a plane.
///
/// ```
/// use msgraph_core::Position;
///
/// let position = Position::new(-122.1, 47.6).with_z(30.0);
/// assert_eq!((position.x, position.y, position.z), (-122.1, 47.6, Some(30.0)));
/// ```
#[derive(Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Position {
    /// The longitude, or x.
    pub x: f64,
    /// The latitude, or y.
    pub y: f64,
    /// The altitude, or z. What more numbers there are is in the text only.
    pub z: Option<f64>,
}

impl Position {
    /// A position without altitude.
    #[must_use]
    pub fn new(x: f64, y: f64) -> Self {
        Self { x, y, z: None }
    }

    /// The same with an altitude.
    #[must_use]
    pub fn with_z(self, z: f64) -> Self {
        Self { z: Some(z), ..self }
    }
}

/// Where something or somebody is does not belong in a log.
impl fmt::Debug for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Position(…)")
    }
}

impl From<Shape> for Geo {
    fn from(shape: Shape) -> Self {
        Self { shape, crs: None }
    }
}

impl Json {
    /// The shape that this is.
    ///
    /// # Errors
    ///
    /// If it is not `GeoJSON`: a known `type` with its `coordinates` or `geometries`.
    pub fn to_geo(&self) -> Result<Geo, InvalidValue> {
        let geo = read_shape(self.as_str()).map(|shape| Geo {
            shape,
            crs: read_crs(self.as_str()),
        });
        geo.ok_or(InvalidValue::whole(EDM_TYPE, "a shape in GeoJSON"))
    }
}

impl From<&Geo> for Json {
    fn from(geo: &Geo) -> Self {
        let mut json = String::new();
        write_shape(&geo.shape, geo.crs.as_deref(), &mut json);
        Self::from_valid(&json)
    }
}

fn read_crs(object: &str) -> Option<String> {
    string(member(member(object, "crs")?, "properties").and_then(|crs| member(crs, "name"))?)
}

/// As deep as the reader of JSON goes, at most.
fn read_shape(object: &str) -> Option<Shape> {
    let kind = string(member(object, "type")?)?;
    let coordinates = || member(object, "coordinates");
    Some(match kind.as_str() {
        "Point" => Shape::Point(position(coordinates()?)?),
        "LineString" => Shape::LineString(positions(coordinates()?)?),
        "Polygon" => Shape::Polygon(rings(coordinates()?)?),
        "MultiPoint" => Shape::MultiPoint(positions(coordinates()?)?),
        "MultiLineString" => Shape::MultiLineString(rings(coordinates()?)?),
        "MultiPolygon" => Shape::MultiPolygon(each(coordinates()?, rings)?),
        "GeometryCollection" => Shape::Collection(each(member(object, "geometries")?, read_shape)?),
        _ => return None,
    })
}

fn rings(array: &str) -> Option<Vec<Vec<Position>>> {
    each(array, positions)
}

fn positions(array: &str) -> Option<Vec<Position>> {
    each(array, position)
}

fn position(array: &str) -> Option<Position> {
    let numbers = each(array, |number| {
        number.parse().ok().filter(|value: &f64| value.is_finite())
    })?;
    match *numbers.as_slice() {
        [x, y] => Some(Position::new(x, y)),
        [x, y, z, ..] => Some(Position::new(x, y).with_z(z)),
        _ => None,
    }
}

fn each<'a, T>(array: &'a str, read: impl Fn(&'a str) -> Option<T>) -> Option<Vec<T>> {
    items(array)?.into_iter().map(read).collect()
}

fn write_shape(shape: &Shape, crs: Option<&str>, out: &mut String) {
    let kind = match shape {
        Shape::Point(_) => "Point",
        Shape::LineString(_) => "LineString",
        Shape::Polygon(_) => "Polygon",
        Shape::MultiPoint(_) => "MultiPoint",
        Shape::MultiLineString(_) => "MultiLineString",
        Shape::MultiPolygon(_) => "MultiPolygon",
        Shape::Collection(_) => "GeometryCollection",
    };
    let content = match shape {
        Shape::Collection(_) => "geometries",
        _ => "coordinates",
    };
    out.extend(["{\"type\":\"", kind, "\",\"", content, "\":"]);
    match shape {
        Shape::Point(position) => write_position(position, out),
        Shape::LineString(line) | Shape::MultiPoint(line) => write_positions(line, out),
        Shape::Polygon(rings) | Shape::MultiLineString(rings) => write_rings(rings, out),
        Shape::MultiPolygon(polygons) => {
            write_each(polygons, |rings, out| write_rings(rings, out), out);
        }
        Shape::Collection(shapes) => {
            write_each(shapes, |shape, out| write_shape(shape, None, out), out);
        }
    }
    if let Some(name) = crs {
        out.push_str(r#","crs":{"type":"name","properties":{"name":"#);
        write_string(name, out);
        out.push_str("}}");
    }
    out.push('}');
}

fn write_rings(rings: &[Vec<Position>], out: &mut String) {
    write_each(rings, |ring, out| write_positions(ring, out), out);
}

fn write_positions(positions: &[Position], out: &mut String) {
    write_each(positions, write_position, out);
}

fn write_position(position: &Position, out: &mut String) {
    let numbers = [Some(position.x), Some(position.y), position.z];
    let numbers: Vec<f64> = numbers.into_iter().flatten().collect();
    write_each(&numbers, |number, out| write_float(*number, out), out);
}

fn write_each<T>(items: &[T], write: impl Fn(&T, &mut String), out: &mut String) {
    out.push('[');
    for (n, item) in items.iter().enumerate() {
        if n > 0 {
            out.push(',');
        }
        write(item, out);
    }
    out.push(']');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_read_and_written() {
        for json in [
            r#"{"type":"Point","coordinates":[-122.13,47.645]}"#,
            r#"{"type":"Point","coordinates":[0.5,1.5,-2.5],"crs":{"type":"name","properties":{"name":"EPSG:4326"}}}"#,
            r#"{"type":"LineString","coordinates":[[0.5,1.5],[2.5,3.5]]}"#,
            r#"{"type":"Polygon","coordinates":[[[0.5,1.5],[2.5,3.5],[0.5,1.5]],[]]}"#,
            r#"{"type":"MultiPoint","coordinates":[[0.5,1.5]]}"#,
            r#"{"type":"MultiLineString","coordinates":[[[0.5,1.5]]]}"#,
            r#"{"type":"MultiPolygon","coordinates":[[[[0.5,1.5]]],[]]}"#,
            r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[0.5,1.5]},{"type":"GeometryCollection","geometries":[]}]}"#,
        ] {
            let geo = Json::new(json).unwrap().to_geo().expect(json);
            assert_eq!(Json::from(&geo).as_str(), json);
        }
    }

    #[test]
    fn what_is_no_shape() {
        for json in [
            "null",
            "[]",
            "{}",
            r#"{"type":"Circle","coordinates":[0,1]}"#,
            r#"{"type":"Point"}"#,
            r#"{"type":"Point","coordinates":[0]}"#,
            r#"{"type":"Point","coordinates":["0",1]}"#,
            r#"{"type":"Point","coordinates":[1e999,1]}"#,
            r#"{"type":"Polygon","coordinates":[[0,1]]}"#,
            r#"{"type":"GeometryCollection","geometries":[1]}"#,
        ] {
            let error = Json::new(json).unwrap().to_geo().expect_err(json);
            assert_eq!(error.position(), None);
        }
    }

    #[test]
    fn members_may_come_in_any_order() {
        let json = Json::new(r#"{"bbox":[], "coordinates": [1, 2, 3, 4], "type": "Point"}"#);
        let point = Position::new(1.0, 2.0).with_z(3.0);
        assert_eq!(json.unwrap().to_geo(), Ok(Shape::Point(point).into()));
    }
}
