//! `drift`: which schemas are compared, what decides, exit codes, and where reports go.

use std::fs;
use std::process::Command;

use serde_json::Value;

use super::counted::without;
use super::git::git;
use super::{METADATA, Zoo};

/// Without the size of cages, and with another mood.
fn changed() -> String {
    let text = METADATA.replace(r#"<Property Name="size" Type="Edm.Int32"/>"#, "");
    with_mood(&text)
}

/// An addition only.
fn with_straw(text: &str) -> String {
    let size = r#"<Property Name="size" Type="Edm.Int32"/>"#;
    text.replace(
        size,
        &format!(r#"{size}<Property Name="straw" Type="Edm.String"/>"#),
    )
}

/// Something that clients may notice.
fn with_mood(text: &str) -> String {
    let member = r#"<Member Name="angry" Value="1"/>"#;
    text.replace(
        member,
        &format!(r#"{member}<Member Name="sleepy" Value="2"/>"#),
    )
}

fn zoo() -> Zoo {
    let zoo = Zoo::new();
    zoo.write("new.csdl", changed());
    zoo
}

#[test]
fn two_documents_are_compared() {
    let outcome = zoo().run("drift zoo.csdl new.csdl").expect(1);
    outcome.says(&[
        "Clients that are already shipped break, and code has to be changed",
        "property-removed  zoo.cage/size",
        "- <Property Name=\"size\" Type=\"Edm.Int32\"/>  (old line 10)",
        "enum-member-added  zoo.mood/sleepy",
        "old  zoo.csdl",
        "new  new.csdl",
    ]);
}

#[test]
fn nothing_is_found_where_nothing_changed() {
    let zoo = zoo();
    zoo.write("same.csdl", METADATA.replace("  ", "\t"));
    let outcome = zoo.run("drift zoo.csdl same.csdl --fail-on any").expect(0);
    outcome.says(&["Nothing changed.\n"]);
}

#[test]
fn the_threshold_decides() {
    let zoo = zoo();
    zoo.write("more.csdl", with_straw(METADATA));
    let code = |new: &str, on: &str| {
        zoo.run(&format!("drift zoo.csdl {new} --fail-on {on}"))
            .code
    };
    for (on, code_of_break, code_of_addition) in [
        ("wire-break", 1, 0),
        ("source-break", 1, 0),
        ("risk", 1, 0),
        ("additive", 1, 1),
        ("any", 1, 1),
        ("none", 0, 0),
        ("wire-break,additive", 1, 1),
    ] {
        assert_eq!(code("new.csdl", on), Some(code_of_break), "{on}");
        assert_eq!(code("more.csdl", on), Some(code_of_addition), "{on}");
    }
    zoo.run("drift zoo.csdl more.csdl").expect(0);
    zoo.run("drift zoo.csdl new.csdl --fail-on often").expect(2);
}

#[test]
fn what_cannot_be_compared_never_reads_as_no_changes() {
    let zoo = zoo();
    zoo.write("empty.csdl", "");
    zoo.write("broken.csdl", METADATA.replace("zoo.cage", "zoo.kage"));
    zoo.write("cut.csdl", &METADATA[..METADATA.len() / 2]);
    zoo.write("page.csdl", "<!DOCTYPE html><html></html>");
    for file in ["empty.csdl", "broken.csdl", "cut.csdl", "page.csdl"] {
        for line in [
            format!("zoo.csdl {file}"),
            format!("{file} zoo.csdl"),
            file.to_owned(),
        ] {
            let outcome = zoo.run(&format!("drift {line} --fail-on none")).expect(3);
            assert_eq!(outcome.out, "", "{line}");
            assert!(outcome.err.contains("error"), "{}", outcome.err);
        }
    }
    zoo.run("drift zoo.csdl gone.csdl")
        .expect(2)
        .complains(&["cannot read gone.csdl"]);
    zoo.run("drift git:HEAD zoo.csdl")
        .expect(2)
        .complains(&["git:REV:PATH"]);
    zoo.run("drift git:HEAD:zoo.csdl zoo.csdl")
        .expect(2)
        .complains(&["from git"]);
    zoo.run("drift a b c").expect(2);
    zoo.run("drift zoo.csdl new.csdl --api v2")
        .expect(2)
        .complains(&["`v1`"]);
    zoo.run("drift zoo.csdl new.csdl --today 1.5.2026")
        .expect(2);
    zoo.run("drift zoo.csdl new.csdl --output pdf=x").expect(2);
}

#[test]
fn the_slice_decides() {
    let zoo = zoo();
    zoo.edit("slices.toml", r#""*""#, r#""type:zoo.mood""#);
    let outcome = zoo.run("drift zoo.csdl new.csdl").expect(0);
    outcome.says(&["ELSEWHERE (1)", "property-removed  zoo.cage/size"]);
    zoo.run("drift zoo.csdl new.csdl --scope all").expect(1);
    zoo.write(
        "other.toml",
        zoo.read("slices.toml").replace("zoo.mood", "zoo.cage"),
    );
    zoo.run_plain("drift zoo.csdl new.csdl --scope other.toml")
        .expect(1);
}

#[test]
fn one_document_is_compared_with_the_slice() {
    let zoo = Zoo::new();
    let cut = zoo.run("slice --from zoo.csdl --api v1").expect(0).out;
    // More than the slice has, elsewhere.
    let more = METADATA.replace("<ComplexType ", r#"<ComplexType Name="bar"/><ComplexType "#);
    zoo.edit("slices.toml", r#""*""#, r#""GET /animals/{id}""#);
    zoo.write("upstream.csdl", with_straw(&more));
    zoo.write("zoo.csdl", cut);
    let outcome = zoo.run("drift upstream.csdl --fail-on additive").expect(1);
    assert!(!outcome.out.contains("zoo.bar"), "{}", outcome.out);
    outcome.says(&["1 addition.", "zoo.cage/straw"]);
    zoo.run("drift upstream.csdl --scope all")
        .expect(2)
        .complains(&["OLD and NEW"]);
}

#[test]
fn of_several_slices_one_is_named() {
    let zoo = zoo();
    let config = zoo.read("slices.toml");
    let (_, api) = config.split_once("[[api]]").unwrap();
    let second = api
        .replace("\"v1\"", "\"v2\"")
        .replace("zoo.csdl", "other.csdl");
    zoo.write("slices.toml", format!("{config}\n[[api]]{second}"));
    zoo.write("a.csdl", METADATA);
    zoo.run("drift a.csdl new.csdl")
        .expect(2)
        .complains(&["--api v1", "--api v2"]);
    zoo.run("drift a.csdl new.csdl --api v2").expect(1);
    zoo.run("drift zoo.csdl new.csdl").expect(1);
    zoo.run("drift a.csdl new.csdl --scope all").expect(1);
}

#[test]
fn without_a_configuration_everything_decides() {
    let zoo = zoo();
    fs::remove_file(zoo.path("slices.toml")).unwrap();
    zoo.run_plain("drift zoo.csdl new.csdl").expect(1);
    zoo.run_plain("drift new.csdl")
        .expect(2)
        .complains(&["slices.toml"]);
    zoo.run_plain("drift").expect(2).complains(&["slices.toml"]);
}

#[test]
fn what_a_branch_changes_is_compared_with_git() {
    let zoo = zoo();
    let git = |line: &str| git(&zoo.path(""), line);
    git("init --quiet");
    git("add slices.toml zoo.csdl");
    git("commit --quiet -m first");
    zoo.run("drift").expect(0).says(&["Nothing changed."]);
    zoo.write("zoo.csdl", changed());
    zoo.run("drift")
        .expect(1)
        .says(&["old  git:HEAD:./zoo.csdl", "zoo.cage/size"]);
    zoo.run("drift git:HEAD:zoo.csdl zoo.csdl").expect(1);
    git("commit --quiet -a -m second");
    zoo.run("drift").expect(0);
    // Where the crate is checked in, too, the line of its surface is told.
    zoo.edit("zoo.csdl", "sleepy", "dozy");
    zoo.run("generate").expect(0);
    git("add crate zoo.csdl");
    git("commit --quiet -m third");
    zoo.edit("zoo.csdl", "dozy", "tired");
    zoo.run("generate").expect(0);
    let outcome = zoo.run("drift").expect(1);
    let line = outcome
        .out
        .lines()
        .find(|line| line.contains("Tired"))
        .unwrap();
    assert!(line.contains("(api.txt line "), "{line}");
    git("checkout --quiet zoo.csdl");
    zoo.run("drift --since HEAD~2").expect(1);
    let outcome = zoo.run("drift --since HEAD~2 --scope all").expect(1);
    outcome.says(&["zoo.cage/size"]);
    zoo.run("drift --since HEAD~9")
        .expect(2)
        .complains(&["HEAD~9"]);
    zoo.run("drift --since=--output=x").expect(2);
    assert!(!zoo.path("x").exists());
    zoo.run("drift zoo.csdl --since HEAD").expect(2);
    // A schema that only moved is the same.
    fs::rename(zoo.path("zoo.csdl"), zoo.path("park.csdl")).unwrap();
    zoo.edit("slices.toml", "zoo.csdl", "park.csdl");
    zoo.run("drift").expect(0).says(&["Nothing changed."]);
    // One that is new is all addition, and the one whose place it took is gone.
    zoo.edit("slices.toml", "\"v1\"", "\"v2\"");
    let outcome = zoo.run("drift").expect(1);
    outcome.says(&[
        "type-added",
        "zoo.animal",
        "old  nothing in HEAD",
        "api-taken-out  v1",
    ]);
}

#[test]
fn reports_go_where_they_are_wanted() {
    let zoo = zoo();
    let line = "drift zoo.csdl new.csdl --fail-on none --today 2026-05-02";
    let plain = zoo.run(line).expect(0).out;
    let outcome = zoo.run(&format!(
        "{line} --output markdown=out/a.md --output json=out/a.json --output html=out/a.html --output github=out/a"
    ));
    assert_eq!(outcome.expect(0).out, plain);
    assert!(
        zoo.read("out/a.md")
            .starts_with("<!-- msgraph-codegen: drift -->\n")
    );
    assert!(zoo.read("out/a.html").starts_with("<!DOCTYPE html>\n"));
    let annotations = zoo.read("out/a");
    assert!(
        annotations.starts_with("::error file=new.csdl,title=D"),
        "{annotations}"
    );
    assert!(
        annotations.contains(" property-removed::zoo.cage/size: "),
        "{annotations}"
    );
    let report: Value = serde_json::from_str(&zoo.read("out/a.json")).unwrap();
    assert_eq!(report["comparisons"][0]["verdict"]["wire"], "break");
    assert_eq!(report["comparisons"][0]["title"], "v1");

    let outcome = zoo.run(&format!("{line} --output a.txt")).expect(0);
    assert_eq!(outcome.out, "");
    assert_eq!(zoo.read("a.txt"), plain);
    let outcome = zoo.run(&format!("{line} --format json")).expect(0);
    assert_eq!(outcome.out, zoo.read("out/a.json"));
}

#[test]
fn a_report_that_cannot_be_written_leaves_none() {
    let zoo = zoo();
    fs::create_dir(zoo.path("folder")).unwrap();
    let outcome = zoo.run("drift zoo.csdl new.csdl --output markdown=a.md --output json=folder");
    outcome.expect(2).complains(&["folder is a folder"]);
    assert!(!zoo.path("a.md").exists());
}

#[test]
fn what_is_suppressed_does_not_decide() {
    let zoo = zoo();
    let config = zoo.read("slices.toml");
    let suppress = "\n[[drift.suppress]]\nrule = \"property-removed\"\nelement = \"zoo.cage/size\"\n\
                    reason = \"no program asks\"\nuntil = 2026-06-30\n";
    zoo.write("slices.toml", format!("{config}{suppress}"));
    let outcome = zoo
        .run("drift zoo.csdl new.csdl --today 2026-06-30")
        .expect(0);
    outcome.says(&["SUPPRESSED (1)", "no program asks (until 2026-06-30)"]);
    let outcome = zoo
        .run("drift zoo.csdl new.csdl --today 2026-07-01")
        .expect(1);
    outcome.says(&[
        "SUPPRESSED (0)",
        "property-removed at zoo.cage/size has expired",
    ]);
    let outcome = zoo
        .run("drift zoo.csdl zoo.csdl --today 2026-06-30")
        .expect(0);
    outcome.says(&["matches nothing"]);
    zoo.edit("slices.toml", "property-removed", "property-remove");
    let outcome = zoo.run("drift zoo.csdl new.csdl").expect(2);
    outcome.complains(&["did you mean `property-removed`?", "slices.toml"]);
}

#[test]
fn rules_are_explained() {
    let zoo = Zoo::new();
    let page = zoo.run_plain("drift explain D056").expect(0).out;
    assert!(page.starts_with("# D056 parameter-removed\n"), "{page}");
    assert_eq!(
        zoo.run_plain("drift explain parameter-removed")
            .expect(0)
            .out,
        page
    );
    let list = zoo.run_plain("drift explain").expect(0).out;
    assert!(
        list.lines().count() > 50 && list.contains("D056  parameter-removed "),
        "{list}"
    );
    let outcome = zoo.run_plain("drift explain parameter-remove").expect(2);
    outcome.complains(&["did you mean `parameter-removed`?"]);
    zoo.run_plain("drift explain xyz")
        .expect(2)
        .complains(&["lists all"]);
    let schema: Value = serde_json::from_str(&zoo.run_plain("drift schema").expect(0).out).unwrap();
    assert_eq!(schema["title"], "Schema drift");
}

/// What a browser makes of a page, as the scripts in it leave it; none where there is no browser.
fn browsed(zoo: &Zoo, query: &str) -> Option<String> {
    let page = format!("file://{}{query}", zoo.path("report.html").display());
    let profile = format!("--user-data-dir={}", zoo.path("profile").display());
    let found = ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find_map(|name| {
            let mut browser = Command::new(name);
            browser.args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                &profile,
                "--dump-dom",
                &page,
            ]);
            browser.output().ok()
        });
    Some(String::from_utf8(found?.stdout).unwrap())
}

/// The findings of a page that can be seen.
fn visible(page: &str) -> Vec<&str> {
    let findings = page
        .split("<details ")
        .skip(1)
        .map(|rest| rest.split('>').next().unwrap());
    let shown = findings.filter(|tag| !tag.contains(" hidden"));
    shown
        .map(|tag| {
            tag.split("data-text=\"")
                .nth(1)
                .unwrap()
                .split(' ')
                .nth(1)
                .unwrap()
        })
        .collect()
}

#[test]
fn the_page_can_be_searched_in_a_browser() {
    let zoo = zoo();
    let line = "drift zoo.csdl new.csdl --fail-on none --output html=report.html";
    zoo.run(line).expect(0);
    let Some(page) = browsed(&zoo, "") else {
        without("chromium");
        return;
    };
    assert_eq!(
        visible(&page),
        ["property-removed", "enum-member-added"],
        "{page}"
    );
    assert!(
        page.contains("<output id=\"shown\">2 of 2</output>"),
        "the script ran: {page}"
    );
    assert!(!page.contains("<form hidden"), "{page}");
    let page = browsed(&zoo, "?wire=risk&text=SLEEPY+mood").unwrap();
    assert_eq!(visible(&page), ["enum-member-added"], "{page}");
    assert!(page.contains("1 of 2"), "{page}");
    assert_eq!(page.matches("<section hidden").count(), 1, "{page}");
    let (_, id) = page.split_once("class=\"finding\" id=\"").unwrap();
    let page = browsed(&zoo, &format!("?source=none#{}", &id[..16])).unwrap();
    assert!(visible(&page).is_empty(), "{page}");
    assert_eq!(page.matches(" open=\"\"").count(), 1, "{page}");
}
