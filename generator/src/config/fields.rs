//! The keys of one table: taken one by one, and whatever is left over is unknown.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostics::{Diagnostic, Diagnostics, Span, did_you_mean};

/// The keys of a table that have not been asked for yet.
///
/// Ask for every key there is, then call [`finish`](Self::finish).
pub(super) struct Fields<'d, 'i> {
    /// What the table is called: `[[api]]`.
    title: &'static str,
    /// Where the table stands.
    span: Range<usize>,
    left: DeTable<'i>,
    known: Vec<&'static str>,
    diagnostics: &'d mut Diagnostics,
}

impl<'d, 'i> Fields<'d, 'i> {
    pub(super) fn new(
        title: &'static str,
        table: Spanned<DeTable<'i>>,
        diagnostics: &'d mut Diagnostics,
    ) -> Self {
        let span = table.span();
        let left = table.into_inner();
        let known = Vec::new();
        Self {
            title,
            span,
            left,
            known,
            diagnostics,
        }
    }

    /// A key that may be missing.
    pub(super) fn optional(&mut self, key: &'static str) -> Option<Spanned<DeValue<'i>>> {
        self.known.push(key);
        self.left.remove(key)
    }

    /// A key that must be there.
    pub(super) fn required(&mut self, key: &'static str) -> Option<Spanned<DeValue<'i>>> {
        let value = self.optional(key);
        if value.is_none() {
            self.miss(key);
        }
        value
    }

    fn miss(&mut self, key: &str) {
        self.diagnostics.push(
            Diagnostic::error("E0303", format!("`{key}` is missing in `{}`", self.title))
                .at(span(self.span.clone()), "in this table"),
        );
    }

    /// A text that may be missing.
    pub(super) fn optional_text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let value = self.optional(key)?;
        self.text(key, value)
    }

    /// A text that must be there.
    pub(super) fn required_text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let value = self.required(key)?;
        self.text(key, value)
    }

    /// A date that may be missing, as text: TOML knows dates, and people write them as strings.
    pub(super) fn optional_date_text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let value = self.optional(key)?;
        if let DeValue::Datetime(date) = value.get_ref() {
            return Some(Spanned::new(value.span(), date.to_string()));
        }
        self.text(key, value)
    }

    /// A list of texts that must be there.
    pub(super) fn required_texts(
        &mut self,
        key: &'static str,
    ) -> Option<Spanned<Vec<Spanned<String>>>> {
        let value = self.required(key)?;
        self.texts(key, value)
    }

    /// A text that must be there, or a list of texts.
    pub(super) fn required_text_or_texts(
        &mut self,
        key: &'static str,
    ) -> Option<Spanned<Vec<Spanned<String>>>> {
        let value = self.required(key)?;
        if matches!(value.get_ref(), DeValue::Array(_)) {
            return self.texts(key, value);
        }
        let place = value.span();
        let text = self.text(key, value)?;
        Some(Spanned::new(place, vec![text]))
    }

    /// All that is left, which are texts under keys of the user's own.
    pub(super) fn all_texts(&mut self) -> BTreeMap<String, String> {
        let mut texts = BTreeMap::new();
        for (key, value) in std::mem::take(&mut self.left) {
            let key = key.into_inner().into_owned();
            if let Some(text) = self.text(&key, value) {
                texts.insert(key, text.into_inner());
            }
        }
        texts
    }

    /// A list of texts that may be missing.
    pub(super) fn optional_texts(
        &mut self,
        key: &'static str,
    ) -> Option<Spanned<Vec<Spanned<String>>>> {
        let value = self.optional(key)?;
        self.texts(key, value)
    }

    /// A truth value that may be missing.
    pub(super) fn optional_bool(&mut self, key: &'static str) -> Option<Spanned<bool>> {
        let value = self.optional(key)?;
        let place = value.span();
        if let DeValue::Boolean(value) = value.into_inner() {
            return Some(Spanned::new(place, value));
        }
        self.wrong_kind(key, "`true` or `false`", place);
        None
    }

    /// A whole number that must be there.
    pub(super) fn required_integer(&mut self, key: &'static str) -> Option<i64> {
        let value = self.required(key)?;
        if let DeValue::Integer(number) = value.get_ref()
            && let Ok(number) = i64::from_str_radix(number.as_str(), number.radix())
        {
            return Some(number);
        }
        self.wrong_kind(key, "a whole number of 64 bits", value.span());
        None
    }

    fn texts(
        &mut self,
        key: &str,
        value: Spanned<DeValue<'i>>,
    ) -> Option<Spanned<Vec<Spanned<String>>>> {
        let place = value.span();
        let DeValue::Array(items) = value.into_inner() else {
            self.wrong_kind(key, "a list of strings", place);
            return None;
        };
        let texts = items
            .into_iter()
            .filter_map(|item| self.text(key, item))
            .collect();
        Some(Spanned::new(place, texts))
    }

    /// A table that may be missing.
    pub(super) fn optional_table(&mut self, key: &'static str) -> Option<Spanned<DeTable<'i>>> {
        let value = self.optional(key)?;
        self.table(key, value)
    }

    /// A table that must be there.
    pub(super) fn required_table(&mut self, key: &'static str) -> Option<Spanned<DeTable<'i>>> {
        let value = self.required(key)?;
        self.table(key, value)
    }

    /// Tables of which there must be some: `[[key]]`.
    pub(super) fn required_tables(&mut self, key: &'static str) -> Vec<Spanned<DeTable<'i>>> {
        let tables = self.required(key).map(|value| self.tables(key, value));
        if tables.as_ref().is_some_and(|(count, _)| *count == 0) {
            self.miss(key);
        }
        tables.map(|(_, tables)| tables).unwrap_or_default()
    }

    /// Tables of which there may be some: `[[key]]`.
    pub(super) fn optional_tables(&mut self, key: &'static str) -> Vec<Spanned<DeTable<'i>>> {
        let value = self.optional(key);
        value
            .map(|value| self.tables(key, value).1)
            .unwrap_or_default()
    }

    /// How many items there are, and those that are tables.
    fn tables(
        &mut self,
        key: &str,
        value: Spanned<DeValue<'i>>,
    ) -> (usize, Vec<Spanned<DeTable<'i>>>) {
        let place = value.span();
        let DeValue::Array(items) = value.into_inner() else {
            self.wrong_kind(key, "a list of tables", place);
            return (1, Vec::new());
        };
        let count = items.len();
        let items = items.into_iter();
        (
            count,
            items.filter_map(|item| self.table(key, item)).collect(),
        )
    }

    /// Refuses a value: what is wrong with it, and why.
    pub(super) fn refuse(&mut self, key: &str, value: &Spanned<String>, reason: &str) {
        self.diagnostics.push(
            Diagnostic::error("E0305", format!("`{}` cannot be `{key}`", value.get_ref()))
                .at(span(value.span()), reason),
        );
    }

    /// Refuses a value if there is something wrong with it.
    pub(super) fn vet(
        &mut self,
        key: &str,
        value: Option<&Spanned<String>>,
        fault: impl Fn(&str) -> Option<&'static str>,
    ) {
        if let Some(value) = value
            && let Some(reason) = fault(value.get_ref())
        {
            self.refuse(key, value, reason);
        }
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports the keys that nobody asked for.
    pub(super) fn finish(self) {
        for key in self.left.keys() {
            let message = format!("`{}` has no key `{}`", self.title, key.get_ref());
            self.diagnostics.push(
                Diagnostic::error("E0302", message)
                    .at(span(key.span()), "unknown")
                    .hint(suggestion(key.get_ref(), &self.known)),
            );
        }
    }

    fn text(&mut self, key: &str, value: Spanned<DeValue<'i>>) -> Option<Spanned<String>> {
        let place = value.span();
        if let DeValue::String(text) = value.into_inner() {
            return Some(Spanned::new(place, text.into_owned()));
        }
        self.wrong_kind(key, "a string", place);
        None
    }

    fn table(&mut self, key: &str, value: Spanned<DeValue<'i>>) -> Option<Spanned<DeTable<'i>>> {
        let place = value.span();
        if let DeValue::Table(table) = value.into_inner() {
            return Some(Spanned::new(place, table));
        }
        self.wrong_kind(key, "a table", place);
        None
    }

    fn wrong_kind(&mut self, key: &str, wanted: &str, place: Range<usize>) {
        self.diagnostics.push(
            Diagnostic::error("E0304", format!("`{key}` is to be {wanted}"))
                .at(span(place), format!("not {wanted}")),
        );
    }
}

/// The nearest of the known words, or all of them if none is near.
pub(super) fn suggestion(word: &str, known: &[&str]) -> String {
    did_you_mean(word, known.iter()).unwrap_or_else(|| {
        let all: Vec<_> = known.iter().map(|known| format!("`{known}`")).collect();
        format!("there are {}", all.join(", "))
    })
}

/// Offsets beyond 4 GiB cannot occur: the file is read into memory as text and is small.
pub(crate) fn span(range: Range<usize>) -> Span {
    let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span {
        start: clamp(range.start),
        end: clamp(range.end),
    }
}
