//! Keys, which the parameters of paths are the values of.

use super::super::loss::Fact;
use super::super::operations::{self, Bound};
use super::super::position::{Item, Position, position};
use super::super::trie::Trie;
use super::super::types::TypeIndex;
use super::Walk;

impl<'t, 'a> Walk<'_, 't, 'a, '_> {
    /// Makes known which properties are the key of a type.
    pub(super) fn learn_key(
        &mut self,
        ty: TypeIndex,
        values: &[(Option<&str>, &str)],
        child: &Trie<'t, 'a>,
    ) {
        let has_key = |index| {
            self.cx
                .types
                .get(index)
                .is_some_and(|ty| !ty.key.is_empty())
        };
        if self.cx.types.lineage(ty).any(has_key) {
            return;
        }
        let names: Vec<_> = values
            .iter()
            .map(|&(name, value)| self.key_name(ty, name, value))
            .collect();
        let declared = names
            .first()
            .and_then(|name| self.cx.types.property(ty, name));
        let top = self.cx.types.lineage(ty).last().unwrap_or(ty);
        let owner = declared.map_or(top, |(owner, _)| owner);
        for (name, &(_, value)) in names.iter().zip(values) {
            if self.cx.types.property(ty, name).is_none() {
                let items = child.items();
                let parameter = items
                    .iter()
                    .find_map(|item| operations::parameter(self.cx, item, value));
                let schema = parameter.and_then(|parameter| parameter.get("schema"));
                let edm = match schema.and_then(|schema| position(self.cx, schema, name)) {
                    Some(Position {
                        item: Item::Edm(edm),
                        many: false,
                        ..
                    }) => edm,
                    _ => "Edm.String",
                };
                if let Some(ty) = self.cx.types.get_mut(owner) {
                    let key = Bound {
                        item: Item::Edm(edm),
                        many: false,
                    };
                    ty.told.insert(name.clone(), (key, child.span));
                }
            }
        }
        let taken = format!("`{}`", names.join("`, `"));
        if let Some(ty) = self.cx.types.get_mut(owner) {
            ty.key = names;
            ty.is_entity = true;
            let target = ty.qualified();
            self.cx.lose(Fact::Key, target, taken);
        }
        if let Some(ty) = self.cx.types.get_mut(ty) {
            ty.is_entity = true;
        }
    }

    /// The property that a parameter of a path is the value of: `{user-id}` is `id`, `{ID_1}` is `ID`.
    fn key_name(&self, ty: TypeIndex, name: Option<&str>, parameter: &str) -> String {
        let numbered = parameter
            .rsplit_once('_')
            .filter(|(_, n)| n.bytes().all(|byte| byte.is_ascii_digit()));
        let unnumbered = numbered.map_or(parameter, |(before, _)| before);
        let last = unnumbered.rsplit('-').next().unwrap_or(unnumbered);
        // Microsoft's converter numbers parameters of the same name in a path: `{Id1}` is another `{Id}`.
        let plain = last.trim_end_matches(|c: char| c.is_ascii_digit());
        let candidates = [
            name.unwrap_or(parameter),
            parameter,
            unnumbered,
            last,
            plain,
            "id",
        ];
        let known = candidates
            .iter()
            .find(|name| self.cx.types.property(ty, name).is_some());
        (*known.unwrap_or(&name.unwrap_or(last))).to_owned()
    }
}
