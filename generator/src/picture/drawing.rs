//! Where shapes are put: in columns, by how many steps lead to them.

use super::Picture;

/// The width of a column and the height of a row, in pixels.
pub(super) const COLUMN: usize = 330;
pub(super) const ROW: usize = 46;
/// The width and the height of a shape.
pub(super) const WIDTH: usize = 240;
pub(super) const HEIGHT: usize = 28;

/// The column and row of each type, and how many there are of both.
pub(super) fn places(picture: &Picture) -> (Vec<(usize, usize)>, (usize, usize)) {
    let count = picture.types.len();
    let mut columns: Vec<Option<usize>> = vec![None; count];
    let is_entered = |n: &usize| picture.lines.iter().any(|l| l.to == *n && l.from != *n);
    let mut open: Vec<usize> = (0..count).filter(|n| !is_entered(n)).collect();
    let mut column = 0;
    // What is in cycles only is put where its first type is.
    while columns.iter().any(Option::is_none) {
        if open.is_empty() {
            open.extend(columns.iter().position(Option::is_none));
        }
        for &n in &open {
            if let Some(place) = columns.get_mut(n) {
                *place = Some(column);
            }
        }
        let lines = picture
            .lines
            .iter()
            .filter(|line| open.contains(&line.from));
        let mut next: Vec<_> = lines
            .map(|line| line.to)
            .filter(|&to| columns.get(to).is_some_and(Option::is_none))
            .collect();
        next.sort_unstable();
        next.dedup();
        open = next;
        column += 1;
    }
    let mut rows = vec![0; column];
    let mut places = Vec::with_capacity(count);
    for column in columns.into_iter().flatten() {
        if let Some(row) = rows.get_mut(column) {
            places.push((column, *row));
            *row += 1;
        }
    }
    let most = rows.into_iter().max().unwrap_or(0);
    (places, (column, most))
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, Line, Link, Picture, Shape};
    use super::places;

    #[test]
    fn cycles_have_a_place_too() {
        let shape = |name: &str| Shape {
            name: name.to_owned(),
            kind: Kind::Entity,
            base: None,
            why: String::new(),
        };
        let line = |(from, to)| Line {
            from,
            to,
            link: Link::Navigation,
            label: String::new(),
        };
        let picture = Picture {
            types: ["a", "b", "c", "d"].map(shape).to_vec(),
            // To itself, from the beginning on, and round in a circle.
            lines: [(0, 0), (0, 1), (2, 3), (3, 2)].map(line).into(),
            ..Picture::default()
        };
        assert_eq!(
            places(&picture),
            (vec![(0, 0), (1, 0), (2, 0), (3, 0)], (4, 1))
        );
    }
}
