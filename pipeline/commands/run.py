"""``broadsheet run``: all six stages, with a line of report for each."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.console import Console
from rich.table import Table

from pipeline import stages
from pipeline.commands.shards import numbers, over_shards, pool_for, progress_bar, size_of
from pipeline.discover.tables import AS_NAMED, Reading
from pipeline.errors import CheckFailed
from pipeline.runs import Manifest, finish, held, new_run_id, unfinished
from pipeline.settings import Home


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of a finished run: wall seconds, and counts by name."""

    stage: str
    seconds: float
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A run that came to its end. ``broken`` maps the shards that failed to their errors;
    ``unpublished`` is what a failed check said, ``notes`` what discover met and checks warn of.
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
                yield after_discover(home, run, Manifest.read(home, run).shards, [], console, jobs)
    run = new_run_id()
    with held(home, run):
        started = time.perf_counter()
        shards = stages.discover(
            home, run, targets, force=force, since=since, until=until, tables=tables
        )
        step = Step("discover", time.perf_counter() - started, {"shards": len(shards)})
        yield after_discover(home, run, shards, [step], console, jobs)


def after_discover(
    home: Home,
    run: str,
    shards: Sequence[str],
    steps: list[Step],
    console: Console,
    jobs: int | None,
    *,
    show: bool = True,
) -> Outcome:
    """The other five stages, or without ``show`` those until load; a shard that fails stops no
    other, and the run is not finished.
    """
    broken: dict[str, str] = {}
    told: list[str] = []
    unpublished = None

    def timed(stage: str, work: Callable[[], dict[str, int]]) -> None:
        started = time.perf_counter()
        counts = work()
        steps.append(Step(stage, time.perf_counter() - started, counts))

    def all_shards(stage: str) -> dict[str, int]:
        todo = [shard for shard in shards if shard not in broken]
        return over_shards(stage, home, run, todo, pool, progress, broken)

    def found() -> dict[str, int]:
        findings = stages.check(home, run)
        told.extend(f"{f.source or 'warehouse'}: {f.name}: {f.sample}" for f in findings)
        return {"findings": len(findings)}

    documents = sum(size_of(home, run, shard) for shard in shards)
    with progress_bar(console) as progress, pool_for(jobs, len(shards), documents) as pool:
        timed("fetch", lambda: all_shards("fetch"))
        timed("parse", lambda: all_shards("parse"))
    timed("load", lambda: numbers(stages.load(home, run)))
    if not broken:
        finish(home, run)
    try:
        if show:
            timed("check", found)
            timed("publish", lambda: numbers(stages.publish(home)))
            told.extend(stages.alert(home))
    except CheckFailed as failure:
        unpublished = str(failure)
    notes = Manifest.read(home, run).parameters.get("notes")
    told[:0] = map(str, notes) if isinstance(notes, list) else ()
    return Outcome(run, tuple(steps), broken, unpublished, tuple(told))


def print_outcome(outcome: Outcome, home: Home, console: Console) -> None:
    """The run as a table of stages, then what went wrong and where the database lies."""
    table = Table(title=f"Run {outcome.run}", title_justify="left")
    for column in ("stage", "seconds", "what happened"):
        table.add_column(column, justify="right" if column == "seconds" else "left")
    for step in outcome.steps:
        told = ", ".join(_counted(name, n) for name, n in step.counts.items() if n)
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


def _counted(name: str, n: int) -> str:
    """A count in words: ``articles_new`` of 1 is "1 article new", a flag its name alone."""
    noun, *rest = name.split("_")
    if n is True:
        return noun
    return " ".join([f"{n:,}", noun.removesuffix("s") if n == 1 else noun, *rest])
