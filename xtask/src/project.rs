//! The configuration with the files that it names.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};

use msgraph_generator::clouds::{Cloud, Offer};
use msgraph_generator::config::{Api, Config, Runtime};
use msgraph_generator::diagnostics::{Diagnostics, Source, nearest};
use msgraph_generator::drift::{self, Setup, Suppression};
use msgraph_generator::overlay::Documented;
use msgraph_generator::permissions::Document;
use msgraph_generator::rust::names::Published;
use msgraph_generator::{Surroundings, check, offered};

use crate::args::ConfigArgs;
use crate::drift::surface;
use crate::failure::Failure;
use crate::metadata::{self, Disk, Metadata, Store};
use crate::{files, paths};

/// The configuration and where it lies.
pub(crate) struct Project {
    pub(crate) config: Config,
    /// The text of the configuration.
    pub(crate) source: Source,
    /// The modules of the crate.
    pub(crate) modules: Vec<String>,
    /// The contents of the lists that it names, by module.
    documented: BTreeMap<String, Documented>,
    folder: PathBuf,
    file: String,
}

impl Project {
    /// Reads the configuration.
    pub(crate) fn load(args: &ConfigArgs) -> Result<Self, Failure> {
        let path = match &args.config {
            Some(path) => path.clone(),
            None => nearest_config()?,
        };
        let bytes = files::read(&path)?;
        let text = String::from_utf8(bytes)
            .map_err(|_| Failure::usage(format!("{} is not UTF-8", paths::shown(&path))))?;
        let source = Source::new(paths::shown(&path), text);
        let config = parse(&source)?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let documented = documented(&config.apis, &folder, args.permissions.as_deref())?;
        let file = path.file_name().unwrap_or_default();
        let file = file.to_string_lossy().into_owned();
        let modules = config.apis.iter();
        let modules = modules.map(|api| api.module.get_ref().clone()).collect();
        Ok(Self {
            config,
            source,
            modules,
            documented,
            folder,
            file,
        })
    }

    /// The contents of the lists about the API of that module.
    pub(crate) fn documented(&self, module: &str) -> Option<&Documented> {
        self.documented.get(module)
    }

    /// The surroundings of the configuration; with the crate, where that folder is one.
    pub(crate) fn surroundings(&self, destination: Option<&Path>) -> Surroundings {
        Surroundings {
            runtime_path: None,
            published: destination.map(Self::published).unwrap_or_default(),
            documented: self.documented.clone(),
        }
    }

    /// The API of that module.
    pub(crate) fn api(&self, module: &str) -> Result<&Api, Failure> {
        let apis = &self.config.apis;
        apis.iter()
            .find(|api| api.module.get_ref() == module)
            .ok_or_else(|| {
                let modules: Vec<_> = apis
                    .iter()
                    .map(|api| format!("`{}`", api.module.get_ref()))
                    .collect();
                let (there, file) = (modules.join(", "), &self.source.name);
                let known = apis.iter().map(|api| api.module.get_ref());
                let meant = nearest(module, known)
                    .map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                Failure::usage(format!(
                    "{file} has no API `{module}`; there is {there}{meant}"
                ))
            })
    }

    /// What reports of drift of that API pass over.
    pub(crate) fn suppressions(&self, module: &str) -> Vec<Suppression> {
        let entries = self.config.suppressions.iter().filter(|entry| {
            let api = entry.api.as_ref();
            api.is_none_or(|api| api.get_ref() == module)
        });
        drift::suppressions(entries, 0, &mut Diagnostics::new())
    }

    /// Leaves out all APIs but that one.
    pub(crate) fn narrow(&mut self, module: &str) -> Result<(), Failure> {
        self.config.apis = vec![self.api(module)?.clone()];
        // They may be features of the other APIs.
        if let Some(features) = &mut self.config.package.features {
            features.default.clear();
        }
        Ok(())
    }

    /// The texts that diagnostics are about: the metadata of each API in turn, then the configuration.
    pub(crate) fn sources(&self) -> Result<Vec<Source>, Failure> {
        let metadata = self.config.apis.iter().map(|api| self.metadata(api));
        metadata.chain([Ok(self.source.clone())]).collect()
    }

    /// The metadata of an API.
    pub(crate) fn metadata(&self, api: &Api) -> Result<Source, Failure> {
        Ok(self.metadata_files(api)?.source)
    }

    /// The metadata of an API with the files that it is of, relative to the configuration.
    pub(crate) fn metadata_files(&self, api: &Api) -> Result<Metadata, Failure> {
        metadata_in(&Disk(&self.folder), api)
    }

    /// Does the configuration name that file or folder as metadata of an API?
    pub(crate) fn is_metadata(&self, api: &Api, path: &Path) -> bool {
        let path = paths::resolved(path);
        let mut named = api
            .files
            .metadata
            .iter()
            .map(|name| self.folder.join(name.get_ref()));
        named.any(|name| paths::resolved(&name) == path)
    }

    /// Where the configuration lies.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The name of the configuration in its folder.
    pub(crate) fn file(&self) -> &str {
        &self.file
    }

    /// The settings for an API.
    pub(crate) fn setup<'a>(&'a self, api: &'a Api) -> Setup<'a> {
        Setup {
            api,
            has_features: self.config.package.features.is_some(),
            source: &self.source,
        }
    }

    /// Where earlier drift is kept, if it is.
    pub(crate) fn history(&self) -> PathBuf {
        self.folder.join("history.jsonl")
    }

    /// Is there a configuration here or above?
    pub(crate) fn is_near() -> bool {
        nearest_config().is_ok()
    }

    /// Where the crate goes.
    pub(crate) fn destination(&self, flag: Option<&Path>) -> Result<PathBuf, Failure> {
        match (flag, &self.config.package.out) {
            (Some(out), _) => Ok(out.to_owned()),
            (None, Some(out)) => Ok(self.folder.join(out)),
            (None, None) => {
                let file = &self.source.name;
                Err(Failure::usage(format!(
                    "{file} has no `out` in `[crate]`; say where with `--out`"
                )))
            }
        }
    }

    /// The names that the crate in a folder has given; none where there is no crate yet.
    pub(crate) fn published(destination: &Path) -> Published {
        let text = std::fs::read_to_string(destination.join(surface::FILE));
        text.map_or_else(|_| Published::default(), |text| Published::read(&text))
    }

    /// The way from the crate to the runtime, where that is a folder. Absolute paths stay what they are.
    pub(crate) fn runtime_path(&self, destination: &Path) -> Result<Option<String>, Failure> {
        match &self.config.package.runtime {
            Some(Runtime::Path(path)) if Path::new(path).is_absolute() => Ok(Some(path.clone())),
            Some(Runtime::Path(path)) => {
                Ok(Some(paths::relative(destination, &self.folder.join(path))))
            }
            Some(Runtime::Git { .. } | Runtime::Version(_)) => Ok(None),
            None if destination.join("Cargo.toml").exists() => Ok(None),
            None => Err(Failure::usage(format!(
                "{} does not say where msgraph-core is, which the new crate depends on; write `runtime` in `[crate]`: \
                 `{{ path = … }}`, `{{ git = …, rev = … }}` or `{{ version = … }}`",
                self.source.name
            ))),
        }
    }
}

/// The metadata of an API, from where the files beside the configuration are.
pub(crate) fn metadata_in(store: &dyn Store, api: &Api) -> Result<Metadata, Failure> {
    let names: Vec<_> = api
        .files
        .metadata
        .iter()
        .map(|name| name.get_ref().as_str())
        .collect();
    metadata::read(store, &names, &api.files.references)
}

/// Reads the text of a configuration, and checks what is in it.
pub(crate) fn parse(source: &Source) -> Result<Config, Failure> {
    let failure = |faults: &Diagnostics| Failure::diagnostics(faults, std::slice::from_ref(source));
    let config = Config::parse(&source.text).map_err(|faults| failure(&faults))?;
    let mut faults = Diagnostics::new();
    check(&config, 0, &mut faults);
    if faults.has_errors() {
        return Err(failure(&faults));
    }
    Ok(config)
}

/// Reads the lists that the configuration names: permissions, each list once, and what the metadata of clouds says.
fn documented(
    apis: &[Api],
    folder: &Path,
    flag: Option<&Path>,
) -> Result<BTreeMap<String, Documented>, Failure> {
    let mut lists = BTreeMap::new();
    let documented = apis.iter().map(|api| {
        let named = api.files.permissions.as_ref();
        let named = named.map(|file| folder.join(file.get_ref()));
        let path = flag.map(Path::to_owned).or(named);
        let documented = Documented {
            permissions: path.map_or_else(|| Ok(Document::default()), |p| list(&mut lists, p))?,
            offers: offers(api, folder)?,
        };
        Ok((api.module.get_ref().clone(), documented))
    });
    documented.collect()
}

fn list(lists: &mut BTreeMap<PathBuf, Document>, path: PathBuf) -> Result<Document, Failure> {
    Ok(match lists.entry(path) {
        Entry::Occupied(known) => known.get().clone(),
        Entry::Vacant(unknown) => {
            let document = permissions(unknown.key())?;
            unknown.insert(document).clone()
        }
    })
}

/// Reads what the metadata of clouds says of the roots.
fn offers(api: &Api, folder: &Path) -> Result<BTreeMap<Cloud, Offer>, Failure> {
    let files = api.files.clouds.iter().map(|(cloud, file)| {
        let metadata = metadata::read_path(&folder.join(file.get_ref()))?;
        let mut faults = Diagnostics::default();
        let offer = offered(api, &metadata, &mut faults)
            .ok_or_else(|| Failure::unusable(faults, metadata))?;
        Ok((*cloud, offer))
    });
    files.collect()
}

/// Reads a list of permissions.
fn permissions(path: &Path) -> Result<Document, Failure> {
    let bytes = files::read(path)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let mut faults = Diagnostics::default();
    Document::read(&text, &mut faults).ok_or_else(|| {
        let name = paths::shown(path);
        Failure::diagnostics(&faults, &[Source::new(name, text)])
    })
}

/// The configuration of the current folder, or of the next one above that has any.
fn nearest_config() -> Result<PathBuf, Failure> {
    let here = std::env::current_dir()
        .map_err(|error| Failure::usage(format!("there is no current folder: {error}")))?;
    let places = ["slices.toml", "schemas/slices.toml"];
    let mut candidates = here
        .ancestors()
        .flat_map(|folder| places.map(|place| folder.join(place)));
    candidates.find(|path| path.is_file()).ok_or_else(|| {
        Failure::usage(
            "there is no `slices.toml` and no `schemas/slices.toml` here or above; \
             say what to generate with `--config FILE`",
        )
    })
}
