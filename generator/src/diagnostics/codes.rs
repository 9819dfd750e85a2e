//! Every code, in one table.
//!
//! E01 and W01 are about the document, E02 and W02 about the schema in it, E03 about `slices.toml`.

/// What a code means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The stable code.
    pub code: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// When it is given and what to do.
    pub explanation: &'static str,
}

const fn code(code: &'static str, title: &'static str, explanation: &'static str) -> Code {
    Code {
        code,
        title,
        explanation,
    }
}

/// All codes, sorted.
#[rustfmt::skip] // a table
pub const CODES: &[Code] = &[
    code("E0101", "not UTF-8",
        "Metadata is read as UTF-8, which is what OData services send. Convert the file first."),
    code("E0102", "too large",
        "The document is larger than any metadata document known. The limit protects against taking \
         something else for metadata."),
    code("E0103", "not XML",
        "The document does not start like XML. Ask the service for `$metadata` with `Accept: application/xml`; \
         an HTML page is often a sign-in or error page."),
    code("E0104", "malformed XML",
        "The document is not well-formed XML, for instance because it was cut off while it was fetched."),
    code("E0105", "document type declaration",
        "`<!DOCTYPE` is not allowed in metadata; entities that it could declare are a known way to attack readers."),
    code("E0106", "not a metadata document",
        "The root of a metadata document is `Edmx` of the namespace http://docs.oasis-open.org/odata/ns/edmx (CSDL 3)."),
    code("E0107", "old version of OData",
        "The document is of OData version 1, 2 or 3. Only version 4 can be read. Many services have a v4 endpoint beside the old one."),
    code("E0108", "too deep, too wide or too long",
        "Elements are nested deeper, have more attributes or children, or a text is longer, than in any sensible metadata. \
         The limits protect time and memory."),
    code("E0109", "missing attribute",
        "An element lacks an attribute that it cannot be understood without, such as its name or type."),
    code("E0110", "repeated element",
        "An element stands there more than once although there may be only one of it, for instance two keys in an entity type (CSDL 6.5)."),
    code("E0111", "nothing in it",
        "The `Edmx` element has no `DataServices` element, so there is no schema to read (CSDL 3.2)."),
    code("E0201", "repeated name",
        "The types, terms and containers of a namespace must all have different names (CSDL 5)."),
    code("E0202", "repeated member",
        "The members of one type, the parameters of one operation, and the children of one container must have different names."),
    code("E0203", "unknown name",
        "A type is referred to that the document neither declares nor includes from another one."),
    code("E0204", "wrong kind of type",
        "A name leads to a type that cannot stand there: navigation and entity sets lead to entity types, type definitions to primitive types."),
    code("E0205", "inheritance cycle",
        "A type is, by way of its base types, its own base."),
    code("E0206", "wrong kind of base",
        "Entity types are derived from entity types and complex types from complex types (CSDL 6.2, 9.2)."),
    code("E0207", "bad enumeration value",
        "The value of an enumeration member is not a whole number or does not fit the underlying type (CSDL 10.2)."),
    code("E0208", "ambiguous alias",
        "An alias stands for two namespaces, or is itself the name of a namespace (CSDL 5.1)."),
    code("E0209", "repeated overload",
        "Two overloads of an action or function cannot be told apart (CSDL 12.2, 12.4)."),
    code("E0210", "unknown operation",
        "An action or function import names an operation that does not exist."),
    code("E0211", "bound to nothing",
        "A bound action or function has no parameter that it could be bound to (CSDL 12.6)."),
    code("E0212", "several containers",
        "A service has one entity container; another one may only be there to be extended by it (CSDL 13)."),
    code("E0213", "unknown key property",
        "A key names a property that the type does not have (CSDL 6.5)."),
    code("E0214", "too many base types",
        "A type has so many base types above each other that Rust would refuse to look through them."),
    code("E0215", "too much to repeat",
        "What types inherit, imports make callable, and annotations say of overloads, is counted once for each time that \
         it is repeated. A small document can make that very much; no sensible one does."),
    code("E0216", "too many",
        "There are more types, more overloads of one name, or more parts of a key, than in any sensible metadata."),
    code("E0301", "not TOML",
        "The configuration is not a TOML document (https://toml.io)."),
    code("E0302", "unknown key",
        "The configuration has a key that means nothing there. It is refused because it is most likely a misspelling."),
    code("E0303", "missing key",
        "The configuration lacks a key that nothing can be generated without."),
    code("E0304", "wrong kind of value",
        "A key of the configuration has a value of another kind, such as a number in place of a string."),
    code("E0305", "impossible value",
        "A value of the configuration cannot be what it is meant to be, such as a module whose name is no Rust identifier."),
    code("E0306", "repeated module",
        "Two APIs of the configuration are to become the same module."),
    code("E0307", "nothing wanted",
        "The `roots` of an API are empty, so there is nothing to generate."),
    code("E0308", "not one change",
        "A patch changes one thing, so that each change has its reason and goes when the metadata is corrected."),
    code("E0401", "not a root",
        "A line of `roots` is `type:namespace.name`, a request such as `GET /users/{id}`, or `*` for everything."),
    code("E0402", "a root that matches nothing",
        "The metadata has no type, or no path, of that name. Renamed or removed? the command `why NAME` tells where a name occurs."),
    code("E0403", "a path that leads nowhere",
        "The path goes on after its end, has a key where there is no collection, or ends where the method has no meaning."),
    code("E0404", "an entry that matches nothing",
        "An entry of `slices.toml` is about a type, member, action or feature that the metadata does not have, perhaps any more, or that no root wants."),
    code("E0405", "an answer that tells no status",
        "An action is said to start an operation of a type of which it is not said how it tells its status. Add an `[[api.operation-status]]` for it or for one of its bases."),
    code("E0406", "repeated entry",
        "Two entries of `slices.toml` say something about the same type or action."),
    code("E0407", "a patch that matches nothing",
        "A patch is about something that the metadata does not have, perhaps any more, or it says what the metadata says already. \
         Has the metadata been corrected? Then delete the patch."),
    code("E0408", "a patch that does not fit",
        "What is patched cannot be changed like that: containment is about navigation, streams about entity types, and keys cannot be removed."),
    code("W0101", "no XML declaration",
        "The document does not start with `<?xml version=\"1.0\" encoding=\"utf-8\"?>`. It is read as UTF-8."),
    code("W0102", "byte order mark",
        "The document starts with a byte order mark, which UTF-8 does not need. It is skipped."),
    code("W0103", "bare schema",
        "The root is `Schema`, without the `Edmx` and `DataServices` elements around it. It is read all the same."),
    code("W0104", "unknown element",
        "An element of the OData namespaces is not known at this place. It is skipped with all that is in it."),
    code("W0105", "unknown attribute",
        "An attribute is not known on this element. It is skipped."),
    code("W0106", "stray text",
        "There is text where only elements belong. It is skipped."),
    code("W0107", "unknown version",
        "The version of the document is neither 4.0 nor 4.01. It is read as if it were 4.01."),
    code("W0108", "invalid value",
        "The value of an attribute is not one that CSDL allows there. It is read as if it were not there."),
    code("W0109", "other encoding declared",
        "The XML declaration names an encoding other than UTF-8, but the document is UTF-8, and is read as such."),
    code("W0110", "several values",
        "An annotation or property value has more than one value. The first is taken."),
    code("W0201", "dangling annotation target",
        "Annotations are meant for something that the document does not have. They are left out."),
    code("W0202", "spaces in an annotation target",
        "The target of annotations has spaces in it. They are read as if they were not there."),
    code("W0203", "type of another document",
        "A type is of a namespace that is only referenced, and its document is not at hand. Values become \
         untyped; bases, navigation and what is bound to such a type are left out."),
    code("W0204", "empty enumeration",
        "An enumeration type has no members."),
    code("W0205", "inherited property declared again",
        "A type declares a property that one of its base types declares already (CSDL 6.2). The one of the base type counts."),
    code("W0206", "contradicting annotations",
        "A term is applied to the same target more than once, with different values. One of them is taken."),
    code("W0207", "import of a bound operation",
        "Action and function imports make unbound operations callable (CSDL 13.5, 13.6), and there is no unbound overload. It is left out."),
    code("W0208", "navigation to any entity",
        "A navigation property, entity set or singleton of the type `Edm.EntityType` leads to entities of which nothing is known. It is left out."),
    code("W0209", "one name for two things",
        "A type and an action or function have the same name (CSDL 5). Where the name stands tells which is meant."),
    code("W0210", "primitive type without a namespace",
        "The built-in types are in the namespace `Edm`, which must be written out: `Edm.String`. Without it the type is read all the same."),
];

#[cfg(test)]
mod tests {
    use super::CODES;

    /// Every code that stands in the sources is in the table, and the other way round.
    #[test]
    fn the_table_is_complete() {
        let mut used = std::collections::BTreeSet::new();
        let mut folders = vec![std::path::PathBuf::from(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/src"
        ))];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if !path.ends_with("codes.rs") && !path.ends_with("tests.rs") {
                    let text = std::fs::read_to_string(&path).unwrap();
                    let code = |s: &&str| {
                        s.len() == 5
                            && s.starts_with(['E', 'W'])
                            && s[1..].bytes().all(|b| b.is_ascii_digit())
                    };
                    used.extend(text.split('"').filter(code).map(String::from));
                }
            }
        }
        let listed: Vec<_> = CODES.iter().map(|c| c.code).collect();
        assert!(listed.is_sorted(), "the table is sorted");
        assert_eq!(used.iter().map(String::as_str).collect::<Vec<_>>(), listed);
    }

    #[test]
    fn every_code_is_explained() {
        for code in CODES {
            assert!(
                code.explanation.ends_with('.') && code.explanation.len() > 30,
                "{code:?}"
            );
        }
    }
}
