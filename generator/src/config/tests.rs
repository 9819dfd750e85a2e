use super::{Config, Conventions, Runtime};

const GOOD: &str = r#"
[crate]
name = "msgraph-operations"
runtime = { path = "../runtime" }

[[api]]
module = "v1_0"
service = "v1.0"
metadata = "v1.0.csdl"
roots = ["GET /users/{id}", "type:microsoft.graph.user"]
"#;

/// The faults of a text: the code, what the primary label covers, the message, and the hint.
fn faults(text: &str) -> Vec<(&'static str, String, String, String)> {
    let diagnostics = Config::parse(text).expect_err("a faulty file");
    diagnostics
        .sorted()
        .into_iter()
        .map(|d| {
            let span = d.labels[0].span;
            let place = text[span.start as usize..span.end as usize].to_owned();
            (
                d.code,
                place,
                d.message.clone(),
                d.hint.clone().unwrap_or_default(),
            )
        })
        .collect()
}

/// The code and the place of the only fault of a text.
fn fault(text: &str) -> (&'static str, String) {
    let mut faults = faults(text);
    assert_eq!(faults.len(), 1, "{faults:?}");
    let (code, place, ..) = faults.remove(0);
    (code, place)
}

#[test]
fn reads_what_is_there() {
    let config = Config::parse(GOOD).unwrap();
    assert_eq!(config.package.name.get_ref(), "msgraph-operations");
    let runtime = Runtime::Path("../runtime".to_owned());
    assert_eq!(config.package.runtime, Some(runtime));
    let api = &config.apis[0];
    assert_eq!(api.service.conventions, Conventions::Graph);
    assert_eq!(
        &GOOD[api.wanted.roots[1].span()],
        "\"type:microsoft.graph.user\""
    );
    let odata = GOOD.replace("service =", "conventions = \"odata\"\nservice =");
    assert_eq!(
        Config::parse(&odata).unwrap().apis[0].service.conventions,
        Conventions::OData
    );
}

#[test]
fn the_runtime_is_in_one_place() {
    let with = |runtime| GOOD.replace("{ path = \"../runtime\" }", runtime);
    let read = |runtime| Config::parse(&with(runtime)).unwrap().package.runtime;
    let (url, rev) = ("https://example.com/r".to_owned(), "1f".to_owned());
    assert_eq!(
        read("{ git = \"https://example.com/r\", rev = \"1f\" }"),
        Some(Runtime::Git { url, rev })
    );
    assert_eq!(
        read("{ version = \"0.1\" }"),
        Some(Runtime::Version("0.1".to_owned()))
    );
    for runtime in [
        "{}",
        "{ git = \"https://example.com/r\" }",
        "{ rev = \"1f\" }",
        "{ path = \"r\", version = \"0.1\" }",
    ] {
        assert_eq!(fault(&with(runtime)), ("E0305", runtime.to_owned()));
    }
}

#[test]
fn features_are_a_choice() {
    assert!(Config::parse(GOOD).unwrap().package.features.is_none());
    let divided = GOOD.replace(
        "runtime =",
        "features = { default = [\"users\"] }\nruntime =",
    );
    let package = Config::parse(&divided).unwrap().package;
    assert!(package.default_features().eq(["users"]));
    let typo = divided.replace("{ default", "{ defaults");
    assert_eq!(fault(&typo), ("E0302", "defaults".to_owned()));
}

#[test]
fn modules_by_hand_have_names_of_their_own() {
    let with =
        |modules: &str| GOOD.replace("runtime =", &format!("modules = {modules}\nruntime ="));
    let package = Config::parse(&with("[\"extensions\", \"helpers\"]"))
        .unwrap()
        .package;
    let modules: Vec<_> = package.modules.iter().map(toml::Spanned::get_ref).collect();
    assert_eq!(modules, ["extensions", "helpers"]);
    assert_eq!(fault(&with("[\"a\", \"a\"]")), ("E0306", "\"a\"".into()));
    assert_eq!(fault(&with("[\"v1_0\"]")), ("E0306", "\"v1_0\"".into()));
}

#[test]
fn unknown_keys_name_the_nearest_one() {
    for (typo, key) in [
        ("modul", "module"),
        ("root", "roots"),
        ("meta-data", "metadata"),
        ("Service", "service"),
    ] {
        let text = GOOD.replace("[[api]]", &format!("[[api]]\n{typo} = \"x\""));
        let faults = faults(&text);
        let (code, place, _, hint) = &faults[0];
        assert_eq!((*code, place.as_str()), ("E0302", typo));
        assert_eq!(hint, &format!("did you mean `{key}`?"));
    }
    let far = faults(&GOOD.replace("[[api]]", "[[api]]\nzzz = 1"));
    assert!(
        far[0].3.starts_with("there are `module`, `metadata`"),
        "{far:?}"
    );
    assert_eq!(
        fault(&GOOD.replace("path =", "pth = 1, path =")),
        ("E0302", "pth".into())
    );
    assert_eq!(
        fault(&format!("apis = 1\n{GOOD}")),
        ("E0302", "apis".into())
    );
}

#[test]
fn many_faults_come_in_one_run() {
    let codes: Vec<_> =
        faults("[crate]\nname = 1\n[[api]]\nmodule = \"fn\"\nservice = \"/x\"\nroots = []\nx = 1")
            .into_iter()
            .map(|(code, ..)| code)
            .collect();
    for code in ["E0302", "E0303", "E0304", "E0305", "E0307"] {
        assert!(codes.contains(&code), "{code} in {codes:?}");
    }
}

#[test]
fn missing_keys() {
    assert_eq!(faults("").len(), 2, "`crate` and `api`");
    for key in ["module", "service", "metadata", "roots"] {
        let lines: Vec<_> = GOOD.lines().filter(|line| !line.starts_with(key)).collect();
        let text = lines.join("\n");
        let faults = faults(&text);
        assert_eq!((faults.len(), faults[0].0), (1, "E0303"));
        assert_eq!(faults[0].2, format!("`{key}` is missing in `[[api]]`"));
    }
}

#[test]
fn wrong_kinds() {
    assert_eq!(
        fault(&GOOD.replace("\"v1.0\"", "1.0")),
        ("E0304", "1.0".into())
    );
    assert_eq!(
        fault(&GOOD.replace("\"GET /users/{id}\"", "7")),
        ("E0304", "7".into())
    );
    assert_eq!(
        fault(&GOOD.replace("{ path = \"../runtime\" }", "\"0.1\"")),
        ("E0304", "\"0.1\"".into())
    );
    assert_eq!(fault("api = []\n[crate]\nname = \"a\"").0, "E0303");
    assert_eq!(
        fault("api = 3\n[crate]\nname = \"a\""),
        ("E0304", "3".into())
    );
}

#[test]
fn modules_differ() {
    let (_, api) = GOOD.split_once("[[api]]").unwrap();
    let twice = format!("{GOOD}[[api]]{api}");
    assert_eq!(fault(&twice), ("E0306", "\"v1_0\"".into()));
}

#[test]
fn service_paths_stay_below_the_host() {
    for bad in [
        "/v1.0", "v1.0/", "a//b", "../b", "a?b", "a b", "a#b", "a\\\\b",
    ] {
        let text = GOOD.replace("\"v1.0\"", &format!("\"{bad}\""));
        assert_eq!(fault(&text), ("E0305", format!("\"{bad}\"")));
    }
    for good in ["", "beta", "odata/v4/(S(x))/TripPin"] {
        assert!(
            Config::parse(&GOOD.replace("\"v1.0\"", &format!("\"{good}\""))).is_ok(),
            "{good}"
        );
    }
}

#[test]
fn documentation_is_a_url_with_a_hole() {
    let with =
        |url: &str| GOOD.replace("service =", &format!("documentation = {url:?}\nservice ="));
    assert!(Config::parse(&with("https://x/{type}?view=a")).is_ok());
    for bad in [
        "x/{type}",
        "https://x/",
        "https://x/{type}/{y}",
        "https://x/{type} y",
    ] {
        assert_eq!(fault(&with(bad)).0, "E0305", "{bad}");
    }
}

#[test]
fn roots_and_conventions() {
    assert_eq!(
        fault(&GOOD.replace("[\"GET /users/{id}\", \"type:microsoft.graph.user\"]", "[]")),
        ("E0307", "[]".into())
    );
    assert_eq!(
        fault(&GOOD.replace("\"GET /users/{id}\"", "\" \"")),
        ("E0305", "\" \"".into())
    );
    let text = GOOD.replace("service =", "conventions = \"Odata\"\nservice =");
    assert_eq!(fault(&text), ("E0305", "\"Odata\"".into()));
}

#[test]
fn broken_toml_is_reported_where_it_breaks() {
    let faults = faults("[crate\nname = \"a\"");
    assert!(
        faults.iter().all(|(code, ..)| *code == "E0301") && !faults.is_empty(),
        "{faults:?}"
    );
    assert_eq!(
        Config::parse("a = 1\na = 2").unwrap_err().sorted()[0].code,
        "E0301"
    );
}

#[test]
fn tables_about_operations() {
    let starter = "[[api.long-running]]\naction = \"a.b\"\nanswer = \"a.c\"\n";
    let status = "[[api.operation-status]]\ntype = \"a.c\"\nstatus = \"s\"\nsucceeded = [\"x\"]\nfailed = []\n";
    let text = format!("{GOOD}{starter}{status}");
    let config = Config::parse(&text).unwrap();
    let api = &config.apis[0];
    assert_eq!(api.facts.long_running[0].answer.get_ref(), "a.c");
    assert!(api.facts.long_running[0].binding.is_none());
    assert_eq!(api.facts.operation_status[0].succeeded[0].get_ref(), "x");
    assert!(api.facts.operation_status[0].percentage.is_empty());

    let unknown = text.replace("answer =", "bound = \"a.d\"\nanswer =");
    assert_eq!(fault(&unknown), ("E0302", "bound".into()));
    let missing = text.replace("status = \"s\"\n", "");
    assert_eq!(fault(&missing).0, "E0303");
    let no_list = text.replace("[\"x\"]", "\"x\"");
    assert_eq!(fault(&no_list), ("E0304", "\"x\"".into()));
    let no_table = GOOD.replace("service =", "long-running = 1\nservice =");
    assert_eq!(fault(&no_table), ("E0304", "1".into()));
}

#[test]
fn a_patch_changes_one_thing_for_a_reason() {
    let patch = |text: &str| format!("{GOOD}[[api.patch]]\ntarget = \"a.b\"\n{text}");
    let config = Config::parse(&patch("why = \"x\"\nremove = true")).unwrap();
    assert_eq!(config.apis[0].patches[0].target.get_ref(), "a.b");
    let code = |text: &str| fault(&patch(text)).0;
    assert_eq!(code("remove = true"), "E0303");
    assert_eq!(code("why = \"\"\nremove = true"), "E0305");
    assert_eq!(code("why = \"x\""), "E0308");
    assert_eq!(code("why = \"x\"\nremove = true\nnullable = true"), "E0308");
    assert_eq!(code("why = \"x\"\nremove = false"), "E0305");
    assert_eq!(code("why = \"x\"\nremove = true\nlink = \"here\""), "E0305");
    assert_eq!(code("why = \"x\"\nabstract = 1\nremove = true"), "E0304");
}

#[test]
fn an_addition_says_what_its_kind_needs() {
    let patch = |target: &str, addition: &str| {
        let entry = format!("target = \"{target}\"\nwhy = \"x\"\nadd = {{ {addition} }}");
        format!("{GOOD}[[api.patch]]\n{entry}")
    };
    for (target, addition) in [
        ("a.b/c", "kind = \"property\", type = \"Edm.String\""),
        (
            "a.b/c",
            "kind = \"navigation-property\", type = \"a.b\", contains-target = true",
        ),
        (
            "a.b/c",
            "kind = \"parameter\", type = \"a.b\", optional = true, nullable = false",
        ),
        ("a.b/c", "kind = \"entity-set\", type = \"a.b\""),
        ("a.b/c", "kind = \"singleton\", type = \"a.b\""),
        ("a.b/c", "kind = \"member\", value = -3"),
        ("a.b", "kind = \"enum-type\", is-flags = true"),
        ("a.b", "kind = \"complex-type\""),
        ("a.b", "kind = \"entity-type\", base-type = \"a.c\""),
    ] {
        let config = Config::parse(&patch(target, addition));
        assert_eq!(config.unwrap().apis[0].patches.len(), 1, "{addition}");
    }
    for (target, addition, code, place) in [
        ("a.b/c", "type = \"a.b\"", "E0303", "{ type = \"a.b\" }"),
        ("a.b/c", "kind = \"thing\"", "E0305", "\"thing\""),
        ("a.b/c", "kind = \"member\", value = 0.5", "E0304", "0.5"),
        (
            "a.b/c",
            "kind = \"member\", value = 1, type = \"a.b\"",
            "E0302",
            "type",
        ),
        ("a.b", "kind = \"member\", value = 1", "E0305", "\"a.b\""),
        ("a.b/", "kind = \"member\", value = 1", "E0305", "\"a.b/\""),
        (
            "a.b/c/d",
            "kind = \"member\", value = 1",
            "E0305",
            "\"a.b/c/d\"",
        ),
        ("b", "kind = \"enum-type\"", "E0305", "\"b\""),
        ("a.b/c", "kind = \"enum-type\"", "E0305", "\"a.b/c\""),
    ] {
        let expected = (code, place.to_owned());
        assert_eq!(fault(&patch(target, addition)), expected, "{addition}");
    }
    let both = patch("a.b/c", "kind = \"member\", value = 1") + "\nremove = true";
    assert_eq!(fault(&both).0, "E0308");
}

const SUPPRESS: &str = r#"
[[drift.suppress]]
rule = "D056"
element = "microsoft.graph.resetPassword/newPassword"
reason = "nobody resets passwords here"
until = 2026-12-31
"#;

#[test]
fn drift_can_be_passed_over() {
    let config = Config::parse(&format!("{GOOD}{SUPPRESS}")).unwrap();
    let entry = &config.suppressions[0];
    assert_eq!(entry.rule.get_ref(), "D056");
    assert_eq!(entry.until.as_ref().unwrap().get_ref(), "2026-12-31");
    assert!(entry.api.is_none());
}

#[test]
fn what_is_passed_over_is_said_properly() {
    let changed = |from: &str, to: &str| format!("{GOOD}{}", SUPPRESS.replace(from, to));
    let fault = |from: &str, to: &str| fault(&changed(from, to));
    let elsewhere = fault("rule =", "api = \"beta\"\nrule =");
    assert_eq!(elsewhere, ("E0305", "\"beta\"".into()));
    let no_reason = fault("nobody resets passwords here", " ");
    assert_eq!(no_reason, ("E0305", "\" \"".into()));
    assert_eq!(fault("until", "expires").0, "E0302");
    let (code, place) = fault("reason = \"nobody resets passwords here\"", "");
    assert_eq!((code, &place[..7]), ("E0303", "[[drift"));
}
