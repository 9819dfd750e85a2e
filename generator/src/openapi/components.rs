//! What `#/components` has, and where references lead.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::csdl::syntax::Text;
use crate::tree::Node;

/// A component: its name and what it is.
pub(super) type Component<'t, 'a> = (&'t Text<'a>, &'t Node<'a>);

/// The components by section and name.
pub(super) struct Components<'t, 'a> {
    sections: FxHashMap<&'t str, FxHashMap<&'t str, Component<'t, 'a>>>,
}

/// Why a reference leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lost {
    /// To another document.
    Outside,
    /// To something that is not there, or that is no component.
    Dangling,
}

impl<'t, 'a> Components<'t, 'a> {
    pub(super) fn of(root: &'t Node<'a>) -> Self {
        let section = |(name, section): &'t (Text<'a>, Node<'a>)| {
            let components = section
                .map()
                .iter()
                .map(|(name, node)| (&**name, (name, node)));
            (&**name, components.collect())
        };
        Self {
            sections: root.members("components").iter().map(section).collect(),
        }
    }

    /// What a reference leads to, and in which section that is.
    pub(super) fn find<'r>(
        &self,
        reference: &'r str,
    ) -> Result<(&'r str, Component<'t, 'a>), Lost> {
        let local = reference.strip_prefix('#').ok_or(Lost::Outside)?;
        let path = local.strip_prefix("/components/").ok_or(Lost::Dangling)?;
        let (section, name) = path.split_once('/').ok_or(Lost::Dangling)?;
        let components = self.sections.get(section);
        let found = components.and_then(|components| components.get(&*unescaped(name)));
        found.map(|&found| (section, found)).ok_or(Lost::Dangling)
    }
}

/// A part of a JSON pointer in a URL: `~1` is a slash, `%20` a blank.
pub(super) fn unescaped(name: &str) -> Cow<'_, str> {
    if !name.contains(['~', '%']) {
        return Cow::Borrowed(name);
    }
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let code = match byte {
            b'%' => digit(ahead.next()).zip(digit(ahead.next())),
            _ => None,
        };
        match code.and_then(|(high, low)| u8::try_from(high * 16 + low).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = ahead;
            }
            None => bytes.push(byte),
        }
    }
    let text = String::from_utf8_lossy(&bytes);
    Cow::Owned(text.replace("~1", "/").replace("~0", "~"))
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn names_in_references_are_unescaped() {
        assert_eq!(unescaped("a.b"), "a.b");
        assert_eq!(unescaped("a~1b~0c%20d%zz%2"), "a/b~c d%zz%2");
    }
}
