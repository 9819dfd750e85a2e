//! What is selected.

use super::several::{Each, One, Tuple, several};
use crate::model::codec::IsA;
use crate::model::property::Property;

/// A member that can be selected from a `T`: a property descriptor of `T` or of one of its base types.
///
/// Descriptors of members of different types fit into one `Vec` as `&dyn Selectable`:
///
/// ```
/// use msgraph_operations::msgraph_core::Selectable;
/// use msgraph_operations::v1_0::models::{RichLongRunningOperation, rich_long_running_operation as operation};
///
/// let mut columns: Vec<&dyn Selectable<RichLongRunningOperation>> = vec![operation::ID];
/// columns.push(operation::PERCENTAGE_COMPLETE);
/// assert_eq!(columns[1].wire_name(), "percentageComplete");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no property descriptor of `{T}`",
    note = "property descriptors are constants in the module that is called like the type, such as `user::DISPLAY_NAME`"
)]
pub trait Selectable<T>: sealed::Named {
    /// The name on the wire.
    fn wire_name(&self) -> &'static str;
}

mod sealed {
    pub trait Named {}
    impl<T, F, A> Named for crate::model::property::Property<T, F, A> {}
    impl<S: Named + ?Sized> Named for &S {}
}

impl<T: IsA<B>, B, F, A> Selectable<T> for Property<B, F, A> {
    fn wire_name(&self) -> &'static str {
        self.name()
    }
}

impl<T, S: Selectable<T> + ?Sized> Selectable<T> for &S {
    fn wire_name(&self) -> &'static str {
        (**self).wire_name()
    }
}

/// Members that can be selected from a `T`: one property descriptor; an array, a slice, a `Vec` or an iterator of
/// them; or, where the types of the members differ, a tuple.
///
/// ```
/// use msgraph_operations::msgraph_core::{Page, Request};
/// use msgraph_operations::v1_0::models::{RichLongRunningOperation, rich_long_running_operation as operation};
///
/// fn texts(list: Request<Page<RichLongRunningOperation>>) -> Request<Page<RichLongRunningOperation>> {
///     let mut texts = vec![operation::TYPE];
///     texts.push(operation::RESOURCE_ID);
///     list.select(texts)
/// }
///
/// fn progress(list: Request<Page<RichLongRunningOperation>>) -> Request<Page<RichLongRunningOperation>> {
///     list.select((operation::ID, operation::STATUS, operation::PERCENTAGE_COMPLETE))
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not select members of `{T}`",
    label = "not property descriptors of `{T}`, or of one of its base types",
    note = "each type has its own property descriptors, in the module that is called like the type, such as `user::DISPLAY_NAME`",
    note = "`select` takes one, or an array, a slice, a `Vec`, an iterator or a tuple of them"
)]
pub trait Selection<T, K> {
    #[doc(hidden)]
    fn names(self) -> Vec<&'static str>;
}

several!(Selection, names -> &'static str; Selectable, wire_name);
