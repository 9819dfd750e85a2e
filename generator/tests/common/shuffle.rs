//! Metadata in another order, which means the same.

use quick_xml::Reader;
use quick_xml::events::Event;

/// An element, a comment or a text.
enum Node {
    Element {
        name: String,
        start: String,
        end: String,
        children: Vec<Node>,
    },
    Text(String),
}

/// Numbers that look random and are the same for a seed (a linear congruential generator).
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = (self.0)
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

/// The document with the children of all elements in another order, where their order has no
/// meaning. White space between elements stays where it is.
pub(crate) fn shuffled(text: &str, numbers: &mut Numbers) -> String {
    let mut nodes = parse(text);
    shuffle(&mut nodes, "", numbers);
    let mut text = String::new();
    write(&nodes, &mut text);
    text
}

fn parse(text: &str) -> Vec<Node> {
    let mut reader = Reader::from_str(text);
    let mut open = vec![(String::new(), String::new(), Vec::new())];
    let mut from = 0;
    loop {
        let event = reader.read_event().unwrap();
        let to = usize::try_from(reader.buffer_position()).unwrap();
        let raw = text[from..to].to_owned();
        from = to;
        let local = |name: &str| name.rsplit(':').next().unwrap().to_owned();
        let node = match event {
            Event::Eof => return open.pop().unwrap().2,
            Event::Start(tag) => {
                open.push((local(tag.name().0), raw, Vec::new()));
                continue;
            }
            Event::End(_) => {
                let (name, start, children) = open.pop().unwrap();
                Node::Element {
                    name,
                    start,
                    end: raw,
                    children,
                }
            }
            Event::Empty(tag) => Node::Element {
                name: local(tag.name().0),
                start: raw,
                end: String::new(),
                children: Vec::new(),
            },
            _ => Node::Text(raw),
        };
        open.last_mut().unwrap().2.push(node);
    }
}

impl Node {
    fn is(&self, wanted: &str) -> bool {
        matches!(self, Self::Element { name, .. } if name == wanted)
    }

    fn has(&self, attribute: &str) -> bool {
        matches!(self, Self::Element { start, .. } if start.contains(attribute))
    }
}

/// The elements in `parent` change places among each other; those of which the order counts keep
/// theirs.
fn shuffle(nodes: &mut [Node], parent: &str, numbers: &mut Numbers) {
    // Without a value of its own, a member counts on from the one before.
    let counts_on = nodes
        .iter()
        .any(|node| node.is("Member") && !node.has("Value="));
    let stays = |node: &Node| match parent {
        "" | "Collection" | "Apply" | "If" | "Key" => true,
        _ => !matches!(node, Node::Element { .. }) || counts_on && node.is("Member"),
    };
    let places: Vec<_> = (0..nodes.len()).filter(|&at| !stays(&nodes[at])).collect();
    let mut order = places.clone();
    numbers.shuffle(&mut order);
    permute(nodes, &places, &order);
    for node in nodes {
        let is_bound = node.has("IsBound=\"true\"");
        if let Node::Element { name, children, .. } = node {
            let binding = tag_of_binding(children).filter(|_| is_bound);
            shuffle(children, name, numbers);
            binding.inspect(|binding| put_first(children, binding));
        }
    }
}

/// The tag of the first parameter: what an operation is bound to.
fn tag_of_binding(children: &[Node]) -> Option<String> {
    children.iter().find_map(|child| match child {
        Node::Element { name, start, .. } if name == "Parameter" => Some(start.clone()),
        _ => None,
    })
}

/// Makes the parameter with this tag the first one again.
fn put_first(children: &mut [Node], binding: &str) {
    let first = children.iter().position(|child| child.is("Parameter"));
    let now = children.iter().position(|child| child.has(binding));
    if let (Some(first), Some(now)) = (first, now) {
        children.swap(first, now);
    }
}

/// Puts what is at `order[n]` to `places[n]`.
fn permute(nodes: &mut [Node], places: &[usize], order: &[usize]) {
    assert_eq!(places.len(), order.len());
    let take = |node: &mut Node| std::mem::replace(node, Node::Text(String::new()));
    let taken: Vec<_> = order.iter().map(|&from| take(&mut nodes[from])).collect();
    for (&to, node) in places.iter().zip(taken) {
        nodes[to] = node;
    }
}

fn write(nodes: &[Node], text: &mut String) {
    for node in nodes {
        match node {
            Node::Text(raw) => text.push_str(raw),
            Node::Element {
                start,
                end,
                children,
                ..
            } => {
                text.push_str(start);
                write(children, text);
                text.push_str(end);
            }
        }
    }
}
