//! Query options, as far as they are more than a name and a text
//! ([URL Conventions 4.01, 5](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_QueryOptions)).

mod comparable;
mod expand;
mod expression;
mod filter;
mod operators;
mod order;
mod path;
mod preference;
mod select;
mod several;

pub use comparable::{Comparable, Ordered};
pub use expand::{Expand, Expandable, Expansions};
pub use filter::Filter;
pub use order::{Order, Orders};
pub use path::{PropertyPath, item};
pub use select::{Selectable, Selection};

pub(crate) use expand::Expansion;
pub(crate) use order::phrase;
pub(crate) use preference::{UNKNOWN_ENUM_MEMBERS, merge_preferences};
