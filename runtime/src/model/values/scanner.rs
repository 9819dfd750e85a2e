//! Reads values from left to right.

use super::InvalidValue;

/// How many picoseconds a second has: `OData` writes up to twelve fraction digits.
pub(super) const PICOSECONDS: u64 = 1_000_000_000_000;

/// The rest of a text.
pub(super) struct Scanner<'a> {
    edm_type: &'static str,
    text: &'a str,
    position: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(edm_type: &'static str, text: &'a str) -> Self {
        Self {
            edm_type,
            text,
            position: 0,
        }
    }

    /// Passes the character `wanted`, of either case, if it is next. Like all of the ABNF's texts.
    pub(super) fn take(&mut self, wanted: u8) -> bool {
        let found = self
            .peek()
            .is_some_and(|byte| byte.eq_ignore_ascii_case(&wanted));
        self.position += usize::from(found);
        found
    }

    pub(super) fn expect(&mut self, wanted: u8, name: &'static str) -> Result<(), InvalidValue> {
        if self.take(wanted) {
            Ok(())
        } else {
            Err(self.error(name))
        }
    }

    /// Whether a sign is next, and if so whether it is `-`.
    pub(super) fn sign(&mut self) -> Option<bool> {
        if self.take(b'-') {
            Some(true)
        } else {
            self.take(b'+').then_some(false)
        }
    }

    /// All the digits that are next, none perhaps.
    pub(super) fn digits(&mut self) -> &'a str {
        let rest = self.text.get(self.position..).unwrap_or_default();
        let end = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        self.position += end;
        rest.get(..end).unwrap_or_default()
    }

    /// Two digits that are at most `maximum`.
    pub(super) fn two(&mut self, maximum: u8, expected: &'static str) -> Result<u8, InvalidValue> {
        let start = self.position;
        let two = self.text.get(start..start + 2);
        let value = two
            .filter(|two| two.bytes().all(|byte| byte.is_ascii_digit()))
            .and_then(|two| two.parse().ok())
            .filter(|value| *value <= maximum)
            .ok_or(InvalidValue::at(self.edm_type, start, expected))?;
        self.position += 2;
        Ok(value)
    }

    /// One hexadecimal digit.
    pub(super) fn hexadecimal(&mut self) -> Result<u8, InvalidValue> {
        let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16));
        let digit = digit.and_then(|digit| u8::try_from(digit).ok());
        let digit = digit.ok_or(self.error("a hexadecimal digit"))?;
        self.position += 1;
        Ok(digit)
    }

    /// Digits after a decimal point, if there is one: a fraction of a second in picoseconds.
    pub(super) fn fraction(&mut self) -> Result<u64, InvalidValue> {
        if !self.take(b'.') {
            return Ok(0);
        }
        let start = self.position;
        let digits = self.digits();
        if digits.is_empty() || digits.len() > 12 {
            let expected = "one to twelve fraction digits";
            return Err(InvalidValue::at(self.edm_type, start, expected));
        }
        let padded = format!("{digits:0<12}");
        padded.parse().map_err(|_| self.error("fraction digits"))
    }

    /// Nothing may be left.
    pub(super) fn end(&self) -> Result<(), InvalidValue> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.error("the end")),
        }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.position).copied()
    }

    pub(super) fn position(&self) -> usize {
        self.position
    }

    pub(super) fn error(&self, expected: &'static str) -> InvalidValue {
        InvalidValue::at(self.edm_type, self.position, expected)
    }

    pub(super) fn error_at(&self, position: usize, expected: &'static str) -> InvalidValue {
        InvalidValue::at(self.edm_type, position, expected)
    }
}

/// A fraction of a second, with its decimal point and no more digits than it needs.
pub(super) fn spell_fraction(picoseconds: u64) -> String {
    if picoseconds == 0 {
        return String::new();
    }
    let digits = format!("{picoseconds:012}");
    format!(".{}", digits.trim_end_matches('0'))
}
