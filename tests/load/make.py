"""Captures, articles and runs for the tests of the warehouse, and its tables to compare."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import md5
from typing import Any

import duckdb

from pipeline.extract.observe import observe
from pipeline.load.parts import write_part
from pipeline.record import (
    Article,
    Capture,
    Correction,
    Evidence,
    Image,
    Mention,
    Observation,
    Quote,
    Versions,
    join_blocks,
)
from pipeline.runs import Manifest
from pipeline.settings import Home

START = datetime(2026, 3, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Page:
    """A capture and what was read from it; no article where the fetch failed."""

    capture: Capture
    article: Article | None

    @property
    def observation(self) -> Observation | None:
        return self.article and observe(self.article, self.capture, self.capture.run)


def page(
    url: str,
    hour: int,
    text: str = "",
    *,
    final: str | None = None,
    canonical: str | None = None,
    source: str = "gazette",
    run: str = "20260301T000000Z-000000",
    extractor: str = "0.1.0",
    boilerplate: str | None = None,
    failed: bool = False,
    **fields: Any,
) -> Page:
    """A page fetched so many hours after ``START``; ``|`` parts the paragraphs of ``text``."""
    fetched_at = START + timedelta(hours=hour)
    capture = Capture(
        capture_id=md5(f"{url} {final} {hour}".encode()).hexdigest(),
        run=run,
        source=source,
        url=url,
        final_url=final or url,
        kind="failure" if failed else "response",
        fetched_at=fetched_at,
        status=None if failed else 200,
        bytes=100,
        error_class="timeout" if failed else None,
    )
    if failed:
        return Page(capture, None)
    body, blocks = join_blocks([("paragraph", part) for part in text.split("|") if part])
    fields.setdefault("title", "A title")
    article = Article(
        id=url,
        source=source,
        text=body,
        blocks=blocks,
        canonical_url=canonical,
        versions=Versions(extractor=extractor, boilerplate=boilerplate),
        **fields,
    )
    return Page(capture, article)


def rich(url: str, hour: int, name: str = "Ada Byron", **fields: Any) -> Page:
    """A page that has something for every table."""
    text = f'"It works," said {name}.|The mill reopens on 3 May.'
    return page(
        url,
        hour,
        text,
        authors=("Sam Reed", "Kim Roe"),
        published="2026-03-01T09:30:00+02:00",
        published_precision="minute",
        tags=("mills",),
        images=(Image(url=url + ".jpg", caption="The mill", credit="Photo: R. Doe"),),
        corrections=(Correction(kind="correction", text="An earlier version misspelt a name."),),
        quotes=(
            Quote(
                quote="It works,",
                kind="direct",
                speaker=name,
                verb="said",
                paragraph=0,
                start=1,
                end=10,
                quote_group=0,
            ),
        ),
        mentions=(Mention(name=name, kind="person", mention=name, start=17, end=17 + len(name)),),
        evidence=(
            Evidence(field="title", value="A title", rule="h1", raw="A", confidence=1, chosen=True),
            Evidence(field="title", value="B", rule="og", raw="B", confidence=0.5, chosen=False),
        ),
        **fields,
    )


def write_run(home: Home, run: str, pages: Iterable[Page], *, shards: int = 1) -> None:
    """The manifest and parts of a run, its pages dealt out to the shards."""
    pages = list(pages)
    names = [f"{n:04}" for n in range(shards)]
    Manifest(run=run, created=START.isoformat(), shards=names).write(home)
    for n, shard in enumerate(names):
        mine = pages[n::shards]
        write_part(home.captures(run, shard), Capture, [p.capture for p in mine])
        rows = [p.observation for p in mine]
        write_part(home.articles(run, shard), Observation, [row for row in rows if row])


def tables(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[Any, ...]]]:
    """Every table's rows, sorted; numbers of loading order are replaced by what they number."""
    names = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'store' ORDER BY 1"
    ).fetchall()
    return {name: _rows(connection, name) for (name,) in names if name not in _OF_THE_LOADING}


# These say when and how something was loaded, not what.
_OF_THE_LOADING = {"runs", "changes", "check_results", "postings", "search_segments"}
_OF_THE_LOADING |= {"unchecked", "whole_checks"}


def _rows(connection: duckdb.DuckDBPyConnection, table: str) -> list[tuple[Any, ...]]:
    columns = [c[0] for c in connection.execute(f"FROM store.{table} LIMIT 0").description]
    shown = {
        "content_id": "(SELECT record_hash FROM store.contents c WHERE content_id = t.content_id)",
        "text_id": "(SELECT text_key FROM store.texts x WHERE text_id = t.text_id)",
        "one": "(SELECT text_key FROM store.texts x WHERE text_id = t.one)",
        "other": "(SELECT text_key FROM store.texts x WHERE text_id = t.other)",
    }
    if table in ("contents", "texts"):
        shown[f"{table[:-1]}_id"] = "NULL"
    fields = ", ".join(shown.get(c, f't."{c}"') for c in columns)
    return sorted(connection.execute(f"SELECT {fields} FROM store.{table} t").fetchall(), key=repr)
