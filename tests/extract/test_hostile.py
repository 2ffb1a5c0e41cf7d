"""Pages built to make a reader slow: no crash, and time in proportion to their length."""

from __future__ import annotations

import time

import pytest

from pipeline.extract.article import extract_article
from pipeline.extract.document import Document

PROSE = (
    "<p>The council met on Monday and agreed on the plan after a long debate, said Ada Moen.</p>"
)
N = 6_000  # repetitions; what grows with their square takes minutes at this many
# CPU seconds a page may take: what grows with length needs a tenth of it on a slow machine.
LONGEST = 10.0


def page(body: str, head: str = "") -> str:
    return (
        f"<html lang=en><head><title>A bridge is built</title>{head}</head><body><article>"
        f"<h1>A bridge is built</h1>{PROSE * 5}{body}{PROSE * 5}</article></body></html>"
    )


def script(json: str) -> str:
    return page("", f'<script type="application/ld+json">{json}</script>')


PAGES = {
    "inline siblings": page("<p>" + "<b>a</b> " * 100_000),
    "one word of a megabyte": page("<p>" + "a" * 1_000_000),
    "a line without blanks": page("<p>" + "aB1,.-" * N),
    "open quotes": page("<p>" + "“" * 100_000),
    "open brackets": page("<p>" + "(" * 100_000),
    "breaks": page("<p>" + "a<br>" * N),
    "blanks": page("<p>" + " " * 100_000 + "x"),
    "links": page("<p>" + "<a href=/x>a</a> " * N),
    "siblings to cut": page("<div class=share>Share</div>" * N + "<div hidden>x</div>" * N),
    "images": page("<img src=a.jpg>" * N),
    "images in a box": page("<div>" + "<img src=a.jpg alt='A view of it'>" * N + "</div>"),
    "captions in a box": page("<div>" + "<div class=caption>A view of it</div>" * N + "</div>"),
    "captions in a line": page("<p>" + "<span class=caption>A view of it</span>" * N),
    "figures": page("<figure><img src=a.jpg><figcaption>A. Photo: Ada Moen/AFP</figure>" * 500),
    "times": page("<time datetime=2024-03-03>3 March 2024</time>" * N),
    "authors": page("<span class=author>Ada Moen</span>" * N),
    "headlines": page("<h1>A bridge is built</h1>" * N),
    "sections": page("<h2>More stories</h2><p>Short</p>" * (N // 4)),
    "open tags": page("<" * N),
    "open comments": page("<!--" * N),
    "a tag that never ends": page("<div " * N),
    "attributes": page(f"<div {' '.join(f'a{n}=b' for n in range(N))}>x</div>"),
    "classes": page(f"<div class='{'share ' * N}'>x</div>"),
    "an endless class": page(f"<div class='{'a-' * N}'>x</div>"),
    "metas": page("", "".join(f"<meta name=author content='Ada Moen {n}'>" for n in range(N))),
    "deep json": script('{"a":[' * N),
    "many values": script('{"@type":"NewsArticle","headline":"A bridge"} ' * (N // 10)),
    "json of blanks": script('{"a":1,' + " " * 30_000 + "x"),
    "json of lines": script('{"a":1,' + "\n" * 30_000 + "x"),
    "json of comments": script("/* " * N),
    "plain word": "a" * 100_000,
    "plain brackets": "(" * 30_000,
    "plain lines": "Ada Moen/AFP\n" * N,
    "plain names": "ADA MOEN\n\n" * N,
    "plain labels": "Photo: " * N,
    "plain notes": "Editor's note: x\n\n" * N,
    "plain blank lines": "x\n" + " \n" * 30_000 + "y",
}
# Short enough to be read as a byline, a credit, a dateline or a wire line, each many times.
SHORT = (
    "Ada Moen, ", "Ada Moen/", "LORNE, ", "A - ", "Reporting by Ada Moen; ", "Photo: ", "(AP) ",
    "By ", "a@", "and ", "special to ", "3 March 2024 ", "AFP via ", "A. ", "'", "1", "Ada", "—",
)  # fmt: skip


def spent(text: str) -> float:
    """CPU seconds of one document, all fields."""
    start = time.process_time()
    article = extract_article(Document(id="x", payload=text.encode(), url="https://example.org/a"))
    assert article.id == "x"
    return time.process_time() - start


@pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)
def test_time_stays_in_proportion(text: str) -> None:
    assert spent(text) < LONGEST


@pytest.mark.parametrize("piece", SHORT)
def test_short_lines_of_one_piece(piece: str) -> None:
    lines = [(piece * 200)[:length] for length in (60, 120, 159, 199, 299, 399) for _ in range(10)]
    assert spent(page("".join(f"<p>{line}</p>" for line in lines))) < LONGEST
    assert spent("\n\n".join(lines)) < LONGEST


@pytest.mark.parametrize(
    "tag", ["div", "span", "ul><li", "dl><dd", "nav", "x-a", "b", "blockquote"]
)
def test_a_page_nested_a_hundred_thousand_deep(tag: str) -> None:
    text = page(f"<{tag}>" * (100_000 // (1 + tag.count("><"))))
    assert spent(text) < LONGEST


def test_a_page_of_ten_megabytes_takes_its_share() -> None:
    """Five times a normal page's time for its length: room for a cache that is too small."""
    normal, huge = (
        page(PROSE * 5_000),
        page(f"<div data-x='{'y' * 2_000}'>{PROSE * 4}</div>" * 4_200),
    )
    assert len(huge) > 10_000_000
    each = min(spent(normal) for _ in range(2)) / len(normal)
    assert spent(huge) < 5 * each * len(huge)
