"""Elements by selector: what the index finds is what lexbor finds."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from pipeline.clean.index import Index
from pipeline.clean.select import select
from pipeline.clean.selectors import read_selector
from pipeline.extract.access import _walls
from pipeline.extract.marked import AUTHORS, DATES

SELECTORS = [
    "p",
    "div, p, [id]",
    "[class~=byline]",
    ".vcard .fn",
    "a[href*='/author']",
    "[class*='image' i]",
    "p[class=date][id]",
    '[itemprop="price"], [class*="price" i]',
    AUTHORS,
    DATES,
    _walls(),
]
VALUES = [
    "byline",
    "Byline",
    "vcard",
    "fn",
    "post date",
    "date",
    "author-İmage",
    "IMAGE\nx",
    "",
    "ſ",
]
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["class", "id", "href", "itemprop"]), st.sampled_from(VALUES), max_size=2
).map(lambda stated: [f'{name}="{value}"' for name, value in stated.items()])
ELEMENTS = st.recursive(
    st.just(""),
    lambda inner: st.builds(
        lambda tag, stated, parts: f"<{tag} {' '.join(stated)}>{''.join(parts)}</{tag}>",
        st.sampled_from(["div", "span", "a", "time"]),
        ATTRIBUTES,
        st.lists(inner, max_size=3),
    ),
)


@given(ELEMENTS, st.sampled_from(SELECTORS))
def test_finds_what_lexbor_finds(html: str, selector: str) -> None:
    root = LexborHTMLParser(f"<!doctype html>{html}").root
    found = Index(root).select(selector, below=root)
    assert [n.mem_id for n in found] == [n.mem_id for n in select(root, selector)]


def test_below_an_element_without_it() -> None:
    tree = LexborHTMLParser("<p>a<p>b<div class=p><p>c<p>d</div><p>e")
    index = Index(tree.root)
    inner = tree.css_first("div")
    assert inner is not None
    assert [n.text() for n in index.select("p, .p", below=inner)] == ["c", "d"]


def test_what_was_dropped_is_found_no_more() -> None:
    tree = LexborHTMLParser("<div><p>a<div><p>b</div></div><p>c")
    index = Index(tree.root)
    index.drop(index.select("div"))  # one lies in the other
    assert [n.text() for n in index.select("p")] == ["c"]
    assert tree.body is not None and tree.body.text() == "c"


def test_running_text_is_counted_where_it_stands() -> None:
    tree = LexborHTMLParser(f"<div>{'word ' * 20}<p>short<p>{'more ' * 10}</div>")
    index = Index(tree.root)
    assert dict(zip(index.tags, index.prose, strict=True))["div"] == 99
    assert index.prose[-2:] == [0, 49]


@pytest.mark.parametrize("written", ["p > a", "p:first-child", "#id", "[a^=b]", "*"])
def test_other_selectors_are_errors(written: str) -> None:
    with pytest.raises(ValueError, match="not a selector"):
        read_selector(written)


@pytest.mark.parametrize("end", ["", "</a></div>"])
def test_time_is_linear(end: str) -> None:
    card = "<div class='vcard byline date'><a class=fn href='/author/a'>" + end
    tree = LexborHTMLParser(card * 5_000)
    begun = time.process_time()
    Index(tree.root).select(AUTHORS)
    assert time.process_time() - begun < 3
