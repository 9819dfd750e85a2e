use super::*;

fn problem(text: &str) -> Problem {
    validate(text).expect_err(text).problem()
}

#[test]
fn what_the_grammar_allows() {
    for text in [
        "null",
        "true",
        "false",
        " \t\r\n0 ",
        "-0",
        "-0.0e-0",
        "1E+2",
        "10.25",
        "123456789012345678901234567890",
        "\"\"",
        r#""a\"\\\/\b\f\n\r\t\u00e9""#,
        "\"\u{7f}\u{e9}\u{1F600}\"",
        r#""\ud800""#,
        r#""\uDFFF\ud800x""#,
        "[]",
        "[ ]",
        "[1,[],{}]",
        "{}",
        "{ }",
        r#"{"a":1,"a":{"":null}}"#,
        " { \"a\" : [ 1 , 2 ] } ",
    ] {
        validate(text).expect(text);
    }
}

#[test]
fn what_the_grammar_does_not_allow() {
    for text in [
        "",
        " ",
        "nul",
        "nulll",
        "True",
        "+1",
        "01",
        "-",
        "-a",
        "1.",
        ".5",
        "1.e1",
        "1e",
        "1e+",
        "0x1",
        "NaN",
        "Infinity",
        "\"",
        "\"a",
        "'a'",
        r#""\x""#,
        r#""\u12g4""#,
        r#""\u123""#,
        "\"\t\"",
        "\"a\nb\"",
        "\"\0\"",
        "[",
        "]",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1}",
        "{",
        "}",
        "{a:1}",
        r#"{"a"}"#,
        r#"{"a":}"#,
        r#"{"a":1,}"#,
        r#"{,"a":1}"#,
        r#"{"a":1 "b":2}"#,
        r#"{"a":1]"#,
        "{1:1}",
        "1 2",
        "{} x",
        "// a\n1",
        "\u{a0}1",
    ] {
        assert!(validate(text).is_err(), "{text}");
    }
}

#[test]
fn errors_say_what_and_where() {
    assert_eq!(problem("[1"), Problem::UnexpectedEnd);
    assert_eq!(problem("[1 2]"), Problem::UnexpectedByte);
    assert_eq!(problem("\"a\u{1}\""), Problem::ControlCharacter);
    assert_eq!(problem(r#""\q""#), Problem::InvalidEscape);
    assert_eq!(problem("-x"), Problem::InvalidNumber);
    assert_eq!(problem("1 1"), Problem::TrailingText);
    assert_eq!(problem(r#""\u12"#), Problem::UnexpectedEnd);
    assert_eq!(
        validate("[1 2]").unwrap_err().to_string(),
        "unexpected character at byte 3"
    );
    assert_eq!(
        validate("\"ab\u{1}\"").unwrap_err().to_string(),
        "control character in a string at byte 3"
    );
    assert_eq!(
        utf8(b"{\"a\":\"\xff\"}").unwrap_err().to_string(),
        "the text is not UTF-8 at byte 6"
    );
}

#[test]
fn nesting_has_a_limit() {
    let nested = |depth| "[".repeat(depth) + &"]".repeat(depth);
    assert!(validate(&nested(128)).is_ok());
    assert_eq!(problem(&nested(129)), Problem::TooDeep);
    assert_eq!(problem(&"[".repeat(1_000_000)), Problem::TooDeep);
    assert_eq!(problem(&"{\"a\":".repeat(1_000_000)), Problem::TooDeep);
    // Siblings do not add up.
    assert!(validate(&format!("[{}]", vec!["[[]]"; 1000].join(","))).is_ok());
}

#[test]
fn a_text_cut_anywhere_is_an_error_and_no_panic() {
    let sample =
        r#"{"ä\"b": [1.5e-3, "x\u00e9\ud83d\ude00 y\\", true, null, {"z": [[]]}], "": false}"#;
    validate(sample).unwrap();
    for end in (0..sample.len()).filter(|end| sample.is_char_boundary(*end)) {
        assert!(validate(&sample[..end]).is_err(), "cut at {end}");
    }
    for end in 0..sample.len() {
        let cut = utf8(&sample.as_bytes()[..end]);
        assert!(cut.and_then(validate).is_err(), "cut at {end}");
    }
}

#[test]
fn any_byte_in_place_of_any_other_is_no_panic() {
    let sample = br#"{"a":[1.5e3,"\u00e9\n",true,null],"b":{}}"#;
    for position in 0..sample.len() {
        for byte in 0..=255 {
            let mut changed = sample.to_vec();
            changed[position] = byte;
            let ours = utf8(&changed).and_then(validate).is_ok();
            let theirs = serde_json::from_slice::<serde_json::Value>(&changed).is_ok();
            assert_eq!(ours, theirs, "{}", String::from_utf8_lossy(&changed));
        }
    }
}

#[test]
fn escapes_become_characters() {
    let decode = |text: &str| string(text).expect(text);
    assert_eq!(decode(r#""\"\\\/\b\f\n\r\t""#), "\"\\/\u{8}\u{c}\n\r\t");
    assert_eq!(decode(r#""a\u00e9b\u00E9c""#), "aébéc");
    assert_eq!(decode(r#""\ud83d\ude00!""#), "😀!");
    assert_eq!(decode(r#""\\u0041""#), "\\u0041");
    assert_eq!(decode(r#""\u0000""#), "\0");
}

#[test]
fn an_unpaired_surrogate_becomes_a_replacement_character() {
    for (text, expected) in [
        (r#""\ud800""#, "\u{fffd}"),
        (r#""a\udc00b""#, "a\u{fffd}b"),
        (r#""\ud800\n""#, "\u{fffd}\n"),
        (r#""\ud800\ud83d\ude00""#, "\u{fffd}😀"),
        (r#""\ud800\u0041""#, "\u{fffd}A"),
    ] {
        let (decoded, exact) = Reader::new(text).string().unwrap().decode();
        assert_eq!((&*decoded, exact), (expected, false), "{text}");
    }
}

#[test]
fn strings_are_written_as_they_are_read() {
    let all: String = (0..=0x2ff).filter_map(char::from_u32).collect();
    for text in [
        "",
        "plain",
        "\"",
        "\\",
        "a\"b\\c\u{1}d\n",
        "ü😀\u{2028}",
        &all,
    ] {
        let mut written = String::new();
        write_string(text, &mut written);
        assert_eq!(string(&written).as_deref(), Some(text));
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }
    let mut written = String::new();
    write_string("\u{1f}/\n\t\r", &mut written);
    assert_eq!(written, r#""\u001f/\n\t\r""#);
}

#[test]
fn integers_in_odd_spellings() {
    assert_eq!(integer("40"), Some((40, true)));
    assert_eq!(integer("-9223372036854775808"), Some((i64::MIN, true)));
    assert_eq!(integer("-0"), Some((0, false)));
    assert_eq!(integer("40.0"), Some((40, false)));
    assert_eq!(integer("4e1"), Some((40, false)));
    assert_eq!(integer("40.5"), None);
    assert_eq!(integer("9223372036854775808"), None);
    assert_eq!(integer("1e999"), None);
}

#[test]
fn integers_are_written_in_digits() {
    for value in [0, 7, 10, -10, 99, 100, 1_234_567_890, i64::MAX, i64::MIN] {
        let mut written = String::new();
        write_integer(value, &mut written);
        assert_eq!(written, value.to_string());
    }
}

#[test]
fn floats_know_their_own_spelling() {
    for (number, value) in [
        ("47.645", 47.645),
        ("1.0", 1.0),
        ("-0.0", -0.0),
        ("1e300", 1e300),
        ("1e-7", 1e-7),
    ] {
        assert!(spells(number, value), "{number}");
        assert!(is_number(number), "{number}");
        let mut written = String::new();
        write_float(value, &mut written);
        assert_eq!(written, number);
    }
    for (number, value) in [
        ("47.6450", 47.645),
        ("1", 1.0),
        ("1E300", 1e300),
        ("47.64", 47.645),
    ] {
        assert!(!spells(number, value), "{number}");
    }
    assert!(spells("0.1", 0.1_f32));
}

#[test]
fn members_are_found_under_any_spelling_and_the_last_counts() {
    let object = r#"{"a": 1, "b": {"a": 2}, "\u0061": [3] }"#;
    assert_eq!(member(object, "a"), Some("[3]"));
    assert_eq!(member(object, "b"), Some("{\"a\": 2}"));
    assert_eq!(member(object, "c"), None);
    assert_eq!(member("[]", "a"), None);
    assert_eq!(member("{\"a\":1", "a"), None);
}
