//! A page with the drawing and the tree.

use super::{Picture, svg, tree};
use crate::markup;

/// The page. It refers to nothing outside.
pub fn html(picture: &Picture) -> String {
    let title = escaped(&picture.title);
    let (drawing, tree) = (svg(picture), escaped(&tree(picture)));
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>{title}</title></head>\n\
         <body>\n<h1>{title}</h1>\n{drawing}<pre>{tree}</pre>\n</body>\n</html>\n"
    )
}

/// A text of the metadata as text of a page: no markup, and no characters that XML does not have.
pub(super) fn escaped(text: &str) -> String {
    let visible = text.chars().filter(|&c| c == '\n' || !c.is_control());
    markup::escaped(visible)
}
