"""Where data lie: the home folder and the names of everything in it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ConfigurationError

HOME_VARIABLE = "BROADSHEET_HOME"


@dataclass(frozen=True, slots=True)
class Home:
    """The folder that holds a Broadsheet's data; methods name paths and create nothing.

    raw/<run>-<shard>.warc.gz      what was fetched or read, as it came
    stage/<run>/manifest.json      the run: its shards and parameters
    stage/<run>/refs/<shard>.jsonl, captures/<shard>.parquet, articles/<shard>.parquet
    state/frontier.sqlite          what crawling must remember; rebuildable from captures
    state/forgotten                ids of addresses that were taken down
    state/exports                  where articles were exported to
    learned/<source>/<n>.json      boilerplate, frozen by ``broadsheet learn``
    sources/<name>.toml            the user's outlets
    warehouse.duckdb               written by one process
    quarantine/<run>/<source>.parquet  what a check of a batch set aside
    published/broadsheet.duckdb    the snapshot that everybody reads
    reprocess/<run>/               what reading old captures again would change, and the decision
    """

    root: Path

    @classmethod
    def locate(cls, path: str | Path | None = None) -> Home:
        """The home named by ``path``, else by ``BROADSHEET_HOME``, else ``./data``."""
        return cls(Path(path or os.environ.get(HOME_VARIABLE) or "data").resolve())

    @property
    def raw(self) -> Path:
        return self.root / "raw"

    @property
    def state(self) -> Path:
        return self.root / "state"

    @property
    def sources(self) -> Path:
        return self.root / "sources"

    @property
    def learned(self) -> Path:
        return self.root / "learned"

    @property
    def warehouse(self) -> Path:
        return self.root / "warehouse.duckdb"

    @property
    def published(self) -> Path:
        return self.root / "published" / "broadsheet.duckdb"

    @property
    def forgotten(self) -> Path:
        return self.state / "forgotten"

    @property
    def exports(self) -> Path:
        return self.state / "exports"

    def stage(self, run: str) -> Path:
        return self.root / "stage" / run

    def manifest(self, run: str) -> Path:
        return self.stage(run) / "manifest.json"

    def refs(self, run: str, shard: str) -> Path:
        return self.stage(run) / "refs" / f"{shard}.jsonl"

    def captures(self, run: str, shard: str) -> Path:
        return self.stage(run) / "captures" / f"{shard}.parquet"

    def articles(self, run: str, shard: str) -> Path:
        return self.stage(run) / "articles" / f"{shard}.parquet"

    def quarantine(self, run: str, source: str) -> Path:
        return self.root / "quarantine" / run / f"{source}.parquet"

    def warc(self, run: str, shard: str) -> Path:
        return self.raw / f"{run}-{shard}.warc.gz"

    def reprocess(self, run: str) -> Path:
        return self.root / "reprocess" / run


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardSize:
    """How much a shard holds at most: documents, and bytes of them."""

    documents: int = 2_000
    bytes: int = 256 * 1024 * 1024

    @classmethod
    def configured(cls) -> ShardSize:
        """As ``BROADSHEET_SHARD_DOCUMENTS`` and ``BROADSHEET_SHARD_BYTES`` say.

        :raises ConfigurationError: where one is not a whole number above 0.
        """
        usual = cls()
        return cls(
            documents=_positive("BROADSHEET_SHARD_DOCUMENTS", usual.documents),
            bytes=_positive("BROADSHEET_SHARD_BYTES", usual.bytes),
        )


def _positive(variable: str, default: int) -> int:
    text = os.environ.get(variable) or str(default)
    if not text.isdecimal() or int(text) < 1:
        raise ConfigurationError(f"{variable}: must be a whole number above 0, not {text!r}")
    return int(text)
