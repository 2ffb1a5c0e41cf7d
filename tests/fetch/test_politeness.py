"""The pace of a host: gaps, slowing down, rests, and what a server asks for."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from time import time

import pytest

from pipeline.fetch.frontier import Frontier
from pipeline.fetch.politeness import Pace, Resting, retry_after
from pipeline.fetch.steps import wait_through

HOST = "news.example"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def frontier(tmp_path: Path) -> Iterator[Frontier]:
    with Frontier(tmp_path / "frontier.sqlite") as frontier:
        yield frontier


def _ask(frontier: Frontier, failure: str | None = None, *, seconds: float = 0.0,
         wait: float | None = None, delay: float = 0.0) -> None:  # fmt: skip
    """One request that ended so; the host's own gap is forgotten before it."""
    frontier.do("UPDATE hosts SET sent_at = 0, next_at = 0")
    pace = Pace(frontier)
    lease = wait_through(pace.acquire(HOST, delay, 30))
    pace.release(lease, time(), seconds, failure, wait)


def _until(frontier: Frontier) -> float:
    """Seconds until the host may be asked again."""
    return Pace(frontier).ready_at(HOST) - time()


def _host(frontier: Frontier, column: str) -> float:
    row = frontier.one(f"SELECT {column} FROM hosts")
    assert row is not None
    return float(row[0])


def test_the_gap_counts_from_when_the_request_was_sent(frontier: Frontier) -> None:
    pace = Pace(frontier)
    lease = wait_through(pace.acquire(HOST, 10, 30))
    frontier.do("UPDATE hosts SET sent_at = ?", (time() - 5,))  # it was taken five seconds ago
    pace.release(lease, time() - 4, 4, None)
    assert 5.5 < _until(frontier) <= 6


def test_a_slow_host_is_left_alone_as_long_as_it_took(frontier: Frontier) -> None:
    _ask(frontier, seconds=7)
    assert 6.5 < _until(frontier) <= 7
    _ask(frontier, seconds=600)
    assert 59.5 < _until(frontier) <= 60


def test_a_throttling_host_is_asked_more_slowly_until_it_answers(frontier: Frontier) -> None:
    for factor in (2, 4):
        _ask(frontier, "throttled", delay=1)
        assert _host(frontier, "slowdown") == factor
    _ask(frontier, delay=1)
    assert _host(frontier, "slowdown") == pytest.approx(1 + 3 * 0.9)
    for _ in range(60):
        _ask(frontier)
    assert _host(frontier, "slowdown") == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("asked", [3.0, 90_000.0])
def test_retry_after_is_kept_up_to_a_day(frontier: Frontier, asked: float) -> None:
    _ask(frontier, "throttled", wait=asked)
    assert min(asked, 86_400) - 1 < _until(frontier) <= min(asked, 86_400)


@pytest.mark.parametrize(
    ("failure", "number"),
    [("dns", 3), ("connect", 3), ("tls", 3), ("timeout", 6), ("reset", 6), ("server", 6),
     ("throttled", 12)],
)  # fmt: skip
def test_failures_by_their_weight_rest_a_host(
    frontier: Frontier, failure: str, number: int
) -> None:
    for _ in range(number):
        assert _host_rests(frontier) is False
        _ask(frontier, failure)
    assert _host_rests(frontier) is True
    assert 590 < _host(frontier, "rest_to") - time() <= 600
    with pytest.raises(Resting, match=HOST):
        wait_through(Pace(frontier).acquire(HOST, 0, 30))


def _host_rests(frontier: Frontier) -> bool:
    row = frontier.one("SELECT rest_to FROM hosts")
    return row is not None and row["rest_to"] > time()


def test_a_host_comes_back_and_rests_longer_the_next_time(frontier: Frontier) -> None:
    for length in (600, 1200, 2400):
        for _ in range(3):
            _ask(frontier, "connect")
        assert length - 10 < _host(frontier, "rest_to") - time() <= length
        frontier.do("UPDATE hosts SET rest_to = ?", (time() - 1,))
    _ask(frontier)
    assert (_host(frontier, "score"), _host(frontier, "rests")) == (0, 0)


@pytest.mark.parametrize("failure", ["refused", "gone", "robots", "content_type", "too_large"])
def test_what_says_nothing_of_the_host_rests_it_never(frontier: Frontier, failure: str) -> None:
    for _ in range(20):
        _ask(frontier, failure)
    assert _host_rests(frontier) is False


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0), ("120", 120.0), (" 5 ", 5.0), (None, None), ("", None), ("soon", None),
        ("-1", None), ("1.5", None),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90.0),
        (format_datetime(NOW - timedelta(seconds=90), usegmt=True), 0.0),
        ("Sunday, 01-Mar-26 12:01:30 GMT", 90.0), ("Sun Mar  1 12:01:30 2026", 90.0),
    ],
)  # fmt: skip
def test_retry_after_in_both_its_forms(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds
