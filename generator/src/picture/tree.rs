//! The tree of what is in a slice, as text.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Link, Picture, Shape};
use crate::foreign;

/// Paths, segment by segment, with the methods at their ends; then types below the types that they are derived
/// from, each with the root that brings it.
pub fn tree(picture: &Picture) -> String {
    let requests: Vec<_> = picture.requests.iter().map(|r| foreign::line(r)).collect();
    let mut paths = Branch::default();
    for request in &requests {
        let (method, path) = request.split_once('/').unwrap_or(("", request));
        paths.add(path, method.trim());
    }
    // Writing to a string cannot fail.
    let mut text = format!("{}\n", foreign::line(&picture.title));
    paths.write(&mut text, 1);
    let _ = writeln!(text, "\n  types");
    for (n, shape) in picture.types.iter().enumerate() {
        if shape.base.is_none() {
            write_type(picture, n, shape, &mut text, 2);
        }
    }
    foreign::lines(&text)
}

/// What lies behind a segment.
#[derive(Default)]
struct Branch<'p> {
    methods: Vec<&'p str>,
    behind: BTreeMap<&'p str, Branch<'p>>,
}

impl<'p> Branch<'p> {
    fn add(&mut self, path: &'p str, method: &'p str) {
        let mut here = self;
        for segment in path.split('/') {
            here = here.behind.entry(segment).or_default();
        }
        here.methods.push(method);
    }

    fn write(&self, text: &mut String, depth: usize) {
        for (segment, branch) in &self.behind {
            let methods = branch.methods.join(", ");
            let line = format!("{:indent$}/{segment}  {methods}", "", indent = 2 * depth);
            text.push_str(line.trim_end());
            text.push('\n');
            branch.write(text, depth + 1);
        }
    }
}

fn write_type(picture: &Picture, n: usize, shape: &Shape, text: &mut String, depth: usize) {
    let [name, why] = [&shape.name, &shape.why].map(|text| foreign::line(text));
    let kind = shape.kind;
    let indent = 2 * depth;
    let _ = writeln!(text, "{:indent$}{name}: {}, for {why}", "", kind.title());
    let starters = picture.lines.iter();
    for line in starters.filter(|line| line.from == n && line.link == Link::Starter) {
        let started = picture.types.get(line.to).map_or("", |ty| &ty.name);
        let [label, started] = [&line.label, started].map(foreign::line);
        let _ = writeln!(
            text,
            "{:indent$}{label}() starts {started}",
            "",
            indent = indent + 2
        );
    }
    // Lines of bases cannot make a cycle: the schema has none.
    for (derived, shape) in picture.types.iter().enumerate() {
        if shape.base == Some(n) {
            write_type(picture, derived, shape, text, depth + 1);
        }
    }
}
