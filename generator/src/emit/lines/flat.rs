//! Tokens on one line, with blanks as the printer sets them.

use std::fmt::{Display, Write as _};
use std::iter::Peekable;
use std::slice::Iter;

use proc_macro2::Delimiter;

use super::tokens::Entry;

/// Adds tokens to a text; `None` if one is not known here, where it is.
pub(super) fn flat(entries: &[Entry], text: &mut String) -> Option<()> {
    let mut line = Line {
        text,
        last: Last::Tight,
        angles: 0,
        literals: 0,
        is_macro: false,
    };
    let mut entries = entries.iter().peekable();
    while let Some(entry) = entries.next() {
        line.last = match entry {
            Entry::Ident(ident) => line.word(ident)?,
            Entry::Literal(literal) => line.word(literal)?,
            // Of empty braces, and of commas before what closes, the printer has opinions.
            Entry::Open(Delimiter::Brace, 0) => return None,
            Entry::Open(delimiter, _) => line.open(*delimiter)?,
            Entry::Close(_) if line.last == Last::Blank => return None,
            Entry::Close(delimiter) => line.close(*delimiter)?,
            Entry::Punct(punct) => {
                let next = entries.peek().filter(|_| entry.is_joint());
                let next = next.and_then(|next| next.punct());
                line.sign(punct.as_char(), next, &mut entries)?
            }
        };
    }
    // An angle that is not closed is a comparison.
    (line.angles == 0).then_some(())
}

/// What was written last, as far as it matters for the next blank.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Nothing, or what the next token follows without a blank.
    Tight,
    /// `::`
    Path,
    /// What the next token follows with a blank.
    Blank,
    /// A word that operands follow.
    Keyword,
    Word,
    Lifetime,
    Close,
}

impl Last {
    /// Does an operand end here?
    fn is_operand(self) -> bool {
        matches!(self, Self::Word | Self::Lifetime | Self::Close)
    }

    /// Can an operand begin here?
    fn is_before_operand(self) -> bool {
        matches!(self, Self::Tight | Self::Blank | Self::Keyword)
    }
}

struct Line<'t> {
    text: &'t mut String,
    last: Last,
    /// How many `<` are open.
    angles: usize,
    /// How many braces are open that are not lists of imports.
    literals: usize,
    is_macro: bool,
}

impl Line<'_> {
    fn blank(&mut self, is_there: bool) {
        if is_there {
            self.text.push(' ');
        }
    }

    fn word(&mut self, word: impl Display) -> Option<Last> {
        self.blank(!matches!(self.last, Last::Tight | Last::Path));
        let start = self.text.len();
        write!(self.text, "{word}").ok()?;
        match self.text.get(start..)? {
            "async" | "break" | "else" | "if" | "let" | "loop" | "move" | "return" | "unsafe"
            | "where" | "while" => None,
            "as" | "dyn" | "for" | "impl" | "in" | "match" | "mut" | "ref" => Some(Last::Keyword),
            // `self.0.get` may have a number `0.` in it.
            number if number.ends_with('.') => (self.last == Last::Tight).then_some(Last::Tight),
            _ => Some(Last::Word),
        }
    }

    fn open(&mut self, delimiter: Delimiter) -> Option<Last> {
        let open = match (delimiter, self.last) {
            (Delimiter::Brace, Last::Path) => "{",
            (Delimiter::Brace, Last::Word) => {
                self.literals += 1;
                " { "
            }
            (Delimiter::None | Delimiter::Brace, _) | (_, Last::Keyword) => return None,
            (Delimiter::Bracket, Last::Blank | Last::Lifetime) => " [",
            (Delimiter::Bracket, _) => "[",
            (Delimiter::Parenthesis, Last::Blank | Last::Lifetime) => " (",
            (Delimiter::Parenthesis, _) => "(",
        };
        self.text.push_str(open);
        Some(Last::Tight)
    }

    fn close(&mut self, delimiter: Delimiter) -> Option<Last> {
        let close = match delimiter {
            Delimiter::None => return None,
            // Nothing but other lists is in lists.
            Delimiter::Brace if self.literals == 0 => "}",
            Delimiter::Brace => {
                self.literals -= 1;
                " }"
            }
            Delimiter::Bracket => "]",
            Delimiter::Parenthesis => ")",
        };
        self.text.push_str(close);
        Some(Last::Close)
    }

    /// A sign, and the one right behind it, which is taken if both are one.
    fn sign(
        &mut self,
        sign: char,
        next: Option<char>,
        entries: &mut Peekable<Iter<'_, Entry>>,
    ) -> Option<Last> {
        // In macros the printer knows no types and paths.
        if self.is_macro && !matches!(sign, '=' | ',' | ';') {
            return None;
        }
        let last = self.last;
        let (written, then) = match (sign, next) {
            (':', Some(':')) if last.is_operand() => ("::", Last::Path),
            ('=', Some('>')) if last.is_operand() => (" =>", Last::Blank),
            ('-', Some('>')) if last == Last::Close => (" ->", Last::Blank),
            ('=', None) if last.is_operand() => (" =", Last::Blank),
            ('+', None) if last.is_operand() => (" +", Last::Blank),
            (':', None) if last.is_operand() => (":", Last::Blank),
            (',', _) if last.is_operand() => (",", Last::Blank),
            (';', _) if last.is_operand() => (";", Last::Blank),
            ('.', None) if last.is_operand() => (".", Last::Tight),
            ('!', None) if last == Last::Word => {
                self.is_macro = true;
                ("!", Last::Tight)
            }
            ('<', _) if matches!(last, Last::Word | Last::Path) => {
                self.angles += 1;
                ("<", Last::Tight)
            }
            ('>', _) if last.is_operand() => {
                self.angles = self.angles.checked_sub(1)?;
                (">", Last::Close)
            }
            ('&', _) if last.is_before_operand() => {
                self.blank(last != Last::Tight);
                ("&", Last::Tight)
            }
            ('-', None) if last.is_before_operand() => {
                self.blank(last != Last::Tight);
                ("-", Last::Tight)
            }
            ('\'', _) if last.is_before_operand() => {
                self.blank(last != Last::Tight);
                ("'", Last::Tight)
            }
            _ => return None,
        };
        self.text.push_str(written);
        if written.trim_start().len() > 1 {
            entries.next();
        }
        if sign == '\'' {
            let Entry::Ident(name) = entries.next()? else {
                return None;
            };
            write!(self.text, "{name}").ok()?;
            return Some(Last::Lifetime);
        }
        Some(then)
    }
}
