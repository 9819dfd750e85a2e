//! The types in declarations: of fields, parameters and answers. `emit` writes them as tokens,
//! `surface` as text.

use super::names::{Name, Style};
use super::{Call, FieldType, Item, KeyPart, Method, Path, Returns};

/// A type in a declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type<'a> {
    /// Of the language: `()`, `String`, `Vec<T>`.
    Std(&'static str, Vec<Type<'a>>),
    /// Of the runtime: `DateTimeOffset`, `Page<T>`.
    Runtime(&'static str, Vec<Type<'a>>),
    /// A generated one.
    Generated(&'a Path),
    /// `impl AsRef<str>`
    Text,
    /// `impl Into<T>`
    Into(Box<Type<'a>>),
    /// `impl IntoIterator<Item = impl Into<T>>`
    Items(Box<Type<'a>>),
    /// `&(impl Model + IsA<T>)`
    Derived(&'a Path),
}

impl Type<'_> {
    fn std(name: &'static str, of: Self) -> Self {
        Self::Std(name, vec![of])
    }

    fn runtime(name: &'static str, of: Self) -> Self {
        Self::Runtime(name, vec![of])
    }
}

impl Item {
    /// The type of one value.
    pub fn value(&self) -> Type<'_> {
        match self {
            Self::Std(name) => Type::Std(name, Vec::new()),
            Self::Runtime(name) => Type::Runtime(name, Vec::new()),
            Self::Enumeration(path) | Self::Structure(path) => Type::Generated(path),
            Self::Flags(path) => Type::runtime("Flags", Type::Generated(path)),
        }
    }
}

impl FieldType {
    /// The type of a field: optional, or a list.
    pub fn field(&self) -> Type<'_> {
        let item = self.item.value();
        match (&self.item, self.is_collection) {
            (_, true) => Type::std("Vec", item),
            (Item::Structure(_), false) => Type::std("Option", Type::std("Box", item)),
            (_, false) => Type::std("Option", item),
        }
    }

    /// The type that a setter takes.
    pub fn argument(&self) -> Type<'_> {
        let item = self.item.value();
        if self.is_collection {
            return Type::Items(Box::new(item));
        }
        match self.item {
            Item::Std("String") | Item::Runtime(_) | Item::Flags(_) => Type::Into(Box::new(item)),
            Item::Std(_) | Item::Enumeration(_) | Item::Structure(_) => item,
        }
    }
}

impl Returns {
    /// What a request answers.
    pub fn answer(&self) -> Type<'_> {
        match self {
            Self::Nothing => Type::Std("()", Vec::new()),
            Self::Structure(path) => Type::Generated(path),
            Self::Page(of) => Type::runtime("Page", of.value()),
            Self::Value(of) => Type::runtime("Single", Type::std("Option", of.value())),
            Self::Bytes => Type::Runtime("Bytes", Vec::new()),
        }
    }
}

impl Method {
    /// The parameters besides `&self`: their names and types.
    pub fn parameters(&self) -> Vec<(Name, Type<'_>)> {
        match &self.call {
            Call::Key { parts, .. } => of_key(parts),
            Call::Address { from, .. } => {
                let path = (Style::Method.name("path"), Type::Text);
                of_key(from).into_iter().chain([path]).collect()
            }
            Call::Create(model) | Call::Put(model) => named("body", Type::Derived(model)),
            Call::Update(model) => named("patch", Type::runtime("Patch", Type::Generated(model))),
            Call::Action(call) | Call::Function(call) => of_operation(call.parameters.as_ref()),
            Call::Compose { parameters, .. } => of_operation(parameters.as_ref()),
            _ => Vec::new(),
        }
    }

    /// What it returns.
    pub fn returns(&self) -> Type<'_> {
        let request = |answer| Type::runtime("Request", answer);
        match &self.call {
            Call::Segment { to, .. }
            | Call::Key { to, .. }
            | Call::Address { to, .. }
            | Call::Compose { to, .. } => Type::Generated(to),
            Call::Create(model) | Call::Update(model) | Call::Put(model) => {
                request(Type::Generated(model))
            }
            Call::Read(returns) => request(returns.answer()),
            Call::Delete => request(Type::Std("()", Vec::new())),
            Call::Count => request(Type::Runtime("Count", Vec::new())),
            Call::Media { .. } => Type::Runtime("Media", Vec::new()),
            Call::References => Type::Runtime("References", Vec::new()),
            Call::Reference => Type::Runtime("Reference", Vec::new()),
            Call::Action(call) | Call::Function(call) => request(match &call.starts {
                Some(operation) => {
                    let arguments = vec![call.returns.answer(), operation.value()];
                    Type::Runtime("Started", arguments)
                }
                None => call.returns.answer(),
            }),
        }
    }
}

fn of_key(parts: &[KeyPart]) -> Vec<(Name, Type<'_>)> {
    let parts = parts.iter().map(|part| match &part.item {
        Item::Std("String") => (part.name.clone(), Type::Text),
        item => (part.name.clone(), item.value()),
    });
    parts.collect()
}

fn of_operation(parameters: Option<&Path>) -> Vec<(Name, Type<'_>)> {
    parameters.map_or_else(Vec::new, |path| named("parameters", Type::Generated(path)))
}

/// The only parameter of a method.
fn named<'a>(name: &str, ty: Type<'a>) -> Vec<(Name, Type<'a>)> {
    vec![(Style::Method.name(name), ty)]
}
