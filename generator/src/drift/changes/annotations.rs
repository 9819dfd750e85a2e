//! What is said about elements.

use super::deprecation::{Revision, announcement_of, revised};
use super::{Change, Comparison, Evidence};
use crate::drift::Rule;
use crate::drift::merge::{Pair, pairs};
use crate::drift::rules::annotations::{
    ANNOTATION_CHANGED, ANNOTATION_REPLACED, DESCRIPTION_CHANGED, MADE_READ_ONLY, MADE_WRITABLE,
    PUT_CHANGED, RESTRICTION_ADDED, RESTRICTION_LIFTED,
};
use crate::schema::{
    self, Annotation, Annotations, Capability, ElementId, Expression, Manner, Place, QualifiedName,
    Restriction, is_read_only, updates_by_put,
};

const CORE: &str = "Org.OData.Core.V1";
const CAPABILITIES: &str = "Org.OData.Capabilities.V1";

/// An annotation on one side or on both, with values that are not alike.
type Difference<'s> = Pair<&'s Annotation<'s>, &'s Annotation<'s>>;

impl<'s> Comparison<'_, 's> {
    /// Compares what is said about an element that is on both sides.
    pub(super) fn compare_annotations(&mut self, ids: [ElementId; 2], is_wanted: bool) {
        let (old, new) = (self.old.schema, self.new.schema);
        let (Some(was), Some(is)) = (old.annotations(ids[0]), new.annotations(ids[1])) else {
            return;
        };
        if is_alike(was, is) {
            return;
        }
        let differences = pairs(&was.0, &is.0, |o, n| {
            (o.term, o.qualifier).cmp(&(n.term, n.qualifier))
        });
        let differences = differences
            .filter(|pair| !matches!(pair, Pair::Both(was, is) if was.value == is.value));
        let said = Said {
            was,
            is,
            ids,
            element: new.spelled(ids[1]),
            is_wanted,
        };
        let mut differences: Vec<_> = differences.collect();
        self.compare_access(&said, &differences);
        self.take_replaced(&said, &mut differences);
        self.compare_restrictions(&said, &differences);
        for difference in differences {
            self.compare_annotation(&said, difference);
        }
    }

    fn compare_access(&mut self, said: &Said<'s>, differences: &[Difference<'s>]) {
        if is_read_only(said.was) == is_read_only(said.is) {
            return;
        }
        let rule = if is_read_only(said.is) {
            &MADE_READ_ONLY
        } else {
            &MADE_WRITABLE
        };
        let change = said.change(rule).like_others();
        let evidence = differences.iter().find(|d| tells_access(d.term()));
        self.push(match evidence {
            Some(&evidence) => Self::with_evidence(change, said.ids, evidence),
            None => change,
        });
    }

    /// Takes out annotations that came where one of the same vocabulary went that says the same.
    fn take_replaced(&mut self, said: &Said<'s>, differences: &mut Vec<Difference<'s>>) {
        let is_of_capabilities =
            |annotation: &Annotation<'_>| annotation.term.namespace == CAPABILITIES;
        let mut at = 0;
        while let Some(&difference) = differences.get(at) {
            at += 1;
            let Pair::Old(was) = difference else { continue };
            let come = differences.iter().position(|d| match d {
                Pair::New(is) => is_of_capabilities(is) && says_same(was, is),
                _ => false,
            });
            let come = come.filter(|_| is_of_capabilities(was));
            let Some((come, Pair::New(is))) =
                come.and_then(|come| Some((come, *differences.get(come)?)))
            else {
                continue;
            };
            let detail = format!("{} → {}", was.term.name, is.term.name);
            let change = said.change(&ANNOTATION_REPLACED).detail(detail);
            let change = Self::with_evidence(change, said.ids, Pair::Both(was, is)).like_others();
            self.push(change);
            let gone = at - 1;
            differences.remove(gone.max(come));
            differences.remove(gone.min(come));
            at = gone - usize::from(come < gone);
        }
    }

    /// Tells what the service no longer does, or does again, and of `PUT`.
    fn compare_restrictions(&mut self, said: &Said<'s>, differences: &[Difference<'s>]) {
        let of_capabilities = differences
            .iter()
            .filter(|d| d.term().namespace == CAPABILITIES);
        let (mut was, mut is) = (Annotations::default(), Annotations::default());
        for difference in of_capabilities {
            was.0.extend(difference.before().cloned());
            is.0.extend(difference.after().cloned());
        }
        let (was, is) = (restrictions(&was), restrictions(&is));
        for pair in pairs(&was, &is, Ord::cmp) {
            let (rule, restriction, others) = match pair {
                Pair::Old(restriction) => (&RESTRICTION_LIFTED, restriction, &is),
                Pair::New(restriction) => (&RESTRICTION_ADDED, restriction, &was),
                Pair::Both(..) => continue,
            };
            if others
                .iter()
                .any(|other| allows_no_more(restriction, other))
            {
                continue;
            }
            let restriction = restriction.clone();
            let evidence = differences
                .iter()
                .copied()
                .find(|d| d.term().namespace == CAPABILITIES && says(*d, &restriction));
            let mut change = said.change(rule).detail(text(&restriction));
            if let Some(evidence) = evidence {
                change = Self::with_evidence(change, said.ids, evidence);
            }
            if let Place::Below(below) = restriction.place {
                change.element = format!("{}/{below}", said.element);
            }
            let of_element = format!("{} of {}", rule.id, change.element);
            self.push(change.caused_by([of_element]).like_others());
        }
        if updates_by_put(said.was) != updates_by_put(said.is) {
            let detail = if updates_by_put(said.is) {
                "PATCH → PUT"
            } else {
                "PUT → PATCH"
            };
            let change = said.change(&PUT_CHANGED).detail(detail).like_others();
            let evidence = differences
                .iter()
                .find(|d| d.term().name == "UpdateRestrictions");
            self.push(match evidence {
                Some(&evidence) => Self::with_evidence(change, said.ids, evidence),
                None => change,
            });
        }
    }

    fn compare_annotation(&mut self, said: &Said<'s>, difference: Difference<'s>) {
        let term = difference.term();
        let change = match (term.namespace, term.name) {
            (CORE, "Description" | "LongDescription") => said.change(&DESCRIPTION_CHANGED),
            (CORE, "Revisions") => match revision(difference) {
                Some(revision) => said.revised(revision),
                None => said.other(difference),
            },
            // Told by what they mean.
            _ if tells_access(term) && is_read_only(said.was) != is_read_only(said.is) => return,
            (CORE, "OptionalParameter") if !matches!(difference, Pair::Both(..)) => return,
            (CORE, "AlternateKeys") => return,
            (CAPABILITIES, _) if changes_restrictions(difference) => return,
            (CAPABILITIES, "UpdateRestrictions")
                if updates_by_put(said.was) != updates_by_put(said.is) =>
            {
                return;
            }
            _ => said.other(difference),
        };
        let change = Self::with_evidence(change, said.ids, difference);
        let like = match change.rule.id {
            id if id == DESCRIPTION_CHANGED.id => change.caused_by([id.to_owned()]),
            _ => change.like_others(),
        };
        self.push(like);
    }

    fn with_evidence(change: Change, ids: [ElementId; 2], difference: Difference<'_>) -> Change {
        let change = match difference.before() {
            Some(was) => change.old(Evidence::of_annotation(ids[0], was)),
            None => change,
        };
        match difference.after() {
            Some(is) => change.new_one(Evidence::of_annotation(ids[1], is)),
            None => change,
        }
    }
}

/// What is said about one element.
struct Said<'s> {
    was: &'s Annotations<'s>,
    is: &'s Annotations<'s>,
    ids: [ElementId; 2],
    element: String,
    is_wanted: bool,
}

impl Said<'_> {
    fn change(&self, rule: &'static Rule) -> Change {
        Change::new(rule, self.element.clone(), self.is_wanted).at(self.ids)
    }

    /// What is said about the end of the element is another thing.
    fn revised(&self, (rule, detail, announcement): Revision) -> Change {
        let mut change = self.change(rule).detail(detail);
        change.announcement = Some(announcement);
        change
    }

    /// Something is said that no rule is about.
    fn other(&self, difference: Difference<'_>) -> Change {
        let detail = format!("{} {}", sign(difference), difference.term());
        self.change(&ANNOTATION_CHANGED).detail(detail)
    }
}

impl<'s> Difference<'s> {
    fn before(self) -> Option<&'s Annotation<'s>> {
        match self {
            Pair::Old(was) | Pair::Both(was, _) => Some(was),
            Pair::New(_) => None,
        }
    }

    fn after(self) -> Option<&'s Annotation<'s>> {
        match self {
            Pair::New(is) | Pair::Both(_, is) => Some(is),
            Pair::Old(_) => None,
        }
    }

    fn term(self) -> QualifiedName<'s> {
        match self {
            Pair::Old(annotation) | Pair::New(annotation) | Pair::Both(_, annotation) => {
                annotation.term
            }
        }
    }
}

/// How the announcement that an element goes differs, if it does.
fn revision(difference: Difference<'_>) -> Option<Revision> {
    let value = |annotation: Option<&Annotation<'_>>| announcement_of(&annotation?.value);
    revised(value(difference.before()), value(difference.after()))
}

/// Do both say the same, wherever it stands?
fn is_alike(was: &Annotations<'_>, is: &Annotations<'_>) -> bool {
    let is_same = |(a, b): (&Annotation<'_>, &Annotation<'_>)| {
        a.term == b.term && a.qualifier == b.qualifier && a.value == b.value
    };
    was.0.len() == is.0.len() && was.0.iter().zip(&is.0).all(is_same)
}

fn sign(difference: Difference<'_>) -> char {
    match difference {
        Pair::Old(_) => '-',
        Pair::New(_) => '+',
        Pair::Both(..) => '±',
    }
}

/// Does a term tell whether clients can change a property?
fn tells_access(term: QualifiedName<'_>) -> bool {
    term.namespace == CORE && matches!(term.name, "Computed" | "Immutable" | "Permissions")
}

/// Is what it restricts another thing than before?
fn changes_restrictions(difference: Difference<'_>) -> bool {
    let of = |annotation: Option<&Annotation<'_>>| restricted(annotation).len();
    let [was, is] = [difference.before(), difference.after()];
    of(was) != of(is) || restricted(was) != restricted(is)
}

/// Does an annotation restrict what another one does, or say it in the same words under a newer name?
fn says_same(was: &Annotation<'_>, is: &Annotation<'_>) -> bool {
    let limits = restricted(Some(was));
    if !limits.is_empty() {
        return restricted(Some(is)) == limits;
    }
    let stem = |annotation: &Annotation<'_>| {
        let name = annotation.term.name.to_owned();
        let mut endings = ["Restrictions", "Supported", "Support"].into_iter();
        let stem = endings.find_map(|end| name.strip_suffix(end));
        stem.map(str::to_owned)
    };
    let answers = |annotation: &Annotation<'_>| match &annotation.value {
        Expression::Bool(answer) => vec![*answer],
        Expression::Record(values) => (values.iter())
            .filter_map(|(_, value)| match value {
                Expression::Bool(answer) => Some(*answer),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    };
    stem(was).is_some() && stem(was) == stem(is) && answers(was) == answers(is)
}

/// Lists restrictions that annotations state, each member by itself, without their own words for it. Of methods
/// another rule tells.
fn restrictions<'a>(annotations: &Annotations<'a>) -> Vec<Restriction<'a>> {
    let mut found: Vec<_> = (schema::restrictions(annotations).into_iter())
        .filter(|it| !matches!(it.manner, Manner::Explained(_) | Manner::Method(_)))
        .flat_map(each)
        .collect();
    found.sort();
    found.dedup();
    found
}

/// A restriction for each of its members.
fn each(restriction: Restriction<'_>) -> Vec<Restriction<'_>> {
    let alone = |names: &[_], manner: fn(_) -> _| {
        let manners = names.iter().map(|&name| manner(vec![name]));
        manners.collect::<Vec<_>>()
    };
    let manners = match &restriction.manner {
        Manner::With(names) => alone(names, Manner::With),
        Manner::Ascending(names) => alone(names, Manner::Ascending),
        Manner::Descending(names) => alone(names, Manner::Descending),
        Manner::Without(names) => alone(names, Manner::Without),
        Manner::WithoutFilterBy(names) => alone(names, Manner::WithoutFilterBy),
        _ => return vec![restriction],
    };
    let of = |manner| Restriction {
        manner,
        ..restriction.clone()
    };
    manners.into_iter().map(of).collect()
}

/// Is there a list of what alone is done on the other side, too, and does this one not leave out more? Then it is no news.
fn allows_no_more(restriction: &Restriction<'_>, other: &Restriction<'_>) -> bool {
    match (&restriction.manner, &other.manner) {
        (Manner::OtherThan(names), Manner::OtherThan(others))
            if (restriction.place, restriction.capability) == (other.place, other.capability) =>
        {
            others.iter().all(|name| names.contains(name))
        }
        _ => false,
    }
}

/// What an annotation says that the service does not do, in words.
fn restricted(annotation: Option<&Annotation<'_>>) -> Vec<String> {
    let annotations = Annotations(annotation.cloned().into_iter().collect());
    restrictions(&annotations).iter().map(text).collect()
}

/// Is it this annotation that says so, on either side?
fn says(difference: Difference<'_>, restriction: &Restriction<'_>) -> bool {
    let text = text(restriction);
    [difference.before(), difference.after()]
        .into_iter()
        .any(|annotation| restricted(annotation).contains(&text))
}

fn text(restriction: &Restriction<'_>) -> String {
    let what = match restriction.capability {
        Capability::ReadByKey => "read by key".to_owned(),
        capability => format!("{capability:?}").to_lowercase(),
    };
    let what = match restriction.place {
        Place::Everywhere => format!("by default {what}"),
        Place::Here | Place::Below(_) => what,
    };
    if let Manner::With(members) = &restriction.manner {
        return format!("{what}: {}", members.join(", "));
    }
    match restriction.manner.words(str::to_owned) {
        Some(words) => format!("{what} {words}"),
        None => what,
    }
}
