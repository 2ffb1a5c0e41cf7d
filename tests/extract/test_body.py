import time

import pytest

from pipeline.clean.fingerprint import block_hash
from pipeline.clean.page import Page
from pipeline.extract.article import extract_article
from pipeline.extract.body import extract_body
from pipeline.extract.document import Document

LINES = [
    "The harbour board of Nordby voted on Tuesday to rebuild the old pier before next winter.",
    "Engineers said that the piles had rotted faster than anybody expected in the warm years.",
    "Fishing crews will land their catch at the southern quay until the work is finished.",
]
HOUSE_RULE = "Nordby Courier checks what it prints; whoever finds an error may write to the desk."
URL = "https://courier.example/2026/03/01/pier-will-be-rebuilt-before-winter"


def page(number=0, extra=""):
    body = "".join(f"<p>{line} ({number})</p>" for line in LINES)
    return (
        "<html><head><title>Pier to be rebuilt</title><meta property='og:type' content='article'>"
        "</head><body><nav><a href=/>Home</a></nav><main><h1>Pier to be rebuilt</h1>"
        f"<div class=byline>By Ida Holm</div><div class=story>{body}{extra}</div>"
        "<h2>Related articles</h2><ul><li><a href=/a>Ferry fares rise</a></ul></main>"
        "<footer>Imprint</footer></body></html>"
    )


def test_the_body_alone():
    body = extract_body(Page(page(), URL), title="Pier to be rebuilt")
    assert [text for _, text in body.pieces] == [f"{line} (0)" for line in LINES]


def test_what_an_outlet_repeats_is_cut_once_learned_and_nothing_else():
    pages = [page(n, f"<p>{HOUSE_RULE}</p>") for n in range(20)]
    learned = frozenset([block_hash(HOUSE_RULE)])
    before = [extract_body(Page(p, URL)).pieces for p in pages]
    after = [extract_body(Page(p, URL), learned=learned) for p in pages]
    assert all(("paragraph", HOUSE_RULE) in pieces for pieces in before)
    for pieces, body in zip(before, after, strict=True):
        assert body.pieces == [piece for piece in pieces if piece[1] != HOUSE_RULE]
        assert [cut.text for cut in body.cuts if cut.rule == "learned"] == [HOUSE_RULE]


def test_a_stated_body_stands_in_for_a_missing_one():
    stated = '{"@type": "NewsArticle", "articleBody": "' + "\\n".join(LINES) + '"}'
    html = f"<script type=application/ld+json>{stated}</script><body><p>Turn scripts on.</p>"
    assert [text for _, text in extract_body(Page(html, URL)).pieces] == LINES


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + LINES[0] + "</div>" * 100_000,
        "<div><p>" + LINES[0] * 4 + "</p>" + f"<p>{LINES[1]}</p>" * 20_000 + "</div>",
        "",
        "<html></html>",
    ],
    ids=["deep", "long", "empty", "bare"],
)
def test_pathological_pages_take_their_share_and_end(html):
    started = time.process_time()
    body = extract_body(Page(html, URL))
    assert time.process_time() - started < 30
    assert isinstance(body.pieces, list)


def test_a_shop_page_is_rejected_and_keeps_its_text():
    html = (
        "<title>Oil lamp</title><meta property='og:type' content='product'>"
        '<script type=application/ld+json>{"@type": "Product", "name": "Lamp"}</script>'
        "<body><h1>Oil lamp</h1><p>" + "A brass lamp for the evening. " * 5 + "</p>"
        "<span itemprop=price>9</span><button class=add-to-cart>Buy</button>"
    )
    article = extract_article(
        Document(id="1", payload=html.encode(), url="https://shop.example/products/lamp")
    )
    assert (article.status, article.reject_reason) == ("rejected", "not_article")
    assert (article.page_type, article.is_article) == ("product", False)
    assert "brass lamp" in article.text
