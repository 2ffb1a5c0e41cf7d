"""Comments of a database, read off its SQL: above ``CREATE`` and behind a column."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CREATE = re.compile(
    r"^CREATE (?:OR REPLACE )?(?P<kind>TABLE|VIEW|MACRO)\s+(?:IF NOT EXISTS )?(?P<name>[\w.]+)",
    re.I,
)
_COLUMN = re.compile(
    r'^\s+.*?(?P<name>\w+)"?,? -- (?P<comment>.+)$'
)  # a view's: what ends the line
_FIELD = re.compile(r'^\s+"?(?P<name>\w+)"?\s.* -- (?P<comment>.+)$')  # a table's: what begins it


def comments(sql: str) -> Iterator[str]:
    """``COMMENT ON`` statements for the tables and views that ``sql`` creates."""
    above: list[str] = []
    created: tuple[str, str] | None = None
    for line in sql.splitlines():
        if line.startswith("-- "):
            above.append(line[3:])
        elif found := _CREATE.match(line):
            kind = found["kind"].upper()
            created = None if kind == "MACRO" else (kind, found["name"])
            if above:
                target = "MACRO TABLE" if "AS TABLE" in line else kind
                yield f"COMMENT ON {target} {found['name']} IS {_quoted(' '.join(above))}"
            above = []
        elif created and (column := (_FIELD if created[0] == "TABLE" else _COLUMN).match(line)):
            yield (
                f'COMMENT ON COLUMN {created[1]}."{column["name"]}" IS {_quoted(column["comment"])}'
            )
        elif not line.strip():
            above = []
            created = None


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
