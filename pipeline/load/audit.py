"""Audit: random articles of an outlet for a person to judge, and how right each field was."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import InputError
from pipeline.load.snapshot import open_snapshot
from pipeline.settings import Home

FIELDS = ("title", "authors", "published", "section", "summary", "text")


def draw(home: Home, source: str, target: Path, *, size: int = 20) -> int:
    """Write a CSV of ``size`` random articles, a column beside each field for the verdict.

    A person writes ``y`` or ``n`` beside what is right or wrong, and nothing where the page has
    no such field. The same articles are drawn until the outlet has new ones.
    """
    if target.exists():
        raise InputError(f"{target}: is there already; name another, or remove it")
    with open_snapshot(home) as connection:
        rows = connection.execute(
            "SELECT url, title, (SELECT string_agg(name, '; ' ORDER BY position) FROM authors w "
            "WHERE w.article_id = a.article_id), published, section, summary, left(text, 400) "
            "FROM articles a WHERE source = ? ORDER BY md5(article_id::VARCHAR) LIMIT ?",
            [source, size],
        ).fetchall()
    if not rows:
        raise InputError(f"{source}: no articles of such a source")
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["url", *(name for field in FIELDS for name in (field, f"{field}_right"))])
        for url, *values in rows:
            writer.writerow([url, *(cell for value in values for cell in (value, ""))])
    return len(rows)


@dataclass(frozen=True, slots=True)
class Precision:
    """How often a field was right, of how many that were judged."""

    field: str
    right: int
    judged: int


def score(judged: Path) -> list[Precision]:
    """Count the verdicts of a file that ``draw`` wrote.

    :raises InputError: where it is no such file.
    """
    with judged.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if not rows or any(f"{field}_right" not in rows[0] for field in FIELDS):
        raise InputError(f"{judged}: not a file that `broadsheet audit` wrote")
    found = []
    for field in FIELDS:
        verdicts = Counter((row[f"{field}_right"] or "").strip().lower()[:1] for row in rows)
        found.append(Precision(field, verdicts["y"], verdicts["y"] + verdicts["n"]))
    return found
