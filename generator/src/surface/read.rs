//! The lines of what is to be written.

use super::line::{Line, Public, Receiver};
use super::types::text;
use crate::rust::names::Name;
use crate::rust::{
    Api, Builder, BuilderFile, Enumeration, Features, Member, Method, Model, ModelKind, Namespace,
    Path, Root, Structure, Type,
};

/// All lines of a module of the crate, in any order.
pub(super) fn lines(api: &Api) -> Vec<Line> {
    let module = api.module.to_string();
    let mut reader = Reader {
        api: module.clone(),
        features: Features::new(),
        // As large as it gets at once: of all of Graph it is megabytes, which growing would copy again and again.
        lines: Vec::with_capacity(enough(api)),
    };
    reader.push(module.clone(), Public::Module, "");
    for namespace in &api.namespaces {
        reader.namespace(namespace);
    }
    reader.features.clear();
    if let Some(root) = &api.root {
        let path = format!("{module}::{}", root.name);
        reader.push(path.clone(), Public::Builder, &root.element);
        let new = function(
            Receiver::None,
            vec![("client".into(), "Client".into())],
            "Self",
        );
        reader.push(format!("{path}::new"), new, &root.element);
        for method in &root.methods {
            reader.method(&path, method);
        }
        for structure in &root.parameters {
            reader.parameters(&module, structure);
        }
    }
    debug_assert!(reader.lines.len() <= enough(api));
    reader.lines
}

/// Room for all lines; rather a little more than there will be.
fn enough(api: &Api) -> usize {
    let of_structure = |structure: &Structure| {
        let kind = if structure.kind.is_some() { 2 } else { 0 };
        3 + kind + 2 * structure.members.len() + structure.derived.len()
    };
    let of_model = |model: &Model| match &model.kind {
        ModelKind::Structure(structure) => of_structure(structure),
        ModelKind::Enumeration(enumeration) => 1 + enumeration.variants.len(),
    };
    let of_file = |file: &BuilderFile| {
        let builders = file.builders.iter().map(|b| 1 + b.methods.len());
        1 + builders
            .chain(file.parameters.iter().map(of_structure))
            .sum::<usize>()
    };
    let of_namespace = |namespace: &Namespace| {
        let models = namespace.models.iter().map(of_model);
        3 + models
            .chain(namespace.builders.iter().map(of_file))
            .sum::<usize>()
    };
    let of_root = |root: &Root| {
        let parameters: usize = root.parameters.iter().map(of_structure).sum();
        2 + root.methods.len() + parameters
    };
    let namespaces: usize = api.namespaces.iter().map(of_namespace).sum();
    1 + namespaces + api.root.iter().map(of_root).sum::<usize>()
}

struct Reader {
    /// The module of the API.
    api: String,
    /// What brings the file that is being read.
    features: Features,
    lines: Vec<Line>,
}

impl Reader {
    fn push(&mut self, path: String, public: Public, element: &str) {
        self.lines.push(Line {
            path,
            public,
            features: Features::new(),
            element: element.to_owned(),
        });
    }

    /// The same for an item that is there with the file.
    fn push_gated(&mut self, path: String, public: Public, element: &str) {
        self.lines.push(Line {
            path,
            public,
            features: self.features.clone(),
            element: element.to_owned(),
        });
    }

    fn namespace(&mut self, namespace: &Namespace) {
        let module = match &namespace.module {
            Some(module) => {
                let module = format!("{}::{module}", self.api);
                self.push(module.clone(), Public::Module, &namespace.wire);
                module
            }
            None => self.api.clone(),
        };
        if namespace.has_models {
            let models = format!("{module}::models");
            self.push(models.clone(), Public::Module, "");
            for model in &namespace.models {
                self.model(&models, model);
            }
        }
        if namespace.has_requests {
            let requests = format!("{module}::requests");
            self.push(requests.clone(), Public::Module, "");
            for file in &namespace.builders {
                self.builders(&requests, file);
            }
        }
    }

    fn model(&mut self, parent: &str, model: &Model) {
        self.features.clone_from(&model.features);
        match &model.kind {
            ModelKind::Structure(structure) => {
                let module = format!("{parent}::{}", model.module);
                self.structure(parent, &module, structure);
                if structure.has_handles {
                    self.push_gated(module.clone(), Public::Module, &structure.element);
                    self.handles(parent, &module, structure);
                }
            }
            ModelKind::Enumeration(enumeration) => self.enumeration(parent, enumeration),
        }
    }

    /// The struct, its fields, and what leads to derived types.
    fn structure(&mut self, parent: &str, module: &str, structure: &Structure) {
        let path = format!("{parent}::{}", structure.name);
        let base = structure.ancestors.first().map(|base| self.absolute(base));
        let public = Public::Model {
            fields: (structure.fields != structure.name).then(|| structure.fields.to_string()),
            base,
            module: module.to_owned(),
        };
        self.push_gated(path.clone(), public, &structure.element);
        for member in &structure.members {
            let ty = text(&self.api, &member.ty.field());
            let field = format!("{path}::{}", member.field);
            self.push(field, Public::Field { ty }, &element(structure, member));
        }
        if structure.status.is_some() {
            let public = Public::Implementation { of: "LongRunning" };
            self.push(path.clone(), public, &structure.element);
        }
        if let Some(kind) = &structure.kind {
            self.kind(parent, &path, structure, kind);
        }
    }

    fn kind(&mut self, parent: &str, path: &str, structure: &Structure, kind: &Name) {
        let element = &structure.element;
        let kind_path = format!("{parent}::{kind}");
        let (_, returns) = kind_path.split_once("::").unwrap_or_default();
        let into_kind = function(Receiver::Value, Vec::new(), returns);
        self.push(format!("{path}::into_kind"), into_kind, element);
        for derived in &structure.derived {
            let of = text(&self.api, &Type::Generated(&derived.path));
            self.lines.push(Line {
                path: format!("{kind_path}::{}", derived.variant),
                public: Public::Variant {
                    of: Some(format!("Box<{of}>")),
                },
                features: derived.features.clone(),
                element: derived.wire.clone(),
            });
        }
        let of = path.to_owned();
        self.push_gated(kind_path, Public::Kind { of }, element);
    }

    fn handles(&mut self, parent: &str, module: &str, structure: &Structure) {
        let owner = format!("{parent}::{}", structure.name);
        for member in &structure.members {
            let handle = Public::Handle {
                owner: owner.clone(),
                ty: text(&self.api, &member.ty.field()),
                access: member.access,
            };
            let path = format!("{module}::{}", member.field.constant());
            self.push(path, handle, &element(structure, member));
        }
    }

    fn enumeration(&mut self, parent: &str, enumeration: &Enumeration) {
        let path = format!("{parent}::{}", enumeration.name);
        for variant in &enumeration.variants {
            let element = format!("{}/{}", enumeration.wire, variant.wire);
            let path = format!("{path}::{}", variant.name);
            self.push(path, Public::Variant { of: None }, &element);
        }
        self.push_gated(path, Public::Enumeration, &enumeration.wire);
    }

    fn builders(&mut self, parent: &str, file: &BuilderFile) {
        self.features.clone_from(&file.features);
        let module = format!("{parent}::{}", file.module);
        for builder in &file.builders {
            self.builder(parent, builder);
        }
        self.push_gated(module.clone(), Public::Module, &file.wire);
        // They are in the module only, and there with it.
        self.features.clear();
        for structure in &file.parameters {
            self.parameters(&module, structure);
        }
    }

    fn builder(&mut self, parent: &str, builder: &Builder) {
        let path = format!("{parent}::{}", builder.name);
        for method in &builder.methods {
            self.method(&path, method);
        }
        self.push_gated(path, Public::Builder, &builder.wire);
    }

    fn method(&mut self, owner: &str, method: &Method) {
        let parameters = (method.parameters().into_iter())
            .map(|(name, ty)| (name.to_string(), text(&self.api, &ty)))
            .collect();
        let returns = text(&self.api, &method.returns());
        self.lines.push(Line {
            path: format!("{owner}::{}", method.name),
            public: function(Receiver::Reference, parameters, &returns),
            features: method.features.clone(),
            element: method.element.clone(),
        });
    }

    /// A struct of parameters: a model with setters, and without handles.
    fn parameters(&mut self, module: &str, structure: &Structure) {
        self.structure(module, module, structure);
        for member in &structure.members {
            let value = text(&self.api, &member.ty.argument());
            let setter = function(Receiver::Value, vec![("value".into(), value)], "Self");
            let path = format!("{module}::{}::{}", structure.name, member.field);
            self.push(path, setter, &element(structure, member));
        }
    }

    /// The path of a generated item from the root of the crate.
    fn absolute(&self, path: &Path) -> String {
        let mut text = self.api.clone();
        for name in path.modules.iter().chain([&path.item]) {
            text.push_str("::");
            text.push_str(&name.to_string());
        }
        text
    }
}

fn function(receiver: Receiver, parameters: Vec<(String, String)>, returns: &str) -> Public {
    Public::Method {
        receiver,
        parameters,
        returns: returns.to_owned(),
    }
}

fn element(structure: &Structure, member: &Member) -> String {
    [&structure.element, "/", &member.wire].concat()
}
