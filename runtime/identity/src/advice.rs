//! What can be done about an error of Microsoft's authorities.

/// Advice on a code of the
/// [list of codes](https://learn.microsoft.com/entra/identity-platform/reference-error-codes).
pub(crate) fn advice(code: u32) -> Option<&'static str> {
    ADVICE
        .iter()
        .find(|(codes, _)| codes.contains(&code))
        .map(|(_, advice)| *advice)
}

/// Codes with the same remedy, and the remedy.
const ADVICE: [(&[u32], &str); 22] = [
    (
        &[65001, 90094, 90095],
        "an administrator must grant the application its permissions: Entra admin center, Enterprise applications, \
         Permissions, Grant admin consent",
    ),
    (
        &[65004],
        "the person declined the permissions that the application asks for",
    ),
    (
        &[700_016],
        "the application is not in this tenant: check the client id and the tenant, or have an administrator add it",
    ),
    (
        &[90002, 900_023],
        "there is no such tenant: check the tenant's id or domain, and the cloud",
    ),
    (
        &[7_000_215],
        "the client secret is wrong: use its value, not its id, or have an administrator make a new one",
    ),
    (
        &[7_000_222],
        "the client secret has expired: an administrator must make a new one",
    ),
    (
        &[7_000_218],
        "a program without a secret needs \"Allow public client flows\" in the registration of the application; \
         others must be given their secret or certificate",
    ),
    (
        &[700_027, 700_023, 700_030],
        "the certificate is not one that is registered for the application: an administrator must upload it",
    ),
    (
        &[700_024],
        "the assertion is not valid at this time: check the clock of this machine",
    ),
    (
        &[700_211, 700_212, 700_213, 70021],
        "no federated credential of the application fits the token: an administrator must check its issuer, subject and \
         audience",
    ),
    (
        &[50011, 500_112],
        "the redirect URI is not registered: an administrator must add http://localhost to \"Mobile and desktop \
         applications\"",
    ),
    (
        &[50020, 50034, 51004],
        "the account is not in this tenant: an administrator must invite it, or another tenant is meant",
    ),
    (
        &[50194],
        "the application is for one tenant only: name the tenant in place of common",
    ),
    (&[50053], "the account is locked after too many attempts"),
    (
        &[50055, 50144],
        "the password has expired: the person must change it",
    ),
    (
        &[50057],
        "the account is disabled: an administrator must enable it",
    ),
    (
        &[50076, 50079, 50072, 50074],
        "the person must sign in again, with a second factor",
    ),
    (
        &[50105, 501_051],
        "the person is not assigned to the application: an administrator must assign a user or a group",
    ),
    (
        &[53000, 53001, 53002, 53003, 530_002, 530_003, 530_034],
        "a policy of conditional access blocks this sign-in: an administrator can see which in the sign-in log",
    ),
    (
        &[50173, 700_082, 70043, 700_084, 50078],
        "the sign-in has expired or was revoked: the person must sign in again",
    ),
    (
        &[70011, 1_000_201, 650_053, 500_011, 650_057],
        "a scope is not known: check the names of the permissions, the cloud, and what is registered for the application",
    ),
    (
        &[500_131, 500_133, 50013],
        "the token that was handed in is not for this application, or has expired: the caller must get one for this API",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_has_two_remedies() {
        let mut codes: Vec<_> = ADVICE.iter().flat_map(|(codes, _)| *codes).collect();
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count);
        assert!(advice(65001).unwrap().contains("administrator"));
        assert_eq!(advice(1), None);
    }
}
