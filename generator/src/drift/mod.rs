//! What changed between two schemas, and whom it breaks.
//!
//! ```text
//! changes      two schemas side by side: what is not alike, each with its rule
//! attribution  what changes in the crate, each put down to one of them: `blame`, the nearest one; `twins`, which is which
//! group        changes of one cause are one finding
//! policy       what is passed over, what happened before, what counts as a failure
//! ```
//!
//! Both schemas are resolved, so aliases, the order of elements, indentation and facets that say what is understood
//! make no difference. Two questions are answered of each change and never mixed: does it break clients that are
//! already shipped ([`Wire`]), and does it break code when the crate is generated anew ([`Source`])?

mod attribution;
mod blame;
mod changes;
mod configuration;
mod date;
mod finding;
mod fingerprint;
mod group;
mod merge;
mod policy;
pub mod report;
mod rules;
mod side;
mod twins;

pub use configuration::{Reconfiguration, Setup};
pub(crate) use configuration::{Step, configured, walk};
pub use date::Date;
pub use finding::{
    Announcement, Bump, Finding, InputFacts, Occurrence, Place, Report, Representation, RustChange,
    Section, Source, SurfaceLine, Verdict, Wire,
};
pub use fingerprint::Fingerprint;
pub use policy::{
    Event, FailOn, Past, Suppressed, Suppression, Unused, UnusedSuppression, suppressions,
};
pub use rules::{RULES, Rule, rule};

use crate::config::Api;
use crate::diagnostics;
use crate::overlay::Documented;
use crate::rust::names::Published;
use crate::schema::Schema;
use changes::Comparison;
use side::Side;

/// One of the two schemas.
#[derive(Debug, Clone, Copy)]
pub struct Input<'s> {
    /// What it was read from, in whose files lines are counted. People call it by a path, or `git:REV:PATH`.
    pub source: &'s diagnostics::Source,
    /// What is compared.
    pub schema: &'s Schema<'s>,
}

/// What is wanted of a comparison.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'o> {
    /// What decides.
    pub scope: Scope<'o>,
    /// From when on days are counted to announced removals, and suppressions expire.
    pub today: Option<Date>,
    /// What is to be passed over.
    pub suppressions: &'o [Suppression],
    /// What earlier comparisons told.
    pub history: &'o [Past],
    /// The names of the old crate, if it is published: without them they follow from the old schema alone.
    pub published: Option<&'o Published>,
    /// The contents of the lists that the configuration of the slice names.
    pub documented: Option<&'o Documented>,
    /// The differences from the configuration before (see [`reconfigured`](crate::reconfigured)).
    pub reconfiguration: Option<&'o Reconfiguration>,
    /// Are the crates divided into features?
    pub has_features: bool,
}

/// The part of the schemas that decides.
#[derive(Debug, Clone, Copy, Default)]
pub enum Scope<'o> {
    /// All of them.
    #[default]
    All,
    /// What a crate is generated from; a root that is not there on one side is a finding.
    Slice(&'o Api),
}

/// Tells what changed from one schema to another.
///
/// ```
/// use msgraph_generator::diagnostics::{Diagnostics, Source};
/// use msgraph_generator::drift::{Input, Options, Wire, compare};
/// use msgraph_generator::{csdl, schema};
///
/// let document = |member: &str| format!(r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
///   <edmx:DataServices><Schema Namespace="zoo" xmlns="http://docs.oasis-open.org/odata/ns/edm">
///     <ComplexType Name="cat"><Property Name="name" Type="Edm.String"/>{member}</ComplexType>
///   </Schema></edmx:DataServices></edmx:Edmx>"#);
/// let texts = [document(r#"<Property Name="lives" Type="Edm.Int32"/>"#), document("")];
/// let mut diagnostics = Diagnostics::new();
/// let documents = texts.each_ref().map(|text| csdl::parse(text, 0, &mut diagnostics).unwrap());
/// let schemas = documents.each_ref().map(|document| schema::resolve(document, &mut diagnostics).unwrap());
/// let sources = texts.each_ref().map(|text| Source::new("zoo.csdl", text));
/// let [old, new] = [0, 1].map(|n| Input { source: &sources[n], schema: &schemas[n] });
///
/// let report = compare(&old, &new, &Options::default());
/// assert_eq!(report.findings[0].rule.name, "property-removed");
/// assert_eq!(report.findings[0].subject, "zoo.cat/lives");
/// assert_eq!(report.verdict.wire, Wire::Break);
/// ```
pub fn compare(old: &Input<'_>, new: &Input<'_>, options: &Options<'_>) -> Report {
    let old_side = Side::new(old, options.scope);
    let new_side = Side::new(new, options.scope);
    let (mut changes, ignored, types) = Comparison::new(&old_side, &new_side).run();
    attribution::attribute(&mut changes, [&old_side, &new_side], &types, options);
    let (mut wanted, mut others): (Vec<_>, Vec<_>) =
        changes.into_iter().partition(|change| change.is_wanted);
    if let Some(reconfiguration) = options.reconfiguration {
        reconfiguration.forget_what_was_cut(old.schema, &mut others);
    }
    let (passed_over, unused_suppressions) = policy::suppress(&mut wanted, options);
    let sources = [old.source, new.source];
    let findings = group::findings(wanted, sources, options);
    let suppressed = passed_over.into_iter().flat_map(|(by, changes)| {
        let findings = group::findings(changes, sources, options).into_iter();
        findings.map(move |finding| Suppressed {
            finding,
            by: by.clone(),
        })
    });
    let mut report = Report {
        verdict: Verdict::of(&findings),
        suppressed: suppressed.collect(),
        findings,
        elsewhere: group::findings(others, sources, options),
        ignored,
        unused_suppressions,
        inputs: [old_side.facts(old), new_side.facts(new)],
    };
    report.judge();
    report
}
