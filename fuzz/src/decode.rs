//! Any bytes as models: an error, or a value that is written as it was read.

use std::fmt::Debug;
use std::ops::DerefMut;

use msgraph_operations::beta::models as beta;
use msgraph_operations::msgraph_core::{self, Error, IsA, MismatchKind, Model, Page};
use msgraph_operations::v1_0::models::{
    self as v1_0, AttackSimulationOperation, EngagementAsyncOperation, Entity,
    LongRunningOperation, RichLongRunningOperation,
};
use serde::de::DeserializeOwned;

use super::json::canonical;
use models::User;

/// Models with members of every kind.
#[allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    clippy::result_large_err,
    reason = "they belong to the tests of the runtime, which use more of them"
)]
#[path = "../../runtime/tests/common/models/mod.rs"]
pub mod models;

/// Calls a macro with the types to read.
macro_rules! for_each_model {
    ($then:ident) => {
        $then!(
            v1_0::AttackSimulationOperation,
            v1_0::EngagementAsyncOperation,
            v1_0::Entity,
            v1_0::LongRunningOperation,
            v1_0::PasswordResetResponse,
            v1_0::PublicError,
            v1_0::PublicErrorDetail,
            v1_0::PublicInnerError,
            v1_0::RichLongRunningOperation,
            beta::LongRunningOperation,
            beta::RichLongRunningOperation,
            User,
        )
    };
}

/// The names of all members that the types declare.
pub fn members() -> Vec<&'static str> {
    let mut members = Vec::new();
    macro_rules! add {
        ($($ty:ty),+ $(,)?) => {
            $(members.extend(<$ty>::TYPE.members());)+
        };
    }
    for_each_model!(add);
    members.sort_unstable();
    members.dedup();
    members
}

/// Whether the bytes can be read as each of the types.
pub fn is_read(bytes: &[u8]) -> Result<(), Error> {
    macro_rules! read {
        ($($ty:ty),+ $(,)?) => {
            $(<$ty>::from_json(bytes)?;)+
        };
    }
    for_each_model!(read);
    Page::<User>::from_json(bytes)?;
    Ok(())
}

/// Reads the bytes as each of the types.
pub fn decode(bytes: &[u8]) {
    macro_rules! check {
        ($($ty:ty),+ $(,)?) => {
            $(check::<$ty>(bytes);)+
        };
    }
    for_each_model!(check);
    check!(
        Page<LongRunningOperation>,
        Page<User>,
        msgraph_core::Single<Option<i32>>,
        msgraph_core::Single<Option<msgraph_core::Json>>,
    );
    if let Ok(entity) = Entity::from_json(bytes) {
        check_downcast::<_, LongRunningOperation>(&entity);
    }
    if let Ok(operation) = LongRunningOperation::from_json(bytes) {
        drop(operation.clone().into_kind());
        check_downcast::<_, AttackSimulationOperation>(&operation);
        check_downcast::<_, EngagementAsyncOperation>(&operation);
        check_downcast::<_, RichLongRunningOperation>(&operation);
    }
}

/// What is read and written is the same, but for the order of members.
fn check<M: Model + Debug + DeserializeOwned>(bytes: &[u8]) {
    drop(serde_json::from_slice::<M>(bytes));
    let Ok(model) = M::from_json(bytes) else {
        return;
    };
    let written = model.to_json();
    let again = M::from_json(written.as_bytes()).expect("what was written can be read");
    assert_eq!(
        again.to_json(),
        written,
        "what was written is written again"
    );
    assert_eq!(model.clone().to_json(), written);
    assert_eq!(misfits(&model), misfits(&again));
    drop(format!("{model:?}"));
    let json = std::str::from_utf8(bytes).expect("only UTF-8 can be read");
    if let Some(said) = canonical(json) {
        assert_eq!(
            canonical(&written),
            Some(said),
            "what was written says the same"
        );
    }
}

/// How many values are not of the declared type. Of duplicates only the last is written.
fn misfits(model: &impl Model) -> usize {
    let mismatches = model.mismatches().into_iter();
    mismatches
        .filter(|mismatch| mismatch.kind() == MismatchKind::Type)
        .count()
}

/// A value that is moved to a derived type and back is the same, but for the name of the type.
fn check_downcast<B, D>(value: &B)
where
    B: Model,
    D: Model + IsA<B> + DerefMut<Target = B>,
{
    let derived: D = *msgraph_core::codegen::v1::cast(value.clone());
    let back = derived.into_base();
    let said = value.to_json();
    let name = D::TYPE.name();
    let rest = said.strip_prefix('{').unwrap_or_default();
    let comma = if rest == "}" { "" } else { "," };
    // With two names of the type it says nothing: it had one already, perhaps as `@type`.
    let has_one = value.odata_type().is_some();
    let named = canonical(&format!("{{\"@odata.type\":\"#{name}\"{comma}{rest}"));
    let said = canonical(&said);
    assert_eq!(
        canonical(&back.to_json()),
        named.filter(|_| !has_one).or(said),
        "nothing is lost on the way up"
    );
}
