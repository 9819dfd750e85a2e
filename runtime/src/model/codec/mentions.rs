//! What a request must know of the enumeration members that it names.

use super::Datum;
use super::model::{DynModel, base};
use crate::model::enumeration::Member;
use crate::model::json::Path;

/// The enumeration members that a request names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mentions {
    /// Services hide one of them from clients that do not ask for it.
    pub(crate) evolved: bool,
    /// Where the first is that means nothing to this crate, as a JSON path.
    pub(crate) unrecognized: Option<String>,
}

impl Mentions {
    /// Those in a model.
    pub(crate) fn of(model: &DynModel) -> Self {
        let mut mentions = Self::default();
        mentions.add_object(model, &Path::root());
        mentions
    }

    /// Those in the value of a member; of a path of them, `error/code`, in that of the last.
    pub(crate) fn of_member(path: &str, value: &Datum<'_>) -> Self {
        let names = path.split('/').filter(|name| !name.is_empty());
        let path = names.fold(Path::root(), |path, name| path.member(name));
        let mut mentions = Self::default();
        mentions.add(value, &path);
        mentions
    }

    /// Those in a model, by the members that its type and its base types declare.
    pub(crate) fn by_member(model: &DynModel) -> Vec<(&'static str, Self)> {
        let members = model.info().members().iter().enumerate();
        let own = members.map(|(n, name)| (*name, Self::of_member(name, &model.member(n).datum())));
        let inherited = base(model).map(Self::by_member).unwrap_or_default();
        inherited.into_iter().chain(own).collect()
    }

    /// These and others.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            evolved: self.evolved || other.evolved,
            unrecognized: self.unrecognized.or(other.unrecognized),
        }
    }

    fn add_object(&mut self, model: &DynModel, path: &Path) {
        if let Some(base) = base(model) {
            self.add_object(base, path);
        }
        for (n, name) in model.info().members().iter().enumerate() {
            let value = model.member(n).datum();
            if may_mention(&value) {
                self.add(&value, &path.member(name));
            }
        }
    }

    fn add(&mut self, value: &Datum<'_>, path: &Path) {
        match *value {
            Datum::Enumeration(member) => self.add_member(member, path),
            Datum::Flags(flags) => {
                let members = (0..).map_while(|n| flags.member(n));
                members.for_each(|member| self.add_member(member, path));
            }
            Datum::Object(model) => self.add_object(model, path),
            Datum::List(list) => {
                for index in 0..list.length() {
                    let item = list.item(index);
                    if !may_mention(&item) {
                        break;
                    }
                    self.add(&item, &path.item(index));
                }
            }
            _ => {}
        }
    }

    fn add_member(&mut self, member: Member<'_>, path: &Path) {
        self.evolved |= member.is_evolved();
        if self.unrecognized.is_none() && !member.is_recognized() {
            self.unrecognized = Some(path.clone().into_string());
        }
    }
}

/// Whether values of this kind can have enumeration members in them.
fn may_mention(value: &Datum<'_>) -> bool {
    matches!(
        value,
        Datum::Enumeration(_) | Datum::Flags(_) | Datum::Object(_) | Datum::List(_)
    )
}
