"""The fields of the DAGs' forms, as JSON schema: Airflow refuses a run that does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from airflow.sdk import Param

if TYPE_CHECKING:
    from datetime import datetime


def names(title: str, description: str) -> Param:
    """A list of texts, one a line in the form, which need not be filled in."""
    return Param(
        [],
        type=["null", "array"],
        items={"type": "string", "minLength": 1},
        title=title,
        description_md=description,
    )


SOURCES = names("Sources", "Names of `sources/*.toml`, one a line. Empty: all of them.")


def day(title: str, description: str) -> Param:
    """A day, or none."""
    return Param(
        None,
        type=["null", "string"],
        format="date",
        title=title,
        description_md=description,
    )


def moment(day: str | None) -> datetime | None:
    """The beginning (UTC) of a day that ``day`` gave."""
    from pipeline.discover.window import day_or_time

    return day_or_time(day) if day else None


def listed(*values: list[str] | None) -> list[str]:
    """The texts of fields that ``names`` gave, one after the other."""
    return [text for texts in values for text in texts or ()]
