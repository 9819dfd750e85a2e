//! Which change of the metadata a difference of the crate is put down to: the nearest one.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Source;
use super::changes::{Change, Pairing};
use super::side::Side;
use super::twins::Twins;
use crate::schema::{ElementId, ItemType, Schema};
use crate::slice::{Element, Node, Slice, Verb};
use crate::surface;

/// How many types are looked at when nothing nearer explains a difference.
const FURTHEST: usize = 50;

/// An element of the old (0) or the new (1) schema.
type Sided = (usize, ElementId);

/// By element: the place of the change that does most to code.
type Places = FxHashMap<Sided, usize>;

/// Finds the change that is to blame.
pub(super) struct Blame<'c> {
    changes: &'c [Change],
    sides: [&'c Side<'c>; 2],
    slices: [&'c Slice; 2],
    twins: Twins<'c>,
    /// The changes of elements.
    own: Places,
    /// The changes of what elements have in them, or what is bound to them.
    inside: Places,
    /// The changes of types that derive from one.
    below: Places,
    /// The changes of what mentions a type, where it is looked for.
    mentions: OnceCell<Places>,
    /// The changes of roots.
    roots: FxHashMap<&'c str, usize>,
}

impl<'c> Blame<'c> {
    pub(super) fn new(
        changes: &'c [Change],
        sides: [&'c Side<'c>; 2],
        slices: [&'c Slice; 2],
        types: &'c Pairing,
    ) -> Self {
        let mut blame = Self {
            changes,
            sides,
            slices,
            twins: Twins::new(sides.map(|side| side.schema), types, changes),
            own: Places::default(),
            inside: Places::default(),
            below: Places::default(),
            mentions: OnceCell::new(),
            roots: FxHashMap::default(),
        };
        for (at, change) in suspects(changes) {
            if change.ids == [None, None] {
                blame.roots.insert(&change.element, at);
            }
            for (side, id) in ids(change) {
                let schema = blame.schema(side);
                add(&mut blame.own, changes, (side, id), at);
                for around in around(schema, id) {
                    add(&mut blame.inside, changes, (side, around), at);
                }
                if let ElementId::Type(id) = id {
                    for base in schema.lineage(id).skip(1) {
                        add(&mut blame.below, changes, (side, ElementId::Type(base)), at);
                    }
                }
            }
        }
        blame
    }

    fn schema(&self, side: usize) -> &'c Schema<'c> {
        let [old, new] = self.sides;
        if side == 0 { old.schema } else { new.schema }
    }

    fn slice(&self, side: usize) -> &'c Slice {
        let [old, new] = self.slices;
        if side == 0 { old } else { new }
    }

    /// The change to blame for each difference.
    pub(super) fn causes(&self, differences: &[surface::Change]) -> Vec<Option<usize>> {
        let mut known: FxHashMap<[Option<ElementId>; 2], Option<usize>> = FxHashMap::default();
        let mut cause = |elements| {
            *known
                .entry(elements)
                .or_insert_with(|| self.cause(elements))
        };
        let whole: FxHashMap<_, _> = differences
            .iter()
            .filter_map(|d| Some(((d.item.as_str(), direction(d)?), d)))
            .collect();
        let mut causes = Vec::new();
        for difference in differences {
            // What a new type inherits comes with it, and goes with an old one.
            let (owner, _) = difference.item.rsplit_once("::").unwrap_or_default();
            let owner = direction(difference).and_then(|direction| whole.get(&(owner, direction)));
            let owner = owner.and_then(|owner| cause(owner.elements));
            causes.push(owner.or_else(|| cause(difference.elements)));
        }
        // A module comes with the first type in it.
        let first = |item: &str| {
            let inside = |d: &surface::Change| {
                let rest = d.item.strip_prefix(item);
                rest.is_some_and(|rest| rest.starts_with("::"))
            };
            let mut all = differences.iter().zip(&causes);
            all.find_map(|(d, cause)| cause.filter(|_| inside(d)))
        };
        let modules = differences.iter().zip(&causes);
        modules
            .map(|(d, cause)| cause.or_else(|| first(&d.item)))
            .collect()
    }

    /// The nearest change: of the element itself, of what it is in, of what it takes, of what it mentions, of what kept it
    /// in the slice, of its bases, of what is in it, of what mentions it, or of what lies behind it.
    fn cause(&self, elements: [Option<ElementId>; 2]) -> Option<usize> {
        let mut here: Vec<Sided> = (0..)
            .zip(elements)
            .filter_map(|(n, id)| Some((n, id?)))
            .collect();
        for (side, id) in here.clone() {
            let twin = self.twins.of(side, id).map(|twin| (1 - side, twin));
            here.extend(twin.filter(|twin| !here.contains(twin)));
        }
        let find = |look: &dyn Fn(Sided) -> Option<usize>| here.iter().find_map(|&at| look(at));
        find(&|at| self.own.get(&at).copied())
            .or_else(|| find(&|at| self.all_around(at).find(|&at| self.is_whole(at))))
            .or_else(|| find(&|at| self.of_parts(at)))
            .or_else(|| find(&|at| self.of_mentioned(at)))
            .or_else(|| find(&|at| self.of_slice(at)))
            .or_else(|| find(&|at| self.of_lineage(at)))
            .or_else(|| find(&|at| self.all_around(at).next()))
            .or_else(|| find(&|at| self.inside.get(&at).copied()))
            .or_else(|| find(&|at| self.below.get(&at).copied()))
            .or_else(|| find(&|at| self.mentions().get(&at).copied()))
            .or_else(|| find(&|at| self.beyond(at)))
    }

    /// The changes of what an element is in, from the inside out.
    fn all_around(&self, (side, id): Sided) -> impl Iterator<Item = usize> {
        let schema = self.schema(side);
        let outer = around(schema, id).into_iter();
        let outer = outer.flat_map(move |id| [Some(id), id.parent()]).flatten();
        outer.filter_map(move |id| self.own.get(&(side, id)).copied())
    }

    /// The change of a parameter, of what is returned, or of an operation that an import offers.
    fn of_parts(&self, (side, id): Sided) -> Option<usize> {
        let operations = match id {
            ElementId::Operation(id) => vec![id],
            ElementId::Import(n) => {
                let import = self.schema(side).import(n)?;
                import.operations.clone()
            }
            _ => Vec::new(),
        };
        operations.into_iter().find_map(|id| {
            let at = (side, ElementId::Operation(id));
            let own = self.own.get(&at);
            own.or_else(|| self.inside.get(&at)).copied()
        })
    }

    /// The change of a type that a member or an operation mentions, or of what is bound to it.
    fn of_mentioned(&self, (side, id): Sided) -> Option<usize> {
        if matches!(id, ElementId::Type(_)) {
            return None;
        }
        let schema = self.schema(side);
        let mentioned = schema.mentioned(id);
        let mut types = mentioned.iter().map(|&item| (side, ElementId::from(item)));
        types.find_map(|at| self.own.get(&at).copied()).or_else(|| {
            let mut bound = mentioned.iter().flat_map(|&item| schema.ancestry(item));
            bound.find_map(|item| match item {
                ItemType::Primitive(_) => self.inside.get(&(side, item.into())).copied(),
                ItemType::Named(_) => None,
            })
        })
    }

    /// The change of a base.
    fn of_lineage(&self, (side, id): Sided) -> Option<usize> {
        let ElementId::Type(id) = id else {
            return None;
        };
        let mut bases = self.schema(side).lineage(id).skip(1);
        bases.find_map(|base| self.own.get(&(side, ElementId::Type(base))).copied())
    }

    /// What kept the element in the slice of one side is not what it was: the first step of the way from a root to the
    /// element that the other side does not go.
    fn of_slice(&self, (side, id): Sided) -> Option<usize> {
        let slice = self.slice(side);
        let lost = |element: &Element| slice.contains(*element) && !self.is_kept(side, *element);
        let lost = elements(id).into_iter().filter(lost);
        let mut chains = lost.filter_map(|element| slice.chain(element));
        chains.find_map(|chain| {
            let steps = &chain.elements;
            let at = steps.iter().position(|step| !self.is_kept(side, *step))?;
            let after = steps.get(at..).unwrap_or_default().iter();
            let before = steps.get(..at).unwrap_or_default().iter().rev();
            let own = |step: &Element| self.of_step(side, step.id());
            let inner = |step: &Element| self.of_outer_step(side, step.id());
            let first = steps.get(at).and_then(own);
            let from = before.clone().next();
            first
                .or_else(|| from.and_then(|from| own(from).or_else(|| inner(from))))
                .or_else(|| self.of_root(side, chain.root))
                .or_else(|| after.clone().find_map(own))
                .or_else(|| {
                    before
                        .clone()
                        .find_map(|step| own(step).or_else(|| inner(step)))
                })
        })
    }

    fn of_root(&self, side: usize, root: usize) -> Option<usize> {
        let [old, new] = self.sides;
        let roots = if side == 0 { &old.roots } else { &new.roots };
        self.roots.get(roots.get(root)?.as_str()).copied()
    }

    /// The change of a step itself, on either side, or of the type that it is of.
    fn of_step(&self, side: usize, id: ElementId) -> Option<usize> {
        self.on_both(side, id, &self.own).or_else(|| {
            self.on_both(side, id.parent()?, &self.own)
                .filter(|&at| self.is_whole(at))
        })
    }

    /// The change of what is in a step, of a type below it, or of one above.
    fn of_outer_step(&self, side: usize, id: ElementId) -> Option<usize> {
        self.on_both(side, id, &self.inside)
            .or_else(|| self.on_both(side, id, &self.below))
            .or_else(|| self.of_lineage((side, id)))
    }

    fn on_both(&self, side: usize, id: ElementId, places: &Places) -> Option<usize> {
        let here = places.get(&(side, id)).copied();
        here.or_else(|| places.get(&(1 - side, self.twins.of(side, id)?)).copied())
    }

    /// Does the slice of the other side have it, too?
    fn is_kept(&self, side: usize, element: Element) -> bool {
        let twin = self.twins.of_element(side, element);
        twin.is_some_and(|twin| self.slice(1 - side).contains(twin))
    }

    /// A change further on: paths go through complex values only while something lies behind them, however far.
    fn beyond(&self, (side, id): Sided) -> Option<usize> {
        let schema = self.schema(side);
        let mut seen = FxHashSet::default();
        let mut open = vec![id];
        while let Some(next) = open.pop() {
            for item in schema.mentioned(next) {
                let at = (side, ElementId::from(item));
                let found = self.own.get(&at).or_else(|| self.inside.get(&at));
                if let Some(&found) = found {
                    return Some(found);
                }
                if seen.len() < FURTHEST && seen.insert(at.1) {
                    open.push(at.1);
                }
            }
        }
        None
    }

    fn mentions(&self) -> &Places {
        self.mentions.get_or_init(|| {
            let mut found = Places::default();
            for (at, change) in suspects(self.changes) {
                for (side, id) in ids(change) {
                    for item in self.schema(side).mentioned(id) {
                        found.entry((side, item.into())).or_insert(at);
                    }
                }
            }
            found
        })
    }

    /// Is it about an element with all that is in it?
    fn is_whole(&self, at: usize) -> bool {
        let change = self.changes.get(at);
        change.is_some_and(|change| {
            change.old.is_none() || change.new.is_none() || change.alias.is_some()
        })
    }
}

/// Only what is in the slice, and may do something to code, is to blame.
fn suspects(changes: &[Change]) -> impl Iterator<Item = (usize, &Change)> {
    let changes = changes.iter().enumerate();
    changes.filter(|(_, change)| change.is_wanted && change.rule.source > Source::None)
}

fn ids(change: &Change) -> impl Iterator<Item = Sided> {
    (0..)
        .zip(change.ids)
        .filter_map(|(side, id)| Some((side, id?)))
}

fn add(places: &mut Places, changes: &[Change], key: Sided, at: usize) {
    let place = places.entry(key).or_insert(at);
    let does = |at: usize| changes.get(at).map(|change| change.rule.source);
    if does(*place) < does(at) {
        *place = at;
    }
}

/// What an element is in: the type of a member, the operation of a parameter, the type that an operation is bound to.
fn around(schema: &Schema<'_>, id: ElementId) -> Vec<ElementId> {
    let bound = schema.bound_to(id);
    id.parent().into_iter().chain(bound).collect()
}

/// What an element may be in a slice, what is rarest first.
pub(super) fn elements(id: ElementId) -> Vec<Element> {
    let of_type = |ty: ItemType| {
        let nodes = [false, true].map(|many| Node { ty, many });
        let own = nodes.map(Element::Node).into_iter();
        let requests = nodes.into_iter().flat_map(|node| {
            Verb::ALL
                .into_iter()
                .map(move |verb| Element::Request(node, verb))
        });
        own.chain(requests)
    };
    match id {
        ElementId::Container => Vec::new(),
        ElementId::Type(ty) | ElementId::Key(ty) | ElementId::Member(ty, _) => {
            let types = [ElementId::Type(ty).into(), Element::Position(ty)];
            of_type(ty.into()).chain(types).collect()
        }
        ElementId::Language(primitive) => of_type(primitive.into()).collect(),
        ElementId::Property(ty, n) => vec![id.into(), Element::Segment(ty, n)],
        ElementId::Parameter(operation, _) | ElementId::ReturnType(operation) => {
            vec![ElementId::Operation(operation).into()]
        }
        ElementId::Source(_)
        | ElementId::Import(_)
        | ElementId::AlternateKey(..)
        | ElementId::Navigation(..)
        | ElementId::Operation(_) => vec![id.into()],
    }
}

/// Has an item come (`true`) or gone?
fn direction(difference: &surface::Change) -> Option<bool> {
    match (&difference.before, &difference.after) {
        (None, Some(_)) => Some(true),
        (Some(_), None) => Some(false),
        _ => None,
    }
}
