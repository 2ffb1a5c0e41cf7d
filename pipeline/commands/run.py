"""``broadsheet run``: all six stages, with a line of report for each."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from datetime import datetime
from multiprocessing import get_context

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from pipeline import stages
from pipeline.discover.refs import documents, read_refs
from pipeline.discover.tables import AS_NAMED, Reading
from pipeline.errors import BroadsheetError, CheckFailed
from pipeline.runs import Manifest, finish, held, new_run_id, unfinished
from pipeline.settings import Home

_SMALL = 200  # documents that one process reads before another has started


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of a finished run: wall seconds, and counts by name."""

    stage: str
    seconds: float
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A run that came to its end. ``broken`` maps the shards that failed to their errors;
    ``unpublished`` is what a failed check said, ``notes`` what discover met on its way.
    """

    run: str
    steps: tuple[Step, ...]
    broken: dict[str, str]
    unpublished: str | None
    notes: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether the run as a whole did not do what it was asked to."""
        return bool(self.broken) or self.unpublished is not None


def run_all(
    home: Home,
    targets: Sequence[str],
    console: Console,
    *,
    force: bool = False,
    since: datetime | None = None,
    until: datetime | None = None,
    tables: Reading = AS_NAMED,
    jobs: int | None = None,
) -> Iterator[Outcome]:
    """Finish the runs that were interrupted, then run every stage anew; an outcome for each."""
    for run in unfinished(home):
        with held(home, run) as mine:
            if mine:
                yield _after_discover(home, run, Manifest.read(home, run).shards, [], console, jobs)
    run = new_run_id()
    with held(home, run):
        started = time.perf_counter()
        shards = stages.discover(
            home, run, targets, force=force, since=since, until=until, tables=tables
        )
        step = Step("discover", time.perf_counter() - started, {"shards": len(shards)})
        yield _after_discover(home, run, shards, [step], console, jobs)


def _after_discover(
    home: Home,
    run: str,
    shards: Sequence[str],
    steps: list[Step],
    console: Console,
    jobs: int | None,
) -> Outcome:
    """The other five stages; a shard that fails stops no other, and the run is not finished."""
    broken: dict[str, str] = {}
    unpublished = None

    def timed(stage: str, work: Callable[[], dict[str, int]]) -> None:
        started = time.perf_counter()
        counts = work()
        steps.append(Step(stage, time.perf_counter() - started, counts))

    def over_shards(stage: str) -> dict[str, int]:
        todo = [shard for shard in shards if shard not in broken]
        return _over_shards(stage, home, run, todo, pool, progress, broken)

    refs = sum(documents(read_refs(home.refs(run, shard))) for shard in shards)
    with _progress(console) as progress, _pool(jobs, len(shards), refs) as pool:
        timed("fetch", lambda: over_shards("fetch"))
        timed("parse", lambda: over_shards("parse"))
    timed("load", lambda: _numbers(stages.load(home, run)))
    if not broken:
        finish(home, run)
    try:
        timed("check", lambda: {"findings": len(stages.check(home, run))})
        timed("publish", lambda: _numbers(stages.publish(home)))
    except CheckFailed as failure:
        unpublished = str(failure)
    notes = Manifest.read(home, run).parameters.get("notes")
    told = tuple(map(str, notes)) if isinstance(notes, list) else ()
    return Outcome(run, tuple(steps), broken, unpublished, told)


def print_outcome(outcome: Outcome, home: Home, console: Console) -> None:
    """The run as a table of stages, then what went wrong and where the database lies."""
    table = Table(title=f"Run {outcome.run}", title_justify="left")
    for column in ("stage", "seconds", "what happened"):
        table.add_column(column, justify="right" if column == "seconds" else "left")
    for step in outcome.steps:
        told = ", ".join(f"{n:,} {name.replace('_', ' ')}" for name, n in step.counts.items() if n)
        table.add_row(step.stage, f"{step.seconds:.2f}", told or "nothing new")
    console.print(table)
    for note in outcome.notes:
        console.print(note, style="yellow", markup=False, soft_wrap=True)
    for shard, error in outcome.broken.items():
        console.print(f"Shard {shard} failed: {error}", style="red", markup=False, soft_wrap=True)
    if outcome.unpublished:
        console.print(
            f"Not published: {outcome.unpublished}", style="red", markup=False, soft_wrap=True
        )
    console.print(f"The database to query is {home.published}", markup=False, soft_wrap=True)


def _over_shards(
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
                yield shard, lambda shard=shard: _one(stage, home, run, shard, told)  # type: ignore[misc]  # bound
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
    return _numbers(work(home, run, shard, progress=told))


def _numbers(report: object) -> dict[str, int]:
    """The whole numbers of a stage's report, by name."""
    return {k: v for k, v in asdict(report).items() if isinstance(v, int)}  # type: ignore[call-overload]  # a report


def _pool(jobs: int | None, shards: int, refs: int) -> ProcessPoolExecutor | nullcontext[None]:
    """Processes to work side by side; none where starting them takes longer than the work."""
    workers = min(jobs or os.cpu_count() or 1, shards) if refs > _SMALL else 1
    if workers < 2:
        return nullcontext()
    # Not forked: the progress bar's thread and DuckDB's do not survive a fork.
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description:9}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
