"""The words of a body are counted alike however white space stands in it."""

from __future__ import annotations

from pathlib import Path

from pipeline.load.loader import load
from pipeline.load.warehouse import open_warehouse
from pipeline.settings import Home
from tests.load.make import page, write_run

RUN = "20260301T000000Z-000000"
TEXTS = [
    "One line of five words",
    "Two paragraphs|of five words",
    "Lines\nwithin a paragraph|and one behind",
    "Two  spaces, a\ttab and  \n a line",
    " white space in front|and behind \n",
    "Much|\n\n\nroom   between",
    "Élan vital\u00a0ties two",
]


def test_words_are_what_stands_between_white_space(tmp_path: Path) -> None:
    home = Home(tmp_path)
    write_run(home, RUN, [page(f"https://a.example/{n}", n, text) for n, text in enumerate(TEXTS)])
    load(home, RUN, approved=True)
    with open_warehouse(home) as connection:
        found = connection.execute(
            "SELECT text, words FROM store.contents JOIN store.texts USING (text_id)"
        ).fetchall()
    assert len(found) == len(TEXTS)
    for text, words in found:
        parts = text.replace("\n", " ").replace("\t", " ").split(" ")
        assert words == len([part for part in parts if part]), text
