//! The entity container (CSDL 13).

use rustc_hash::{FxHashMap, FxHashSet};

use super::annotations::lower;
use super::context::Context;
use super::operations::Signatures;
use super::{
    Container, NavigationBinding, NavigationSource, OperationId, OperationImport, OperationKind,
    QualifiedName, Schema,
};
use crate::csdl::Document;
use crate::csdl::syntax::{self, EntityContainer};
use crate::diagnostics::Diagnostic;

/// A container and its name.
type Named<'a> = (QualifiedName<'a>, &'a EntityContainer<'a>);

/// Adds the container to the schema, with all that it extends. Returns the names of the containers
/// that it is made of, its own first.
pub(super) fn resolve<'a>(
    document: &'a Document<'a>,
    schema: &mut Schema<'a>,
    signatures: &Signatures<'a>,
    cx: &mut Context<'a, '_>,
) -> Vec<QualifiedName<'a>> {
    let chain = chain(document, cx);
    let Some(&(name, first)) = chain.first() else {
        return Vec::new();
    };
    let mut container = Container {
        name,
        span: first.span,
        sources: Vec::new(),
        imports: Vec::new(),
        annotations: lower(&first.annotations, cx),
    };
    let names: Vec<_> = chain.iter().map(|(name, _)| *name).collect();
    for (_, element) in chain {
        for source in &element.sources {
            container
                .sources
                .extend(navigation_source(source, &names, cx));
        }
        for import in &element.imports {
            let import = operation_import(import, &names, schema, signatures, cx);
            container.imports.extend(import);
        }
    }
    container.sources.sort_by_key(|s| (s.name, s.span));
    container.imports.sort_by_key(|i| (i.name, i.span));
    unique_children(&mut container, cx);
    schema.container = Some(container);
    names
}

/// The container of the service, the one that it extends, and so on.
fn chain<'a>(document: &'a Document<'a>, cx: &mut Context<'a, '_>) -> Vec<Named<'a>> {
    let containers = document.schemas.iter().flat_map(|schema| {
        let namespace = &*schema.namespace;
        let named = move |element: &'a EntityContainer<'a>| {
            let name = &*element.name;
            (QualifiedName { namespace, name }, element)
        };
        schema.containers.iter().map(named)
    });
    let all: Vec<Named<'a>> = containers.collect();
    let extended: FxHashSet<_> = (all.iter())
        .filter_map(|(_, element)| element.extends.as_ref())
        .map(|base| cx.qualified(base))
        .collect();
    let mut tops = all.iter().filter(|(name, _)| !extended.contains(name));
    // All extend each other: start anywhere, the cycle is reported below.
    let Some(&top) = tops.next().or(all.first()) else {
        return Vec::new();
    };
    for (_, other) in tops {
        let error = Diagnostic::error("E0212", "there is more than one entity container")
            .at(other.name.span, "this is another one")
            .and(top.1.name.span, "the first one");
        cx.report(error);
    }
    let by_name: FxHashMap<_, _> = all.iter().map(|named| (named.0, named)).collect();
    let mut chain = vec![top];
    let mut seen: FxHashSet<_> = [top.0].into_iter().collect();
    let mut extends = top.1.extends.as_ref();
    while let Some(text) = extends {
        let base = cx.qualified(text);
        let Some(&&next) = by_name.get(&base) else {
            report_unknown_base(text, cx);
            break;
        };
        if !seen.insert(next.0) {
            let error = Diagnostic::error("E0205", format!("`{base}` extends itself"));
            cx.report(error.at(text.span, "comes back to where it started"));
            break;
        }
        chain.push(next);
        extends = next.1.extends.as_ref();
    }
    chain
}

fn report_unknown_base<'a>(text: &'a syntax::Text<'a>, cx: &mut Context<'a, '_>) {
    cx.report(if cx.names.is_elsewhere(text, text.span) {
        let message = format!(
            "the container `{}` is declared in another document",
            text.value
        );
        Diagnostic::warning("W0203", message).at(text.span, "this container is not known here")
    } else {
        let message = format!("there is no container `{}`", text.value);
        Diagnostic::error("E0203", message).at(text.span, "unknown container")
    });
}

fn navigation_source<'a>(
    element: &'a syntax::NavigationSource<'a>,
    containers: &[QualifiedName<'a>],
    cx: &mut Context<'a, '_>,
) -> Option<NavigationSource<'a>> {
    let (target, _) = cx.entity(&element.ty)?;
    let bindings = element.bindings.iter();
    let mut bindings: Vec<_> = bindings
        .map(|binding| NavigationBinding {
            path: cx.expand(&binding.path),
            target: local(cx.expand(&binding.target), containers),
        })
        .collect();
    bindings.sort_unstable();
    bindings.dedup();
    Some(NavigationSource {
        name: &element.name,
        span: element.name.span,
        target,
        is_singleton: element.is_singleton,
        in_service_document: element.in_service_document,
        bindings,
        annotations: lower(&element.annotations, cx),
    })
}

/// A path that starts with the container itself, without that.
fn local<'a>(path: &'a str, containers: &[QualifiedName<'a>]) -> &'a str {
    let within = |container: &QualifiedName<'a>| {
        path.strip_prefix(container.namespace)?
            .strip_prefix('.')?
            .strip_prefix(container.name)?
            .strip_prefix('/')
    };
    containers.iter().find_map(within).unwrap_or(path)
}

fn operation_import<'a>(
    element: &'a syntax::OperationImport<'a>,
    containers: &[QualifiedName<'a>],
    schema: &Schema<'a>,
    signatures: &Signatures<'a>,
    cx: &mut Context<'a, '_>,
) -> Option<OperationImport<'a>> {
    let operations = imported(element, schema, signatures, cx)?;
    let entity_set = element.entity_set.as_ref();
    Some(OperationImport {
        name: &element.name,
        span: element.name.span,
        operations,
        entity_set: entity_set.map(|path| local(cx.expand(path), containers)),
        in_service_document: element.in_service_document,
        annotations: lower(&element.annotations, cx),
    })
}

/// The unbound overloads of the action or function.
fn imported<'a>(
    element: &'a syntax::OperationImport<'a>,
    schema: &Schema<'a>,
    signatures: &Signatures<'a>,
    cx: &mut Context<'a, '_>,
) -> Option<Vec<OperationId>> {
    let text = &element.operation;
    let overloads = signatures.by_name.get(&cx.qualified(text));
    let overloads: Vec<_> = overloads
        .cloned()
        .unwrap_or_default()
        .filter_map(|at| u32::try_from(at).ok().map(OperationId))
        .filter(|&id| {
            let is_function = matches!(schema[id].kind, OperationKind::Function { .. });
            is_function == element.is_function
        })
        .collect();
    let unbound = overloads.iter().filter(|&&id| schema[id].binding.is_none());
    let unbound: Vec<_> = unbound.copied().collect();
    if !unbound.is_empty() {
        return Some(unbound);
    }
    let kind = if element.is_function {
        "function"
    } else {
        "action"
    };
    let name = &*text.value;
    cx.report(if !overloads.is_empty() {
        let message = format!("the {kind} `{name}` is bound and cannot be imported");
        Diagnostic::warning("W0207", message).at(text.span, "left out")
    } else if cx.names.is_elsewhere(text, text.span) {
        let message = format!("the {kind} `{name}` is declared in another document");
        Diagnostic::warning("W0203", message).at(text.span, "left out")
    } else {
        let message = format!("there is no {kind} `{name}`");
        Diagnostic::error("E0210", message).at(text.span, format!("unknown {kind}"))
    });
    None
}

/// All children of a container must have different names.
fn unique_children<'a>(container: &mut Container<'a>, cx: &mut Context<'a, '_>) {
    let Container {
        sources, imports, ..
    } = container;
    let mut again = |name: &str, again, first| {
        let what = format!("`{name}` of the container");
        cx.report_again("E0202", &what, again, first);
    };
    sources.dedup_by(|b, a| {
        b.name == a.name && {
            again(b.name, b.span, a.span);
            true
        }
    });
    imports.dedup_by(|b, a| {
        b.name == a.name && {
            again(b.name, b.span, a.span);
            true
        }
    });
    for import in imports {
        let twin = sources.binary_search_by_key(&import.name, |s| s.name);
        if let Some(twin) = twin.ok().and_then(|at| sources.get(at)) {
            again(import.name, import.span, twin.span);
        }
    }
}
