//! Where reports are written that is no plain file.

use std::fs;
use std::io::Read as _;
use std::os::unix::fs::{FileTypeExt as _, symlink};
use std::process::Command;
use std::thread;

use super::{METADATA, Zoo};

const JSON: &str = "{\n";

/// Runs `drift` with this as an output.
fn drift(zoo: &Zoo, outputs: &[&str]) -> super::Outcome {
    zoo.write("old.csdl", METADATA);
    let outputs = outputs
        .iter()
        .map(|output| format!("--output json={output}"));
    let outputs = outputs.collect::<Vec<_>>().join(" ");
    zoo.run_plain(&format!("drift old.csdl zoo.csdl --scope all {outputs}"))
}

#[test]
fn a_device_stays_one() {
    let zoo = Zoo::new();
    drift(&zoo, &["/dev/null"]).expect(0);
    let kind = fs::metadata("/dev/null").unwrap().file_type();
    assert!(kind.is_char_device());
    // A link to one, too.
    symlink("/dev/null", zoo.path("link")).unwrap();
    drift(&zoo, &["link"]).expect(0);
    assert!(zoo.path("link").is_symlink());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_an_error_and_no_file_is_written() {
    let zoo = Zoo::new();
    zoo.write("before.json", "before");
    let outcome = drift(&zoo, &["before.json", "new.json", "/dev/full"]).expect(2);
    outcome.complains(&["cannot write /dev/full"]);
    assert_eq!(zoo.read("before.json"), "before");
    assert!(!zoo.path("new.json").exists());
}

#[test]
fn a_pipe_is_written_to() {
    let zoo = Zoo::new();
    let pipe = zoo.path("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let reader = thread::spawn(move || {
        let mut text = String::new();
        fs::File::open(pipe)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    });
    drift(&zoo, &["pipe"]).expect(0);
    assert!(reader.join().unwrap().starts_with(JSON));
    assert!(
        fs::metadata(zoo.path("pipe"))
            .unwrap()
            .file_type()
            .is_fifo()
    );
}

#[test]
fn the_standard_output_has_a_name() {
    let zoo = Zoo::new();
    let outcome = drift(&zoo, &["/dev/stdout"]).expect(0);
    outcome.says(&[JSON, "Nothing changed."]);
    // Also where it is a file, which what is printed goes to, too.
    let file = fs::File::create(zoo.path("out.txt")).unwrap();
    let mut command = zoo.command("drift old.csdl zoo.csdl --scope all --output json=/dev/stdout");
    assert!(command.stdout(file).status().unwrap().success());
    assert!(zoo.read("out.txt").contains("Nothing changed."));
}

#[test]
fn of_a_link_the_target_is_written() {
    let zoo = Zoo::new();
    zoo.write("kept/report.json", "before");
    symlink("kept/report.json", zoo.path("link")).unwrap();
    symlink("link", zoo.path("chain")).unwrap();
    symlink("later/report.json", zoo.path("dangling")).unwrap();
    drift(&zoo, &["chain", "dangling"]).expect(0);
    for link in ["link", "chain", "dangling"] {
        assert!(zoo.path(link).is_symlink(), "{link}");
    }
    for file in ["kept/report.json", "later/report.json"] {
        assert!(zoo.read(file).starts_with(JSON), "{file}");
    }
    symlink("circle", zoo.path("circle")).unwrap();
    drift(&zoo, &["circle"]).expect(2).complains(&["circle"]);
}

#[test]
fn folders_and_sockets_are_refused() {
    let zoo = Zoo::new();
    fs::create_dir(zoo.path("folder")).unwrap();
    symlink("folder", zoo.path("link")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(zoo.path("socket")).unwrap();
    for output in ["folder", "link"] {
        drift(&zoo, &["other.json", output])
            .expect(2)
            .complains(&["folder is a folder"]);
    }
    drift(&zoo, &["other.json", "socket"])
        .expect(2)
        .complains(&["socket is neither a file nor a pipe"]);
    assert!(!zoo.path("other.json").exists());
}

#[test]
fn a_file_that_cannot_be_read_is_replaced_and_stays_private() {
    use std::os::unix::fs::PermissionsExt as _;

    let zoo = Zoo::new();
    zoo.write("private.json", "before");
    let private = fs::Permissions::from_mode(0o200);
    fs::set_permissions(zoo.path("private.json"), private).unwrap();
    drift(&zoo, &["private.json"]).expect(0);
    let mode = fs::metadata(zoo.path("private.json"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o200);
}

#[test]
fn refresh_writes_through_a_link_to_the_schema() {
    let zoo = Zoo::generated();
    zoo.write("upstream.csdl", METADATA.replace("angry", "cross"));
    fs::rename(zoo.path("zoo.csdl"), zoo.path("kept.csdl")).unwrap();
    symlink("kept.csdl", zoo.path("zoo.csdl")).unwrap();
    zoo.run("refresh --from upstream.csdl").expect(0);
    assert!(zoo.path("zoo.csdl").is_symlink());
    assert!(zoo.read("kept.csdl").contains("cross"));
}
