"""Tables read whole and in parts: every form, and rows that cannot be read."""

from __future__ import annotations

import csv
import gzip
import json
import tracemalloc
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.tables import cut as cutting
from pipeline.tables.article import BadRow, fields_of, payload_of
from pipeline.tables.columns import fields, recognise
from pipeline.tables.columns import given as asked
from pipeline.tables.cut import Part, columns_of, cut
from pipeline.tables.read import rows

HERE = Path("archive.csv")
TEXTS = st.lists(st.tuples(st.text("ab,\"\n\r'é ", max_size=6), st.text("x\n", max_size=3)))


def write_csv(path: Path, table: list[tuple[str, str]], delimiter: str = ",") -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL)
        writer.writerows([("title", "text"), *table])


@settings(max_examples=60)
@given(table=TEXTS)
@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "a.jsonl", "a.jsonl.gz", "a.parquet"])
def test_parts_side_by_side_are_the_whole(
    tmp_path_factory: pytest.TempPathFactory, name: str, table: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("t") / name
    records = [{"title": title, "text": text} for title, text in table]
    if "csv" in name:
        write_csv(path, table)
    elif "jsonl" in name:
        path.write_text("".join(json.dumps(r) + "\n" for r in records))
    else:
        schema = pa.schema([("title", pa.string()), ("text", pa.string())])
        pq.write_table(pa.Table.from_pylist(records, schema), path, row_group_size=3)
    if name.endswith(".gz"):
        path.write_bytes(gzip.compress(path.read_bytes()))
    with pytest.MonkeyPatch.context() as patch:
        for size in ("PART", "PART_OF_A_STREAM", "PARQUET_BATCH"):
            patch.setattr(cutting, size, 2)
        parts = [Part.at(part.location) for part in cut(path)]
    found = [row for part in parts for row in part.rows()]
    assert [row.values for row in found] == records
    assert [row.number for row in found] == list(range(1, len(records) + 1))
    assert sum(part.size for part in parts) == len(records)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_header_tells_the_delimiter(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    write_csv(path, [("One", "A, b; c | d\te")], delimiter)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    (row,) = rows(path)
    assert row.values == {"title": "One", "text": "A, b; c | d\te"}
    assert columns_of(path) == ["title", "text"]


def problems(path: Path) -> dict[int, str | None]:
    return {row.number: row.problem for row in rows(path)}


def test_bad_lines_of_json_cost_only_themselves(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    deep = b"[" * 100_000
    path.write_bytes(b'{"a": 1}\n\n{"a": \n[1]\n{"a": "\xff"}\n' + deep + b'\n{"a": 2}')
    found = problems(path)
    assert [n for n, problem in found.items() if problem is None] == [1, 7]
    assert "not JSON" in str(found[3]) and "not a JSON object" in str(found[4])
    assert "not JSON" in str(found[5]) and "not JSON" in str(found[6])


def test_bad_rows_of_csv_cost_only_themselves(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"title,text\nA,b\nC\nD,\xe9t\xe9\n\nE,f\n")
    found = problems(path)
    assert [n for n, problem in found.items() if problem is None] == [1, 4]
    assert "1 values for 2 columns" in str(found[2]) and "iconv" in str(found[3])


def test_what_is_damaged_is_read_up_to_there(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    whole = gzip.compress(b"".join(b'{"text": "%d"}\n' % n for n in range(50_000)))
    path.write_bytes(whole[: len(whole) // 2])
    parts = cut(path)
    assert next(parts).size > 1_000
    with pytest.raises(EOFError):
        list(parts)
    path.write_bytes(whole[:100] + b"\0" * 50 + whole[150:])
    with pytest.raises((OSError, EOFError)):
        list(cut(path))
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1 and then nothing")
    with pytest.raises(OSError, match="damaged"):
        list(cut(path))


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    line = json.dumps({"text": "word " * 2_000}) + "\n"
    with path.open("w") as file:
        file.writelines(line for _ in range(2_000))  # 20 MB
    tracemalloc.start()
    assert sum(1 for part in cut(path) for _ in part.rows()) == 2_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000


def test_usual_names_are_known_however_they_are_written() -> None:
    names = ["Link", "HeadLine", "Publish Date", "date", "maintext", "source_domain", "x"]
    assert recognise(HERE, names, {}) == {
        "url": "Link",
        "title": "HeadLine",
        "text": "maintext",
        "published": "Publish Date",
        "source": "source_domain",
    }


def test_columns_asked_for_come_first() -> None:
    names = ["title", "kicker", "body", "meta"]
    taken = recognise(HERE, names, asked(["title=kicker", "summary=title", "section=meta.desk"]))
    assert taken == {"title": "kicker", "summary": "title", "text": "body", "section": "meta.desk"}
    assert "title" not in recognise(HERE, names, asked(["title="]))


@pytest.mark.parametrize(
    ("names", "pairs", "told"),
    [
        (["headline", "link"], [], "--map text=COLUMN"),
        (["text"], ["title=headlin"], "its columns: text"),
        (["text", "headline"], ["title=headlin"], "did you mean headline"),
        (["text"], ["name=text"], "with a field of: url, title"),
        (["text"], ["title"], "not FIELD=COLUMN"),
    ],
)
def test_what_cannot_be_mapped_is_told(names: list[str], pairs: list[str], told: str) -> None:
    with pytest.raises(InputError, match=told):
        recognise(HERE, names, asked(pairs))


def test_no_name_stands_for_two_fields() -> None:
    from pipeline.lexicon.load import toml

    names = [name.replace("_", "") for known in toml("columns").values() for name in known]
    assert len(names) == len(set(names))
    assert all(field == known[0] for field, known in toml("columns").items())


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("title", "  A title ", "A title"),
        ("title", None, None),
        ("title", float("nan"), None),
        ("published", datetime(2026, 3, 1, 9, 30), "2026-03-01T09:30:00"),
        ("published", date(2026, 3, 1), "2026-03-01"),
        ("published", 1772357400, "1772357400"),
        ("published", 1772357400.0, "1772357400"),
        ("html", "<p>Été</p>".encode(), "<p>Été</p>"),
        ("text", ["One.", "Two."], "One.\n\nTwo."),
        ("authors", ["Ann Lee", "Bob Roe"], ["Ann Lee", "Bob Roe"]),
        ("authors", "['Ann Lee', 'Bob Roe']", ["Ann Lee", "Bob Roe"]),
        ("authors", [{"position": 0, "name": "Ann Lee"}], ["Ann Lee"]),
        ("authors", "By Ann Lee and Bob Roe", "By Ann Lee and Bob Roe"),
        ("authors", "[Staff", "[Staff"),
        ("tags", [{"tag": "mills"}], ["mills"]),
        ("url", "gazette.example/a", "https://gazette.example/a"),
    ],
)
def test_values(field: str, value: Any, expected: str | list[str] | None) -> None:
    found = fields_of({"text": "A text.", field: value}, {"text": "text", field: field})
    assert found.get(field) == expected
    assert json.loads(payload_of(found))


@pytest.mark.parametrize(
    ("values", "told"),
    [({"text": " "}, "nothing in text"), ({"text": "A.", "url": "n/a"}, "--map url=")],
)
def test_rows_that_are_no_article(values: dict[str, str], told: str) -> None:
    with pytest.raises(BadRow, match=told):
        fields_of(values, {name: name for name in values})


def test_a_lone_surrogate_is_no_end() -> None:
    assert payload_of({"text": "a\ud800b"}) == b'{"text": "a?b"}'


def test_fields_have_a_list_each() -> None:
    assert {"url", "title", "text", "html", "published", "authors", "source"} <= set(fields())


def test_a_row_may_call_a_field_otherwise_than_most() -> None:
    columns = {"title": "title", "text": "text", "section": "desk"}
    row = {"headline": "A title", "body": "A text.", "section": "news", "desk": None}
    assert fields_of(row, columns) == {"title": "A title", "text": "A text.", "section": "news"}
    with pytest.raises(BadRow, match="nothing in text"):
        fields_of({"desk": "news", "note": "A text."}, columns)


def test_an_author_may_be_an_object() -> None:
    row = {"text": "A text.", "authors": {"@type": "Person", "name": "Ann Li"}}
    assert fields_of(row, {"text": "text", "authors": "authors"})["authors"] == ["Ann Li"]


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_utf_16_is_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("url,text\n", encoding="utf-16")
    with pytest.raises(InputError, match="UTF-16; convert it"):
        list(rows(path))
