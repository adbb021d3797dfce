//! Parser events to nodes with places. Keeps its own stack, so that depth is a limit and never an overflow.

use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use super::explain::{Among, colon_of_item};
use super::source::Source;
use super::{LIMITS, Node, Reading, Value};
use crate::diagnostic::Diagnostic;
use crate::place::{Located, Place};
use crate::read::guard::Refusal;
use crate::rule::stage::reading::{DUPLICATE_KEY, YAML_ALIAS, YAML_SYNTAX};
use crate::words::{Words, say};

/// Why a piece gave no nodes.
pub(super) enum Failed {
    /// It is not YAML: what the parser says, and the character it stopped at.
    Syntax(String, usize),
    /// A limit was passed, and reported.
    Limit,
}

/// Parses some lines; a node a document. Findings that are no syntax errors are reported only when the piece is sound,
/// so that a piece that is cut and parsed again reports nothing twice.
pub(super) fn parse(reading: &mut Reading<'_>, scanned: &Source<'_>, lines: Range<usize>) -> Result<Vec<Node>, Failed> {
    let offset = scanned.line_start(lines.start);
    let mut build = Build { source: &reading.source, offset, stack: Vec::new(), documents: Vec::new(), findings: Vec::new() };
    let nodes_before = reading.nodes;
    let mut nodes = nodes_before;
    for event in Parser::new_from_str(scanned.slice(lines)) {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => return Err(syntax(&error, offset)),
        };
        if matches!(event, Event::StreamEnd) {
            break;
        }
        nodes += usize::from(matches!(event, Event::Scalar(..) | Event::MappingStart(..) | Event::SequenceStart(..)));
        build.take(event, span);
        if build.stack.len() > LIMITS.yaml_depth || nodes > LIMITS.yaml_nodes {
            let refusal = if nodes > LIMITS.yaml_nodes { too_many() } else { too_deep() };
            let at = build.range(span);
            reading.diagnostics.push(refusal.at(reading.source.place(at.start..at.start + 1)));
            reading.stopped = true;
            return Err(Failed::Limit);
        }
    }
    let Build { documents, findings, .. } = build;
    reading.nodes = nodes;
    for finding in findings {
        reading.problem_or(finding);
    }
    Ok(documents)
}

impl Reading<'_> {
    /// Syntax errors are counted, other findings are not.
    fn problem_or(&mut self, finding: Diagnostic) {
        if *finding.rule == YAML_SYNTAX { self.problem(finding) } else { self.diagnostics.push(finding) }
    }
}

fn syntax(error: &ScanError, offset: usize) -> Failed {
    Failed::Syntax(error.info().to_owned(), offset + error.marker().index())
}

fn too_deep() -> Refusal {
    let limit = LIMITS.yaml_depth;
    Refusal::too_large(say!("文件过大：嵌套超过 {limit} 层", "the file is too large: nested more than {limit} deep"))
}

fn too_many() -> Refusal {
    let limit = LIMITS.yaml_nodes;
    Refusal::too_large(say!("文件过大：内容超过 {limit} 项", "the file is too large: more than {limit} values"))
}

/// A block that is not closed yet.
struct Open {
    start: Range<usize>,
    block: Block,
}

enum Block {
    List(Vec<Node>),
    Map { entries: Vec<(Located<String>, Node)>, keys: Keys, key: Option<Key> },
}

/// The keys of a mapping so far: few are looked through, many are looked up.
#[derive(Default)]
struct Keys(BTreeMap<String, usize>);

/// Keys of an item, and then some.
const FEW: usize = 24;

impl Keys {
    fn first<'e>(&mut self, entries: &'e [(Located<String>, Node)], text: &str) -> Option<&'e Place> {
        if entries.len() <= FEW {
            return entries.iter().find(|(key, _)| key.value == text).map(|(key, _)| &key.place);
        }
        for (index, (key, _)) in entries.iter().enumerate().skip(self.0.len()) {
            self.0.insert(key.value.clone(), index);
        }
        self.0.get(text).map(|index| &entries[*index].0.place)
    }
}

/// A key whose value is awaited.
enum Key {
    /// An ordinary key.
    Text(Located<String>),
    /// A key that stands already: its value is read and left out.
    Dropped,
}

struct Build<'a> {
    source: &'a Source<'a>,
    offset: usize,
    stack: Vec<Open>,
    documents: Vec<Node>,
    findings: Vec<Diagnostic>,
}

impl Build<'_> {
    fn range(&self, span: Span) -> Range<usize> {
        self.offset + span.start.index()..self.offset + span.end.index()
    }

    fn take(&mut self, event: Event<'_>, span: Span) {
        let range = self.range(span);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_marks(anchor, tag.is_some(), &range);
                self.scalar(&text, style, range);
            }
            Event::SequenceStart(anchor, tag) => {
                self.refuse_marks(anchor, tag.is_some(), &range);
                self.stack.push(Open { start: range, block: Block::List(Vec::new()) });
            }
            Event::MappingStart(anchor, tag) => {
                self.refuse_marks(anchor, tag.is_some(), &range);
                let block = Block::Map { entries: Vec::new(), keys: Keys::default(), key: None };
                self.stack.push(Open { start: range, block });
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range),
            Event::Alias(_) => {
                self.findings.push(no_alias(self.source.place(range.clone())));
                self.put(Node { place: self.source.place(range), value: Value::Null }, None);
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {}
        }
    }

    fn refuse_marks(&mut self, anchor: usize, tag: bool, range: &Range<usize>) {
        if anchor > 0 || tag {
            self.findings.push(no_alias(self.source.place(range.clone())));
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, range: Range<usize>) {
        let plain = matches!(style, ScalarStyle::Plain);
        let place = self.source.place(range);
        if plain && matches!(text, "" | "~" | "null" | "Null" | "NULL") {
            let missing = text.is_empty();
            self.put(Node { place, value: Value::Null }, missing.then_some(()));
        } else {
            self.put(Node { place, value: Value::Text(text.to_owned()) }, None);
        }
    }

    /// Closes the innermost block. A block ends where its last value ends, a bracket at the bracket.
    fn close(&mut self, end: Range<usize>) {
        let Some(Open { start, block }) = self.stack.pop() else { return };
        let first = self.source.place(start.clone());
        let in_brackets = start.end > start.start && end.end > end.start;
        let last = match &block {
            _ if in_brackets => self.source.place(end),
            Block::List(items) => items.last().map_or_else(|| first.clone(), |item| item.place.clone()),
            Block::Map { entries, .. } => entries.last().map_or_else(|| first.clone(), |(_, value)| value.place.clone()),
        };
        let value = match block {
            Block::List(items) => Value::List(self.without_broken(items)),
            Block::Map { entries, .. } => Value::Map(entries),
        };
        let place = self.source.join(&first, &last);
        self.put(Node { place, value }, None);
    }

    /// Items such as `name：招生政策` are sound texts, but nobody meant them so: they are reported and left out.
    fn without_broken(&mut self, mut items: Vec<Node>) -> Vec<Node> {
        let has_maps = items.iter().any(|item| matches!(item.value, Value::Map(_)));
        let among = if has_maps { Among::Mappings } else { Among::Texts };
        items.retain(|item| {
            let Value::Text(text) = &item.value else { return true };
            // Whoever writes quotes means a text.
            if self.source.is_quoted(&item.place) {
                return true;
            }
            let Some((message, help)) = colon_of_item(text, among) else { return true };
            self.findings.push(syntax_at(item.place.clone(), message, help));
            false
        });
        items
    }

    /// Hands a finished node to the block it stands in. `missing` marks a value that was left out.
    fn put(&mut self, mut node: Node, missing: Option<()>) {
        let Some(open) = self.stack.last_mut() else {
            self.documents.push(node);
            return;
        };
        match &mut open.block {
            Block::List(items) => items.push(node),
            Block::Map { entries, keys, key } => match key.take() {
                Some(Key::Text(name)) => {
                    if missing.is_some() {
                        node.place = name.place.clone();
                    }
                    entries.push((name, node));
                }
                Some(Key::Dropped) => {}
                None => {
                    let (taken, finding) = take_key(node, entries, keys);
                    *key = Some(taken);
                    self.findings.extend(finding);
                }
            },
        }
    }
}

/// A node in the place of a key.
fn take_key(node: Node, entries: &[(Located<String>, Node)], keys: &mut Keys) -> (Key, Option<Diagnostic>) {
    let place = node.place;
    let Value::Text(text) = node.value else {
        let message = say!("冒号前面没有键，或者键不是文字", "there is no key before the colon, or it is not a text");
        let help = say!("请在冒号前写上键，例如 name: 招生政策", "write a key before the colon, such as name: 招生政策");
        return (Key::Dropped, Some(syntax_at(place, message, help)));
    };
    if text == "<<" {
        return (Key::Dropped, Some(no_alias(place)));
    }
    if let Some(first) = keys.first(entries, text.trim()) {
        let finding = duplicate(&text, place.clone(), first);
        return (Key::Dropped, Some(finding));
    }
    let trimmed = text.trim();
    let finding = (trimmed.len() != text.len() || trimmed.is_empty()).then(|| {
        let message = say!("键的前面或后面有全角空格", "a wide blank stands beside the key");
        let help = say!("请删除全角空格；缩进只用半角空格", "delete it; indent with ordinary blanks");
        syntax_at(place.clone(), message, help)
    });
    let text = if finding.is_some() { trimmed.to_owned() } else { text };
    (Key::Text(Located::new(text, place)), finding)
}

/// A key that stands twice in one mapping.
pub(super) fn duplicate(text: &str, place: Place, first: &Place) -> Diagnostic {
    let message = say!("“{text}”写了两次，只采用前一处", "“{text}” stands twice; the first is used");
    let help = say!("请删除多余的一处，或把两处合并", "delete one of them, or join them");
    let label = say!("前一处在这里", "the first stands here");
    Diagnostic::new(&DUPLICATE_KEY, place, message).with_help(help).with_related(label, first.clone())
}

fn syntax_at(place: Place, message: Words, help: Words) -> Diagnostic {
    Diagnostic::new(&YAML_SYNTAX, place, message).with_help(help)
}

/// An anchor, alias, tag or merge key.
pub(super) fn no_alias(place: Place) -> Diagnostic {
    let message = say!(
        "清单里不使用 YAML 的锚点（&）、引用（*）、标签（!）和合并键（<<）",
        "anchors (&), aliases (*), tags (!) and merge keys (<<) are not used in lists"
    );
    let help = say!(
        "请把内容直接写出来；如果文字本身以这些符号开头，请用引号括起来",
        "write the content out; quote a text that begins with such a sign"
    );
    Diagnostic::new(&YAML_ALIAS, place, message).with_help(help)
}
