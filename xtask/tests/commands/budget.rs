use super::Zoo;

#[test]
fn within_and_over() {
    let zoo = Zoo::generated();
    zoo.write(
        "crate/budget.toml",
        "lines = 1000\nbytes = 100_000\ncheck = 1.5\n",
    );
    zoo.run("budget").expect(0).says(&[
        "lines  ",
        ", at most 1000\n",
        ", at most 100000\n",
        "crate is within its budget\n",
    ]);
    zoo.edit("crate/budget.toml", "1000\n", "100\n");
    zoo.run("budget")
        .expect(1)
        .says(&[", at most 100  OVER\n", "crate is over its budget\n"]);
}

/// The limits are those that may be reached.
#[test]
fn a_missing_budget_is_proposed() {
    let zoo = Zoo::generated();
    let outcome = zoo.run("budget").expect(2);
    let (_, proposal) = outcome.err.split_once("it would say\n").unwrap();
    zoo.write("crate/budget.toml", proposal);
    zoo.run("budget").expect(0);
    outcome.complains(&["crate/budget.toml does not exist"]);
}

#[test]
fn a_budget_without_numbers_is_wrong_usage() {
    let zoo = Zoo::generated();
    for (text, complaint) in [
        (
            "lines = 1000\ncheck = 1.0\n",
            "crate/budget.toml has no number `bytes`",
        ),
        (
            "lines = \"few\"\n",
            "crate/budget.toml has no number `lines`",
        ),
        ("lines = \n", "crate/budget.toml: "),
    ] {
        zoo.write("crate/budget.toml", text);
        zoo.run("budget").expect(2).complains(&[complaint]);
    }
}
