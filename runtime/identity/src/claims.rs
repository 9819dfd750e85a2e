//! What a token must say: the JSON of the `claims` parameter.

use serde_json::{Value, json};

use crate::SignInError;

/// The claims of a request: that this program understands challenges
/// ([client capabilities](https://learn.microsoft.com/entra/identity-platform/claims-challenge#client-capabilities)),
/// and what a challenge asks for.
pub(crate) fn request(challenge: Option<&str>) -> Result<String, SignInError> {
    let mut claims = json!({ "access_token": { "xms_cc": { "values": ["cp1"] } } });
    if let Some(challenge) = challenge {
        let challenge: Value = serde_json::from_str(challenge)
            .ok()
            .filter(Value::is_object)
            .ok_or_else(|| SignInError::configuration("the claims of a challenge are no JSON"))?;
        merge(&mut claims, challenge);
    }
    Ok(claims.to_string())
}

/// Adds what `more` says; objects are united, other values replaced.
fn merge(claims: &mut Value, more: Value) {
    match (claims, more) {
        (Value::Object(claims), Value::Object(more)) => {
            for (name, value) in more {
                merge(claims.entry(name).or_insert(Value::Null), value);
            }
        }
        (claims, more) => *claims = more,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn challenges_are_added_to_capabilities() {
        let challenge = r#"{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}"#;
        let claims: Value = serde_json::from_str(&request(Some(challenge)).unwrap()).unwrap();
        let token = &claims["access_token"];
        assert_eq!(token["xms_cc"]["values"][0], "cp1");
        assert_eq!(token["nbf"]["value"], "1604106651");
    }

    #[test]
    fn what_is_no_object_is_refused() {
        for challenge in ["", "x", "[]", "1"] {
            assert!(request(Some(challenge)).is_err(), "{challenge}");
        }
    }
}
