"""Titles: the printed headline, without site and rubric, with the kicker that is part of it."""

from __future__ import annotations

import pytest

from pipeline.extract.title import without_site
from tests.extract.pages import ld, read

CASES = [
    ("Rain in Ostrava | The Daily Heron", "Rain in Ostrava"),
    ("The Daily Heron: Rain in Ostrava", "Rain in Ostrava"),
    ("Rain in Ostrava - Weather - Daily Heron", "Rain in Ostrava"),
    ("Rain in Ostrava | Weather", "Rain in Ostrava"),
    ("Weather: Rain in Ostrava", "Weather: Rain in Ostrava"),
    ("Regen – und was nun?", "Regen – und was nun?"),
    ("비 소식-날씨ㅣDaily Heron", "비 소식-날씨"),
]


@pytest.mark.parametrize(("title", "expected"), CASES)
def test_site_and_rubric_go(title: str, expected: str) -> None:
    assert without_site(title, {"dailyheron", "thedailyheron"}, {"weather"}) == expected


def stated(headline: str, og: str) -> str:
    return (
        ld(f'{{"@type": "NewsArticle", "headline": "{headline}"}}')
        + f'<meta property="og:title" content="{og}">'
    )


def test_a_kicker_that_json_ld_and_open_graph_write_belongs_to_the_headline() -> None:
    full = "Storm over the delta: Flood closes the river road"
    assert read(head=stated(full, full)).title == full


def test_a_kicker_that_they_leave_out_does_not() -> None:
    plain = "Flood closes the river road"
    headline = "<h1>Delta Flood closes the river road</h1>"
    assert read(head=stated(plain, plain), headline=headline).title == plain


def test_open_graph_alone_does_not_win_over_the_printed_headline() -> None:
    head = '<meta property="og:title" content="Why the river road is closed: flood facts">'
    assert read(head=head).title == "Flood closes the river road"


def test_spaces_that_markup_swallows_come_back() -> None:
    headline = "<h1><span>Flood closes:</span><span>the river road</span></h1>"
    head = '<meta property="og:title" content="Flood closes: the river road">'
    assert read(head=head, headline=headline).title == "Flood closes: the river road"


def test_a_page_that_names_its_site_like_itself_keeps_its_title() -> None:
    head = '<meta property="og:site_name" content="Flood closes the river road">'
    assert read(head=head, headline="").title == "Flood closes the river road"
