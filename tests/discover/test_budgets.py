"""How much a run asks for: a source's budget, a host's, and one for all sources together."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.discover.listing import Entry
from pipeline.discover.queue import due, enqueue
from pipeline.discover.refs import read_refs
from pipeline.discover.stage import discover
from pipeline.errors import ConfigurationError
from pipeline.fetch.frontier import Frontier
from pipeline.settings import Home
from pipeline.sources import Politeness, Source
from pipeline.urls import host_of


@pytest.fixture
def frontier(tmp_path: Path) -> Iterator[Frontier]:
    with Frontier(Home(tmp_path).state / "frontier.sqlite") as frontier:
        yield frontier


def _source(frontier: Frontier, name: str, pages: dict[str, int], **polite: int) -> Source:
    """A source with so many pages of each host, the newest first in order of number."""
    source = Source(name=name, fetch=Politeness(**polite))  # type: ignore[arg-type]  # numbers
    entries = [
        Entry(url=f"https://{host}/{name}/{n}", published=f"2026-03-{28 - n:02d}")
        for host, number in pages.items()
        for n in range(number)
    ]
    enqueue(frontier, source, entries)
    return source


def test_a_source_takes_its_newest_and_goes_on_at_the_next_run(frontier: Frontier) -> None:
    source = _source(frontier, "a", {"one.example": 5}, budget=2)
    for expected in (["0", "1"], ["2", "3"], ["4"], []):
        refs = due(frontier, [source])
        assert [ref.location[-1] for ref in refs] == expected
        for ref in refs:  # as fetch leaves it: the next run goes on from here
            frontier.do("UPDATE urls SET next_at = NULL WHERE url = ?", (ref.location,))


def test_a_host_is_spared_across_sources(frontier: Frontier) -> None:
    one = _source(frontier, "a", {"one.example": 5, "two.example": 2}, host_budget=3)
    other = _source(frontier, "b", {"one.example": 5, "three.example": 1}, host_budget=4)
    refs = due(frontier, [one, other])
    assert Counter(host_of(ref.location) for ref in refs) == {
        "one.example": 4, "two.example": 2, "three.example": 1
    }  # fmt: skip


def test_one_budget_for_all_is_shared_by_turns(
    frontier: Frontier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = [_source(frontier, name, {f"{name}.example": 5}) for name in ("a", "b", "c")]
    monkeypatch.setenv("BROADSHEET_BUDGET", "7")
    home = Home(tmp_path)
    (shard,) = discover(home, "r", sources=sources)
    refs = read_refs(home.refs("r", shard))
    assert Counter(ref.source for ref in refs) == {"a": 3, "b": 2, "c": 2}
    monkeypatch.setenv("BROADSHEET_BUDGET", "many")
    with pytest.raises(ConfigurationError, match="BROADSHEET_BUDGET"):
        discover(home, "s", sources=sources)
