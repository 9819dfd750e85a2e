//! A crate of a few types: the types that they mention are there, with nothing in them.

use std::collections::{BTreeMap, BTreeSet};

use msgraph_generator::rust::{Api, BuilderFile, Method, Model, ModelKind, Path, Structure, Type};

/// Leaves out what these types do not mention.
pub(crate) fn hollow(api: &mut Api, wanted: &BTreeSet<String>) {
    empty_others(api, wanted);
    let reached = reached(api, wanted);
    for namespace in &mut api.namespaces {
        let models = Place::new(namespace.module.as_ref(), "models");
        namespace
            .models
            .retain(|model| wanted.contains(wire(model)) || reached.contains(&models.of(model)));
        let requests = Place::new(namespace.module.as_ref(), "requests");
        namespace.builders.retain(|file| {
            let mut paths = requests.of_file(file).into_iter();
            wanted.contains(&file.wire) || paths.any(|path| reached.contains(&path))
        });
    }
}

/// Takes everything out of types that are not wanted.
fn empty_others(api: &mut Api, wanted: &BTreeSet<String>) {
    let mut modules = BTreeMap::new();
    for namespace in &api.namespaces {
        let place = Place::new(namespace.module.as_ref(), "models");
        for model in &namespace.models {
            modules.insert(place.path(model.module.to_string()), wire(model).to_owned());
        }
    }
    for namespace in &mut api.namespaces {
        for model in &mut namespace.models {
            let is_wanted = wanted.contains(wire(model));
            if let ModelKind::Structure(structure) = &mut model.kind {
                // Handles are there no more where the types of which they are have nothing in them.
                structure.inherited.retain(|inherited| {
                    let wire = &modules[&text(&inherited.module)];
                    is_wanted && wanted.contains(wire)
                });
                if !is_wanted {
                    empty(structure);
                }
            }
        }
        for file in &mut namespace.builders {
            if !wanted.contains(&file.wire) {
                file.builders
                    .iter_mut()
                    .for_each(|builder| builder.methods.clear());
                file.parameters.iter_mut().for_each(empty);
            }
        }
    }
}

fn empty(structure: &mut Structure) {
    structure.members.clear();
    structure.derived.clear();
    structure.kind = None;
    structure.status = None;
}

/// What is mentioned by wanted types, by what they mention, and by the service root.
fn reached(api: &Api, wanted: &BTreeSet<String>) -> BTreeSet<String> {
    let mut mentions = BTreeMap::new();
    let mut open = Vec::new();
    for namespace in &api.namespaces {
        let models = Place::new(namespace.module.as_ref(), "models");
        for model in &namespace.models {
            let mentioned = of_model(model);
            if wanted.contains(wire(model)) {
                open.extend(mentioned.clone());
            }
            mentions.insert(models.of(model), mentioned);
        }
        let requests = Place::new(namespace.module.as_ref(), "requests");
        for file in &namespace.builders {
            let mentioned = of_file(file);
            if wanted.contains(&file.wire) {
                open.extend(mentioned.clone());
            }
            for path in requests.of_file(file) {
                mentions.insert(path, mentioned.clone());
            }
        }
    }
    if let Some(root) = &api.root {
        open.extend(root.methods.iter().flat_map(of_method));
        open.extend(root.parameters.iter().flat_map(of_structure));
    }
    let mut reached = BTreeSet::new();
    while let Some(path) = open.pop() {
        if reached.insert(path.clone()) {
            open.extend(mentions.get(&path).into_iter().flatten().cloned());
        }
    }
    reached
}

/// Where the types of a namespace are.
struct Place(String);

impl Place {
    fn new(namespace: Option<&impl ToString>, area: &str) -> Self {
        Self(namespace.map_or_else(String::new, |name| format!("{}::", name.to_string())) + area)
    }

    fn path(&self, item: impl std::fmt::Display) -> String {
        format!("{}::{item}", self.0)
    }

    fn of(&self, model: &Model) -> String {
        match &model.kind {
            ModelKind::Structure(structure) => self.path(&structure.name),
            ModelKind::Enumeration(enumeration) => self.path(&enumeration.name),
        }
    }

    /// The builders and parameters of a file.
    fn of_file(&self, file: &BuilderFile) -> Vec<String> {
        let builders = file.builders.iter().map(|builder| self.path(&builder.name));
        let parameters = file.parameters.iter();
        let parameters = parameters.map(|p| self.path(format!("{}::{}", file.module, p.name)));
        builders.chain(parameters).collect()
    }
}

fn wire(model: &Model) -> &str {
    match &model.kind {
        ModelKind::Structure(structure) => &structure.wire,
        ModelKind::Enumeration(enumeration) => &enumeration.wire,
    }
}

fn text(path: &Path) -> String {
    let names = path.modules.iter().chain([&path.item]);
    names
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("::")
}

fn of_model(model: &Model) -> Vec<String> {
    match &model.kind {
        ModelKind::Structure(structure) => of_structure(structure),
        ModelKind::Enumeration(_) => Vec::new(),
    }
}

fn of_structure(structure: &Structure) -> Vec<String> {
    let bases = structure.ancestors.iter().map(text);
    let derived = structure.derived.iter().map(|derived| text(&derived.path));
    let members = structure.members.iter();
    let members = members.flat_map(|member| of_type(&member.ty.field()));
    bases.chain(derived).chain(members).collect()
}

fn of_file(file: &BuilderFile) -> Vec<String> {
    let methods = file.builders.iter().flat_map(|builder| &builder.methods);
    let parameters = file.parameters.iter().flat_map(of_structure);
    methods.flat_map(of_method).chain(parameters).collect()
}

fn of_method(method: &Method) -> Vec<String> {
    let parameters = method.parameters().into_iter().map(|(_, ty)| ty);
    let types = parameters.chain([method.returns()]);
    types.flat_map(|ty| of_type(&ty)).collect()
}

fn of_type(ty: &Type<'_>) -> Vec<String> {
    match ty {
        Type::Generated(path) | Type::Derived(path) => vec![text(path)],
        Type::Std(_, of) | Type::Runtime(_, of) => of.iter().flat_map(of_type).collect(),
        Type::Into(of) | Type::Items(of) => of_type(of),
        Type::Text => Vec::new(),
    }
}
