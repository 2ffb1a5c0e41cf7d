"""The documented tables are those that are there; every one is explained; the views stay."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from pipeline.load.checks import statement
from pipeline.load.document import cookbook_page, tables_page
from pipeline.load.health import prepare
from pipeline.load.migrate import migrate
from pipeline.load.snapshot import cookbook
from pipeline.resources import sql_files
from pipeline.settings import Home

DOCS = Path(__file__).parents[2] / "docs"


def test_tables_are_current() -> None:
    text = (DOCS / "tables.md").read_text("utf-8")
    assert text == tables_page(), "run `make docs`: docs/tables.md is out of date"


def test_cookbook_is_current_and_shows_answers() -> None:
    """What the sample answers may change with the extractor: the next `make docs` shows it."""
    text = (DOCS / "cookbook.md").read_text("utf-8")
    answers = re.compile(r"(\n```\n)(.*?)(?=\n## |\Z)", re.DOTALL)
    bare = answers.sub(r"\1", text)
    assert bare == answers.sub(r"\1", cookbook_page()), "run `make docs`"
    shown = [answer for _, answer in answers.findall(text)]
    assert len(shown) == len(cookbook()) and all(answer.strip() for answer in shown)


def test_everything_is_explained() -> None:
    with duckdb.connect() as connection:
        migrate(connection)
        nameless = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() "
            "WHERE NOT internal AND comment IS NULL"
        ).fetchall()
        assert not nameless
        for function in ("duckdb_tables", "duckdb_views"):
            assert not connection.execute(
                f"FROM {function}() WHERE NOT internal AND comment IS NULL"
            ).fetchall()


def test_columns_of_the_views_stay() -> None:
    """The views are the interface: a column may be added at the end of the list, none may go."""
    frozen = (Path(__file__).parent / "views.txt").read_text("utf-8").splitlines()
    with duckdb.connect() as connection:
        migrate(connection)
        found = connection.execute(
            "SELECT view_name || ' ' || string_agg(column_name, ' ' ORDER BY column_index) "
            "FROM duckdb_views() v JOIN duckdb_columns() c "
            "ON c.table_name = v.view_name AND c.schema_name = v.schema_name "
            "WHERE NOT v.internal AND NOT c.internal GROUP BY view_name ORDER BY view_name"
        ).fetchall()
    assert [line for (line,) in found] == frozen


@pytest.mark.parametrize("folder", ["views", "checks", "cookbook"])
def test_every_statement_runs(folder: str, tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        migrate(connection)
        prepare(connection, Home(tmp_path))
        for path in sql_files(folder):
            if folder != "views":
                connection.execute(statement(path))
    assert sql_files(folder)


def test_no_arrow_lambdas() -> None:
    """DuckDB 2 reads ``lambda x: ...`` only."""
    for path in [*cookbook().values(), *sql_files("load"), *sql_files("views")]:
        assert "->" not in path.read_text("utf-8"), path


@pytest.mark.parametrize("version", range(1, len(sql_files("migrations"))))
def test_migrates_from_each_older_version_with_data(
    version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = sql_files("migrations")
    older = {"migrations": files[:version], "views": []}
    with duckdb.connect() as connection:
        monkeypatch.setattr("pipeline.load.migrate.sql_files", older.__getitem__)
        assert len(migrate(connection)) == version
        connection.execute("INSERT INTO store.urls VALUES (uuid(), 'https://gazette.example/a')")
        monkeypatch.undo()
        migrate(connection)
        assert connection.execute("SELECT count(*) FROM store.urls").fetchall() == [(1,)]
        assert not migrate(connection)
