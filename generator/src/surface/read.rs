//! The lines of what is to be written.

use super::line::{Line, Public, Receiver};
use super::types::text;
use crate::rust::names::Name;
use crate::rust::{
    Builder, BuilderFile, Enumeration, Features, Meaning, Method, Model, ModelKind, Namespace,
    Path, Root, Structure, Type,
};
use crate::schema::ElementId;

/// Reads parts of a module of the crate.
pub(super) struct Reader {
    /// The module of the API.
    api: String,
    /// What brings the file that is being read.
    features: Features,
    lines: Vec<Line>,
}

impl Reader {
    pub(super) fn new(api: &Name) -> Self {
        Self {
            api: api.to_string(),
            features: Features::new(),
            lines: Vec::new(),
        }
    }

    /// What was read, in any order.
    pub(super) fn lines(self) -> Vec<Line> {
        self.lines
    }

    /// The modules that files are in.
    pub(super) fn modules(&mut self, namespaces: &[Namespace]) {
        let main = namespaces
            .iter()
            .find(|namespace| namespace.module.is_none());
        let main = main.map_or(Meaning::None, |main| Meaning::Name(main.wire.clone()));
        self.push(self.api.clone(), Public::Module, None, main);
        for namespace in namespaces {
            let module = self.module(namespace.module.as_ref());
            if namespace.module.is_some() {
                let meaning = Meaning::Name(namespace.wire.clone());
                self.push(module.clone(), Public::Module, None, meaning);
            }
            let areas = [
                ("models", namespace.has_models),
                ("requests", namespace.has_requests),
            ];
            for (area, _) in areas.into_iter().filter(|(_, is_there)| *is_there) {
                self.push(
                    format!("{module}::{area}"),
                    Public::Module,
                    None,
                    Meaning::None,
                );
            }
        }
    }

    /// The service root.
    pub(super) fn root(&mut self, root: &Root) {
        let module = self.api.clone();
        let path = format!("{module}::{}", root.name);
        let element = Some(root.element);
        self.push(path.clone(), Public::Builder, element, Meaning::None);
        let new = function(
            Receiver::None,
            vec![("client".into(), "Client".into())],
            "Self",
        );
        self.push(format!("{path}::new"), new, element, Meaning::None);
        for method in &root.methods {
            self.method(&path, method);
        }
        for structure in &root.parameters {
            self.parameters(&module, structure);
        }
    }

    /// A file of models.
    pub(super) fn model(&mut self, namespace: Option<&Name>, model: &Model) {
        let parent = self.module(namespace) + "::models";
        self.features.clone_from(&model.features);
        match &model.kind {
            ModelKind::Structure(structure) => {
                let module = format!("{parent}::{}", model.module);
                self.structure(&parent, &module, structure);
                if structure.has_descriptors {
                    let meaning = structure.meaning.clone();
                    self.push_gated(module.clone(), Public::Module, structure.element, meaning);
                    self.handles(&parent, &module, structure);
                }
            }
            ModelKind::Enumeration(enumeration) => self.enumeration(&parent, enumeration),
        }
    }

    /// A file of requests.
    pub(super) fn builders(&mut self, namespace: Option<&Name>, file: &BuilderFile) {
        let parent = self.module(namespace) + "::requests";
        self.features.clone_from(&file.features);
        let module = format!("{parent}::{}", file.module);
        for builder in &file.builders {
            self.builder(&parent, builder);
        }
        let meaning = Meaning::Name(file.wire.clone());
        self.push_gated(module.clone(), Public::Module, file.element, meaning);
        // They are in the module only, and there with it.
        self.features.clear();
        for structure in &file.parameters {
            self.parameters(&module, structure);
        }
    }

    /// The module of a namespace.
    fn module(&self, namespace: Option<&Name>) -> String {
        match namespace {
            Some(module) => format!("{}::{module}", self.api),
            None => self.api.clone(),
        }
    }

    fn push(&mut self, path: String, public: Public, element: Option<ElementId>, meaning: Meaning) {
        self.lines.push(Line {
            path,
            public,
            features: Features::new(),
            element,
            meaning,
        });
    }

    /// The same for an item that is there with the file.
    fn push_gated(&mut self, path: String, public: Public, element: ElementId, meaning: Meaning) {
        self.lines.push(Line {
            path,
            public,
            features: self.features.clone(),
            element: Some(element),
            meaning,
        });
    }

    /// The struct, its fields, and what leads to derived types.
    fn structure(&mut self, parent: &str, module: &str, structure: &Structure) {
        let path = format!("{parent}::{}", structure.name);
        let base = structure.ancestors.first().map(|base| self.absolute(base));
        let public = Public::Model {
            base,
            module: module.to_owned(),
        };
        self.push_gated(
            path.clone(),
            public,
            structure.element,
            structure.meaning.clone(),
        );
        for member in &structure.members {
            let ty = text(&self.api, &member.ty.field());
            let field = format!("{path}::{}", member.field);
            self.push(
                field,
                Public::Field { ty },
                Some(member.element),
                name(&member.wire),
            );
        }
        if structure.status.is_some() {
            let public = Public::Implementation { of: "LongRunning" };
            self.push(path.clone(), public, Some(structure.element), Meaning::None);
        }
        if let Some(kind) = &structure.kind {
            self.kind(parent, &path, structure, kind);
        }
    }

    fn kind(&mut self, parent: &str, path: &str, structure: &Structure, kind: &Name) {
        let element = structure.element;
        let kind_path = format!("{parent}::{kind}");
        let (_, returns) = kind_path.split_once("::").unwrap_or_default();
        for (name, receiver) in [
            ("kind", Receiver::Reference),
            ("into_kind", Receiver::Value),
        ] {
            let method = function(receiver, Vec::new(), returns);
            self.push(
                format!("{path}::{name}"),
                method,
                Some(element),
                Meaning::None,
            );
        }
        for derived in &structure.derived {
            let of = text(&self.api, &Type::Generated(&derived.path));
            self.lines.push(Line {
                path: format!("{kind_path}::{}", derived.variant),
                public: Public::Variant {
                    of: Some(format!("Box<{of}>")),
                },
                features: derived.features.clone(),
                element: Some(derived.element),
                meaning: name(&derived.wire),
            });
        }
        let of = path.to_owned();
        let meaning = structure.meaning.clone();
        self.push_gated(kind_path, Public::Kind { of }, element, meaning);
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
            self.push(path, handle, Some(member.element), Meaning::None);
        }
    }

    fn enumeration(&mut self, parent: &str, enumeration: &Enumeration) {
        let path = format!("{parent}::{}", enumeration.name);
        for variant in &enumeration.variants {
            let path = format!("{path}::{}", variant.name);
            let public = Public::Variant { of: None };
            self.push(path, public, Some(variant.element), name(&variant.wire));
        }
        let meaning = name(&enumeration.wire);
        self.push_gated(path, Public::Enumeration, enumeration.element, meaning);
    }

    fn builder(&mut self, parent: &str, builder: &Builder) {
        let path = format!("{parent}::{}", builder.name);
        for method in &builder.methods {
            self.method(&path, method);
        }
        let meaning = if builder.many {
            format!("Collection({})", builder.wire)
        } else {
            builder.wire.clone()
        };
        self.push_gated(
            path,
            Public::Builder,
            builder.element,
            Meaning::Name(meaning),
        );
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
            element: Some(method.element),
            meaning: method.meaning.clone(),
        });
    }

    /// A struct of parameters: a model with setters, and without property descriptors.
    fn parameters(&mut self, module: &str, structure: &Structure) {
        self.structure(module, module, structure);
        for member in &structure.members {
            let value = text(&self.api, &member.ty.argument());
            let setter = function(Receiver::Value, vec![("value".into(), value)], "Self");
            let path = format!("{module}::{}::{}", structure.name, member.field);
            self.push(path, setter, Some(member.element), Meaning::None);
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

fn name(wire: &str) -> Meaning {
    Meaning::Name(wire.to_owned())
}
