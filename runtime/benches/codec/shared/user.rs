//! A user, as the generator writes it, with the members that programs usually select.

use msgraph_core::{
    Additional, DateTimeOffset, Field as _, Guid, Members, Object, Slot, TypeInfo, View,
};

use super::models::Entity;

pub type DirectoryObject = Object<DirectoryObjectFields>;

/// The fields of [`DirectoryObject`].
#[derive(Default)]
#[non_exhaustive]
pub struct DirectoryObjectFields {
    pub base: Entity,
    pub deleted_date_time: Option<DateTimeOffset>,
}

msgraph_core::derived!(DirectoryObjectFields => Entity);

impl Members for DirectoryObjectFields {
    const TYPE: TypeInfo = TypeInfo::new("microsoft.graph.directoryObject", &["deletedDateTime"]);

    fn member(&self, n: usize) -> View<'_> {
        match n {
            0 => self.deleted_date_time.view(),
            _ => View::Base(&self.base),
        }
    }

    fn member_mut(&mut self, n: usize) -> Slot<'_> {
        match n {
            0 => self.deleted_date_time.slot(),
            _ => Slot::Base(&mut self.base),
        }
    }
}

pub type User = Object<UserFields>;

/// The fields of [`User`].
#[derive(Default)]
#[non_exhaustive]
#[allow(clippy::struct_field_names, reason = "the names are Graph's")]
pub struct UserFields {
    pub base: DirectoryObject,
    pub account_enabled: Option<bool>,
    pub age_group: Option<String>,
    pub assigned_licenses: Vec<AssignedLicense>,
    pub business_phones: Vec<String>,
    pub city: Option<String>,
    pub company_name: Option<String>,
    pub country: Option<String>,
    pub created_date_time: Option<DateTimeOffset>,
    pub creation_type: Option<String>,
    pub department: Option<String>,
    pub display_name: Option<String>,
    pub employee_hire_date: Option<DateTimeOffset>,
    pub employee_id: Option<String>,
    pub employee_type: Option<String>,
    pub external_user_state: Option<String>,
    pub given_name: Option<String>,
    pub identities: Vec<ObjectIdentity>,
    pub im_addresses: Vec<String>,
    pub job_title: Option<String>,
    pub last_password_change_date_time: Option<DateTimeOffset>,
    pub mail: Option<String>,
    pub mail_nickname: Option<String>,
    pub mobile_phone: Option<String>,
    pub office_location: Option<String>,
    pub on_premises_domain_name: Option<String>,
    pub on_premises_last_sync_date_time: Option<DateTimeOffset>,
    pub on_premises_sam_account_name: Option<String>,
    pub on_premises_sync_enabled: Option<bool>,
    pub other_mails: Vec<String>,
    pub postal_code: Option<String>,
    pub preferred_language: Option<String>,
    pub proxy_addresses: Vec<String>,
    pub security_identifier: Option<String>,
    pub state: Option<String>,
    pub street_address: Option<String>,
    pub surname: Option<String>,
    pub usage_location: Option<String>,
    pub user_principal_name: Option<String>,
    pub user_type: Option<String>,
}

msgraph_core::derived!(UserFields => DirectoryObject, Entity);

impl Members for UserFields {
    const TYPE: TypeInfo = TypeInfo::new(
        "microsoft.graph.user",
        &[
            "accountEnabled",
            "ageGroup",
            "assignedLicenses",
            "businessPhones",
            "city",
            "companyName",
            "country",
            "createdDateTime",
            "creationType",
            "department",
            "displayName",
            "employeeHireDate",
            "employeeId",
            "employeeType",
            "externalUserState",
            "givenName",
            "identities",
            "imAddresses",
            "jobTitle",
            "lastPasswordChangeDateTime",
            "mail",
            "mailNickname",
            "mobilePhone",
            "officeLocation",
            "onPremisesDomainName",
            "onPremisesLastSyncDateTime",
            "onPremisesSamAccountName",
            "onPremisesSyncEnabled",
            "otherMails",
            "postalCode",
            "preferredLanguage",
            "proxyAddresses",
            "securityIdentifier",
            "state",
            "streetAddress",
            "surname",
            "usageLocation",
            "userPrincipalName",
            "userType",
        ],
    );

    fn member(&self, n: usize) -> View<'_> {
        match n {
            0 => self.account_enabled.view(),
            1 => self.age_group.view(),
            2 => self.assigned_licenses.view(),
            3 => self.business_phones.view(),
            4 => self.city.view(),
            5 => self.company_name.view(),
            6 => self.country.view(),
            7 => self.created_date_time.view(),
            8 => self.creation_type.view(),
            9 => self.department.view(),
            10 => self.display_name.view(),
            11 => self.employee_hire_date.view(),
            12 => self.employee_id.view(),
            13 => self.employee_type.view(),
            14 => self.external_user_state.view(),
            15 => self.given_name.view(),
            16 => self.identities.view(),
            17 => self.im_addresses.view(),
            18 => self.job_title.view(),
            19 => self.last_password_change_date_time.view(),
            20 => self.mail.view(),
            21 => self.mail_nickname.view(),
            22 => self.mobile_phone.view(),
            23 => self.office_location.view(),
            24 => self.on_premises_domain_name.view(),
            25 => self.on_premises_last_sync_date_time.view(),
            26 => self.on_premises_sam_account_name.view(),
            27 => self.on_premises_sync_enabled.view(),
            28 => self.other_mails.view(),
            29 => self.postal_code.view(),
            30 => self.preferred_language.view(),
            31 => self.proxy_addresses.view(),
            32 => self.security_identifier.view(),
            33 => self.state.view(),
            34 => self.street_address.view(),
            35 => self.surname.view(),
            36 => self.usage_location.view(),
            37 => self.user_principal_name.view(),
            38 => self.user_type.view(),
            _ => View::Base(&self.base),
        }
    }

    fn member_mut(&mut self, n: usize) -> Slot<'_> {
        match n {
            0 => self.account_enabled.slot(),
            1 => self.age_group.slot(),
            2 => self.assigned_licenses.slot(),
            3 => self.business_phones.slot(),
            4 => self.city.slot(),
            5 => self.company_name.slot(),
            6 => self.country.slot(),
            7 => self.created_date_time.slot(),
            8 => self.creation_type.slot(),
            9 => self.department.slot(),
            10 => self.display_name.slot(),
            11 => self.employee_hire_date.slot(),
            12 => self.employee_id.slot(),
            13 => self.employee_type.slot(),
            14 => self.external_user_state.slot(),
            15 => self.given_name.slot(),
            16 => self.identities.slot(),
            17 => self.im_addresses.slot(),
            18 => self.job_title.slot(),
            19 => self.last_password_change_date_time.slot(),
            20 => self.mail.slot(),
            21 => self.mail_nickname.slot(),
            22 => self.mobile_phone.slot(),
            23 => self.office_location.slot(),
            24 => self.on_premises_domain_name.slot(),
            25 => self.on_premises_last_sync_date_time.slot(),
            26 => self.on_premises_sam_account_name.slot(),
            27 => self.on_premises_sync_enabled.slot(),
            28 => self.other_mails.slot(),
            29 => self.postal_code.slot(),
            30 => self.preferred_language.slot(),
            31 => self.proxy_addresses.slot(),
            32 => self.security_identifier.slot(),
            33 => self.state.slot(),
            34 => self.street_address.slot(),
            35 => self.surname.slot(),
            36 => self.usage_location.slot(),
            37 => self.user_principal_name.slot(),
            38 => self.user_type.slot(),
            _ => Slot::Base(&mut self.base),
        }
    }
}

pub type AssignedLicense = Object<AssignedLicenseFields>;

/// The fields of [`AssignedLicense`].
#[derive(Default)]
#[non_exhaustive]
pub struct AssignedLicenseFields {
    pub disabled_plans: Vec<Guid>,
    pub sku_id: Option<Guid>,
    pub additional: Additional,
}

impl Members for AssignedLicenseFields {
    const TYPE: TypeInfo = TypeInfo::new(
        "microsoft.graph.assignedLicense",
        &["disabledPlans", "skuId"],
    );

    fn member(&self, n: usize) -> View<'_> {
        match n {
            0 => self.disabled_plans.view(),
            1 => self.sku_id.view(),
            _ => View::Root(&self.additional),
        }
    }

    fn member_mut(&mut self, n: usize) -> Slot<'_> {
        match n {
            0 => self.disabled_plans.slot(),
            1 => self.sku_id.slot(),
            _ => Slot::Root(&mut self.additional),
        }
    }
}

pub type ObjectIdentity = Object<ObjectIdentityFields>;

/// The fields of [`ObjectIdentity`].
#[derive(Default)]
#[non_exhaustive]
pub struct ObjectIdentityFields {
    pub issuer: Option<String>,
    pub issuer_assigned_id: Option<String>,
    pub sign_in_type: Option<String>,
    pub additional: Additional,
}

impl Members for ObjectIdentityFields {
    const TYPE: TypeInfo = TypeInfo::new(
        "microsoft.graph.objectIdentity",
        &["issuer", "issuerAssignedId", "signInType"],
    );

    fn member(&self, n: usize) -> View<'_> {
        match n {
            0 => self.issuer.view(),
            1 => self.issuer_assigned_id.view(),
            2 => self.sign_in_type.view(),
            _ => View::Root(&self.additional),
        }
    }

    fn member_mut(&mut self, n: usize) -> Slot<'_> {
        match n {
            0 => self.issuer.slot(),
            1 => self.issuer_assigned_id.slot(),
            2 => self.sign_in_type.slot(),
            _ => Slot::Root(&mut self.additional),
        }
    }
}
