//! A page of a limited length, cut where a finding ends.

/// What can be told at length or in a line.
pub(super) struct Block {
    pub(super) full: String,
    pub(super) short: String,
}

impl Block {
    pub(super) fn line(line: String) -> Self {
        Self {
            full: line.clone(),
            short: line,
        }
    }
}

/// A heading with what stands under it.
pub(super) struct Part {
    pub(super) head: String,
    pub(super) blocks: Vec<Block>,
    pub(super) tail: String,
    /// Must all of it be told, if only in a line each?
    pub(super) is_kept: bool,
}

impl Part {
    pub(super) fn fixed(head: String) -> Self {
        Self {
            head,
            blocks: Vec::new(),
            tail: String::new(),
            is_kept: true,
        }
    }
}

/// How a block is told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Length {
    Full,
    Short,
    Nothing,
}

/// A page of at most `limit` bytes.
pub(super) fn fit(parts: &[Part], limit: usize) -> String {
    let fixed: usize = parts.iter().map(reserved).sum();
    let mut room = Room(limit.saturating_sub(fixed));
    let mut lengths: Vec<Vec<Length>> = parts
        .iter()
        .map(|part| vec![Length::Nothing; part.blocks.len()])
        .collect();
    for is_kept in [true, false] {
        let mut chosen: Vec<_> = parts
            .iter()
            .zip(&mut lengths)
            .filter(|(part, _)| part.is_kept == is_kept)
            .collect();
        for (part, lengths) in &mut chosen {
            room.grow(part, lengths, Length::Nothing, Length::Short);
        }
        for (part, lengths) in &mut chosen {
            room.grow(part, lengths, Length::Short, Length::Full);
        }
    }
    let parts = parts.iter().zip(&lengths);
    parts.map(|(part, lengths)| told(part, lengths)).collect()
}

/// The bytes that are left.
struct Room(usize);

impl Room {
    /// Tells blocks at greater length, one after the other, until there is no room for the next.
    fn grow(&mut self, part: &Part, lengths: &mut [Length], from: Length, to: Length) {
        for (block, length) in part.blocks.iter().zip(lengths) {
            let more = text(block, to)
                .len()
                .saturating_sub(text(block, from).len());
            if *length != from || more > self.0 {
                return;
            }
            self.0 -= more;
            *length = to;
        }
    }
}

fn text(block: &Block, length: Length) -> &str {
    match length {
        Length::Full => &block.full,
        Length::Short => &block.short,
        Length::Nothing => "",
    }
}

/// What a part takes without its blocks.
fn reserved(part: &Part) -> usize {
    let cut = match part.blocks.len() {
        0 => 0,
        n => cut(n, n).len() + 1,
    };
    part.head.len() + part.tail.len() + cut
}

fn told(part: &Part, lengths: &[Length]) -> String {
    let blocks = part.blocks.iter().zip(lengths);
    let blocks: String = blocks.map(|(block, length)| text(block, *length)).collect();
    let count = |length| lengths.iter().filter(|l| **l == length).count();
    let is_shorter = |block: &Block| block.short.len() < block.full.len();
    let shortened = if part.blocks.iter().any(is_shorter) {
        count(Length::Short)
    } else {
        0
    };
    let left_out = count(Length::Nothing);
    let cut = match shortened + left_out {
        0 => String::new(),
        _ => cut(shortened, left_out),
    };
    // A list is ended by an empty line.
    let end = if part.tail.is_empty() && shortened > 0 {
        "\n"
    } else {
        ""
    };
    format!("{}{blocks}{end}{cut}{}", part.head, part.tail)
}

/// Says what there was no room for.
fn cut(shortened: usize, left_out: usize) -> String {
    let told = match (shortened, left_out) {
        (n, 0) => format!("{n} of these are told in a line each"),
        (0, n) => format!("… and {n} more, left out"),
        (n, m) => format!("{n} of these are told in a line each, {m} more are left out"),
    };
    format!(
        "\n**{told}, because this page has a limit. The HTML and JSON reports have everything.**\n\n"
    )
}
