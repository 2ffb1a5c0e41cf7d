"""The six stages, each a function from files to files. The command line and the DAGs call these.

    discover ─▶ fetch ─▶ parse ─▶ load ─▶ check ─▶ publish

``discover`` names the run's shards; ``fetch`` and ``parse`` work on one shard each and may run
side by side; ``load``, ``check`` and ``publish`` run one at a time.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from pipeline.discover.stage import discover as _discover
from pipeline.discover.tables import AS_NAMED, Reading
from pipeline.discover.window import Window
from pipeline.errors import ConfigurationError
from pipeline.extract.stage import parse
from pipeline.fetch.stage import FetchCounts
from pipeline.fetch.stage import fetch as _fetch
from pipeline.load.alerts import alert
from pipeline.load.checks import check
from pipeline.load.loader import load
from pipeline.load.publish import publish
from pipeline.settings import Home
from pipeline.sources import Source, load_sources

__all__ = ["alert", "check", "discover", "fetch", "load", "parse", "publish", "sources_of"]

log = logging.getLogger(__name__)


def discover(
    home: Home,
    run: str,
    targets: Sequence[str] = (),
    *,
    force: bool = False,
    since: datetime | None = None,
    until: datetime | None = None,
    tables: Reading = AS_NAMED,
) -> list[str]:
    """Find what is new; write the run's manifest and refs; return the names of its shards.

    ``targets`` are sources by name, paths and URLs; none means every source. With ``since`` or
    ``until`` (aware) the sources give what was published from then on, and before then.
    ``tables`` says how archives of articles among the paths are read.
    """
    return _discover(
        home, run, targets,
        sources=sources_of(home), force=force, window=Window(since, until), tables=tables,
    )  # fmt: skip


def fetch(
    home: Home,
    run: str,
    shard: str,
    *,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> FetchCounts:
    """Fetch or read what the shard refers to; ``progress`` is told the documents done, and all."""
    return _fetch(home, run, shard, sources=sources_of(home), progress=progress)


def sources_of(home: Home) -> list[Source]:
    """The home's sources; one that is not valid is logged, and the others are worked on."""
    problems: list[ConfigurationError] = []
    sources = load_sources(home.sources, problems)
    for problem in problems:
        log.error("%s", problem)
    return sources
