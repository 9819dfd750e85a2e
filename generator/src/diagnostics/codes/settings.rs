//! About `slices.toml`.

use super::{Code, code};

#[rustfmt::skip] // a table
pub(super) const CODES: &[Code] = &[
    code("E0301", "not TOML",
        "The configuration is not a TOML document (https://toml.io).")
        .example("[crate")
        .remedy("Look at the place that is shown, and at the line before it: a quote or bracket may not be closed."),
    code("E0302", "unknown key",
        "The configuration has a key that means nothing there. It is refused because it is most likely a \
         misspelling.")
        .example(r#"root = ["GET /users/{id}"]"#)
        .remedy("Correct or delete the key; `schemas/README.md` explains those that there are."),
    code("E0303", "missing key",
        "The configuration lacks a key that nothing can be generated without.")
        .example(r#"[[api]]
module = "v1_0"
service = "v1.0"
roots = ["*"]"#)
        .remedy("Add the key to the table."),
    code("E0304", "wrong kind of value",
        "A key of the configuration has a value of another kind, such as a number in place of a string.")
        .example(r#"roots = "*""#)
        .remedy("Write the value as the kind that is named: `roots = [\"*\"]` is a list of strings."),
    code("E0305", "impossible value",
        "A value of the configuration cannot be what it is meant to be, such as a module whose name is no \
         Rust identifier.")
        .example(r#"module = "v1.0""#)
        .remedy("The label tells what is wrong with it: `module = \"v1_0\"` could be one."),
    code("E0306", "repeated module",
        "Two APIs of the configuration are to become the same module.")
        .example(r#"[[api]]
module = "v1_0"
service = "v1.0"
metadata = "v1.0.csdl"
roots = ["*"]

[[api]]
module = "v1_0"
service = "beta"
metadata = "beta.csdl"
roots = ["*"]"#)
        .remedy("Give one of them another name."),
    code("E0307", "nothing wanted",
        "The `roots` of an API are empty, so there is nothing to generate.")
        .example("roots = []")
        .remedy("Name a type, `type:microsoft.graph.user`, a request, `GET /users/{id}`, or everything, `*`."),
    code("E0308", "not one change",
        "A patch changes one thing, so that each change has its reason and goes when the metadata is \
         corrected.")
        .example(r#"[[api.patch]]
target = "microsoft.graph.user"
why = "users have photos, and any property"
has-stream = true
open-type = true"#)
        .remedy("Write a patch for each change."),
    code("E0309", "not a list of permissions",
        "The file of `permissions`, or of `--permissions`, is not JSON in the format of Microsoft's list of the \
         permissions of Graph: <https://github.com/microsoftgraph/kibali>.")
        .remedy("Look at the place that is shown. Needs that you know yourself are written as `[[api.permission]]`."),
    code("E0401", "not a root",
        "A line of `roots` is `type:namespace.name`, a request such as `GET /users/{id}`, or `*` for \
         everything.")
        .example(r#"roots = ["/users/{id}"]"#)
        .remedy("Write the method before the path: `GET /users/{id}`."),
    code("E0402", "a root that matches nothing",
        "The metadata has no type, or no path, of that name.")
        .example(r#"roots = ["GET /user/{id}/authentication/operations"]"#)
        .remedy("Correct the name: the hint has a similar one where there is one. Renamed or removed? The command \
         `why NAME` tells where a name occurs."),
    code("E0403", "a path that leads nowhere",
        "The path goes on after its end, has a key where there is no collection, or ends where the method has \
         no meaning.")
        .example(r#"roots = ["GET /me/{id}"]"#)
        .remedy("Compare the path with those of the service's documentation: keys follow collections, and an action \
         is called with POST."),
    code("E0404", "an entry that matches nothing",
        "An entry of `slices.toml` is about a type, member, action or feature that the metadata does not \
         have, perhaps any more, or that no root wants.")
        .example(r#"[[api.long-running]]
action = "microsoft.graph.resetPasword"
answer = "microsoft.graph.longRunningOperation""#)
        .remedy("Correct the name, delete the entry, or add a root that needs what it is about."),
    code("E0405", "an answer that tells no status",
        "An action is said to start an operation of a type of which it is not said how it tells its status.")
        .example(r#"[[api.long-running]]
action = "microsoft.graph.resetPassword"
answer = "microsoft.graph.passwordResetResponse""#)
        .remedy("Add an `[[api.operation-status]]` for the type or for one of its bases."),
    code("E0406", "repeated entry",
        "Two entries of `slices.toml` say something about the same type or action.")
        .example(r#"[[api.operation-status]]
type = "microsoft.graph.longRunningOperation"
status = "status"
succeeded = ["succeeded"]
failed = ["failed"]

[[api.operation-status]]
type = "microsoft.graph.longRunningOperation"
status = "statusDetail"
succeeded = ["done"]
failed = []"#)
        .remedy("Delete one of them."),
    code("E0407", "a patch that matches nothing",
        "A patch is about something that the metadata does not have, perhaps any more, or it says what the \
         metadata says already. What it adds may be there by now, what it calls by another name may be called that.")
        .example(r#"[[api.patch]]
target = "microsoft.graph.passwordResetResponse/newPassword"
type = "Edm.String"
why = "passwords are text""#)
        .remedy("Has the metadata been corrected? Then delete the patch. Otherwise correct the target."),
    code("E0408", "a patch that does not fit",
        "What is patched cannot be changed like that: containment is about navigation, streams about entity \
         types, nothing is its own base, and what is added or renamed cannot have the name of something that is \
         there.")
        .example(r#"[[api.patch]]
target = "microsoft.graph.richLongRunningOperation/id"
name = "status"
why = "it tells the status, too"

[[api.patch]]
target = "microsoft.graph.longRunningOperation"
base-type = "microsoft.graph.richLongRunningOperation"
why = "all of them are rich""#)
        .remedy("The hint tells what is in the way; `schemas/README.md` has the table of changes and what they are \
         for."),
    code("W0301", "not offered by a cloud",
        "The crate is meant for the national clouds that `clouds` names, and one of them does not offer a request of \
         `roots`. The method is there all the same; a client of that cloud reports its use to `tracing`.")
        .example(r#"roots = ["GET /users/{id}/authentication/operations"]
clouds = ["China"]

[[api.availability]]
requests = ["GET /users/{id}/authentication/operations"]
clouds = ["Global"]"#)
        .remedy("Leave the request out, or the cloud."),
];
