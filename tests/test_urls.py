"""Canonical form: tables of dresses, and what must hold for any text."""

import tomllib
from importlib import resources
from pathlib import PurePath
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.urls import canonicalize, file_url, host_of, outlet_of, same_outlet, url_id

PAGE = "https://example.com/news/rail"

DRESSES = [
    "https://example.com/news/rail",
    "http://example.com/news/rail",
    "HTTPS://WWW.Example.COM:443/news/rail",
    "//www.example.com/news/rail",
    " https://m.example.com/news/rail/ ",
    "https://amp.example.com./news/rail",
    "https://example.com/news/rail#comments",
    "https://example.com/news/rail/index.html",
    "https://example.com/news/rail/amp/",
    "https://example.com/amp/news/rail",
    "https://example.com/news/rail.amp.html",
    "https://example.com/news/rail?outputType=amp",
    "https://example.com/news/rail?utm_source=feed&utm_medium=rss",
    "https://example.com/news/rail?FBCLID=1&ref=home&at_campaign=64",
    "https://example.com/news/rail;jsessionid=0A1B",
    "https://example.com/news/rail?PHPSESSID=1f",
    "https://example.com/news/x/../rail",
    "https://example.com/news/%72ail",
    "https://example.com/news/ra\nil",
    "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/news/rail",
    "https://www.google.com/amp/s/www.example.com/news/rail/amp",
]

DISTINCT = [
    "https://example.com/",
    "https://example.com/amp",
    "https://example.com/news/rail?page=2",
    "https://example.com/news/rail?id=1",
    "https://example.com/news/rail?id=2",
    "https://example.com/news/Rail",
    "https://news.example.com/news/rail",
    "https://example.com:8080/news/rail",
    "http://example.com:8080/news/rail",
    "https://example.com/news/rail#!story",
    "https://example.com/news//rail",
    "https://example.org/news/rail",
]


@pytest.mark.parametrize("dress", DRESSES)
def test_dresses_of_one_page_are_one(dress: str) -> None:
    assert canonicalize(dress) == PAGE
    assert url_id(dress) == url_id(PAGE)


def test_different_pages_stay_apart() -> None:
    assert len({canonicalize(url) for url in [PAGE, *DISTINCT]}) == len(DISTINCT) + 1


def test_order_of_parameters_and_repeats_do_not_count() -> None:
    one = canonicalize("https://example.com/a?b=2&a=1&a=1")
    assert one == canonicalize("https://example.com/a?a=1&b=2") == "https://example.com/a?a=1&b=2"


def test_international_hosts_and_paths_have_one_form() -> None:
    assert canonicalize("http://Exämple.de/Öl") == "https://xn--exmple-cua.de/%C3%96l"
    assert outlet_of("http://www.exämple.de/") == outlet_of("http://xn--exmple-cua.de/")


@pytest.mark.parametrize(
    "text", ["", "http://[", "mailto:a@b", "javascript:x", "/a/b", "http://x:y"]
)
def test_what_is_no_web_address_comes_back_as_it_is(text: str) -> None:
    assert canonicalize(text) == text


def test_files_keep_every_character_of_their_name() -> None:
    url = file_url(PurePath("2020/a b#1?utm_source=%.html"), "archive")
    assert url == "file://archive/2020/a%20b%231%3Futm_source=%25.html"
    assert canonicalize(url) == url
    assert file_url(PurePath("/tmp/Ä.txt")) == "file:///tmp/%C3%84.txt"


def test_hosts_and_outlets() -> None:
    assert host_of("http://a.example.com:80/") == "a.example.com"
    assert host_of("http://[::1]:8000/") == "[::1]:8000"
    assert outlet_of("http://[::1]:8000/") == "[::1]"
    assert outlet_of("https://one.blogspot.com/") == "one.blogspot.com"
    assert same_outlet("https://a.example.co.uk/1", "https://b.example.co.uk/2")
    assert not same_outlet("https://a.co.uk/", "https://b.co.uk/")
    assert not same_outlet("x", "y")


@given(
    st.text() | st.from_regex(r"https?://[a-z.]{1,20}/[a-zA-Z0-9/%.;&=#?!-]{0,40}", fullmatch=True)
)
def test_canonical_form_is_total_and_idempotent(text: str) -> None:
    once = canonicalize(text)
    assert canonicalize(once) == once


def test_the_lists_have_no_duplicates_and_no_glued_entries() -> None:
    data = tomllib.loads(resources.files("pipeline.lexicon").joinpath("urls.toml").read_text())
    names = data["tracking"] + data["session"] + list(data["dress"])
    assert len(names) == len(set(names))
    for name in names:
        assert name == name.lower()
        assert len(name) < 25 and "*" not in name[:-1] and " " not in name and "," not in name


def test_a_long_address_costs_no_more_than_its_length() -> None:
    started = process_time()
    canonicalize("https://example.com/" + "/amp" * 2000 + "?" + "&".join(["a=1"] * 20_000))
    canonicalize("https://example.com/" + "a;" * 20_000)
    assert process_time() - started < 2
