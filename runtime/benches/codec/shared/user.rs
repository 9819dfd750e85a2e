//! A user, as the generator writes it, with the members that programs usually select.

use msgraph_core::{Additional, DateTimeOffset, Guid};

use super::models::Entity;

#[derive(Default)]
#[non_exhaustive]
pub struct DirectoryObject {
    pub base: Entity,
    pub deleted_date_time: Option<DateTimeOffset>,
}

msgraph_core::codegen::v1::model! {
    DirectoryObject = "microsoft.graph.directoryObject";
    base: Entity;
    deleted_date_time = "deletedDateTime";
}

#[derive(Default)]
#[non_exhaustive]
#[allow(clippy::struct_field_names, reason = "the names are Graph's")]
pub struct User {
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

msgraph_core::codegen::v1::model! {
    User = "microsoft.graph.user";
    base: DirectoryObject, Entity;
    account_enabled = "accountEnabled";
    age_group = "ageGroup";
    assigned_licenses = "assignedLicenses";
    business_phones = "businessPhones";
    city = "city";
    company_name = "companyName";
    country = "country";
    created_date_time = "createdDateTime";
    creation_type = "creationType";
    department = "department";
    display_name = "displayName";
    employee_hire_date = "employeeHireDate";
    employee_id = "employeeId";
    employee_type = "employeeType";
    external_user_state = "externalUserState";
    given_name = "givenName";
    identities = "identities";
    im_addresses = "imAddresses";
    job_title = "jobTitle";
    last_password_change_date_time = "lastPasswordChangeDateTime";
    mail = "mail";
    mail_nickname = "mailNickname";
    mobile_phone = "mobilePhone";
    office_location = "officeLocation";
    on_premises_domain_name = "onPremisesDomainName";
    on_premises_last_sync_date_time = "onPremisesLastSyncDateTime";
    on_premises_sam_account_name = "onPremisesSamAccountName";
    on_premises_sync_enabled = "onPremisesSyncEnabled";
    other_mails = "otherMails";
    postal_code = "postalCode";
    preferred_language = "preferredLanguage";
    proxy_addresses = "proxyAddresses";
    security_identifier = "securityIdentifier";
    state = "state";
    street_address = "streetAddress";
    surname = "surname";
    usage_location = "usageLocation";
    user_principal_name = "userPrincipalName";
    user_type = "userType";
}

#[derive(Default)]
#[non_exhaustive]
pub struct AssignedLicense {
    pub disabled_plans: Vec<Guid>,
    pub sku_id: Option<Guid>,
    pub additional: Additional,
}

msgraph_core::codegen::v1::model! {
    AssignedLicense = "microsoft.graph.assignedLicense";
    additional;
    disabled_plans = "disabledPlans";
    sku_id = "skuId";
}

#[derive(Default)]
#[non_exhaustive]
pub struct ObjectIdentity {
    pub issuer: Option<String>,
    pub issuer_assigned_id: Option<String>,
    pub sign_in_type: Option<String>,
    pub additional: Additional,
}

msgraph_core::codegen::v1::model! {
    ObjectIdentity = "microsoft.graph.objectIdentity";
    additional;
    issuer = "issuer";
    issuer_assigned_id = "issuerAssignedId";
    sign_in_type = "signInType";
}
