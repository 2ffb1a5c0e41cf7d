"""Tables of data are read, tables that lay out a page are looked through."""

import pytest

from pipeline.clean.blocks import read_blocks
from pipeline.clean.soup import parse

LONG = "The council met on Monday and agreed on the plan after a long debate. " * 6


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        (
            "<table><tr><th>Port</th><th>Boats</th></tr><tr><td>Nordby</td><td>14</td></tr></table>",
            [("table", "Port | Boats\nNordby | 14")],
        ),
        (
            "<table><tr><td>Nordby</td><td>14</td></tr><tr><td>Sund</td><td>9</td></tr></table>",
            [("table", "Nordby | 14\nSund | 9")],
        ),
        (
            f"<table><tr><td>Menu</td><td><p>{LONG}</p></td></tr></table>",
            [("paragraph", "Menu"), ("paragraph", LONG.strip())],
        ),
        (
            "<table role=none><tr><td>One<td>1</tr><tr><td>Two<td>2</tr></table>",
            [("paragraph", text) for text in ("One", "1", "Two", "2")],
        ),
        (
            "<table><tr><td><table><tr><th>Port</th></tr><tr><td>Sund</td></tr></table></td></tr></table>",
            [("table", "Port\nSund")],
        ),
        (
            "<table><tr><td><h2>Pier</h2><p>Rebuilt.</p></td></tr></table>",
            [("subhead", "Pier"), ("paragraph", "Rebuilt.")],
        ),
    ],
    ids=["header", "rows", "long cell", "role", "nested", "headings"],
)
def test_blocks(html: str, blocks: list[tuple[str, str]]) -> None:
    assert [(p.kind, p.text) for p in read_blocks(parse(html)).pieces] == blocks
