//! What is said of national clouds: `clouds`, `[[api.availability]]`, `[api.cloud-metadata]`.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeTable;

use super::Availability;
use super::fields::{Fields, suggestion};
use crate::clouds::Cloud;
use crate::diagnostics::Diagnostics;

/// What a table of `[[api]]` says of clouds, before it is read.
pub(super) struct Tables<'i> {
    targets: Vec<Cloud>,
    availability: Vec<Spanned<DeTable<'i>>>,
    metadata: Option<Spanned<DeTable<'i>>>,
}

pub(super) fn tables<'i>(fields: &mut Fields<'_, 'i>) -> Tables<'i> {
    let targets = fields.optional_texts("clouds");
    Tables {
        targets: targets.map_or_else(Vec::new, |names| clouds(&names.into_inner(), fields)),
        availability: fields.optional_tables("availability"),
        metadata: fields.optional_table("cloud-metadata"),
    }
}

/// The part of a table of `[[api]]` that is about clouds.
pub(super) struct OfClouds {
    pub(super) targets: Vec<Cloud>,
    pub(super) availability: Vec<Availability>,
    pub(super) metadata: BTreeMap<Cloud, Spanned<String>>,
}

pub(super) fn read(tables: Tables<'_>, diagnostics: &mut Diagnostics) -> OfClouds {
    let availability = tables.availability.into_iter();
    let availability = availability.filter_map(|table| {
        let mut fields = Fields::new("[[api.availability]]", table, diagnostics);
        let requests = fields.optional_texts("requests");
        let types = fields.optional_texts("types");
        let names = fields.required_texts("clouds");
        let clouds = names.map(|names| clouds(&names.into_inner(), &mut fields));
        fields.finish();
        let [requests, types] =
            [requests, types].map(|names| names.map(Spanned::into_inner).unwrap_or_default());
        Some(Availability {
            requests,
            types,
            clouds: clouds?.into_iter().collect(),
        })
    });
    let availability = availability.collect();
    let metadata = tables.metadata.map(|table| {
        let mut fields = Fields::new("[api.cloud-metadata]", table, diagnostics);
        let files = Cloud::ALL.map(|cloud| (cloud, fields.optional_text(cloud.name())));
        fields.finish();
        let files = files.into_iter();
        let files = files.filter_map(|(cloud, file)| Some((cloud, file?)));
        files.collect()
    });
    OfClouds {
        targets: tables.targets,
        availability,
        metadata: metadata.unwrap_or_default(),
    }
}

fn clouds(names: &[Spanned<String>], fields: &mut Fields<'_, '_>) -> Vec<Cloud> {
    let known = Cloud::ALL.map(Cloud::name);
    let cloud = |name: &Spanned<String>| {
        let cloud = Cloud::named(name.get_ref());
        if cloud.is_none() {
            fields.refuse("clouds", name, &suggestion(name.get_ref(), &known));
        }
        cloud
    };
    names.iter().filter_map(cloud).collect()
}
