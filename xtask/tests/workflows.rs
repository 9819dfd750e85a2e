//! The scripts of the workflows, with repositories of their own and a `gh` that only writes down what it is asked.

#![cfg(unix)]
#![allow(clippy::unwrap_used)] // the helpers of tests may fail as tests do

#[path = "common/git.rs"]
mod git;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use git::git;
use tempfile::TempDir;

const CONFIG: &str = r#"[crate]
name = "zoo"
out = "../generated"
runtime = { path = "../runtime" }

[[api]]
module = "v1"
service = "v1"
metadata = "zoo.csdl"
roots = ["*"]
"#;

const METADATA: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="zoo" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <ComplexType Name="cage">
        <Property Name="height" Type="Edm.Int32"/>
        <Property Name="width" Type="Edm.Int32"/>
      </ComplexType>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
"#;

const REPORT: &str = "<!-- msgraph-codegen: drift -->\n## Schema drift\n\n**Somebody breaks.**\n";

/// Answers as the files `answer-*` say, and writes its arguments down, one call a line.
const GH: &str = r#"#!/usr/bin/env bash
echo "$*" >>"$GH_LOG"
case "$*" in
    *--paginate*) cat "$GH_ANSWER" ;;
    "pr list"*) cat "$GH_ANSWER" ;;
esac
"#;

/// A repository with schemas and a crate, and a remote that it may push to.
struct Repository(TempDir);

impl Repository {
    fn new() -> Self {
        let repository = Self(tempfile::tempdir().unwrap());
        repository.write("clone/schemas/slices.toml", CONFIG);
        repository.write("clone/schemas/zoo.csdl", METADATA);
        repository.write("clone/.gitignore", ".refresh.json\n");
        repository.write("answer", "");
        repository.write("bin/gh", GH);
        let gh = repository.path("bin/gh");
        fs::set_permissions(gh, fs::Permissions::from_mode(0o755)).unwrap();
        repository.git("init --quiet --bare ../remote.git");
        repository.git("init --quiet --initial-branch main");
        repository.git("remote add origin ../remote.git");
        assert!(repository.generator("generate").status.success());
        repository.commit();
        repository.git("push --quiet origin main");
        repository
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_default()
    }

    fn git(&self, line: &str) -> String {
        git(&self.path("clone"), line)
    }

    fn commit(&self) {
        self.git("add --all .");
        self.git("commit --quiet -m change");
    }

    fn generator(&self, line: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_msgraph-codegen"));
        command
            .args(line.split(' '))
            .current_dir(self.path("clone"))
            .output()
            .unwrap()
    }

    /// Runs a script as a workflow would.
    fn run(&self, script: &str, arguments: &[&str]) -> Output {
        let mut command = self.command(script);
        command.args(arguments).output().unwrap()
    }

    fn command(&self, script: &str) -> Command {
        let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.github/scripts");
        let path = std::env::var("PATH").unwrap();
        let mut command = Command::new(scripts.join(script));
        command
            .current_dir(self.path("clone"))
            .env("PATH", format!("{}:{path}", self.path("bin").display()))
            .env("CODEGEN", env!("CARGO_BIN_EXE_msgraph-codegen"))
            .env("GH_LOG", self.path("gh.log"))
            .env("GH_ANSWER", self.path("answer"))
            .env("GITHUB_REPOSITORY", "octo/zoo")
            .env("GITHUB_STEP_SUMMARY", self.path("summary.md"))
            .env("GITHUB_OUTPUT", self.path("output"))
            .env_remove("FAIL_ON");
        command
    }

    /// What `gh` was asked, one call a line.
    fn asked(&self) -> String {
        self.read("gh.log")
    }
}

#[track_caller]
fn expect(output: &Output, code: i32) -> String {
    assert_eq!(output.status.code(), Some(code), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn drift_is_told_in_annotations_in_the_summary_and_in_files() {
    let repository = Repository::new();
    expect(&repository.run("drift", &["HEAD"]), 0);
    assert!(
        repository
            .read("summary.md")
            .contains("**Nothing changed.**")
    );

    let narrow = METADATA.replace(
        "        <Property Name=\"width\" Type=\"Edm.Int32\"/>\n",
        "",
    );
    repository.write("clone/schemas/zoo.csdl", &narrow);
    repository.commit();
    let out = expect(&repository.run("drift", &["HEAD^1"]), 1);
    assert!(
        out.starts_with("::error file=schemas/zoo.csdl,title="),
        "{out}"
    );
    assert!(repository.read("summary.md").contains("`zoo.cage/width`"));
    assert!(
        repository
            .read("clone/drift/report.md")
            .contains("`zoo.cage/width`")
    );
    assert!(
        repository
            .read("clone/drift/report.json")
            .contains("zoo.cage/width")
    );
    assert!(
        repository
            .read("clone/drift/report.html")
            .contains("zoo.cage/width")
    );
    let mut command = repository.command("drift");
    expect(
        &command
            .arg("HEAD^1")
            .env("FAIL_ON", "none")
            .output()
            .unwrap(),
        0,
    );
}

#[test]
fn a_comparison_that_failed_does_not_read_as_no_changes() {
    let repository = Repository::new();
    repository.write("clone/schemas/zoo.csdl", "<html>");
    expect(&repository.run("drift", &["HEAD"]), 3);
    let summary = repository.read("summary.md");
    assert!(
        summary.contains("could not be compared") && !summary.contains("Nothing"),
        "{summary}"
    );
    expect(&repository.run("drift", &["no-such-revision"]), 2);
    // The comment that an earlier commit has is replaced.
    repository.write("answer", "4711\n");
    expect(&repository.run("comment", &["7", "drift/report.md"]), 0);
    assert!(repository.asked().contains("PATCH"));
    let report = repository.read("clone/drift/report.md");
    assert!(report.contains("could not be compared"), "{report}");
}

#[test]
fn there_is_one_comment_and_it_is_updated() {
    let repository = Repository::new();
    repository.write("clone/report.md", REPORT);
    expect(&repository.run("comment", &["7", "report.md"]), 0);
    let asked = repository.asked();
    let calls: Vec<_> = asked.lines().collect();
    assert!(
        calls[0].starts_with("api --paginate repos/octo/zoo/issues/7/comments --jq "),
        "{asked}"
    );
    assert!(
        calls[0].contains("github-actions[bot]")
            && calls[0].contains("<!-- msgraph-codegen: drift -->")
    );
    assert_eq!(
        calls[1],
        "api --silent --method POST repos/octo/zoo/issues/7/comments --field body=@report.md"
    );

    repository.write("answer", "4711\n4712\n");
    expect(&repository.run("comment", &["7", "report.md"]), 0);
    let asked = repository.asked();
    let last = asked.lines().last().unwrap();
    assert_eq!(
        last,
        "api --silent --method PATCH repos/octo/zoo/issues/comments/4711 --field body=@report.md"
    );
}

#[test]
fn where_nothing_changed_nothing_is_said_unless_something_was() {
    let repository = Repository::new();
    let nothing = REPORT.replace("Somebody breaks.", "Nothing changed.");
    repository.write("clone/report.md", &nothing);
    expect(&repository.run("comment", &["7", "report.md"]), 0);
    assert_eq!(repository.asked().lines().count(), 1);
    repository.write("answer", "4711\n");
    expect(&repository.run("comment", &["7", "report.md"]), 0);
    assert!(repository.asked().contains("PATCH"));
}

#[test]
fn only_reports_become_comments_and_only_of_numbers() {
    let repository = Repository::new();
    repository.write("clone/report.md", REPORT);
    repository.write("clone/other.md", "hello\n");
    expect(&repository.run("comment", &["7", "other.md"]), 2);
    for number in ["7/../8", "$(touch x)", "", "7 8"] {
        let code = repository
            .run("comment", &[number, "report.md"])
            .status
            .code();
        assert!(code == Some(2) || code == Some(1), "{number}");
    }
    assert_eq!(repository.asked(), "");
    assert!(!repository.path("clone/x").exists());
}

#[test]
fn a_refresh_is_proposed_with_its_report() {
    let repository = Repository::new();
    let served = METADATA.replace("cage", "den");
    let root = serve(&served);
    let mut command = repository.command("refresh");
    expect(&command.env("SERVICE_ROOT", root).output().unwrap(), 0);
    assert_eq!(repository.read("output"), "changed=true\n");
    assert!(repository.read("summary.md").contains("zoo.cage"));
    let patch = repository.read("clone/drift/refresh.patch");
    assert!(
        patch.contains("+++ b/schemas/zoo.csdl")
            && patch.contains("+++ b/generated/src/v1/models/den.rs")
    );
    assert!(!patch.contains(".refresh.json"), "{patch}");

    repository.git("reset --quiet --hard");
    expect(&repository.run("propose", &["drift"]), 0);
    let pushed = repository.git("show origin/schema-refresh:schemas/zoo.csdl");
    assert!(
        pushed.contains("den") && !pushed.contains("cage"),
        "{pushed}"
    );
    let asked = repository.asked();
    let created = asked.lines().last().unwrap();
    assert_eq!(
        created,
        "pr create --head schema-refresh --base main --title Refresh the schemas --body-file drift/report.md"
    );

    repository.git("switch --quiet main");
    repository.write("answer", "12\n");
    expect(&repository.run("propose", &["drift"]), 0);
    let asked = repository.asked();
    assert_eq!(
        asked.lines().last().unwrap(),
        "pr edit 12 --title Refresh the schemas --body-file drift/report.md"
    );
}

#[test]
fn a_lost_root_is_proposed_in_red_with_its_report() {
    let repository = Repository::new();
    let config = CONFIG.replace("\"*\"", "\"type:zoo.cage\"");
    repository.write("clone/schemas/slices.toml", &config);
    repository.commit();
    let root = serve(&METADATA.replace("cage", "den"));
    let mut command = repository.command("refresh");
    expect(&command.env("SERVICE_ROOT", root).output().unwrap(), 2);
    assert_eq!(repository.read("output"), "changed=true\n");
    assert!(repository.read("summary.md").contains("root-lost"));
    assert!(
        repository
            .read("clone/drift/report.html")
            .contains("root-lost")
    );
    assert_eq!(repository.read("clone/drift/refresh.patch"), "");

    expect(&repository.run("propose", &["drift"]), 0);
    let asked = repository.asked();
    let calls: Vec<_> = asked.lines().collect();
    assert!(
        calls[1].contains("--title Refresh the schemas: a root of the slice is lost"),
        "{asked}"
    );
    let commit = repository.git("rev-parse origin/schema-refresh");
    let status = format!(
        "repos/octo/zoo/statuses/{} --field state=failure",
        commit.trim()
    );
    assert!(calls[2].contains(&status), "{asked}");
    assert_eq!(repository.git("diff --stat main origin/schema-refresh"), "");
}

#[test]
fn only_schemas_and_the_crate_are_proposed() {
    let foreign = [
        "diff --git a/.github/workflows/x.yml b/.github/workflows/x.yml\nnew file mode 100644\n--- /dev/null\n\
         +++ b/.github/workflows/x.yml\n@@ -0,0 +1 @@\n+x\n",
        "diff --git a/schemas/../x b/schemas/../x\nnew file mode 100644\n--- /dev/null\n+++ b/schemas/../x\n\
         @@ -0,0 +1 @@\n+x\n",
        "diff --git a/schemas/x b/schemas/x\nnew file mode 120000\n--- /dev/null\n+++ b/schemas/x\n@@ -0,0 +1 @@\n\
         +../.git/config\n\\ No newline at end of file\n",
        "diff --git a/schemas/zoo.csdl b/.gitattributes\nsimilarity index 100%\nrename from schemas/zoo.csdl\n\
         rename to .gitattributes\n",
    ];
    for patch in foreign {
        let repository = Repository::new();
        repository.write("clone/drift/report.md", REPORT);
        repository.write("clone/drift/refresh.patch", patch);
        let output = repository.run("propose", &["drift"]);
        assert!(!output.status.success(), "{patch}: {output:?}");
        assert_eq!(repository.asked(), "", "{patch}");
        assert_eq!(
            repository.git("branch --list --all *schema-refresh"),
            "",
            "{patch}"
        );
    }
}

#[test]
fn where_the_service_is_what_it_was_nothing_is_proposed() {
    let repository = Repository::new();
    let root = serve(METADATA);
    let mut command = repository.command("refresh");
    // What is checked in is canonical already.
    expect(&command.env("SERVICE_ROOT", root).output().unwrap(), 0);
    assert_eq!(repository.read("output"), "changed=false\n");
    let mut command = repository.command("refresh");
    let failed = command
        .env("SERVICE_ROOT", "http://127.0.0.1:9")
        .output()
        .unwrap();
    expect(&failed, 3);
    assert_eq!(repository.read("output"), "changed=false\n");
}

/// Workflows give text of others to scripts through the environment only, and may do no more than they need.
#[test]
fn workflows_are_careful() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.github/workflows");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let shown = path.display();
        assert!(text.contains("\npermissions:"), "{shown}");
        assert!(!text.contains("pull_request_target"), "{shown}");
        for line in text
            .lines()
            .map(|line| line.trim_start_matches("- ").trim())
        {
            if let Some(run) = line.strip_prefix("run:") {
                assert!(
                    !run.contains("${{") && !run.contains('|'),
                    "{shown}: {line}"
                );
            }
            if let Some(action) = line.trim_start_matches("- ").strip_prefix("uses:") {
                // A tag can be moved to other code; a commit cannot.
                let (name, pin) = action.trim().split_once('@').unwrap();
                let (commit, version) = pin.split_once(" # v").unwrap();
                let is_commit = commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit());
                assert!(
                    name.starts_with("actions/") && is_commit && !version.is_empty(),
                    "{shown}: {line}"
                );
            }
        }
        let writes = text.matches(": write").count();
        let is_allowed = matches!(
            path.file_stem().unwrap().to_str(),
            Some("drift" | "refresh")
        );
        assert!(writes == 0 || is_allowed, "{shown}");
    }
}

/// Serves a document once.
fn serve(text: &str) -> String {
    use std::io::{BufRead, BufReader, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let root = format!("http://{}", listener.local_addr().unwrap());
    let length = text.len();
    let answer = format!(
        "HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{text}"
    );
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let lines = BufReader::new(stream.try_clone().unwrap()).lines();
        let _ = lines
            .map(Result::unwrap)
            .take_while(|line| !line.is_empty())
            .count();
        stream.write_all(answer.as_bytes()).unwrap();
    });
    root
}

/// One command runs them, a workflow runs that, and the page that tells what is tested names each.
#[test]
fn ignored_tests_are_named_and_run() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let read = |path: &str| fs::read_to_string(root.join(path)).unwrap();
    let page = read("ARCHITECTURE.md");
    let output = Command::new("git")
        .args(["grep", "-h", "-A", "3", r"^ *#\[ignore", "--", "*.rs"])
        .current_dir(&root)
        .output()
        .unwrap();
    let found = String::from_utf8(output.stdout).unwrap();
    let functions = found.lines().filter_map(|line| {
        let (name, _) = line.trim().strip_prefix("fn ")?.split_once('(')?;
        Some(format!("`{name}`"))
    });
    let functions: Vec<_> = functions.collect();
    assert!(functions.len() >= 5, "{functions:?}");
    for function in functions {
        assert!(
            page.contains(&function),
            "ARCHITECTURE.md does not name {function}"
        );
    }
    assert!(read(".ci/thorough").contains("--ignored"));
    assert!(read(".github/workflows/thorough.yml").contains("run: .ci/thorough"));
}
