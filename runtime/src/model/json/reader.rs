//! A pull reader: the caller asks for what it expects, nothing is built in between.

use super::plain::plain_length;
use super::{Problem, SyntaxError, Text};

/// How deep arrays and objects may nest.
pub(crate) const MAX_DEPTH: usize = 128;

/// Reads one JSON text from front to back.
pub(crate) struct Reader<'a> {
    text: &'a str,
    position: usize,
    depth: usize,
}

/// What a value is, told by its first byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

/// The text of `bytes`, without a byte order mark.
pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, SyntaxError> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| SyntaxError::new(Problem::InvalidUtf8, error.valid_up_to()))?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text,
            position: 0,
            depth: 0,
        }
    }

    /// The kind of the value that comes next; blanks before it are passed.
    #[inline]
    pub(crate) fn kind(&mut self) -> Result<Kind, SyntaxError> {
        self.skip_blanks();
        Ok(match self.peek() {
            Some(b'"') => Kind::String,
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::Array,
            Some(b'n') => Kind::Null,
            Some(b't' | b'f') => Kind::Boolean,
            Some(b'-' | b'0'..=b'9') => Kind::Number,
            _ => return Err(self.unexpected()),
        })
    }

    pub(crate) fn null(&mut self) -> Result<(), SyntaxError> {
        self.literal("null")
    }

    pub(crate) fn boolean(&mut self) -> Result<bool, SyntaxError> {
        if self.peek() == Some(b't') {
            self.literal("true").map(|()| true)
        } else {
            self.literal("false").map(|()| false)
        }
    }

    /// A number, as it is spelled.
    pub(crate) fn number(&mut self) -> Result<&'a str, SyntaxError> {
        let start = self.position;
        self.accept(b'-');
        if !self.accept(b'0') {
            self.digits()?;
        }
        if self.accept(b'.') {
            self.digits()?;
        }
        if self.accept(b'e') || self.accept(b'E') {
            let _sign = self.accept(b'+') || self.accept(b'-');
            self.digits()?;
        }
        Ok(self.since(start))
    }

    /// A string, its escapes checked and not resolved.
    pub(crate) fn string(&mut self) -> Result<Text<'a>, SyntaxError> {
        let [b'"', rest @ ..] = self.rest() else {
            return Err(self.unexpected());
        };
        let start = self.position + 1;
        let end = start + plain_length(rest);
        self.position = end;
        if self.peek() != Some(b'"') {
            return self.escaped_string(start);
        }
        self.position = end + 1;
        Ok(Text::Plain(self.text.get(start..end).unwrap_or_default()))
    }

    /// A string from its first escape on.
    #[cold]
    fn escaped_string(&mut self, start: usize) -> Result<Text<'a>, SyntaxError> {
        loop {
            match self.peek() {
                Some(b'"') => {
                    let raw = self.since(start);
                    self.position += 1;
                    return Ok(Text::Escaped(raw));
                }
                Some(b'\\') => self.escape()?,
                Some(_) => return Err(self.error(Problem::ControlCharacter)),
                None => return Err(self.error(Problem::UnexpectedEnd)),
            }
            self.position += plain_length(self.rest());
        }
    }

    /// Goes into an array (`open` is `[`) or an object (`{`).
    pub(crate) fn enter(&mut self, open: u8) -> Result<(), SyntaxError> {
        self.skip_blanks();
        self.expect(open)?;
        if self.depth == MAX_DEPTH {
            return Err(self.error(Problem::TooDeep));
        }
        self.depth += 1;
        Ok(())
    }

    /// Whether an item or member follows, before `close`. `first` is true at the first call.
    #[inline]
    pub(crate) fn next(&mut self, close: u8, first: &mut bool) -> Result<bool, SyntaxError> {
        self.skip_blanks();
        if self.accept(close) {
            self.depth -= 1;
            return Ok(false);
        }
        if !std::mem::take(first) {
            self.expect(b',')?;
        }
        Ok(true)
    }

    /// The name of a member.
    pub(crate) fn name(&mut self) -> Result<Text<'a>, SyntaxError> {
        self.skip_blanks();
        self.string()
    }

    /// Passes the name of a member and the colon after it, if the name is `expected` and both are
    /// spelled just so. A service that does otherwise is understood, too, only more slowly.
    #[inline]
    pub(crate) fn accept_name(&mut self, expected: &str) -> bool {
        let [b'"', rest @ ..] = self.rest() else {
            return false;
        };
        let found = match rest.split_at_checked(expected.len()) {
            Some((name, [b'"', b':', ..])) => name == expected.as_bytes(),
            _ => false,
        };
        if found {
            self.position += expected.len() + r#""":"#.len();
        }
        found
    }

    /// Passes the colon after a name.
    pub(crate) fn colon(&mut self) -> Result<(), SyntaxError> {
        self.skip_blanks();
        self.expect(b':')
    }

    /// Any value; checked, and returned as it is spelled.
    pub(crate) fn skip(&mut self) -> Result<&'a str, SyntaxError> {
        let kind = self.kind()?;
        let start = self.position;
        let mut first = true;
        match kind {
            Kind::Null => self.null()?,
            Kind::Boolean => _ = self.boolean()?,
            Kind::Number => _ = self.number()?,
            Kind::String => _ = self.string()?,
            Kind::Array => {
                self.enter(b'[')?;
                while self.next(b']', &mut first)? {
                    self.skip()?;
                }
            }
            Kind::Object => {
                self.enter(b'{')?;
                while self.next(b'}', &mut first)? {
                    self.name()?;
                    self.colon()?;
                    self.skip()?;
                }
            }
        }
        Ok(self.since(start))
    }

    /// Nothing but blanks may follow.
    pub(crate) fn end(&mut self) -> Result<(), SyntaxError> {
        self.skip_blanks();
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.error(Problem::TrailingText)),
        }
    }

    /// Where the reader stands.
    pub(crate) fn position(&self) -> usize {
        self.position
    }

    /// The text from `start` to where the reader stands.
    #[inline]
    pub(crate) fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.position).unwrap_or_default()
    }

    pub(crate) fn error(&self, problem: Problem) -> SyntaxError {
        SyntaxError::new(problem, self.position)
    }

    #[inline]
    fn rest(&self) -> &'a [u8] {
        self.text
            .as_bytes()
            .get(self.position..)
            .unwrap_or_default()
    }

    #[inline]
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.position).copied()
    }

    #[inline]
    fn accept(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.position += usize::from(found);
        found
    }

    #[inline]
    fn expect(&mut self, byte: u8) -> Result<(), SyntaxError> {
        if self.accept(byte) {
            Ok(())
        } else {
            Err(self.unexpected())
        }
    }

    #[inline]
    pub(crate) fn skip_blanks(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.position += 1;
        }
    }

    fn literal(&mut self, literal: &str) -> Result<(), SyntaxError> {
        for byte in literal.bytes() {
            self.expect(byte)?;
        }
        Ok(())
    }

    /// One digit or more.
    fn digits(&mut self) -> Result<(), SyntaxError> {
        let start = self.position;
        while let Some(b'0'..=b'9') = self.peek() {
            self.position += 1;
        }
        if self.position > start {
            return Ok(());
        }
        let problem = self
            .peek()
            .map_or(Problem::UnexpectedEnd, |_| Problem::InvalidNumber);
        Err(self.error(problem))
    }

    /// The escape at a backslash.
    fn escape(&mut self) -> Result<(), SyntaxError> {
        self.position += 1;
        match self.peek() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.position += 1,
            Some(b'u') => {
                self.position += 1;
                for _ in 0..4 {
                    if !self.peek().is_some_and(|byte| byte.is_ascii_hexdigit()) {
                        return Err(self.invalid_escape());
                    }
                    self.position += 1;
                }
            }
            _ => return Err(self.invalid_escape()),
        }
        Ok(())
    }

    fn invalid_escape(&self) -> SyntaxError {
        self.error(
            self.peek()
                .map_or(Problem::UnexpectedEnd, |_| Problem::InvalidEscape),
        )
    }

    fn unexpected(&self) -> SyntaxError {
        self.error(
            self.peek()
                .map_or(Problem::UnexpectedEnd, |_| Problem::UnexpectedByte),
        )
    }
}
