//! The files of a module, and where each leads.

use std::collections::{BTreeMap, BTreeSet};

use crate::rust::names::{Name, Style};
use crate::rust::{
    Api, BuilderFile, Call, Item, Method, Model, ModelKind, Namespace, OperationCall, Path,
    Returns, Structure,
};

/// A file, by its place: namespace by namespace, models before builders.
pub(super) type File = usize;

/// The files of a module.
#[derive(Default)]
pub(super) struct Files {
    links: Vec<Links>,
    by_module: BTreeMap<Vec<Name>, File>,
    /// By the items that their parents export.
    by_item: BTreeMap<Path, File>,
    /// The base types of models.
    bases: BTreeMap<File, Path>,
}

/// Where a file leads.
#[derive(Default)]
struct Links {
    /// What it does not compile without.
    needs: BTreeSet<File>,
    /// Builders of what is contained in its entities.
    contains: BTreeSet<File>,
    /// Builders of what its entities refer to, and types that are derived directly.
    mentions: BTreeSet<File>,
    /// Of a model, the file of its builders.
    builders: Option<File>,
}

impl Files {
    pub(super) fn of(api: &Api) -> Self {
        let mut files = Self::default();
        let mut count = 0;
        for namespace in &api.namespaces {
            for model in &namespace.models {
                let name = match &model.kind {
                    ModelKind::Structure(structure) => {
                        let base = structure.ancestors.first();
                        files.bases.extend(base.map(|base| (count, base.clone())));
                        &structure.name
                    }
                    ModelKind::Enumeration(enumeration) => &enumeration.name,
                };
                files.add(count, parent(namespace, "models"), &model.module, [name]);
                count += 1;
            }
            for file in &namespace.builders {
                let names = file.builders.iter().map(|builder| &builder.name);
                files.add(count, parent(namespace, "requests"), &file.module, names);
                count += 1;
            }
        }
        for namespace in &api.namespaces {
            for model in &namespace.models {
                let links = files.of_model(namespace, model);
                files.links.push(links);
            }
            for file in &namespace.builders {
                let links = files.of_builders(file);
                files.links.push(links);
            }
        }
        files
    }

    fn add<'n>(
        &mut self,
        file: File,
        parent: Vec<Name>,
        module: &Name,
        items: impl IntoIterator<Item = &'n Name>,
    ) {
        for item in items {
            let path = Path {
                modules: parent.clone(),
                item: item.clone(),
            };
            self.by_item.insert(path, file);
        }
        let module = parent.into_iter().chain([module.clone()]).collect();
        self.by_module.insert(module, file);
    }

    /// All files, in order.
    pub(super) fn all(&self) -> impl Iterator<Item = File> + use<> {
        0..self.links.len()
    }

    /// Where an item is: in the file that its parent exports it from, or, not exported, in its own.
    pub(super) fn at(&self, path: &Path) -> Option<File> {
        let exported = self.by_item.get(path);
        exported
            .or_else(|| self.by_module.get(&path.modules))
            .copied()
    }

    /// Where the segment of a method leads.
    pub(super) fn target(&self, method: &Method) -> Option<File> {
        match &method.call {
            Call::Segment { to, .. } => self.at(to),
            _ => None,
        }
    }

    /// What the imports of the service root need.
    pub(super) fn of_imports(&self, api: &Api) -> Vec<File> {
        let methods = api.root.iter().flat_map(|root| &root.methods);
        let calls = methods.flat_map(|method| needs_of_call(&method.call));
        let parameters = api.root.iter().flat_map(|root| &root.parameters);
        let parameters = parameters.flat_map(needs_of_structure);
        calls
            .chain(parameters)
            .filter_map(|path| self.at(path))
            .collect()
    }

    /// What is contained in the entities that these files begin with, at any depth.
    pub(super) fn contained(&self, from: impl IntoIterator<Item = File>) -> BTreeSet<File> {
        self.walk(from, |links| links.contains.iter().copied().collect())
    }

    /// All that these files bring, where others own what they contain.
    pub(super) fn closure(
        &self,
        from: impl IntoIterator<Item = File>,
        owned: &BTreeSet<File>,
    ) -> BTreeSet<File> {
        let is_owned = |&file: &File| {
            let builders = self.links.get(file).and_then(|links| links.builders);
            owned.contains(&builders.unwrap_or(file))
        };
        self.walk(from, |links| {
            let mentions = links.mentions.iter().filter(|file| !is_owned(file));
            let sure = links.needs.iter().chain(&links.contains);
            sure.chain(mentions).copied().collect()
        })
    }

    fn walk(
        &self,
        from: impl IntoIterator<Item = File>,
        next: impl Fn(&Links) -> Vec<File>,
    ) -> BTreeSet<File> {
        let mut open: Vec<_> = from.into_iter().collect();
        let mut found = BTreeSet::new();
        while let Some(file) = open.pop() {
            if found.insert(file) {
                open.extend(self.links.get(file).map(&next).unwrap_or_default());
            }
        }
        found
    }

    fn of_model(&self, namespace: &Namespace, model: &Model) -> Links {
        let builders = parent(namespace, "requests").into_iter();
        let builders: Vec<_> = builders.chain([model.module.clone()]).collect();
        let mut links = Links {
            builders: self.by_module.get(&builders).copied(),
            ..Links::default()
        };
        if let ModelKind::Structure(structure) = &model.kind {
            let needs = needs_of_structure(structure).into_iter();
            links.needs = needs.filter_map(|path| self.at(path)).collect();
            let own = Path {
                modules: parent(namespace, "models"),
                item: structure.name.clone(),
            };
            let derived = structure.derived.iter().filter_map(|d| self.at(&d.path));
            let derived = derived.filter(|file| self.bases.get(file) == Some(&own));
            links.mentions = derived.collect();
        }
        links
    }

    fn of_builders(&self, file: &BuilderFile) -> Links {
        let mut links = Links::default();
        for method in file.builders.iter().flat_map(|builder| &builder.methods) {
            let needs = needs_of_call(&method.call).into_iter();
            links.needs.extend(needs.filter_map(|path| self.at(path)));
            if let Call::Segment {
                to, is_contained, ..
            } = &method.call
            {
                let leads = if *is_contained {
                    &mut links.contains
                } else {
                    &mut links.mentions
                };
                leads.extend(self.at(to));
            }
        }
        let parameters = file.parameters.iter().flat_map(needs_of_structure);
        links
            .needs
            .extend(parameters.filter_map(|path| self.at(path)));
        links
    }
}

/// The modules that the files of a namespace are in.
fn parent(namespace: &Namespace, area: &str) -> Vec<Name> {
    let area = Style::Field.name(area);
    namespace.module.clone().into_iter().chain([area]).collect()
}

fn needs_of_structure(structure: &Structure) -> Vec<&Path> {
    let members = structure.members.iter();
    let types = members.filter_map(|member| path_of(&member.ty.item));
    structure.ancestors.iter().chain(types).collect()
}

/// What a method does not compile without; segments can be left out.
fn needs_of_call(call: &Call) -> Vec<&Path> {
    match call {
        Call::Segment { .. }
        | Call::Delete
        | Call::Count
        | Call::Media { .. }
        | Call::References
        | Call::Reference => Vec::new(),
        Call::Key { parts, to, .. } | Call::Address { from: parts, to } => {
            let types = parts.iter().filter_map(|part| path_of(&part.item));
            types.chain([to]).collect()
        }
        Call::Read(answer) => needs_of_answer(answer).into_iter().collect(),
        Call::Create(model) | Call::Update(model) | Call::Put(model) => vec![model],
        Call::Action(call) | Call::Function(call) => needs_of_operation(call),
        Call::Compose { parameters, to, .. } => parameters.iter().chain([to]).collect(),
    }
}

fn needs_of_operation(call: &OperationCall) -> Vec<&Path> {
    let answer = needs_of_answer(&call.returns);
    let starts = call.starts.as_ref().and_then(path_of);
    call.parameters.iter().chain(answer).chain(starts).collect()
}

fn needs_of_answer(answer: &Returns) -> Option<&Path> {
    match answer {
        Returns::Structure(path) => Some(path),
        Returns::Page(item) | Returns::Value(item) => path_of(item),
        Returns::Nothing | Returns::Bytes => None,
    }
}

fn path_of(item: &Item) -> Option<&Path> {
    match item {
        Item::Std(_) | Item::Runtime(_) => None,
        Item::Enumeration(path) | Item::Flags(path) | Item::Structure(path) => Some(path),
    }
}
