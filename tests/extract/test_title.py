"""Titles: the printed headline, without site and rubric, with the kicker that is part of it."""

from __future__ import annotations

import pytest

from pipeline.clean.site import without_site
from tests.extract.pages import ld, read

CASES = [
    ("Rain in Ostrava | The Daily Heron", "Rain in Ostrava"),
    ("The Daily Heron: Rain in Ostrava", "Rain in Ostrava"),
    ("Rain in Ostrava - Weather - Daily Heron", "Rain in Ostrava"),
    ("Rain in Ostrava | Weather", "Rain in Ostrava"),
    ("Weather: Rain in Ostrava", "Weather: Rain in Ostrava"),
    ("Regen – und was nun?", "Regen – und was nun?"),
    ("비 소식-날씨ㅣDaily Heron", "비 소식-날씨"),
    ("»heron.net«", "»heron.net«"),
    ("Er sagte: »Genug«", "Er sagte: »Genug«"),
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


PLAIN = "Flood closes the river road"
OG = f'<meta property="og:title" content="{PLAIN}">'


@pytest.mark.parametrize(
    "headline",
    [
        f"<h1><small>Delta</small><br>{PLAIN}</h1>",
        f"<h1><span>Im Delta</span> {PLAIN}</h1>",
        f"<h1>{PLAIN}</h1>",
        f"<h1><a href='/a'>{PLAIN}</a> <span>(heron.example)</span> 87</h1>",
        f"<nav><ol><li><h1>River road closed by a flood</h1></li></ol></nav><h2>{PLAIN}</h2>",
        f"<div class='breadcrumb'><h1>Road closed</h1></div><h2><b>Delta</b> <i>{PLAIN}</i></h2>",
        f"<h1>Society for the friends of the delta</h1><h2>{PLAIN}</h2><h2>Its neighbours</h2>",
        f"<h2>{PLAIN}</h2>",
    ],
)
def test_the_headline_is_what_is_printed_as_the_head_of_the_page_says(headline: str) -> None:
    assert read(head=OG, headline=headline).title == PLAIN


def test_a_subhead_is_no_headline() -> None:
    headline = "<h1>Flood closes the river road, and what comes now</h1><h2>The delta</h2>"
    assert read(head=OG, headline=headline).title == (
        "Flood closes the river road, and what comes now"
    )


def test_news_is_called_as_json_ld_and_open_graph_agree() -> None:
    printed = "<h1>River road shut by flood</h1>"
    assert read(head=stated(PLAIN, PLAIN), headline=printed).title == PLAIN
    blog = stated(PLAIN, PLAIN).replace("NewsArticle", "BlogPosting")
    assert read(head=blog, headline=printed).title == "River road shut by flood"


def test_the_title_tells_how_an_agreed_headline_is_spelled() -> None:
    head = stated(f"Delta - {PLAIN}", f"Delta: {PLAIN}")
    assert read(head=head, title=f"Delta: {PLAIN} | Heron").title == f"Delta: {PLAIN}"


def test_a_title_that_has_the_sites_name_and_little_else_stays() -> None:
    head = "<meta property='og:site_name' content='Heron'>"
    assert read(head=head, title="Heron » Number two", headline="").title == "Number two"
