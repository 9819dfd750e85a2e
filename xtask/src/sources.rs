//! Which methods programs call, one after the other: read from their source, without types.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprMethodCall, Local, Pat};

use crate::failure::Failure;
use crate::{files, paths};

/// What a file calls.
pub(crate) struct SourceFile {
    /// The names of methods, in the order in which they are called on what the one before returns.
    pub(crate) chains: Vec<Vec<String>>,
    /// All identifiers.
    pub(crate) words: BTreeSet<String>,
}

/// The `.rs` files below a folder. What is not Rust is an error: nothing is to be overlooked.
pub(crate) fn read(folder: &Path) -> Result<Vec<SourceFile>, Failure> {
    let mut found = files::below(folder, &["rs"])?;
    found.sort();
    if found.is_empty() {
        let folder = paths::shown(folder);
        return Err(Failure::usage(format!("{folder} has no .rs files")));
    }
    found.iter().map(|path| source_file(path)).collect()
}

fn source_file(path: &Path) -> Result<SourceFile, Failure> {
    let text = String::from_utf8_lossy(&files::read(path)?).into_owned();
    let file = syn::parse_file(&text).map_err(|error| {
        let shown = paths::shown(path);
        Failure::usage(format!("{shown} is not Rust: {error}"))
    })?;
    Ok(SourceFile {
        chains: chains(&file),
        words: words(&text),
    })
}

fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.map(str::to_owned).collect()
}

fn chains(file: &syn::File) -> Vec<Vec<String>> {
    let mut calls = Calls::default();
    calls.visit_file(file);
    calls.chains
}

/// Collects chains. A local variable stands for the chain that it was bound to.
#[derive(Default)]
struct Calls {
    chains: Vec<Vec<String>>,
    variables: BTreeMap<String, Vec<String>>,
}

impl Calls {
    /// The methods that lead to the value of an expression.
    fn chain(&self, expression: &Expr) -> Vec<String> {
        match expression {
            Expr::MethodCall(call) => {
                let mut chain = self.chain(&call.receiver);
                chain.push(call.method.to_string());
                chain
            }
            Expr::Path(path) => {
                let variable = path.path.get_ident().map(ToString::to_string);
                let chain = variable.and_then(|name| self.variables.get(&name));
                chain.cloned().unwrap_or_default()
            }
            Expr::Await(inner) => self.chain(&inner.base),
            Expr::Try(inner) => self.chain(&inner.expr),
            Expr::Reference(inner) => self.chain(&inner.expr),
            Expr::Paren(inner) => self.chain(&inner.expr),
            _ => Vec::new(),
        }
    }
}

impl<'ast> Visit<'ast> for Calls {
    fn visit_block(&mut self, block: &'ast Block) {
        let outside = self.variables.clone();
        visit::visit_block(self, block);
        self.variables = outside;
    }

    fn visit_local(&mut self, local: &'ast Local) {
        visit::visit_local(self, local);
        let pattern = match &local.pat {
            Pat::Type(typed) => &typed.pat,
            pattern => pattern,
        };
        if let Pat::Ident(variable) = pattern {
            let value = local.init.as_ref();
            let chain = value.map_or_else(Vec::new, |init| self.chain(&init.expr));
            self.variables.insert(variable.ident.to_string(), chain);
        }
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        let mut chain = self.chain(&call.receiver);
        chain.push(call.method.to_string());
        self.chains.push(chain);
        visit::visit_expr_method_call(self, call);
    }
}

#[cfg(test)]
mod tests {
    use super::chains;

    fn found(body: &str) -> Vec<String> {
        let file = syn::parse_str(&format!("async fn f() {{ {body} }}")).unwrap();
        let chains = chains(&file).into_iter();
        chains.map(|chain| chain.join(".")).collect()
    }

    #[test]
    fn chains_go_through_variables_and_what_waits() {
        let body = "let user = (&graph.users()).by_id(a.b()); let now: X = user.get().await?.c();";
        let wanted = [
            "users.by_id",
            "users",
            "b",
            "users.by_id.get.c",
            "users.by_id.get",
        ];
        assert_eq!(found(body), wanted);
    }

    #[test]
    fn variables_end_with_their_block_and_can_be_bound_anew() {
        let body = "let x = a.users(); { let x = 1; x.list(); } x.list(); let x = y; x.list();";
        assert_eq!(found(body), ["users", "list", "users.list", "list"]);
    }
}
