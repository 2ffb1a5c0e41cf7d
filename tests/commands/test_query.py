"""What ``broadsheet query`` prints: CSV and JSON lose nothing, the table is for reading."""

import csv
import io
import json
from datetime import datetime

import duckdb
import pytest

from pipeline.commands.query import print_table, write_csv, write_json

SQL = """
    SELECT 12345.678::DOUBLE AS number, TIMESTAMP '2026-03-01 09:30:00.123456' AS at,
        ['a, b', 'c'] AS names, NULL AS nothing, 'say "no"' AS said
"""


@pytest.fixture
def answer() -> duckdb.DuckDBPyRelation:
    return duckdb.connect().sql(SQL)


def test_csv_rounds_nothing_and_keeps_lists_apart(answer: duckdb.DuckDBPyRelation) -> None:
    out = io.StringIO()
    write_csv(answer, out)
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert float(row["number"]) == 12345.678
    assert datetime.fromisoformat(row["at"]) == datetime(2026, 3, 1, 9, 30, 0, 123456)
    assert json.loads(row["names"]) == ["a, b", "c"]
    assert row["nothing"] == ""
    assert row["said"] == 'say "no"'


def test_json_keeps_types(answer: duckdb.DuckDBPyRelation) -> None:
    out = io.StringIO()
    write_json(answer, out)
    row = json.loads(out.getvalue())
    assert (row["number"], row["names"], row["nothing"]) == (12345.678, ["a, b", "c"], None)


def test_the_table_shows_seconds(
    answer: duckdb.DuckDBPyRelation, capsys: pytest.CaptureFixture[str]
) -> None:
    print_table(answer)
    shown = capsys.readouterr().out
    assert "2026-03-01" in shown
    assert "123456" not in shown
