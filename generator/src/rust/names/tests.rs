use super::*;

fn name(style: Style, wire: &str) -> String {
    style.name(wire).ident().to_string()
}

#[test]
fn names_follow_the_conventions_of_rust() {
    assert_eq!(
        name(Style::Type, "longRunningOperation"),
        "LongRunningOperation"
    );
    assert_eq!(name(Style::Field, "createdDateTime"), "created_date_time");
    assert_eq!(name(Style::Variant, "notStarted"), "NotStarted");
    assert_eq!(Style::Field.name("type").constant().as_str(), "TYPE");
}

#[test]
fn hazards_become_identifiers() {
    assert_eq!(name(Style::Field, "type"), "r#type");
    assert_eq!(name(Style::Field, "gen"), "r#gen");
    assert_eq!(name(Style::Field, "self"), "self_member");
    assert_eq!(name(Style::Variant, "self"), "SelfMember");
    assert_eq!(name(Style::Variant, "unrecognized"), "UnrecognizedMember");
    assert_eq!(name(Style::Type, "option"), "OptionType");
    assert_eq!(name(Style::Field, "base"), "base_member");
    assert_eq!(name(Style::Field, "_id"), "id");
    assert_eq!(name(Style::Field, "3dModel"), "_3d_model");
    assert_eq!(name(Style::Variant, "10"), "_10");
    assert_eq!(name(Style::Module, "con"), "con_type");
    assert_eq!(name(Style::Field, "größe"), "größe");
    assert_eq!(name(Style::Field, "x²"), "x2");
    assert_eq!(name(Style::Field, "nº"), "no");
    assert_eq!(name(Style::Type, "ĸ"), "U138");
    assert_eq!(name(Style::Type, "図"), "図");
    assert_eq!(name(Style::Module, "Größe"), "groudfe");
    assert_eq!(name(Style::Module, "図"), "u56f3");
    assert_eq!(name(Style::Module, "10"), "_10_type");
    assert_eq!(name(Style::Namespace, "models"), "models_namespace");
    assert_eq!(name(Style::Module, "core"), "core_type");
    assert!(name(Style::Field, "___").starts_with("unnamed_"));
}

#[test]
fn decomposed_and_composed_letters_are_one_name() {
    assert_eq!(Style::Field.name("e\u{301}"), Style::Field.name("é"));
}

#[test]
fn long_names_are_cut_and_stay_apart() {
    let long = "a".repeat(10_000);
    let longer = "a".repeat(10_001);
    assert!(Style::Module.name(&long).as_str().len() < 120);
    assert_ne!(Style::Module.name(&long), Style::Module.name(&longer));
    let cut_between_words = "a".repeat(95) + "Bc";
    let name = Style::Method.name(&cut_between_words);
    assert!(!name.as_str().contains("__"), "{name:?}");
}

#[test]
fn of_names_that_read_alike_the_plain_one_stays_plain() {
    let names = Scope::default().assign(Style::Field, ["FooBar", "fooBar", "foo_bar"]);
    assert_eq!(names["fooBar"].as_str(), "foo_bar");
    assert_ne!(names["FooBar"], names["foo_bar"]);
    assert!(names["FooBar"].as_str().starts_with("foo_bar_x"));
}

#[test]
fn a_type_and_its_module_go_by_one_wire_name() {
    let wires = ["foo_bar", "fooBar", "FooBar"];
    let types = Scope::default().assign(Style::Type, wires);
    assert_eq!(types["fooBar"].as_str(), "FooBar");
    let modules = Scope::default().assign(Style::Module, wires);
    assert_eq!(modules["fooBar"].as_str(), "foo_bar");
    let types = Scope::default().assign(Style::Type, ["foo_bar", "FooBar"]);
    assert_eq!(types["FooBar"].as_str(), "FooBar");
}

#[test]
fn what_is_taken_gets_a_suffix() {
    let names = Scope::with(["get"]).assign(Style::Method, ["get", "GET"]);
    assert_eq!(names["get"].as_str(), "get_segment");
    assert!(names["GET"].as_str().starts_with("get_x"));
}

#[test]
fn fields_have_different_constants() {
    let names = Scope::default().assign(Style::Field, ["οδος", "οδοσ"]);
    assert_ne!(names["οδος"].constant(), names["οδοσ"].constant());
}

#[test]
fn a_name_does_not_move_when_others_arrive() {
    let before = Scope::default().assign(Style::Field, ["FooBar", "fooBar"]);
    let after = Scope::default().assign(Style::Field, ["FOOBar", "FooBar", "fooBar", "foo_bar"]);
    assert_eq!(before["FooBar"], after["FooBar"]);
    assert_eq!(before["fooBar"], after["fooBar"]);
}
