"""``broadsheet search``: articles that match words, with the passages that do."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

import typer

from pipeline.commands.options import HomeOption

PASSAGES = 2  # shown an article
AROUND = 90  # characters before and after a match


def search(
    query: Annotated[str, typer.Argument(help='Words; "in quotes" they stand side by side.')],
    home: HomeOption = None,
    source: Annotated[str | None, typer.Option(help="One outlet only.")] = None,
    since: Annotated[str | None, typer.Option(help="Published on this day or later.")] = None,
    until: Annotated[str | None, typer.Option(help="Published on this day or earlier.")] = None,
    top: Annotated[int, typer.Option(min=1, help="How many articles.")] = 10,
) -> None:
    """Search titles, bodies and captions; the best matches first, with passages."""
    from rich.console import Console
    from rich.text import Text

    from pipeline.load.snapshot import open_snapshot, search_articles
    from pipeline.settings import Home

    console = Console(highlight=False)
    with open_snapshot(Home.locate(home)) as connection:
        hits = search_articles(connection, query, source=source, since=since, until=until, top=top)
    words = re.findall(r"\w+", query)
    for hit in hits:
        console.print(Text(hit.title or "(no title)", style="bold"))
        console.print(
            Text(f"{hit.published or 'undated'}  {hit.source}  {hit.url}", style="dim"),
            soft_wrap=True,
        )
        for passage in passages(hit.text, words):
            line = Text("  " + passage)
            for start, end in matches(line.plain, words):
                line.stylize("bold yellow", start, end)
            console.print(line)
        console.print()
    console.print(f"[dim]{len(hits)} articles[/dim]")


def passages(text: str, words: list[str]) -> list[str]:
    """The stretches of ``text`` around the first matches, cut between words."""
    found: list[str] = []
    behind = 0
    for start, end in matches(text, words):
        if start < behind:
            continue
        left = text.rfind(" ", 0, max(0, start - AROUND)) + 1 if start > AROUND else 0
        right = text.find(" ", min(len(text), end + AROUND))
        right = len(text) if right < 0 else right
        dots = ("… " if left else "", " …" if right < len(text) else "")
        found.append(dots[0] + " ".join(text[left:right].split()) + dots[1])
        behind = right
        if len(found) == PASSAGES:
            break
    return found


def matches(text: str, words: list[str]) -> list[tuple[int, int]]:
    """Where in ``text`` a word begins as one of ``words`` does, inflection and accents aside."""
    beginnings = tuple(fold(word)[: max(3, len(word) - 3)] for word in words if len(word) > 2)
    if not beginnings:
        return []
    return [
        (found.start(), found.end())
        for found in re.finditer(r"\w+", text)
        if fold(found[0]).startswith(beginnings)
    ]


def fold(word: str) -> str:
    """``word`` in lower case, without accents."""
    decomposed = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
