//! What roots need of a document, read alone: one scan tells where everything is, then what is wanted is read, and what
//! that refers to.
//!
//! Names count without their namespaces, and members wherever they are, so more may be read than is needed. Whether it
//! is enough is for others to see: a type that was not read says so in the schema, and where one of these is in a slice,
//! the whole document has to be read.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::reader::{Part, Reader};
use super::schema::element;
use super::syntax::{Document, EnumType, Operation, StructuredType, Text};
use super::wanted::{Extent, Wanted, head, simple};

/// Reads what is wanted of what was put off. `None` if the rest may matter, too.
pub(super) fn complete<'a>(
    mut reader: Reader<'a, '_>,
    document: Document<'a>,
    wanted: &Wanted<'_>,
) -> Option<Document<'a>> {
    let parts = reader.parts();
    let mut cutter = Cutter {
        reader,
        document,
        wanted,
        names: Names::of(&parts),
        open: Vec::new(),
        is_enough: true,
    };
    cutter.start();
    while let Some((id, extent)) = cutter.open.pop() {
        cutter.extend(id, extent);
    }
    cutter.finish();
    (cutter.is_enough && !cutter.reader.is_broken()).then_some(cutter.document)
}

/// The place of a name among all.
type NameId = usize;

/// What is called by a simple name: types, operations, and annotations about either.
#[derive(Default)]
struct Name {
    /// Its first part; each part knows the next one.
    first: Option<usize>,
    has_type: bool,
    has_operation: bool,
    /// What is derived from its types.
    derived: Vec<NameId>,
    /// How much of it is wanted.
    extent: Option<Extent>,
    references: Vec<Reference>,
}

/// To something of which so much is wanted as soon as so much is of what refers to it.
#[derive(Clone, Copy)]
struct Reference {
    from: Extent,
    to: NameId,
    extent: Extent,
}

/// All names and parts of a document.
struct Names<'p, 'a> {
    parts: &'p [Part<'a>],
    /// By part: its name, and the next part of that name.
    links: Vec<(NameId, Option<usize>)>,
    ids: FxHashMap<&'p str, NameId>,
    list: Vec<Name>,
}

impl<'p, 'a> Names<'p, 'a> {
    fn of(parts: &'p [Part<'a>]) -> Self {
        let mut names = Self {
            parts,
            links: vec![(0, None); parts.len()],
            // About every other part declares something.
            ids: FxHashMap::with_capacity_and_hasher(parts.len() / 2, FxBuildHasher),
            list: Vec::new(),
        };
        // The last one first, so that the links go on in the order of the document.
        for (n, part) in parts.iter().enumerate().rev() {
            let is_about = part.element == "Annotations";
            let name = if is_about { head(part.name) } else { part.name };
            let id = names.declare(simple(name));
            let base = part.base.map(|base| names.declare(simple(base)));
            if let (Some(name), Some(link)) = (names.list.get_mut(id), names.links.get_mut(n)) {
                *link = (id, name.first.replace(n));
                match part.element {
                    "EntityType" | "ComplexType" | "EnumType" => name.has_type = true,
                    "Action" | "Function" => name.has_operation = true,
                    _ => {}
                }
            }
            if let Some(base) = base.and_then(|base| names.list.get_mut(base)) {
                base.derived.push(id);
            }
        }
        names
    }

    fn declare(&mut self, name: &'p str) -> NameId {
        let next = self.list.len();
        let id = *self.ids.entry(name).or_insert(next);
        if id == next {
            self.list.push(Name::default());
        }
        id
    }

    /// What a qualified name may stand for, or the type of a position.
    fn find(&self, name: &str) -> Option<NameId> {
        self.ids.get(simple(name)).copied()
    }

    fn get(&self, id: NameId) -> Option<&Name> {
        self.list.get(id)
    }

    /// The part, and the next one of the same name.
    fn part(&self, n: usize) -> Option<(&'p Part<'a>, Option<usize>)> {
        let (_, next) = self.links.get(n)?;
        Some((self.parts.get(n)?, *next))
    }
}

struct Cutter<'p, 'a, 'd> {
    reader: Reader<'a, 'd>,
    document: Document<'a>,
    wanted: &'p Wanted<'p>,
    names: Names<'p, 'a>,
    open: Vec<(NameId, Extent)>,
    is_enough: bool,
}

impl<'a> Cutter<'_, 'a, '_> {
    /// Wants what roots name: types, operations, and what the container offers.
    fn start(&mut self) {
        let wanted = self.wanted;
        let mut asked = wanted.types.clone();
        for container in self.document.schemas.iter().flat_map(|s| &s.containers) {
            asked.push((&container.name, Extent::Path));
            let sources = container.sources.iter();
            asked.extend(sources.filter_map(|s| Some((&*s.ty, wanted.extent(&s.name)?))));
            // An import has to find its operation even where nobody wants it.
            asked.extend(container.imports.iter().map(|import| {
                let is_wanted = wanted.extent(&import.name).is_some();
                let extent = if is_wanted {
                    Extent::Type
                } else {
                    Extent::Path
                };
                (&*import.operation, extent)
            }));
        }
        let names = &self.names;
        let asked = asked
            .into_iter()
            .filter_map(|(name, extent)| Some((names.find(name)?, extent)));
        self.open.extend(asked);
        let called = wanted.words.iter().filter_map(|word| names.find(word));
        let called = called.filter(|&id| names.get(id).is_some_and(|name| name.has_operation));
        self.open.extend(called.map(|id| (id, Extent::Path)));
    }

    /// Wants so much of what has a name, and what that refers to.
    fn extend(&mut self, id: NameId, extent: Extent) {
        let Some(name) = self.names.list.get_mut(id) else {
            return;
        };
        let before = name.extent;
        if before >= Some(extent) {
            return;
        }
        name.extent = Some(extent);
        let references = name.references.iter();
        let new = references.filter(|r| before < Some(r.from) && r.from <= extent);
        self.open.extend(new.map(|r| (r.to, r.extent)));
        let mut next = name.first.filter(|_| before.is_none());
        while let Some((part, after)) = next.and_then(|n| self.names.part(n)) {
            self.read(id, part);
            next = after;
        }
    }

    /// Reads a type or operation, and notes what it refers to.
    fn read(&mut self, id: NameId, part: &Part<'a>) {
        if part.element == "Annotations" {
            return;
        }
        self.take_up(part);
        let Some(schema) = self.document.schemas.get(part.schema) else {
            return;
        };
        let (structure, operation) = (schema.structures.last(), schema.operations.last());
        match (part.element, structure, operation) {
            ("EntityType" | "ComplexType", Some(ty), _) => {
                let references = self.references_of_type(id, ty);
                self.refer(id, references);
            }
            ("Action" | "Function", _, Some(operation)) => {
                let (binding, references) = self.references_of_operation(operation);
                // Whether paths go on from what it returns can be told by anything that is bound to that.
                self.is_enough &= !operation.is_composable;
                self.refer(binding.unwrap_or(id), references);
            }
            _ => {}
        }
    }

    /// What a type refers to: on a path only by its base, its key and what roots name.
    fn references_of_type(&self, id: NameId, ty: &StructuredType<'_>) -> Vec<Reference> {
        let refer = |from, to: &str, extent| {
            let to = self.names.find(to)?;
            Some(Reference { from, to, extent })
        };
        let base = ty.base.iter().flat_map(|base| {
            [Extent::Path, Extent::Type].map(|extent| refer(extent, base, extent))
        });
        let is_key = |name: &str| {
            ty.key
                .iter()
                .any(|part| part.path.split('/').next() == Some(name))
        };
        let properties = ty.properties.iter().map(|property| {
            let is_named = self.wanted.extent(&property.name).is_some() || is_key(&property.name);
            let from = if is_named { Extent::Path } else { Extent::Type };
            refer(from, &property.ty, Extent::Value)
        });
        let navigation = ty.navigation.iter().map(|navigation| {
            let extent = self.wanted.extent(&navigation.name)?;
            refer(Extent::Path, &navigation.ty, extent)
        });
        let derived = self.names.get(id).filter(|_| !says_nothing(ty));
        let derived = derived
            .into_iter()
            .flat_map(|name| &name.derived)
            .map(|&to| {
                let (from, extent) = (Extent::Value, Extent::Value);
                Some(Reference { from, to, extent })
            });
        let all = base.chain(properties).chain(navigation).chain(derived);
        all.flatten().collect()
    }

    /// What an operation refers to as soon as what it is bound to is reached or, unbound, as it is wanted itself. What
    /// is bound to a primitive type is taken for reached.
    fn references_of_operation(
        &self,
        operation: &Operation<'_>,
    ) -> (Option<NameId>, Vec<Reference>) {
        let from = if operation.is_bound {
            Extent::Path
        } else {
            Extent::Type
        };
        let (binding, parameters) = operation
            .parameters
            .split_at_checked(usize::from(operation.is_bound))
            .unwrap_or_default();
        let parameters = parameters.iter().map(|parameter| &parameter.ty);
        let types = parameters.chain(operation.returns.iter().map(|returns| &returns.ty));
        let references = types.filter_map(|ty| {
            let (to, extent) = (self.names.find(ty)?, Extent::Value);
            Some(Reference { from, to, extent })
        });
        let binding = binding
            .first()
            .and_then(|binding| self.names.find(&binding.ty));
        (binding, references.collect())
    }

    /// Notes references, and goes along those that count already.
    fn refer(&mut self, from: NameId, references: Vec<Reference>) {
        let Some(name) = self.names.list.get_mut(from) else {
            return;
        };
        let counting = references.iter().filter(|r| Some(r.from) <= name.extent);
        self.open.extend(counting.map(|r| (r.to, r.extent)));
        name.references.extend(references);
    }

    fn take_up(&mut self, part: &Part<'a>) {
        if let Some(schema) = self.document.schemas.get_mut(part.schema)
            && self.reader.take_up(part)
        {
            element(&mut self.reader, part.element, schema);
        }
    }

    /// Reads what is said about what was read, or about something that is never put off. Types that were not read are
    /// there with their names and bases, operations are not.
    fn finish(&mut self) {
        for (part, (id, _)) in self
            .names
            .parts
            .iter()
            .zip(std::mem::take(&mut self.names.links))
        {
            let Some(name) = self.names.get(id) else {
                continue;
            };
            let is_read = name.extent.is_some();
            let is_about_others = !name.has_type && !name.has_operation;
            match part.element {
                "Annotations" if is_read || is_about_others => self.take_up(part),
                "EntityType" | "ComplexType" | "EnumType" if !is_read => self.declare(part),
                _ => {}
            }
        }
    }

    fn declare(&mut self, part: &Part<'a>) {
        let Some(schema) = self.document.schemas.get_mut(part.schema) else {
            return;
        };
        let text = |text: &'a str| Text {
            value: text.into(),
            span: self.reader.span_of(text),
        };
        let (name, base) = (text(part.name), part.base.map(text));
        if part.element == "EnumType" {
            schema.enumerations.push(EnumType {
                name,
                span: part.tag,
                is_unread: true,
                ..EnumType::default()
            });
        } else {
            schema.structures.push(StructuredType {
                is_entity: part.element == "EntityType",
                name,
                span: part.tag,
                is_unread: true,
                base,
                ..StructuredType::default()
            });
        }
    }
}

/// A common root that declares nothing but its key: what is derived from it is not wanted because of it.
fn says_nothing(ty: &StructuredType<'_>) -> bool {
    ty.is_entity
        && ty.is_abstract
        && ty.base.is_none()
        && ty.navigation.is_empty()
        && ty.properties.len() <= ty.key.len()
}
