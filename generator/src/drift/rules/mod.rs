//! One rule for each kind of change: what it means for shipped clients, and for code.

pub(super) mod annotations;
pub(super) mod configuration;
pub(super) mod container;
pub(super) mod enumerations;
pub(super) mod members;
pub(super) mod operations;
pub(super) mod slice;
pub(super) mod types;

use super::{Section, Source, Wire};

/// A kind of change.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Never given to another rule: `D056`.
    pub id: &'static str,
    /// `parameter-removed`
    pub name: &'static str,
    /// What happened: `A parameter is gone`.
    pub title: &'static str,
    /// What it means for shipped clients. Where the details count, a finding may be milder.
    pub wire: Wire,
    /// What it means for code, at worst: of a finding, the surfaces of the two crates decide.
    pub source: Source,
    /// Where findings stand that break nothing.
    pub section: Section,
    /// What to do about it, in a sentence.
    pub what_to_do: &'static str,
    /// What breaks in other SDKs and not here.
    pub other_sdks: Option<&'static str>,
    /// A page of Markdown: what it means, both verdicts and why, what to do, an example.
    pub explanation: &'static str,
}

/// All rules, sorted by id.
pub static RULES: &[&Rule] = &[
    &types::TYPE_REMOVED,
    &types::TYPE_ADDED,
    &types::TYPE_KIND_CHANGED,
    &types::TYPE_CASE_CHANGED,
    &types::BASE_INSERTED,
    &types::BASE_REMOVED,
    &types::BASE_CHANGED,
    &types::FIRST_SUBTYPE,
    &types::LAST_SUBTYPE,
    &types::TYPE_MADE_ABSTRACT,
    &types::TYPE_MADE_CONCRETE,
    &types::TYPE_OPENED,
    &types::TYPE_CLOSED,
    &types::STREAM_ADDED,
    &types::STREAM_REMOVED,
    &types::KEY_CHANGED,
    &types::UNDERLYING_TYPE_CHANGED,
    &enumerations::ENUM_MEMBER_REMOVED,
    &enumerations::ENUM_MEMBER_ADDED,
    &enumerations::ENUM_MEMBER_ADDED_BEHIND,
    &enumerations::ENUM_MEMBER_VALUE_CHANGED,
    &enumerations::ENUM_MEMBER_CASE_CHANGED,
    &enumerations::SENTINEL_MOVED,
    &enumerations::SENTINEL_ADDED,
    &enumerations::SENTINEL_REMOVED,
    &enumerations::ENUM_MADE_FLAGS,
    &enumerations::ENUM_MADE_SINGLE,
    &enumerations::ENUM_UNDERLYING_CHANGED,
    &members::PROPERTY_REMOVED,
    &members::NAVIGATION_REMOVED,
    &members::PROPERTY_ADDED,
    &members::NAVIGATION_ADDED,
    &members::MEMBER_MOVED_UP,
    &members::MEMBER_MOVED_DOWN,
    &members::MEMBER_CASE_CHANGED,
    &members::MEMBER_KIND_CHANGED,
    &members::TYPE_CHANGED,
    &members::TYPE_CHANGED_ALIKE,
    &members::COLLECTION_CHANGED,
    &members::NULL_FORBIDDEN,
    &members::NULL_ALLOWED,
    &members::TARGET_CHANGED,
    &members::CONTAINMENT_ADDED,
    &members::CONTAINMENT_REMOVED,
    &members::FACETS_TIGHTENED,
    &members::FACETS_LOOSENED,
    &members::DEFAULT_CHANGED,
    &members::PARTNER_CHANGED,
    &operations::OPERATION_REMOVED,
    &operations::OPERATION_ADDED,
    &operations::OVERLOAD_REMOVED,
    &operations::OVERLOAD_ADDED,
    &operations::OPERATION_CASE_CHANGED,
    &operations::OPERATION_KIND_CHANGED,
    &operations::PARAMETER_REMOVED,
    &operations::PARAMETER_ADDED,
    &operations::REQUIRED_PARAMETER_ADDED,
    &operations::PARAMETER_CASE_CHANGED,
    &operations::PARAMETER_TYPE_CHANGED,
    &operations::PARAMETER_MADE_OPTIONAL,
    &operations::PARAMETER_MADE_REQUIRED,
    &operations::RETURN_ADDED,
    &operations::RETURN_REMOVED,
    &operations::RETURN_TYPE_CHANGED,
    &operations::RETURN_NULL_CHANGED,
    &operations::COMPOSABLE_ADDED,
    &operations::COMPOSABLE_REMOVED,
    &operations::BINDING_MOVED_UP,
    &container::ENTITY_SET_REMOVED,
    &container::ENTITY_SET_ADDED,
    &container::SINGLETON_REMOVED,
    &container::SINGLETON_ADDED,
    &container::SOURCE_KIND_CHANGED,
    &container::SOURCE_TYPE_CHANGED,
    &container::SOURCE_CASE_CHANGED,
    &container::BINDINGS_CHANGED,
    &container::IMPORT_REMOVED,
    &container::IMPORT_ADDED,
    &container::IMPORT_CHANGED,
    &container::SERVICE_DOCUMENT_CHANGED,
    &annotations::DEPRECATED,
    &annotations::REMOVAL_MOVED,
    &annotations::DEPRECATION_WITHDRAWN,
    &annotations::RESTRICTION_ADDED,
    &annotations::RESTRICTION_LIFTED,
    &annotations::ANNOTATION_REPLACED,
    &annotations::DESCRIPTION_CHANGED,
    &annotations::MADE_READ_ONLY,
    &annotations::MADE_WRITABLE,
    &annotations::ANNOTATION_CHANGED,
    &annotations::PUT_CHANGED,
    &annotations::ALTERNATE_KEY_REMOVED,
    &annotations::ALTERNATE_KEY_ADDED,
    &operations::ENTITY_SET_PATH_CHANGED,
    &slice::ROOT_LOST,
    &slice::ROOT_FOUND,
    &slice::UNATTRIBUTED,
    &configuration::ROOT_TAKEN_OUT,
    &configuration::ROOT_PUT_IN,
    &configuration::LONG_RUNNING_CHANGED,
    &configuration::OPERATION_STATUS_CHANGED,
    &configuration::PATCH_CHANGED,
    &configuration::OPTION_CHANGED,
    &configuration::MODULE_RENAMED,
    &configuration::API_TAKEN_OUT,
    &configuration::FEATURES_SWITCHED,
    &configuration::GENERATOR_CHANGED,
    &members::REQUIRED_PROPERTY_ADDED,
];

/// The rule of that id or name, in any letter case.
///
/// ```
/// assert_eq!(msgraph_generator::drift::rule("d056"), msgraph_generator::drift::rule("parameter-removed"));
/// ```
pub fn rule(name: &str) -> Option<&'static Rule> {
    let mut rules = RULES.iter().copied();
    rules.find(|rule| rule.id.eq_ignore_ascii_case(name) || rule.name.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_sorted_and_have_names_of_their_own() {
        assert!(RULES.is_sorted_by(|a, b| a.id < b.id));
        let mut names: Vec<_> = RULES.iter().map(|rule| rule.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), RULES.len());
    }

    #[test]
    fn pages_begin_with_the_rule_and_have_all_parts() {
        for rule in RULES {
            let Rule {
                id,
                name,
                explanation,
                ..
            } = rule;
            let wire = format!("{:?}", rule.wire).to_lowercase();
            let at_worst = rule.source == Source::Break && rule.wire != Wire::Break;
            let source = format!(
                "{:?}{}",
                rule.source,
                if at_worst { " at worst" } else { "" }
            );
            let parts = [
                format!(
                    "# {id} {name}
"
                ),
                format!(
                    "
## Wire: {wire}
"
                ),
                format!(
                    "
## Source: {}
",
                    source.to_lowercase()
                ),
                "
## What to do
"
                .to_owned(),
                "
## Example
"
                .to_owned(),
            ];
            let places: Vec<_> = parts
                .iter()
                .map(|part| explanation.find(part.as_str()))
                .collect();
            assert!(
                places.iter().all(Option::is_some) && places.is_sorted(),
                "{id}: {places:?}"
            );
        }
    }

    #[test]
    fn rules_stand_where_their_verdicts_say() {
        for rule in RULES {
            let breaks = rule.section == Section::WireBreaks;
            assert_eq!(rule.wire == Wire::Break, breaks, "{}", rule.id);
            let is_risk = rule.wire == Wire::Risk;
            assert!(
                !is_risk || rule.section == Section::Behaviour,
                "{}",
                rule.id
            );
        }
    }
}
