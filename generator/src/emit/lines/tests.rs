use proc_macro2::Literal;
use quote::quote;

use super::*;

fn printed(tokens: TokenStream) -> String {
    prettyplease::unparse(&syn::parse2(tokens).unwrap())
}

#[test]
fn short_items_are_written_as_they_are_printed() {
    let minus = Literal::i64_unsuffixed(-1);
    for item in [
        quote!(
            pub use super::entity::ID;
            pub use crate::models::user::{ID, r#NAME as _};
        ),
        quote!(
            pub struct Users(pub(crate) Target);
        ),
        quote!(
            #[derive(Default, Debug)]
            #[must_use]
            pub struct User {
                #[doc = r" Text."]
                pub id: Option<Box<str>>,
            }
        ),
        quote!(
            pub enum State {
                On,
                #[doc = " Text."]
                Other(Vec<u8>),
            }
        ),
        quote!(
            pub const ID: &Property<User, Option<i32>> = &Property { name: "i\"d" };
        ),
        quote!(
            const ALL: &'static [(i64, Self)] = &[(#minus, Self::On), (2, Self::Off)];
        ),
        quote!(api::model!(User => Entity, Item);),
        quote! {
            impl Model for User {
                const TYPE: Info = Info::new("user", &["id"]).with_derived(&[]);
                fn member(&self, n: usize) -> View<'_> {
                    match n {
                        0 => self.id.view(),
                        _ => View::Base(&self.base),
                    }
                }
                #[cfg(any(feature = "a", feature = "b"))]
                pub fn set(mut self, value: impl Into<A> + Send) -> Self {
                    self.id = Some(Box::new(value.into()));
                    self.0.key::<&str>(id.as_ref())
                }
            }
        },
    ] {
        let documentation = Documentation::default();
        match Lines::new(&documentation).write(item.clone()) {
            Group::Written(text) => assert_eq!(text, printed(item)),
            Group::Tokens(tokens) => panic!("{tokens}"),
        }
    }
}

#[test]
fn what_is_not_known_is_left_to_the_printer() {
    for item in [
        "fn f() {}",
        "fn f() { if a { b } else { c } }",
        "fn f() { a - b }",
        "fn f() { a && b }",
        "fn f() { a < b }",
        "fn f() { S { a: 1 } }",
        "fn f<T>() where T: A { a() }",
        "fn f() { a(b,) }",
        "fn f() { |a| b }",
        "enum A { B { c: u8 } }",
        "mod m { fn f() { g() } }",
        "a!(crate::b);",
        "#[doc = \"a\\\\b\"] fn f() { g() }",
        "#![allow(dead_code)]",
    ] {
        let documentation = Documentation::default();
        if let Group::Written(text) = Lines::new(&documentation).write(item.parse().unwrap()) {
            panic!("{text}");
        }
    }
}

#[test]
fn of_items_with_long_lines_the_rest_is_written() {
    let long = Ident::new(&"long".repeat(25), Span::call_site());
    let documentation = Documentation::default();
    let mut lines = Lines::new(&documentation);
    let item = quote! {
        struct S { a: A, b: B, #long: L, c: C, d: D }
        impl I { fn a() { b() } fn #long() { c() } fn d() { e() } fn e() { match n { 0 => #long, 1 => b } } fn f() { g() } }
    };
    let Group::Tokens(tokens) = lines.write(item) else {
        panic!("a line is too long");
    };
    let expected = quote! {
        struct S { #[__0] #long: L, #[__1] d: D }
        impl I { __2!(); fn #long() { c() } __3!(); fn e() { match n { 0 => #long, 1 => b } } __4!(); }
    };
    assert_eq!(tokens.to_string(), expected.to_string());
    assert_eq!(lines.marked("    #[__0]"), Some("    a: A,\n    b: B,\n"));
    assert_eq!(
        lines.marked("    __3!();"),
        Some("    fn d() {\n        e()\n    }\n")
    );
    assert_eq!(lines.marked("    __5!();"), None);
}
