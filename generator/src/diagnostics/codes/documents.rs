//! About documents, before anything in them is looked at.

use super::{Code, IN_THE_METADATA, UNLESS_WANTED, code};

#[rustfmt::skip] // a table
pub(super) const CODES: &[Code] = &[
    code("E0101", "not UTF-8",
        "Metadata is read as UTF-8, which is what OData services send.")
        .remedy("Convert the file: `iconv -f UTF-16 -t UTF-8 old.csdl > new.csdl`."),
    code("E0102", "too large",
        "The document is larger than any metadata document known. The limit protects against taking something \
         else for metadata.")
        .remedy("See whether the file is what you meant; `schemas/README.md` lists the limits."),
    code("E0103", "not XML",
        "The document does not start like XML. An HTML page is often a sign-in or error page.")
        .example("<html><body>Sign in</body></html>")
        .remedy("Ask the service for `$metadata` with `Accept: application/xml`."),
    code("E0104", "malformed XML",
        "The document is not well-formed XML, for instance because it was cut off while it was fetched.")
        .example(r#"<EnumType Name="food"><Member Name="hay"></EnumType>"#)
        .remedy("Fetch the document again."),
    code("E0105", "document type declaration",
        "`<!DOCTYPE` is not allowed in metadata; entities that it could declare are a known way to attack \
         readers.")
        .example(r#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>"#)
        .remedy("Remove the declaration; metadata needs no entities of its own."),
    code("E0106", "not a metadata document",
        "The root of a metadata document is `Edmx` of the namespace http://docs.oasis-open.org/odata/ns/edmx \
         (CSDL 3).")
        .example(r#"<?xml version="1.0"?><rss/>"#)
        .remedy("Take the document that the service has at `$metadata`."),
    code("E0107", "old version of OData",
        "The document is of OData version 1, 2 or 3. Only version 4 can be read.")
        .example(r#"<?xml version="1.0"?><Edmx Version="1.0" xmlns="http://schemas.microsoft.com/ado/2007/06/edmx"/>"#)
        .remedy("See whether the service has a v4 endpoint beside the old one; many have."),
    code("E0108", "too deep, too wide or too long",
        "Elements are nested deeper, have more attributes or children, or a text is longer, than in any \
         sensible metadata. The limits protect time and memory.")
        .remedy("See whether the document is what you meant; `schemas/README.md` lists the limits."),
    code("E0109", "missing attribute",
        "An element lacks an attribute that it cannot be understood without, such as its name or type.")
        .example(r#"<ComplexType Name="cage"><Property Name="size" /></ComplexType>"#)
        .remedy(IN_THE_METADATA),
    code("E0110", "repeated element",
        "An element stands there more than once although there may be only one of it, for instance two keys \
         in an entity type (CSDL 6.5).")
        .example(r#"<EntityType Name="animal"><Key/><Key/></EntityType>"#)
        .remedy(IN_THE_METADATA),
    code("E0111", "nothing in it",
        "The `Edmx` element has no `DataServices` element, so there is no schema to read (CSDL 3.2).")
        .example(r#"<?xml version="1.0"?><Edmx Version="4.0" xmlns="http://docs.oasis-open.org/odata/ns/edmx"/>"#)
        .remedy("Fetch the document again; a part of it is missing."),
    code("W0101", "no XML declaration",
        "The document does not start with `<?xml version=\"1.0\" encoding=\"utf-8\"?>`. It is read as UTF-8.")
        .example(r#"<Edmx Version="4.0" xmlns="http://docs.oasis-open.org/odata/ns/edmx"><DataServices/></Edmx>"#)
        .remedy("Nothing, if names and descriptions look right."),
    code("W0102", "byte order mark",
        "The document starts with a byte order mark, which UTF-8 does not need. It is skipped.")
        .remedy("Nothing."),
    code("W0103", "bare schema",
        "The root is `Schema`, without the `Edmx` and `DataServices` elements around it. It is read all the \
         same.")
        .example(r#"<?xml version="1.0"?><Schema Namespace="zoo" xmlns="http://docs.oasis-open.org/odata/ns/edm"/>"#)
        .remedy("Nothing, unless the document is to have several schemas, or references to others."),
    code("W0104", "unknown element",
        "An element of the OData namespaces is not known at this place. It is skipped with all that is in it.")
        .example(r#"<Using Namespace="zoo.staff" />"#)
        .remedy(UNLESS_WANTED),
    code("W0105", "unknown attribute",
        "An attribute is not known on this element. It is skipped.")
        .example(r#"<EnumType Name="food" Colour="red"><Member Name="hay" /></EnumType>"#)
        .remedy(UNLESS_WANTED),
    code("W0106", "stray text",
        "There is text where only elements belong. It is skipped.")
        .example(r#"<ComplexType Name="cage">size</ComplexType>"#)
        .remedy(UNLESS_WANTED),
    code("W0107", "unknown version",
        "The version of the document is neither 4.0 nor 4.01. It is read as if it were 4.01.")
        .example(r#"<?xml version="1.0"?><Edmx Version="4.02" xmlns="http://docs.oasis-open.org/odata/ns/edmx"><DataServices/></Edmx>"#)
        .remedy("See whether what is new in that version is of interest; it is not read."),
    code("W0108", "invalid value",
        "The value of an attribute is not one that CSDL allows there. It is read as if it were not there.")
        .example(r#"<EnumType Name="food" IsFlags="yes"><Member Name="hay" /></EnumType>"#)
        .remedy(UNLESS_WANTED),
    code("W0109", "other encoding declared",
        "The XML declaration names an encoding other than UTF-8, but the document is UTF-8, and is read as \
         such.")
        .example(r#"<?xml version="1.0" encoding="iso-8859-1"?><Edmx Version="4.0" xmlns="http://docs.oasis-open.org/odata/ns/edmx"><DataServices/></Edmx>"#)
        .remedy("Nothing, if names and descriptions look right."),
    code("W0110", "several values",
        "An annotation or property value has more than one value. The first is taken.")
        .example(r#"<Annotation Term="self.since" Int="1"><Int>2</Int></Annotation>"#)
        .remedy(UNLESS_WANTED),
];
