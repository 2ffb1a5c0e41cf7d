"""Articles in other languages: quotations by their marks, credits by their place, and no more.

The articles beside this file are invented; each must give these rows, and none by rules of English.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract.article import extract_article
from pipeline.extract.document import Document
from pipeline.record import Article

FOLDER = Path(__file__).parent / "languages"
# language → the rows of quotes as (group, words), and the agencies credited
EXPECTED: dict[str, tuple[list[tuple[int, str]], set[str]]] = {
    "de": (
        [
            (0, "Wir hatten großes Glück, dass niemand in der Halle war"),
            (1, "Das Dach lag auf dem Sportplatz wie ein aufgeschlagenes Buch"),
        ],
        {"dpa"},
    ),
    "fr": (
        [
            (0, "Nous avons tenu parole, et le village respire enfin"),
            (1, "Ce n'était pas gagné"),
            (2, "Nous reviendrons pêcher ici,"),
            (2, "comme nos pères l'ont fait avant nous"),
        ],
        {"AFP"},
    ),
    "es": (
        [
            (0, "No habíamos visto nada igual en cincuenta años"),
            (1, "El agua llegará para dos meses"),
        ],
        {"EFE"},
    ),
    "ja": (
        [
            (0, "こんなに早く咲くとは思いませんでした。来年もまた来たいです"),
            (1, "天気が続いてほしい"),
        ],
        set(),
    ),
    "it": ([(0, "È un giorno che aspettavamo da una vita")], set()),
    "sv": ([(0, "Det känns overkligt att stå här i dag")], set()),
    "ru": ([(0, "Мы ждали этого моста двадцать лет")], set()),
    "zh": ([(0, "我们等这座桥等了二十年，")], set()),
}


def read(language: str) -> Article:
    payload = (FOLDER / f"{language}.txt").read_bytes()
    return extract_article(Document(id=language, payload=payload, content_type="text/plain"))


@pytest.mark.parametrize("language", EXPECTED)
def test_quotations_by_marks_and_credits_by_place(language: str) -> None:
    article = read(language)
    quotes, agencies = EXPECTED[language]
    assert article.language == language
    assert [(q.quote_group, q.quote) for q in article.quotes] == quotes
    assert {credit.agency for credit in article.wire_credits} == agencies
    assert all(article.text[q.start : q.end] == q.quote for q in article.quotes)


@pytest.mark.parametrize("language", EXPECTED)
def test_no_row_comes_from_rules_of_english(language: str) -> None:
    article = read(language)
    assert article.mentions == article.citations == ()
    assert {q.kind for q in article.quotes} == {"direct"}
    assert {(q.speaker, q.speaker_mention, q.verb) for q in article.quotes} == {(None, None, None)}


def test_full_dates_are_read_in_the_language() -> None:
    assert [(d.text, d.from_) for d in read("es").dates] == [("4 de junio de 2031", "2031-06-04")]
