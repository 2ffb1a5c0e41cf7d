"""What was read inside a text, in SQL: exact offsets, and the views over quotes and citations."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.annotate.annotate import Around, annotate
from pipeline.errors import CheckFailed
from pipeline.load.checks import check
from pipeline.load.loader import load
from pipeline.load.warehouse import open_warehouse
from pipeline.record import Dateline, WireCredit, join_blocks
from pipeline.settings import Home
from tests.load.make import Page, page, write_run

RUN = "20260301T000000Z-000000"
TITLE = "🌊 Quill waits for the dam"
PARAGRAPHS = (
    "🗞️ “The dam is sound 👍🏽,” said Ada Quill, a spokeswoman for the Harrow Water Authority.",
    "Mayor Tom Brandt said 𝒩o one in Zürich or Łódź would “wait for proof.” He met Quill on May 2.",
    "“We have waited long enough,” he added. “Cafe\u0301s shut,” according to the Harrow Gazette.",
    "In a statement, the Harrow Water Authority said it would wait.",
)


def annotated(url: str, *paragraphs: str, title: str = TITLE, **fields: object) -> Page:
    text, blocks = join_blocks([("paragraph", p) for p in paragraphs])
    notes = annotate(text, blocks, language="en", anchor=None, around=Around(title=title))
    return page(
        url,
        1,
        "|".join(paragraphs),
        title=title,
        quotes=notes.quotes,
        citations=notes.citations,
        mentions=notes.mentions,
        dates=notes.dates,
        **fields,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("inside"))
    credited = {
        "wire_credits": (WireCredit(agency="Reuters", text="With files from Reuters"),),
        "dateline": Dateline(place="Harrow", agency="Reuters", text="HARROW (Reuters) -"),
    }
    pages = [
        annotated("https://gazette.example/a", *PARAGRAPHS, **credited),
        annotated("https://courier.example/a", *PARAGRAPHS, source="courier"),
    ]
    write_run(home, RUN, pages)
    load(home, RUN)
    return home


EXACT = """
SELECT count(*), count(*) FILTER (substr(text, start + 1, "end" - start) = words) FROM (
    SELECT a.text, q.start, q."end", q.quote AS words
    FROM quotes q JOIN articles a USING (article_id)
    UNION ALL
    SELECT a.text, m.start, m."end", m.mention
    FROM mentions m JOIN articles a USING (article_id) WHERE m.part = 'text'
    UNION ALL
    SELECT a.text, d.start, d."end", d.text
    FROM dates_mentioned d JOIN articles a USING (article_id)
)"""


def test_offsets_count_code_points(home: Home) -> None:
    with open_warehouse(home) as warehouse:
        rows, exact = warehouse.execute(EXACT).fetchall()[0]
    assert rows == exact == 28
    assert check(home, RUN) == []


@settings(max_examples=60)
@given(st.text(alphabet='Ab “”"👍🏽𝒩é\u0301ß．\n,said he that', min_size=1))
def test_database_cuts_a_text_as_python_does(text: str) -> None:
    blocks = tuple(join_blocks([("paragraph", text)])[1])
    rows = annotate(text, blocks, language="en", anchor=None).quotes
    values = [[text, row.start + 1, row.end - row.start] for row in rows]
    cut = [duckdb.execute("SELECT substr(?, ?, ?)", value).fetchall() for value in values]
    assert cut == [[(row.quote,)] for row in rows]


def test_a_shifted_offset_keeps_the_old_snapshot(tmp_path: Path) -> None:
    home = Home(tmp_path)
    write_run(home, RUN, [annotated("https://gazette.example/a", *PARAGRAPHS)])
    load(home, RUN)
    with open_warehouse(home) as warehouse:
        warehouse.execute("UPDATE store.quotes SET start = start + 1 WHERE position = 0")
    with pytest.raises(CheckFailed, match="does not stand at"):
        check(home, RUN)


def test_views_answer_who_what_and_whence(home: Home) -> None:
    with open_warehouse(home) as warehouse:
        speakers = warehouse.execute(
            "SELECT speaker, speaker_role, utterances FROM quotes_by_speaker "
            "WHERE source = 'gazette' ORDER BY quotes"
        ).fetchall()
        cited = warehouse.execute(
            "SELECT cited, kind, verbs FROM sources_cited WHERE source = 'gazette' ORDER BY cited"
        ).fetchall()
        wire = warehouse.execute(
            "SELECT source, agency, stated, other_outlets FROM wire_copy"
        ).fetchall()
    assert speakers == [
        ("Harrow Gazette", None, 1),
        ("Ada Quill", "spokeswoman for the Harrow Water Authority", 1),
        ("Harrow Water Authority", None, 1),
        ("Tom Brandt", "Mayor", 2),
    ]
    assert cited == [
        ("Harrow Gazette", "media", ["according to"]),
        ("Harrow Water Authority", "statement", ["said"]),
    ]
    assert wire == [("gazette", "Reuters", ["credit", "dateline"], 1)]


def test_people_are_those_who_speak_and_are_named_as_people(home: Home) -> None:
    with open_warehouse(home) as connection:
        spoke = connection.execute("SELECT DISTINCT speaker FROM quotes_by_speaker").fetchall()
        people = connection.execute("SELECT name, quotes, outlets FROM people").fetchall()
    assert "Harrow Gazette" in {speaker for (speaker,) in spoke}
    assert sorted(people) == [
        ("Ada Quill", 2, ["courier", "gazette"]),
        ("Tom Brandt", 4, ["courier", "gazette"]),
    ]
