//! The names of an object's members. Most are known before they are read: from the objects of the same type that came
//! before, or else from the order of declaration. Then they are compared and not searched for.

use super::likely::Likely;
use super::model::{DynModel, Place};
use super::shapes::{Cursor, Shapes};
use crate::model::json::{Reader, SyntaxError, Text};

/// Reads the names of an object's members.
pub(super) struct Names {
    /// Where it is compared with others, if there are any.
    cursor: Option<Cursor>,
    /// The order of declaration, once it is asked for.
    likely: Option<Likely>,
    /// The field of the last member that has any, until `likely` knows.
    last: Option<Place>,
}

impl Names {
    pub(super) fn new(cursor: Option<Cursor>) -> Self {
        Self {
            cursor,
            likely: None,
            last: None,
        }
    }

    /// The next name, and the place of the field with that name, if there is one.
    #[inline]
    pub(super) fn read<'a>(
        &mut self,
        shapes: &mut Shapes<'a>,
        reader: &mut Reader<'a>,
        model: &DynModel,
    ) -> Result<(Text<'a>, Option<Place>), SyntaxError> {
        let remembered = self.cursor.as_mut();
        let remembered = remembered.and_then(|cursor| shapes.accept(cursor, reader));
        let (name, place) = if let Some((name, place)) = remembered {
            (Text::Plain(name), place)
        } else {
            let (name, place) = self.guess(reader, model)?;
            if let (Some(cursor), Text::Plain(name)) = (&mut self.cursor, name) {
                shapes.insert(cursor, name, place);
            }
            (name, place)
        };
        self.last = place.or(self.last);
        Ok((name, place))
    }

    /// The next name, which may be the next one that the type declares.
    fn guess<'a>(
        &mut self,
        reader: &mut Reader<'a>,
        model: &DynModel,
    ) -> Result<(Text<'a>, Option<Place>), SyntaxError> {
        let likely = self.likely.get_or_insert_with(|| Likely::first(model));
        if let Some(last) = self.last.take() {
            likely.follow(model, last);
        }
        if let Some(name) = likely.name().filter(|name| reader.accept_name(name)) {
            return Ok((Text::Plain(name), Some(likely.place)));
        }
        let name = reader.name()?;
        reader.colon()?;
        Ok((name, likely.find(model, &name.decode().0)))
    }
}

#[cfg(test)]
mod tests {
    use crate::model::codec::Model as _;
    use crate::model::page::Page;
    use crate::request::operation::AsyncJobStatus;

    /// Each item of a page is what it is alone.
    fn check(items: &[String]) {
        let page = format!(r#"{{"value":[{}]}}"#, items.join(","));
        let page = Page::<AsyncJobStatus>::from_json(page.as_bytes()).unwrap();
        assert_eq!(page.value.len(), items.len());
        for (read, json) in page.value.iter().zip(items) {
            let alone = AsyncJobStatus::from_json(json.as_bytes()).unwrap();
            assert_eq!(read, &alone, "{json}");
            assert_eq!(read.mismatches(), alone.mismatches(), "{json}");
            assert_eq!(read.to_json(), alone.to_json(), "{json}");
        }
    }

    const MEMBERS: [&str; 9] = [
        r#""operation":"a""#,
        r#""unknown":[1]"#,
        r#""status":"completed""#,
        r#""percentageComplete":7"#,
        r#""status":"deleted""#,
        r#""status":"again""#,
        r#" "resourceId" : "b""#,
        r#""resourceLocation":null"#,
        r#""":{"operation":0}"#,
    ];

    #[test]
    fn members_may_be_missing_or_more() {
        let subsets = (0..1_u32 << MEMBERS.len()).map(|subset| {
            let members = MEMBERS.iter().enumerate();
            let members = members.filter(|(n, _)| subset >> n & 1 == 1);
            let members: Vec<_> = members.map(|(_, member)| *member).collect();
            format!("{{{}}}", members.join(","))
        });
        check(&subsets.collect::<Vec<_>>());
    }

    #[test]
    fn members_may_come_in_any_order() {
        let rotated = (0..MEMBERS.len() * 2).map(|n| {
            let mut members = MEMBERS;
            members.rotate_left(n % MEMBERS.len());
            if n % 2 == 1 {
                members.reverse();
            }
            format!("{{{}}}", members.join(","))
        });
        check(&rotated.collect::<Vec<_>>());
    }

    #[test]
    fn names_that_never_come_again_do_no_harm() {
        let new = (0..1_000).map(|n| {
            let more: Vec<_> = (0..n % 9).map(|m| format!(r#""n{n}m{m}":{m},"#)).collect();
            format!(r#"{{{}"status":"{n}"}}"#, more.concat())
        });
        check(&new.collect::<Vec<_>>());
    }
}
