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
    assert_eq!(name(Style::Field, "__"), "underscore_underscore");
    assert!(name(Style::Field, "%").starts_with("unnamed_"));
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
    assert_eq!(names["FooBar"].as_str(), "foo_bar_capitalized");
    assert_eq!(names["foo_bar"].as_str(), "foo_bar_underscored");
}

#[test]
fn names_say_how_they_are_spelled_where_that_tells_them_apart() {
    let wires = ["Oid", "OID", "Oid_", "_Oid", "__Oid", "_", "_1"];
    let names = Scope::default().assign(Style::Field, wires);
    let names = wires.map(|wire| names[wire].as_str());
    let expected = [
        "oid",
        "oid_uppercase",
        "oid_underscore",
        "underscore_oid",
        "underscore_underscore_oid",
        "underscore",
        "_1",
    ];
    assert_eq!(names, expected);
    let wires = ["A", "a", "_a", "a_", "_2_3", "_23", "A_1", "A1"];
    let names = Scope::default().assign(Style::Variant, wires);
    let names = wires.map(|wire| names[wire].as_str());
    let expected = [
        "ACapitalized",
        "A",
        "UnderscoreA",
        "AUnderscore",
        "Underscore23Underscored",
        "_23",
        "A1Underscored",
        "A1",
    ];
    assert_eq!(names, expected);
}

#[test]
fn a_word_tells_navigation_from_a_property() {
    let wires = [("Currency", ""), ("_Currency", "navigation")];
    let names = Scope::default().assign_as(Style::Field, wires, str::to_owned);
    assert_eq!(names["Currency"].as_str(), "currency");
    assert_eq!(names["_Currency"].as_str(), "currency_navigation");
}

fn given(names: &[(&str, &str)]) -> Given {
    let names = names.iter();
    names
        .map(|(meaning, name)| ((*meaning).to_owned(), Name::from((*name).to_owned())))
        .collect()
}

#[test]
fn a_name_that_was_given_keeps_its_meaning() {
    let before = given(&[("Open", "Open"), ("gone", "Closed")]);
    let mut scope = Scope::default().keeping(Style::Variant, before);
    let names = scope.assign(Style::Variant, ["open", "Open", "closed"]);
    assert_eq!(names["Open"].as_str(), "Open");
    assert_eq!(names["open"].as_str(), "OpenMember");
    // It is not given to something else either.
    assert_eq!(names["closed"].as_str(), "ClosedMember");
}

#[test]
fn a_name_stays_when_its_letter_case_changes_on_the_wire() {
    let before = given(&[("fooBar", "foo_bar")]);
    let mut scope = Scope::default().keeping(Style::Field, before);
    assert_eq!(
        scope.assign(Style::Field, ["FooBar"])["FooBar"].as_str(),
        "foo_bar"
    );
}

#[test]
fn what_cannot_be_a_name_is_not_kept() {
    let text = "field a::B::x y: i32  = one\nfield a::B::self: i32  = two\nfield a::B::base: i32  = three\n\
                field a::B::3: i32  = four\nfield a::B::r#type: i32  = five\nfield a::B::x: i32  = six  = 6\n";
    let given = Published::read(text).of(Kind::Field, "a::B");
    let scope = Scope::default().keeping(Style::Field, given);
    let kept: Vec<_> = scope
        .given()
        .iter()
        .map(|(m, n)| (m.as_str(), n.as_str()))
        .collect();
    assert_eq!(kept, [("five", "type"), ("one", "x")]);
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
    assert_eq!(names["GET"].as_str(), "get_uppercase");
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
