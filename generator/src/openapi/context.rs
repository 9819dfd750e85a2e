//! What every step of lowering needs: the components, the types, and a place for findings.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::components::{Component, Components, Lost};
use super::loss::{Fact, Loss};
use super::marks::Mark;
use super::types::{TypeIndex, Types};
use crate::config::{Change, OpenApi, Patch};
use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::tree::Node;

/// After how many findings their pointers are no longer looked for: it takes time.
const POINTERS: usize = 50;

/// How many references may lead to each other.
const HOPS: usize = 32;

pub(super) struct Context<'t, 'a, 'd> {
    pub(super) root: &'t Node<'a>,
    pub(super) profile: &'d OpenApi,
    /// What is corrected afterwards.
    patches: &'d [Patch],
    pub(super) components: Components<'t, 'a>,
    pub(super) types: Types<'t, 'a>,
    pub(super) losses: Vec<Loss>,
    /// The enumeration types that are made up for an `enum` within another schema.
    pub(super) inline: FxHashMap<*const Node<'a>, TypeIndex>,
    /// What it says somewhere.
    pub(super) marks: BTreeSet<Mark>,
    /// The first answer that is a list, where none is in `value`.
    pub(super) bare_lists: Option<Span>,
    source: usize,
    diagnostics: &'d mut Diagnostics,
    pointers: usize,
}

impl<'t, 'a, 'd> Context<'t, 'a, 'd> {
    pub(super) fn new(
        root: &'t Node<'a>,
        profile: &'d OpenApi,
        patches: &'d [Patch],
        source: usize,
        diagnostics: &'d mut Diagnostics,
    ) -> Self {
        Self {
            root,
            profile,
            patches,
            components: Components::of(root),
            types: Types::default(),
            losses: Vec::new(),
            inline: FxHashMap::default(),
            marks: BTreeSet::new(),
            bare_lists: None,
            source,
            diagnostics,
            pointers: 0,
        }
    }

    /// What to take for a position that a patch gives a type, or takes away: anything but what the patch says, since
    /// one that changes nothing is an error.
    pub(super) fn patched(&self, target: &str) -> Option<&'static str> {
        let mut about = self.patches.iter();
        about.find_map(|patch| match &patch.change {
            _ if *patch.target.get_ref() != target => None,
            Change::Type(ty) if ty.get_ref() == "Edm.Untyped" => Some("Edm.String"),
            Change::Type(_) | Change::Remove => Some("Edm.Untyped"),
            _ => None,
        })
    }

    /// Does a patch make an enumeration type one of flags?
    pub(super) fn says_flags(&self, target: &str) -> bool {
        self.patches.iter().any(|patch| {
            *patch.target.get_ref() == target && matches!(patch.change, Change::Flags(true))
        })
    }

    /// Are there errors so far?
    pub(super) fn has_errors(&self) -> bool {
        self.diagnostics.has_errors()
    }

    /// Adds a finding, with the JSON pointer of its place.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        let located = self.located(diagnostic);
        self.diagnostics.push(located);
    }

    /// A finding with the JSON pointer of its place.
    pub(super) fn located(&mut self, mut diagnostic: Diagnostic) -> Diagnostic {
        if let Some(label) = diagnostic.labels.first_mut()
            && self.pointers < POINTERS
            && let Some(pointer) = self.root.pointer(label.span)
        {
            self.pointers += 1;
            let separator = if label.text.is_empty() { "" } else { ": " };
            label.text = format!("`#{pointer}`{separator}{}", label.text);
        }
        diagnostic.in_source(self.source)
    }

    /// Notes what the document does not say.
    pub(super) fn lose(&mut self, fact: Fact, target: impl Into<String>, taken: impl Into<String>) {
        let (target, taken) = (target.into(), taken.into());
        self.losses.push(Loss {
            fact,
            target,
            taken,
        });
    }

    /// What a reference leads to. If to nothing, that is reported.
    pub(super) fn component(&mut self, reference: &'t Node<'a>) -> Option<Component<'t, 'a>> {
        let Some(text) = reference.as_str() else {
            self.report_lost(reference.span, "something that is no text", Lost::Dangling);
            return None;
        };
        match self.components.find(text) {
            Ok((_, component)) => Some(component),
            Err(lost) => {
                self.report_lost(reference.span, text, lost);
                None
            }
        }
    }

    fn report_lost(&mut self, span: Span, text: &str, lost: Lost) {
        self.report(match lost {
            Lost::Outside => Diagnostic::error("E0505", format!("`{text}` is in another document"))
                .at(span, "only this document is read")
                .hint("put everything into one document first, as `redocly bundle` does"),
            Lost::Dangling => Diagnostic::error("E0506", format!("there is no `{text}`"))
                .at(span, "leads nowhere")
                .hint("references lead to `#/components/<section>/<name>`"),
        });
    }

    /// The thing itself, or what it refers to.
    pub(super) fn resolved(&mut self, mut node: &'t Node<'a>) -> Option<&'t Node<'a>> {
        for _ in 0..HOPS {
            match node.get("$ref") {
                None => return Some(node),
                Some(reference) => node = self.component(reference)?.1,
            }
        }
        self.report_endless(node.span);
        None
    }

    pub(super) fn report_endless(&mut self, span: Span) {
        let error = Diagnostic::error("E0507", "references lead in a circle, or too far");
        let hint = "one of them has to say what it is";
        self.report(error.at(span, "this leads on and on").hint(hint));
    }
}
