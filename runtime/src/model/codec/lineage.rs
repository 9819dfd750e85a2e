//! Derivation of types, and its proof.

use std::ops::Deref;

use super::field::Element;
use super::kind::Kind;
use super::model::Model;

/// `Self` is `T` or is derived from it, so it has all members of `T`.
///
/// Only generated types are derived from others. It is a bound of functions that take property descriptors:
///
/// ```
/// use msgraph_core::{IsA, Model};
/// use msgraph_operations::v1_0::models::{Entity, RichLongRunningOperation, entity};
///
/// fn id_of<M: Model + IsA<Entity>>(mut model: M) -> Option<String> {
///     msgraph_core::codegen::v1::take(&mut model, entity::ID)
/// }
///
/// let operation = RichLongRunningOperation::new().with(entity::ID, "7");
/// assert_eq!(id_of(operation).as_deref(), Some("7"));
/// ```
pub trait IsA<T> {}

impl<D: DerivedFrom<B>, B> IsA<B> for D {}

/// The relation behind [`IsA`], which generated code declares.
///
/// It cannot be forged: what is declared is proven by types, see [`Lineage`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no members of `{B}`",
    label = "this belongs to `{B}`, and `{Self}` is not derived from it",
    note = "each type has its own property descriptors, in the module that is called like the type"
)]
pub trait DerivedFrom<B> {
    /// The proof: [`Itself`] or [`ByBase`].
    type Proof: Lineage<Self, B>;
}

/// A value that has no base.
impl<T: Element + Kind<T>> DerivedFrom<T> for T {
    type Proof = Itself;
}

/// The proof that a `D` is a `B`. Only this crate says what proves it: [`Itself`] that `D` is `B`, and [`ByBase`] that
/// `D` is a model whose base is.
#[diagnostic::on_unimplemented(
    message = "`{D}` is not derived from `{B}`",
    label = "only generated code says what is derived from what"
)]
pub trait Lineage<D: ?Sized, B> {
    #[doc(hidden)]
    fn is_proven(_: seal::Seal);
}

/// Proves that a type is itself.
#[derive(Debug)]
pub enum Itself {}

impl<T> Lineage<T, T> for Itself {
    fn is_proven(_: seal::Seal) {}
}

/// Proves that a type is what its base is.
#[derive(Debug)]
pub enum ByBase {}

impl<D, B> Lineage<D, B> for ByBase
where
    D: Model + Deref<Target: DerivedFrom<B>>,
{
    fn is_proven(_: seal::Seal) {}
}

mod seal {
    /// A type that no other crate can name, so no other crate has the method of [`Lineage`](super::Lineage).
    #[derive(Debug)]
    pub enum Seal {}
}
