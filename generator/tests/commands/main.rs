//! The commands, run as programs, on folders of their own.

#![allow(clippy::unwrap_used)] // the helpers of tests may fail as tests do

mod budget;
mod check;
mod clouds;
mod conformance;
mod diagnostics;
mod drift;
mod examples;
mod generate;
#[path = "../common/git.rs"]
mod git;
mod init;
mod openapi;
mod patches;
mod permissions;
mod refresh;
mod show;
mod slice;
mod usage;
mod why;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

const CONFIG: &str = r#"[crate]
name = "zoo"
out = "crate"
runtime = { path = "runtime" }

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
      <EnumType Name="mood">
        <Member Name="calm" Value="0"/>
        <Member Name="angry" Value="1"/>
      </EnumType>
      <ComplexType Name="cage">
        <Property Name="size" Type="Edm.Int32"/>
      </ComplexType>
      <EntityType Name="animal">
        <Key>
          <PropertyRef Name="id"/>
        </Key>
        <Property Name="cage" Type="zoo.cage"/>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <Property Name="mood" Type="zoo.mood"/>
      </EntityType>
      <EntityContainer Name="Service">
        <EntitySet Name="animals" EntityType="zoo.animal"/>
      </EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
"#;

/// A folder with a configuration and metadata.
struct Zoo(TempDir);

/// How a command ended.
struct Outcome {
    code: Option<i32>,
    out: String,
    err: String,
}

type Files = BTreeMap<PathBuf, Vec<u8>>;

impl Zoo {
    fn new() -> Self {
        let zoo = Self(tempfile::tempdir().unwrap());
        zoo.write("slices.toml", CONFIG);
        zoo.write("zoo.csdl", METADATA);
        zoo
    }

    /// With the crate generated.
    fn generated() -> Self {
        let zoo = Self::new();
        zoo.run("generate").expect(0);
        zoo
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Changes the text of a file.
    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{from:?} in {path}");
        self.write(path, text.replace(from, to));
    }

    /// All files of the crate.
    fn files(&self) -> Files {
        self.files_in("crate")
    }

    fn files_in(&self, folder: &str) -> Files {
        let mut files = Files::new();
        collect(&self.path(folder), &mut files);
        files
    }

    /// Runs a command line in the folder, with its `slices.toml`.
    fn run(&self, line: &str) -> Outcome {
        self.run_plain(&format!("{line} --config slices.toml"))
    }

    /// Runs a command line in the folder.
    fn run_plain(&self, line: &str) -> Outcome {
        self.run_in("", line)
    }

    /// Runs a command line in a folder below.
    fn run_in(&self, folder: &str, line: &str) -> Outcome {
        let mut command = self.command(line);
        let output = command.current_dir(self.path(folder)).output().unwrap();
        Outcome {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_msgraph-codegen"));
        command
            .args(line.split_whitespace())
            .current_dir(self.0.path())
            .stdin(Stdio::null());
        command
    }
}

impl Outcome {
    /// Asserts the exit code. What is piped is plain text.
    #[track_caller]
    fn expect(self, code: i32) -> Self {
        assert_eq!(
            self.code,
            Some(code),
            "\nout: {}\nerr: {}",
            self.out,
            self.err
        );
        assert!(
            !self.out.contains('\u{1b}') && !self.err.contains('\u{1b}'),
            "colours in a pipe"
        );
        self
    }

    /// Asserts that the complaint has these words.
    #[track_caller]
    fn complains(self, words: &[&str]) {
        for word in words {
            assert!(self.err.contains(word), "{word:?} in {}", self.err);
        }
        assert_eq!(self.out, "", "no result");
    }

    /// Asserts that the result has these words.
    #[track_caller]
    fn says(self, words: &[&str]) {
        for word in words {
            assert!(self.out.contains(word), "{word:?} in {}", self.out);
        }
    }
}

fn collect(folder: &Path, files: &mut Files) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.insert(path.clone(), fs::read(path).unwrap());
        }
    }
}
