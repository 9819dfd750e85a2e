//! Reads metadata: a file, several files, the files of a folder, and those that a document refers to.
//!
//! A reference is followed to a file beside the document, or to the one that the configuration names for its URI; never
//! to the network.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use msgraph_generator::diagnostics::{Diagnostics, Source};
use msgraph_generator::{csdl, documents};

use crate::failure::Failure;
use crate::{files, paths};

/// The endings of files that are metadata, in a folder of it.
pub(crate) const EXTENSIONS: &[&str] = &["csdl", "edmx", "json", "xml"];

/// Where files are: on the disk, or in a revision. Paths have forward slashes and are relative to one folder.
pub(crate) trait Store {
    /// The names of the files directly in a folder; `None` if it is no folder.
    fn list(&self, path: &str) -> Result<Option<Vec<String>>, Failure>;
    /// Is there such a file?
    fn has(&self, path: &str) -> Result<bool, Failure>;
    /// What is in a file.
    fn read(&self, path: &str) -> Result<Vec<u8>, Failure>;
    /// What people call a file.
    fn shown(&self, path: &str) -> String;
}

/// The files below a folder of the disk.
pub(crate) struct Disk<'p>(pub(crate) &'p Path);

impl Store for Disk<'_> {
    fn list(&self, path: &str) -> Result<Option<Vec<String>>, Failure> {
        let folder = self.0.join(path);
        let fault = |error: io::Error| Failure::io("read", &folder, &error);
        if !folder.is_dir() {
            return Ok(None);
        }
        let mut names = Vec::new();
        for entry in fs::read_dir(&folder).map_err(fault)? {
            let entry = entry.map_err(fault)?;
            if entry.path().is_file() {
                names.extend(entry.file_name().into_string().ok());
            }
        }
        Ok(Some(names))
    }

    fn has(&self, path: &str) -> Result<bool, Failure> {
        Ok(self.0.join(path).is_file())
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Failure> {
        files::read(&self.0.join(path))
    }

    fn shown(&self, path: &str) -> String {
        paths::shown(&self.0.join(path))
    }
}

/// Metadata and the files that it is of, as paths in their store.
pub(crate) struct Metadata {
    pub(crate) source: Source,
    pub(crate) files: Vec<String>,
}

/// Reads the named files and folders, and the documents that these refer to.
pub(crate) fn read(
    store: &dyn Store,
    names: &[&str],
    references: &BTreeMap<String, String>,
) -> Result<Metadata, Failure> {
    let mut open: VecDeque<String> = VecDeque::new();
    for name in names {
        match store.list(name)? {
            Some(files) => open.extend(in_folder(name, files, store)?),
            None => open.push_back((*name).to_owned()),
        }
    }
    let mut seen: BTreeSet<String> = open.iter().cloned().collect();
    let (mut files, mut sources) = (Vec::new(), Vec::new());
    while let Some(path) = open.pop_front() {
        let source = decoded(&store.read(&path)?, &store.shown(&path))?;
        for uri in documents::references(&source.text) {
            let target = references
                .get(&uri)
                .cloned()
                .or_else(|| beside(&path, &uri));
            let Some(target) = target.filter(|target| !seen.contains(target)) else {
                continue;
            };
            if references.contains_key(&uri) || store.has(&target)? {
                seen.insert(target.clone());
                open.push_back(target);
            }
        }
        files.push(path);
        sources.push(source);
    }
    let first = names.first().copied().unwrap_or_default();
    let source = joined_or_single(&store.shown(first), sources);
    Ok(Metadata { source, files })
}

/// The metadata in a folder, sorted.
fn in_folder(
    folder: &str,
    names: Vec<String>,
    store: &dyn Store,
) -> Result<BTreeSet<String>, Failure> {
    let mut found = BTreeSet::new();
    for name in names {
        let path = joined(folder, &name);
        if is_metadata(&path, store)? {
            found.insert(path);
        }
    }
    if found.is_empty() {
        let folder = store.shown(folder);
        let endings = EXTENSIONS.join("`, `.");
        return Err(Failure::usage(format!(
            "{folder} has no metadata: no file in it ends in `.{endings}`"
        )));
    }
    Ok(found)
}

/// Is it a file of metadata? JSON is so many things that its content tells.
pub(crate) fn is_metadata(path: &str, store: &dyn Store) -> Result<bool, Failure> {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension);
    let extension = extension.unwrap_or_default().to_ascii_lowercase();
    if extension == "json" {
        let bytes = store.read(path)?;
        return Ok(std::str::from_utf8(&bytes).is_ok_and(documents::is_json));
    }
    Ok(EXTENSIONS.contains(&extension.as_str()))
}

/// The file beside a document that is called like the end of a URI.
fn beside(document: &str, uri: &str) -> Option<String> {
    let path = uri.split(['?', '#']).next()?;
    let name = path.rsplit('/').next()?;
    let is_plain = !name.is_empty() && !name.contains(['\\', ':']) && name != "." && name != "..";
    is_plain.then(|| in_folder_of(document, name))
}

/// A file in the folder of another one.
pub(crate) fn in_folder_of(file: &str, name: &str) -> String {
    match file.rsplit_once('/') {
        Some(("", _)) => format!("/{name}"),
        Some((folder, _)) => joined(folder, name),
        None => name.to_owned(),
    }
}

fn joined(folder: &str, name: &str) -> String {
    match folder.trim_end_matches('/') {
        "" if folder.starts_with('/') => format!("/{name}"),
        "" | "." => name.to_owned(),
        folder => format!("{folder}/{name}"),
    }
}

/// Puts the files of a folder that refer to each other together, sorted.
pub(crate) fn groups(paths: &[String], store: &dyn Store) -> Result<Vec<Vec<String>>, Failure> {
    let mut group_of: BTreeMap<&str, usize> = BTreeMap::new();
    for (n, path) in paths.iter().enumerate() {
        group_of.insert(path, n);
    }
    for path in paths {
        // What is no text is told when its row is made.
        let bytes = store.read(path)?;
        let text = std::str::from_utf8(&bytes).unwrap_or_default();
        for target in documents::references(text)
            .iter()
            .filter_map(|uri| beside(path, uri))
        {
            let groups = [path.as_str(), &target].map(|path| group_of.get(path).copied());
            if let [Some(one), Some(other)] = groups {
                let joined = one.min(other);
                for group in group_of.values_mut() {
                    if *group == one || *group == other {
                        *group = joined;
                    }
                }
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (path, group) in group_of {
        groups.entry(group).or_default().push(path.to_owned());
    }
    Ok(groups.into_values().collect())
}

/// Reads the metadata that a path leads to.
pub(crate) fn read_path(path: &Path) -> Result<Source, Failure> {
    let name = paths::slashed(path);
    let here = PathBuf::new();
    let metadata = read(&Disk(&here), &[&name], &BTreeMap::new())?;
    Ok(metadata.source)
}

/// A document of that name.
pub(crate) fn decoded(bytes: &[u8], name: &str) -> Result<Source, Failure> {
    text(bytes, name).map_err(|(diagnostics, source)| Failure::unusable(diagnostics, source))
}

/// The text of documents as one; where one of them is none, why.
pub(crate) fn decode(
    store: &dyn Store,
    names: &[String],
) -> Result<Result<Source, (Diagnostics, Source)>, Failure> {
    let mut sources = Vec::new();
    for name in names {
        match text(&store.read(name)?, &store.shown(name)) {
            Ok(source) => sources.push(source),
            refused => return Ok(refused),
        }
    }
    Ok(Ok(joined_or_single(&names.join(", "), sources)))
}

/// A document of its own, or several under one name.
pub(crate) fn joined_or_single(name: &str, parts: Vec<Source>) -> Source {
    match <[Source; 1]>::try_from(parts) {
        Ok([single]) => single,
        Err(parts) => Source::joined(name, parts),
    }
}

fn text(bytes: &[u8], name: &str) -> Result<Source, (Diagnostics, Source)> {
    let mut diagnostics = Diagnostics::default();
    if let Some(text) = csdl::decode(bytes, 0, &mut diagnostics) {
        return Ok(Source::new(name, text));
    }
    let text = String::from_utf8_lossy(bytes).into_owned();
    Err((diagnostics, Source::new(name, text)))
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn references_lead_to_files_beside_the_document() {
        for (uri, file) in [
            (
                "http://redfish.dmtf.org/schemas/v1/Chassis_v1.xml",
                Some("a/Chassis_v1.xml"),
            ),
            ("b.xml?x=1#y", Some("a/b.xml")),
            ("../../etc/passwd", Some("a/passwd")),
            ("..", None),
            ("http://x/", None),
            ("c:\\b.xml", None),
        ] {
            assert_eq!(beside("a/main.xml", uri).as_deref(), file, "{uri}");
        }
        assert_eq!(beside("main.xml", "b.xml").as_deref(), Some("b.xml"));
    }
}
