//! The configuration of both sides: what it says otherwise than before, and what that does to the crate.
//!
//! The way from the old configuration to the new one is walked statement by statement, over the old metadata. What a
//! statement does is what differs between the crates before and after it. So nothing has to be guessed, and all that
//! is left between the two sides is the service's doing.

mod walk;

use rustc_hash::FxHashMap;

use super::blame::elements;
use super::changes::Change;
use super::rules::configuration::GENERATOR_CHANGED;
use super::side::Side;
use super::{Options, Place, Report, Rule, RustChange, Source, group};
use crate::config::Api;
use crate::diagnostics::{self, Diagnostics};
use crate::overlay::{self, Documented};
use crate::rust::names::Published;
use crate::rust::{Features, Lowering, divide};
use crate::schema::Schema;
use crate::slice::Slice;
use crate::surface::{self, Surface};

pub(crate) use walk::walk;

/// The settings of `slices.toml` for an API on one side.
#[derive(Debug, Clone, Copy)]
pub struct Setup<'o> {
    /// The API.
    pub api: &'o Api,
    /// Is the crate divided into features?
    pub has_features: bool,
    /// The text of the file, in which the places of `api` are.
    pub source: &'o diagnostics::Source,
}

/// The differences between two configurations, and their effect on the crate.
#[derive(Debug, Clone)]
pub struct Reconfiguration {
    /// Its earlier text.
    pub(crate) before: Api,
    pub(crate) steps: Vec<Step>,
    /// The names that the crate has after it.
    pub published: Published,
}

/// A statement of the configuration that is not what it was, and what that does to the crate.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) setting: Setting,
    pub(crate) differences: Vec<surface::Change>,
}

/// A statement of the configuration that is not what it was.
#[derive(Debug, Clone)]
pub(crate) struct Setting {
    pub(crate) rule: &'static Rule,
    /// Its subject: a root, the target of a patch, the name of an option.
    pub(crate) subject: String,
    pub(crate) detail: String,
    /// Its place before, and its place now.
    pub(crate) places: [Option<Place>; 2],
}

/// The surface of the crate that a configuration makes of patched metadata; roots that lead nowhere bring nothing.
pub(crate) fn configured(
    schema: &Schema<'_>,
    api: &Api,
    has_features: bool,
    published: &Published,
) -> Surface {
    let side = Side::sliced(schema, api);
    let slice = side.slice.unwrap_or_default();
    // What lists say is documentation.
    let documented = Documented::default();
    surface_of(schema, &slice, api, has_features, (&documented, published))
}

/// The surface of the crate of a slice.
pub(super) fn surface_of(
    schema: &Schema<'_>,
    slice: &Slice,
    api: &Api,
    has_features: bool,
    (documented, published): (&Documented, &Published),
) -> Surface {
    // What is said about nothing is told when the crate is generated.
    let mut unheard = Diagnostics::new();
    let overlay = overlay::resolve(schema, slice, api, documented, 0, &mut unheard);
    let mut lowered = Lowering::new(schema, slice, &overlay, api, published).lower(|_| true);
    let features = if has_features {
        divide(&mut lowered)
    } else {
        Features::new()
    };
    Surface::of_crate([Surface::of(&lowered)], &features)
}

/// Forgets what one step did and a later one undid. The steps are in order, and what the metadata does comes last.
pub(super) fn settled(
    steps: &[Step],
    mut last: Vec<surface::Change>,
) -> (Vec<Step>, Vec<surface::Change>) {
    let mut steps = steps.to_vec();
    let mut ends: FxHashMap<_, [Option<String>; 2]> = FxHashMap::default();
    let all = steps.iter().map(|step| &step.differences).chain([&last]);
    for difference in all.flatten() {
        let key = (difference.item.clone(), difference.space);
        let ends = ends
            .entry(key)
            .or_insert_with(|| [difference.before.clone(), None]);
        ends[1].clone_from(&difference.after);
    }
    ends.retain(|_, [before, after]| before == after);
    let is_left = |difference: &surface::Change| {
        let key = (difference.item.clone(), difference.space);
        difference.before == difference.after || !ends.contains_key(&key)
    };
    for differences in steps
        .iter_mut()
        .map(|step| &mut step.differences)
        .chain([&mut last])
    {
        differences.retain(is_left);
    }
    (steps, last)
}

impl Reconfiguration {
    /// Forgets that elements are gone which the roots wanted before and no longer want: metadata that is checked in is cut
    /// to the roots, so that nothing is known of them.
    pub(super) fn forget_what_was_cut(&self, old: &Schema<'_>, elsewhere: &mut Vec<Change>) {
        let is_gone = |change: &Change| change.new.is_none();
        if !elsewhere.iter().any(is_gone) {
            return;
        }
        let before = Side::sliced(old, &self.before);
        let was_wanted = |id| {
            elements(id)
                .into_iter()
                .any(|element| before.wants(element))
        };
        elsewhere.retain(|change| !is_gone(change) || !change.ids[0].is_some_and(was_wanted));
    }
}

impl Step {
    /// The text that is told of it.
    pub(super) fn change(self) -> Change {
        let Setting {
            rule,
            subject,
            detail,
            places,
        } = self.setting;
        let effects = self.differences.iter().map(|d| Source::from(d.effect));
        let source = effects.max().unwrap_or(Source::None);
        let mut change = Change::new(rule, subject, true)
            .detail(detail)
            .source(source)
            .configured(places)
            .like_others();
        change.rust = self.differences.into_iter().map(RustChange::from).collect();
        change
    }
}

impl Report {
    /// Adds what another version of the generator does to the crate.
    pub fn by_generator(&mut self, changes: Vec<RustChange>) {
        let mut change = Change::new(&GENERATOR_CHANGED, "msgraph-codegen", true);
        let is_lost = changes.iter().any(|change| change.before.is_some());
        if !is_lost {
            change = change.source(Source::Additive);
        }
        change.rust = changes;
        let nowhere = diagnostics::Source::new("", "");
        let findings = group::findings(vec![change], [&nowhere; 2], &Options::default());
        self.findings.extend(findings);
        group::sort(&mut self.findings);
        self.judge();
    }
}
