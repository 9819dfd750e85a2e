//! A slice of a large document, cut before it is parsed: what the roots lead to, and nothing else.
//!
//! Only where nothing outside the slice could say anything about it: requests are wanted and not types or everything,
//! navigation is marked in the schemas, and each wanted path is spelled out.

use rustc_hash::{FxHashMap, FxHashSet};

use super::components::unescaped;
use super::index::{Index, Part};
use super::tree::{Builder, GivenUp, Node, Value};
use super::trie::split;
use super::wanted::shape;
use crate::csdl::syntax::Text;
use crate::diagnostics::Span;
use crate::slice::{Root, parse_root};

/// What marks navigation; without it, other paths tell what is an entity.
const MARK: &str = "x-ms-navigationProperty";
const REFERENCE: &str = "#/components/";
const SCHEMAS: &str = "schemas";

/// The wanted part of a document.
pub(super) struct Cut<'a> {
    pub(super) root: Node<'a>,
    /// The names of all schemas, those that are not in it among them.
    pub(super) names: Vec<Text<'a>>,
}

/// Cuts out what the roots lead to; `None` if the whole document has to be read for it.
pub(super) fn wanted<'a>(
    builder: &mut Builder<'a, '_>,
    roots: &[&str],
    prefix: Option<&str>,
) -> Option<Result<Cut<'a>, GivenUp>> {
    let roots: Vec<_> = roots
        .iter()
        .map(|root| Wanted::of(root))
        .collect::<Option<_>>()?;
    if roots.is_empty() || !builder.text.contains(MARK) {
        return None;
    }
    let index = Index::of(builder.text)?;
    let mut navigation = FxHashSet::default();
    let paths = wanted_paths(&index, &roots, &mut navigation, prefix)?;
    let mut cutter = Cutter::new(&index, navigation, builder)?;
    Some(cutter.cut(paths))
}

/// A request.
struct Wanted {
    /// The names of its segments, keys without theirs.
    path: Vec<String>,
    /// It may call an action or function, which other paths may know by a base of the type that it is called on here.
    may_call: bool,
}

impl Wanted {
    fn of(root: &str) -> Option<Self> {
        let Root::Request { method, segments } = parse_root(root).ok()? else {
            return None;
        };
        let last = segments.last().map_or("", |(_, segment)| segment);
        Some(Self {
            path: segments
                .iter()
                .map(|(_, segment)| name_of(segment))
                .collect(),
            may_call: (method == "POST" || last.contains('(')) && !last.starts_with(['{', '$']),
        })
    }

    /// Does a path lead here, or tell whether it goes on, whether there are references on the way, or what it calls?
    fn is_told_by(&self, path: &[String]) -> bool {
        match path {
            [before @ .., key, last]
                if last == "$ref" && key == "{}" && self.path.starts_with(before) =>
            {
                true
            }
            [before @ .., last] if last == "$ref" && self.path.starts_with(before) => true,
            [before @ .., _] => {
                self.path.starts_with(path) || before == self.path || self.is_called_by(path)
            }
            [] => true,
        }
    }

    fn is_called_by(&self, path: &[String]) -> bool {
        self.may_call && self.path.last() == path.last()
    }
}

/// A segment without parameters in braces and parentheses.
fn name_of(segment: &str) -> String {
    shape(split(segment).0)
}

/// The paths that lead to the roots, and those that tell what is behind them. `None` if one is missing.
fn wanted_paths<'i, 'a>(
    index: &'i Index<'a>,
    roots: &[Wanted],
    navigation: &mut FxHashSet<String>,
    prefix: Option<&str>,
) -> Option<Vec<&'i Part<'a>>> {
    let mut found = vec![false; roots.len()];
    let mut wanted = Vec::new();
    for part in &index.paths {
        let Some(path) = part
            .key
            .strip_prefix(prefix.unwrap_or_default().trim_end_matches('/'))
        else {
            continue;
        };
        let path: Vec<_> = path
            .split('/')
            .filter(|segment| !segment.is_empty())
            .map(name_of)
            .collect();
        let mut is_wanted = false;
        for (root, found) in roots.iter().zip(&mut found) {
            *found |= path == root.path;
            is_wanted |= root.is_told_by(&path);
            if path == root.path || root.is_called_by(&path) {
                navigation.extend(path.iter().cloned());
            }
        }
        if is_wanted {
            wanted.push(part);
        }
    }
    found.iter().all(|&found| found).then_some(wanted)
}

struct Cutter<'i, 'a, 'b, 'd> {
    builder: &'b mut Builder<'a, 'd>,
    /// The components by section and name.
    components: FxHashMap<&'i str, FxHashMap<&'i str, &'i Part<'a>>>,
    /// The schemas that may be derived from one.
    derived: FxHashMap<&'a str, Vec<&'i str>>,
    /// The navigation properties that lead on.
    navigation: FxHashSet<String>,
    names: Vec<Text<'a>>,
    head: &'i [Part<'a>],
    sections: &'i [(Text<'a>, Vec<Part<'a>>)],
    /// The schemas by simple name: paths tell types by it.
    by_simple_name: FxHashMap<&'i str, Vec<&'i str>>,
    seen: FxHashSet<(String, String)>,
    with_derived: FxHashSet<String>,
    open: Vec<(String, String)>,
}

impl<'i, 'a, 'b, 'd> Cutter<'i, 'a, 'b, 'd> {
    /// `None` if a name is there twice.
    fn new(
        index: &'i Index<'a>,
        navigation: FxHashSet<String>,
        builder: &'b mut Builder<'a, 'd>,
    ) -> Option<Self> {
        let whole = builder.text;
        let mut cutter = Self {
            builder,
            components: FxHashMap::default(),
            derived: FxHashMap::default(),
            navigation,
            names: Vec::new(),
            head: &index.head,
            sections: &index.sections,
            by_simple_name: FxHashMap::default(),
            seen: FxHashSet::default(),
            with_derived: FxHashSet::default(),
            open: Vec::new(),
        };
        for (section, parts) in &index.sections {
            for part in parts {
                let components = cutter.components.entry(section).or_default();
                if components.insert(&part.key, part).is_some() {
                    return None;
                }
                if **section == *SCHEMAS {
                    let simple = part.key.rsplit('.').next().unwrap_or(&part.key);
                    cutter
                        .by_simple_name
                        .entry(simple)
                        .or_default()
                        .push(&part.key);
                    cutter.names.push(part.key.clone());
                    for base in part.bases(whole)? {
                        cutter.derived.entry(base).or_default().push(&part.key);
                    }
                }
            }
        }
        Some(cutter)
    }

    fn cut(&mut self, paths: Vec<&'i Part<'a>>) -> Result<Cut<'a>, GivenUp> {
        let mut items = Vec::new();
        for part in paths {
            let item = part.parse(self.builder)?;
            self.follow(&item);
            self.follow_path(&part.key);
            items.push((part.key.clone(), item));
        }
        let mut sections: FxHashMap<String, Vec<(Text<'a>, Node<'a>)>> = FxHashMap::default();
        while let Some((section, name)) = self.open.pop() {
            // What is missing is found when the reference to it is resolved.
            let components = self.components.get(section.as_str());
            let Some(&part) = components.and_then(|components| components.get(name.as_str()))
            else {
                continue;
            };
            let mut node = part.parse(self.builder)?;
            if section == SCHEMAS {
                self.drop_navigation(&mut node);
            }
            self.follow_schema(&node);
            sections
                .entry(section)
                .or_default()
                .push((part.key.clone(), node));
        }
        self.builder.check_keys(&items);
        let mut root = Vec::new();
        for part in self.head {
            root.push((part.key.clone(), part.parse(self.builder)?));
        }
        let section = |(name, _): &'i (Text<'a>, _)| {
            let members = sections.remove(&**name).unwrap_or_default();
            (name.clone(), map(members))
        };
        let components = self.sections.iter().map(section).collect();
        root.push((key("paths"), map(items)));
        root.push((key("components"), map(components)));
        let names = std::mem::take(&mut self.names);
        Ok(Cut {
            root: map(root),
            names,
        })
    }

    /// Wants a component alone.
    fn want(&mut self, section: &str, name: &str) {
        let component = (section.to_owned(), name.to_owned());
        if self.seen.insert(component.clone()) {
            self.open.push(component);
        }
    }

    /// Wants what a reference leads to; of schemas those derived from it, too.
    fn want_reference(&mut self, reference: &str) {
        let Some((section, name)) = reference.split_once('/') else {
            return;
        };
        let name = unescaped(name);
        if section != SCHEMAS {
            return self.want(section, &name);
        }
        let mut names = vec![name.into_owned()];
        while let Some(name) = names.pop() {
            self.want(SCHEMAS, &name);
            if let Some(derived) = self.derived.get(name.as_str()) {
                names.extend(
                    derived
                        .iter()
                        .map(|&name| name.to_owned())
                        .filter(|name| !self.with_derived.contains(name)),
                );
            }
            self.with_derived.insert(name);
        }
    }

    /// Wants what a schema refers to, of its base nothing but the base.
    fn follow_schema(&mut self, schema: &Node<'a>) {
        let bases = schema
            .items("allOf")
            .iter()
            .filter_map(|part| part.str("$ref"));
        for base in bases.filter_map(|base| base.strip_prefix(REFERENCE)) {
            if let Some((section, name)) = base.split_once('/') {
                self.want(section, &unescaped(name));
            }
        }
        for (key, value) in schema.map() {
            match &**key {
                "allOf" => {
                    for part in value
                        .list()
                        .iter()
                        .filter(|part| part.get("$ref").is_none())
                    {
                        self.follow(part);
                    }
                }
                "$ref" => self.follow_reference(value),
                "discriminator" => {}
                _ => self.follow(value),
            }
        }
    }

    /// Wants what a value refers to, and the types of which keys are told.
    fn follow(&mut self, node: &Node<'a>) {
        for (key, value) in node.map() {
            match &**key {
                "$ref" => self.follow_reference(value),
                "x-ms-docs-key-type" => self.want_type(value.as_str().unwrap_or_default()),
                _ => self.follow(value),
            }
        }
        for item in node.list() {
            self.follow(item);
        }
    }

    fn follow_reference(&mut self, reference: &Node<'a>) {
        let reference = reference
            .as_str()
            .and_then(|text| text.strip_prefix(REFERENCE));
        if let Some(reference) = reference {
            self.want_reference(reference);
        }
    }

    /// Wants the types that the names in a path may be of.
    fn follow_path(&mut self, path: &str) {
        for segment in path.split('/') {
            let name = split(segment).0.trim_matches(['{', '}']);
            self.want_type(name.strip_suffix("-id").unwrap_or(name));
        }
    }

    fn want_type(&mut self, name: &str) {
        let simple = name.rsplit('.').next().unwrap_or(name);
        for name in self.by_simple_name.get(simple).cloned().unwrap_or_default() {
            self.want(SCHEMAS, name);
        }
    }

    /// Drops the navigation that no root goes along.
    fn drop_navigation(&self, schema: &mut Node<'a>) {
        let Value::Map(members) = &mut schema.value else {
            return;
        };
        for (key, value) in members {
            match (&**key, &mut value.value) {
                ("properties", Value::Map(properties)) => {
                    properties.retain(|(name, schema)| {
                        !schema.flag(MARK) || self.navigation.contains(&**name)
                    });
                }
                ("allOf", Value::List(parts)) => {
                    for part in parts {
                        self.drop_navigation(part);
                    }
                }
                _ => {}
            }
        }
    }
}

fn map<'a>(members: Vec<(Text<'a>, Node<'a>)>) -> Node<'a> {
    Node {
        span: Span::default(),
        value: Value::Map(members),
    }
}

fn key<'a>(name: &'static str) -> Text<'a> {
    Text {
        value: name.into(),
        span: Span::default(),
    }
}
