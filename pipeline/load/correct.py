"""Corrections by hand: a field of an article that stays right however often it is read again."""

from __future__ import annotations

import re

from pipeline.errors import InputError
from pipeline.load.snapshot import article_id
from pipeline.load.statements import load_sql
from pipeline.load.warehouse import note_change, open_warehouse, transaction
from pipeline.settings import Home

_DATE = re.compile(r"\d{4}-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?)?")
FIELDS = ("title", "summary", "section", "language", "publisher", "published", "access")


def correct(home: Home, name: str, field: str, value: str | None) -> None:
    """Set a field of the article that ``name`` leads to; None says that it is unknown.

    The revisions keep what the page said.

    :raises InputError: for a field that cannot be set so, or an article that is not there.
    """
    if field not in FIELDS:
        raise InputError(f"{field}: not a field to correct; these are: {', '.join(FIELDS)}")
    if field == "published" and value is not None and not _DATE.fullmatch(value):
        raise InputError(f"{value}: not a date as 2026-03, 2026-03-01 or 2026-03-01T09:30+02:00")
    if field == "access" and value not in (None, "free", "metered", "paywalled"):
        raise InputError(f"{value}: not an access; these are: free, metered, paywalled")
    with open_warehouse(home) as connection, transaction(connection):
        id = article_id(connection, name)
        connection.execute(
            "INSERT OR REPLACE INTO store.hand_corrections VALUES (?, ?, ?, now())",
            [id, field, value],
        )
        for name in ("62_corrected", "63_corrected_search"):
            connection.execute(load_sql(name), {"article": id})
        note_change(connection, "correct", id)
