//! A use of each public item, with its exact type: what a program is free to write.

use std::collections::BTreeSet;

use msgraph_generator::rust::Access;
use msgraph_generator::surface::{Line, Public, Receiver, Space, Surface};

/// A function that uses an item.
#[derive(Clone)]
pub(crate) struct Use {
    /// The module of the API.
    pub(crate) api: String,
    /// Which item.
    pub(crate) item: String,
    /// The function, in one line; `NAME` is its name.
    pub(crate) code: String,
}

/// What tells an item from others with its path.
pub(crate) fn key(path: &str, space: Space) -> String {
    format!("{path} ({space:?})")
}

/// How an inherited field is called among the items.
fn inherited_key(model: &str, field: &str) -> String {
    format!("{model}::{field} (inherited)")
}

/// A use of each item, and of each field that a model inherits.
pub(crate) fn uses(surface: &Surface) -> Vec<Use> {
    let of = |path: &str, item: String, code: String| Use {
        api: path.split("::").next().unwrap().to_owned(),
        item,
        code,
    };
    let lines = surface.lines().iter();
    let own = lines
        .filter(|line| line.public != Public::Feature)
        .map(|line| {
            of(
                &line.path,
                key(&line.path, line.space()),
                code(surface, line),
            )
        });
    let inherited = inherited(surface).into_iter().map(|(model, field, ty)| {
        let code = field_access(model, field, ty);
        of(model, inherited_key(model, field), code)
    });
    own.chain(inherited).collect()
}

/// The inherited fields that are not what they were.
pub(crate) fn inherited_breaks(old: &Surface, new: &Surface) -> Vec<String> {
    let changed = inherited(old).into_iter().filter(|(model, field, ty)| {
        let now = new.field(model, field).map(|line| &line.public);
        !matches!(now, Some(Public::Field { ty: now }) if now == ty)
    });
    changed
        .map(|(model, field, _)| inherited_key(model, field))
        .collect()
}

/// Each model with each field of its bases and its type.
fn inherited(surface: &Surface) -> Vec<(&str, &str, &str)> {
    let mut found = Vec::new();
    for model in surface.lines() {
        if !matches!(model.public, Public::Model { .. }) {
            continue;
        }
        let bases: BTreeSet<_> = surface
            .lineage(&model.path)
            .skip(1)
            .map(|base| base.path.as_str())
            .collect();
        // What is in a model comes right after it.
        for base in bases {
            let lines = surface.lines();
            let start = lines.partition_point(|line| order(&line.path) < order(base));
            let within = lines[start..]
                .iter()
                .take_while(|line| line.path == base || line.owner() == base);
            for line in within {
                if let Public::Field { ty } = &line.public {
                    found.push((model.path.as_str(), line.name(), ty.as_str()));
                }
            }
        }
    }
    found
}

fn order(path: &str) -> Vec<&str> {
    path.split("::").collect()
}

fn code(surface: &Surface, line: &Line) -> String {
    let path = &line.path;
    match &line.public {
        Public::Feature => String::new(),
        Public::Module => {
            format!("fn NAME() {{ #[allow(unused_imports)] use the::{path} as _module; }}")
        }
        Public::Model { .. } => {
            let bases = surface.lineage(path).skip(1);
            let bases =
                bases.map(|base| format!("let _: &{0} = &x; is_a::<{path}, {0}>(); ", base.path));
            let above = match surface.lineage(path).nth(1) {
                Some(base) => format!("let _: &{} = &x.base; ", base.path),
                None => String::new(),
            };
            let bases = bases.collect::<String>();
            let is_one = if path.contains("::models::") {
                "is_model"
            } else {
                "is_parameters"
            };
            format!(
                "fn NAME() {{ let x: {path} = {path}::new(); {is_one}::<{path}>(); {bases}{above}let _: &Additional = &x.additional; }}"
            )
        }
        Public::Enumeration => format!(
            "fn NAME(x: {path}) -> bool {{ is_enumeration::<{path}>(); let _: &str = x.as_str(); if let {path}::Unrecognized(text) = &x {{ let _: &Unrecognized = text; }} x.is_known() }}"
        ),
        Public::Kind { of } => format!(
            "fn NAME<D: Model + IsA<{of}>>(x: {path}, y: {of}) -> Result<D, {of}> {{ is_kind::<{path}>(); if let {path}::Other(z) = x {{ let _: Box<{of}> = z; }} y.downcast::<D>() }}"
        ),
        Public::Builder => {
            format!("fn NAME(x: &{path}) -> {path} {{ is_builder::<{path}>(); x.clone() }}")
        }
        Public::Field { ty } => field_access(line.owner(), line.name(), ty),
        Public::Handle { owner, ty, access } => handle(path, owner, ty, *access),
        Public::Variant { of } => {
            let owner = line.owner();
            match of {
                None => format!(
                    "fn NAME(x: {owner}) -> bool {{ let _: {owner} = {path}; match x {{ {path} => true, _ => false }} }}"
                ),
                Some(of) => format!(
                    "fn NAME(x: {owner}) {{ match x {{ {path}(y) => {{ let _: {of} = y; }} _ => {{}} }} }}"
                ),
            }
        }
        Public::Method {
            receiver,
            parameters,
            returns,
        } => method(line, *receiver, parameters, returns),
        Public::Implementation { of } => {
            format!("fn NAME() {{ fn is<T: {of}>() {{}} is::<{path}>(); }}")
        }
    }
}

fn handle(path: &str, owner: &str, ty: &str, access: Access) -> String {
    let uses = match access {
        Access::Nullable => {
            format!("let _ = Patch::<{owner}>::new().clear({path}).set({path}, v.clone()); ")
        }
        Access::Required => format!("let _ = Patch::<{owner}>::new().set({path}, v.clone()); "),
        Access::ReadOnly => String::new(),
        Access::Navigation => {
            format!("fn expandable(_: impl Expandable<{owner}>) {{}} expandable({path}); ")
        }
    };
    format!(
        "fn NAME<V: IntoField<{ty}> + Clone>(x: {owner}, v: V) -> {owner} {{ handle::<{owner}, _, {ty}, _>({path}); {uses}x.with({path}, v) }}"
    )
}

/// Reads and writes a field.
fn field_access(model: &str, field: &str, ty: &str) -> String {
    format!("fn NAME(x: &mut {model}, v: {ty}) -> &{ty} {{ x.{field} = v; &x.{field} }}")
}

/// Calls a method with what it takes, and no more than that.
fn method(
    line: &Line,
    receiver: Receiver,
    parameters: &[(String, String)],
    returns: &str,
) -> String {
    let owner = line.owner();
    let mut generics = Vec::new();
    let mut taken: Vec<String> = Vec::new();
    for (n, (_, ty)) in parameters.iter().enumerate() {
        let inner = |before: &str, after: &str| ty.strip_prefix(before)?.strip_suffix(after);
        let ty = if let Some(of) = inner("impl IntoIterator<Item = impl Into<", ">>") {
            generics.push(format!("I{n}: Into<{of}>, P{n}: IntoIterator<Item = I{n}>"));
            format!("P{n}")
        } else if let Some(bounds) = inner("impl ", "") {
            generics.push(format!("P{n}: {bounds}"));
            format!("P{n}")
        } else if let Some(bounds) = inner("&(impl ", ")") {
            generics.push(format!("P{n}: {bounds}"));
            format!("&P{n}")
        } else {
            ty.clone()
        };
        taken.push(format!("p{n}: {ty}"));
    }
    let arguments: Vec<_> = (0..parameters.len()).map(|n| format!("p{n}")).collect();
    let arguments = arguments.join(", ");
    let returns = if returns == "Self" { owner } else { returns };
    let name = line.name();
    let (this, call) = match receiver {
        Receiver::None => (None, format!("{}({arguments})", line.path)),
        Receiver::Reference => (
            Some(format!("x: &{owner}")),
            format!("x.{name}({arguments})"),
        ),
        Receiver::Value => (
            Some(format!("x: {owner}")),
            format!("x.{name}({arguments})"),
        ),
    };
    let taken: Vec<_> = this.into_iter().chain(taken).collect();
    format!(
        "fn NAME<{}>({}) -> {returns} {{ {call} }}",
        generics.join(", "),
        taken.join(", ")
    )
}
