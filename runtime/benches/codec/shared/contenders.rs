//! What is compared: each way of reading or writing a page, as something that can be run.

use std::hint::black_box;

use msgraph_core::{Element, Model as _};
use serde::{Serialize, de::DeserializeOwned};

use super::derived::{self, ignoring, keeping};
use super::documents::{operations, users};
use super::models::{LongRunningOperation, RichLongRunningOperation};
use super::user::User;

/// What is told when the work begins and when it is done.
pub trait Meter {
    fn start(&mut self);
    fn stop(&mut self);
}

/// A run of one contender.
pub type Run = Box<dyn Fn(&mut dyn Meter)>;

/// The contenders, as the rows have them.
pub const NAMES: [&str; 4] = [
    "`Page<T>`",
    "derive, unknown ignored",
    "derive, unknown flattened",
    "`serde_json::Value`",
];

/// What all contenders do.
pub struct Row {
    pub name: String,
    pub runs: [Run; 4],
}

pub fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    let (operations, users) = (operations(), users());
    rows.extend(both::<
        LongRunningOperation,
        ignoring::Operation,
        keeping::Operation,
    >("base operations", &operations));
    rows.extend(both::<
        RichLongRunningOperation,
        ignoring::RichOperation,
        keeping::RichOperation,
    >("rich operations", &operations));
    rows.extend(both::<User, ignoring::User, keeping::User>("users", &users));
    rows
}

fn both<T, I, K>(name: &str, json: &str) -> [Row; 2]
where
    T: Element,
    I: Serialize + DeserializeOwned + 'static,
    K: Serialize + DeserializeOwned + 'static,
{
    [
        Row {
            name: format!("decode {name}"),
            runs: [
                run(json.to_owned(), decode::<T>),
                run(json.to_owned(), parse::<derived::Page<I>>),
                run(json.to_owned(), parse::<derived::Page<K>>),
                run(json.to_owned(), parse::<serde_json::Value>),
            ],
        },
        Row {
            name: format!("encode {name}"),
            runs: [
                run(decode::<T>(json), msgraph_core::Page::to_json),
                run(parse::<derived::Page<I>>(json), print),
                run(parse::<derived::Page<K>>(json), print),
                run(parse::<serde_json::Value>(json), print),
            ],
        },
    ]
}

fn run<A, B, R>(given: A, work: fn(&B) -> R) -> Run
where
    A: std::borrow::Borrow<B> + 'static,
    B: ?Sized + 'static,
    R: 'static,
{
    Box::new(move |meter| {
        meter.start();
        let result = black_box(work(black_box(given.borrow())));
        meter.stop();
        drop(result);
    })
}

fn decode<T: Element>(json: &str) -> msgraph_core::Page<T> {
    msgraph_core::Page::from_json(json.as_bytes()).expect("a page")
}

fn parse<T: DeserializeOwned>(json: &str) -> T {
    serde_json::from_slice(json.as_bytes()).expect("a page")
}

fn print<T: Serialize>(page: &T) -> String {
    serde_json::to_string(page).expect("a page")
}
