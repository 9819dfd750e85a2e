//! The text of a filter, as long as it is not known where its paths begin.

use crate::model::codec::Mentions;

/// How strongly the outermost operator of an expression binds
/// ([URL Conventions 4.01, 5.1.1.16](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_OperatorPrecedence)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Binding {
    /// `or`, and what is not known.
    Or,
    And,
    /// `eq`, `in`, `has` and their like, and `not`.
    Comparison,
    /// `add`, `mul` and their like. Among each other these are in parentheses.
    Arithmetic,
    /// Function calls, parentheses.
    Primary,
}

#[derive(Clone)]
enum Part {
    Text(String),
    /// A path from the item that the expression is about. The empty one is the item itself.
    Path(String),
}

/// A boolean expression about an item.
#[derive(Clone)]
pub(super) struct Expression {
    parts: Vec<Part>,
    binding: Binding,
    /// How many lambda operators are around the innermost one.
    depth: usize,
    /// The enumeration members that it names.
    mentions: Mentions,
}

impl Expression {
    /// The member that a path leads to.
    pub(super) fn path(path: &str) -> Self {
        Self::new(vec![Part::Path(path.to_owned())], Binding::Primary)
    }

    /// An expression that begins with this one: `name eq 'x'`.
    pub(super) fn followed_by(self, rest: &str) -> Self {
        let mut expression = self.at_least(Binding::Arithmetic);
        expression.parts.push(Part::Text(rest.to_owned()));
        expression.binding = Binding::Comparison;
        expression
    }

    /// A comparison, or what binds like one.
    pub(super) fn compared(self, operator: &str, other: Self) -> Self {
        let (left, right) = (
            self.at_least(Binding::Arithmetic),
            other.at_least(Binding::Arithmetic),
        );
        left.joined(operator, Binding::Comparison, right)
    }

    /// The member that this is, as a path; of anything else, the empty text.
    pub(super) fn member(&self) -> String {
        match self.parts.as_slice() {
            [Part::Path(path)] => path.clone(),
            _ => String::new(),
        }
    }

    /// A call: `startswith(name,'x')`.
    pub(super) fn call(function: &str, arguments: impl IntoIterator<Item = Self>) -> Self {
        let mut call = Self::raw(&format!("{function}("), Binding::Primary);
        for (n, argument) in arguments.into_iter().enumerate() {
            if n > 0 {
                call.parts.push(Part::Text(",".to_owned()));
            }
            call.depth = call.depth.max(argument.depth);
            call.parts.extend(argument.parts);
            call.mentions = call.mentions.and(argument.mentions);
        }
        call.parts.push(Part::Text(")".to_owned()));
        call
    }

    /// Two values and what is between them, of which neither is an expression of this kind itself: `price mul 2`.
    pub(super) fn computed(self, operator: &str, other: Self) -> Self {
        let (left, right) = (
            self.at_least(Binding::Primary),
            other.at_least(Binding::Primary),
        );
        left.joined(operator, Binding::Arithmetic, right)
    }

    /// The value with a sign before it.
    pub(super) fn minus(self) -> Self {
        let mut value = self.at_least(Binding::Primary);
        // Before a digit, the sign would be one of the number.
        value.parts.insert(0, Part::Text("- ".to_owned()));
        value.binding = Binding::Arithmetic;
        value
    }

    /// `path/any(x:condition)`. The variable differs from those in the condition.
    pub(super) fn lambda(operator: &str, path: &str, condition: &Self) -> Self {
        let variable = match condition.depth {
            0 => "x".to_owned(),
            depth => format!("x{depth}"),
        };
        let condition_text = condition.render(Some(&variable));
        let parts = vec![
            Part::Path(path.to_owned()),
            Part::Text(format!("/{operator}({variable}:{condition_text})")),
        ];
        Self {
            depth: condition.depth + 1,
            mentions: condition.mentions.clone(),
            ..Self::new(parts, Binding::Primary)
        }
    }

    /// `path/$count($filter=condition)`.
    pub(super) fn count(path: &str, condition: Self) -> Self {
        let condition_text = condition.render(None);
        let parts = vec![
            Part::Path(path.to_owned()),
            Part::Text(format!("/$count($filter={condition_text})")),
        ];
        Self::new(parts, Binding::Primary).mentioning(condition.mentions)
    }

    pub(super) fn raw(text: &str, binding: Binding) -> Self {
        Self::new(vec![Part::Text(text.to_owned())], binding)
    }

    /// A whole number.
    pub(super) fn number(number: impl Into<i64>) -> Self {
        Self::raw(&number.into().to_string(), Binding::Primary)
    }

    /// Both with an operator between them.
    pub(super) fn joined(self, operator: &str, binding: Binding, other: Self) -> Self {
        let depth = self.depth.max(other.depth);
        let (left, right) = (self.at_least(binding), other.at_least(binding));
        let mentions = left.mentions.and(right.mentions);
        let mut parts = left.parts;
        parts.push(Part::Text(format!(" {operator} ")));
        parts.extend(right.parts);
        Self {
            parts,
            binding,
            depth,
            mentions,
        }
    }

    pub(super) fn negated(self) -> Self {
        let mut negated = self.at_least(Binding::Primary);
        negated.parts.insert(0, Part::Text("not ".to_owned()));
        negated.binding = Binding::Comparison;
        negated
    }

    pub(super) fn mentioning(self, mentions: Mentions) -> Self {
        Self { mentions, ..self }
    }

    pub(super) fn into_mentions(self) -> Mentions {
        self.mentions
    }

    /// The text, with paths that begin at `variable`, or else at the items of the request.
    pub(super) fn render(&self, variable: Option<&str>) -> String {
        let mut text = String::new();
        for part in &self.parts {
            match (part, variable) {
                (Part::Text(part), _) => text.push_str(part),
                (Part::Path(path), None) if path.is_empty() => text.push_str("$it"),
                (Part::Path(path), None) => text.push_str(path),
                (Part::Path(path), Some(variable)) if path.is_empty() => text.push_str(variable),
                (Part::Path(path), Some(variable)) => text.extend([variable, "/", path]),
            }
        }
        text
    }

    fn new(parts: Vec<Part>, binding: Binding) -> Self {
        Self {
            parts,
            binding,
            depth: 0,
            mentions: Mentions::default(),
        }
    }

    /// In parentheses, if it binds less strongly than `binding`.
    fn at_least(mut self, binding: Binding) -> Self {
        if self.binding < binding {
            self.parts.insert(0, Part::Text("(".to_owned()));
            self.parts.push(Part::Text(")".to_owned()));
            self.binding = Binding::Primary;
        }
        self
    }
}
