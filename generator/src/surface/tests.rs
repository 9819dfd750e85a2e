use super::*;
use crate::rust::Access::{self, Nullable, ReadOnly, Required};
use crate::rust::{Features, Meaning};

const MODELS: &str = "v1_0::models";

fn line(path: &str, public: Public) -> Line {
    Line {
        path: format!("{MODELS}::{path}"),
        public,
        features: Features::new(),
        element: None,
        meaning: Meaning::None,
    }
}

fn model(name: &str, base: Option<&str>) -> Line {
    let public = Public::Model {
        base: base.map(|base| format!("{MODELS}::{base}")),
        module: format!("{MODELS}::{}", name.to_lowercase()),
    };
    line(name, public)
}

fn field(path: &str, ty: &str) -> Line {
    line(path, Public::Field { ty: ty.to_owned() })
}

fn handle(owner: &str, name: &str, access: Access) -> Line {
    let public = Public::Handle {
        owner: format!("{MODELS}::{owner}"),
        ty: "Option<String>".to_owned(),
        access,
    };
    line(&format!("{}::{name}", owner.to_lowercase()), public)
}

fn variant(path: &str) -> Line {
    line(path, Public::Variant { of: None })
}

fn surface<const N: usize>(lines: [Line; N]) -> Surface {
    Surface::from_lines(lines.into())
}

/// The items that are not what they were, below `models`, and what that does.
fn effects<const M: usize, const N: usize>(
    old: [Line; M],
    new: [Line; N],
) -> Vec<(String, Effect)> {
    let changes = compare(&surface(old), &surface(new)).into_iter();
    let inner = |item: String| item.replace(&format!("{MODELS}::"), "");
    changes
        .map(|change| (inner(change.item), change.effect))
        .collect()
}

fn told<const N: usize>(effects: [(&str, Effect); N]) -> Vec<(String, Effect)> {
    effects
        .map(|(item, effect)| (item.to_owned(), effect))
        .into()
}

#[test]
fn what_is_in_a_type_comes_right_after_it() {
    let lines = surface([
        model("A2", None),
        model("A", None),
        field("A::b", "Vec<i32>"),
    ]);
    let paths: Vec<_> = lines.lines().iter().map(|line| &line.path[14..]).collect();
    assert_eq!(paths, ["A", "A::b", "A2"]);
    assert!(lines.get("v1_0::models::A::b", Space::Field).is_some());
    assert!(lines.get("v1_0::models::A::b", Space::Value).is_none());
}

#[test]
fn the_text_begins_with_features_and_sets_modules_apart() {
    let module = |path: &str| Line {
        path: path.to_owned(),
        ..line("", Public::Module)
    };
    let modules = [
        surface([field("A::b", "i32"), module("v1_0"), model("A", None)]),
        surface([module("beta")]),
    ];
    let surface = Surface::of_crate(modules, &Features::from(["a".to_owned()]));
    let text = surface.text("notice");
    assert!(
        text.starts_with("# notice\n#\n# The public items"),
        "{text}"
    );
    let (_, lines) = text.split_once("\n\n").unwrap();
    assert_eq!(
        lines,
        "feature a\n\nmod beta\n\nmod v1_0\nmodel v1_0::models::A\nfield v1_0::models::A::b: i32\n"
    );
}

#[test]
fn lines_are_written_from_within_the_module_of_the_api() {
    assert_eq!(
        model("User", Some("Entity")).to_string(),
        "model v1_0::models::User: models::Entity"
    );
    assert_eq!(
        handle("User", "ID", ReadOnly).to_string(),
        "const v1_0::models::user::ID: &Property<models::User, Option<String>, ReadOnly>"
    );
    let mut gated = variant("State::Done");
    gated.features = Features::from(["sites".to_owned(), "users".to_owned()]);
    assert_eq!(
        gated.to_string(),
        "variant v1_0::models::State::Done  if sites or users"
    );
}

#[test]
fn what_is_gone_or_of_another_type_breaks() {
    let old = || [model("A", None), field("A::b", "Option<i32>")];
    let changed = [model("A", None), field("A::b", "Option<i64>")];
    assert_eq!(effects(old(), old()), []);
    let breaks = told([("A::b", Effect::Break)]);
    assert_eq!(effects(old(), changed), breaks);
    assert_eq!(effects(old(), [model("A", None)]), breaks);
}

#[test]
fn what_is_new_breaks_nothing() {
    let effects = effects(
        [model("A", None)],
        [model("A", None), field("A::b", ""), variant("E::C")],
    );
    let added = [("A::b", Effect::Addition), ("E::C", Effect::Addition)];
    assert_eq!(effects, told(added));
}

#[test]
fn a_member_that_moves_to_a_base_is_found_there() {
    let old = [
        model("A", None),
        model("B", Some("A")),
        field("B::c", "i32"),
        handle("B", "C", Nullable),
    ];
    let new = [
        model("A", None),
        field("A::c", "i32"),
        handle("A", "C", Nullable),
        model("B", Some("A")),
    ];
    let moved = told([
        ("A::c", Effect::Addition),
        ("B::c", Effect::Moved),
        ("a::C", Effect::Addition),
        ("b::C", Effect::Moved),
    ]);
    assert_eq!(effects(old, new), moved);
}

#[test]
fn a_member_that_stands_before_another_one_breaks() {
    let effect = |ty| {
        let base = || [model("A", None), field("A::c", "i32")];
        let [[a, c], [new_a, new_c]] = [base(), base()];
        let old = [a, c, model("B", Some("A"))];
        let new = [new_a, new_c, model("B", Some("A")), field("B::c", ty)];
        effects(old, new).pop().map(|(_, effect)| effect)
    };
    assert_eq!(effect("i32"), Some(Effect::Moved));
    assert_eq!(effect("i64"), Some(Effect::Break));
}

#[test]
fn a_base_may_come_between_and_not_go() {
    let old = [model("A", None), model("B", Some("A"))];
    let new = [
        model("A", None),
        model("B", Some("M")),
        model("M", Some("A")),
    ];
    let between = told([("B", Effect::Moved), ("M", Effect::Addition)]);
    assert_eq!(effects(old.clone(), new), between);
    let gone = [model("A", None), model("B", None)];
    assert_eq!(effects(old, gone), told([("B", Effect::Break)]));
}

#[test]
fn handles_may_allow_more_and_not_less() {
    let effect = |old, new| {
        let [old, new] = [old, new].map(|access| [model("A", None), handle("A", "B", access)]);
        effects(old, new).pop().map(|(_, effect)| effect)
    };
    assert_eq!(effect(Nullable, Required), Some(Effect::Break));
    assert_eq!(effect(Required, ReadOnly), Some(Effect::Break));
    assert_eq!(effect(Required, Nullable), Some(Effect::Addition));
    assert_eq!(effect(ReadOnly, Required), Some(Effect::Addition));
}

#[test]
fn an_item_may_be_there_with_more_features_and_not_with_fewer() {
    let effect = |old: &[&str], new: &[&str]| {
        let [old, new] = [old, new].map(|features| {
            let mut line = model("A", None);
            line.features = features.iter().map(|name| (*name).to_owned()).collect();
            [line]
        });
        effects(old, new).pop().map(|(_, effect)| effect)
    };
    assert_eq!(effect(&["a"], &["a", "b"]), Some(Effect::Addition));
    assert_eq!(effect(&["a"], &[]), Some(Effect::Addition));
    assert_eq!(effect(&["a", "b"], &["a"]), Some(Effect::Break));
    assert_eq!(effect(&[], &["a"]), Some(Effect::Break));
}

#[test]
fn parameters_may_be_called_otherwise() {
    let method = |name: &str, ty: &str| {
        let public = Public::Method {
            receiver: Receiver::Reference,
            parameters: vec![(name.to_owned(), ty.to_owned())],
            returns: "Self".to_owned(),
        };
        [line("B::by", public)]
    };
    let changes = effects(method("a", "i32"), method("b", "i32"));
    assert_eq!(changes, told([("B::by", Effect::Moved)]));
    let changes = effects(method("a", "i32"), method("a", "i64"));
    assert_eq!(changes, told([("B::by", Effect::Break)]));
}
