"""The report on a reprocessing: a summary for whoever decides, tables, and a page to read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import InputError
from pipeline.replay.differences import Change, CheckMoved, Example, States
from pipeline.runs import Manifest, write_atomically


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What accepting a run would change, in numbers; ``unread`` names parts that are missing."""

    run: str
    since: str | None
    sources: list[str]
    captures: int
    readings: int
    articles: int
    changes: list[Change]
    checks: list[CheckMoved]
    unread: list[str]

    @classmethod
    def of(cls, manifest: Manifest, states: States, unread: list[str]) -> Report:
        asked: dict[str, Any] = manifest.parameters
        return cls(
            run=manifest.run,
            since=asked.get("since"),
            sources=asked.get("sources") or [],
            captures=states.captures,
            readings=states.readings,
            articles=states.articles,
            changes=states.changes,
            checks=states.checks,
            unread=unread,
        )

    @classmethod
    def read(cls, folder: Path) -> Report:
        """The report in ``folder``; ``InputError`` where the run was not compared."""
        try:
            values = json.loads((folder / "report.json").read_bytes())
        except FileNotFoundError:
            raise InputError(
                f"{folder.name}: no report in {folder}; `broadsheet reprocess` makes one"
            ) from None
        values["changes"] = [Change(**row) for row in values["changes"]]
        values["checks"] = [CheckMoved(**row) for row in values["checks"]]
        return cls(**values)

    @property
    def headline(self) -> str:
        """One line: how much was read, and how much of it reads otherwise now."""
        return (
            f"{self.captures:,} documents read again, {self.readings:,} of them otherwise; "
            f"articles changed: {self.articles:,}"
        )

    @property
    def broken(self) -> list[CheckMoved]:
        """The checks that would keep the result from being published."""
        return [check for check in self.checks if check.level == "fail" and check.after]

    def markdown(self, most: int = 40) -> str:
        """The summary as Markdown, for a form: numbers only, the largest changes first."""
        lines = [
            "| source | field | changed | new | gone | confidence |",
            "|---|---|---:|---:|---:|---|",
        ]
        largest = sorted(self.changes, key=lambda c: (-c.changed, c.source, c.field))
        lines += [
            f"| {c.source} | {c.field} | {c.changed} | {c.gained} | {c.lost} | {moved(c)} |"
            for c in largest[:most]
        ]
        if len(largest) > most:
            lines.append(f"\n... and {len(largest) - most} more fields: see the report.")
        if self.checks:
            lines += ["", "| check | source | rows before | rows after |", "|---|---|---:|---:|"]
            lines += [
                f"| {c.name} ({c.level}) | {c.source or 'all'} | {c.before} | {c.after} |"
                for c in self.checks
            ]
        if self.broken:
            lines.append("\n**It would not be published**: a check that fails finds rows after it.")
        lines += [f"\nNot read: {', '.join(self.unread)}"] if self.unread else []
        return "\n".join(lines)


def moved(change: Change) -> str:
    """``12: 0.61 → 0.83``: values whose confidence moved, and its mean before and after."""
    if change.confidence_before is None or change.confidence_after is None:
        return ""
    before, after = change.confidence_before, change.confidence_after
    return f"{change.confidence_moved}: {before:.2f} → {after:.2f}"


def write_report(folder: Path, report: Report, states: States) -> None:
    """Write ``report.html`` and ``report.json``, and the same as tables: ``changes.parquet``,
    ``examples.parquet`` and ``checks.parquet``."""
    write_table(folder / "changes.parquet", Change, states.changes)
    write_table(folder / "examples.parquet", Example, states.examples)
    write_table(folder / "checks.parquet", CheckMoved, states.checks)
    write_atomically(folder / "report.html", _page(report, states.examples).encode())
    text = json.dumps(asdict(report), ensure_ascii=False, indent=1)
    write_atomically(folder / "report.json", text.encode())


def write_table(path: Path, record: type, rows: Sequence[Change | Example | CheckMoved]) -> None:
    """Write the rows of one type as Parquet; an empty table has its columns."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {"int": pa.int64(), "float | None": pa.float64()}
    columns = [
        (name, types.get(hint, pa.string())) for name, hint in record.__annotations__.items()
    ]
    table = pa.Table.from_pylist([asdict(row) for row in rows], pa.schema(columns))
    temporary = path.with_name(f".{path.name}.tmp")
    pq.write_table(table, temporary, compression="zstd")
    temporary.replace(path)


def _page(report: Report, examples: Sequence[Example]) -> str:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    template = environment.from_string((Path(__file__).parent / "report.html").read_text("utf-8"))
    shown: dict[tuple[str, str], list[Example]] = {}
    for example in examples:
        shown.setdefault((example.source, example.field), []).append(example)
    return template.render(report=report, examples=shown, moved=moved)
