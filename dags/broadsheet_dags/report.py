"""What a task leaves behind: metrics in Airflow's own channel, and a last line for a person.

Log records carry ``run``, ``source`` and ``shard`` as fields; Airflow writes them as JSON. Metrics
are named ``broadsheet.<stage>.<what>`` and need ``[metrics] statsd_on`` or OpenTelemetry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import structlog
from airflow.sdk.observability import stats

if TYPE_CHECKING:
    from airflow.sdk import Asset, Context

log = structlog.get_logger("broadsheet")


def emit(stage: str, facts: Mapping[str, Any]) -> None:
    """Send the numbers among ``facts``: seconds as timings, everything else as counters."""
    for name, value in facts.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            continue
        if name == "seconds":
            stats.timing(f"broadsheet.{stage}.{name}", value * 1000)
        else:
            stats.incr(f"broadsheet.{stage}.{name}", count=int(value))


def conclude(stage: str, advice: str, facts: Mapping[str, Any], **where: str) -> None:
    """Log the last line of a task: what was done, and what a person should do about it."""
    emit(stage, facts)
    counts = ", ".join(f"{name} {value}" for name, value in facts.items() if value)
    log.info(f"{stage}: {counts or 'nothing to do'}. {advice}".rstrip(), **where)


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
