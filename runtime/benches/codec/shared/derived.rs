//! The same types with serde's derive, as one writes them by hand.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Structs in two modules: in one they ignore what they do not know, in the other they keep it.
macro_rules! structs {
    ($($name:ident { $($field:ident: $type:ty,)* })*) => {
        pub mod ignoring {
            use super::*;

            $(
                #[derive(Deserialize, Serialize)]
                #[serde(rename_all = "camelCase")]
                #[allow(clippy::struct_field_names, reason = "the names are Graph's")]
                pub struct $name {
                    $(#[serde(default, skip_serializing_if = "is_empty")] pub $field: $type,)*
                }
            )*
        }

        pub mod keeping {
            use super::*;

            $(
                #[derive(Deserialize, Serialize)]
                #[serde(rename_all = "camelCase")]
                #[allow(clippy::struct_field_names, reason = "the names are Graph's")]
                pub struct $name {
                    $(#[serde(default, skip_serializing_if = "is_empty")] pub $field: $type,)*
                    #[serde(flatten)]
                    pub additional: BTreeMap<String, serde_json::Value>,
                }
            )*
        }
    };
}

structs! {
    Operation {
        id: Option<String>,
        created_date_time: Option<String>,
        last_action_date_time: Option<String>,
        resource_location: Option<String>,
        status: Option<Status>,
        status_detail: Option<String>,
    }

    RichOperation {
        id: Option<String>,
        created_date_time: Option<String>,
        last_action_date_time: Option<String>,
        resource_location: Option<String>,
        status: Option<Status>,
        status_detail: Option<String>,
        error: Option<Box<PublicError>>,
        percentage_complete: Option<i32>,
        resource_id: Option<String>,
        r#type: Option<String>,
    }

    PublicError {
        code: Option<String>,
        message: Option<String>,
        target: Option<String>,
        details: Vec<PublicErrorDetail>,
        inner_error: Option<Box<PublicError>>,
    }

    PublicErrorDetail {
        code: Option<String>,
        message: Option<String>,
        target: Option<String>,
    }

    User {
        id: Option<String>,
        deleted_date_time: Option<String>,
        account_enabled: Option<bool>,
        age_group: Option<String>,
        assigned_licenses: Vec<AssignedLicense>,
        business_phones: Vec<String>,
        city: Option<String>,
        company_name: Option<String>,
        country: Option<String>,
        created_date_time: Option<String>,
        creation_type: Option<String>,
        department: Option<String>,
        display_name: Option<String>,
        employee_hire_date: Option<String>,
        employee_id: Option<String>,
        employee_type: Option<String>,
        external_user_state: Option<String>,
        given_name: Option<String>,
        identities: Vec<ObjectIdentity>,
        im_addresses: Vec<String>,
        job_title: Option<String>,
        last_password_change_date_time: Option<String>,
        mail: Option<String>,
        mail_nickname: Option<String>,
        mobile_phone: Option<String>,
        office_location: Option<String>,
        on_premises_domain_name: Option<String>,
        on_premises_last_sync_date_time: Option<String>,
        on_premises_sam_account_name: Option<String>,
        on_premises_sync_enabled: Option<bool>,
        other_mails: Vec<String>,
        postal_code: Option<String>,
        preferred_language: Option<String>,
        proxy_addresses: Vec<String>,
        security_identifier: Option<String>,
        state: Option<String>,
        street_address: Option<String>,
        surname: Option<String>,
        usage_location: Option<String>,
        user_principal_name: Option<String>,
        user_type: Option<String>,
    }

    AssignedLicense {
        disabled_plans: Vec<String>,
        sku_id: Option<String>,
    }

    ObjectIdentity {
        issuer: Option<String>,
        issuer_assigned_id: Option<String>,
        sign_in_type: Option<String>,
    }
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Status {
    NotStarted,
    Running,
    Succeeded,
    Failed,
    #[serde(other)]
    Other,
}

#[derive(Deserialize, Serialize)]
pub struct Page<T> {
    pub value: Vec<T>,
}

trait Empty {
    fn is_empty(&self) -> bool;
}

impl<T> Empty for Option<T> {
    fn is_empty(&self) -> bool {
        self.is_none()
    }
}

impl<T> Empty for Vec<T> {
    fn is_empty(&self) -> bool {
        Vec::is_empty(self)
    }
}

fn is_empty(field: &impl Empty) -> bool {
    field.is_empty()
}
