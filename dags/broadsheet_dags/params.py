"""The fields of the DAGs' forms, as JSON schema: Airflow refuses a run that does not fit."""

from __future__ import annotations

from airflow.sdk import Param


def names(title: str, description: str) -> Param:
    """A list of texts, one a line in the form."""
    return Param(
        [],
        type="array",
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
