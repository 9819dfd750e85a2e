//! Streams: properties with a path that brings bytes.

use super::super::bodies::{Answer, answer, sends_bytes};
use super::super::operations::Bound;
use super::super::position::Item;
use super::super::trie::Trie;
use super::super::types::TypeIndex;
use super::Walk;

/// The bytes of a stream property.
pub(super) const STREAM: Bound = Bound {
    item: Item::Edm("Edm.Stream"),
    many: false,
};

impl<'t, 'a> Walk<'_, 't, 'a, '_> {
    /// Is a declared property a stream? Microsoft's converter spells those as it spells bytes in JSON: what the path
    /// brings decides.
    pub(super) fn is_stream(
        &mut self,
        value: Bound,
        child: &Trie<'t, 'a>,
        described: &str,
    ) -> bool {
        let may_be = matches!(
            value.item,
            Item::Edm("Edm.Binary" | "Edm.Stream" | "Edm.Untyped")
        );
        may_be && !value.many && self.brings_bytes(child, described)
    }

    pub(super) fn learn_stream(&mut self, owner: TypeIndex, name: &str, child: &Trie<'t, 'a>) {
        if let Some(ty) = self.cx.types.get_mut(owner) {
            ty.told
                .entry(name.to_owned())
                .or_insert((STREAM, child.span));
        }
    }

    /// A stream is what is read or, where it is only written, sent as bytes.
    pub(super) fn brings_bytes(&mut self, child: &Trie<'t, 'a>, described: &str) -> bool {
        if let Some(get) = child.operation("get") {
            return matches!(answer(self.cx, get, described), Some(Answer::Bytes));
        }
        let put = child.operation("put");
        put.is_some_and(|put| sends_bytes(self.cx, put))
    }
}
