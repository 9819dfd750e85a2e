//! What CSDL would have said and an OpenAPI document cannot.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::config::{Change, Patch};
use crate::foreign;

/// A fact of which the document is silent, and what was taken for it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Loss {
    /// Which fact.
    pub fact: Fact,
    /// What it is about, as annotations name it (CSDL 14.2.2): `ns.Type`, `ns.Type/Member`.
    pub target: String,
    /// What was taken for it.
    pub taken: String,
}

/// A kind of fact that only CSDL has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// `Abstract`.
    Abstract,
    /// `OpenType`.
    Open,
    /// `Nullable` of what is referred to without a word on it.
    Nullable,
    /// `ContainsTarget`.
    Containment,
    /// `Key`.
    Key,
    /// `Value` of enumeration members.
    EnumValues,
    /// `Core.Computed` and `Core.Permissions`, where nothing is `readOnly`.
    Computed,
    /// `Core.Description`.
    Description,
    /// A type that only paths tell of.
    Type,
    /// A type that OpenAPI has no name for.
    Anonymous,
    /// An enumeration within another schema.
    Enumeration,
    /// `IsFlags`, where nothing has `x-ms-enum-flags`.
    Flags,
    /// Whether bytes are a value in JSON or a stream.
    Stream,
    /// `IsComposable`.
    Composable,
    /// The type of the binding parameter.
    Binding,
    /// `Core.Revisions`, where nothing is `deprecated`.
    Deprecation,
    /// Query options and headers that OData does not have.
    Parameter,
    /// `Name` of the entity container.
    Container,
    /// A path that is mentioned, and nothing is said of.
    Path,
}

impl Fact {
    /// What the fact is about, for a heading.
    fn title(self) -> &'static str {
        match self {
            Self::Abstract => "whether a type is abstract (`abstract`)",
            Self::Open => "whether a type is open (`open-type`)",
            Self::Nullable => "whether a value may be null (`nullable`)",
            Self::Containment => {
                "whether navigation is containment (`contains-target`); told from paths"
            }
            Self::Key => "what the key is; told from paths",
            Self::EnumValues => "the numbers of enumeration members",
            Self::Computed => "which properties the service sets",
            Self::Description => "descriptions",
            Self::Type => "types that only paths tell of",
            Self::Anonymous => "values without a named type (`type`)",
            Self::Enumeration => "what enumerations are called that stand within other schemas",
            Self::Flags => "whether values are sets of members (`is-flags`)",
            Self::Stream => "whether bytes are a value in JSON or a stream (`type`)",
            Self::Composable => "whether paths go on after functions (`is-composable`)",
            Self::Binding => "what operations are bound to; told from paths",
            Self::Deprecation => "what is deprecated",
            Self::Parameter => "optional parameters that OData does not have",
            Self::Container => "what the entity container is called",
            Self::Path => "paths that are only mentioned",
        }
    }

    /// Does a patch say this?
    fn is_said_by(self, change: &Change) -> bool {
        matches!(
            (self, change),
            (Self::Abstract, Change::Abstract(_))
                | (Self::Open, Change::OpenType(_))
                | (Self::Nullable, Change::Nullable(_))
                | (Self::Containment, Change::ContainsTarget(_))
                | (Self::Anonymous | Self::Stream, Change::Type(_))
                | (Self::Flags, Change::Flags(_))
                | (Self::Composable, Change::Composable(_))
        )
    }
}

/// Leaves the losses that are about these types and operations, and that no patch makes up for.
pub(crate) fn narrow(losses: &mut Vec<Loss>, names: &BTreeSet<String>, patches: &[Patch]) {
    losses.retain(|loss| {
        let name = loss.target.split('/').next().unwrap_or_default();
        let is_wanted = names.contains(name)
            || matches!(loss.fact, Fact::Container | Fact::Path | Fact::Parameter);
        let is_said = |patch: &Patch| {
            *patch.target.get_ref() == loss.target && loss.fact.is_said_by(&patch.change)
        };
        is_wanted && !patches.iter().any(is_said)
    });
}

/// The losses as text: each fact, then what it is missing for, by what was taken for it.
///
/// ```
/// use msgraph_generator::openapi::{Fact, Loss, explain};
///
/// let target = "zoo.animal".to_owned();
/// let taken = "not abstract".to_owned();
/// let text = explain(&[Loss { fact: Fact::Abstract, target, taken }]);
/// assert!(text.ends_with("(`abstract`)\n  not abstract:\n    zoo.animal\n"));
/// ```
pub fn explain(losses: &[Loss]) -> String {
    let mut facts: BTreeMap<Fact, BTreeMap<&str, Vec<&str>>> = BTreeMap::new();
    for loss in losses {
        let targets = facts
            .entry(loss.fact)
            .or_default()
            .entry(&loss.taken)
            .or_default();
        targets.push(&loss.target);
    }
    if losses.is_empty() {
        return "The metadata says all that there is to say.\n".to_owned();
    }
    let mut text = String::from("The metadata does not say:\n");
    for (fact, by_choice) in facts {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\n{}", fact.title());
        for (taken, mut targets) in by_choice {
            targets.sort_unstable();
            targets.dedup();
            let _ = writeln!(text, "  {taken}:");
            for target in targets {
                let _ = writeln!(text, "    {}", foreign::line(target));
            }
        }
    }
    text
}
