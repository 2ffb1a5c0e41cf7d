"""Tables, one by one: data, or a means to lay out the page."""

from __future__ import annotations

from bs4.element import Tag

_LONG = 400  # characters of a cell that is a column of the page and no datum
_BLOCKS = [
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "blockquote",
    "figure",
    "article",
    "section",
]
_LAYOUT = frozenset(["presentation", "none"])


def read_table(table: Tag) -> list[str]:
    """The rows of a table of data, cells parted by bars; none where it only lays out the page.

    A layout table says so (``role``), holds another, or has cells with headings, with several
    paragraphs or with more text than a datum; a single row or column is a layout, too, unless it
    has a header.
    """
    if table.get("role") in _LAYOUT or table.find(_BLOCKS) is not None:
        return []
    rows: list[list[str]] = []
    header = table.find(["th", "caption"]) is not None
    for row in table.find_all("tr"):
        cells = []
        for cell in row.find_all(["td", "th"]):
            text = " ".join(cell.get_text(" ").split())
            if len(text) > _LONG or len(cell.find_all("p", limit=3)) > 2:
                return []
            cells.append(text)
        if any(cells):
            rows.append(cells)
    if not header and (len(rows) < 2 or max(map(len, rows)) < 2):
        return []
    return [" | ".join(cells) for cells in rows]
