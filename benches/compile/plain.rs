//! Writes all models of a schema as plain structs and enums, a crate for each of several sets of derives: what
//! `benches/compile/run` compares the generated crate with.
//!
//! usage: plain METADATA.csdl FOLDER
//!
//! A derived type has the members of its bases among its own, as one writes it for serde by hand: services send them that
//! way. Only in the crate `bases` is the base a field.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use msgraph_generator::config::Config;
use msgraph_generator::diagnostics::Diagnostics;
use msgraph_generator::overlay::Overlay;
use msgraph_generator::rust::names::Name;
use msgraph_generator::rust::names::Published;
use msgraph_generator::rust::{self, Api, Enumeration, Lowering, ModelKind, Structure, Type};
use msgraph_generator::{csdl, schema, slice};

const SETTINGS: &str = r#"
[crate]
name = "plain"
[[api]]
module = "api"
service = "v1.0"
metadata = "metadata.csdl"
roots = ["*"]
requests = false
"#;

const MANIFEST: &str = r#"
edition = "2024"

[dependencies]
serde = { version = "1", features = ["derive"] }
serde_json = "1"
"#;

/// A crate, and what its types have.
struct Variant {
    name: &'static str,
    derives: &'static [&'static str],
    derives_serde: bool,
    /// The member of enumerations that stands for those that are not known.
    other: &'static str,
    has_bases: bool,
    keeps_unknown: bool,
}

const BARE: Variant = Variant {
    name: "bare",
    derives: &[],
    derives_serde: false,
    other: "Unrecognized",
    has_bases: false,
    keeps_unknown: false,
};

const DERIVES: Variant = Variant {
    name: "derives",
    derives: &["Clone", "Debug", "PartialEq"],
    ..BARE
};

const SERDE: Variant = Variant {
    name: "serde",
    derives_serde: true,
    other: "#[serde(other)]\n    Unrecognized",
    ..DERIVES
};

const VARIANTS: [Variant; 5] = [
    BARE,
    DERIVES,
    SERDE,
    Variant {
        name: "lossless",
        other: "#[serde(untagged)]\n    Unrecognized(String)",
        keeps_unknown: true,
        ..SERDE
    },
    Variant {
        name: "bases",
        has_bases: true,
        ..SERDE
    },
];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [metadata, folder] = arguments.as_slice() else {
        return Err("usage: plain METADATA.csdl FOLDER".into());
    };
    let api = lowered(&fs::read_to_string(metadata)?)?;
    let structures = structures(&api);
    for variant in &VARIANTS {
        write_crate(&api, &structures, variant, &folder.join(variant.name))?;
    }
    Ok(())
}

/// All models.
fn lowered(text: &str) -> Result<Api, Box<dyn Error>> {
    let config = Config::parse(SETTINGS).map_err(|_| "the settings are not read")?;
    let mut diagnostics = Diagnostics::new();
    let document = csdl::parse(text, 0, &mut diagnostics).ok_or("the metadata is not read")?;
    let schema = schema::resolve(&document, &mut diagnostics).ok_or("a name is not resolved")?;
    let slice = slice::slice(&schema, &["*"]).map_err(|_| "there is no slice of it")?;
    let api = config.apis.first().ok_or("no module is asked for")?;
    Ok(Lowering::new(
        &schema,
        &slice,
        &Overlay::default(),
        api,
        &Published::default(),
    )
    .lower(|_| true))
}

/// A file for each type, and a module for each namespace, as the generated crate has them.
fn write_crate(
    api: &Api,
    structures: &BTreeMap<rust::Path, &Structure>,
    variant: &Variant,
    folder: &Path,
) -> Result<(), Box<dyn Error>> {
    let source = folder.join("src");
    let mut modules = String::new();
    for namespace in &api.namespaces {
        let module = namespace.module.as_ref();
        let models = source.join("api").join(module.map_or("", Name::as_str));
        let models = models.join("models");
        fs::create_dir_all(&models)?;
        match module {
            Some(module) => writeln!(modules, "pub mod {module} {{ pub mod models; }}")?,
            None => writeln!(modules, "pub mod models;")?,
        }
        let mut exports = String::new();
        for model in &namespace.models {
            let (name, text) = match &model.kind {
                ModelKind::Structure(it) => (&it.name, structure(it, structures, variant)?),
                ModelKind::Enumeration(it) => (&it.name, enumeration(it, variant)?),
            };
            let file = &model.module;
            writeln!(exports, "mod {file};\npub use {file}::{name};")?;
            fs::write(models.join(file.as_str()).with_extension("rs"), text)?;
        }
        fs::write(models.join("mod.rs"), exports)?;
    }
    let lib = format!("#![allow(warnings)]\npub mod values;\npub mod api {{\n{modules}}}\n");
    fs::write(source.join("lib.rs"), lib)?;
    fs::write(source.join("values.rs"), include_str!("values.rs"))?;
    let manifest = format!("[package]\nname = \"plain-{}\"{MANIFEST}", variant.name);
    fs::write(folder.join("Cargo.toml"), manifest)?;
    Ok(())
}

/// The structs by where they are.
fn structures(api: &Api) -> BTreeMap<rust::Path, &Structure> {
    let mut structures = BTreeMap::new();
    for namespace in &api.namespaces {
        let modules = (namespace.module.iter().cloned()).chain([Name::from("models".to_owned())]);
        let modules: Vec<_> = modules.collect();
        for model in &namespace.models {
            if let ModelKind::Structure(structure) = &model.kind {
                let item = structure.name.clone();
                let modules = modules.clone();
                structures.insert(rust::Path { modules, item }, &**structure);
            }
        }
    }
    structures
}

fn structure(
    of: &Structure,
    structures: &BTreeMap<rust::Path, &Structure>,
    variant: &Variant,
) -> Result<String, Box<dyn Error>> {
    let mut text = attributes(variant, &["Default"], "default, ")?;
    writeln!(text, "pub struct {} {{", of.name)?;
    let mut bases = Vec::new();
    if variant.has_bases {
        if let Some(base) = of.ancestors.first() {
            writeln!(text, "    pub base: {},", path(base))?;
        }
    } else {
        for base in of.ancestors.iter().rev() {
            bases.push(*structures.get(base).ok_or("a base is not there")?);
        }
    }
    for member in bases.into_iter().chain([of]).flat_map(|it| &it.members) {
        let (field, ty) = (&member.field, written(&member.ty.field())?);
        let found = camel_case(field.as_str().split('_'));
        rename(&mut text, variant, &found, &member.wire)?;
        writeln!(text, "    pub {field}: {ty},")?;
    }
    if variant.keeps_unknown {
        let field = "pub additional: crate::values::Additional";
        writeln!(text, "    #[serde(flatten)]\n    {field},")?;
    }
    Ok(text + "}\n")
}

fn enumeration(of: &Enumeration, variant: &Variant) -> Result<String, Box<dyn Error>> {
    let mut text = attributes(variant, &[], "")?;
    writeln!(text, "pub enum {} {{", of.name)?;
    for member in &of.variants {
        let found = camel_case([member.name.as_str()]);
        rename(&mut text, variant, &found, &member.wire)?;
        writeln!(text, "    {},", member.name)?;
    }
    writeln!(text, "    {},\n}}", variant.other)?;
    Ok(text)
}

/// The derives of a type, and what serde is told of all its members.
fn attributes(variant: &Variant, more: &[&str], serde: &str) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    if !variant.derives.is_empty() {
        let serde: &[_] = if variant.derives_serde {
            &["serde::Serialize", "serde::Deserialize"]
        } else {
            &[]
        };
        let derives = [variant.derives, more, serde].concat().join(", ");
        writeln!(text, "#[derive({derives})]")?;
    }
    if variant.derives_serde {
        writeln!(text, "#[serde({serde}rename_all = \"camelCase\")]")?;
    }
    Ok(text)
}

/// What serde is told of one member: its name, where it is another than serde finds.
fn rename(
    text: &mut String,
    variant: &Variant,
    found: &str,
    wire: &str,
) -> Result<(), Box<dyn Error>> {
    if variant.derives_serde && found != wire {
        writeln!(text, "    #[serde(rename = {wire:?})]")?;
    }
    Ok(())
}

/// The name on the wire that serde finds for a field of these words, or for a variant.
fn camel_case<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let mut camel_case = String::new();
    for (n, word) in words.into_iter().enumerate() {
        let mut letters = word.chars();
        let first = letters.next().unwrap_or_default();
        camel_case.push(match n {
            0 => first.to_ascii_lowercase(),
            _ => first.to_ascii_uppercase(),
        });
        camel_case.push_str(letters.as_str());
    }
    camel_case
}

/// The type of a field.
fn written(ty: &Type<'_>) -> Result<String, Box<dyn Error>> {
    let (name, of) = match ty {
        Type::Std(name, of) => ((*name).to_owned(), of.as_slice()),
        Type::Runtime(name, of) => (format!("crate::values::{name}"), of.as_slice()),
        Type::Generated(of) => return Ok(path(of)),
        _ => return Err("no field has such a type".into()),
    };
    let of: Vec<_> = of.iter().map(written).collect::<Result<_, _>>()?;
    Ok(if of.is_empty() {
        name
    } else {
        format!("{name}<{}>", of.join(", "))
    })
}

fn path(of: &rust::Path) -> String {
    let modules = of.modules.iter().map(|module| format!("{module}::"));
    format!("crate::api::{}{}", modules.collect::<String>(), of.item)
}
