"""The article in the data that a page's scripts draw it from, where its markup holds none.

Frameworks leave it in scripts and attributes as JSON: as HTML in a string, or as a list of objects,
one a block. Read leniently and only from pages without a text of their own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape, unescape
from itertools import islice
from typing import Any

_LEAST = 400  # characters of text that is an article
_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script", re.DOTALL | re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""=\s*(?:"([\[{]&quot;[^"]{400,})"|'([\[{]"[^']{400,})')""")
_STRING = re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"', re.DOTALL)
_SINGLE = re.compile(r"JSON\.parse\(\s*'([^'\\]*+(?:\\.[^'\\]*+)*+)'", re.DOTALL)
_ASSIGNED = re.compile(r"=\s*(?=[{\[][\s{\[]*\")")
_MOST = 20  # assignments of a script that are read
_DECODER = json.JSONDecoder(strict=False)
_PUSHED = re.compile(r"__next_f\.push\(\[1,\s*$")  # what stands before a piece of React's stream
_ROW = re.compile(r"(?:^|(?<=[\n>\]}\"]))[0-9a-f]+:(?:T[0-9a-f]+,)?")  # where a row of it begins
_TAG = re.compile(r"<[^>]{0,2000}>")
_PARAGRAPHS = re.compile(r"<p\b|<br\b|<h[2-6]\b|<li\b", re.IGNORECASE)
_DEPTH = 40
_NESTED = 4  # strings of JSON in strings of JSON

# Keys and types of blocks as content systems and editors write them.
_TEXT = ("text", "content", "html", "body", "value", "paragraph", "markup")
_INNER = ("content", "children", "items", "nodes", "blocks", "data", "model", "fields")
_KIND = ("type", "nodeType", "_type", "kind", "__typename", "name", "style")
_NO_TEXT = re.compile(
    r"image|img|photo|picture|gallery|video|audio|embed|caption|advert|related|newsletter|widget|"
    r"comment|promo|\bad\b|\blink|script",
    re.IGNORECASE,
)


def article_in_scripts(html: str, about: str) -> str | None:
    """The body as HTML that the scripts of ``html`` hold: the longest that is about what the head
    of the page says, ``about``; None where there is none.
    """
    wanted = _stems(about)
    found = (c for c in _candidates(html) if len(_bare(c)) >= _LEAST and _fits(c, wanted))
    return max(found, key=lambda c: len(_bare(c)), default=None)


def _candidates(html: str) -> Iterator[str]:
    stream: list[str] = []
    for match in _SCRIPT.finditer(html):
        script = match[1].strip()
        if script[:1] in ("{", "["):
            try:
                yield from _of(json.loads(script, strict=False))
                continue
            except (ValueError, RecursionError):
                pass
        for found in islice(_ASSIGNED.finditer(script), _MOST):
            try:
                yield from _of(_DECODER.raw_decode(script, found.end())[0])
            except (ValueError, RecursionError):
                continue
        for found in _STRING.finditer(script):
            if _PUSHED.search(script, max(0, found.start() - 40), found.start()):
                stream.append(_decoded(found[1]))
            elif len(found[1]) >= _LEAST:
                yield from _of(_decoded(found[1]))
        for found in _SINGLE.finditer(script):
            yield from _of(_decoded(re.sub(r'(?<!\\)"', r'\\"', found[1].replace("\\'", "'"))))
    for row in _ROW.split("".join(stream)):
        yield from _of(row)
    for match in _ATTRIBUTE.finditer(html):
        yield from _of(unescape(match[1] or match[2]))


def _decoded(literal: str) -> str:
    """What a string of JSON or JavaScript says."""
    try:
        return str(json.loads(f'"{literal}"', strict=False))
    except ValueError:
        return ""


def _of(value: Any, depth: int = 0, nested: int = 0) -> Iterator[str]:
    """The articles below a value of JSON, as HTML."""
    if depth > _DEPTH:
        return
    if isinstance(value, str):
        text = value.strip()
        if len(text) < _LEAST:
            return
        if text[0] in "{[" and nested < _NESTED:
            try:
                yield from _of(json.loads(text, strict=False), depth + 1, nested + 1)
                return
            except (ValueError, RecursionError):
                pass
        if len(_PARAGRAPHS.findall(text)) > 1:
            yield text
        elif nested < _NESTED:
            for found in _STRING.finditer(text):
                if len(found[1]) >= _LEAST:
                    yield from _of(_decoded(found[1]), depth + 1, nested + 1)
    elif isinstance(value, list):
        blocks = [_block(v) for v in value if isinstance(v, dict)]
        if sum(map(bool, blocks)) > 1:
            yield "".join(blocks)
        for entry in value:
            yield from _of(entry, depth + 1, nested)
    elif isinstance(value, dict):
        for entry in value.values():
            yield from _of(entry, depth + 1, nested)


def _block(block: dict[str, Any]) -> str:
    """One object of a list as an element; empty where it is no text."""
    kind = " ".join(str(block[key]) for key in _KIND if isinstance(block.get(key), str))
    if _NO_TEXT.search(kind):
        return ""
    text = _said(block).strip()
    if not text:
        return ""
    if re.match(r"<(?:p|h[1-6]|ul|ol|blockquote|div|table)\b", text, re.IGNORECASE):
        return text
    lowered = kind.lower()
    if "head" in lowered or re.search(r"\bh[2-6]\b", lowered):
        return f"<h2>{text}</h2>"
    return f"<blockquote>{text}</blockquote>" if "quote" in lowered else f"<p>{text}</p>"


def _said(value: Any, depth: int = 0) -> str:
    """The text of a block: its own, or that of the spans that it holds."""
    if depth > _DEPTH:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "".join(_said(v, depth + 1) for v in value if isinstance(v, dict))
    if not isinstance(value, dict):
        return ""
    for key in _TEXT:
        if isinstance(value.get(key), str) and value[key].strip():
            own: str = value[key]
            return own if "<" in own and ">" in own else escape(own, quote=False)
    return next((s for k in _INNER if (s := _said(value.get(k), depth + 1))), "")


def _bare(html: str) -> str:
    return _TAG.sub("", html)


def _fits(html: str, wanted: set[str]) -> bool:
    """Does a text hold half of the words that the head of the page says?"""
    return len(wanted & _stems(unescape(_bare(html)))) >= 0.5 * max(1, len(wanted))


def _stems(text: str) -> set[str]:
    """The beginnings of the longer words; of scripts without spaces, pairs of characters."""
    found = set()
    for word in re.findall(r"[^\W\d_]+", text.casefold()):
        if word[0] > "\u2e80":
            found |= {word[n : n + 2] for n in range(len(word) - 1)}
        elif len(word) > 4:
            found.add(word[:5])
    return found
