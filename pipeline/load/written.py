"""What stands in SQL files for something from a lexicon, written out.

A macro would do, but one macro does not find another when the file is attached under some other
name. ``@stem(word)`` is the expression that stems a word, ``@stop`` the list of words that are not
indexed, ``@fields`` a map from what people are called to their walk of life, and ``@table(name)``,
in a macro with a parameter ``db``, the table of the database of that name, or else of the current
one.
"""

from __future__ import annotations

import re

from pipeline.lexicon.load import entries, toml
from pipeline.load.stem import stem

_STEM = re.compile(r"@stem\((\w+)\)")
_TABLE = re.compile(r"@table\((\w+)\)")
_IN_DB = r"""query_table('"' || coalesce(db, current_database()) || '".store.\1')"""


def written_out(sql: str) -> str:
    """``sql`` with all these in their places."""
    if "@" not in sql:
        return sql
    sql = _STEM.sub(lambda found: stem(found[1]), _TABLE.sub(_IN_DB, sql))
    stop = ", ".join(f"'{word}'" for word in toml("stemmer")["stop"]["words"])
    return sql.replace("@stop", f"({stop})").replace("@fields", _fields())


def _fields() -> str:
    pairs = (
        f"'{calling}': '{field}'"
        for field, callings in toml("callings")["fields"].items()
        for calling in entries(callings)
    )
    return f"MAP {{{', '.join(pairs)}}}"
