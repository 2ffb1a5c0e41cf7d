"""Records as plain values: JSON lines, and the rows and schema of Parquet files."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from pipeline.record import Article, Capture, Observation

if TYPE_CHECKING:
    import pyarrow as pa


def to_dict(value: Any) -> Any:
    """A record as plain dictionaries and lists, keyword underscores dropped."""
    kind: Any = type(value)
    if kind is tuple:
        return [to_dict(item) for item in value]
    if kind in _PLAIN:
        return value
    return {shown: to_dict(getattr(value, name)) for name, shown in _names(kind)}


def _fields(record: Any) -> dict[str, Any]:
    """The fields of a record as they are, for what goes on to ask for theirs."""
    kind: Any = type(record)
    return {shown: getattr(record, name) for name, shown in _names(kind)}


_PLAIN = frozenset({str, int, float, bool, datetime, type(None)})


@cache
def _names(record: type[Any]) -> tuple[tuple[str, str], ...]:
    return tuple((f.name, f.name.rstrip("_")) for f in fields(record))


def to_json(article: Article, **more: Any) -> str:
    """The record as one line of JSON, with the texts of its blocks and what else is given."""
    record = _fields(article) | more
    record["paragraphs"] = article.paragraphs
    record["subheads"] = article.subheads
    record["blocks"] = [
        {"kind": b.kind, "text": article.text[b.start : b.end]} for b in article.blocks
    ]
    return json.dumps(record, ensure_ascii=False, default=_fields)


def to_row(record: Capture | Observation) -> dict[str, Any]:
    """A capture, or an observation with its article's fields beside its own, as a Parquet row."""
    row: dict[str, Any] = to_dict(record)
    row.update(row.pop("article", {}))
    return row


def arrow_schema(record: type[Capture] | type[Observation]) -> pa.Schema:
    """The Arrow schema of ``to_row``'s rows, read off the dataclass."""
    import pyarrow as pa  # slow to import, and ``extract`` does without it

    columns = _columns(record)
    article = columns.pop("article", None)
    if article is not None:
        columns |= {field.name: field.type for field in article}
    return pa.schema(list(columns.items()))


def _columns(record: type) -> dict[str, pa.DataType]:
    hints = get_type_hints(record)
    return {f.name.rstrip("_"): _arrow_type(hints[f.name]) for f in fields(record)}


def _arrow_type(hint: Any) -> pa.DataType:
    import pyarrow as pa

    if get_origin(hint) is UnionType:  # ``X | None``: every Arrow column is nullable
        hint = next(arg for arg in get_args(hint) if arg is not type(None))
    if get_origin(hint) is tuple:
        return pa.list_(_arrow_type(get_args(hint)[0]))
    if is_dataclass(hint):
        return pa.struct(list(_columns(hint).items()))  # type: ignore[arg-type]  # a dataclass
    return {
        str: pa.string(),
        int: pa.int64(),
        float: pa.float64(),
        bool: pa.bool_(),
        datetime: pa.timestamp("us", tz="UTC"),
    }[hint]
