//! YAML to a tree.

use std::borrow::Cow;

use granit_parser::{Event, Parser, ScalarStyle, Span as Place};

use crate::csdl::syntax::Text;
use crate::diagnostics::{Diagnostic, Span};
use crate::tree::{Builder, GivenUp, Node, Value};

/// Reads the one YAML document of a text. Anchors, aliases and tags are refused: OpenAPI has `$ref` for that,
/// and a few aliases of aliases make terabytes.
pub(super) fn parse<'a>(builder: &mut Builder<'a, '_>) -> Result<Node<'a>, GivenUp> {
    let mut options = granit_parser::Options::default();
    options.set_emit_comments(false);
    let mut reader = Reader {
        parser: Parser::new_from_str_with_options(builder.text, options),
        builder,
    };
    let mut root = None;
    loop {
        match reader.next()? {
            (Event::StreamEnd, _) => break,
            (Event::StreamStart | Event::DocumentEnd, _) => {}
            (Event::DocumentStart(..), place) if root.is_some() => {
                let error = Diagnostic::error("E0502", "there is a second YAML document");
                let error = error.at(Reader::span(&place), "it starts here");
                return Err(reader.builder.give_up(error));
            }
            (Event::DocumentStart(..), _) => {
                let (event, place) = reader.next()?;
                root = Some(reader.node(event, &place, 1)?);
            }
            (_, place) => return Err(reader.unexpected(&place)),
        }
    }
    Ok(root.unwrap_or(Node::NOTHING))
}

type Input<'a> = granit_parser::StrInput<'a>;

struct Reader<'a, 'b, 'd> {
    parser: Parser<'a, Input<'a>>,
    builder: &'b mut Builder<'a, 'd>,
}

impl<'a> Reader<'a, '_, '_> {
    fn next(&mut self) -> Result<(Event<'a>, Place), GivenUp> {
        match self.parser.next_event() {
            Some(Ok(next)) => Ok(next),
            Some(Err(error)) => {
                let at = error.marker().byte_offset().unwrap_or_default();
                let place = Self::span_of(at..at + 1);
                let message = format!("this is not YAML: {}", error.info());
                let error = Diagnostic::error("E0502", message).at(place, "reading stops here");
                Err(self.builder.give_up(error))
            }
            None => Err(self.unexpected(&Place::default())),
        }
    }

    fn unexpected(&mut self, place: &Place) -> GivenUp {
        let error = Diagnostic::error("E0502", "the YAML document ends too early");
        self.builder.give_up(error.at(Self::span(place), "here"))
    }

    fn node(&mut self, event: Event<'a>, place: &Place, depth: usize) -> Result<Node<'a>, GivenUp> {
        let span = Self::span(place);
        self.builder.check_depth(depth, span)?;
        let value = match event {
            Event::Scalar(text, style, 0, None) => self.scalar(text, style, span)?,
            Event::SequenceStart(_, 0, None) => self.list(depth, span)?,
            Event::MappingStart(_, 0, None) => self.map(depth, span)?,
            Event::Alias(_) => return Err(self.refuse("an alias", span)),
            Event::Scalar(.., None)
            | Event::SequenceStart(.., None)
            | Event::MappingStart(.., None) => {
                return Err(self.refuse("an anchor", span));
            }
            Event::Scalar(..) | Event::SequenceStart(..) | Event::MappingStart(..) => {
                return Err(self.refuse("a tag", span));
            }
            _ => return Err(self.unexpected(place)),
        };
        Ok(Node { span, value })
    }

    fn scalar(
        &mut self,
        text: Cow<'a, str>,
        style: ScalarStyle,
        span: Span,
    ) -> Result<Value<'a>, GivenUp> {
        self.builder.check_text(&text, span)?;
        Ok(match style {
            ScalarStyle::Plain => Value::Plain(text),
            _ => Value::Quoted(text),
        })
    }

    fn list(&mut self, depth: usize, span: Span) -> Result<Value<'a>, GivenUp> {
        let mut items = Vec::new();
        loop {
            let (event, place) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                return Ok(Value::List(items));
            }
            items.push(self.node(event, &place, depth + 1)?);
            self.builder.check_width(items.len(), span)?;
        }
    }

    fn map(&mut self, depth: usize, span: Span) -> Result<Value<'a>, GivenUp> {
        let mut members = Vec::new();
        loop {
            let (event, place) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                self.builder.check_keys(&members);
                return Ok(Value::Map(members));
            }
            let key = self.key(event, &place)?;
            let (event, place) = self.next()?;
            members.push((key, self.node(event, &place, depth + 1)?));
            self.builder.check_width(members.len(), span)?;
        }
    }

    fn key(&mut self, event: Event<'a>, place: &Place) -> Result<Text<'a>, GivenUp> {
        let span = Self::span(place);
        match event {
            Event::Scalar(value, _, 0, None) if value != "<<" => {
                self.builder.check_text(&value, span)?;
                Ok(Text { value, span })
            }
            Event::Scalar(_, _, 0, None) => Err(self.refuse("a merge key", span)),
            _ => {
                let error = Diagnostic::error("E0502", "a key is to be a string");
                Err(self.builder.give_up(error.at(span, "not a plain string")))
            }
        }
    }

    fn refuse(&mut self, what: &str, span: Span) -> GivenUp {
        let error = Diagnostic::error("E0503", format!("there is {what}"));
        let error = error.at(span, "not read");
        self.builder
            .give_up(error.hint("write out what it stands for, or a `$ref`"))
    }

    fn span(place: &Place) -> Span {
        Self::span_of(place.byte_range().unwrap_or_default())
    }

    fn span_of(range: std::ops::Range<usize>) -> Span {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span {
            start: offset(range.start),
            end: offset(range.end),
        }
    }
}
