//! `drift` and `refresh` compare the configuration, too, and let no line of `api.txt` change without a finding.

use std::fs;

use super::git::git;
use super::{METADATA, Zoo};

/// A zoo with two entity sets in git, and the crate of it.
fn committed(roots: &str) -> Zoo {
    let zoo = Zoo::new();
    let set = r#"<EntitySet Name="animals" EntityType="zoo.animal"/>"#;
    let keeper = r#"<EntityType Name="keeper"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>"#;
    let text = METADATA
        .replace(
            set,
            &format!(r#"{set}<EntitySet Name="keepers" EntityType="zoo.keeper"/>"#),
        )
        .replace(
            "<EntityContainer",
            &format!("{keeper}<Action Name=\"feed\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"zoo.animal\"/></Action><EntityContainer"),
        );
    zoo.write("zoo.csdl", text);
    zoo.edit("slices.toml", r#"["*"]"#, roots);
    commit(&zoo);
    zoo
}

/// Generates the crate and commits all.
fn commit(zoo: &Zoo) {
    zoo.run("generate").expect(0);
    git(&zoo.path(""), "init --quiet");
    git(&zoo.path(""), "add --all .");
    git(&zoo.path(""), "commit --quiet -m all");
}

const BOTH: &str = r#"["GET /animals/{id}", "POST /animals/{id}/feed", "GET /keepers/{id}"]"#;

#[test]
fn a_root_that_is_taken_out_is_a_source_break_and_none_of_the_wire() {
    let zoo = committed(BOTH);
    zoo.edit("slices.toml", r#", "GET /keepers/{id}""#, "");
    zoo.run("generate").expect(0);
    let outcome = zoo.run("drift").expect(1);
    assert!(!outcome.out.contains("-removed"), "{}", outcome.out);
    outcome.says(&[
        "No shipped client breaks, but code has to be changed",
        "D099 root-taken-out  GET /keepers/{id}",
        "(old line 10 of ",
        "- fn v1::Graph::keepers(",
    ]);
    zoo.run("drift --fail-on wire-break").expect(0);
    // Of everything, the configuration decides nothing.
    zoo.run("drift --scope all")
        .expect(0)
        .says(&["Nothing changed."]);
}

#[test]
fn what_the_configuration_says_of_actions_types_and_names_is_compared() {
    let fact = "\n[[api.long-running]]\naction = \"zoo.feed\"\nanswer = \"zoo.keeper\"\n\n\
                [[api.operation-status]]\ntype = \"zoo.keeper\"\nstatus = \"id\"\nsucceeded = [\"ok\"]\nfailed = [\"no\"]\n";
    let zoo = committed(BOTH);
    let plain = zoo.read("slices.toml");
    zoo.write("slices.toml", format!("{plain}{fact}"));
    zoo.run("generate").expect(0);
    zoo.run("drift").expect(1).says(&[
        "long-running-changed  zoo.feed: new",
        "operation-status-changed  zoo.keeper: new",
    ]);
    zoo.write(
        "slices.toml",
        plain.replace(
            "service = \"v1\"",
            "service = \"v1\"\nconventions = \"odata\"",
        ),
    );
    zoo.run("generate").expect(0);
    zoo.run("drift")
        .expect(1)
        .says(&["option-changed  conventions: graph → odata"]);
    zoo.write(
        "slices.toml",
        plain.replace("module = \"v1\"", "module = \"v1_0\""),
    );
    zoo.run("generate").expect(0);
    zoo.run("drift")
        .expect(1)
        .says(&["module-renamed  v1: v1 → v1_0", "- mod v1"]);
    zoo.write(
        "slices.toml",
        plain.replace("[[api]]", "[crate.features]\n\n[[api]]"),
    );
    fs::remove_dir_all(zoo.path("crate")).unwrap();
    zoo.run("generate").expect(0);
    zoo.run("drift")
        .expect(1)
        .says(&["features-switched", "if animals"]);
}

#[test]
fn an_api_that_is_taken_out_is_told_with_all_that_it_had() {
    let zoo = committed(BOTH);
    let plain = zoo.read("slices.toml");
    let second = "\n[[api]]\nmodule = \"v2\"\nservice = \"v2\"\nmetadata = \"other.csdl\"\nroots = [\"*\"]\n";
    zoo.write("other.csdl", METADATA);
    zoo.write("slices.toml", format!("{plain}{second}"));
    commit(&zoo);
    zoo.write("slices.toml", plain);
    fs::remove_file(zoo.path("other.csdl")).unwrap();
    zoo.run("generate").expect(0);
    let outcome = zoo.run("drift").expect(1);
    outcome.says(&["api-taken-out  v2", "No shipped client breaks"]);
    let json = zoo.run("drift --format json").out;
    for line in zoo_lines(&git(&zoo.path(""), "show HEAD:crate/api.txt"), "v2") {
        assert!(json.contains(&line.replace('"', "\\\"")), "{line}");
    }
}

fn zoo_lines(surface: &str, module: &str) -> Vec<String> {
    let lines = surface
        .lines()
        .filter(|line| line.contains(&format!("{module}::")));
    lines.map(str::to_owned).collect()
}

#[test]
fn what_another_generator_wrote_is_told() {
    let zoo = committed(BOTH);
    let surface = zoo.read("crate/api.txt");
    // Another generator wrote the old crate: this one gives all of it again.
    zoo.write(
        "crate/api.txt",
        format!("{surface}fn v1::Graph::legacy(&self) -> Self\n"),
    );
    git(&zoo.path(""), "commit --quiet -a -m old");
    zoo.write("crate/api.txt", &surface);
    zoo.run("drift").expect(1).says(&[
        "D108 generator-changed  msgraph-codegen",
        "- fn v1::Graph::legacy(&self) -> Self",
    ]);
    // That the crate is not current is told by `check`.
    git(&zoo.path(""), "commit --quiet -a -m new");
    zoo.write(
        "crate/api.txt",
        format!("{surface}fn v1::Graph::invented(&self) -> Self\n"),
    );
    zoo.run("drift").expect(0);
    zoo.run("check").expect(1);
}

#[test]
fn an_old_configuration_that_cannot_be_read_is_a_failure() {
    let zoo = committed(BOTH);
    let good = zoo.read("slices.toml");
    zoo.write("slices.toml", good.replace("roots", "rots"));
    git(&zoo.path(""), "commit --quiet -a -m bad");
    zoo.write("slices.toml", good);
    zoo.run("drift")
        .expect(2)
        .complains(&["git:HEAD:./slices.toml"]);
}

#[test]
fn refresh_compares_with_the_configuration_of_the_last_commit() {
    let zoo = committed(BOTH);
    fs::copy(zoo.path("zoo.csdl"), zoo.path("upstream.csdl")).unwrap();
    zoo.edit("slices.toml", r#", "GET /keepers/{id}""#, "");
    let outcome = zoo.run("refresh --from upstream.csdl").expect(0);
    assert!(!outcome.out.contains("-removed"), "{}", outcome.out);
    outcome.says(&[
        "root-taken-out  GET /keepers/{id}",
        "- fn v1::Graph::keepers(",
    ]);
    assert!(!zoo.read("zoo.csdl").contains("keeper"));
    // The same of what is committed then.
    let outcome = zoo.run("drift").expect(1);
    assert!(!outcome.out.contains("-removed"), "{}", outcome.out);
    outcome.says(&["root-taken-out"]);
}

#[test]
fn the_header_tells_revisions_days_counts_and_the_version() {
    let zoo = committed(BOTH);
    zoo.edit("slices.toml", r#", "GET /keepers/{id}""#, "");
    let revision = git(&zoo.path(""), "log -1 --format=%h,%cs");
    let (hash, day) = revision.trim().split_once(',').unwrap();
    let outcome = zoo.run("drift --fail-on none").expect(0);
    outcome.says(&[
        &format!("  old      git:HEAD:./zoo.csdl ({hash}, {day})\n"),
        "  wire     1 safe\n  source   1 breaks\n  version  0.1.0 → 0.2.0 at least\n",
    ]);
    // What is passed over does not decide, but the version has to grow for it all the same.
    let text = zoo.read("slices.toml");
    let suppress = "\n[[drift.suppress]]\nrule = \"root-taken-out\"\nelement = \"GET /keepers/{id}\"\nreason = \"nobody keeps\"\n";
    zoo.write("slices.toml", format!("{text}{suppress}"));
    zoo.run("drift").expect(0).says(&[
        "Nothing changed in your slice; 1 finding suppressed.",
        "  version  0.1.0 → 0.2.0 at least\n",
    ]);
}

#[test]
fn reports_come_as_test_cases_and_as_a_changelog() {
    let zoo = committed(BOTH);
    zoo.edit("slices.toml", r#", "GET /keepers/{id}""#, "");
    zoo.run("drift --output junit=report.xml --output changelog=new.md")
        .expect(1);
    let tests = zoo.read("report.xml");
    assert!(
        tests.contains("<testsuite name=\"v1\" tests=\"1\" failures=\"1\">"),
        "{tests}"
    );
    let changelog = zoo.read("new.md");
    assert!(
        changelog.starts_with("## [Unreleased]\n\n### Removed\n\n- `GET /keepers/{id}`: "),
        "{changelog}"
    );
}
