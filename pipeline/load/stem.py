"""English stemming as a SQL expression: the index and the search macro fold words alike by it.

A macro would do, but one macro does not find another when the file is attached under some other
name; so the expression is written out where ``@stem(word)`` stands in a SQL file, the list of
words that are not indexed where ``@stop`` does, and ``@table(name)``, in a macro with a parameter
``db``, as the table of the database of that name, or else of the current one.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

_STEM = re.compile(r"@stem\((\w+)\)")
_TABLE = re.compile(r"@table\((\w+)\)")
_IN_DB = r"""query_table('"' || coalesce(db, current_database()) || '".store.\1')"""


def written_out(sql: str) -> str:
    """``sql`` with the stemmer's expression and the stop words in their places."""
    if "@" not in sql:
        return sql
    stop = ", ".join(f"'{word}'" for word in _lexicon()["stop"]["words"])
    sql = _TABLE.sub(_IN_DB, sql)
    return _STEM.sub(lambda found: stem(found[1]), sql).replace("@stop", f"({stop})")


def stem(word: str) -> str:
    """The expression that stems the column ``word``; words under three letters stay."""
    expression = word
    for pattern, replacement in rules():
        expression = f"regexp_replace({expression}, '{pattern}', '{replacement}')"
    return f"CASE WHEN length({word}) < 3 THEN {word} ELSE {expression} END"


@cache
def rules() -> tuple[tuple[str, str], ...]:
    """Patterns and replacements, in order."""
    lexicon = _lexicon()
    found = []
    for step in lexicon["rules"].values():
        for pattern, replacement in step:
            for name, beginning in lexicon["beginnings"].items():
                pattern = pattern.replace(f"{{{name}}}", beginning)
            found.append((pattern, replacement))
    return tuple(found)


@cache
def _lexicon() -> dict[str, Any]:
    text = resources.files("pipeline.lexicon").joinpath("stemmer.toml").read_text("utf-8")
    return tomllib.loads(text)
