//! What is checked in of newer metadata: the slice of it, in the files that there are and those that come to them.

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;

use msgraph_generator::canonical;
use msgraph_generator::config::Api;
use msgraph_generator::diagnostics::{Diagnostics, Source};
use msgraph_generator::documents;
use msgraph_generator::schema::Schema;

use crate::failure::Failure;
use crate::metadata::{self, Metadata, in_folder_of};
use crate::project::Project;
use crate::transaction::Transaction;
use crate::{fetch, paths};

/// How many documents are fetched for the sake of one.
const DOCUMENTS: usize = 1_000;

/// The slice of newer metadata.
pub(crate) struct Renewal {
    /// The files as one, to be compared and generated from.
    pub(crate) source: Source,
    /// Paths relative to the configuration, and what is to be in the files; nothing, if they go.
    files: BTreeMap<String, Option<String>>,
}

impl Renewal {
    /// Cuts the slice of a document that is to take the place of `old`; `None` with errors.
    pub(crate) fn cut(
        api: &Api,
        old: &Metadata,
        document: &Source,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let write = |schema: &Schema<'_>| canonical::write_files(schema, document);
        let written = msgraph_generator::projected(api, document, diagnostics, write)?;
        let mut files = BTreeMap::new();
        for (n, (name, text)) in written.into_iter().enumerate() {
            files.insert(destination(api, old, n, &name), Some(text));
        }
        for path in &old.files {
            let is_named = api
                .files
                .metadata
                .iter()
                .any(|named| named.get_ref() == path);
            let empty = || canonical::write(&Schema::default());
            files
                .entry(path.clone())
                .or_insert_with(|| is_named.then(empty));
        }
        let kept = |(path, text): (&String, &Option<String>)| Some((path.clone(), text.clone()?));
        let parts = files.iter().filter_map(kept);
        let parts: Vec<_> = parts.map(|(path, text)| Source::new(path, text)).collect();
        let source =
            metadata::joined_or_single(&old.source.name, parts).named(old.source.name.clone());
        Some(Self { source, files })
    }

    /// Puts the files in place that are not there already.
    pub(crate) fn write(
        &self,
        project: &Project,
        transaction: &mut Transaction,
    ) -> Result<(), Failure> {
        for (path, text) in &self.files {
            let place: PathBuf = project.folder().join(path);
            match text {
                Some(text) if std::fs::read(&place).is_ok_and(|is| is == text.as_bytes()) => {}
                Some(text) => transaction.write(place, text.as_bytes())?,
                None => transaction.remove(place),
            }
        }
        Ok(())
    }
}

/// Where the file of that name goes: where one is that is called so, else beside the first one, or in its place.
fn destination(api: &Api, old: &Metadata, n: usize, name: &str) -> String {
    let is_called_so = |path: &&String| path.rsplit('/').next() == Some(name);
    if let Some(path) = old.files.iter().find(is_called_so) {
        return path.clone();
    }
    let first = old.files.first().map_or("", String::as_str);
    let is_named = api
        .files
        .metadata
        .iter()
        .any(|named| named.get_ref() == first);
    if n == 0 && is_named {
        return first.to_owned();
    }
    in_folder_of(first, name)
}

/// What a slice says, however its files are ordered.
pub(crate) fn text_of(source: &Source) -> String {
    let mut texts: Vec<_> = source.files().map(|file| file.text).collect();
    texts.sort_unstable();
    texts.concat()
}

/// Fetches the documents that a fetched one refers to, and those that they refer to.
pub(crate) fn with_references(url: &str, document: Source) -> Result<Source, Failure> {
    let mut known = vec![url.to_owned()];
    let mut open: VecDeque<_> = [(url.to_owned(), document)].into();
    let mut parts = Vec::new();
    while let Some((base, document)) = open.pop_front() {
        for uri in documents::references(&document.text) {
            let url = resolved(&base, &uri);
            if known.contains(&url) {
                continue;
            }
            if known.len() == DOCUMENTS {
                let base = paths::one_line(&base);
                let message = format!("{base} refers to more than {DOCUMENTS} documents");
                return Err(Failure::usage(message));
            }
            if let fetch::Answer::Document { bytes, .. } = fetch::get(&url, None)? {
                open.push_back((url.clone(), metadata::decoded(&bytes, &url)?));
            }
            known.push(url);
        }
        parts.push(document);
    }
    Ok(metadata::joined_or_single(url, parts))
}

/// A reference in a document, as a URL without its fragment (RFC 3986, 5.2, for what references are in practice).
fn resolved(base: &str, reference: &str) -> String {
    let reference = reference.split('#').next().unwrap_or_default();
    if reference.contains("://") {
        return reference.to_owned();
    }
    let base = base.split(['?', '#']).next().unwrap_or_default();
    let authority = base.find("://").map_or(0, |at| at + 3);
    let path = base.get(authority..).and_then(|rest| rest.find('/'));
    let origin = base
        .get(..path.map_or(base.len(), |at| authority + at))
        .unwrap_or_default();
    if reference.starts_with('/') {
        return format!("{origin}{reference}");
    }
    match base.rsplit_once('/').filter(|_| path.is_some()) {
        Some((folder, _)) => format!("{folder}/{reference}"),
        None => format!("{origin}/{reference}"),
    }
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn references_are_resolved() {
        for (base, reference, url) in [
            ("https://a.b/c/$metadata", "d.xml", "https://a.b/c/d.xml"),
            (
                "https://a.b/c/$metadata?x=/y",
                "/d.xml#e",
                "https://a.b/d.xml",
            ),
            ("https://a.b/c", "http://e.f/d.xml", "http://e.f/d.xml"),
            ("https://a.b", "d.xml", "https://a.b/d.xml"),
        ] {
            assert_eq!(resolved(base, reference), url);
        }
    }
}
