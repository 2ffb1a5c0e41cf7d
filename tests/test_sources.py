"""The documents on sources and fetching say what the code has."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from pipeline.fetch.outcomes import OUTCOMES
from pipeline.sources import (
    Discovery,
    Expectation,
    Override,
    Politeness,
    Retention,
    Source,
    read_source,
)

DOCS = Path(__file__).parents[1] / "docs"
FIRST_CELL = re.compile(r"^\| `(\w+)` \|", re.M)


@pytest.mark.parametrize(
    ("heading", "record", "elsewhere"),
    [
        ("## Top level", Source, {"fetch", "discover", "expect", "keep", "overrides"}),
        ("## `[fetch]`", Politeness, set()),
        ("## `[discover]`", Discovery, set()),
        ("## `[expect]`", Expectation, set()),
        ("## `[keep]`", Retention, set()),
        ("## `[[overrides]]`", Override, set()),
    ],
)
def test_every_key_is_documented_and_no_other(
    heading: str, record: type, elsewhere: set[str]
) -> None:
    text = (DOCS / "sources.md").read_text("utf-8")
    section = text.partition(f"\n{heading}")[2].partition("\n## ")[0]
    assert set(FIRST_CELL.findall(section)) == {f.name for f in fields(record)} - elsewhere


def test_the_example_is_a_valid_source(tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.+?)```", (DOCS / "sources.md").read_text("utf-8"), re.S)
    assert example
    path = tmp_path / "news.toml"
    path.write_text(example[1], "utf-8")
    assert read_source(path).outlets == {"news.example"}


def test_the_table_of_outcomes_is_that_of_the_code() -> None:
    text = (DOCS / "fetching.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \|[^|]+\| (\d+) \| ([^|]+) \| (\d*) ?\|$", text, re.M)
    told = {kind: (int(tries), later != "never", runs) for kind, tries, later, runs in rows}
    assert told == {
        kind: (o.tries, o.later is not None, str(o.patience) if o.later is not None else "")
        for kind, o in OUTCOMES.items()
    }
