//! What requests need to be allowed.

/// What some requests need to be allowed: facts of the service's documentation, for programs that ask for
/// consent or explain a refusal. The service decides; this decides nothing.
///
/// Generated builders have them in constants beside their methods, one entry for all requests with the same needs:
///
/// ```
/// use msgraph_core::Permissions;
///
/// const LIST_PERMISSIONS: &[Permissions] = &[
///     Permissions::of(&["GET /sites/{id}/operations"])
///         .delegated(&["Sites.Read.All"], &["Sites.ReadWrite.All"])
///         .application(&["Sites.Read.All"], &["Sites.ReadWrite.All"]),
/// ];
/// let [needs] = LIST_PERMISSIONS else { unreachable!() };
/// assert_eq!(needs.delegated.least, ["Sites.Read.All"]);
/// assert!(needs.personal.is_empty(), "not for personal accounts");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Permissions {
    /// The requests, as method and path below the service root: `GET /sites/{id}/operations`.
    pub requests: &'static [&'static str],
    /// For a user of an organization who is signed in.
    pub delegated: Scopes,
    /// For a user with a personal account who is signed in.
    pub personal: Scopes,
    /// For a program without a user.
    pub application: Scopes,
    /// The directory roles of which the signed-in user needs one; empty: none is needed.
    pub roles: &'static [&'static str],
}

/// Permissions of which one is needed. None at all: the requests cannot be made in that way.
///
/// One that counts together with others only names these, too: `A and B`, `A and one of B, C`.
///
/// ```
/// use msgraph_core::Permissions;
///
/// let needs = Permissions::of(&["GET /sites/{id}"]).delegated(&["Sites.Read.All"], &["Sites.ReadWrite.All"]);
/// assert_eq!(needs.delegated.least, ["Sites.Read.All"]);
/// assert_eq!(needs.delegated.higher, ["Sites.ReadWrite.All"]);
/// assert!(needs.application.is_empty());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Scopes {
    /// Those that allow the least beside.
    pub least: &'static [&'static str],
    /// Others that are enough, too.
    pub higher: &'static [&'static str],
}

impl Scopes {
    const NONE: Self = Self::new(&[], &[]);

    const fn new(least: &'static [&'static str], higher: &'static [&'static str]) -> Self {
        Self { least, higher }
    }

    /// Is there no permission that would do?
    pub const fn is_empty(&self) -> bool {
        self.least.is_empty() && self.higher.is_empty()
    }
}

impl Permissions {
    /// The needs of these requests; at first nothing is known to allow them.
    pub const fn of(requests: &'static [&'static str]) -> Self {
        Self {
            requests,
            delegated: Scopes::NONE,
            personal: Scopes::NONE,
            application: Scopes::NONE,
            roles: &[],
        }
    }

    /// For a user of an organization: the least permissions, and higher ones.
    #[must_use]
    pub const fn delegated(
        mut self,
        least: &'static [&'static str],
        higher: &'static [&'static str],
    ) -> Self {
        self.delegated = Scopes::new(least, higher);
        self
    }

    /// For a user with a personal account: the least permissions, and higher ones.
    #[must_use]
    pub const fn personal(
        mut self,
        least: &'static [&'static str],
        higher: &'static [&'static str],
    ) -> Self {
        self.personal = Scopes::new(least, higher);
        self
    }

    /// For a program without a user: the least permissions, and higher ones.
    #[must_use]
    pub const fn application(
        mut self,
        least: &'static [&'static str],
        higher: &'static [&'static str],
    ) -> Self {
        self.application = Scopes::new(least, higher);
        self
    }

    /// The directory roles of which the signed-in user needs one.
    #[must_use]
    pub const fn roles(mut self, roles: &'static [&'static str]) -> Self {
        self.roles = roles;
        self
    }
}
