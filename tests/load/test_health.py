"""Sources that went silent, bring less, fail more, or changed shape are named by the checks."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from rich.console import Console

from pipeline.commands.health import print_health
from pipeline.fetch.frontier import Frontier
from pipeline.load.checks import check
from pipeline.load.loader import load
from pipeline.load.publish import publish
from pipeline.settings import Home
from tests.load.make import START, Page, page, write_run

RUN = "20260301T000000Z-000000"
DAYS = 20
NOW = START + timedelta(days=DAYS)
TEXT = "The council met on Monday and spoke of the budget for the year to come. " * 5

# What each source's file expects, and what is found of it.
CASES = {
    "steady": ('articles_per_day = 4\nsilent_after = "12h"\nfields = {title = 0.9, body = 1}', {}),
    "silent": ("", {"silent": "no new article since 2026-03-17 19:00 UTC"}),
    "patient": ('silent_after = "5d"', {}),
    "empty": ("", {"silent": "no article yet"}),
    "few": (
        "articles_per_day = 10",
        {"few_articles": "4.0 new articles a day over 7 days, 10.0 expected"},
    ),
    "bare": (
        "fields = {authors = 0.8, title = 0.8}",
        {"few_fields": "authors in 0 % of 28 articles, 80 % expected"},
    ),
    "reshaped": (
        "",
        {"changed_shape": "section in 57 % of the newest 28 articles, 100 % of 52 before"},
    ),
    "new": ("", {}),
    "failing": ("", {"failing": "timeout: 6 of 10 captures of the last day"}),
    "unfed": ("", {"listings": "https://unfed.example/feed failed 3 times: gone: 404 Not Found"}),
}


def _days(source: str, last: int = DAYS, first: int = 0, **fields: object) -> list[Page]:
    """Four articles a day."""
    return [
        page(f"https://{source}.example/{hour}", hour, TEXT + str(hour), source=source, **fields)
        for hour in range(24 * first + 1, 24 * last, 6)
    ]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A warehouse with all of them."""
    home = Home(tmp_path_factory.mktemp("health"))
    home.sources.mkdir()
    for name, (expect, _) in CASES.items():
        lines = f'feeds = ["https://{name}.example/feed"]\n[expect]\n{expect}\n'
        (home.sources / f"{name}.toml").write_text(lines)
    with Frontier(home.state / "frontier.sqlite") as frontier:
        frontier.do(
            "INSERT INTO listings (url, source, kind, checked_at, failures, problem) VALUES"
            " ('https://unfed.example/feed', 'unfed', 'feed', 0, 3, 'gone: 404 Not Found')"
        )
    pages = [page("https://empty.example/a", 1, source="empty", failed=True)]
    pages += _days("silent", DAYS - 3) + _days("patient", DAYS - 3)
    pages += _days("reshaped", 17, section="Town") + _days("reshaped", DAYS, 17)
    # All of it in the last hour: what was found first says nothing of a change.
    pages += [
        page(f"https://new.example/{n}", 24 * DAYS, TEXT + str(n), source="new", section=section)
        for n, section in enumerate(["Town"] * 40 + [None] * 40)
    ]
    for name in ("steady", "few", "bare", "failing", "unfed"):
        pages += _days(name)
    pages += [
        page(f"https://failing.example/bad{n}", 24 * DAYS - 2, source="failing", failed=True)
        for n in range(6)
    ]
    write_run(home, RUN, pages)
    load(home, RUN)
    return home


@pytest.fixture(scope="module")
def found(home: Home) -> dict[str, dict[str, str]]:
    """Check and sample of the findings of each source."""
    results: dict[str, dict[str, str]] = {name: {} for name in CASES}
    for result in check(home, RUN, NOW):
        results[result.source][result.name] = result.sample
    publish(home)
    return results


@pytest.mark.parametrize("source", CASES)
def test_what_is_found_of_a_source(found: dict[str, dict[str, str]], source: str) -> None:
    assert found[source] == CASES[source][1]


@pytest.mark.usefixtures("found")
def test_status_tells_of_each_source(home: Home) -> None:
    console = Console(record=True, file=StringIO())
    print_health(home, console, NOW)
    told = console.export_text().splitlines()
    at = told.index(
        "failing: last success 2026-03-20 19:00 UTC, 4.0 new articles a day (4.0 before)"
    )
    assert told[at + 1] == "  34 captures in 7 days, failed: timeout 6"
    assert told[at + 2].startswith("  filled: body 100 %, title 100 %, authors 0 %")
    assert told[at + 3] == "  ! failing: timeout: 6 of 10 captures of the last day"
    assert "empty: no success yet, 0.0 new articles a day" in told
    warned = [line for line in told if line.startswith("  ! ")]
    assert len(warned) == sum(len(findings) for _, findings in CASES.values())
