"""Copied pages in several languages: who signed, which pictures, and what stays the text."""

from __future__ import annotations

import pytest

from pipeline.extract.article import extract_article
from pipeline.extract.document import Document
from pipeline.record import Article

ENGLISH = [
    f"The river Lorne rose by {n} centimetres in the night, and the road along it was closed to "
    "cars until the morning, when crews from the town came with pumps and sand."
    for n in (12, 30, 47, 61)
]
GERMAN = [
    f"Der Fluss stieg in der Nacht um {n} Zentimeter, und die Straße am Ufer blieb für Autos "
    "gesperrt, bis am Morgen die Helfer aus der Stadt mit Pumpen und Sand kamen."
    for n in (12, 30, 47, 61)
]
SPANISH = [
    f"El río creció {n} centímetros durante la noche y la carretera de la orilla quedó cerrada a "
    "los coches hasta la mañana, cuando llegaron las brigadas con bombas y arena."
    for n in (12, 30, 47, 61)
]


def read(*lines: str) -> Article:
    payload = "\n\n".join(lines).encode()
    return extract_article(
        Document(id="a", payload=payload, content_type="text/plain"), inside=False
    )


@pytest.mark.parametrize(
    ("signature", "authors"),
    [
        (["Ada Moen", "Published Mar 3, 2026 • 3 minute read"], ("Ada Moen",)),
        (["Author of the article:", "Ada Moen", "Published Mar 3, 2026"], ("Ada Moen",)),
        (["Ada MoenPublished March 3, 2026, 11:21am"], ("Ada Moen",)),
        (["byAda Moen", "March 3, 2026"], ("Ada Moen",)),
        (["Ada Moen 2 minutes read"], ("Ada Moen",)),
        (["Ada Moen / COURIER.EXAMPLE / Mar 3, 2026, 17:07"], ("Ada Moen",)),
        (["Ada MoenChief Reporter", "9:01, 3 March 2026"], ("Ada Moen",)),
        (["By Ada Moen, Lorne, Harrow · 3 Mar 2026, 9:01 · 3 min"], ("Ada Moen",)),
        (["By Ada Moen Follow", "3 March 2026"], ("Ada Moen",)),
        (["Local News | Published: 3 March 2026 | Written by Ada Moen"], ("Ada Moen",)),
    ],
)
def test_lines_that_sign(signature: list[str], authors: tuple[str, ...]) -> None:
    article = read("News", "Weather", "River Lorne closes its road", *signature, *ENGLISH)
    assert article.authors == authors
    assert article.paragraphs == ENGLISH


STANDFIRST = "Nach dem Hochwasser hofft die Stadt auf Sonne. Die Straße bleibt vorerst gesperrt."


@pytest.mark.parametrize(
    "signature",
    [
        ["Foto: Jörg Weiß/dpa", "Ida Holm"],
        ["Ida Holm", "Ida Holm"],
        ["Ida Holm, Redakteurin für Wasser, ida.holm@uferbote.example 12.3.2025 10:00"],
        ["3. März 2025, 10:00 Uhr / Ida Holm"],
        ["Zuletzt aktualisiert am 3. März 2025, 10:00 Uhr, Ida Holm"],
        ["Foto: Jörg Weiß/dpa", "Ida Holm", "Harburg"],
        ["Redaktion Ida Holm", "12. März 2025, 10:00 Uhr"],
        ["Ida Holm – Leitende Redakteurin"],
    ],
)
def test_signatures_below_a_standfirst(signature: list[str]) -> None:
    article = read("Politik", "Fluss sperrt die Uferstraße", STANDFIRST, *signature, *GERMAN)
    assert article.authors == ("Ida Holm",)
    assert article.paragraphs[-4:] == GERMAN


def test_a_headline_above_a_standfirst_without_a_stop() -> None:
    standfirst = "River Lorne floods the road in the night, and crews come with pumps and sand"
    article = read("News", "River closes the road to Lorne", standfirst, "By Ada Moen", *ENGLISH)
    assert article.title == "River closes the road to Lorne"


def test_signatures_of_teasers_below_are_not_the_articles() -> None:
    teasers = ["Read more", "Bridge to be painted", "By Tom Reyes", "Ferries cost more"]
    article = read("River Lorne closes its road", "By Ada Moen", *ENGLISH, *teasers)
    assert article.authors == ("Ada Moen",)


def test_a_caption_said_twice_and_its_credit() -> None:
    caption = "Helfer tragen Sand zur Uferstraße, die bis zum Morgen gesperrt ist."
    article = read(
        "Fluss sperrt die Uferstraße",
        "Ida Holm",
        caption,
        caption,
        "picture alliance / dpa | Jörg Weiß",
        *GERMAN,
    )
    assert article.authors == ("Ida Holm",)
    assert [(i.caption, i.credit) for i in article.images] == [
        (caption, "picture alliance / dpa | Jörg Weiß")
    ]
    assert article.paragraphs == GERMAN


def test_a_line_without_a_stop_above_its_credit() -> None:
    article = read(
        "Fluss sperrt die Uferstraße",
        "Die Uferstraße am frühen Morgen mit Helfern",
        "© Jörg Weiß/imago",
        *GERMAN[:2],
        "Sandsäcke am Anleger der Stadt",
        "© Lotte Brandt",
        *GERMAN[2:],
        "Impressum",
        "© 2026 Uferbote Verlag",
    )
    assert [(i.caption, i.credit) for i in article.images] == [
        ("Die Uferstraße am frühen Morgen mit Helfern", "Jörg Weiß/imago"),
        ("Sandsäcke am Anleger der Stadt", "Lotte Brandt"),
    ]
    assert article.paragraphs == GERMAN


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("Crews carry sand to the road. Supplied", "Crews carry sand to the road.", "Supplied"),
        ("Crews carry sand to the road.Ada Moen", "Crews carry sand to the road.", "Ada Moen"),
        ("Crews carry sand at noon. (Ada Moen)", "Crews carry sand at noon.", "(Ada Moen)"),
        ("La orilla al mediodía / Lía Ponce", "La orilla al mediodía", "Lía Ponce"),
        ("La orilla del río. Lía Ponce / EFE", "La orilla del río.", "Lía Ponce / EFE"),
    ],
)
def test_credits_glued_to_captions(line: str, caption: str, credit: str) -> None:
    article = read("El río cierra la carretera de la orilla", "Por Lía Ponce", line, *SPANISH)
    assert [(i.caption, i.credit) for i in article.images] == [(caption, credit.strip("()"))]
    assert article.paragraphs == SPANISH


def test_an_agency_behind_the_last_paragraph_is_no_credit() -> None:
    article = read("Fluss sperrt die Uferstraße", *GERMAN, "Verletzt wurde am Ufer niemand. dpa")
    assert article.images == ()
