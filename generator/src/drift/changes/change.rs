//! A single change.

use crate::diagnostics::Span;
use crate::drift::{Announcement, Place, Rule, RustChange, Source, Wire};
use crate::schema::ElementId;

/// Something that is not alike.
#[derive(Debug)]
pub(in crate::drift) struct Change {
    pub(in crate::drift) rule: &'static Rule,
    pub(in crate::drift) wire: Wire,
    pub(in crate::drift) source: Source,
    /// How people spell the element.
    pub(in crate::drift) element: String,
    /// The element in the old schema and in the new one, as far as it is there.
    pub(in crate::drift) ids: [Option<ElementId>; 2],
    /// What the element was called, if something else, or what else it is.
    pub(in crate::drift) alias: Option<String>,
    pub(in crate::drift) detail: String,
    pub(in crate::drift) old: Option<Evidence>,
    pub(in crate::drift) new: Option<Evidence>,
    /// Is it in the part that decides?
    pub(in crate::drift) is_wanted: bool,
    /// Changes that have one of these in common have one cause.
    pub(in crate::drift) causes: Vec<String>,
    pub(in crate::drift) announcement: Option<Announcement>,
    pub(in crate::drift) note: Option<String>,
    pub(in crate::drift) rust: Vec<RustChange>,
    /// The places in the configuration that say it, on both sides.
    pub(in crate::drift) configured: [Option<Place>; 2],
}

/// An element and where it is.
#[derive(Debug)]
pub(in crate::drift) struct Evidence {
    pub(in crate::drift) element: ElementId,
    pub(in crate::drift) span: Span,
    pub(in crate::drift) csdl: String,
}

impl Change {
    pub(in crate::drift) fn new(
        rule: &'static Rule,
        element: impl Into<String>,
        is_wanted: bool,
    ) -> Self {
        Self {
            rule,
            wire: rule.wire,
            source: rule.source,
            element: element.into(),
            ids: [None, None],
            alias: None,
            detail: String::new(),
            old: None,
            new: None,
            is_wanted,
            causes: Vec::new(),
            announcement: None,
            note: None,
            rust: Vec::new(),
            configured: [None, None],
        }
    }

    /// Says where the configuration says it.
    pub(in crate::drift) fn configured(mut self, places: [Option<Place>; 2]) -> Self {
        self.configured = places;
        self
    }

    /// Says which element it is on both sides.
    pub(super) fn at(mut self, ids: [ElementId; 2]) -> Self {
        self.ids = ids.map(Some);
        self
    }

    pub(super) fn old(mut self, evidence: Evidence) -> Self {
        self.ids[0] = Some(evidence.element);
        self.old = Some(evidence);
        self
    }

    pub(super) fn new_one(mut self, evidence: Evidence) -> Self {
        self.ids[1] = Some(evidence.element);
        self.new = Some(evidence);
        self
    }

    pub(super) fn alias(mut self, alias: impl Into<String>) -> Self {
        self.alias = Some(alias.into());
        self
    }

    pub(in crate::drift) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    pub(super) fn wire(mut self, wire: Wire) -> Self {
        self.wire = wire;
        self
    }

    pub(in crate::drift) fn source(mut self, source: Source) -> Self {
        self.source = source;
        self
    }

    pub(super) fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    pub(in crate::drift) fn caused_by(mut self, causes: impl IntoIterator<Item = String>) -> Self {
        self.causes.extend(causes);
        self
    }

    /// Of one cause with the same change at the same element's other members.
    pub(super) fn like_others_of(mut self, parent: impl std::fmt::Display) -> Self {
        self.causes.push(format!("{} {parent}", self.rule.id));
        self
    }

    /// Of one cause with all changes of the same rule and the same detail.
    pub(in crate::drift) fn like_others(mut self) -> Self {
        self.causes
            .push(format!("{} = {}", self.rule.id, self.detail));
        self
    }
}
