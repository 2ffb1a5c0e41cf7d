"""``broadsheet explain``: which rule gave each field, what lost, and what was cut."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from pipeline.errors import InputError
from pipeline.extract.article import extract_article
from pipeline.extract.command import documents
from pipeline.extract.document import Document
from pipeline.extract.profiles import read_profile
from pipeline.extract.stage import document_of
from pipeline.fetch.captures import read_captures
from pipeline.fetch.payloads import read_payload
from pipeline.load.snapshot import ask, open_snapshot
from pipeline.record import Article
from pipeline.serialize import to_dict
from pipeline.settings import Home
from pipeline.sources import facts_of_outlets

# Fields in the order in which a reader of the page meets them; lists of rows come after.
SCALARS = [
    "id",
    "status",
    "reject_reason",
    "page_type",
    "url",
    "canonical_url",
    "source",
    "publisher",
    "section",
    "language",
    "encoding",
    "title",
    "summary",
    "authors",
    "published",
    "published_precision",
    "modified",
    "access",
    "truncated",
    "tags",
    "dateline",
]
OFFSETS = ("paragraph", "start", "end", "quote_group")  # for programs, not for eyes
SHORT, LONG = 12, 60  # characters: where a column begins to give way, and asks for no more
_CAPTURED = """
    SELECT run, capture_id FROM captures
    WHERE getvariable('url') IN (url, final_url) AND kind IN ('response', 'resource')
    ORDER BY fetched_at DESC LIMIT 1"""
ROWS = [
    "images",
    "wire_credits",
    "corrections",
    "quotes",
    "citations",
    "mentions",
    "dates",
    "links",
]


def explained(home: Home, target: str, source: str | None = None) -> Iterator[Article]:
    """The articles at a path or an address, read as parse would, with what is known of the outlet
    that they come from, or of ``source``.
    """
    for item in documents_of(home, target):
        if isinstance(item, Article):
            yield item
            continue
        name = source or item.source
        yield extract_article(item, read_profile(home, name) if name else None)


def documents_of(home: Home, target: str) -> Iterator[Document | Article]:
    """The documents at a path, or the one last captured from an address.

    :raises InputError: for an address of which nothing is kept.
    """
    if not target.startswith(("http://", "https://")):
        yield from documents(Path(target))
        return
    with open_snapshot(home) as connection:
        row = ask(connection, _CAPTURED, {"url": target}).fetchone()
    if row is None:
        raise InputError(f"{target}: nothing of it is kept; `broadsheet run {target}` fetches it")
    run, capture_id = row
    for part in home.stage(str(run)).glob("captures/*.parquet"):
        for capture in read_captures(part):
            if capture.capture_id == str(capture_id).replace("-", ""):
                payload, content_type = read_payload(capture, home)
                outlet = facts_of_outlets(home.sources).get(capture.source)
                yield document_of(capture, payload, content_type, outlet)
                return
    raise InputError(f"{target}: its run {run} was cleaned away; fetch it again with --force")


def print_explanation(article: Article, console: Console) -> None:
    """Print the whole record of ``article`` with its evidence and its cuts."""
    console.print(Group(*_parts(article)))


def _parts(article: Article) -> Iterator[RenderableType]:
    yield _fields(article)
    for name in ROWS:
        rows = getattr(article, name)
        if rows:
            yield _rows(name, [to_dict(row) for row in rows])
    yield _body(article)
    if article.cuts:
        yield _rows("cut from the page", [to_dict(cut) for cut in article.cuts])


def _fields(article: Article) -> Table:
    table = Table(title="Fields", title_justify="left", expand=True)
    for column in ("field", "value", "rule", "confidence", "what lost"):
        table.add_column(column, overflow="fold")
    by_field = {
        field: list(rows)
        for field, rows in groupby(
            sorted(article.evidence, key=lambda e: e.field), key=lambda e: e.field
        )
    }
    for name in SCALARS:
        value = getattr(article, name)
        rows = by_field.pop(name, [])
        if value in (None, (), "") and not rows:
            continue
        winner = next((row for row in rows if row.chosen), None)
        lost = [f"{row.value} ({row.rule}, {row.confidence:.2f})" for row in rows if not row.chosen]
        table.add_row(
            name,
            escape(_shown(value)),
            winner.rule if winner else "",
            f"{winner.confidence:.2f}" if winner else "",
            escape("\n".join(lost)),
        )
    for name, rows in by_field.items():
        for row in rows:
            table.add_row(
                name, escape(row.value), row.rule, f"{row.confidence:.2f}", escape(row.raw)
            )
    return table


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "\n".join(str(item) for item in value)
    if value is None:
        return "-"
    return str(to_dict(value))


def _rows(title: str, rows: list[dict[str, object]]) -> Table:
    table = Table(title=f"{title} ({len(rows)})", title_justify="left", expand=True)
    columns = [
        name
        for name in rows[0]
        if name not in OFFSETS and any(row[name] not in (None, (), []) for row in rows)
    ]
    shown = [["" if row[c] is None else str(row[c]) for c in columns] for row in rows]
    for column, cells in zip(columns, zip(*shown, strict=True), strict=True):
        # Short words keep their width; the rest is shared out by what each has to say.
        width = max(map(len, cells))
        ratio = None if width <= SHORT else min(width, LONG)
        table.add_column(column.replace("_", " "), overflow="fold", ratio=ratio)
    for line in shown:
        table.add_row(*map(escape, line))
    return table


def _body(article: Article) -> Table:
    table = Table(title=f"body ({len(article.blocks)} blocks)", title_justify="left", expand=True)
    table.add_column("#", justify="right")
    table.add_column("kind")
    table.add_column("text", overflow="fold")
    for number, (block, text) in enumerate(zip(article.blocks, article.paragraphs, strict=True)):
        table.add_row(str(number), block.kind, Text(text))
    return table
