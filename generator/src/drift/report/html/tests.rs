#[path = "../../../../tests/common/counted.rs"]
mod counted;

use counted::without;
use sha2::{Digest, Sha256};

use super::{SCRIPT, SCRIPT_HASH, STYLE, STYLE_HASH, html};
use crate::drift::report::samples::{self, HOSTILE};

/// As it stands in the policy: base64 of SHA-256.
fn hash(text: &str) -> String {
    use base64::prelude::{BASE64_STANDARD, Engine};
    BASE64_STANDARD.encode(Sha256::digest(text))
}

#[test]
fn the_policy_allows_this_script_and_this_style() {
    assert_eq!(hash(SCRIPT), SCRIPT_HASH);
    assert_eq!(hash(STYLE), STYLE_HASH);
    let page = html(&[samples::comparison()]);
    let between = |start: &str, end: &str| {
        let (_, rest) = page.split_once(start).unwrap();
        rest.split_once(end).unwrap().0
    };
    assert_eq!(hash(between("<script>", "</script>")), SCRIPT_HASH);
    assert_eq!(hash(between("<style>", "</style>")), STYLE_HASH);
    assert!(
        !page.contains("http:") && !page.contains("https:"),
        "nothing is loaded"
    );
}

#[test]
fn text_of_the_metadata_stays_text() {
    let harmless = html(&[samples::saying("x"), samples::comparison()]);
    let page = html(&[samples::hostile(), samples::comparison()]);
    assert!(!page.contains("<img") && !page.contains("<!-- ") && !page.contains('\u{202e}'));
    assert!(page.contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"));
    assert!(HOSTILE.contains(['<', '>', '"']));
    for mark in ['<', '>', '"'] {
        assert_eq!(
            page.matches(mark).count(),
            harmless.matches(mark).count(),
            "{mark}"
        );
    }
}

#[test]
fn a_browser_takes_the_page_for_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.html");
    let mut comparison = samples::hostile();
    comparison.report.findings[0].subject = HOSTILE.repeat(20);
    std::fs::write(&path, html(&[comparison])).unwrap();
    let page = format!("file://{}", path.display());
    let profile = format!(
        "--user-data-dir={}",
        folder.path().join("profile").display()
    );
    let mut browser = std::process::Command::new("chromium");
    browser.args([
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        &profile,
        "--dump-dom",
        &page,
    ]);
    let Ok(output) = browser.output() else {
        without("chromium");
        return;
    };
    let page = String::from_utf8(output.stdout).unwrap();
    assert!(
        page.contains("<output id=\"shown\">7 of 7</output>"),
        "{page}"
    );
    assert!(!page.contains("<img"), "{page}");
    assert_eq!(page.matches("<script").count(), 1, "{page}");
    assert_eq!(page.matches("class=\"finding\"").count(), 7, "{page}");
}
