"""Export: the published articles as Parquet by source and month, as JSON lines, or as CSV."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import duckdb

from pipeline.errors import InputError
from pipeline.load.erase_exports import note_export
from pipeline.load.snapshot import open_snapshot
from pipeline.settings import Home

# What an article holds beside its own columns, as lists in its row.
PARTS = (
    "paragraphs",
    "images",
    "authors",
    "tags",
    "wire_credits",
    "corrections",
    "links",
    "quotes",
    "citations",
    "mentions",
    "dates_mentioned",
)


def export(home: Home, target: Path, *, sample: int | None = None) -> int:
    """Write the published articles to ``target``; return how many.

    A name that ends in ``.jsonl`` or ``.csv`` is one file; any other is a folder of Parquet files
    ``source=<source>/month=<yyyy-mm>/*.parquet`` (Hive layout). JSON lines and Parquet hold the
    parts of an article as lists, CSV the article's own columns. ``sample`` takes so many articles,
    chosen by their ids: the same ones every time. ``broadsheet forget`` reaches an export while it
    is where it was written.

    :raises InputError: where ``target`` is there already or cannot be written.
    """
    if target.exists():
        raise InputError(f"{target}: is there already; name another, or remove it")
    target.parent.mkdir(parents=True, exist_ok=True)
    chosen = "articles"
    if sample is not None:
        chosen = f"(FROM articles ORDER BY md5(article_id::VARCHAR) LIMIT {int(sample)})"
    if target.suffix == ".csv":
        query, form = f"FROM {chosen}", "FORMAT csv, HEADER"
    elif target.suffix == ".jsonl":
        query, form = _nested(chosen), "FORMAT json"
    else:
        query = (
            "SELECT *, coalesce(strftime(published_date, '%Y-%m'), 'undated') AS month "
            f"FROM ({_nested(chosen)})"
        )
        form = "FORMAT parquet, COMPRESSION zstd, PARTITION_BY (source, month)"
    place = str(target).replace("'", "''")
    with open_snapshot(home) as connection:
        try:
            row = connection.execute(f"COPY ({query}) TO '{place}' ({form})").fetchone()
        except duckdb.Error as error:
            raise InputError(f"{target}: {str(error).splitlines()[0]}") from None
    with suppress(PermissionError):  # whoever may only read the home exports all the same
        note_export(home, target)
    return int(row[0]) if row else 0


def _nested(articles: str) -> str:
    joins = " ".join(
        f"LEFT JOIN (SELECT article_id, list(p ORDER BY p) AS {part} FROM ("
        f"SELECT article_id, struct_pack(*COLUMNS(* EXCLUDE (article_id))) AS p FROM {part}"
        f") GROUP BY article_id) {part} ON {part}.article_id = a.article_id"
        for part in PARTS
    )
    lists = ", ".join(f"coalesce({part}.{part}, []) AS {part}" for part in PARTS)
    return f"SELECT a.*, {lists} FROM {articles} a {joins}"
