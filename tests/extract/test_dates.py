"""Published and modified: what a page says, what bears it out, and what clues tell otherwise."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.article import extract_article
from pipeline.extract.document import Document
from pipeline.extract.stamps import is_local
from pipeline.record import Article
from tests.extract.pages import BODY, evidence, ld, read, rule_of

LINES = {
    "label": ("en", "<p>Published March 3, 2026</p>", "2026-03-03"),
    "time": ("en", '<time datetime="2026-03-03T10:15Z">3 March</time>', "2026-03-03T10:15Z"),
    "German": ("de", "<div>3. März 2026, 10:15 Uhr</div>", "2026-03-03T10:15"),
    "French": ("fr", "<div>Publié le 3 mars 2026 à 10h15</div>", "2026-03-03T10:15"),
    "Spanish": ("es", "<div>3 de marzo de 2026</div>", "2026-03-03"),
    "Portuguese": ("pt", "<div>Publicado em 03/03/2026</div>", "2026-03-03"),
    "Polish": ("pl", "<div>3 marca 2026</div>", "2026-03-03"),
    "Russian": ("ru", "<div>3 марта 2026</div>", "2026-03-03"),
    "Japanese": ("ja", "<div>2026年3月3日 10:15</div>", "2026-03-03T10:15"),
    "Korean": ("ko", "<div>2026년 3월 3일</div>", "2026-03-03"),
    "American": ("en-US", "<div>03/04/2026</div>", "2026-03-04"),
    "long element": (
        "en",
        f'<p class="meta-date">Posted March 3, 2026 {"in roads " * 20}</p>',
        "2026-03-03",
    ),
}


@pytest.mark.parametrize("case", LINES)
def test_a_printed_date_is_read(case: str) -> None:
    lang, around, published = LINES[case]
    assert read(around, lang=lang).published == published


NO_DATE = {
    "sentence": "<p>A bridge that had stood there since the days of war fell on May 3, 1946</p>",
    "comment": '<div class="comment"><time datetime="2026-03-03">3 March</time></div>',
    "card": '<div class="related-card"><time datetime="2026-03-03">3 March</time></div>',
    "ambiguous": "<div>03/04/2026</div>",
    "relative": "<div>3 hours ago</div>",
    "span": "<div>23.10.2026 - 25.10.2026</div>",
    "span of one month": "<div>3.-5. March 2026</div>",
}


@pytest.mark.parametrize("case", NO_DATE)
def test_what_is_no_date_of_the_article_gives_none(case: str) -> None:
    assert read(NO_DATE[case]).published is None


def test_a_day_in_the_address_counts_and_a_month_does_not() -> None:
    assert read(url="https://courier.example/2026/03/03/flood").published == "2026-03-03"
    assert read(url="https://courier.example/2026/03/flood").published is None


def test_the_modified_date_is_not_the_published_one() -> None:
    article = read("<p>Published March 3, 2026. Updated March 5, 2026</p>")
    assert (article.published, article.modified) == ("2026-03-03", "2026-03-05")


def test_a_day_after_the_capture_is_not_taken() -> None:
    article = read("<p>March 3, 2027</p><p>March 3, 2026</p>", crawled="2026-03-04")
    assert article.published == "2026-03-03"


def news(published: str, modified: str = "") -> str:
    change = f', "dateModified": "{modified}"' if modified else ""
    return ld(f'{{"@type": "NewsArticle", "datePublished": "{published}"{change}}}')


def test_the_local_clock_comes_before_utc() -> None:
    article = read("<p>6 March 2026 00:04</p>", lang="en-GB", head=news("2026-03-05T23:04:00Z"))
    assert article.published == "2026-03-06T00:04"


def test_json_ld_that_every_other_place_contradicts_gives_way() -> None:
    head = news("2026-06-24", "2026-06-24") + '<meta name="date" content="2025-08-25">'
    assert read("<p>Published August 25, 2025</p>", head=head).published == "2025-08-25"


def test_a_day_more_or_less_is_a_matter_of_zones() -> None:
    article = read("<p>Published March 4, 2026</p>", head=news("2026-03-03T20:00:00-05:00"))
    assert article.published == "2026-03-03T20:00:00-05:00"


def test_a_web_page_of_json_ld_may_date_the_article() -> None:
    head = ld('{"@type": "WebPage", "datePublished": "2026-03-03T10:15:00Z"}')
    assert read(head=head).published == "2026-03-03T10:15:00Z"


def test_a_day_of_utc_gives_way_to_the_printed_one_that_nothing_else_contradicts() -> None:
    head = '<meta property="article:published_time" content="2026-03-06T02:41:41+00:00">'
    printed = '<p class="post-date">Posted on March 5, 2026</p>'
    assert read(printed, head=head).published == "2026-03-05"


def test_a_head_that_is_borne_out_stays() -> None:
    head = '<meta property="article:published_time" content="2025-03-05T08:00:00+00:00">'
    printed = '<time>2026-03-05</time><span class="date">2025-03-05</span>'
    assert read(printed, head=head).published == "2025-03-05T08:00:00+00:00"


def test_the_printed_day_of_a_change_does_not_win_over_the_head() -> None:
    printed = '<p class="post-date">March 5, 2026</p>'
    head = news("2025-03-03", "2026-03-05") + (
        '<meta property="article:published_time" content="2025-03-03">'
    )
    assert read(printed, head=head).published == "2025-03-03"


LONG = BODY.replace("pumps and sand", "pumps, with sand and with all the boats of the town")
FAR = {
    "German": ("de", "<div class='foot'>Veröffentlicht am 3. März 2026</div>", "2026-03-03"),
    "French": ("fr", "<div class='foot'>Publié le 3 mars 2026</div>", "2026-03-03"),
    "Korean": ("ko", "<div class='foot'>2026년 3월 3일</div>", "2026-03-03"),
    "label": ("de", "<div>Letzte Änderung:</div><div>03.03.2026 um 9:25</div>", "2026-03-03"),
    "opening": ("it", "<p>3 marzo 2026 - La strada lungo il fiume è chiusa.</p>", "2026-03-03"),
    "short": ("da", "<div>Fra Lorne, Ana Feliz, 3. marts 2026</div>", "2026-03-03"),
    "another thing's": ("de", "<div>Kinostart: 3. März 2026</div>", None),
    "order": ("en", "<div>03/04/2026</div><p>It was due on 25/12/2025.</p>", "2026-04-03"),
}


@pytest.mark.parametrize("case", FAR)
def test_a_line_below_the_body_dates_a_page_without_another_date(case: str) -> None:
    lang, line, published = FAR[case]
    assert read(body=LONG + line, lang=lang).published == published


def test_several_days_below_the_body_are_a_listing_s() -> None:
    listing = "<div>3 March 2026</div><div>4 March 2026</div>"
    assert read(body=LONG + listing).published is None


def test_a_host_s_country_orders_day_and_month() -> None:
    printed = "<div>03/04/2026</div>"
    assert read(printed, url="https://courier.example.uk/flood").published == "2026-04-03"


@given(st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1)), st.integers(-48, 56))
def test_a_clock_is_local_on_another_day_only(moment: datetime, quarters: int) -> None:
    utc = moment.replace(microsecond=0, tzinfo=UTC)
    local = datetime.fromtimestamp(utc.timestamp() + quarters * 900, UTC).replace(tzinfo=None)
    other = local.isoformat(timespec="minutes")
    assert is_local(other, utc.isoformat()) == (other[:10] != utc.isoformat()[:10])


# Without a date of publication: clues.


def text_article(text: str, fetched: datetime | None = None) -> Article:
    document = Document(id="text", payload=text.encode(), fetched_at=fetched)
    return extract_article(document, inside=False)


def test_the_only_date_that_is_printed_is_taken_though_it_is_of_an_update() -> None:
    article = read("<p>Updated March 3, 2026</p>")
    assert (article.published, rule_of(article, "published")) == (
        "2026-03-03",
        "inferred from printed update",
    )


def test_a_date_of_change_that_is_not_printed_is_not() -> None:
    article = read(head=ld('{"@type": "NewsArticle", "dateModified": "2026-03-03"}'))
    assert article.published is None
    assert ("../2026-03-03", "change", False) in evidence(article, "published_window")


def test_the_window_lies_between_what_the_text_tells_of_and_the_capture() -> None:
    body = BODY.replace("in the night", "on 14 February 2026")
    article = read(body=body, crawled="2026-03-20T10:00:00Z")
    assert article.published is None
    assert ("2026-02-14/2026-03-20", "window", True) in evidence(article, "published_window")


def test_what_will_be_does_not_bound_the_window() -> None:
    body = BODY + "<p>The road will be closed until 3 May 2031 at the least, the county said.</p>"
    assert all("2031" not in value for value, _, _ in evidence(read(body=body), "published_window"))


def test_the_month_of_the_address_bounds_it() -> None:
    article = read(url="https://courier.example/2026/02/flood")
    assert ("2026-02-01/2026-02-28", "window", True) in evidence(article, "published_window")


def test_the_year_of_the_copyright_is_told_and_bounds_nothing() -> None:
    article = read(body=BODY + "<footer>© 2019-2024 The Courier</footer>")
    assert evidence(article, "published_window") == [
        ("2024-01-01/2024-12-31", "copyright year", False)
    ]


def test_a_whole_date_in_the_dateline_is_taken() -> None:
    paragraph = "The river rose by half a metre in the night, and the road was closed to cars."
    article = text_article(f"LORNE, March 3, 2026 (Reuters) - {paragraph}\n\n{paragraph}\n")
    assert (article.published, rule_of(article, "published")) == (
        "2026-03-03",
        "inferred from dateline",
    )


def test_the_time_at_which_a_file_was_read_is_no_clue() -> None:
    article = text_article("The river rose in the night.\n\nThe road along it was closed.\n")
    assert article.published is None
    assert evidence(article, "published_window") == []


def test_the_date_of_a_photograph_is_no_clue() -> None:
    caption = "The river road on 3 March 2026. Photo: Ana Feliz"
    figure = f"<figure><img src='/a.jpg'><figcaption>{caption}</figcaption></figure>"
    article = read(figure)
    assert article.published is None
    assert evidence(article, "published_window") == []


# Of a page that is no article JSON-LD alone dates nothing, and the head alone names nobody.

SHOP = (
    "<ul>"
    + "".join(
        f"<li><a href='/p/{n}'>Pump {n}</a> <b class='price'>{n} €</b></li>" for n in range(30)
    )
    + "</ul><form class='add-to-cart'><input name='q'><button name='add'>Add</button></form>"
)


def test_a_page_that_is_no_article_is_not_its_system_s() -> None:
    head = (
        '<meta property="og:type" content="product"><meta name="author" content="Ana Feliz">'
    ) + ld('{"@type": "WebPage", "datePublished": "2026-03-03"}')
    article = read(body=SHOP, head=head, headline="<h1>Pumps</h1>", url="https://courier.example/")
    assert article.status == "rejected"
    assert (article.published, article.authors) == (None, ())
    assert ("2026-03-03", "json-ld page datePublished", False) in evidence(article, "published")


def test_what_is_printed_on_it_stays() -> None:
    printed = "<p>By Ana Feliz, March 3, 2026</p>"
    article = read(printed, body=SHOP, headline="<h1>Pumps</h1>", url="https://courier.example/")
    assert (article.status, article.published) == ("rejected", "2026-03-03")
    assert article.authors == ("Ana Feliz",)
