//! Pages as the service writes them, with made-up values.

const ITEMS: usize = 1000;

/// Operations; every fourth has failed and says why.
pub fn operations() -> String {
    page(|n| {
        let outcome = if n % 4 == 0 {
            r#""status":"failed","error":{"code":"conflict","message":"The item is locked by another user.","details":[{"code":"locked","message":"Try again later.","target":"item"}]}"#.to_owned()
        } else {
            format!(r#""status":"succeeded","percentageComplete":{}"#, n % 101)
        };
        format!(
            r##"{{"@odata.type":"#microsoft.graph.richLongRunningOperation","id":"contentTypeCopy,0x010100298A15181454D84EBB62EDD7559F{n:04X}","createdDateTime":"2022-01-24T16:28:23Z","lastActionDateTime":"2022-01-24T16:28:25.0296021Z","resourceLocation":"https://graph.microsoft.com/v1.0/sites/5b3ea0e2-5fed-45ab-a8b8-7f7cd97189d6/contentTypes/0x010100298A15181454D84EBB62EDD7559FCBFE","statusDetail":null,{outcome},"resourceId":"0x010100298A15181454D84EBB62EDD7559FCBFE","type":"contentTypeCopy"}}"##
        )
    })
}

/// Users with many members selected, a quarter of them `null` or empty, two unknown.
pub fn users() -> String {
    page(|n| {
        format!(
            r#"{{"deletedDateTime":null,"accountEnabled":true,"ageGroup":null,"assignedLicenses":[{{"disabledPlans":[],"skuId":"6fd2c87f-b296-42f0-b197-1e91e994{n:04x}"}},{{"disabledPlans":["0b03f40b-c404-40c3-8651-2aceb7{n:06x}"],"skuId":"f30db892-07e9-47e9-837c-80727f46fd3d"}}],"businessPhones":["+1 425 555 {n:04}"],"city":"Redmond","companyName":"Contoso","country":"United States","createdDateTime":"2019-09-30T12:41:10Z","creationType":null,"department":"Sales \u0026 Marketing","displayName":"Adele Vance {n}","employeeHireDate":"2019-10-01T00:00:00Z","employeeId":"{n}","employeeType":"Employee","externalUserState":null,"givenName":"Adele","identities":[{{"signInType":"userPrincipalName","issuer":"contoso.onmicrosoft.com","issuerAssignedId":"adele{n}@contoso.onmicrosoft.com"}}],"imAddresses":["adele{n}@contoso.com"],"jobTitle":"Retail Manager","lastPasswordChangeDateTime":"2023-06-09T22:50:41Z","mail":"adele{n}@contoso.com","mailNickname":"adele{n}","mobilePhone":null,"officeLocation":"18/2111","onPremisesDomainName":null,"onPremisesLastSyncDateTime":null,"onPremisesSamAccountName":null,"onPremisesSyncEnabled":null,"otherMails":[],"postalCode":"98052","preferredLanguage":"en-US","proxyAddresses":["SMTP:adele{n}@contoso.com","smtp:adele{n}@contoso.onmicrosoft.com"],"securityIdentifier":"S-1-12-1-2781374437-1108316153-2362513306-383213{n:04}","state":"WA","streetAddress":"9256 Towne Center Dr., Suite 400","surname":"Vance","usageLocation":"US","userPrincipalName":"adele{n}@contoso.onmicrosoft.com","userType":"Member","id":"87d349ed-44d7-43e1-9a83-5f2406de{n:04x}","extension_ab603c56068041afb2f6832e2a17e237_costCenter":"{n}","extension_ab603c56068041afb2f6832e2a17e237_badge":{n}}}"#
        )
    })
}

fn page(item: impl Fn(usize) -> String) -> String {
    let items: Vec<_> = (0..ITEMS).map(item).collect();
    format!(
        r#"{{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#x","value":[{}]}}"#,
        items.join(",")
    )
}
