//! Query options, as far as they are more than a name and a text
//! ([URL Conventions 4.01, 5](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_QueryOptions)).

mod apply;
mod comparable;
mod compute;
mod expand;
mod expression;
mod filter;
mod functions;
mod operand;
mod operators;
mod order;
mod path;
mod preference;
mod search;
mod select;
mod several;
mod ways;

pub use apply::{
    Aggregate, Aggregates, Aggregating, Apply, Grouping, Groups, ItemCount, NamedAggregate,
};
pub use comparable::{Comparable, Ordered};
pub use compute::{Computation, Computations, Computing};
pub use expand::{Expand, Expandable, Expansions};
pub use filter::Filter;
pub use functions::{Fraction, Number, max_date_time, min_date_time, now};
pub use operand::{Computed, Constant, Operand};
pub use order::{Order, Orders};
pub use path::{PropertyPath, item, item_as};
pub use search::Search;
pub use select::{Selectable, Selection};

pub(crate) use expand::Expansion;
pub(crate) use preference::{UNKNOWN_ENUM_MEMBERS, merge_preferences};
