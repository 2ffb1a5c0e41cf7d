"""``broadsheet diff``: what a publisher changed in an article."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.options import HomeOption

if TYPE_CHECKING:
    from rich.text import Text


def diff(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="A URL, or an article's id.")],
    home: HomeOption = None,
) -> None:
    """Show the revisions of an article: sentences added, removed and changed."""
    from rich.console import Console
    from rich.text import Text

    from pipeline.load.snapshot import article_id, open_snapshot
    from pipeline.settings import Home

    console = Console(highlight=False)
    with open_snapshot(Home.locate(home)) as connection:
        id = article_id(connection, article)
        revisions = connection.execute(
            "SELECT revision, cause, first_seen, title FROM article_revisions "
            "WHERE article_id = ? ORDER BY revision",
            [id],
        ).fetchall()
        rows = connection.execute(
            "SELECT revision, field, kind, before, after FROM revision_changes "
            "WHERE article_id = ? ORDER BY revision, position",
            [id],
        ).fetchall()
        stealth = {
            row[0]
            for row in connection.execute(
                "SELECT revision FROM stealth_edits WHERE article_id = ?", [id]
            ).fetchall()
        }
    for revision, cause, seen, title in revisions:
        note = {"first": "first seen", "extractor": "read by another version"}.get(cause, "changed")
        mark = ", no note says so" if revision in stealth else ""
        console.print(Text(f"revision {revision}: {note} {seen:%Y-%m-%d %H:%M} UTC{mark}", "bold"))
        if revision == 1:
            console.print(Text(f"  {title}", "dim"))
        for changed, field, _, before, after in rows:
            if changed == revision:
                label = "" if field == "text" else f"{field}: "
                console.print(Text(f"  {label}").append(marked(before or "", after or "")))


def marked(before: str, after: str) -> Text:
    """One line: words taken out in red and struck, words put in in green.

    Without colours ``[-words-]`` and ``{+words+}`` are still there to read.
    """
    one, other = before.split(), after.split()
    from rich.text import Text

    line = Text()
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            line.append(" ".join(one[a:b]) + " ")
            continue
        if b > a:
            line.append(f"[-{' '.join(one[a:b])}-]", "red strike").append(" ")
        if d > c:
            line.append(f"{{+{' '.join(other[c:d])}+}}", "green").append(" ")
    line.rstrip()
    return line
