//! What came back against what went in.

use std::collections::{BTreeMap, BTreeSet};

use super::json::{self, Members, member_path};

/// How two JSON texts differ. White space, the order of members and the escapes in strings do not count.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Comparison {
    /// Where they say different things, and what.
    pub(crate) differences: Vec<String>,
    /// Where the first one has a member twice. The last one counts, and the others need not come back.
    pub(crate) repeated: Vec<String>,
}

/// Compares a text with what it has become.
pub(crate) fn compare(before: &str, after: &str) -> Comparison {
    let mut comparison = Comparison::default();
    comparison.values("$", before, after);
    comparison
}

impl Comparison {
    fn values(&mut self, path: &str, before: &str, after: &str) {
        if let (Some(before), Some(after)) = (Members::of(before), Members::of(after)) {
            return self.objects(path, &before, &after);
        }
        if let (Some(before), Some(after)) = (json::items(before), json::items(after)) {
            return self.arrays(path, &before, &after);
        }
        let is_same = match (json::string(before), json::string(after)) {
            (Some(before), Some(after)) => before == after,
            _ => before == after,
        };
        if !is_same {
            self.differ(format!(
                "{path}: {} became {}",
                shortened(before),
                shortened(after)
            ));
        }
    }

    fn objects(&mut self, path: &str, before: &Members, after: &Members) {
        let mut names = BTreeSet::new();
        for (name, _) in &before.0 {
            if !names.insert(name.as_str()) {
                self.repeated.push(member_path(path, name));
            }
        }
        let after: BTreeMap<_, _> = {
            let mut once = BTreeMap::new();
            for (name, value) in &after.0 {
                if once.insert(name.as_str(), *value).is_some() {
                    self.differ(format!("{} came twice", member_path(path, name)));
                }
            }
            once
        };
        for &name in &names {
            let path = member_path(path, name);
            match (before.get(name), after.get(name)) {
                (Some(before), Some(after)) => self.values(&path, before, after),
                _ => self.differ(format!("{path} is gone")),
            }
        }
        for name in after.keys().filter(|name| !names.contains(*name)) {
            self.differ(format!("{} is new", member_path(path, name)));
        }
    }

    fn arrays(&mut self, path: &str, before: &[&str], after: &[&str]) {
        if before.len() != after.len() {
            let (before, after) = (before.len(), after.len());
            self.differ(format!("{path}: {before} items became {after}"));
        }
        for (n, (before, after)) in before.iter().zip(after).enumerate() {
            self.values(&format!("{path}[{n}]"), before, after);
        }
    }

    fn differ(&mut self, difference: String) {
        self.differences.push(difference);
    }
}

/// The beginning of a text, where it is long.
fn shortened(text: &str) -> String {
    const LONG: usize = 60;
    match text.char_indices().nth(LONG) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::compare;

    #[track_caller]
    fn expect(before: &str, after: &str, differences: &[&str]) {
        assert_eq!(compare(before, after).differences, differences);
    }

    #[test]
    fn layout_order_and_escapes_do_not_count() {
        expect(
            r#"{ "a" : [ 1 , "\u00e9/" ], "b" : { } }"#,
            r#"{"b":{},"a":[1,"é\/"]}"#,
            &[],
        );
    }

    #[test]
    fn spelling_of_numbers_counts() {
        expect(
            r#"{"a":47.6450}"#,
            r#"{"a":47.645}"#,
            &["$.a: 47.6450 became 47.645"],
        );
        expect("[1e3]", "[1000]", &["$[0]: 1e3 became 1000"]);
        expect("-0", "0", &["$: -0 became 0"]);
    }

    #[test]
    fn nulls_and_absence_are_two_things() {
        expect(r#"{"a":null}"#, "{}", &["$.a is gone"]);
        expect("{}", r#"{"@odata.type":"x"}"#, &["$['@odata.type'] is new"]);
        expect(r#"{"a":null}"#, r#"{"a":[]}"#, &["$.a: null became []"]);
    }

    #[test]
    fn arrays_keep_their_order() {
        expect("[1,2]", "[2,1]", &["$[0]: 1 became 2", "$[1]: 2 became 1"]);
        expect("[1,2]", "[1]", &["$: 2 items became 1"]);
    }

    #[test]
    fn kinds_count() {
        expect(r#"{"a":"1"}"#, r#"{"a":1}"#, &["$.a: \"1\" became 1"]);
        expect("{}", "[]", &["$: {} became []"]);
        expect("true", "false", &["$: true became false"]);
    }

    #[test]
    fn of_repeated_members_the_last_counts() {
        let comparison = compare(r#"{"a":{"b":1,"b":2}}"#, r#"{"a":{"b":2}}"#);
        assert!(comparison.differences.is_empty());
        assert_eq!(comparison.repeated, ["$.a.b"]);
        expect(r#"{"b":1,"b":2}"#, r#"{"b":1}"#, &["$.b: 2 became 1"]);
        expect(r#"{"b":1}"#, r#"{"b":1,"b":1}"#, &["$.b came twice"]);
    }

    #[test]
    fn unpaired_surrogates_are_compared_as_they_are_spelled() {
        expect(r#"["\ud800"]"#, r#"["\ud800"]"#, &[]);
        expect(
            r#"["\ud800"]"#,
            r#"["\ufffd"]"#,
            &[r#"$[0]: "\ud800" became "\ufffd""#],
        );
    }

    #[test]
    fn long_texts_are_shortened() {
        let long = format!("\"{}\"", "é".repeat(100));
        let comparison = compare(&long, "1");
        assert!(comparison.differences[0].chars().count() < 100);
    }
}
