//! The text of `api.txt`.

use std::fmt::Write as _;

use super::Surface;
use super::line::Public;

/// What stands above the lines of `api.txt`: what every item of a kind has beside what its lines say.
const LEGEND: &str = "\
#
# The public items of this crate, one a line. Types are written as from within the module of their API. After ` = ` stands
# what a name means on the wire. `generate` reads this file first: a name that is in it keeps its meaning.
# Not written, since all of a kind have it:
#   model    new(), Clone, Debug, Default, Model; the field `base` and, through Deref, all that is behind it,
#            or the field `additional`; among `models` also with(), PartialEq, with the feature `serde` Serialize
#            and Deserialize, and in its module the property descriptors of its bases
#   enum     Unrecognized(..), as_str(), is_known(), Clone, Debug, Display, Eq, Hash, Enumeration, with the
#            feature `serde` Serialize and Deserialize; further variants may come
#   kind     Other(Box<..>), Clone, Debug, PartialEq; further variants may come
#   builder  Clone, Debug; constants of what its requests need to be allowed, as in the module `permissions`
";

impl Surface {
    /// The text of `api.txt`, with this notice at its head.
    pub fn text(&self, notice: &str) -> String {
        let mut text = format!("# {notice}\n{LEGEND}");
        for (n, line) in self.lines.iter().enumerate() {
            // Parts of the crate are set apart.
            let is_outermost = matches!(line.public, Public::Module) && !line.path.contains("::");
            if n == 0 || is_outermost {
                text.push('\n');
            }
            // Writing to a text does not fail.
            let _ = writeln!(text, "{line}");
        }
        text
    }
}
