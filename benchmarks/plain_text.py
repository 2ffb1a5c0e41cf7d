"""Score plain text: the pages of structured_dev as they read when somebody copies them.

    python -m benchmarks.plain_text PACK [FOLDER]

A copy begins with some words of the page's navigation, holds everything between the headline and
the end of the element that holds the article (byline, share lines, captions with the credit glued
to them, teasers), and ends in lines of the footer. Nothing but line breaks is left of the markup.
``FOLDER`` is where the texts are written, to be read. The scorer is that of the pages.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborNode

from benchmarks.extraction import half
from pipeline.clean.decode import decode
from pipeline.clean.elements import BREAKING, UNSEEN
from pipeline.clean.names import Names
from pipeline.clean.page import Page
from pipeline.clean.subtree import find_subtree
from pipeline.clean.text import squeeze
from pipeline.extract.article import extract_article
from pipeline.extract.command import line_of
from pipeline.extract.document import Document

_AROUND = 12  # lines of navigation and of the footer that a hand that copies takes along
_MEASURES = ("shingle", "paragraph", "authors", "captions", "credits")
_APART = BREAKING - {"li", "dt", "dd", "tr", "option"}  # parted by a blank line, not by a break


def render(page: Page) -> str:
    """The text that a copy of ``page`` leaves."""
    body = page.tree.body
    if body is None:
        return ""
    page.elements.drop(page.elements.select("noscript, template, svg"))
    subtree, _ = find_subtree(page.elements, body, Names())
    whole = _common(page.anchor, subtree) if page.anchor is not None else subtree
    around = [list(_lines(node)) for node in body.css("nav, header, footer")]
    before = [line for lines in around[:1] for line in lines if line][:_AROUND]
    after = [line for lines in around[1:][-1:] for line in lines if line][-_AROUND:]
    return "\n".join([*before, "", *_lines(whole), "", *after]) + "\n"


def _common(one: LexborNode, other: LexborNode) -> LexborNode:
    """The innermost element that holds both."""
    above = set()
    node: LexborNode | None = one
    while node is not None:
        above.add(node.mem_id)
        node = node.parent
    while other.parent is not None and other.mem_id not in above:
        other = other.parent
    return other


def _lines(root: LexborNode) -> Iterator[str]:
    """Lines as a browser copies them: an empty one between paragraphs, none between items."""
    parts: list[str] = []
    stack: list[LexborNode | str] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
        elif node.is_text_node:
            parts.append((node.text_content or "").replace("\n", " "))
        elif node.tag == "br":
            parts.append("\n")
        elif node.is_element_node and node.tag not in UNSEEN:
            edge = ("\n\n" if node.tag in _APART else "\n") if node.tag in BREAKING else ""
            stack.append(edge)
            stack.extend(reversed(list(node.iter(include_text=True))))
            stack.append(edge)
    blank = False
    for line in "".join(parts).split("\n"):
        text = squeeze(line)
        if text or not blank:
            yield text
        blank = not text


def record(id: str, text: str) -> dict[str, Any]:
    """The record of a text, as ``broadsheet extract --no-inside`` writes it."""
    document = Document(id=id, payload=text.encode(), content_type="text/plain")
    parsed: dict[str, Any] = json.loads(line_of(extract_article(document, inside=False)))
    return parsed


def main(pack: Path, folder: Path | None) -> None:
    sys.path.insert(0, str(pack))
    from extraction_score import command, dataset

    pages = dataset.load_set(pack / "data" / "structured_dev")
    rows = {}
    for page in pages:
        text = render(Page(decode(page.html, None, page.encoding).text, page.url))
        rows[page.id] = record(page.id, text)
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{page.id}.txt").write_text(text, encoding="utf-8")
    halves = [[p for p in pages if half(p.url, p.id) == h] for h in ("work", "validation")]
    scores = [command.judge(part, rows)[0] for part in halves]
    print("| structured_dev as plain text | work | validation |\n|---|---|---|")
    for name in _MEASURES:
        cells = (
            f"{s[name]['f1']:.3f} ({s[name]['precision']:.3f} / {s[name]['recall']:.3f})"
            for s in scores
        )
        print(f"| {name} F1 (P / R) | " + " | ".join(cells) + " |")
    print(
        "| caption_leak | " + " | ".join(f"{s['caption_leak']['mean']:.3f}" for s in scores) + " |"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
