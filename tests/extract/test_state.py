"""Pages whose article stands only in the data of their scripts."""

from __future__ import annotations

import json
import time

import pytest

from pipeline.clean.page import Page
from pipeline.clean.state import article_in_scripts
from pipeline.extract.body import IN_SCRIPTS, extract_body

HEADLINE = "Ny bro over fjorden åpner til våren"
LINES = [
    "Den nye broen over fjorden åpner til våren, tre måneder før planen som ble lagt i fjor høst.",
    "Ingeniørene mener at betongen tåler mer enn beregnet, og at prøvene har gått bra hittil.",
    "Kommunen venter fire tusen biler om dagen, og dobbelt så mange når fergen legges ned til jul.",
    "«Vi har ventet i tjue år», sa ordføreren, som selv kjørte over broen på en sykkel mandag.",
    "Byggingen kostet mindre enn ventet, og resten av pengene skal gå til en gangvei langs vannet.",
]
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in LINES)
OTHER = "".join(f"<p>Vi bruker informasjonskapsler til formål {n}.</p>" * 4 for n in range(40))


def page(script: str, body: str = "") -> Page:
    return Page(
        f"<html><head><title>{HEADLINE}</title><meta property=og:type content=article></head><body>"
        f"<div id=root><p>Laster …</p></div>{body}{script}</body></html>"
    )


def paragraphs(script: str, body: str = "") -> list[str]:
    return [text for _, text in extract_body(page(script, body)).pieces]


def stream(text: str, size: int = 300) -> str:
    """React's stream: a string in pieces, each the argument of a call."""
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    return "".join(
        f"<script>self.__next_f.push([1,{json.dumps(piece)}])</script>".replace("<p", r"\u003cp")
        for piece in pieces
    )


BLOCKS = [{"type": "text", "content": line} for line in LINES]
SPANS = [{"_type": "block", "children": [{"_type": "span", "text": line}]} for line in LINES]
DOCUMENT = {
    "type": "doc",
    "content": [{"type": "paragraph", "content": [{"type": "text", "text": s}]} for s in LINES],
}


@pytest.mark.parametrize(
    "script",
    [
        "<script id=__NEXT_DATA__ type=application/json>"
        + json.dumps({"props": {"post": {"html": PARAGRAPHS}, "terms": OTHER}})
        + "</script>",
        f"<script type=application/json>{json.dumps({'a': {'blocks': BLOCKS}})}</script>",
        f"<script>window.__STATE__ = {json.dumps({'a': {'html': PARAGRAPHS}})};</script>",
        f"<script>var a = 1; window.state = {json.dumps({'items': BLOCKS})};</script>",
        f"<script type=application/json>{json.dumps({'body': SPANS})}</script>",
        f"<script type=application/json>{json.dumps(DOCUMENT)}</script>",
        f"<script>window.DATA = JSON.parse({json.dumps(json.dumps({'b': PARAGRAPHS}))})</script>",
        stream(f'1:["$","div",null,{{}}]\n2a:T4d2,{PARAGRAPHS}'),
        f'<div data-props="{json.dumps({"text": PARAGRAPHS}).replace(chr(34), "&quot;")}"></div>',
    ],
    ids=[
        "html",
        "blocks",
        "assigned",
        "assigned blocks",
        "spans",
        "document",
        "parsed",
        "stream",
        "attribute",
    ],
)
def test_the_article_is_read_from_data(script: str) -> None:
    assert paragraphs(script) == LINES
    assert extract_body(page(script)).instead == IN_SCRIPTS


def test_kinds_of_blocks_are_kept_and_pictures_are_not() -> None:
    blocks = [
        BLOCKS[0],
        {"type": "header", "content": "Tjue år"},
        {"type": "image", "caption": "Broen i går", "content": "Broen i går"},
        {"type": "quote", "text": "Endelig."},
        *BLOCKS[1:],
    ]
    script = f"<script type=application/json>{json.dumps({'elements': blocks})}</script>"
    pieces = extract_body(page(script)).pieces
    kinds = ["paragraph", "subhead", "blockquote", "paragraph", "paragraph"]
    assert [kind for kind, _ in pieces[:5]] == kinds
    assert "Broen i går" not in [text for _, text in pieces]


def test_a_page_with_a_text_of_its_own_keeps_it() -> None:
    script = f"<script type=application/json>{json.dumps({'html': PARAGRAPHS * 3})}</script>"
    own = [f"{line} ({n})" for n, line in enumerate(LINES)]
    assert paragraphs(script, "".join(f"<p>{line}</p>" for line in own))[-5:] == own


def test_what_is_about_something_else_is_not_read() -> None:
    script = f"<script type=application/json>{json.dumps({'terms': OTHER})}</script>"
    assert extract_body(page(script)).instead is None


@pytest.mark.parametrize(
    "script", ['"' * 200_000, '"' + "\\" * 200_001, "[" * 200_000, '{"a":' * 50_000, "1:" * 100_000]
)
def test_broken_data_ends_in_its_share_of_time(script: str) -> None:
    started = time.process_time()
    assert article_in_scripts(f"<script>{script}</script>", HEADLINE) is None
    assert time.process_time() - started < 5
