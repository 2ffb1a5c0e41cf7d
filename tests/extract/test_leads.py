"""What stands between headline and text, outside the element that holds the text."""

from __future__ import annotations

import pytest

from pipeline.clean.page import Page
from pipeline.extract.body import extract_body

GERMAN = [
    "Der Gemeinderat hat am Dienstag beschlossen, das alte Hallenbad bis zum Winter zu sanieren.",
    "Ein Gutachten hatte ergeben, dass die Träger des Daches schneller rosten als vermutet.",
    "Bis dahin schwimmen die Vereine der Stadt im Freibad, das dafür länger beheizt werden soll.",
]
FRENCH = [
    "Le conseil municipal a décidé mardi de rénover la vieille piscine avant le début de l'hiver.",
    "Un rapport avait montré que les poutres du toit rouillaient plus vite que ce qui était prévu.",
    "D'ici là, les clubs de la ville nageront dans le bassin découvert, chauffé plus longtemps.",
]
POLISH = [
    "Rada gminy postanowiła we wtorek wyremontować stary basen jeszcze przed nadejściem zimy.",
    "Ekspertyza wykazała, że belki dachu rdzewieją szybciej, niż wcześniej zakładali inżynierowie.",
    "Do tego czasu kluby będą pływać na odkrytym basenie, który będzie dłużej podgrzewany.",
]


def paragraphs(headline: str, between: str, lines: list[str], top: str = "") -> list[str]:
    """The texts of a page whose text has an element of its own, below ``between``."""
    text = "".join(f"<p>{line}</p>" for line in lines * 6)
    html = (
        f"<html><head><title>{headline}</title></head><body><main><article><header>"
        f"<h1>{headline}</h1>{between}</header><div class=text>{top}{text}</div></article></main>"
    )
    return [text for _, text in extract_body(Page(html), title=headline).pieces]


@pytest.mark.parametrize(
    ("headline", "lines"),
    [
        ("Hallenbad wird saniert", GERMAN),
        ("La piscine sera rénovée", FRENCH),
        ("Basen będzie wyremontowany", POLISH),
    ],
)
def test_a_standfirst_above_the_text_is_its_beginning(headline: str, lines: list[str]) -> None:
    standfirst = lines[0][:60] + "…"
    found = paragraphs(headline, f"<div class=vorspann><p>{standfirst}</p></div>", lines)
    assert found[:2] == [standfirst, lines[0]]


@pytest.mark.parametrize("name", ["teaser", "article-teaser", "intro", "chapo", "lead"])
def test_a_standfirst_is_known_by_its_place_whatever_its_name(name: str) -> None:
    found = paragraphs("La piscine", f"<div class={name}><p>{POLISH[0]}</p></div>", FRENCH)
    assert found[0] == POLISH[0]


def test_an_introduction_in_another_container_is_its_beginning() -> None:
    opening = "".join(f"<p>{line}</p>" for line in FRENCH[:2])
    found = paragraphs("Hallenbad wird saniert", f"<div class=chunk>{opening}</div>", GERMAN)
    assert found[:3] == [*FRENCH[:2], GERMAN[0]]


@pytest.mark.parametrize(
    "beside",
    [
        "<div class=hero-image><p>{}</p></div>",
        "<div class=author-card><p>{}</p></div>",
        "<div style='display: none'><p>{}</p></div>",
        "<div class=share><p>{}</p></div>",
        "<p><a href=/other>{}</a></p>",
    ],
    ids=["picture", "author", "hidden", "share", "link"],
)
def test_what_only_stands_there_is_not(beside: str) -> None:
    found = paragraphs("Hallenbad wird saniert", beside.format(POLISH[0]), GERMAN)
    assert found[0] == GERMAN[0]


def test_a_headline_below_its_standfirst_is_cut() -> None:
    headline = "Hallenbad wird saniert"
    found = paragraphs(headline, f"<p>{POLISH[0]}</p>", GERMAN, top=f"<h2>{headline}</h2>")
    assert found[:2] == [POLISH[0], GERMAN[0]]


def test_what_stands_above_the_headline_is_no_beginning() -> None:
    html = (
        f"<title>Hallenbad wird saniert</title><body><div><p>{POLISH[0]}</p></div>"
        "<h1>Hallenbad wird saniert</h1><div>" + "".join(f"<p>{s}</p>" for s in GERMAN * 6)
    )
    assert extract_body(Page(html)).pieces[0] == ("paragraph", GERMAN[0])
