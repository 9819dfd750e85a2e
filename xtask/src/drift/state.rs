//! What the service had the last time, so that it need not send it again.
//!
//! The file is a cache and not to be checked in. An `ETag` in it is believed only as long as the slice that was cut
//! from that document is still the one that is checked in, and the roots are the same: otherwise "not modified" could
//! be said of something that is not here.

use std::collections::BTreeMap;
use std::path::PathBuf;

use msgraph_generator::config::Api;
use msgraph_generator::drift::Fingerprint;
use serde::{Deserialize, Serialize};

use crate::commands::refresh::Origin;
use crate::failure::Failure;
use crate::project::Project;
use crate::transaction::Transaction;

const FILE: &str = ".refresh.json";

/// The last documents, by module.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct State(BTreeMap<String, Known>);

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    url: String,
    etag: String,
    /// What was made of it: a fingerprint.
    slice: String,
}

impl State {
    /// A file that cannot be read as one is as good as none.
    pub(crate) fn read(project: &Project) -> Self {
        let text = std::fs::read_to_string(path(project)).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Staged with everything else.
    pub(crate) fn write(
        &self,
        project: &Project,
        transaction: &mut Transaction,
    ) -> Result<(), Failure> {
        if self.0.is_empty() || *self == Self::read(project) {
            return Ok(());
        }
        // Names of members are texts, so this cannot fail.
        let text = serde_json::to_string_pretty(self).unwrap_or_default() + "\n";
        transaction.write(path(project), text.as_bytes())
    }

    /// The `ETag` of the document that this slice is from.
    pub(crate) fn etag(&self, url: &str, api: &Api, slice: &str) -> Option<&str> {
        let known = self.0.get(api.module.get_ref())?;
        let is_same = known.url == url && known.slice == fingerprint(api, slice);
        is_same.then_some(&known.etag)
    }

    /// Remembers what a slice was cut from.
    pub(crate) fn learn(&mut self, origin: Option<Origin>, api: &Api, slice: &str) {
        let module = api.module.get_ref();
        match origin {
            Some(Origin {
                url,
                etag: Some(etag),
            }) => {
                let slice = fingerprint(api, slice);
                self.0.insert(module.clone(), Known { url, etag, slice });
            }
            _ => {
                self.0.remove(module);
            }
        }
    }
}

fn path(project: &Project) -> PathBuf {
    project.folder().join(FILE)
}

fn fingerprint(api: &Api, slice: &str) -> String {
    let mut parts = vec![env!("CARGO_PKG_VERSION"), slice];
    parts.extend(api.wanted.roots.iter().map(|root| root.get_ref().as_str()));
    Fingerprint::of(&parts).to_string()
}
