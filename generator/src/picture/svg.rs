//! A drawing that needs nothing else to be looked at.

use std::fmt::Write as _;

use super::drawing::{COLUMN, HEIGHT, ROW, WIDTH, places};
use super::{Kind, Line, Link, Picture};
use crate::foreign::markup;

const STYLE: &str = "\
text{font:12px sans-serif}path{fill:none;stroke:#666}.label{font-size:10px;fill:#555}\
rect{stroke:#333}.entity{fill:#dbe9ff}.complex{fill:#e5f5e0}.value{fill:#fff3c4}.container{fill:#eee}\
.base{stroke:#1f4fa0;stroke-width:2}.member{stroke:#9a9a9a}.starter{stroke:#b03030;stroke-dasharray:5 3}";

/// The drawing: bases in blue, navigation in black, members in grey, starters dashed in red. What is derived,
/// contained, held or started is on the right where that is possible.
pub fn svg(picture: &Picture) -> String {
    let (places, (columns, rows)) = places(picture);
    let (width, height) = (columns * COLUMN, rows * ROW + 20);
    // Writing to a string cannot fail.
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\">\n<title>{}</title>\n<style>{STYLE}</style>\n",
        markup(&picture.title)
    );
    for line in &picture.lines {
        if let (Some(&from), Some(&to)) = (places.get(line.from), places.get(line.to)) {
            text.push_str(&curve(line, corner(from), corner(to)));
        }
    }
    for (shape, &place) in picture.types.iter().zip(&places) {
        let (x, y) = corner(place);
        let class = match shape.kind {
            Kind::Entity => "entity",
            Kind::Complex => "complex",
            Kind::Value => "value",
            Kind::Container => "container",
        };
        let (name, kind) = (markup(&shape.name), shape.kind.title());
        let why = markup(&shape.why);
        let _ = writeln!(
            text,
            "<g><title>{name}: {kind}, for {why}</title>\
             <rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" rx=\"4\"/>\
             <text x=\"{}\" y=\"{}\">{name}</text></g>",
            x + 8,
            y + 18
        );
    }
    text.push_str("</svg>\n");
    text
}

fn corner((column, row): (usize, usize)) -> (usize, usize) {
    (column * COLUMN + 10, row * ROW + 10)
}

/// From the right of one shape to the left of the other one.
fn curve(line: &Line, from: (usize, usize), to: (usize, usize)) -> String {
    let class = match line.link {
        Link::Base => "base",
        Link::Navigation => "navigation",
        Link::Member => "member",
        Link::Starter => "starter",
    };
    let (x1, y1) = (from.0 + WIDTH, from.1 + HEIGHT / 2);
    let (x2, y2) = (to.0, to.1 + HEIGHT / 2);
    let middle = x1.midpoint(x2);
    let label = markup(&line.label);
    format!(
        "<path class=\"{class}\" d=\"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}\"/>\
         <text class=\"label\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{label}</text>\n",
        middle,
        y1.midpoint(y2).saturating_sub(3)
    )
}
