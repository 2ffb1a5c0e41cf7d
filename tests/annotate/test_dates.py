"""Dates in invented sentences, published on Wednesday 14 May 2031 unless said otherwise."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.annotate.dates import Anchor, dates_in
from pipeline.annotate.dates_grammar import english, expressions
from pipeline.lexicon.load import toml

PUBLISHED = Anchor(date(2031, 5, 14))


@pytest.mark.parametrize(
    ("sentence", "text", "first", "last", "granularity"),
    [
        ("The dam opened on 2029-02-03.", "2029-02-03", "2029-02-03", "2029-02-03", "day"),
        ("It opened on March 3, 2029.", "March 3, 2029", "2029-03-03", "2029-03-03", "day"),
        ("It opened on 3 March 2029.", "3 March 2029", "2029-03-03", "2029-03-03", "day"),
        ("It broke on April 2nd.", "April 2nd", "2031-04-02", "2031-04-02", "day"),
        ("It will close on June 2.", "June 2", "2031-06-02", "2031-06-02", "day"),
        ("They met March 20-22 in Harrow.", "March 20-22", "2031-03-20", "2031-03-22", "days"),
        (
            "It rained from Dec. 30 to Jan. 2.",
            "Dec. 30 to Jan. 2",
            "2030-12-30",
            "2031-01-02",
            "days",
        ),
        ("It was built in June 2019.", "June 2019", "2019-06-01", "2019-06-30", "month"),
        ("Prices fell in February.", "February", "2031-02-01", "2031-02-28", "month"),
        ("The valley will be flooded by July.", "July", "2031-07-01", "2031-07-31", "month"),
        (
            "It leaked in October of last year.",
            "October of last year",
            "2030-10-01",
            "2030-10-31",
            "month",
        ),
        ("It has leaked since 2024.", "2024", "2024-01-01", "2024-12-31", "year"),
        ("It leaked in 2024-26.", "2024-26", "2024-01-01", "2026-12-31", "years"),
        ("Harrow grew in the 1990s.", "the 1990s", "1990-01-01", "1999-12-31", "decade"),
        ("A mill of the 19th century.", "the 19th century", "1800-01-01", "1899-12-31", "century"),
        ("Sales for Q2 2030 rose.", "Q2 2030", "2030-04-01", "2030-06-30", "quarter"),
        (
            "Sales rose in the first quarter.",
            "the first quarter",
            "2031-01-01",
            "2031-03-31",
            "quarter",
        ),
        ("It was dry last summer.", "last summer", "2030-06-01", "2030-08-31", "season"),
        ("Budgets for fiscal 2033 grew.", "fiscal 2033", None, None, "fiscal year"),
        ("Quill said on Thursday it would hold.", "Thursday", "2031-05-08", "2031-05-08", "day"),
        ("The council will meet Friday.", "Friday", "2031-05-16", "2031-05-16", "day"),
        ("Quill said Wednesday it would hold.", "Wednesday", "2031-05-14", "2031-05-14", "day"),
        ("It broke yesterday.", "yesterday", "2031-05-13", "2031-05-13", "day"),
        ("It opens tomorrow.", "tomorrow", "2031-05-15", "2031-05-15", "day"),
        ("It opens next week.", "next week", "2031-05-19", "2031-05-25", "week"),
        ("It broke last month.", "last month", "2031-04-01", "2031-04-30", "month"),
        ("It broke earlier this year.", "earlier this year", "2031-01-01", "2031-12-31", "year"),
        ("It broke three days ago.", "three days ago", "2031-05-11", "2031-05-11", "day"),
        ("It broke 2 weeks ago.", "2 weeks ago", "2031-04-28", "2031-05-04", "week"),
        ("It broke five months ago.", "five months ago", "2030-12-01", "2030-12-31", "month"),
        ("It broke a year ago.", "a year ago", "2030-01-01", "2030-12-31", "year"),
        ("It leaked in the past year.", "the past year", "2030-05-15", "2031-05-14", "year"),
        ("It leaked over the past week.", "the past week", "2031-05-08", "2031-05-14", "week"),
    ],
)
def test_english(
    sentence: str, text: str, first: str | None, last: str | None, granularity: str
) -> None:
    (found,) = dates_in(sentence, language="en", anchor=PUBLISHED)
    assert (found.text, found.from_, found.to) == (text, first, last)
    assert found.granularity == granularity


@pytest.mark.parametrize(
    "sentence",
    [
        "They marched, and you may march too.",
        "May I ask April Quill and August Brandt?",
        "It cost $2019 and 2000 workers were hired.",
        "She is in her 80s and won in the second half.",
        "The Sunday Times wrote of Black Monday.",
        "Route 2019-4412 and number 12,2019.",
        "It opened on February 31.",
    ],
)
def test_no_dates(sentence: str) -> None:
    assert dates_in(sentence, language="en", anchor=PUBLISHED) == ()


@pytest.mark.parametrize(
    ("sentence", "partial"),
    [
        ("They met on March 20.", "--03-20"),
        ("They met in March.", "--03"),
        ("They met on Friday.", None),
        ("They met last week.", None),
        ("They met two years ago.", None),
    ],
)
def test_without_an_anchor_relative_dates_stay_open(sentence: str, partial: str | None) -> None:
    (found,) = dates_in(sentence, language="en", anchor=None)
    assert (found.from_, found.to, found.partial) == (None, None, partial)


def test_what_days_rest_on() -> None:
    text = "It opened on March 3, 2029, closed on Friday and will open in May or so."
    stated, fetched = Anchor(date(2031, 5, 14)), Anchor(date(2031, 5, 14), "fetched", 0.5)
    written, relative, *_ = dates_in(text, language="en", anchor=stated)
    assert (written.basis, relative.basis) == ("written", "published")
    assert written.confidence and relative.confidence
    assert written.confidence > relative.confidence
    _, less_sure, *_ = dates_in(text, language="en", anchor=fetched)
    assert less_sure.basis == "fetched"
    assert less_sure.confidence == round(relative.confidence / 2, 3)
    _, unresolved, *_ = dates_in(text, language="en", anchor=None)
    assert (unresolved.from_, unresolved.basis, unresolved.confidence) == (None, None, None)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Der Damm brach am 3. März 2029, am Freitag."),
        ("fr", "Le barrage a cédé le 3 mars 2029, vendredi."),
        ("es", "La presa cedió el 3 de marzo de 2029, viernes."),
        ("it", "La diga ha ceduto il 3 marzo 2029, venerdì."),
        ("pt", "A represa cedeu em 3 de março de 2029, sexta-feira."),
        ("nl", "De dam brak op 3 maart 2029, vrijdag."),
    ],
)
def test_other_languages_give_full_dates_only(language: str, sentence: str) -> None:
    (found,) = dates_in(sentence, language=language, anchor=PUBLISHED)
    assert (found.from_, found.granularity) == ("2029-03-03", "day")
    assert sentence[found.start : found.end] == found.text


def test_unknown_languages_give_nothing() -> None:
    assert dates_in("2029-03-03, March 3, 2029", language="fi", anchor=PUBLISHED) == ()


PIECES = st.sampled_from(
    [
        "March",
        "May",
        "Feb.",
        "29",
        "31",
        "2019",
        "0001",
        "Friday",
        "last",
        "week",
        "ago",
        "the",
        "999",
        "years",
        "90s",
        "Q4",
        "quarter",
        "fall",
        "next",
        "century",
        "in",
        "-",
        "to",
        ",",
        ".",
    ]
)


@given(
    st.one_of(st.text(), st.lists(PIECES, max_size=30).map(" ".join)),
    st.sampled_from([None, "en", "de", "xx", "months"]),
    st.one_of(st.none(), st.dates().map(Anchor)),
)
def test_offsets_and_ranges(text: str, language: str | None, anchor: Anchor | None) -> None:
    end = 0
    for found in dates_in(text, language=language, anchor=anchor):
        assert text[found.start : found.end] == found.text
        assert found.start >= end
        end = found.end
        assert (found.from_ is None) == (found.to is None)
        assert found.from_ is None or found.to is None or found.from_ <= found.to


ENGLISH = toml("text_dates")["english"]
WORDS = [word for listed in ENGLISH.values() for word in listed]


@given(
    st.lists(
        st.one_of(
            st.sampled_from(WORDS),
            st.sampled_from(WORDS).map(str.capitalize),
            st.sampled_from(["3", "19th", "2029", "2020s", "’90s", "half", "of", "ago", "weeks"]),
        ),
        min_size=2,
    ),
    st.sampled_from([" ", " ", "-"]),
)
def test_the_cheap_test_of_an_opening_loses_no_expression(words: list[str], joint: str) -> None:
    text = joint.join(words)
    whole = re.compile(rf"(?<![\w/])(?:{expressions(ENGLISH)})")
    assert [m.span() for m in english().finditer(text)] == [m.span() for m in whole.finditer(text)]


@pytest.mark.parametrize("piece", ["March ", "1", "2019-", "the ", "last ", "a", "20 to ", "will "])
def test_time_is_linear(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    begun = time.process_time()
    dates_in(text, language="en", anchor=PUBLISHED)
    assert time.process_time() - begun < 3
