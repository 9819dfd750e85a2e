use super::*;

fn source(text: &str) -> Source {
    Source::new("x.csdl", text)
}

fn span(start: u32, end: u32) -> Span {
    Span { start, end }
}

#[test]
fn shows_places_labels_and_hint() {
    let text = format!("<a/>\n<bb/>\n{}<cc/>\n", "\n".repeat(1000));
    let second = u32::try_from(text.rfind("cc").unwrap()).unwrap();
    let diagnostic = Diagnostic::error("E0201", "`bb` twice")
        .at(span(second, second + 2), "again")
        .and(span(6, 8), "first")
        .hint("rename one");
    let rendered = Renderer::plain().render_one(&diagnostic, &[source(&text)]);
    let wanted = "error[E0201]: `bb` twice
    --> x.csdl:1003:2
     |
1003 | <cc/>
     |  ^^ again
     |
    ::: x.csdl:2:2
     |
   2 | <bb/>
     |  -- first
     |
     = help: rename one";
    assert_eq!(rendered, wanted, "\n{rendered}");
}

#[test]
fn a_long_line_is_cut() {
    let text = format!("{}<here/>{}", "é".repeat(500_000), "x".repeat(1_000_000));
    let diagnostic = Diagnostic::error("E0104", "bad").at(span(1_000_001, 1_000_005), "this");
    let rendered = Renderer::plain().render_one(&diagnostic, &[source(&text)]);
    assert!(rendered.len() < 1500, "{}", rendered.len());
    assert!(rendered.contains("x.csdl:1:500002"), "{rendered}");
    assert!(
        rendered.contains("here") && rendered.contains("^^^^ this"),
        "{rendered}"
    );
}

#[test]
fn warnings_of_one_code_are_capped_and_errors_are_not() {
    let mut diagnostics = Diagnostics::new();
    for at in 0..9 {
        diagnostics.push(Diagnostic::warning("W0203", format!("w{at}")).at(span(at, at + 1), ""));
        diagnostics.push(Diagnostic::error("E0203", format!("e{at}")).at(span(at, at + 1), ""));
    }
    let rendered = Renderer::plain().render(&diagnostics, &[source("0123456789")]);
    assert_eq!(rendered.matches("warning[W0203]").count(), 2);
    assert_eq!(rendered.matches("error[E0203]").count(), 9);
    assert!(rendered.ends_with("… and 7 more of W0203\n"), "{rendered}");
}

#[test]
fn the_order_of_pushing_does_not_show() {
    let one = Diagnostic::warning("W0104", "one").at(span(1, 2), "");
    let two = Diagnostic::warning("W0104", "two")
        .at(span(0, 2), "")
        .in_source(1);
    let (mut forth, mut back) = (Diagnostics::new(), Diagnostics::new());
    forth.push(one.clone());
    forth.push(two.clone());
    back.push(two);
    back.push(one.clone());
    back.push(one);
    assert_eq!(forth.sorted(), back.sorted());
    assert_eq!((back.errors(), back.warnings()), (0, 3));
}

#[test]
fn spans_outside_the_text_and_unknown_sources_are_harmless() {
    let diagnostic = Diagnostic::error("E0104", "bad").at(span(90, 95), "beyond");
    assert!(
        Renderer::plain()
            .render_one(&diagnostic, &[source("é")])
            .contains("x.csdl:1:2")
    );
    assert!(
        Renderer::plain()
            .render_one(&diagnostic, &[])
            .contains("bad")
    );
    assert!(
        Renderer::coloured()
            .render_one(&diagnostic, &[source("")])
            .contains("bad")
    );
    let whole = Diagnostic::error("E0102", "too large");
    assert!(
        Renderer::plain()
            .render_one(&whole, &[source("")])
            .contains("x.csdl")
    );
}
