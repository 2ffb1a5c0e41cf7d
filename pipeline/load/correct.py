"""Corrections by hand: a field of an article that stays right however often it is read again."""

from __future__ import annotations

from pipeline.errors import InputError
from pipeline.load.snapshot import article_id
from pipeline.load.warehouse import note_change, open_warehouse, transaction
from pipeline.settings import Home

FIELDS = ("title", "summary", "section", "language", "publisher", "published", "access")


def correct(home: Home, name: str, field: str, value: str | None) -> None:
    """Set a field of the article that ``name`` leads to; None says that it is unknown.

    The revisions keep what the page said.

    :raises InputError: for a field that cannot be set so, or an article that is not there.
    """
    if field not in FIELDS:
        raise InputError(f"{field}: not a field to correct; these are: {', '.join(FIELDS)}")
    with open_warehouse(home) as connection, transaction(connection):
        id = article_id(connection, name)
        connection.execute(
            "INSERT OR REPLACE INTO store.hand_corrections VALUES (?, ?, ?, now())",
            [id, field, value],
        )
        note_change(connection, "correct", id)
