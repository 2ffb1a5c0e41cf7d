"""What a takedown has to be searched for in files."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.urls import url_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """Ids of addresses and of articles, addresses as they were written, captures (32 hex digits),
    and the runs that made these; ``loaded`` are all runs that the warehouse knows.
    """

    ids: list[str]
    articles: list[str]
    urls: list[str]
    captures: list[str]
    runs: list[str]
    loaded: list[str]

    @property
    def strings(self) -> list[str]:
        """What a text that speaks of it would hold."""
        return [*self.urls, *self.articles]

    def __or__(self, other: Targets) -> Targets:
        one, two = asdict(self), asdict(other)
        return Targets(**{name: sorted({*one[name], *two[name]}) for name in one})

    def holds(self, url: str) -> bool:
        """Whether ``url`` leads to what is forgotten."""
        return url in self.urls or str(url_id(url)) in self.ids

    def may_be_in(self, run: str) -> bool:
        """Whether the files of ``run`` are to be searched: it made a capture, or was not loaded."""
        return run in self.runs or run not in self.loaded

    def to_json(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def read(cls, path: Path) -> Targets:
        return cls(**json.loads(path.read_bytes()))
