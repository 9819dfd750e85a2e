//! A page with the drawing and the tree.

use super::{Picture, svg, tree};
use crate::foreign::markup;

/// The page. It refers to nothing outside.
pub fn html(picture: &Picture) -> String {
    let title = markup(&picture.title);
    let tree = tree(picture);
    let tree: Vec<_> = tree.lines().map(markup).collect();
    let (drawing, tree) = (svg(picture), tree.join("\n"));
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>{title}</title></head>\n\
         <body>\n<h1>{title}</h1>\n{drawing}<pre>{tree}\n</pre>\n</body>\n</html>\n"
    )
}
