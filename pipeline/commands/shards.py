"""Fetch and parse over the shards of a run: side by side where it pays, with a bar of progress."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import nullcontext
from dataclasses import asdict
from functools import partial
from multiprocessing import get_context

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipeline import stages
from pipeline.discover.refs import documents, read_refs
from pipeline.errors import BroadsheetError
from pipeline.settings import Home

_SMALL = 200  # documents that one process reads before another has started


def over_shards(
    stage: str,
    home: Home,
    run: str,
    shards: Sequence[str],
    pool: Executor | None,
    progress: Progress,
    broken: dict[str, str],
) -> dict[str, int]:
    """Run ``stage`` over the shards, side by side where there is a pool; sum their counts."""
    total: Counter[str] = Counter()
    task = progress.add_task(stage, total=len(shards))

    def told(done: int, of: int) -> None:
        progress.update(task, completed=done, total=of)

    def results() -> Iterable[tuple[str, Callable[[], dict[str, int]]]]:
        if pool is None:
            for shard in shards:
                yield shard, partial(_one, stage, home, run, shard, told)
        else:
            futures = {pool.submit(_one, stage, home, run, shard): shard for shard in shards}
            for done, future in enumerate(as_completed(futures), 1):
                told(done, len(shards))
                yield futures[future], future.result

    for shard, result in results():
        try:
            total.update(result())
        except (BroadsheetError, OSError) as error:
            broken[shard] = f"{stage}: {error}"
    progress.remove_task(task)
    return dict(total)


def _one(
    stage: str,
    home: Home,
    run: str,
    shard: str,
    told: Callable[[int, int], None] = lambda done, of: None,
) -> dict[str, int]:
    work = stages.fetch if stage == "fetch" else stages.parse
    return numbers(work(home, run, shard, progress=told))


def numbers(report: object) -> dict[str, int]:
    """The whole numbers of a stage's report, by name."""
    return {k: v for k, v in asdict(report).items() if isinstance(v, int)}  # type: ignore[call-overload]  # a report


def pool_for(
    jobs: int | None, shards: int, documents: int
) -> ProcessPoolExecutor | nullcontext[None]:
    """Processes to work side by side; none where starting them takes longer than the work."""
    workers = min(jobs or os.cpu_count() or 1, shards) if documents > _SMALL else 1
    if workers < 2:
        return nullcontext()
    # Not forked: the progress bar's thread and DuckDB's do not survive a fork.
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def progress_bar(console: Console) -> Progress:
    """A bar a stage, on a terminal alone."""
    return Progress(
        TextColumn("{task.description:9}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


def size_of(home: Home, run: str, shard: str) -> int:
    """The documents of a shard, before it is fetched or, of captures, parsed."""
    if home.captures(run, shard).exists():
        from pyarrow.parquet import read_metadata

        return int(read_metadata(home.captures(run, shard)).num_rows)
    return documents(read_refs(home.refs(run, shard)))
