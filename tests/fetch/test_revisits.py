"""When an address is asked for again: on a falling schedule, after failures, and never."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.discover.listing import Entry
from pipeline.discover.queue import due, enqueue
from pipeline.fetch.frontier import Frontier
from pipeline.fetch.outcomes import DAY, HOUR, OUTCOMES, settle
from pipeline.record import Capture
from pipeline.sources import Discovery, Source
from pipeline.urls import url_id

URL = "https://news.example/one"
KEY = url_id(URL).bytes
SOURCE = Source(name="s")
NOW = datetime.now(UTC)
ANSWER = Capture(
    capture_id="0" * 32, run="r", source="s", url=URL, final_url=URL, kind="response",
    fetched_at=NOW, status=200, digest="sha1:A", etag='"one"',
)  # fmt: skip


@pytest.fixture
def frontier(tmp_path: Path) -> Iterator[Frontier]:
    with Frontier(tmp_path / "frontier.sqlite") as frontier:
        yield frontier


def _found(frontier: Frontier, **hints: str) -> int:
    return enqueue(frontier, SOURCE, [Entry(url=URL, **hints)])


def _settle(frontier: Frontier, capture: Capture, at: datetime) -> float | None:
    """Seconds from then to the next visit, None for never."""
    revisit = SOURCE.discover.revisit
    settle(frontier, KEY, replace(capture, fetched_at=at), revisit, conditional=False)
    row = frontier.one("SELECT next_at FROM urls")
    assert row is not None
    return None if row["next_at"] is None else row["next_at"] - at.timestamp()


def test_a_young_article_is_seen_again_on_a_falling_schedule(frontier: Frontier) -> None:
    _found(frontier)
    ages = [
        timedelta(0),
        timedelta(hours=1),
        timedelta(hours=6),
        timedelta(days=1),
        timedelta(days=7),
    ]
    waits = [_settle(frontier, ANSWER, NOW + age) for age in ages]
    assert waits == pytest.approx([HOUR, 5 * HOUR, 18 * HOUR, 6 * DAY, None], abs=1)


def test_a_late_visit_skips_what_has_passed(frontier: Frontier) -> None:
    _found(frontier)
    _settle(frontier, ANSWER, NOW)
    assert _settle(frontier, ANSWER, NOW + timedelta(hours=8)) == pytest.approx(16 * HOUR, abs=1)


def test_an_old_article_is_fetched_once(frontier: Frontier) -> None:
    _found(frontier, published="2020-01-01")
    assert _settle(frontier, ANSWER, NOW) is None


def test_one_that_its_listing_calls_changed_comes_up_at_once(frontier: Frontier) -> None:
    _found(frontier, changed="2026-03-01T10:00:00Z")
    _settle(frontier, ANSWER, NOW)
    assert due(frontier, [SOURCE]) == []
    assert _found(frontier, changed="2026-03-01T11:00:00Z") == 0
    assert [ref.location for ref in due(frontier, [SOURCE])] == [URL]


def test_addresses_of_one_page_are_one(frontier: Frontier) -> None:
    url = "https://example.org/one"
    dresses = [url, f"{url}?utm_source=x", f"{url}#top", "http://m.example.org/one/amp/"]
    assert enqueue(frontier, SOURCE, [Entry(url=url) for url in dresses]) == 1
    assert [ref.location for ref in due(frontier, [SOURCE])] == [url]


def test_what_is_too_old_or_not_wanted_stays_away(frontier: Frontier) -> None:
    discovery = Discovery(include=("/news/",), exclude=("/video/",), max_age=timedelta(days=30))
    source = Source(name="s", discover=discovery)
    entries = [
        Entry(url="https://news.example/news/1"),
        Entry(url="https://news.example/news/video/2"),
        Entry(url="https://news.example/sport/3"),
        Entry(url="https://news.example/news/4", published="2020-01-01"),
        Entry(url="mailto:desk@news.example"),
    ]
    assert enqueue(frontier, source, entries) == 1
    assert [ref.location for ref in due(frontier, [source])] == [entries[0].url]


@pytest.mark.parametrize("kind", OUTCOMES)
def test_failures_are_tried_later_and_given_up(frontier: Frontier, kind: str) -> None:
    _found(frontier)
    failure = replace(ANSWER, kind="failure", status=None, digest=None, error_class=kind)
    outcome, at = OUTCOMES[kind], NOW
    waits = []
    for _ in range(min(outcome.patience, 8)):
        wait = _settle(frontier, failure, at)
        waits.append(wait)
        if wait is None:
            break
        at += timedelta(seconds=wait)
    if outcome.later is None:
        assert waits == [None]
    elif kind == "resting":
        assert waits == pytest.approx([900] * 8, abs=1)
    else:
        given = outcome.patience if outcome.patience <= 8 else 9
        doubled = [min(outcome.later * 2**n, DAY) for n in range(8)]
        expected = [*doubled[: given - 1], None][:8] if given <= 8 else doubled
        assert waits == pytest.approx(expected, abs=1)


def test_a_success_forgives(frontier: Frontier) -> None:
    _found(frontier)
    failure = replace(ANSWER, kind="failure", status=None, digest=None, error_class="timeout")
    assert _settle(frontier, failure, NOW) == pytest.approx(HOUR, abs=1)
    assert _settle(frontier, ANSWER, NOW + timedelta(hours=1)) is not None
    row = frontier.one("SELECT * FROM urls")
    assert row is not None
    assert (row["failures"], row["visits"], row["etag"]) == (0, 1, '"one"')
