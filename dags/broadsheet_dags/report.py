"""What a task leaves behind: metrics in Airflow's own channel, and a last line for a person.

Every record that a task logs carries ``run``, ``source`` and ``shard`` as fields; Airflow writes
them as JSON. Metrics are named ``broadsheet.<stage>.<what>`` and go to statsd or OpenTelemetry,
whichever ``[metrics]`` switches on.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import structlog
from airflow.sdk.observability import stats

if TYPE_CHECKING:
    from airflow.sdk import Asset, Context

log = structlog.get_logger("broadsheet")
LEVELS = {("publish", "articles"), ("publish", "bytes"), ("publish", "lag")}  # how much there is


@contextmanager
def concluding(stage: str, advice: str, **where: str) -> Iterator[dict[str, Any]]:
    """The work of a task, which puts its facts into the dict given.

    They become metrics, with the time taken, and the last line of the log: what was done, and what
    a person should do about it. ``where`` is said with every record until the task ends.
    """
    structlog.contextvars.bind_contextvars(**where)
    facts: dict[str, Any] = {}
    started = time.monotonic()
    yield facts
    seconds = time.monotonic() - started
    emit(stage, facts, seconds)
    counts = ", ".join(f"{name} {value}" for name, value in facts.items() if value)
    log.info(f"{stage}: {counts or 'nothing to do'}, in {seconds:.1f} s. {advice}")


def emit(stage: str, facts: Mapping[str, Any], seconds: float) -> None:
    """Send the time taken and the numbers among ``facts``: levels as gauges, others counted."""
    stats.timing(f"broadsheet.{stage}.duration", seconds * 1000)
    for name, value in facts.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            continue
        if (stage, name) in LEVELS:
            stats.gauge(f"broadsheet.{stage}.{name}", value)
        else:
            stats.incr(f"broadsheet.{stage}.{name}", count=int(value))


def summed(reports: Iterable[Any]) -> dict[str, Any]:
    """The reports of a stage on several shards as one: numbers added up, the rest gathered."""
    total: dict[str, Any] = {}
    for report in reports:
        for name, value in asdict(report).items():
            if isinstance(value, int | float):
                total[name] = total.get(name, 0) + value
            elif isinstance(value, Mapping):
                total[name] = {**total.get(name, {}), **value}
            elif isinstance(value, list):
                total[name] = [*total.get(name, []), *value]
    return total


def note_event(context: Context, asset: Asset, facts: Mapping[str, Any]) -> None:
    """Say on an asset's event what the task brought: rows, files, run."""
    context["outlet_events"][asset].extra = dict(facts)
