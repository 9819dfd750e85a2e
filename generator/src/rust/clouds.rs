//! Which clouds offer something, in a sentence.

use std::collections::BTreeMap;

use super::docs::code;
use crate::clouds::{Cloud, Clouds};

/// The sentence about a type; nothing if it is everywhere.
pub(super) fn of_type(clouds: &Clouds) -> Option<String> {
    let clouds = listed(clouds)?;
    Some(format!("Not everywhere: {clouds} only."))
}

/// The sentences about the requests of a method, and the clouds that offer none of them; nothing if all are everywhere.
pub(super) fn of_method(offers: &[(String, Clouds)]) -> (Vec<String>, Option<Clouds>) {
    let any: Clouds = offers
        .iter()
        .flat_map(|(_, clouds)| clouds)
        .copied()
        .collect();
    let mut by_clouds: BTreeMap<&Clouds, Vec<&str>> = BTreeMap::new();
    for (request, clouds) in offers {
        by_clouds.entry(clouds).or_default().push(request);
    }
    if let [(clouds, _)] = by_clouds.iter().collect::<Vec<_>>().as_slice() {
        let sentence = of_type(clouds);
        return (sentence.into_iter().collect(), limited(any));
    }
    let sentences = by_clouds.into_iter().filter_map(|(clouds, requests)| {
        let requests: Vec<_> = requests.into_iter().map(code).collect();
        Some(format!(
            "{}: {} only.",
            requests.join(", "),
            listed(clouds)?
        ))
    });
    (sentences.collect(), limited(any))
}

fn limited(clouds: Clouds) -> Option<Clouds> {
    (!clouds.is_empty() && clouds.len() < Cloud::ALL.len()).then_some(clouds)
}

fn listed(clouds: &Clouds) -> Option<String> {
    if clouds.len() == Cloud::ALL.len() {
        return None;
    }
    let names: Vec<_> = clouds.iter().map(|cloud| code(cloud.name())).collect();
    Some(match names.as_slice() {
        [] => "no cloud".to_owned(),
        [one] => format!("the cloud {one}"),
        several => format!("the clouds {}", several.join(", ")),
    })
}
