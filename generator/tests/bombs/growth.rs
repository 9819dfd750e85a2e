//! Twice as much that is renamed takes twice as long to compare, whatever it is.

use std::time::{Duration, Instant};

use msgraph_generator::compared;
use msgraph_generator::diagnostics::{Diagnostics, Source};
use msgraph_generator::drift::Options;

use super::{document, many};

/// Something that there is any number of, called with a prefix: what is renamed.
type Crowd = fn(usize, &str) -> String;

const CROWDS: &[(&str, Crowd)] = &[
    ("members", |n, name| {
        let members = many(n, |i| format!("<Member Name='{name}{i}' Value='{i}'/>"));
        format!("<EnumType Name='e'>{members}</EnumType>")
    }),
    ("properties", |n, name| {
        let properties = many(n, |i| {
            format!("<Property Name='{name}{i}' Type='Edm.String'/>")
        });
        format!("<ComplexType Name='c'>{properties}</ComplexType>")
    }),
    ("types", |n, name| {
        many(n, |i| format!("<ComplexType Name='{name}{i}'/>"))
    }),
    ("parameters", |n, name| {
        let parameters = many(n, |i| {
            format!("<Parameter Name='{name}{i}' Type='Edm.String'/>")
        });
        format!("<Action Name='a'>{parameters}</Action>")
    }),
    ("operations", |n, name| {
        many(n, |i| format!("<Action Name='{name}{i}'/>"))
    }),
    ("entity sets", |n, name| {
        let sets = many(n, |i| {
            format!("<EntitySet Name='{name}{i}' EntityType='z.t'/>")
        });
        format!(
            "<EntityType Name='t'><Key><PropertyRef Name='id'/></Key><Property Name='id' Type='Edm.String'/></EntityType>\
             <EntityContainer Name='k'>{sets}</EntityContainer>"
        )
    }),
];

/// Linear growth is 4, quadratic 16.
const TIMES: usize = 4;
const LIMIT: f64 = 9.0;

/// The least time of a few: other programs only add to it.
fn time(crowd: Crowd, n: usize, name: &str) -> Duration {
    let [old, new] = ["a", name].map(|name| Source::new("bomb.csdl", document(&crowd(n, name))));
    let tries = (0..2).map(|_| {
        let start = Instant::now();
        let report = compared(&old, &new, &Options::default(), &mut Diagnostics::new()).unwrap();
        assert!(!report.findings.is_empty());
        start.elapsed()
    });
    tries.min().unwrap()
}

#[test]
fn what_is_renamed_is_compared_in_linear_time() {
    for (what, crowd) in CROWDS {
        for name in ["A", "b"] {
            let size = 500;
            let mut growth = f64::MAX;
            for _ in 0..3 {
                let few = time(*crowd, size, name);
                let all = time(*crowd, TIMES * size, name);
                growth = growth.min(all.as_secs_f64() / few.as_secs_f64());
                if growth < LIMIT {
                    break;
                }
            }
            println!("{what} called {name}: {growth:.1} times as long");
            assert!(growth < LIMIT, "{what} called {name}: {growth:.1}");
        }
    }
}
