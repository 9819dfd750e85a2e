//! The tables about long-running operations.

use toml::Spanned;
use toml::de::DeTable;

use super::fields::Fields;
use super::{LongRunning, OperationStatus};
use crate::diagnostics::Diagnostics;

/// `[[api.long-running]]`
pub(super) fn long_running(
    tables: Vec<Spanned<DeTable<'_>>>,
    diagnostics: &mut Diagnostics,
) -> Vec<LongRunning> {
    let read = |table| {
        let mut fields = Fields::new("[[api.long-running]]", table, diagnostics);
        let action = fields.required_text("action");
        let binding = fields.optional_text("binding");
        let answer = fields.required_text("answer");
        fields.finish();
        Some(LongRunning {
            action: action?,
            binding,
            answer: answer?,
        })
    };
    tables.into_iter().filter_map(read).collect()
}

/// `[[api.operation-status]]`
pub(super) fn operation_status(
    tables: Vec<Spanned<DeTable<'_>>>,
    diagnostics: &mut Diagnostics,
) -> Vec<OperationStatus> {
    let read = |table| {
        let mut fields = Fields::new("[[api.operation-status]]", table, diagnostics);
        let ty = fields.required_text("type");
        let status = fields.required_text("status");
        let succeeded = fields.required_texts("succeeded");
        let failed = fields.required_texts("failed");
        let percentage = fields.optional_texts("percentage");
        fields.finish();
        Some(OperationStatus {
            ty: ty?,
            status: status?,
            succeeded: succeeded?.into_inner(),
            failed: failed?.into_inner(),
            percentage: percentage.map(Spanned::into_inner).unwrap_or_default(),
        })
    };
    tables.into_iter().filter_map(read).collect()
}
