"""A TOML table as a frozen dataclass, every key and type checked against the dataclass's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from pipeline.errors import ConfigurationError

_DURATION = re.compile(r"(\d+)\s*([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


class WrongKey(Exception):
    """A key and what is wrong with it; who read the file adds its name."""


T = TypeVar("T")


def build(record: type[T], table: Mapping[str, Any], where: str = "") -> T:
    """The record that ``table`` gives; ``where`` is the table's own key with a full stop.

    Durations are written "90s", "6h"; an unknown key is answered with the nearest one.

    :raises WrongKey: for a key that the record has not, or a value of another type.
    """
    hints = get_type_hints(record)
    known = [f.name for f in fields(record)]  # type: ignore[arg-type]  # always a dataclass
    for key in table:
        if key not in known:
            near = get_close_matches(key, known, 1, 0.5)
            told = f"did you mean `{near[0]}`?" if near else f"valid keys: {', '.join(known)}"
            raise WrongKey(f"unknown key `{where}{key}`; {told}")
    return record(**{key: _value(hints[key], value, where + key) for key, value in table.items()})


def _value(hint: Any, value: Any, where: str) -> Any:
    if get_origin(hint) is UnionType:
        hint = next(arg for arg in get_args(hint) if arg is not type(None))
    origin = get_origin(hint)
    if is_dataclass(hint) and isinstance(hint, type):
        return build(hint, _typed(dict, value, where), where + ".")
    if origin is tuple:
        items = _typed(list, value, where)
        return tuple(_value(get_args(hint)[0], v, f"{where}[{i}]") for i, v in enumerate(items))
    if origin is Mapping:
        table = _typed(dict, value, where)
        return {k: _value(get_args(hint)[1], v, f"{where}.{k}") for k, v in table.items()}
    if hint is timedelta:
        return _duration(value, where)
    if hint is date:
        return _day(value, where)
    if hint is float and type(value) is int:
        return float(value)
    return _typed(hint, value, where)


_WORDS = {
    dict: "a table", list: "a list", str: "a string", bool: "true or false",
    int: "a whole number", float: "a number",
}  # fmt: skip


def _typed(kind: type, value: Any, where: str) -> Any:
    if type(value) is not kind:
        raise WrongKey(f"`{where}` must be {_WORDS[kind]}, not {value!r}")
    return value


def duration(text: str) -> timedelta:
    """``90s``, ``15m``, ``6h`` or ``7d``; ``ConfigurationError`` for other text."""
    found = _DURATION.fullmatch(text.strip())
    if not found:
        raise ConfigurationError(f'{text!r}: must be a time such as "90s", "6h" or "7d"')
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def _duration(value: Any, where: str) -> timedelta:
    try:
        return duration(_typed(str, value, where))
    except (ConfigurationError, WrongKey):
        raise WrongKey(
            f'`{where}` must be a time such as "90s", "6h" or "7d", not {value!r}'
        ) from None


def _day(value: Any, where: str) -> date:
    """A day of TOML's own, or one in quotes."""
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(_typed(str, value, where))
    except (ValueError, WrongKey):
        raise WrongKey(f"`{where}` must be a day such as 2026-03-01, not {value!r}") from None
