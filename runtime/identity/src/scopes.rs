//! Which permissions are asked for.

use msgraph_core::Permissions;

/// The scopes of a request: the names below the resource of the default scope, or the default scope itself.
///
/// `https://graph.microsoft.com/.default` and `User.Read` make `https://graph.microsoft.com/User.Read`.
pub(crate) fn of_resource(default: &str, names: &[String]) -> Vec<String> {
    let resource = default.strip_suffix("/.default");
    match resource {
        Some(resource) if !names.is_empty() => {
            let scopes = names.iter().map(|name| format!("{resource}/{name}"));
            scopes.collect()
        }
        _ => vec![default.to_owned()],
    }
}

/// The least permissions with which a signed-in person may make these requests.
pub(crate) fn least(permissions: &[Permissions]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for needs in permissions {
        let delegated = needs.delegated.least.first();
        let least = delegated.or(needs.personal.least.first());
        for name in least.into_iter().flat_map(|least| each(least)) {
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
    }
    names
}

/// The names in `A and B`, `A and one of B, C`; of several that would do, the first.
fn each(permission: &str) -> impl Iterator<Item = &str> {
    permission.split(" and ").filter_map(|part| {
        let part = part.strip_prefix("one of ").unwrap_or(part);
        part.split(',').next().map(str::trim)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_are_those_of_the_resource() {
        let default = "https://graph.microsoft.us/.default";
        assert_eq!(of_resource(default, &[]), [default]);
        let names = ["User.Read".to_owned()];
        let scopes = of_resource(default, &names);
        assert_eq!(scopes, ["https://graph.microsoft.us/User.Read"]);
        assert_eq!(of_resource("api://x/Read", &names), ["api://x/Read"]);
    }

    #[test]
    fn the_least_permissions_are_asked_for_once() {
        const FIRST: Permissions = Permissions::of(&["GET /me"])
            .delegated(&["User.Read", "User.ReadBasic.All"], &["User.ReadWrite"]);
        const TOGETHER: Permissions =
            Permissions::of(&["POST /x"]).delegated(&["User.Read and one of A.Read, B.Read"], &[]);
        const PERSONAL: Permissions =
            Permissions::of(&["GET /me/notes"]).personal(&["Notes.Read"], &[]);
        let scopes = least(&[FIRST, TOGETHER, PERSONAL]);
        assert_eq!(scopes, ["User.Read", "A.Read", "Notes.Read"]);
    }
}
