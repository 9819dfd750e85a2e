//! What a patch is about.

use toml::Spanned;

use crate::config;
use crate::overlay::binding;
use crate::schema::{QualifiedName, Schema, Structure, TypeId};

/// A place in a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Type(TypeId),
    Property(TypeId, usize),
    Navigation(TypeId, usize),
    Source(usize),
    Import(usize),
    Operation(usize),
    Parameter(usize, usize),
    Returns(usize),
}

/// All that a patch is about: one thing, or that of all overloads of an operation.
pub(super) fn find(schema: &Schema, patch: &config::Patch) -> Vec<Target> {
    let (name, member) = parts(patch.target.get_ref());
    if patch.binding.is_none() {
        let found = of_type(schema, name, member).or_else(|| of_container(schema, name, member));
        if let Some(found) = found {
            return vec![found];
        }
    }
    of_operations(schema, patch, name, member)
}

/// Names that could have been meant, for a hint: members, if what has them is there.
pub(super) fn known(schema: &Schema, target: &str) -> Vec<String> {
    let (name, member) = parts(target);
    if member.is_some() {
        let members = members(schema, name).into_iter();
        return members.map(|member| format!("{name}/{member}")).collect();
    }
    let types = schema.types.iter().map(|ty| ty.name);
    let operations = schema.operations.iter().map(|operation| operation.name);
    types
        .chain(operations)
        .map(|name| name.to_string())
        .collect()
}

/// What a type, the container or an operation of that name has.
fn members<'a>(schema: &Schema<'a>, name: &str) -> Vec<&'a str> {
    if let Some(structure) = find_type(schema, name).and_then(|id| schema[id].structure()) {
        let navigation = structure.navigation.iter().map(|n| n.name);
        let properties = structure.properties.iter().map(|p| p.name);
        return properties.chain(navigation).collect();
    }
    let container = schema.container.as_ref();
    if let Some(container) = container.filter(|c| c.name.to_string() == name) {
        let sources = container.sources.iter().map(|source| source.name);
        let imports = container.imports.iter().map(|import| import.name);
        return sources.chain(imports).collect();
    }
    let overloads = schema.operations.iter();
    let overloads = overloads.filter(|operation| operation.name.to_string() == name);
    overloads
        .flat_map(|operation| operation.parameters.iter().map(|p| p.name))
        .collect()
}

/// What the operations that a patch names are bound to.
pub(super) fn bindings(schema: &Schema, target: &str) -> Vec<String> {
    let (name, _) = parts(target);
    let operations = schema.operations.iter();
    let named = operations.filter(|operation| operation.name.to_string() == name);
    let bindings = named.map(|operation| binding(schema, operation));
    bindings.filter(|binding| !binding.is_empty()).collect()
}

fn parts(target: &str) -> (&str, Option<&str>) {
    match target.split_once('/') {
        Some((name, member)) => (name, Some(member)),
        None => (target, None),
    }
}

pub(super) fn find_type(schema: &Schema, name: &str) -> Option<TypeId> {
    let (namespace, name) = name.rsplit_once('.')?;
    schema.find_type(QualifiedName { namespace, name })
}

fn of_type(schema: &Schema, name: &str, member: Option<&str>) -> Option<Target> {
    let id = find_type(schema, name)?;
    let Some(member) = member else {
        return Some(Target::Type(id));
    };
    let Structure {
        properties,
        navigation,
        ..
    } = schema[id].structure()?;
    let property = properties.iter().position(|p| p.name == member);
    let property = property.map(|n| Target::Property(id, n));
    property.or_else(|| {
        let n = navigation.iter().position(|n| n.name == member)?;
        Some(Target::Navigation(id, n))
    })
}

fn of_container(schema: &Schema, name: &str, member: Option<&str>) -> Option<Target> {
    let container = schema.container.as_ref()?;
    let member = member.filter(|_| container.name.to_string() == name)?;
    let source = container.sources.iter().position(|s| s.name == member);
    source.map(Target::Source).or_else(|| {
        let import = container.imports.iter().position(|i| i.name == member);
        import.map(Target::Import)
    })
}

fn of_operations(
    schema: &Schema,
    patch: &config::Patch,
    name: &str,
    member: Option<&str>,
) -> Vec<Target> {
    let wanted = patch.binding.as_ref().map(Spanned::get_ref);
    let overloads = schema.operations.iter().enumerate();
    let overloads = overloads.filter(|(_, operation)| {
        operation.name.to_string() == name
            && wanted.is_none_or(|wanted| *wanted == binding(schema, operation))
    });
    overloads
        .filter_map(|(n, operation)| match member {
            None => Some(Target::Operation(n)),
            Some("$ReturnType") => operation.returns.as_ref().map(|_| Target::Returns(n)),
            Some(name) => {
                let mut parameters = operation.parameters.iter();
                let at = parameters.position(|parameter| parameter.name == name)?;
                Some(Target::Parameter(n, at))
            }
        })
        .collect()
}
