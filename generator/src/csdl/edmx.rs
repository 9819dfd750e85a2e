//! The envelope: `Edmx`, `DataServices`, `Reference` (CSDL 3, 4).

use super::annotation::annotation;
use super::namespaces::Namespace;
use super::reader::Reader;
use super::schema::schema;
use super::syntax::{Document, Include, IncludeAnnotations, Reference};
use crate::diagnostics::Diagnostic;

pub(super) fn document<'a>(r: &mut Reader<'a, '_>, source: usize) -> Option<Document<'a>> {
    let mut document = Document {
        source,
        starts: Vec::new(),
        references: Vec::new(),
        schemas: Vec::new(),
    };
    match r.root()? {
        (Namespace::Edmx, "Edmx") => edmx(r, &mut document),
        (Namespace::Edm, "Schema") => {
            let warning = Diagnostic::warning("W0103", "the root element is `Schema`");
            r.report(warning.at(r.tag(), "expected to stand in `Edmx` and `DataServices`"));
            document.schemas.extend(schema(r));
        }
        (_, name) => {
            let message = format!("the root element is `{name}`, which is not CSDL");
            r.give_up(
                Diagnostic::error("E0106", message)
                    .at(r.tag(), "expected `edmx:Edmx`")
                    .hint("its namespace is http://docs.oasis-open.org/odata/ns/edmx"),
            );
        }
    }
    Some(document)
}

fn edmx<'a>(r: &mut Reader<'a, '_>, document: &mut Document<'a>) {
    let tag = r.tag();
    check_version(r);
    let mut data_services = None;
    while let Some(child) = r.child() {
        match child {
            "Reference" => document.references.extend(reference(r)),
            "DataServices" => {
                r.once("DataServices", &mut data_services);
                while let Some(child) = r.child() {
                    match child {
                        "Schema" => document.schemas.extend(schema(r)),
                        _ => r.skip_unknown(),
                    }
                }
            }
            _ => r.skip_unknown(),
        }
    }
    if data_services.is_none() {
        let error = Diagnostic::error("E0111", "`Edmx` has no `DataServices`");
        r.give_up(error.at(tag, "no schema in here"));
    }
}

fn check_version(r: &mut Reader<'_, '_>) {
    let Some(version) = r.required("Version") else {
        return;
    };
    match &*version {
        "4.0" | "4.01" => {}
        "1.0" | "2.0" | "3.0" => r.give_up(
            Diagnostic::error(
                "E0107",
                format!("the document is of version {}", version.value),
            )
            .at(version.span, "expected 4.0 or 4.01")
            .hint("only version 4 can be read; see whether the service has a v4 endpoint"),
        ),
        _ => r.report(
            Diagnostic::warning("W0107", format!("the version is `{}`", version.value))
                .at(version.span, "expected 4.0 or 4.01"),
        ),
    }
}

fn reference<'a>(r: &mut Reader<'a, '_>) -> Option<Reference<'a>> {
    let uri = r.required("Uri");
    let mut includes = Vec::new();
    let mut include_annotations = Vec::new();
    let mut annotations = Vec::new();
    while let Some(child) = r.child() {
        match child {
            "Include" => includes.extend(include(r)),
            "IncludeAnnotations" => include_annotations.extend(included_annotations(r)),
            "Annotation" => annotations.extend(annotation(r)),
            _ => r.skip_unknown(),
        }
    }
    Some(Reference {
        uri: uri?,
        includes,
        include_annotations,
        annotations,
    })
}

fn include<'a>(r: &mut Reader<'a, '_>) -> Option<Include<'a>> {
    let namespace = r.required("Namespace");
    let alias = r.take("Alias");
    let annotations = r.annotations();
    Some(Include {
        namespace: namespace?,
        alias,
        annotations,
    })
}

fn included_annotations<'a>(r: &mut Reader<'a, '_>) -> Option<IncludeAnnotations<'a>> {
    let term_namespace = r.expected("TermNamespace");
    let qualifier = r.take("Qualifier");
    let target_namespace = r.take("TargetNamespace");
    r.leave();
    Some(IncludeAnnotations {
        term_namespace: term_namespace?,
        qualifier,
        target_namespace,
    })
}
