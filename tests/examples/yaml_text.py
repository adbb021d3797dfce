"""Writes lists as YAML the way a careful person types it. Knows nothing of what the values mean."""

import re

PLAIN = re.compile(r"^[^\s\-?:,\[\]{}#&*!|>'\"%@`][^#:]*$")
WORDS = {"yes", "no", "true", "false", "null", "on", "off", "~"}


def scalar(text):
    """A text as a YAML scalar, quoted only where YAML needs it."""
    plain = PLAIN.match(text) and not re.fullmatch(r"[\d.+\-eE_]+", text) and text.lower() not in WORDS
    if plain and text == text.strip() and "\n" not in text:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def flow(texts):
    """A list on one line; a text with a comma or bracket is quoted there."""
    return "[" + ", ".join(scalar(text) if not re.search(r"[,\[\]{}]", text) else f'"{text}"' for text in texts) + "]"


def block(key, texts, indent):
    """A list with a line an entry, or on one line where it is short."""
    line = f"{indent}{key}: {flow(texts)}"
    if sum(2 if ord(c) > 0x2E7F else 1 for c in line) <= 120:
        return [line]
    return [f"{indent}{key}:"] + [f"{indent}  - {scalar(text)}" for text in texts]


KEYS = ("group", "name", "subname", "code", "content", "basis", "time_limit", "subject", "method", "channels", "audience", "tiers")
CHINESE = dict(zip(KEYS, ("一级事项", "名称", "三级事项", "事项编码", "公开内容", "依据", "时限", "主体", "方式", "渠道", "对象", "层级")))


def fields(item, indent, keys=None):
    """The lines of one item's fields, `keys` giving other words for them."""
    word = lambda key: (keys or {}).get(key, key)
    lines = []
    for key in ("group", "name", "subname", "code"):
        if item.get(key):
            lines.append(f"{indent}{word(key)}: {scalar(item[key])}")
    for key in ("content", "basis"):
        texts = item.get(key)
        if texts and len(texts) == 1:
            lines.append(f"{indent}{word(key)}: {scalar(texts[0])}")
        elif texts:
            lines += block(word(key), texts, indent)
    if item.get("time_limit"):
        lines.append(f"{indent}{word('time_limit')}: {scalar(item['time_limit'])}")
    subject = item.get("subject")
    if subject:
        lines += [f"{indent}{word('subject')}: {scalar(subject[0])}"] if len(subject) == 1 else block(word("subject"), subject, indent)
    if item.get("method"):
        lines.append(f"{indent}{word('method')}: {item['method']}")
    if item.get("channels"):
        lines += block(word("channels"), item["channels"], indent)
    audience = item.get("audience")
    if audience == {"everyone": "√"}:
        lines.append(f"{indent}{word('audience')}: 全社会")
    elif audience:
        lines.append(f"{indent}{word('audience')}: {{" + ", ".join(f"{key}: {scalar(text)}" for key, text in audience.items()) + "}")
    if item.get("tiers"):
        lines += block(word("tiers"), item["tiers"], indent)
    if item.get("remark"):
        lines.append(f"{indent}extra: {{备注: {scalar(item['remark'])}}}")
    return lines


def entry(lines, indent):
    """An entry of a list: the first of its lines opens it."""
    return [f"{indent}- {lines[0].strip()}"] + lines[1:]


def document(head, items, keys=None):
    """One list: its head, then its items."""
    lines = [f"{key}: {value}" for key, value in head] + ["items:"]
    for item in items:
        lines += entry(fields(item, "    ", keys), "  ")
    return lines
